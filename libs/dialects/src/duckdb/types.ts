import type { TypeSpelling } from '../dialect.ts';

/** Others' type names in DuckDB's words; https://duckdb.org/docs/stable/sql/data_types/overview */
export const types: Readonly<Record<string, TypeSpelling>> = {
  NUMBER: { name: 'DECIMAL', args: [38, 0] },
  BYTEINT: { name: 'BIGINT' },
  STRING: { name: 'VARCHAR', args: 'drop' },
  FLOAT8: { name: 'DOUBLE' },
  BINARY: { name: 'BLOB', args: 'drop' },
  VARBINARY: { name: 'BLOB', args: 'drop' },
  BYTEA: { name: 'BLOB' },
  JSONB: { name: 'JSON' },
  VARIANT: { name: 'JSON' },
  OBJECT: { name: 'JSON' },
  ARRAY: { name: 'JSON' },
  TIME: { name: 'TIME', args: 'drop' },
  DATETIME: { name: 'TIMESTAMP', args: 'drop' },
  TIMESTAMP: { name: 'TIMESTAMP', args: 'drop' },
  TIMESTAMP_NTZ: { name: 'TIMESTAMP', args: 'drop' },
  TIMESTAMPNTZ: { name: 'TIMESTAMP', args: 'drop' },
  TIMESTAMP_LTZ: { name: 'TIMESTAMPTZ', args: 'drop' },
  TIMESTAMPLTZ: { name: 'TIMESTAMPTZ', args: 'drop' },
  TIMESTAMP_TZ: { name: 'TIMESTAMPTZ', args: 'drop' },
  TIMESTAMPTZ: { name: 'TIMESTAMPTZ', args: 'drop' },
  SERIAL: { name: 'INTEGER' },
  BIGSERIAL: { name: 'BIGINT' },
};
