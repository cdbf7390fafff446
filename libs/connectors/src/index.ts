export { type Batch, canonicalTypes, collectRows, type Field, type Row, rowsOf, type Value } from './batch.ts';
export type {
  Connector, ObjectName, QueryOptions, QueryResult, ReadOptions, SqlConnector, SqlSession, Transaction, TransactionOptions, WriteOptions,
} from './connector.ts';
export { errors } from './errors.ts';
export { denseRows, type PostgresClient, postgresClient, type PostgresOptions } from './postgres/client.ts';
export { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './postgres/embedded.ts';
export type { DuckDbConnector } from './duckdb/connector.ts';
export type { DuckDbOptions } from './duckdb/options.ts';
export { openDuckDb, openPostgres, toKyselyDialect } from './open.ts';
export type { PostgresConnector } from './postgres/connector.ts';
