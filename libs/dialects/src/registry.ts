import type { DialectName } from '@millrace/sql-ir';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb/duckdb.ts';
import { mssql } from './mssql/mssql.ts';
import { mysql } from './mysql/mysql.ts';
import { oracle } from './oracle/oracle.ts';
import { postgres } from './postgres/postgres.ts';
import { snowflake } from './snowflake/snowflake.ts';
import { spark } from './spark/spark.ts';
import { sqlite } from './sqlite/sqlite.ts';
import { trino } from './trino/trino.ts';

const dialects: { readonly [D in DialectName]: Dialect } = { duckdb, postgres, snowflake, sqlite, mysql, mssql, oracle, trino, spark };

/** The descriptor of a dialect. */
export function dialect(name: DialectName): Dialect {
  return dialects[name];
}
