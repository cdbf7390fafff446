import type { DuckDBConnection } from '@duckdb/node-api';
import { literal, queryRows, quoted } from '../duckdb/session.ts';
import { type ExpectedColumn, type ExpectedTable, rowsSchema } from '../ledger/expected-rows.ts';
import type { Difference, TableReport } from './report.ts';

/** A table to be judged: where it is, and the columns it has. */
export interface FoundTable {
  /** The relation in DuckDB's words, quoted. */
  readonly relation: string;
  readonly columns: readonly string[];
}

/** Differences shown per table. */
const shown = 10;

/** Compares a table with the ledger's rows, by primary key and value by value, in the columns' own types. */
export async function compareTable(connection: DuckDBConnection, table: ExpectedTable, found: FoundTable, mode: 'source' | 'derivable'): Promise<TableReport> {
  const missingColumns = table.columns.filter((column) => !found.columns.includes(column.name)).map((column) => column.name);
  const unexpectedColumns = found.columns.filter((name) => !table.columns.some((column) => column.name === name));
  const key = table.columns.find((column) => column.key);
  const compared = table.columns.filter((column) => !missingColumns.includes(column.name) && !column.key);
  const [sizes] = await queryRows(connection, `select (select count(*) from ${quoted(rowsSchema, table.name)})::double as expected, (select count(*) from ${found.relation})::double as found`);
  const expected = Number(sizes?.['expected'] ?? 0);
  const shape = { name: table.name, expected, found: Number(sizes?.['found'] ?? 0), missingColumns, unexpectedColumns };
  if (key === undefined || missingColumns.includes(key.name)) return { ...shape, missing: expected, unexpected: shape.found, wrong: 0, firstDifferences: [] };
  await connection.run(`create or replace temp table kroft_differences as ${differencesText(table, found, key, compared, mode)}`);
  const counts = await queryRows(connection, 'select kind, count(*)::double as n from kroft_differences group by kind');
  const count = (kind: Difference['kind']): number => Number(counts.find((row) => row['kind'] === kind)?.['n'] ?? 0);
  const first = await queryRows(connection, `select kind, key, tx::double as tx, parts from kroft_differences order by tx nulls last, key limit ${shown}`);
  return { ...shape, missing: count('missing'), unexpected: count('unexpected'), wrong: count('wrong'), firstDifferences: first.flatMap(differencesOf).slice(0, shown) };
}

/** One row per faulty row: its kind, its key, the transaction that wrote it last, and the columns that differ. */
function differencesText(table: ExpectedTable, found: FoundTable, key: ExpectedColumn, compared: readonly ExpectedColumn[], mode: 'source' | 'derivable'): string {
  const wanted = (column: ExpectedColumn): string =>
    mode === 'derivable' && column.filledAt !== undefined ? `case when kroft_at < ${column.filledAt} then null else ${quoted(column.name)} end` : quoted(column.name);
  const e = `select ${quoted(key.name)} as k, kroft_tx, ${compared.map((column, c) => `${wanted(column)} as c${c}`).join(', ') || 'null as c0'} from ${quoted(rowsSchema, table.name)}`;
  const f = `select try_cast(${quoted(key.name)} as ${key.type}) as k, row_number() over (partition by ${quoted(key.name)}) as copy, ${compared.map((column, c) => `${quoted(column.name)} as c${c}`).join(', ') || 'null as c0'} from ${found.relation}`;
  const differs = compared.map((column, c) => `e.c${c} is distinct from try_cast(f.c${c} as ${column.type}) or (e.c${c} is null) <> (f.c${c} is null)`);
  const parts = compared.map((column, c) => `case when ${differs[c]} then {'name': ${literal(column.name)}, 'expected': e.c${c}::varchar, 'actual': f.c${c}::varchar} end`);
  const anyDiffers = differs.length === 0 ? 'false' : differs.map((text) => `(${text})`).join(' or ');
  const list = parts.length === 0 ? 'null' : `to_json(list_filter([${parts.join(', ')}], lambda part: part is not null))::varchar`;
  return `select * from (select case when f.k is null then 'missing' when e.k is null or f.copy > 1 then 'unexpected' when ${anyDiffers} then 'wrong' end as kind,
      coalesce(e.k, f.k)::varchar as key, e.kroft_tx as tx, case when e.k is not null and f.k is not null then ${list} end as parts
    from (${e}) e full join (${f}) f on e.k = f.k) where kind is not null`;
}

interface Part {
  readonly name: string;
  readonly expected: string | null;
  readonly actual: string | null;
}

function differencesOf(row: Readonly<Record<string, unknown>>): readonly Difference[] {
  const kind = row['kind'] as Difference['kind'];
  const at = { kind, key: String(row['key']), ...(row['tx'] === null ? {} : { transaction: Number(row['tx']) }) };
  if (kind !== 'wrong') return [at];
  return (JSON.parse(String(row['parts'])) as readonly Part[]).map(({ name, expected, actual }) => ({ ...at, column: name, expected, actual }));
}
