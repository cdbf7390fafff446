import {
  BIGINT, BLOB, BOOLEAN, DOUBLE, DuckDBBlobValue, type DuckDBConnection, type DuckDBDataChunk, type DuckDBPreparedStatement, type DuckDBResult, type DuckDBType,
  type DuckDBValue, HUGEINT, INTEGER, SQLNULL, StatementType, VARCHAR,
} from '@duckdb/node-api';
import type { ParameterValue } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { createSerial } from '../serial.ts';
import { checkParameterCount, refuseBlank } from '../sql/text.ts';
import { duckDbError } from './errors.ts';

/** The chunks of one result, pulled on demand. */
export interface ChunkStream {
  readonly result: DuckDBResult;
  /** The next chunk, or undefined at the end. @throws ToolError when the engine failed on the way. */
  next(): Promise<DuckDBDataChunk | undefined>;
  /** Gives the rest up. */
  stop(): Promise<void>;
}

/**
 * One connection on which one thing happens at a time.
 * DuckDB silently ends an open stream when its connection runs something else; so a lane first takes the rest of the stream into memory.
 */
export interface Lane {
  readonly connection: DuckDBConnection;
  /** Runs work that may use the connection freely. */
  exclusive<T>(work: (connection: DuckDBConnection) => Promise<T>, sql?: string, signal?: AbortSignal): Promise<T>;
  /** Runs a statement for its effect. @returns the rows it changed. */
  execute(sql: string, parameters: readonly ParameterValue[], signal?: AbortSignal): Promise<number>;
  /** Starts a statement that returns rows. */
  stream(sql: string, parameters: readonly ParameterValue[], signal?: AbortSignal): Promise<ChunkStream>;
}

interface OpenStream {
  drain(): Promise<void>;
}

/**
 * @param target the database as the user knows it, for messages.
 * @param inTransaction whether the lane lives inside a transaction that its owner begins and ends; a second BEGIN would abort it.
 */
export function createLane(connection: DuckDBConnection, target: string, inTransaction: boolean): Lane {
  const serial = createSerial();
  let open: OpenStream | undefined;
  // A BEGIN that the caller wrote counts too.
  let inside = inTransaction;

  const guarded = async <T>(work: () => Promise<T>, sql: string | undefined, signal: AbortSignal | undefined): Promise<T> => {
    if (cancelled(signal)) throw errors.CONNECT_CANCELLED.error({ target });
    const interrupt = (): void => connection.interrupt();
    signal?.addEventListener('abort', interrupt, { once: true });
    try {
      return await work();
    } catch (error) {
      throw cancelled(signal) ? errors.CONNECT_CANCELLED.error({ target }, {}, { cause: error }) : duckDbError(error, target, sql);
    } finally {
      signal?.removeEventListener('abort', interrupt);
    }
  };

  const exclusive: Lane['exclusive'] = (work, sql, signal) => serial(async () => {
    await open?.drain();
    return guarded(() => work(connection), sql, signal);
  });

  /** Starts a SELECT inside a transaction: an error on the way aborts it, which is the only trace the driver leaves of that error. */
  const startSelect = async (prepared: DuckDBPreparedStatement, sql: string, parameters: readonly ParameterValue[], signal: AbortSignal | undefined): Promise<ChunkStream> => {
    const ours = !inside;
    if (ours) await connection.run('BEGIN');
    const finish = async (statement: 'COMMIT' | 'ROLLBACK'): Promise<void> => {
      if (ours) await connection.run(statement);
    };
    let result: DuckDBResult;
    try {
      result = await prepared.stream();
    } catch (error) {
      await finish('ROLLBACK');
      throw error;
    }
    const waiting: DuckDBDataChunk[] = [];
    let ended = false;
    let failure: unknown;

    const settle = async (): Promise<void> => {
      ended = true;
      open = undefined;
      if (cancelled(signal)) {
        await finish('ROLLBACK');
        throw errors.CONNECT_CANCELLED.error({ target });
      }
      if (await isAborted(connection)) {
        await finish('ROLLBACK');
        throw await failureOf(connection, sql, parameters);
      }
      await finish('COMMIT');
    };
    const fetch = async (): Promise<DuckDBDataChunk | undefined> => {
      if (ended) return undefined;
      const chunk = await guarded(() => result.fetchChunk(), sql, signal);
      if (chunk !== null && chunk.rowCount > 0) return chunk;
      await guarded(settle, sql, undefined);
      return undefined;
    };
    const stream: OpenStream = {
      drain: async () => {
        try {
          for (let chunk = await fetch(); chunk !== undefined; chunk = await fetch()) waiting.push(chunk);
        } catch (error) {
          failure = error;
        }
      },
    };
    open = stream;
    return {
      result,
      next: () => serial(async () => {
        const ready = waiting.shift();
        if (ready !== undefined) return ready;
        if (failure !== undefined) throw failure;
        return fetch();
      }),
      stop: () => serial(async () => {
        waiting.length = 0;
        if (ended) return;
        ended = true;
        open = undefined;
        await finish('COMMIT');
      }),
    };
  };

  return {
    connection,
    exclusive,
    execute: (sql, parameters, signal) => exclusive(async () => {
      const prepared = await prepareLast(connection, sql, parameters);
      try {
        const { rowsChanged } = await prepared.run();
        if (prepared.statementType === StatementType.TRANSACTION) inside = inTransaction || /^\s*(BEGIN|START)\b/i.test(sql);
        return rowsChanged;
      } finally {
        prepared.destroySync();
      }
    }, sql, signal),
    stream: (sql, parameters, signal) => exclusive(async () => {
      const prepared = await prepareLast(connection, sql, parameters);
      try {
        return prepared.statementType === StatementType.SELECT
          ? await startSelect(prepared, sql, parameters, signal)
          : materialised(await prepared.run());
      } finally {
        prepared.destroySync();
      }
    }, sql, signal),
  };
}

