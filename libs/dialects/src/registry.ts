import type { DialectName } from '@millrace/sql-ir';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb/duckdb.ts';
import { postgres } from './postgres/postgres.ts';
import { snowflake } from './snowflake/snowflake.ts';
import { sqlite } from './sqlite/sqlite.ts';

const dialects: { readonly [D in DialectName]: Dialect } = { duckdb, postgres, snowflake, sqlite };

/** The descriptor of a dialect. */
export function dialect(name: DialectName): Dialect {
  return dialects[name];
}
