import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, ToolError } from '@millrace/diagnostics';
import type { PostgresClient } from '@millrace/connectors';
import type { ISql } from 'postgres';
import { errors } from '../errors.ts';
import type { SchemaChange } from '../evolution/schema-change.ts';
import type { PlannedTransaction } from '../mutation/operation.ts';
import { bookkeeping, readProgress } from './prepare-server.ts';
import { codeOf, isConnectionLoss, openSession, serverError } from './server.ts';
import { type StatementMaker, statementMaker } from './statements.ts';

/** Executes planned transactions, one after the other. */
export interface Writer extends AsyncDisposable {
  /**
   * Runs one transaction and returns when its outcome is known: after COMMIT answered, or, when the connection was lost
   * on the way, after the server's progress row said whether it happened; if not, it is run again.
   *
   * @throws ToolError KROFT_DIVERGED when the tables are not as the plan left them, KROFT_WRITE when the server refuses it.
   */
  execute(transaction: PlannedTransaction): Promise<void>;
}

/** Thrown inside a transaction that the plan wants undone. */
const plannedRollback: unique symbol = Symbol('planned rollback');

/**
 * Without these PostgreSQL caches a plan made while the tables were small, and each batch of updates then reads them whole:
 * ten times slower from the sixth execution on. Not plan_cache_mode: it would plan each row's foreign-key check anew.
 */
const sessionSettings = { enable_seqscan: 'off', enable_hashjoin: 'off', enable_mergejoin: 'off', jit: 'off' };

/** How often a lost connection is opened again for one transaction, and the first pause in milliseconds, which doubles. */
const attempts = 6;
const firstPause = 50;

/**
 * Opens the one session that writes to a schema.
 *
 * @throws ToolError KROFT_BUSY when another session is writing to it, KROFT_SERVER when the server cannot be reached.
 */
export async function openWriter(url: string, schema: string): Promise<Writer> {
  let client = await openSession(url, sessionSettings);
  const [lock] = await client<{ taken: boolean }[]>`select pg_try_advisory_lock(hashtextextended(${`kroft ${schema}`}, 0)) as taken`;
  if (lock?.taken !== true) {
    await client.end({ timeout: 1 });
    throw errors.KROFT_BUSY.error({ schema });
  }
  const maker = statementMaker(schema);
  /** A new session in place of the lost one; it waits for the old one to end on the server by taking its lock. */
  const reconnect = async (): Promise<void> => {
    await client.end({ timeout: 0 });
    client = await openSession(url, sessionSettings);
    await client`select pg_advisory_lock(hashtextextended(${`kroft ${schema}`}, 0))`;
  };
  const execute = async (transaction: PlannedTransaction): Promise<void> => {
    for (let attempt = 1; ; attempt++) {
      try {
        if (attempt > 1) {
          await sleep(firstPause * 2 ** (attempt - 2));
          await reconnect();
          if (await happened(client, schema, transaction)) return;
        }
        return await runOnce(client, maker, schema, transaction);
      } catch (thrown) {
        if (thrown === plannedRollback) return;
        const lost = isConnectionLoss(thrown) || (thrown instanceof ToolError && isConnectionLoss(thrown.cause));
        if (!lost) throw failure(transaction, thrown);
        if (attempt === attempts) throw serverError(url, thrown);
      }
    }
  };
  return { execute, [Symbol.asyncDispose]: () => client.end({ timeout: 2 }) };
}

/** Whether a transaction whose answer was lost was committed: its last statement moved the progress on. */
async function happened(client: PostgresClient, schema: string, transaction: PlannedTransaction): Promise<boolean> {
  const progress = await readProgress(client, schema);
  return progress?.transaction === transaction.seq && progress.planHash === transaction.planHash;
}

async function runOnce(client: PostgresClient, maker: StatementMaker, schema: string, transaction: PlannedTransaction): Promise<void> {
  const { promise: lost, reject } = Promise.withResolvers<never>();
  // The driver may let the statements behind the one that met the dead connection wait for ever: the first one decides.
  const watched = async <T>(statement: PromiseLike<T>): Promise<T> => {
    try {
      return await statement;
    } catch (thrown) {
      if (isConnectionLoss(thrown)) reject(thrown);
      throw thrown;
    }
  };
  const done = client.begin(async (tx) => {
    // All statements leave at once; the server answers them in order.
    const sent = transaction.operations.map(async (operation) => {
      const { sql, parameters, prepare } = maker.statement(operation);
      const { count } = await watched(tx.unsafe(sql, [...parameters], { prepare }));
      if (operation.kind === 'schema') return;
      if (count !== operation.rows) throw errors.KROFT_DIVERGED.error({ transaction: transaction.seq, kind: operation.kind, table: operation.table, found: count, expected: operation.rows });
    });
    const audited = transaction.operations.flatMap((operation) => (operation.kind === 'schema' ? [watched(audit(tx, maker, schema, transaction.seq, operation.change))] : []));
    const marked = watched(tx`select pg_logical_emit_message(true, 'kroft', ${String(transaction.seq)})`);
    const advanced = watched(advance(tx, schema, transaction));
    const results = await Promise.allSettled([...sent, ...audited, marked, advanced]);
    for (const result of results) {
      if (result.status !== 'rejected') continue;
      // A throw would make the driver send ROLLBACK down the dead connection, and fail where nobody can catch it.
      if (isConnectionLoss(result.reason)) await new Promise<never>(() => undefined);
      throw result.reason;
    }
    if (transaction.outcome === 'rollback') throw plannedRollback;
  });
  done.catch(() => undefined);
  await Promise.race([done, lost]);
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
