import type { ConnectionOptions } from 'snowflake-sdk';
import { didYouMean, redact, ToolError } from '@millrace/diagnostics';
import { collectRows, type Batch, type Field } from '../batch.ts';
import type { ObjectName, ReadOptions, SqlConnector, Transaction, WriteOptions } from '../connector.ts';
import { errors } from '../errors.ts';
import { checkColumns, checkKeys, wantedColumns } from '../sql/columns.ts';
import { quoteIdentifier, quoteList, quoteName, shownName } from '../sql/quote.ts';
import { duplicateKeys, selectFrom } from '../sql/statements.ts';
import { transactionEnd } from '../transaction-end.ts';
import type { SnowflakeTarget } from './errors.ts';
import { openSession, type SnowflakeSession } from './session.ts';
import { snowflakeTypeName } from './types.ts';

/** Which Snowflake account to use, and as whom. */
export interface SnowflakeOptions {
  /** The account's identifier: `acme-eu1`. */
  readonly account?: string;
  /** The whole address instead of one made from the account: `http://127.0.0.1:8080`. */
  readonly accessUrl?: string;
  readonly username?: string;
  readonly password?: string;
  readonly database?: string;
  readonly schema?: string;
  readonly warehouse?: string;
  readonly role?: string;
  /** `SNOWFLAKE` (user and password), `SNOWFLAKE_JWT`, `OAUTH`, … */
  readonly authenticator?: string;
  readonly token?: string;
  readonly privateKey?: string;
}

/** A Snowflake account, or Mockhaus in its place. */
export interface SnowflakeConnector extends SqlConnector {
  readonly kind: 'snowflake';
}

/**
 * Logs in to Snowflake.
 *
 * @throws ToolError CONNECT_BAD_PARAMETER, CONNECT_AUTH, CONNECT_UNREACHABLE.
 */
export async function openSnowflake(options: SnowflakeOptions): Promise<SnowflakeConnector> {
  if (options.accessUrl !== undefined && !/^https?:\/\/./.test(options.accessUrl)) {
    throw errors.CONNECT_BAD_PARAMETER.error({ kind: 'snowflake', parameter: 'accessUrl', problem: `is not an address: '${redact(options.accessUrl)}'` }, { hint: 'write http://host:port or https://account.snowflakecomputing.com' });
  }
  const login: ConnectionOptions = { ...options, account: options.account ?? 'local' };
  const target: SnowflakeTarget = { name: `Snowflake at ${options.accessUrl ?? options.account ?? 'no account'}`, user: options.username ?? '' };
  const main = await openSession(login, target);
  const withSession = async <T>(work: (session: SnowflakeSession) => Promise<T>): Promise<T> => {
    const session = await openSession(login, target);
    try {
      return await work(session);
    } finally {
      await session.close();
    }
  };
  let closed: Promise<void> | undefined;
  const connector: SnowflakeConnector = {
    kind: 'snowflake',
    dialect: 'snowflake',
    query: (sql, parameters, query) => main.query(sql, parameters, query),
    execute: (sql, parameters, execute) => main.execute(sql, parameters, execute),
    append: (table, batches) => withSession((session) => inTransaction(session, () => session.append(table, batches))),
    check: async () => {
      await main.execute('SELECT 1');
    },
    list: () => listObjects(main),
    schema: (object) => objectSchema(main, object, target),
    read: (object, read) => readObject(main, object, target, read),
    write: (object, fields, batches, write) => withSession((session) => writeObject(session, object, fields, batches, write, target)),
    begin: async () => openTransaction(await openSession(login, target)),
    close: () => (closed ??= main.close()),
    [Symbol.asyncDispose]: () => connector.close(),
  };
  return connector;
}

