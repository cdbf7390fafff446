import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { didYouMean, messageOf } from '@millrace/diagnostics';
import type { ParameterValue } from '@millrace/sql-ir';
import type { Batch, Field } from '../batch.ts';
import type { ObjectName, QueryOptions, ReadOptions, SqlConnector, Transaction, WriteOptions } from '../connector.ts';
import { errors } from '../errors.ts';
import { checkColumns, checkKeys, wantedColumns } from '../sql/columns.ts';
import { quoteIdentifier, quoteName, shownName } from '../sql/quote.ts';
import { duplicateKeys, insertMissing, selectFrom, updateFrom } from '../sql/statements.ts';
import { transactionEnd } from '../transaction-end.ts';
import { createLane, type Lane } from './lane.ts';
import type { DuckDbOptions } from './options.ts';
import { appendRows, duckDbPlaceholder, duckDbQuery, duckDbSession } from './session.ts';
import { canonicalDuckDbType, duckDbTypeName } from './types.ts';

/** A DuckDB database, in memory or in a file. */
export interface DuckDbConnector extends SqlConnector {
  readonly kind: 'duckdb';
  /** The engine itself, for what SQL cannot do: functions in JavaScript, appenders, arrow. */
  readonly duckdb: {
    readonly instance: DuckDBInstance;
    /** The connection that `query` and `execute` use. */
    readonly connection: DuckDBConnection;
    /** A connection of the caller's own; the caller disconnects it. */
    connect(): Promise<DuckDBConnection>;
  };
}

/**
 * Opens a DuckDB database.
 *
 * @throws ToolError CONNECT_LOCKED when another process has the file, CONNECT_FILE when it is no database.
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<DuckDbConnector> {
  const path = options.path ?? ':memory:';
  const target = path === ':memory:' ? 'DuckDB in memory' : `DuckDB ${path}`;
  const instance = await openInstance(path, options);
  const connect = async (): Promise<DuckDBConnection> => {
    const connection = await instance.connect();
    await connection.run("SET errors_as_json = true; SET TimeZone = 'UTC'");
    return connection;
  };
  const main = await connect();
  const lane = createLane(main, target, false);
  let closed = false;
  const inOwnTransaction = async <T>(work: (lane: Lane) => Promise<T>): Promise<T> => {
    const own = createLane(await connect(), target, true);
    try {
      await own.execute('BEGIN', []);
      const result = await work(own);
      await own.execute('COMMIT', []);
      return result;
    } catch (error) {
      await own.execute('ROLLBACK', []).catch(() => undefined);
      throw error;
    } finally {
      own.connection.disconnectSync();
    }
  };
  const connector: DuckDbConnector = {
    ...duckDbSession(lane),
    kind: 'duckdb',
    duckdb: { instance, connection: main, connect },
    check: async () => {
      await lane.execute('SELECT 1', []);
    },
    list: () => listObjects(lane),
    schema: (object) => objectSchema(lane, object, target),
    read: (object, read) => readObject(lane, object, target, read),
    append: (table, batches) => inOwnTransaction((own) => appendRows(own, table, batches)),
    write: (object, fields, batches, write) => inOwnTransaction((own) => writeObject(own, object, fields, batches, write)),
    begin: async (begin) => {
      const own = createLane(await connect(), target, true);
      await own.execute(begin?.readOnly === true ? 'BEGIN TRANSACTION READ ONLY' : 'BEGIN', []);
      return duckDbTransaction(own);
    },
    close: () => {
      if (!closed) {
        closed = true;
        main.disconnectSync();
        instance.closeSync();
      }
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => connector.close(),
  };
  return connector;
}

async function openInstance(path: string, options: DuckDbOptions): Promise<DuckDBInstance> {
  const settings = { ...options.settings, ...(options.readOnly === true ? { access_mode: 'READ_ONLY' } : {}) };
  try {
    if (path === ':memory:') return await DuckDBInstance.create(path, settings);
    // Two instances on one file corrupt it; the cache hands out the one this process already has.
    return await DuckDBInstance.fromCache(resolve(path), settings);
  } catch (error) {
    const message = messageOf(error);
    const lock = /Conflicting lock is held in (.*?) \(PID (\d+)\)/.exec(message);
    if (lock !== null) throw errors.CONNECT_LOCKED.error({ path, process: ` (${lock[1] ?? ''}, PID ${lock[2] ?? ''})` }, {}, { cause: error });
    if (/Could not set lock/.test(message)) throw errors.CONNECT_LOCKED.error({ path, process: '' }, {}, { cause: error });
    if (options.readOnly === true && !existsSync(path)) throw errors.CONNECT_NO_FILE.error({ path }, {}, { cause: error });
    throw errors.CONNECT_FILE.error({ path, action: 'opened as a DuckDB database', reason: (message.split('\n')[0] ?? message).replace(/\.$/, '') }, {}, { cause: error });
  }
}

function duckDbTransaction(lane: Lane): Transaction {
  const session = duckDbSession(lane);
  const { open, ends } = transactionEnd(async (statement) => {
    try {
      // COMMIT of a failed transaction rolls back without a word; the probe makes it speak.
      if (statement === 'COMMIT') await lane.execute('SELECT 1', []);
      await lane.execute(statement, []);
    } finally {
      lane.connection.disconnectSync();
    }
  });
  return {
    dialect: 'duckdb',
    query: open((sql: string, parameters?: readonly ParameterValue[], options?: QueryOptions) => session.query(sql, parameters, options)),
    execute: open((sql: string, parameters?: readonly ParameterValue[], options?: QueryOptions) => session.execute(sql, parameters, options)),
    append: open((table: ObjectName, batches: AsyncIterable<Batch>) => session.append(table, batches)),
    ...ends,
  };
}

async function listObjects(lane: Lane): Promise<readonly ObjectName[]> {
  const sql = `SELECT table_schema, table_name FROM information_schema.tables
    WHERE table_catalog = current_database() ORDER BY table_schema, table_name`;
  const names = await lane.exclusive(async (connection) => (await connection.runAndReadAll(sql)).getRows());
  return names.map(([schema, name]) => (schema === 'main' ? [String(name)] : [String(schema), String(name)]));
}

async function objectSchema(lane: Lane, object: ObjectName, target: string): Promise<readonly Field[]> {
  try {
    return await lane.exclusive(async (connection) => {
      const described = (await connection.runAndReadAll(`DESCRIBE ${quoteName(object)}`)).getRowObjects();
      const result = await connection.run(`SELECT * FROM ${quoteName(object)} LIMIT 0`);
      return result.columnNames().map((name, i): Field => ({ name, type: canonicalDuckDbType(result.columnType(i)), nullable: described[i]?.['null'] !== 'NO' }));
    });
  } catch (error) {
    throw await missing(lane, object, target, error);
  }
}

/** The error for an object that is not there; any other error is handed back. */
async function missing(lane: Lane, object: ObjectName, target: string, error: unknown): Promise<unknown> {
  const objects = await listObjects(lane);
  if (objects.some((name) => shownName(name).toLowerCase() === shownName(object).toLowerCase())) return error;
  if (!/does not exist/.test(messageOf(error))) return error;
  const hint = didYouMean(shownName(object), objects.map(shownName));
  return errors.CONNECT_NO_OBJECT.error({ object: shownName(object), target }, hint === undefined ? {} : { hint }, { cause: error });
}

