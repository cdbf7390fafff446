import snowflake, { type Connection, type RowStatement, type SnowflakeError } from 'snowflake-sdk';
import type { Rows } from './compare-rows.ts';

/** The official driver, with promises instead of callbacks and nothing else changed. */
export interface SnowflakeClient extends AsyncDisposable {
  /** Runs one statement. @returns its rows, as lists of cells in column order. */
  run(sql: string, binds?: readonly (string | number)[]): Promise<{ readonly columns: readonly string[]; readonly rows: Rows }>;
  close(): Promise<void>;
}

/** Connects `snowflake-sdk` to a server. @param accessUrl `http://127.0.0.1:port`. */
export async function connectSnowflake(accessUrl: string, database: string): Promise<SnowflakeClient> {
  snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false });
  const connection = snowflake.createConnection({ accessUrl, account: 'demo', username: 'demo', password: 'demo', database, schema: 'PUBLIC', warehouse: 'DEMO' });
  await new Promise<void>((resolve, reject) => {
    connection.connect((error: SnowflakeError | undefined) => (error === undefined || error === null ? resolve() : reject(error)));
  });
  const close = async (): Promise<void> => {
    if (connection.isUp()) await new Promise<void>((resolve) => { connection.destroy(() => resolve()); });
  };
  return { run: (sql, binds = []) => execute(connection, sql, binds), close, [Symbol.asyncDispose]: close };
}

function execute(connection: Connection, sqlText: string, binds: readonly (string | number)[]): ReturnType<SnowflakeClient['run']> {
  return new Promise((resolve, reject) => {
    connection.execute({
      sqlText,
      binds: [...binds],
      complete: (error: SnowflakeError | undefined, statement: RowStatement, rows: readonly Readonly<Record<string, unknown>>[] | undefined) => {
        if (error !== undefined && error !== null) return reject(error);
        const found = rows ?? [];
        // PUT answers on the client side and has no column metadata.
        const columns = (statement.getColumns() ?? []).map((column) => column.getName());
        const names = columns.length > 0 ? columns : Object.keys(found[0] ?? {});
        return resolve({ columns: names, rows: found.map((row) => names.map((name) => row[name])) });
      },
    });
  });
}
