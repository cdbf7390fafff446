import { DuckDBInstance, type DuckDBConnection, DuckDBScalarFunction, type DuckDBType, DuckDBVarCharType, BIGINT, BOOLEAN, DOUBLE, VARCHAR, type DuckDBValue } from '@duckdb/node-api';
import { type Catalog, type CatalogTable, type RuntimeFunction, runtimeFunctions, runtimeSetup, type SessionContext, translateStatement, type Translation, variantText } from '@millrace/transpile';
import { parse } from '@millrace/sql-parser';
import type { NativeValue } from '@millrace/transpile';

const duckTypes: Readonly<Record<string, DuckDBType>> = { VARCHAR, BIGINT, DOUBLE, BOOLEAN, JSON: DuckDBVarCharType.create('JSON') };

/** Registers a function of ours with DuckDB. */
export function register(connection: DuckDBConnection, fn: RuntimeFunction): void {
  connection.registerScalarFunction(DuckDBScalarFunction.create({
    name: fn.name,
    parameterTypes: fn.parameters.map((type) => duckTypes[type] ?? VARCHAR),
    returnType: duckTypes[fn.returns] ?? VARCHAR,
    specialHandling: fn.takesNull === true,
    volatile: fn.volatile === true,
    mainFunction: (_info, input, output) => {
      const columns = fn.parameters.map((_, i) => input.getColumnVector(i));
      for (let row = 0; row < input.rowCount; row++) {
        const args = columns.map((column) => column.getItem(row) as NativeValue);
        output.setItem(row, fn.takesNull !== true && args.includes(null) ? null : fn.call(...args));
      }
      output.flush();
    },
  }));
}

/** A DuckDB connection ready for translated statements. */
export async function openEngine(): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET TimeZone = 'UTC'");
  for (const fn of runtimeFunctions()) register(connection, fn);
  for (const sql of runtimeSetup()) await connection.run(sql);
  return connection;
}

/** A catalog over a fixed list of tables in MAIN.PUBLIC-like schemas; names are resolved by their last part. */
export function catalogOf(...tables: readonly CatalogTable[]): Catalog {
  return {
    currentDatabase: 'DB', currentSchema: 'S',
    table: (parts) => tables.find(({ name }) => parts.every((part, i) => part === name[3 - parts.length + i])),
    suggestions: () => tables.map(({ name }) => name[2]),
  };
}

/** Translates every statement of a text. */
export function translateAll(sql: string, catalog: Catalog = catalogOf(), session: SessionContext = {}): readonly Translation[] {
  const parsed = parse(sql, { dialect: 'snowflake' });
  if (parsed.diagnostics.length > 0) throw new Error(parsed.diagnostics.map(({ message }) => message).join('\n'));
  return parsed.statements.map((statement) => translateStatement(statement, { catalog, session, source: sql }));
}

/** Runs Snowflake SQL and gives its rows as Snowflake would show them. */
export async function run(connection: DuckDBConnection, sql: string, catalog: Catalog = catalogOf(), session: SessionContext = {}): Promise<readonly (readonly (string | null)[])[]> {
  let rows: readonly (readonly (string | null)[])[] = [];
  for (const translation of translateAll(sql, catalog, session)) {
    for (const before of translation.before) await connection.run(before.sql);
    const result = await connection.runAndReadAll(translation.sql, [...translation.parameters] as DuckDBValue[]);
    rows = result.getRows().map((row) => row.map((value, i) => shown(value, translation.columns[i]?.type.type)));
  }
  return rows;
}

function shown(value: DuckDBValue, type: string | undefined): string | null {
  if (value === null) return null;
  if (type === 'variant' || type === 'object' || type === 'array') return variantText(String(value), false);
  if (typeof value === 'object' && 'bytes' in value) return Buffer.from(value.bytes).toString('hex').toUpperCase();
  return String(value);
}
