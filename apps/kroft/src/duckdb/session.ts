import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** A DuckDB file that is open. */
export interface DuckdbSession {
  readonly connection: DuckDBConnection;
  readonly instance: DuckDBInstance;
  readonly close: () => void;
}

/** What an opened file is called inside DuckDB, whatever its name on disk. Schemas of any name are found only when written behind it. */
export const catalog = 'kroft_file';

/** Opens a DuckDB file (`:memory:` for none) in UTC. The engine is loaded on first use: it takes 100 ms. */
export async function openDuckdb(path: string): Promise<DuckdbSession> {
  const { DuckDBInstance: engine } = await import('@duckdb/node-api');
  const instance = await engine.create(':memory:');
  const connection = await instance.connect();
  const close = (): void => {
    connection.closeSync();
    instance.closeSync();
  };
  try {
    await connection.run(`attach ${literal(path)} as ${catalog}; use ${catalog}; set TimeZone = 'UTC'`);
    return { connection, instance, close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}

/** Quotes a text where DuckDB takes no parameter. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Rows of a query, as plain JSON values. */
export async function queryRows(connection: DuckDBConnection, sql: string, parameters: readonly (string | number | null)[] = []): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const reader = await connection.runAndReadAll(sql, [...parameters]);
  return reader.getRowObjectsJson();
}

/** Quotes an identifier for DuckDB. */
export function quoted(...names: readonly string[]): string {
  return names.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

/** Runs `work` in a transaction: all of it or nothing. */
export async function inTransaction<T>(connection: DuckDBConnection, work: () => Promise<T>): Promise<T> {
  await connection.run('begin transaction');
  try {
    const result = await work();
    await connection.run('commit');
    return result;
  } catch (thrown) {
    // After a failed commit there is nothing left to roll back.
    await connection.run('rollback').catch(() => undefined);
    throw thrown;
  }
}

/** Rows per chunk: DuckDB's vector size. */
const chunkRows = 2048;

/**
 * Appends columns of text to a table whose columns are all VARCHAR, through the appender.
 *
 * @param columns all of the same length.
 */
export async function appendText(connection: DuckDBConnection, table: string, columns: readonly (readonly (string | null)[])[], options: { readonly schema?: string; readonly catalog?: string } = {}): Promise<void> {
  const { DuckDBDataChunk, VARCHAR } = await import('@duckdb/node-api');
  const appender = await connection.createAppender(table, options.schema, options.catalog);
  const rows = columns[0]?.length ?? 0;
  for (let from = 0; from < rows; from += chunkRows) {
    const chunk = DuckDBDataChunk.create(columns.map(() => VARCHAR));
    chunk.setColumns(columns.map((column) => column.slice(from, from + chunkRows)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
