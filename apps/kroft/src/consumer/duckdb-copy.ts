import type { DuckDBConnection } from '@duckdb/node-api';
import { type Lsn, parseLsn, printLsn, unchanged } from '@millrace/connectors';
import { unreachable } from '@millrace/diagnostics';
import { type Collapse, type PendingTable, qualified } from './collapse.ts';
import { appendText, catalog, inTransaction, openDuckdb, queryRows, quoted } from '../duckdb/session.ts';
import type { Shape, ShapeStep } from './shape.ts';

/** A transaction of the source as the copy saw it. */
export interface SeenTransaction {
  /** The marker's number; null for a transaction that Kroft did not write. */
  readonly seq: number | null;
  readonly xid: number;
  readonly changes: number;
  readonly commitLsn: Lsn;
}

/** A copy of tables in a DuckDB file, with the position in the stream that it stands for. */
export interface DuckdbCopy {
  readonly connection: DuckDBConnection;
  /** Shapes by qualified name. */
  readonly shapes: Map<string, Shape>;
  /** End of the last transaction in the copy; 0 for a new one. */
  readonly position: () => Lsn;
  /** The last transaction of the plan in the copy, 0 for none. */
  reached(): Promise<number>;
  /** Writes a batch, its transactions and its position, all or nothing. */
  write(batch: Collapse, transactions: readonly SeenTransaction[], position: Lsn): Promise<void>;
  close(): void;
}

const staging = 'kroft_stage';

/** Opens a copy, or makes a new one. */
export async function openCopy(path: string): Promise<DuckdbCopy> {
  const session = await openDuckdb(path);
  const { connection } = session;
  await connection.run(`create table if not exists kroft_copy_state (only_row boolean primary key, position varchar);
    create table if not exists kroft_copy_shapes (name varchar primary key, shape varchar);
    create table if not exists kroft_copy_transactions (tx_seq bigint, xid bigint, changes bigint, commit_lsn varchar)`);
  const stored = await queryRows(connection, 'select name, shape from kroft_copy_shapes');
  const shapes = new Map(stored.map((row): [string, Shape] => [String(row['name']), JSON.parse(String(row['shape'])) as Shape]));
  const [state] = await queryRows(connection, 'select position from kroft_copy_state');
  let position = state === undefined ? 0n : parseLsn(String(state['position']));
  const write = async (batch: Collapse, transactions: readonly SeenTransaction[], upTo: Lsn): Promise<void> => {
    await inTransaction(connection, async () => {
      // DuckDB takes shape changes before row changes of the same transaction, not after.
      for (const table of batch.tables.values()) await alter(connection, table);
      for (const table of batch.tables.values()) await writeRows(connection, table);
      await logTransactions(connection, transactions);
      await connection.run('insert or replace into kroft_copy_state values (true, $1)', [printLsn(upTo)]);
    });
    for (const table of batch.tables.values()) shapes.set(qualified(table.shape), table.shape);
    position = upTo;
  };
  const reached = async (): Promise<number> => Number((await queryRows(connection, 'select coalesce(max(tx_seq), 0)::double as last from kroft_copy_transactions'))[0]?.['last'] ?? 0);
  return { connection, shapes, position: () => position, reached, write, close: session.close };
}

async function alter(connection: DuckDBConnection, table: PendingTable): Promise<void> {
  const { shape } = table;
  if (table.isNew) {
    await connection.run(`create schema if not exists ${quoted(catalog, shape.schema)}`);
    await connection.run(`create table ${quoted(catalog, shape.schema, shape.table)} (${shape.columns.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')})`);
  } else for (const step of table.steps) await connection.run(alterText(shape, step));
  if (table.isNew || table.steps.length > 0) await connection.run('insert or replace into kroft_copy_shapes values ($1, $2)', [qualified(shape), JSON.stringify(shape)]);
}

