import { build, type DataType, type ParameterValue } from '@millrace/sql-ir';
import { errors } from './errors.ts';

/** The scalar types a plan computes with, under the canonical names every dialect maps from. */
export const types: Readonly<Record<'boolean' | 'integer' | 'bigint' | 'double' | 'text' | 'binary' | 'date' | 'timestamp' | 'timestamptz' | 'json' | 'uuid', DataType>> = {
  boolean: build.type('BOOLEAN'),
  integer: build.type('INTEGER'),
  bigint: build.type('BIGINT'),
  double: build.type('DOUBLE'),
  text: build.type('VARCHAR'),
  binary: build.type('BINARY'),
  date: build.type('DATE'),
  timestamp: build.type('TIMESTAMP'),
  timestamptz: build.type('TIMESTAMPTZ'),
  json: build.type('JSON'),
  uuid: build.type('UUID'),
};

/** DECIMAL with `precision` digits in all, `scale` of them after the point. */
export function decimal(precision: number, scale: number): DataType {
  return build.type('DECIMAL', precision, scale);
}

const widths: Readonly<Record<string, number>> = { SMALLINT: 1, INTEGER: 2, BIGINT: 3, HUGEINT: 4, DECIMAL: 5, REAL: 6, DOUBLE: 7 };

/** Whether a type is a number: integers, decimals and floats. */
export function isNumeric(type: DataType): boolean {
  return type.name in widths;
}

/** Whether a type is a whole number. */
export function isInteger(type: DataType): boolean {
  const width = widths[type.name];
  return width !== undefined && width <= 4;
}

/** A type as a person reads it: `DECIMAL(10, 2)`. */
export function typeText(type: DataType): string {
  return type.args.length === 0 ? type.name : `${type.name}(${type.args.join(', ')})`;
}

/**
 * The type that holds values of both, as arithmetic, CASE and UNION need it.
 *
 * @returns undefined when the two have no common type: text and numbers are never mixed silently.
 */
export function commonType(left: DataType, right: DataType): DataType | undefined {
  if (left.name === right.name) return left.name === 'DECIMAL' ? widerDecimal(left, right) : left;
  const leftWidth = widths[left.name];
  const rightWidth = widths[right.name];
  if (leftWidth !== undefined && rightWidth !== undefined) return leftWidth > rightWidth ? left : right;
  if (left.name === 'DATE' && right.name.startsWith('TIMESTAMP')) return right;
  if (right.name === 'DATE' && left.name.startsWith('TIMESTAMP')) return left;
  return undefined;
}

function widerDecimal(left: DataType, right: DataType): DataType {
  const [leftPrecision = 38, leftScale = 0] = left.args;
  const [rightPrecision = 38, rightScale = 0] = right.args;
  const scale = Math.max(leftScale, rightScale);
  return decimal(Math.min(38, Math.max(leftPrecision - leftScale, rightPrecision - rightScale) + scale), scale);
}

const int32 = 2 ** 31;

/** The type a JavaScript value has on its own. @throws ToolError PLAN_BAD_VALUE for NaN and infinities. */
export function typeOfValue(value: ParameterValue): DataType {
  switch (typeof value) {
    case 'boolean': return types.boolean;
    case 'bigint': return types.bigint;
    case 'number':
      if (!Number.isFinite(value)) throw errors.PLAN_BAD_VALUE.error({ value, type: 'a number in SQL' });
      if (!Number.isInteger(value)) return types.double;
      return value >= -int32 && value < int32 ? types.integer : Number.isSafeInteger(value) ? types.bigint : types.double;
    default: return value instanceof Uint8Array ? types.binary : types.text;
  }
}

/** DECIMAL just wide enough for a number written out: `12.50` is DECIMAL(4, 2). @throws ToolError PLAN_BAD_VALUE for other text. */
function decimalOfText(text: string): DataType {
  const match = /^[+-]?(\d+)(?:\.(\d+))?$/.exec(text.trim());
  if (match === null) throw errors.PLAN_BAD_VALUE.error({ value: JSON.stringify(text), type: 'DECIMAL' });
  const scale = match[2]?.length ?? 0;
  return decimal(Math.max(1, Math.min(38, (match[1]?.length ?? 1) + scale)), scale);
}

/**
 * The type a constant takes beside an operand of type `peer`: the peer's own wherever the value fits it,
 * so that the engine compares like with like and can use its indexes.
 */
export function typeBeside(value: ParameterValue, peer: DataType): DataType {
  if (value === null) return peer;
  if (typeof value === 'string') return peer.name === 'DECIMAL' ? decimalOfText(value) : peer;
  const own = typeOfValue(value);
  if (peer.name === 'DOUBLE' && isNumeric(own)) return peer;
  if (peer.name === 'BIGINT' && isInteger(own)) return peer;
  if (peer.name === 'DECIMAL' && isNumeric(own)) return isInteger(own) ? own : decimalOfText(String(value));
  return own;
}
