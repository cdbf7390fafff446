import { createRequire } from 'node:module';
import type { DialectName } from '@millrace/sql-ir';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb/duckdb.ts';
import { snowflake } from './snowflake/snowflake.ts';

/** The pair that is translated between is at hand; the others are loaded when first asked for, so that nobody waits for printers of databases they do not use. */
const load = createRequire(import.meta.url);
const loaders: { readonly [D in DialectName]: () => Dialect } = {
  duckdb: () => duckdb,
  snowflake: () => snowflake,
  postgres: () => (load('#dialect/postgres') as typeof import('./postgres/postgres.ts')).postgres,
  sqlite: () => (load('#dialect/sqlite') as typeof import('./sqlite/sqlite.ts')).sqlite,
  mysql: () => (load('#dialect/mysql') as typeof import('./mysql/mysql.ts')).mysql,
  mssql: () => (load('#dialect/mssql') as typeof import('./mssql/mssql.ts')).mssql,
  oracle: () => (load('#dialect/oracle') as typeof import('./oracle/oracle.ts')).oracle,
  trino: () => (load('#dialect/trino') as typeof import('./trino/trino.ts')).trino,
  spark: () => (load('#dialect/spark') as typeof import('./spark/spark.ts')).spark,
};
const loaded: { [D in DialectName]?: Dialect } = {};

/** The descriptor of a dialect. */
export function dialect(name: DialectName): Dialect {
  return (loaded[name] ??= loaders[name]());
}
