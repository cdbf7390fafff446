export { type Batch, canonicalTypes, collectRows, type Field, type Row, rowsOf, type Value } from './batch.ts';
export type {
  Connector, EngineDialect, ObjectName, QueryOptions, QueryResult, ReadOptions, SqlConnector, SqlSession, Transaction, TransactionOptions, WriteOptions,
} from './connector.ts';
export { errors } from './errors.ts';
export { denseRows, type PostgresClient, postgresClient, type PostgresOptions } from './postgres/client.ts';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './postgres/embedded.ts';
export type { DuckDbConnector } from './duckdb/connector.ts';
export type { DuckDbOptions } from './duckdb/options.ts';
export { openDuckDb, openPostgres, openSnowflake, openSqlite, toKyselyDialect } from './open.ts';
export type { PostgresConnector } from './postgres/connector.ts';
export type { SqliteConnector, SqliteOptions } from './sqlite/connector.ts';
export { type Lsn, parseLsn, printLsn } from './postgres/replication/lsn.ts';
export { type PgoutputDecoder, pgoutputDecoder } from './postgres/replication/pgoutput.ts';
export {
  type ChangeMessage, type PgoutputMessage, type Relation, type RelationColumn, type Tuple, type TupleValue, unchanged,
} from './postgres/replication/pgoutput-message.ts';
export { replicate, type ReplicateOptions, type ReplicationStream, type ReplicationTransaction } from './postgres/replication/replicate.ts';
export {
  createPublication, createReplicationSlot, dropPublication, dropReplicationSlot, type ReplicationSlot, replicationSlot,
} from './postgres/replication/slot.ts';
export type { Capabilities, ConnectorDefinition } from './definition.ts';
export { openUrl, parseUrl } from './open-url.ts';
export { connectorDefinition, connectorKinds, openConnector, type ParameterInfo, parametersOf } from './registry.ts';
export type { SnowflakeConnector, SnowflakeOptions } from './snowflake/connector.ts';
