import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, ToolError } from '@millrace/diagnostics';
import type { ISql } from 'postgres';
import { errors } from '../errors.ts';
import type { SchemaChange } from '../evolution/schema-change.ts';
import type { PlannedTransaction } from '../mutation/operation.ts';
import { bookkeeping, readProgress } from './prepare-server.ts';
import { codeOf, isConnectionLoss, serverError } from './server.ts';
import { type Statement, type StatementMaker, statementMaker } from './statements.ts';
import { openWritingSession, type WritingSession } from './writing-session.ts';

/** Executes planned transactions, one after the other; the next one may be handed over before the last one has ended. */
export interface Writer extends AsyncDisposable {
  /**
   * Runs one transaction and returns when its outcome is known: after COMMIT answered, or, when the connection was lost
   * on the way, after the server's progress row said whether it happened; if not, it is run again.
   *
   * @throws ToolError KROFT_DIVERGED when the tables are not as the plan left them, KROFT_WRITE when the server refuses it.
   */
  execute(transaction: PlannedTransaction): Promise<void>;
}

/**
 * Without these PostgreSQL caches a plan made while the tables were small, and each batch of updates then reads them whole:
 * ten times slower from the sixth execution on. Not plan_cache_mode: it would plan each row's foreign-key check anew.
 */
const sessionSettings = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', jit: 'off' };

/** How often a lost connection is opened again for one transaction, and the first pause in milliseconds, which doubles. */
const attempts = 6;
const firstPause = 50;

/** A transaction's place in the queue: its successor's statements leave behind its COMMIT, in the same packet. */
interface Place {
  /** Its COMMIT is on its way; rejected when it never will be. */
  readonly sent: Promise<void>;
  /** Its outcome is known. */
  readonly done: Promise<void>;
}

/**
 * Opens the one session that writes to a schema.
 *
 * @throws ToolError KROFT_BUSY when another session is writing to it, KROFT_SERVER when the server cannot be reached.
 */
