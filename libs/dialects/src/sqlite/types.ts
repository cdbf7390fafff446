import type { TypeSpelling } from '../dialect.ts';

/** Type names whose spelling gives SQLite the right affinity; https://www.sqlite.org/datatype3.html */
export const types: Readonly<Record<string, TypeSpelling>> = {
  NUMBER: { name: 'NUMERIC' },
  STRING: { name: 'TEXT', args: 'drop' },
  BINARY: { name: 'BLOB', args: 'drop' },
  VARBINARY: { name: 'BLOB', args: 'drop' },
  BYTEA: { name: 'BLOB' },
  JSON: { name: 'TEXT' },
  JSONB: { name: 'TEXT' },
  UUID: { name: 'TEXT' },
  VARIANT: { name: 'TEXT' },
  OBJECT: { name: 'TEXT' },
  ARRAY: { name: 'TEXT' },
  DATE: { name: 'TEXT' },
  TIME: { name: 'TEXT', args: 'drop' },
  DATETIME: { name: 'TEXT', args: 'drop' },
  TIMESTAMP: { name: 'TEXT', args: 'drop' },
  TIMESTAMPTZ: { name: 'TEXT', args: 'drop' },
  TIMESTAMP_NTZ: { name: 'TEXT', args: 'drop' },
  TIMESTAMP_LTZ: { name: 'TEXT', args: 'drop' },
  TIMESTAMP_TZ: { name: 'TEXT', args: 'drop' },
};
