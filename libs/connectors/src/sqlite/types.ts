import { type DataType, build } from '@millrace/sql-ir';
import { errors } from '../errors.ts';

/** Canonical names by the first word of a declared type. SQLite's own INTEGER and REAL are 64 bits wide. */
const names: Readonly<Record<string, string>> = {
  BOOLEAN: 'BOOLEAN', BOOL: 'BOOLEAN',
  TINYINT: 'SMALLINT', SMALLINT: 'SMALLINT', INT2: 'SMALLINT', MEDIUMINT: 'INTEGER', INT4: 'INTEGER',
  INT: 'BIGINT', INTEGER: 'BIGINT', BIGINT: 'BIGINT', INT8: 'BIGINT',
  FLOAT4: 'REAL', REAL: 'DOUBLE', FLOAT: 'DOUBLE', FLOAT8: 'DOUBLE', DOUBLE: 'DOUBLE',
  DECIMAL: 'DECIMAL', NUMERIC: 'DECIMAL', BLOB: 'BINARY', BINARY: 'BINARY', VARBINARY: 'BINARY', BYTEA: 'BINARY',
  DATE: 'DATE', TIME: 'TIME', TIMESTAMP: 'TIMESTAMP', DATETIME: 'TIMESTAMP', TIMESTAMPTZ: 'TIMESTAMPTZ', INTERVAL: 'INTERVAL', UUID: 'UUID', JSON: 'JSON', JSONB: 'JSON',
};

/** The canonical type of a declared one: `DECIMAL(10, 2)`, `varchar(20)`; of none, what a value of it is. */
export function canonicalSqliteType(declared: string | null, sample: unknown = null): DataType {
  if (declared === null || declared === '') return build.type(typeOfValue(sample));
  const [word = ''] = /^\w+/.exec(declared.toUpperCase()) ?? [];
  const args = /\(([\d\s,]+)\)/.exec(declared)?.[1]?.split(',').map(Number) ?? [];
  const name = names[word] ?? 'VARCHAR';
  return name === 'DECIMAL' || name === 'VARCHAR' ? build.type(name, ...args) : build.type(name);
}

function typeOfValue(value: unknown): string {
  if (typeof value === 'bigint') return 'BIGINT';
  if (typeof value === 'number') return 'DOUBLE';
  return value instanceof Uint8Array ? 'BINARY' : 'VARCHAR';
}

const spelled: Readonly<Record<string, string>> = {
  BOOLEAN: 'BOOLEAN', SMALLINT: 'SMALLINT', INTEGER: 'INT4', BIGINT: 'BIGINT', HUGEINT: 'DECIMAL TEXT(39, 0)', REAL: 'FLOAT4', DOUBLE: 'DOUBLE', BINARY: 'BLOB',
  DATE: 'DATE', TIME: 'TIME', TIMESTAMP: 'TIMESTAMP', TIMESTAMPTZ: 'TIMESTAMPTZ', INTERVAL: 'INTERVAL', UUID: 'UUID TEXT',
  JSON: 'JSON TEXT', VARIANT: 'JSON TEXT', ARRAY: 'JSON TEXT', STRUCT: 'JSON TEXT', MAP: 'JSON TEXT',
};

/** Digits that a REAL keeps exactly (sqlite.org/datatype3.html, type affinity). */
const exactDigits = 15;

/**
 * A canonical type as a declared one. The word TEXT keeps SQLite from turning digits into a REAL, which would round
 * a decimal of more than 15 digits; shorter decimals are numbers, so that they sort and add up.
 */
export function sqliteTypeName(type: DataType): string {
  const simple = spelled[type.name];
  if (simple !== undefined) return simple;
  const args = type.args.length === 0 ? '' : `(${type.args.join(', ')})`;
  if (type.name === 'VARCHAR') return `VARCHAR${args}`;
  if (type.name === 'DECIMAL') return (type.args[0] ?? 38) <= exactDigits ? `DECIMAL${args}` : `DECIMAL TEXT${args}`;
  throw errors.CONNECT_UNSUPPORTED_TYPE.error({ engine: 'SQLite', type: type.name });
}