export async function openWriter(url: string, schema: string): Promise<Writer> {
  const lock = `kroft ${schema}`;
  let session = await openWritingSession(url, sessionSettings);
  const [lockRow] = await session.connection<{ taken: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${lock}, 0)) as taken`;
  if (lockRow?.taken !== true) {
    await session.close(1);
    throw errors.KROFT_BUSY.error({ schema });
  }
  const maker = statementMaker(schema);
  /** A new session in place of the lost one; it waits for the old one to end on the server by taking its lock. */
  const replace = async (lost: WritingSession): Promise<void> => {
    if (session !== lost) return;
    await lost.close(0);
    const opened = await openWritingSession(url, sessionSettings);
    // Killed while it waits: it takes no statement any more, and the old one is still the one to replace.
    await opened.unlessLost(opened.watched(opened.connection`select pg_advisory_lock(hashtextextended(${lock}, 0))`)).catch(async (thrown: unknown) => {
      await opened.close(0);
      throw thrown;
    });
    session = opened;
  };
  const perform = async (transaction: PlannedTransaction, statements: readonly Statement[], before: Place, onSent: () => void): Promise<void> => {
    await before.sent;
    for (let attempt = 1; ; attempt++) {
      const current = session;
      try {
        return await runOnce(current, { schema, maker, transaction, statements }, onSent);
      } catch (thrown) {
        if (!isLoss(thrown)) throw failure(transaction, thrown);
        if (attempt === attempts) throw serverError(url, thrown);
      }
      await before.done;
      if (await recovered(current, attempt, transaction)) return;
    }
  };
  /** Opens the session again. @returns whether the transaction had been committed before its answer was lost. */
  const recovered = async (lost: WritingSession, failed: number, transaction: PlannedTransaction): Promise<boolean> => {
    let dead = lost;
    for (let attempt = failed; ; attempt++) {
      try {
        await sleep(firstPause * 2 ** (attempt - 1));
        await replace(dead);
        dead = session;
        return await happened(session, schema, transaction);
      } catch (thrown) {
        if (!isLoss(thrown) || attempt >= attempts) throw thrown instanceof ToolError ? thrown : serverError(url, thrown);
      }
    }
  };
  let last: Place = { sent: Promise.resolve(), done: Promise.resolve() };
  const execute = (transaction: PlannedTransaction): Promise<void> => {
    const { promise: sent, resolve, reject } = Promise.withResolvers<void>();
    // Prepared now, while the server is busy with the transaction before.
    const done = perform(transaction, transaction.operations.map((operation) => maker.statement(operation)), last, resolve);
    // A transaction that failed takes its successor with it, whether anyone waits for that or not.
    done.then(resolve, reject);
    sent.catch(() => undefined);
    last = { sent, done };
    return done;
  };
  return { execute, [Symbol.asyncDispose]: () => session.close(2) };
}

function isLoss(thrown: unknown): boolean {
  return isConnectionLoss(thrown) || (thrown instanceof ToolError && isConnectionLoss(thrown.cause));
}

/** Whether a transaction whose answer was lost was committed: its last statement moved the progress on. */
async function happened(session: WritingSession, schema: string, transaction: PlannedTransaction): Promise<boolean> {
  session.requireOpen();
  const progress = await session.unlessLost(session.watched(readProgress(session.connection, schema)));
  return progress?.transaction === transaction.seq && progress.planHash === transaction.planHash;
}

/** What is needed to run a transaction. */
interface Work {
  readonly schema: string;
  readonly maker: StatementMaker;
  readonly transaction: PlannedTransaction;
  readonly statements: readonly Statement[];
}

/** All statements leave at once, BEGIN first; the server answers them in order. COMMIT leaves when every answer is right. */
async function runOnce({ connection, watched, unlessLost, requireOpen }: WritingSession, work: Work, onSent: () => void): Promise<void> {
  const { schema, maker, transaction, statements } = work;
  requireOpen();
  const begun = watched(connection.unsafe('begin'));
  const sent = transaction.operations.map(async (operation, i) => {
    const { sql, parameters, prepare } = statements[i] ?? maker.statement(operation);
    const { count } = await watched(connection.unsafe(sql, [...parameters], { prepare }));
    if (operation.kind === 'schema' || count === operation.rows) return;
    throw errors.KROFT_DIVERGED.error({ transaction: transaction.seq, kind: operation.kind, table: operation.table, found: count, expected: operation.rows });
  });
  const audited = transaction.operations.flatMap((operation) => (operation.kind === 'schema' ? [watched(audit(connection, maker, schema, transaction.seq, operation.change))] : []));
  const marked = watched(connection`select pg_logical_emit_message(true, 'kroft', ${String(transaction.seq)})`);
  const results = await unlessLost(Promise.allSettled([begun, ...sent, ...audited, marked, watched(advance(connection, schema, transaction))]));
  const failed = results.find((result) => result.status === 'rejected');
  requireOpen();
  const end = watched(connection.unsafe(failed !== undefined || transaction.outcome === 'rollback' ? 'rollback' : 'commit'));
  if (failed === undefined) onSent();
  await unlessLost(end);
  if (failed !== undefined) throw failed.reason;
}

async function advance(tx: ISql, schema: string, { seq, planHash }: PlannedTransaction): Promise<void> {
  const { count } = await tx`update ${tx(bookkeeping)}.progress set tx_seq = ${seq}, plan_hash = ${planHash} where schema_name = ${schema} and tx_seq < ${seq}`;
  if (count !== 1) throw errors.KROFT_OTHER_PLAN.error({ schema, reason: `transaction ${seq} is already there` });
}

async function audit(tx: ISql, maker: StatementMaker, schema: string, seq: number, change: SchemaChange): Promise<void> {
  const { sql } = maker.statement({ kind: 'schema', table: change.table, change, rows: 0 });
  const after = change.kind === 'dropColumn' ? null : change.kind === 'renameColumn' ? { ...change.column, name: change.to } : change.kind === 'widenType' ? { ...change.column, type: change.to } : change.column;
  const before = change.kind === 'addColumn' ? null : change.column;
  const text = (column: object | null): string | null => (column === null ? null : JSON.stringify(column));
  await tx`insert into ${tx(bookkeeping)}.audit (schema_name, tx_seq, version, kind, table_name, column_name, before, after, sql)
    select ${schema}, ${seq}, count(*) + 1, ${change.kind}, ${change.table}, ${change.column.name}, ${text(before)}::text::jsonb, ${text(after)}::text::jsonb, ${sql}
    from ${tx(bookkeeping)}.audit where schema_name = ${schema}`;
}

function failure(transaction: PlannedTransaction, thrown: unknown): ToolError {
  if (thrown instanceof ToolError) return thrown;
  const code = codeOf(thrown);
  return errors.KROFT_WRITE.error({ transaction: transaction.seq, reason: `${messageOf(thrown)}${code === '' ? '' : ` (${code})`}` }, {}, { cause: thrown });
}
