import type { Batch } from '../batch.ts';
import type { QueryOptions, QueryResult } from '../connector.ts';
import { errors } from '../errors.ts';
import { createSerial } from '../serial.ts';
import type { Statement } from '../sql/statements.ts';
import { refuseBlank } from '../sql/text.ts';
import type { PostgresClient } from './client.ts';
import { openCursor, type Page, type RowStream, typed } from './cursor.ts';
import { postgresError, type PostgresTarget } from './errors.ts';
import { cancelQuery } from './cancel-query.ts';

const defaultPage = 2048;

/** Runs a statement on any free connection of the pool and streams its rows. */
export async function pooledQuery(sql: PostgresClient, target: PostgresTarget, statement: Statement, options: QueryOptions = {}): Promise<QueryResult> {
  const stream = await openCursor(sql, target, statement, options.batchSize ?? defaultPage, options.signal);
  return resultOf(stream);
}

function resultOf(stream: RowStream): QueryResult {
  const batches = async function* (): AsyncGenerator<Batch> {
    try {
      for (let page = await stream.next(); page !== undefined; page = await stream.next()) yield { fields: stream.fields, ...page };
    } finally {
      await stream.stop();
    }
  };
  return { fields: stream.fields, batches: batches() };
}

/** Statements whose count says how many rows they changed. */
const changing: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE', 'COPY']);

/** Runs a statement for its effect. @returns the rows it changed. */
export async function executeStatement(sql: PostgresClient, target: PostgresTarget, statement: Statement, options: QueryOptions = {}): Promise<number> {
  const { signal } = options;
  if (signal?.aborted === true) throw errors.CONNECT_CANCELLED.error({ target: target.name });
  refuseBlank(statement.sql);
  const query = sql.unsafe(statement.sql, statement.parameters.map((value) => typed(sql, value)));
  let asked: Promise<void> | undefined;
  const cancel = (): void => { asked = cancelQuery(query); };
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const result: unknown = await query;
    // Several statements in one text give a list of results.
    const last: unknown = Array.isArray(result) && Array.isArray(result.at(-1)) ? result.at(-1) : result;
    return countOf(last);
  } catch (error) {
    throw postgresError(error, target, statement.sql);
  } finally {
    signal?.removeEventListener('abort', cancel);
    await asked;
  }
}

function countOf(result: unknown): number {
  if (typeof result !== 'object' || result === null || !('command' in result) || !('count' in result)) return 0;
  return typeof result.command === 'string' && changing.has(result.command) && typeof result.count === 'number' ? result.count : 0;
}

/** One connection on which one thing happens at a time; see the DuckDB lane for the same idea. */
export interface PostgresLane {
  readonly sql: PostgresClient;
  exclusive<T>(work: (sql: PostgresClient) => Promise<T>): Promise<T>;
  query(statement: Statement, options?: QueryOptions): Promise<QueryResult>;
  execute(statement: Statement, options?: QueryOptions): Promise<number>;
}

/** @param sql a reserved connection. */
export function createPostgresLane(sql: PostgresClient, target: PostgresTarget): PostgresLane {
  const serial = createSerial();
  let open: { drain(): Promise<void> } | undefined;
  // A portal keeps its connection to itself: before anything else runs, its remaining rows are taken into memory.
  const exclusive: PostgresLane['exclusive'] = (work) => serial(async () => {
    await open?.drain();
    return work(sql);
  });
  const shared = (stream: RowStream): RowStream => {
    const waiting: Page[] = [];
    let failure: unknown;
    const mine = {
      drain: async (): Promise<void> => {
        open = undefined;
        try {
          for (let page = await stream.next(); page !== undefined; page = await stream.next()) waiting.push(page);
        } catch (error) {
          failure = error;
        }
      },
    };
    open = mine;
    const close = (): void => {
      if (open === mine) open = undefined;
    };
    return {
      fields: stream.fields,
      next: () => serial(async () => {
        const page = waiting.shift();
        if (page !== undefined) return page;
        if (failure !== undefined) throw failure;
        const next = await stream.next();
        if (next === undefined) close();
        return next;
      }),
      stop: () => serial(async () => {
        close();
        waiting.length = 0;
        await stream.stop();
      }),
    };
  };
  return {
    sql,
    exclusive,
    query: (statement, options = {}) => exclusive(async () =>
      resultOf(shared(await openCursor(sql, target, statement, options.batchSize ?? defaultPage, options.signal)))),
    execute: (statement, options) => exclusive(() => executeStatement(sql, target, statement, options)),
  };
}