function alterText(shape: Shape, step: ShapeStep): string {
  const table = `alter table ${quoted(catalog, shape.schema, shape.table)}`;
  switch (step.kind) {
    case 'add':
      return `${table} add column ${quoted(step.column.name)} ${step.column.type}`;
    case 'drop':
      return `${table} drop column ${quoted(step.name)}`;
    case 'rename':
      return `${table} rename column ${quoted(step.from)} to ${quoted(step.to)}`;
    case 'retype':
      return `${table} alter column ${quoted(step.name)} type ${step.type}`;
    default:
      return unreachable(step);
  }
}

/** Deletes every key that the batch touched, then inserts the rows that live: two statements, whatever happened to each key. */
async function writeRows(connection: DuckDBConnection, table: PendingTable): Promise<void> {
  const name = quoted(catalog, table.shape.schema, table.shape.table);
  if (table.truncated) await connection.run(`delete from ${name}`);
  if (table.rows.size === 0) return;
  await stage(connection, table);
  const keys = table.shape.columns.filter((column) => column.key);
  const match = keys.map((column, k) => `${name}.${quoted(column.name)} = cast(s.k${k} as ${column.type})`).join(' and ');
  const kept = [...table.rows.values()].some(({ row }) => row?.includes(unchanged) === true);
  const values = table.shape.columns.map((column, c) => (kept ? `case when contains(s.kept, ',${c},') then old.${quoted(column.name)} else cast(s.c${c} as ${column.type}) end` : `cast(s.c${c} as ${column.type})`));
  const old = kept ? ` left join ${name} old on ${match.replaceAll(`${name}.`, 'old.')}` : '';
  // Values that the stream left out are read from the old row, so the new rows are made before the old ones go.
  await connection.run(`create or replace temp table kroft_rows as select ${values.map((value, c) => `${value} as c${c}`).join(', ')} from ${staging} s${old} where s.lives`);
  await connection.run(`delete from ${name} using ${staging} s where ${match}`);
  await connection.run(`insert into ${name} select * from kroft_rows`);
}

async function stage(connection: DuckDBConnection, table: PendingTable): Promise<void> {
  const pending = [...table.rows.values()];
  const keyCount = table.shape.columns.filter((column) => column.key).length;
  const keyColumns = Array.from({ length: keyCount }, (_, k) => pending.map(({ key }) => textOf(key[k])));
  const columns = table.shape.columns.map((_, c) => pending.map(({ row }) => textOf(row?.[c])));
  const lives = pending.map(({ row }) => (row === null ? 'false' : 'true'));
  const kept = pending.map(({ row }) => (row?.includes(unchanged) === true ? `,${row.flatMap((value, c) => (value === unchanged ? [c] : [])).join(',')},` : ''));
  const names = [...keyColumns.map((_, k) => `k${k}`), ...columns.map((_, c) => `c${c}`)];
  await connection.run(`create or replace temp table ${staging}_text (${[...names, 'lives', 'kept'].map((name) => `${name} varchar`).join(', ')})`);
  await appendText(connection, `${staging}_text`, [...keyColumns, ...columns, lives, kept], { catalog: 'temp' });
  await connection.run(`create or replace temp view ${staging} as select * replace (lives = 'true' as lives) from ${staging}_text`);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

async function logTransactions(connection: DuckDBConnection, transactions: readonly SeenTransaction[]): Promise<void> {
  const columns = [
    transactions.map(({ seq }) => (seq === null ? null : String(seq))),
    transactions.map(({ xid }) => String(xid)),
    transactions.map(({ changes }) => String(changes)),
    transactions.map(({ commitLsn }) => printLsn(commitLsn)),
  ];
  await connection.run('create or replace temp table kroft_seen (tx_seq varchar, xid varchar, changes varchar, commit_lsn varchar)');
  await appendText(connection, 'kroft_seen', columns, { catalog: 'temp' });
  await connection.run('insert into kroft_copy_transactions select * from kroft_seen');
}
