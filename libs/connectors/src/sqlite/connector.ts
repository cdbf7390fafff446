import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { didYouMean } from '@millrace/diagnostics';
import type { Batch, Field } from '../batch.ts';
import type { ObjectName, ReadOptions, SqlConnector, Transaction, WriteOptions } from '../connector.ts';
import { errors } from '../errors.ts';
import { createSerial } from '../serial.ts';
import { checkColumns, checkKeys, wantedColumns } from '../sql/columns.ts';
import { quoteIdentifier, quoteName, shownName } from '../sql/quote.ts';
import { duplicateKeys, insertMissing, selectFrom, updateFrom } from '../sql/statements.ts';
import { transactionEnd } from '../transaction-end.ts';
import { isBusy, sqliteError } from './errors.ts';
import { type SqliteSession, sqliteSession, tableColumns } from './session.ts';
import { sqliteTypeName } from './types.ts';

/** Which SQLite database to open and how. */
export interface SqliteOptions {
  /** A file, made when it is not there; in memory when absent or `:memory:`. */
  readonly path?: string;
  readonly readOnly?: boolean;
}

/** An SQLite database, in memory or in a file. */
export interface SqliteConnector extends SqlConnector {
  readonly kind: 'sqlite';
  /** The database itself, for what SQL cannot do. */
  readonly database: DatabaseSync;
}

/** Milliseconds until a lock that another connection holds is an error. */
const patience = 5000;

/**
 * Opens an SQLite database.
 *
 * @throws ToolError CONNECT_NO_FILE, CONNECT_FILE.
 */
export async function openSqlite(options: SqliteOptions = {}): Promise<SqliteConnector> {
  const path = options.path ?? ':memory:';
  const main = await connect(path, options.readOnly ?? false);
  // A memory database has one connection: a transaction keeps the others waiting until it ends.
  const gate = createSerial();
  const gated = path === ':memory:' ? gate : <T>(work: () => Promise<T>): Promise<T> => work();
  const begin = (): Promise<OpenTransaction> => (path === ':memory:' ? beginBehind(main, gate) : beginOnFile(path));
  const inTransaction = async <T>(work: (session: SqliteSession) => Promise<T>): Promise<T> => {
    await using transaction = await begin();
    const result = await work(transaction.session);
    await transaction.commit();
    return result;
  };
  const connector: SqliteConnector = {
    kind: 'sqlite',
    dialect: 'sqlite',
    database: main.database,
    check: () => gated(async () => {
      await main.execute('SELECT count(*) FROM sqlite_schema');
    }),
    query: (sql, parameters, query) => gated(() => main.query(sql, parameters, query)),
    execute: (sql, parameters, execute) => gated(() => patiently(() => main.execute(sql, parameters, execute))),
    append: (table, batches) => inTransaction((session) => session.append(table, batches)),
    list: () => gated(() => Promise.resolve(listObjects(main.database))),
    schema: (object) => gated(() => Promise.resolve().then(() => objectSchema(main.database, object, path))),
    read: (object, read) => readObject(main, object, path, read),
    write: (object, fields, batches, write) => inTransaction((session) => writeObject(session, object, fields, batches, write)),
    begin,
    close: () => {
      if (main.database.isOpen) main.database.close();
      return Promise.resolve();
    },
    [Symbol.asyncDispose]: () => connector.close(),
  };
  return connector;
}

async function connect(path: string, readOnly: boolean): Promise<SqliteSession> {
  if (readOnly && path !== ':memory:' && !existsSync(path)) throw errors.CONNECT_NO_FILE.error({ path });
  try {
    const database = new DatabaseSync(path, { readOnly, timeout: 0 });
    const session = sqliteSession(database, path);
    // Opening reads nothing; this is where a file that is no database shows.
    await patiently(() => session.execute('SELECT count(*) FROM sqlite_schema'));
    return session;
  } catch (error) {
    throw sqliteError(error, path);
  }
}

/** Tries again while another connection holds a lock, without holding up the event loop. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + patience;
  for (let wait = 1; ; wait = Math.min(wait * 2, 100)) {
    try {
      return await work();
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if ((!isBusy(error) && !isBusy(cause)) || Date.now() > deadline) throw error;
      await pause(wait);
    }
  }
}

interface OpenTransaction extends Transaction {
  readonly session: SqliteSession;
}

/** A transaction on a connection of its own. */
async function beginOnFile(path: string): Promise<OpenTransaction> {
  const session = await connect(path, false);
  return openTransaction(session, () => session.database.close());
}