async function inTransaction<T>(session: SnowflakeSession, work: () => Promise<T>): Promise<T> {
  await session.execute('BEGIN');
  try {
    const result = await work();
    await session.execute('COMMIT');
    return result;
  } catch (error) {
    await session.execute('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** A transaction is a session of its own; Snowflake commits it at a DDL statement. */
async function openTransaction(session: SnowflakeSession): Promise<Transaction> {
  await session.execute('BEGIN');
  const { open, ends } = transactionEnd(async (statement) => {
    try {
      await session.execute(statement);
    } finally {
      await session.close();
    }
  });
  return {
    dialect: 'snowflake',
    query: open((sql, parameters, options) => session.query(sql, parameters, options)),
    execute: open((sql, parameters, options) => session.execute(sql, parameters, options)),
    append: open((table, batches) => session.append(table, batches)),
    ...ends,
  };
}

async function listObjects(session: SnowflakeSession): Promise<readonly ObjectName[]> {
  const { batches } = await session.query(`SELECT TABLE_SCHEMA, TABLE_NAME FROM INFORMATION_SCHEMA.TABLES
    WHERE TABLE_SCHEMA <> 'INFORMATION_SCHEMA' ORDER BY TABLE_SCHEMA, TABLE_NAME`);
  return (await collectRows(batches)).map((row) => [String(row['TABLE_SCHEMA']), String(row['TABLE_NAME'])]);
}

async function objectSchema(session: SnowflakeSession, object: ObjectName, target: SnowflakeTarget): Promise<readonly Field[]> {
  try {
    return (await session.query(`SELECT * FROM ${quoteName(object)} LIMIT 0`)).fields;
  } catch (error) {
    if (!(error instanceof ToolError) || !/does not exist or not authorized/i.test(error.message)) throw error;
    const hint = didYouMean(shownName(object), (await listObjects(session)).map((found) => shownName(found.slice(-object.length))));
    throw errors.CONNECT_NO_OBJECT.error({ object: shownName(object), target: target.name }, hint === undefined ? {} : { hint }, { cause: error });
  }
}

async function* readObject(session: SnowflakeSession, object: ObjectName, target: SnowflakeTarget, options: ReadOptions = {}): AsyncGenerator<Batch> {
  checkColumns(object, await objectSchema(session, object, target), wantedColumns(options), false);
  const { sql, parameters } = selectFrom(quoteName(object), options, () => '?');
  yield* (await session.query(sql, parameters, options)).batches;
}

/** DDL commits what is open, so every write ends in one statement that is atomic by itself. */
async function writeObject(session: SnowflakeSession, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, options: WriteOptions, target: SnowflakeTarget): Promise<number> {
  const keys = options.mode === 'upsert' ? checkKeys(object, fields, options.keys) : [];
  const present = await objectSchema(session, object, target).catch((error: unknown) => {
    if (error instanceof ToolError && error.code === 'CONNECT_NO_OBJECT') return undefined;
    throw error;
  });
  if (present !== undefined && options.mode !== 'replace') checkColumns(object, present, fields.map((field) => field.name), false);
  if (options.mode === 'append' && present !== undefined) return inTransaction(session, () => session.append(object, batches));
  const staging = [...object.slice(0, -1), `MILLRACE_STAGING_${process.pid}_${Date.now()}`];
  const columns = fields.map((field) => `${quoteIdentifier(field.name)} ${snowflakeTypeName(field.type)}`).join(', ');
  await session.execute(`CREATE TEMPORARY TABLE ${quoteName(staging)} (${columns})`);
  const rows = await session.append(staging, batches);
  await refuseTwice(session, staging, object, keys);
  const names = fields.map((field) => field.name);
  const last = options.mode === 'upsert' && present !== undefined
    ? mergeStatement(object, staging, names, keys)
    : `CREATE OR REPLACE TABLE ${quoteName(object)} AS SELECT ${quoteList(names)} FROM ${quoteName(staging)}`;
  await session.execute(last);
  await session.execute(`DROP TABLE IF EXISTS ${quoteName(staging)}`);
  return rows;
}

async function refuseTwice(session: SnowflakeSession, staging: ObjectName, object: ObjectName, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  const [twice] = await collectRows((await session.query(duplicateKeys(staging, keys))).batches);
  if (twice !== undefined) throw errors.CONNECT_BAD_WRITE.error({ object: shownName(object), problem: `two rows have the key ${Object.values(twice).map((value) => JSON.stringify(value, (_, item: unknown) => (typeof item === 'bigint' ? item.toString() : item))).join(', ')}` });
}

function mergeStatement(object: ObjectName, staging: ObjectName, columns: readonly string[], keys: readonly string[]): string {
  const q = quoteIdentifier;
  const rest = columns.filter((column) => !keys.includes(column));
  const on = keys.map((key) => `"t".${q(key)} = "s".${q(key)}`).join(' AND ');
  const update = rest.length === 0 ? '' : ` WHEN MATCHED THEN UPDATE SET ${rest.map((column) => `${q(column)} = "s".${q(column)}`).join(', ')}`;
  return `MERGE INTO ${quoteName(object)} AS "t" USING ${quoteName(staging)} AS "s" ON ${on}${update} `
    + `WHEN NOT MATCHED THEN INSERT (${quoteList(columns)}) VALUES (${columns.map((column) => `"s".${q(column)}`).join(', ')})`;
}