async function* readObject(lane: Lane, object: ObjectName, target: string, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const fields = await objectSchema(lane, object, target);
  checkColumns(object, fields, wantedColumns(options), true);
  const result = await duckDbQuery(lane, selectFrom(quoteName(object), options, duckDbPlaceholder), options);
  yield* result.batches;
}

async function writeObject(lane: Lane, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, options: WriteOptions): Promise<number> {
  if (options.mode === 'replace') {
    await lane.execute(`CREATE OR REPLACE TABLE ${quoteName(object)} (${columnList(fields)})`, []);
    return appendRows(lane, object, batches);
  }
  await lane.execute(`CREATE TABLE IF NOT EXISTS ${quoteName(object)} (${columnList(fields)})`, []);
  return options.mode === 'append' ? appendRows(lane, object, batches) : upsert(lane, object, fields, batches, checkKeys(object, fields, options.keys));
}

function columnList(fields: readonly Field[]): string {
  return fields.map((field) => `${quoteIdentifier(field.name)} ${duckDbTypeName(field.type)}${field.nullable ? '' : ' NOT NULL'}`).join(', ');
}

async function upsert(lane: Lane, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, keys: readonly string[]): Promise<number> {
  const columns = fields.map((field) => field.name);
  const staging = ['temp', 'main', 'millrace_upsert'];
  await lane.execute(`CREATE TEMP TABLE ${quoteName(staging)} (${columnList(fields)})`, []);
  const rows = await appendRows(lane, staging, batches);
  const twice = await lane.exclusive(async (connection) => (await connection.runAndReadAll(duplicateKeys(staging, keys))).getRows()[0]);
  if (twice !== undefined) throw errors.CONNECT_BAD_WRITE.error({ object: shownName(object), problem: `two rows have the key ${twice.map(String).join(', ')}` });
  const update = updateFrom(object, staging, columns, keys);
  if (update !== undefined) await lane.execute(update, []);
  await lane.execute(insertMissing(object, staging, columns, keys), []);
  await lane.execute(`DROP TABLE ${quoteName(staging)}`, []);
  return rows;
}

