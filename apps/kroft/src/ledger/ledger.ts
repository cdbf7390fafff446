import { appendFileSync, existsSync, rmSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { messageOf } from '@millrace/diagnostics';
import { appendText, inTransaction, openDuckdb, queryRows } from '../duckdb/session.ts';
import { errors } from '../errors.ts';
import { describeChange } from '../evolution/schema-change.ts';
import type { PlanSettings } from '../generator/settings.ts';
import type { PlannedTransaction } from '../mutation/operation.ts';
import type { Planner } from '../mutation/planner.ts';
import { writeExpectedRows } from './expected-rows.ts';
import type { Segment } from './replay.ts';

/** The truth about a run, in a DuckDB file: its settings, every transaction whose outcome is certain, and the rows that must be there. */
export interface Ledger {
  readonly path: string;
  readonly connection: DuckDBConnection;
  readonly settings: PlanSettings;
  readonly segments: () => readonly Segment[];
  /** The last transaction that was recorded, 0 for none. */
  readonly lastTransaction: () => number;
  /** Opens a new segment. */
  begin(changes: number): Promise<void>;
  /** Notes a transaction whose outcome is certain; `flush` makes it durable. */
  record(transaction: PlannedTransaction): void;
  flush(): Promise<void>;
  /** Writes the rows of a planner that stands where the last recorded transaction left the database. */
  writeRows(planner: Planner): Promise<void>;
  /** The transaction that the rows in the ledger stand for, or undefined. */
  rowsAt(): Promise<number | undefined>;
  close(): void;
}

/** The file beside a ledger that tells its schema changes, one JSON document per line. */
export function auditPath(ledger: string): string {
  return `${ledger}.audit.ndjson`;
}

/** Makes a new ledger; one that is there is replaced. */
export async function createLedger(path: string, settings: PlanSettings): Promise<Ledger> {
  if (path !== ':memory:') for (const file of [path, `${path}.wal`, auditPath(path)]) rmSync(file, { force: true });
  const { connection, close } = await openDuckdb(path).catch((thrown: unknown) => {
    throw errors.KROFT_NO_LEDGER.error({ path, reason: messageOf(thrown) }, {}, { cause: thrown });
  });
  await connection.run(`create table kroft_ledger_meta (name varchar primary key, value varchar);
    create table kroft_ledger_transactions (tx_seq bigint, outcome varchar, inserts bigint, updates bigint, deletes bigint, schema_changes bigint, plan_hash varchar);
    create table kroft_ledger_schema_changes (tx_seq bigint, table_name varchar, change varchar, description varchar)`);
  const ledger = ledgerOn(path, connection, close, settings, [], 0);
  await setMeta(connection, 'settings', settings);
  return ledger;
}

/** Opens a ledger. @throws ToolError KROFT_NO_LEDGER when there is no file or it is something else. */
export async function openLedger(path: string): Promise<Ledger> {
  if (!existsSync(path)) throw errors.KROFT_NO_LEDGER.error({ path, reason: 'there is no such file' });
  try {
    const { connection, close } = await openDuckdb(path);
    const settings = await getMeta<PlanSettings>(connection, 'settings');
    if (settings === undefined) throw new Error('it holds no settings');
    const segments = (await getMeta<readonly Segment[]>(connection, 'segments')) ?? [];
    const [last] = await queryRows(connection, 'select coalesce(max(tx_seq), 0)::double as last from kroft_ledger_transactions');
    return ledgerOn(path, connection, close, settings, segments, Number(last?.['last'] ?? 0));
  } catch (thrown) {
    throw errors.KROFT_NO_LEDGER.error({ path, reason: messageOf(thrown) }, {}, { cause: thrown });
  }
}

function ledgerOn(path: string, connection: DuckDBConnection, close: () => void, settings: PlanSettings, known: readonly Segment[], lastKnown: number): Ledger {
  let segments = known;
  let last = lastKnown;
  let pending: PlannedTransaction[] = [];
  const record = (transaction: PlannedTransaction): void => {
    pending.push(transaction.schemaChanges > 0 ? transaction : { ...transaction, operations: [] });
    last = transaction.seq;
    const current = segments.at(-1);
    if (current !== undefined) segments = [...segments.slice(0, -1), { ...current, until: last }];
  };
  const flush = async (): Promise<void> => {
    if (pending.length === 0) return;
    const written = pending;
    pending = [];
    await inTransaction(connection, async () => {
      await appendTransactions(connection, written);
      await setMeta(connection, 'segments', segments);
    });
    if (path !== ':memory:') appendAudit(path, written);
  };
  return {
    path, connection, settings, record, flush, close,
    segments: () => segments,
    lastTransaction: () => last,
    begin: async (changes) => {
      segments = [...segments, { changes, until: last }];
      await setMeta(connection, 'segments', segments);
    },
    writeRows: async (planner) => {
      await flush();
      await inTransaction(connection, async () => {
        await writeExpectedRows(connection, planner);
        await setMeta(connection, 'rowsAt', last);
      });
    },
    rowsAt: () => getMeta<number>(connection, 'rowsAt'),
  };
}

async function setMeta(connection: DuckDBConnection, name: string, value: unknown): Promise<void> {
  await connection.run('insert or replace into kroft_ledger_meta values ($1, $2)', [name, JSON.stringify(value)]);
}

async function getMeta<T>(connection: DuckDBConnection, name: string): Promise<T | undefined> {
  const [row] = await queryRows(connection, 'select value from kroft_ledger_meta where name = $1', [name]);
  // Only setMeta writes here, so the value has the shape it was written with.
  return row === undefined ? undefined : (JSON.parse(String(row['value'])) as T);
}

async function appendTransactions(connection: DuckDBConnection, transactions: readonly PlannedTransaction[]): Promise<void> {
  const text = (of: (transaction: PlannedTransaction) => string | number): string[] => transactions.map((transaction) => String(of(transaction)));
  await connection.run('create or replace temp table kroft_new (a varchar, b varchar, c varchar, d varchar, e varchar, f varchar, g varchar)');
  await appendText(connection, 'kroft_new', [text((t) => t.seq), text((t) => t.outcome), text((t) => t.inserts), text((t) => t.updates), text((t) => t.deletes), text((t) => t.schemaChanges), text((t) => t.planHash)], { catalog: 'temp' });
  await connection.run('insert into kroft_ledger_transactions select * from kroft_new');
  for (const { seq, table, change } of committedChanges(transactions)) {
    await connection.run('insert into kroft_ledger_schema_changes values ($1, $2, $3, $4)', [seq, table, JSON.stringify(change), describeChange(change)]);
  }
}

function committedChanges(transactions: readonly PlannedTransaction[]) {
  return transactions.flatMap(({ seq, outcome, operations }) =>
    operations.flatMap((operation) => (operation.kind === 'schema' && outcome === 'commit' ? [{ seq, table: operation.table, change: operation.change }] : [])));
}

function appendAudit(path: string, transactions: readonly PlannedTransaction[]): void {
  const lines = committedChanges(transactions).map(({ seq, table, change }) => JSON.stringify({ transaction: seq, table, kind: change.kind, description: describeChange(change), change }));
  if (lines.length > 0) appendFileSync(auditPath(path), `${lines.join('\n')}\n`);
}
