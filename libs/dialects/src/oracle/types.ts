import type { TypeSpelling } from '../dialect.ts';

const text: TypeSpelling = { name: 'VARCHAR2', bare: 'VARCHAR2(4000)' };

/** Others' type names in Oracle's words; https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Data-Types.html */
export const types: Readonly<Record<string, TypeSpelling>> = {
  DECIMAL: { name: 'NUMBER', args: [38, 0] },
  NUMERIC: { name: 'NUMBER' },
  TINYINT: { name: 'NUMBER', args: [3] },
  BYTEINT: { name: 'NUMBER', args: [38] },
  BIGINT: { name: 'NUMBER', args: [19] },
  UTINYINT: { name: 'NUMBER', args: [3] },
  USMALLINT: { name: 'NUMBER', args: [5] },
  UINTEGER: { name: 'NUMBER', args: [10] },
  UBIGINT: { name: 'NUMBER', args: [20] },
  HUGEINT: { name: 'NUMBER', args: [38] },
  SERIAL: { name: 'NUMBER', args: [10] },
  BIGSERIAL: { name: 'NUMBER', args: [19] },
  DOUBLE: { name: 'BINARY_DOUBLE' },
  FLOAT8: { name: 'BINARY_DOUBLE' },
  FLOAT4: { name: 'BINARY_FLOAT' },
  REAL: { name: 'BINARY_FLOAT' },
  BOOLEAN: { name: 'NUMBER', args: [1] },
  BOOL: { name: 'NUMBER', args: [1] },
  VARCHAR: text,
  NVARCHAR: { name: 'NVARCHAR2', bare: 'NVARCHAR2(2000)' },
  STRING: text,
  TEXT: { name: 'CLOB', args: 'drop' },
  BINARY: { name: 'RAW', bare: 'BLOB' },
  VARBINARY: { name: 'RAW', bare: 'BLOB' },
  BYTEA: { name: 'BLOB' },
  JSON: { name: 'CLOB' },
  JSONB: { name: 'CLOB' },
  VARIANT: { name: 'CLOB' },
  OBJECT: { name: 'CLOB' },
  ARRAY: { name: 'CLOB' },
  UUID: { name: 'VARCHAR2', args: [36] },
  DATETIME: { name: 'TIMESTAMP' },
  TIMESTAMP_NTZ: { name: 'TIMESTAMP' },
  TIMESTAMPNTZ: { name: 'TIMESTAMP' },
  TIMESTAMP_S: { name: 'TIMESTAMP', args: [0] },
  TIMESTAMP_MS: { name: 'TIMESTAMP', args: [3] },
  TIMESTAMP_NS: { name: 'TIMESTAMP', args: [9] },
};

/** CAST makes no large objects. */
export const castTypes: Readonly<Record<string, TypeSpelling>> = {
  ...types, TEXT: { name: 'VARCHAR2(4000)', args: 'drop' }, CLOB: { name: 'VARCHAR2(4000)', args: 'drop' }, JSON: { name: 'VARCHAR2(4000)' }, JSONB: { name: 'VARCHAR2(4000)' }, VARIANT: { name: 'VARCHAR2(4000)' },
  BLOB: { name: 'RAW(2000)', args: 'drop' }, BYTEA: { name: 'RAW(2000)' }, BINARY: { name: 'RAW', bare: 'RAW(2000)' }, VARBINARY: { name: 'RAW', bare: 'RAW(2000)' },
};
