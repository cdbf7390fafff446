import { type DataType, build } from '@millrace/sql-ir';
import { errors } from '../errors.ts';

/** What a result says of a column. */
export interface SnowflakeColumn {
  /** The wire's name of the type: `fixed`, `text`, `timestamp_ntz`, … */
  readonly type: string;
  readonly precision: number;
  readonly scale: number;
}

const names: Readonly<Record<string, string>> = {
  real: 'DOUBLE', text: 'VARCHAR', boolean: 'BOOLEAN', date: 'DATE', time: 'TIME', timestamp_ntz: 'TIMESTAMP', timestamp_ltz: 'TIMESTAMPTZ', timestamp_tz: 'TIMESTAMPTZ',
  binary: 'BINARY', variant: 'VARIANT', object: 'VARIANT', array: 'VARIANT', map: 'VARIANT',
};

/** The canonical type of a result column. A NUMBER without digits after the point is the smallest integer that holds its precision. */
export function canonicalSnowflakeType(column: SnowflakeColumn): DataType {
  if (column.type.toLowerCase() !== 'fixed') return build.type(names[column.type.toLowerCase()] ?? 'VARCHAR');
  if (column.scale > 0) return build.type('DECIMAL', column.precision, column.scale);
  if (column.precision <= 9) return build.type('INTEGER');
  return build.type(column.precision <= 18 ? 'BIGINT' : 'HUGEINT');
}

const spelled: Readonly<Record<string, string>> = {
  BOOLEAN: 'BOOLEAN', SMALLINT: 'NUMBER(5, 0)', INTEGER: 'NUMBER(10, 0)', BIGINT: 'NUMBER(19, 0)', HUGEINT: 'NUMBER(38, 0)', REAL: 'FLOAT', DOUBLE: 'FLOAT', BINARY: 'BINARY',
  DATE: 'DATE', TIME: 'TIME', TIMESTAMP: 'TIMESTAMP_NTZ', TIMESTAMPTZ: 'TIMESTAMP_TZ', INTERVAL: 'VARCHAR', UUID: 'VARCHAR',
  JSON: 'VARIANT', VARIANT: 'VARIANT', ARRAY: 'ARRAY', STRUCT: 'OBJECT', MAP: 'VARIANT',
};

/** A canonical type as Snowflake writes it in CREATE TABLE. @throws ToolError CONNECT_UNSUPPORTED_TYPE. */
export function snowflakeTypeName(type: DataType): string {
  const simple = spelled[type.name];
  if (simple !== undefined) return simple;
  const args = type.args.length === 0 ? '' : `(${type.args.join(', ')})`;
  if (type.name === 'VARCHAR') return `VARCHAR${args}`;
  if (type.name === 'DECIMAL') return `NUMBER${args === '' ? '(38, 10)' : args}`;
  throw errors.CONNECT_UNSUPPORTED_TYPE.error({ engine: 'Snowflake', type: type.name });
}

/** The function that makes a column's value of the text that a bind carries; undefined when INSERT converts by itself. */
export function snowflakeConversion(wireType: string): string | undefined {
  switch (wireType.toLowerCase()) {
    case 'variant':
    case 'object':
    case 'array':
    case 'map':
      return 'PARSE_JSON';
    case 'binary':
      return 'TO_BINARY';
    default:
      return undefined;
  }
}
