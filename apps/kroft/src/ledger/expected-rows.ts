import type { DuckDBConnection } from '@duckdb/node-api';
import { appendText, queryRows, quoted } from '../duckdb/session.ts';
import { keyColumn, type LiveTable } from '../mutation/live-table.ts';
import type { Planner } from '../mutation/planner.ts';
import { duckdbType } from '../schema/column-type.ts';

/** The DuckDB schema that holds the expected rows, a table each. */
export const rowsSchema = 'kroft_ledger_rows';

/** A column of the expectation. */
export interface ExpectedColumn {
  readonly name: string;
  readonly type: string;
  readonly key: boolean;
  /** Set for a column that came with a default: rows last written before this operation hold it at the source only. */
  readonly filledAt?: number;
}

export interface ExpectedTable {
  readonly name: string;
  readonly columns: readonly ExpectedColumn[];
}

/** Replaces the expected rows by those of a planner. Each row tells the transaction, and the operation, that last wrote it. */
export async function writeExpectedRows(connection: DuckDBConnection, planner: Planner): Promise<void> {
  await connection.run(`drop schema if exists ${rowsSchema} cascade; create schema ${rowsSchema}`);
  await connection.run('create or replace table kroft_ledger_tables (position integer, name varchar, columns varchar)');
  let position = 0;
  for (const table of planner.tables.values()) {
    const expected = expectedTable(table);
    await connection.run('insert into kroft_ledger_tables values ($1, $2, $3)', [position++, expected.name, JSON.stringify(expected.columns)]);
    await writeTable(connection, table, expected);
  }
}

/** The tables of a ledger, in the model's order. */
export async function readExpectedTables(connection: DuckDBConnection): Promise<readonly ExpectedTable[]> {
  const rows = await queryRows(connection, 'select name, columns from kroft_ledger_tables order by position');
  return rows.map((row) => ({ name: String(row['name']), columns: JSON.parse(String(row['columns'])) as readonly ExpectedColumn[] }));
}

function expectedTable({ version, filledAt }: LiveTable): ExpectedTable {
  const key = keyColumn(version);
  const columns = version.active.map((column): ExpectedColumn => {
    const filled = filledAt.get(column.id);
    return { name: column.name, type: duckdbType(column.type), key: column.id === key.id, ...(filled === undefined ? {} : { filledAt: filled }) };
  });
  return { name: version.name, columns };
}

async function writeTable(connection: DuckDBConnection, table: LiveTable, expected: ExpectedTable): Promise<void> {
  const columns = table.version.active.map((column) => {
    const values = table.values.get(column.id) ?? [];
    return table.live.map((slot) => values[slot] ?? null);
  });
  const by = table.live.map((slot) => String(table.touchedBy[slot] ?? 0));
  const at = table.live.map((slot) => String(table.touchedAt[slot] ?? 0));
  const names = [...expected.columns.map((_, c) => `c${c}`), 'kroft_tx', 'kroft_at'];
  await connection.run(`create or replace temp table kroft_text (${names.map((name) => `${name} varchar`).join(', ')})`);
  await appendText(connection, 'kroft_text', [...columns, by, at], { catalog: 'temp' });
  const casts = expected.columns.map((column, c) => `cast(c${c} as ${column.type}) as ${quoted(column.name)}`);
  await connection.run(`create table ${quoted(rowsSchema, expected.name)} as select ${casts.join(', ')}, kroft_tx::bigint as kroft_tx, kroft_at::bigint as kroft_at from kroft_text`);
}