/** A transaction on the one connection there is, which others get back when it ends. */
async function beginBehind(main: SqliteSession, gate: ReturnType<typeof createSerial>): Promise<OpenTransaction> {
  const turn = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  void gate(() => {
    turn.resolve();
    return over.promise;
  });
  await turn.promise;
  return openTransaction(main, () => over.resolve());
}

async function openTransaction(session: SqliteSession, release: () => void): Promise<OpenTransaction> {
  const { open, ends } = transactionEnd(async (statement) => {
    try {
      await patiently(() => session.execute(statement));
    } catch (error) {
      if (session.database.isTransaction) await session.execute('ROLLBACK');
      throw error;
    } finally {
      release();
    }
  });
  try {
    await session.execute('BEGIN');
  } catch (error) {
    release();
    throw error;
  }
  return {
    dialect: 'sqlite',
    session,
    query: open((sql, parameters, options) => session.query(sql, parameters, options)),
    execute: open((sql, parameters, options) => patiently(() => session.execute(sql, parameters, options))),
    append: open((table, batches) => session.append(table, batches)),
    ...ends,
  };
}

function listObjects(database: DatabaseSync): readonly ObjectName[] {
  const rows = database.prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name").all();
  return rows.map((row) => [String(row['name'])]);
}

function objectSchema(database: DatabaseSync, object: ObjectName, path: string): readonly Field[] {
  const fields = tableColumns(database, object);
  if (fields.length > 0) return fields;
  const hint = didYouMean(shownName(object), listObjects(database).map(shownName));
  throw errors.CONNECT_NO_OBJECT.error({ object: shownName(object), target: `SQLite ${path}` }, hint === undefined ? {} : { hint });
}

async function* readObject(session: SqliteSession, object: ObjectName, path: string, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const fields = objectSchema(session.database, object, path);
  checkColumns(object, fields, wantedColumns(options), true);
  const { sql, parameters } = selectFrom(quoteName(object), options, () => '?');
  const { batches } = await session.query(sql, parameters, options);
  yield* batches;
}

async function writeObject(session: SqliteSession, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, options: WriteOptions): Promise<number> {
  switch (options.mode) {
    case 'replace':
      return replace(session, object, fields, batches);
    case 'append':
      await session.execute(`CREATE TABLE IF NOT EXISTS ${quoteName(object)} (${columnList(fields)})`);
      return session.append(object, batches);
    case 'upsert':
      return upsert(session, object, fields, batches, checkKeys(object, fields, options.keys));
  }
}

function columnList(fields: readonly Field[]): string {
  return fields.map((field) => `${quoteIdentifier(field.name)} ${sqliteTypeName(field.type)}${field.nullable ? '' : ' NOT NULL'}`).join(', ');
}

async function replace(session: SqliteSession, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>): Promise<number> {
  const staging = [...object.slice(0, -1), 'millrace staging'];
  await session.execute(`CREATE TABLE ${quoteName(staging)} (${columnList(fields)})`);
  const rows = await session.append(staging, batches);
  await session.execute(`DROP TABLE IF EXISTS ${quoteName(object)}`);
  await session.execute(`ALTER TABLE ${quoteName(staging)} RENAME TO ${quoteIdentifier(object.at(-1) ?? '')}`);
  return rows;
}

async function upsert(session: SqliteSession, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, keys: readonly string[]): Promise<number> {
  await session.execute(`CREATE TABLE IF NOT EXISTS ${quoteName(object)} (${columnList(fields)})`);
  const staging = ['temp', 'millrace staging'];
  const columns = fields.map((field) => field.name);
  await session.execute(`CREATE TABLE ${quoteName(staging)} (${columnList(fields)})`);
  const rows = await session.append(staging, batches);
  const twice = session.database.prepare(duplicateKeys(staging, keys)).get();
  if (twice !== undefined) throw errors.CONNECT_BAD_WRITE.error({ object: shownName(object), problem: `two rows have the key ${Object.values(twice).map(String).join(', ')}` });
  const update = updateFrom(object, staging, columns, keys);
  if (update !== undefined) await session.execute(update);
  await session.execute(insertMissing(object, staging, columns, keys));
  await session.execute(`DROP TABLE ${quoteName(staging)}`);
  return rows;
}
