import type { TypeSpelling } from '../dialect.ts';

/** Others' type names in Snowflake's words; https://docs.snowflake.com/en/sql-reference/intro-summary-data-types */
export const types: Readonly<Record<string, TypeSpelling>> = {
  UTINYINT: { name: 'SMALLINT' },
  USMALLINT: { name: 'INTEGER' },
  UINTEGER: { name: 'BIGINT' },
  UBIGINT: { name: 'NUMBER', args: [20, 0] },
  HUGEINT: { name: 'NUMBER', args: [38, 0] },
  BLOB: { name: 'BINARY' },
  BYTEA: { name: 'BINARY' },
  JSON: { name: 'VARIANT' },
  JSONB: { name: 'VARIANT' },
  UUID: { name: 'VARCHAR', args: [36] },
  TIMESTAMPTZ: { name: 'TIMESTAMP_TZ' },
  TIMESTAMP_S: { name: 'TIMESTAMP_NTZ', args: [0] },
  TIMESTAMP_MS: { name: 'TIMESTAMP_NTZ', args: [3] },
  TIMESTAMP_NS: { name: 'TIMESTAMP_NTZ', args: [9] },
};
