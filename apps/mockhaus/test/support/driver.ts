import snowflake, { type Binds, type Connection, type ConnectionOptions, type RowStatement, type SnowflakeError, type StatementOption } from 'snowflake-sdk';

snowflake.configure({ logLevel: 'OFF', additionalLogToConsole: false });

/** A connection of the unmodified driver, with promises. */
export interface Driver {
  readonly connection: Connection;
  run<Row = Record<string, unknown>>(sqlText: string, options?: Partial<StatementOption> & { readonly binds?: Binds }): Promise<Row[]>;
  /** As `run`, for what the statement object knows beside the rows. */
  statement(sqlText: string, options?: Partial<StatementOption>): Promise<{ readonly statement: RowStatement; readonly rows: Record<string, unknown>[] }>;
  /** The error a statement fails with. */
  failure(sqlText: string, options?: Partial<StatementOption>): Promise<SnowflakeError & { readonly data?: { readonly line?: number; readonly pos?: number } }>;
  close(): Promise<void>;
}

export async function connect(url: string, options: Partial<ConnectionOptions> = {}): Promise<Driver> {
  const connection = snowflake.createConnection({ accessUrl: url, account: 'test', username: 'tester', password: 'secret', database: 'DEMO', schema: 'PUBLIC', sfRetryMaxLoginRetries: 1, ...options });
  await new Promise<void>((resolve, reject) => {
    connection.connect((error) => {
      if (error) reject(error);
      else resolve();
    });
  });
  const statement: Driver['statement'] = (sqlText, more = {}) => new Promise((resolve, reject) => {
    connection.execute({
      sqlText, ...more,
      complete: (error, done, rows) => {
        if (error) reject(error);
        else resolve({ statement: done, rows: rows ?? [] });
      },
    });
  });
  return {
    connection, statement,
    run: async <Row>(sqlText: string, more = {}) => (await statement(sqlText, more)).rows as Row[],
    failure: async (sqlText, more) => {
      try {
        await statement(sqlText, more);
      } catch (error) {
        return error as SnowflakeError;
      }
      throw new Error(`this did not fail: ${sqlText}`);
    },
    close: () => new Promise((resolve) => { connection.destroy(() => { resolve(); }); }),
  };
}
