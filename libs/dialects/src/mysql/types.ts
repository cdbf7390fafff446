import type { TypeSpelling } from '../dialect.ts';

/** Others' type names in MySQL's words; https://dev.mysql.com/doc/refman/8.0/en/data-types.html */
export const types: Readonly<Record<string, TypeSpelling>> = {
  NUMBER: { name: 'DECIMAL', args: [38, 0] },
  NUMERIC: { name: 'DECIMAL' },
  HUGEINT: { name: 'DECIMAL', args: [39, 0] },
  BYTEINT: { name: 'BIGINT' },
  UTINYINT: { name: 'TINYINT UNSIGNED' },
  USMALLINT: { name: 'SMALLINT UNSIGNED' },
  UINTEGER: { name: 'INTEGER UNSIGNED' },
  UBIGINT: { name: 'BIGINT UNSIGNED' },
  FLOAT8: { name: 'DOUBLE' },
  SERIAL: { name: 'INTEGER' },
  BIGSERIAL: { name: 'BIGINT' },
  VARCHAR: { name: 'VARCHAR', bare: 'TEXT' },
  NVARCHAR: { name: 'VARCHAR', bare: 'TEXT' },
  VARCHAR2: { name: 'VARCHAR', bare: 'TEXT' },
  STRING: { name: 'VARCHAR', bare: 'TEXT' },
  CLOB: { name: 'LONGTEXT' },
  BINARY: { name: 'BINARY', bare: 'LONGBLOB' },
  VARBINARY: { name: 'VARBINARY', bare: 'LONGBLOB' },
  BYTEA: { name: 'LONGBLOB' },
  JSONB: { name: 'JSON' },
  VARIANT: { name: 'JSON' },
  OBJECT: { name: 'JSON' },
  ARRAY: { name: 'JSON' },
  UUID: { name: 'CHAR', args: [36] },
  TIMESTAMP_NTZ: { name: 'DATETIME', args: [6] },
  TIMESTAMPNTZ: { name: 'DATETIME', args: [6] },
  TIMESTAMP: { name: 'DATETIME', args: [6] },
  TIMESTAMP_S: { name: 'DATETIME' },
  TIMESTAMP_MS: { name: 'DATETIME', args: [3] },
  TIMESTAMP_NS: { name: 'DATETIME', args: [6] },
  DATETIME2: { name: 'DATETIME', args: [6] },
  TIMESTAMPTZ: { name: 'TIMESTAMP', args: [6] },
  TIMESTAMP_LTZ: { name: 'TIMESTAMP', args: [6] },
  TIMESTAMP_TZ: { name: 'TIMESTAMP', args: [6] },
};

const signed: TypeSpelling = { name: 'SIGNED', args: 'drop' };
const unsigned: TypeSpelling = { name: 'UNSIGNED', args: 'drop' };
const text: TypeSpelling = { name: 'CHAR' };
const moment: TypeSpelling = { name: 'DATETIME', args: [6] };

/** What CAST takes, which are few and go by other names; https://dev.mysql.com/doc/refman/8.0/en/cast-functions.html#function_cast */
export const castTypes: Readonly<Record<string, TypeSpelling>> = {
  TINYINT: signed, SMALLINT: signed, MEDIUMINT: signed, INT: signed, INTEGER: signed, BIGINT: signed, BYTEINT: signed, BOOLEAN: signed, BOOL: signed,
  UTINYINT: unsigned, USMALLINT: unsigned, UINTEGER: unsigned, UBIGINT: unsigned,
  CHAR: { name: 'CHAR', args: [1] }, VARCHAR: text, STRING: text, NVARCHAR: text, VARCHAR2: text, TEXT: { name: 'CHAR', args: 'drop' }, CLOB: { name: 'CHAR', args: 'drop' }, UUID: { name: 'CHAR', args: [36] },
  VARBINARY: { name: 'BINARY' }, BINARY: { name: 'BINARY' }, BYTEA: { name: 'BINARY' }, BLOB: { name: 'BINARY' },
  DATETIME: { name: 'DATETIME' }, TIMESTAMP: moment, TIMESTAMP_NTZ: moment, TIMESTAMPNTZ: moment, TIMESTAMPTZ: moment, TIMESTAMP_LTZ: moment, TIMESTAMP_TZ: moment,
  FLOAT8: { name: 'DOUBLE' }, REAL: { name: 'DOUBLE' }, FLOAT4: { name: 'FLOAT' },
  NUMBER: { name: 'DECIMAL', args: [38, 0] }, NUMERIC: { name: 'DECIMAL' }, HUGEINT: { name: 'DECIMAL', args: [39, 0] },
  JSONB: { name: 'JSON' }, VARIANT: { name: 'JSON' }, OBJECT: { name: 'JSON' }, ARRAY: { name: 'JSON' },
};
