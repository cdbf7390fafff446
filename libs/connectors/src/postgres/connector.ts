import type { Batch } from '../batch.ts';
import type { ObjectName, ReadOptions, SqlConnector, SqlSession, Transaction, TransactionOptions } from '../connector.ts';
import { checkColumns, wantedColumns } from '../sql/columns.ts';
import { quoteName } from '../sql/quote.ts';
import { selectFrom } from '../sql/statements.ts';
import { transactionEnd } from '../transaction-end.ts';
import { listObjects, objectSchema } from './catalog.ts';
import { type PostgresClient, postgresClient, type PostgresOptions } from './client.ts';
import { postgresError, postgresTarget, type PostgresTarget } from './errors.ts';
import { createPostgresLane, executeStatement, pooledQuery, type PostgresLane } from './session.ts';
import { copyInto, writeObject } from './write.ts';

/** A PostgreSQL database behind a pool of connections. */
export interface PostgresConnector extends SqlConnector {
  readonly kind: 'postgres';
  /** The pool itself, for what SQL alone cannot do. */
  readonly client: PostgresClient;
  /** One connection to oneself, on which settings, temporary tables and session locks last until it is disposed of. */
  connect(): Promise<SqlSession & AsyncDisposable>;
}

/** Opens a pool; the server is first reached by the first statement, or by `check`. */
export async function openPostgres(options: PostgresOptions): Promise<PostgresConnector> {
  const client = await postgresClient(options);
  const target = postgresTarget(client);
  const guarded = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw postgresError(error, target);
    }
  };
  const begin = (begin?: TransactionOptions): Promise<OpenTransaction> => guarded(() => beginTransaction(client, target, begin));
  const inTransaction = async <T>(work: (lane: PostgresLane) => Promise<T>): Promise<T> => {
    await using transaction = await begin();
    const result = await guarded(() => work(transaction.lane));
    await transaction.commit();
    return result;
  };
  const connector: PostgresConnector = {
    kind: 'postgres',
    dialect: 'postgres',
    client,
    check: () => guarded(async () => {
      await client`SELECT 1`;
    }),
    list: () => guarded(() => listObjects(client)),
    schema: (object) => guarded(() => objectSchema(client, target, object)),
    query: (sql, parameters = [], query = {}) => pooledQuery(client, target, { sql, parameters }, query),
    execute: (sql, parameters = [], execute = {}) => executeStatement(client, target, { sql, parameters }, execute),
    read: (object, read) => readObject(client, target, object, read),
    append: (table, batches) => inTransaction((lane) => copyInto(lane, target, table, batches)),
    write: (object, fields, batches, write) => inTransaction((lane) => writeObject(lane, target, object, fields, batches, write)),
    begin,
    connect: () => guarded(async () => sessionOn(await reserve(client, target), target)),
    close: () => client.end({ timeout: 5 }),
    [Symbol.asyncDispose]: () => connector.close(),
  };
  return connector;
}

async function* readObject(client: PostgresClient, target: PostgresTarget, object: ObjectName, options: ReadOptions = {}): AsyncGenerator<Batch> {
  const fields = await objectSchema(client, target, object).catch((error: unknown) => {
    throw postgresError(error, target);
  });
  checkColumns(object, fields, wantedColumns(options), false);
  const { batches } = await pooledQuery(client, target, selectFrom(quoteName(object), options, postgresPlaceholder), options);
  // The catalog knows precision, scale and NOT NULL, which a result does not tell.
  const wanted = options.columns === undefined ? fields : options.columns.flatMap((name) => fields.filter((field) => field.name === name));
  for await (const batch of batches) yield { ...batch, fields: wanted };
}

/** The placeholder of the n-th parameter, counted from 1. */
function postgresPlaceholder(index: number): string {
  return `$${index}`;
}

interface Reserved {
  readonly lane: PostgresLane;
  readonly release: () => void;
}

async function reserve(client: PostgresClient, target: PostgresTarget): Promise<Reserved> {
  // A connection that fails while it is being reserved stays in the driver's queue: reach the server first.
  await client`SELECT 1`;
  const reserved = await client.reserve();
  return { lane: createPostgresLane(reserved, target), release: () => reserved.release() };
}

function sessionOn({ lane, release }: Reserved, target: PostgresTarget): SqlSession & AsyncDisposable {
  return {
    dialect: 'postgres',
    query: (sql, parameters = [], options = {}) => lane.query({ sql, parameters }, options),
    execute: (sql, parameters = [], options = {}) => lane.execute({ sql, parameters }, options),
    append: (table, batches) => copyInto(lane, target, table, batches),
    [Symbol.asyncDispose]: () => lane.exclusive(() => Promise.resolve(release())),
  };
}

interface OpenTransaction extends Transaction {
  readonly lane: PostgresLane;
}

async function beginTransaction(client: PostgresClient, target: PostgresTarget, options: TransactionOptions = {}): Promise<OpenTransaction> {
  const { lane, release } = await reserve(client, target);
  const isolation = options.isolation === undefined ? '' : ` ISOLATION LEVEL ${options.isolation.toUpperCase()}`;
  const { open, ends } = transactionEnd(async (statement) => {
    try {
      // COMMIT of a failed transaction rolls back without an error; the probe makes it speak.
      if (statement === 'COMMIT') await lane.execute({ sql: 'SELECT 1', parameters: [] });
      await lane.execute({ sql: statement, parameters: [] });
    } catch (error) {
      if (statement === 'COMMIT') await lane.execute({ sql: 'ROLLBACK', parameters: [] }).catch(() => undefined);
      throw error;
    } finally {
      release();
    }
  });
  try {
    await lane.execute({ sql: `BEGIN${isolation}${options.readOnly === true ? ' READ ONLY' : ''}`, parameters: [] });
  } catch (error) {
    release();
    throw error;
  }
  return {
    dialect: 'postgres',
    lane,
    query: open((sql, parameters = [], query = {}) => lane.query({ sql, parameters }, query)),
    execute: open((sql, parameters = [], execute = {}) => lane.execute({ sql, parameters }, execute)),
    append: open((table, batches) => copyInto(lane, target, table, batches)),
    ...ends,
  };
}
