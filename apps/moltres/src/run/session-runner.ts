import type { Batch, QueryOptions, SqlSession } from '@millrace/connectors';
import type { Compiled, Runner } from './runner.ts';

/** One statement that ran. Values are left out: they may be secrets. */
export interface QueryEvent {
  readonly sql: string;
  /** Milliseconds from the start until the last row was taken. */
  readonly ms: number;
  /** Rows read, or changed. */
  readonly rows: number;
  /** What it failed with, if it did. */
  readonly error?: unknown;
}

export type QueryListener = (event: QueryEvent) => void;

/** Runs SQL in a session and tells the listeners of each statement, failed ones too. */
export function sessionRunner(session: SqlSession, listeners: ReadonlySet<QueryListener>): Runner {
  const tell = (sql: string, start: number, rows: number, failure: { readonly error?: unknown }): void => {
    const event = { sql, ms: performance.now() - start, rows, ...failure };
    for (const listener of listeners) listener(event);
  };
  return {
    dialect: session.dialect,
    stream: (compiled, options) => streamBatches(session, compiled, options, tell),
    async execute({ sql, parameters }, options) {
      const start = performance.now();
      try {
        const rows = await session.execute(sql, parameters, options);
        tell(sql, start, rows, {});
        return rows;
      } catch (error) {
        tell(sql, start, 0, { error });
        throw error;
      }
    },
  };
}

async function* streamBatches(
  session: SqlSession, { sql, parameters }: Compiled, options: QueryOptions | undefined, tell: (sql: string, start: number, rows: number, failure: { readonly error?: unknown }) => void,
): AsyncGenerator<Batch, void, undefined> {
  const start = performance.now();
  let rows = 0;
  let failure: { readonly error?: unknown } = {};
  try {
    const { batches } = await session.query(sql, parameters, options);
    for await (const batch of batches) {
      rows += batch.rowCount;
      yield batch;
    }
  } catch (error) {
    failure = { error };
    throw error;
  } finally {
    tell(sql, start, rows, failure);
  }
}