function cancelled(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** A result that is already complete. */
function materialised(result: DuckDBResult): ChunkStream {
  return {
    result,
    next: async () => {
      const chunk = await result.fetchChunk();
      return chunk === null || chunk.rowCount === 0 ? undefined : chunk;
    },
    stop: () => Promise.resolve(),
  };
}

/** Runs all statements of a text but the last, which is returned ready to run. */
async function prepareLast(connection: DuckDBConnection, sql: string, parameters: readonly ParameterValue[]): Promise<DuckDBPreparedStatement> {
  refuseBlank(sql);
  const statements = await connection.extractStatements(sql);
  for (let i = 0; i < statements.count - 1; i++) {
    const statement = await statements.prepare(i);
    try {
      await statement.run();
    } finally {
      statement.destroySync();
    }
  }
  const last = await statements.prepare(statements.count - 1);
  bind(last, parameters, sql);
  return last;
}

function bind(prepared: DuckDBPreparedStatement, parameters: readonly ParameterValue[], sql: string): void {
  checkParameterCount(sql, prepared.parameterCount, parameters.length);
  parameters.forEach((parameter, i) => {
    const [value, type] = bound(parameter);
    prepared.bindValue(i + 1, value, type);
  });
}

/** A parameter has the type that a literal of its value has. */
function bound(value: ParameterValue): readonly [DuckDBValue, DuckDBType] {
  if (value === null) return [null, SQLNULL];
  if (value instanceof Uint8Array) return [new DuckDBBlobValue(value), BLOB];
  if (typeof value === 'boolean') return [value, BOOLEAN];
  if (typeof value === 'string') return [value, VARCHAR];
  if (typeof value === 'bigint') return [value, BigInt.asIntN(64, value) === value ? BIGINT : HUGEINT];
  if (!Number.isSafeInteger(value) || Object.is(value, -0)) return [value, DOUBLE];
  return Math.abs(value) < 2 ** 31 ? [value, INTEGER] : [BigInt(value), BIGINT];
}

async function isAborted(connection: DuckDBConnection): Promise<boolean> {
  try {
    await connection.run('SELECT 1');
    return false;
  } catch {
    return true;
  }
}

const analyze = 'EXPLAIN ANALYZE ';

/** Finds out why a stream broke off, by running the statement once more without keeping its rows. */
async function failureOf(connection: DuckDBConnection, sql: string, parameters: readonly ParameterValue[]): Promise<unknown> {
  try {
    const prepared = await connection.prepare(analyze + sql);
    try {
      bind(prepared, parameters, sql);
      await prepared.run();
    } finally {
      prepared.destroySync();
    }
  } catch (error) {
    if (!isAbortedMessage(error)) return withoutPosition(error);
  }
  return errors.CONNECT_SQL.error({ message: 'The query failed while its rows were read.' }, { source: sql });
}

function isAbortedMessage(error: unknown): boolean {
  return error instanceof Error && error.message.includes('Current transaction is aborted');
}

/** The position counts from EXPLAIN ANALYZE, which the caller did not write. */
function withoutPosition(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  return new Error(error.message.replace(/"position":"(\d+)"/, (_, at: string) => `"position":"${Math.max(0, Number(at) - analyze.length)}"`), { cause: error });
}
