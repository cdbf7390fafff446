import { type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult, type TransactionSettings } from 'kysely';
import type { ParameterValue } from '@millrace/sql-ir';
import { collectRows, rowsOf } from '../batch.ts';
import type { SqlConnector, SqlSession, Transaction, TransactionOptions } from '../connector.ts';
import { errors } from '../errors.ts';

/** One of Kysely's connections: a session of its own where the connector has many, and the transaction on it while one is open. */
interface ConnectorConnection extends DatabaseConnection {
  transaction: Pick<Transaction, 'query' | 'execute' | 'commit' | 'rollback'> | undefined;
  readonly session: SqlSession;
  release(): Promise<void>;
}

/** A connector with a pool, whose connections can be had one at a time. */
interface Pooled {
  connect(): Promise<SqlSession & AsyncDisposable>;
}

function isPooled(connector: object): connector is Pooled {
  return 'connect' in connector && typeof connector.connect === 'function';
}

/** A Kysely driver whose connections are the connector's. The connector stays open: who opened it closes it. */
export function kyselyDriver(connector: SqlConnector): Driver {
  const opened = (connection: DatabaseConnection): ConnectorConnection => connection as ConnectorConnection;
  const finish = async (connection: DatabaseConnection, how: 'commit' | 'rollback'): Promise<void> => {
    const own = opened(connection);
    const { transaction } = own;
    own.transaction = undefined;
    await transaction?.[how]();
  };
  return {
    init: () => Promise.resolve(),
    acquireConnection: () => connectionOn(connector),
    beginTransaction: async (connection, settings) => {
      const own = opened(connection);
      own.transaction = own.session === connector ? await connector.begin(optionsOf(settings)) : await beginOn(own.session, settings);
    },
    commitTransaction: (connection) => finish(connection, 'commit'),
    rollbackTransaction: (connection) => finish(connection, 'rollback'),
    releaseConnection: (connection) => opened(connection).release(),
    destroy: () => Promise.resolve(),
  };
}

function optionsOf(settings: TransactionSettings): TransactionOptions {
  const { isolationLevel, accessMode } = settings;
  return {
    ...(isolationLevel === 'read committed' || isolationLevel === 'repeatable read' || isolationLevel === 'serializable' ? { isolation: isolationLevel } : {}),
    ...(accessMode === 'read only' ? { readOnly: true } : {}),
  };
}

/** Kysely takes session locks on a connection and begins a transaction on the same one. */
async function beginOn(session: SqlSession, settings: TransactionSettings): Promise<NonNullable<ConnectorConnection['transaction']>> {
  const { isolation, readOnly } = optionsOf(settings);
  await session.execute(`BEGIN${isolation === undefined ? '' : ` ISOLATION LEVEL ${isolation.toUpperCase()}`}${readOnly === true ? ' READ ONLY' : ''}`);
  return {
    query: (sql, parameters, options) => session.query(sql, parameters, options),
    execute: (sql, parameters, options) => session.execute(sql, parameters, options),
    commit: async () => {
      await session.execute('COMMIT');
    },
    rollback: async () => {
      await session.execute('ROLLBACK');
    },
  };
}

async function connectionOn(connector: SqlConnector): Promise<ConnectorConnection> {
  const pinned = isPooled(connector) ? await connector.connect() : undefined;
  const session: SqlSession = pinned ?? connector;
  const connection: ConnectorConnection = {
    transaction: undefined,
    session,
    release: () => Promise.resolve(pinned?.[Symbol.asyncDispose]()),
    executeQuery: <R>(compiled: CompiledQuery) => execute<R>(connection.transaction ?? session, compiled),
    async *streamQuery<R>(compiled: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
      const { batches } = await (connection.transaction ?? session).query(compiled.sql, parametersOf(compiled), chunkSize === undefined ? {} : { batchSize: chunkSize });
      for await (const batch of batches) yield { rows: [...rowsOf(batch)] as R[] };
    },
  };
  return connection;
}

/** Kysely types a query's rows by what the user declared; no driver can check that. */
async function execute<R>(session: Pick<SqlSession, 'query' | 'execute'>, compiled: CompiledQuery): Promise<QueryResult<R>> {
  const parameters = parametersOf(compiled);
  if (!returnsRows(compiled)) {
    return { rows: [], numAffectedRows: BigInt(await session.execute(compiled.sql, parameters)) };
  }
  const { batches } = await session.query(compiled.sql, parameters);
  const rows = (await collectRows(batches)) as R[];
  return { rows, numAffectedRows: BigInt(rows.length) };
}

function returnsRows({ query }: CompiledQuery): boolean {
  if (query.kind === 'InsertQueryNode' || query.kind === 'UpdateQueryNode' || query.kind === 'DeleteQueryNode' || query.kind === 'MergeQueryNode') return query.returning !== undefined;
  return query.kind === 'SelectQueryNode' || query.kind === 'RawNode';
}

function parametersOf(compiled: CompiledQuery): readonly ParameterValue[] {
  return compiled.parameters.map((value) => {
    if (value === undefined || value === null) return null;
    if (value instanceof Date) return value.toISOString().replace('T', ' ').replace('Z', '+00');
    if (typeof value === 'boolean' || typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string' || value instanceof Uint8Array) return value;
    throw errors.CONNECT_BAD_VALUE.error({ column: 'parameter', type: 'scalar', value: JSON.stringify(value) });
  });
}
