import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { DataType, ParameterValue } from '@millrace/sql-ir';
import type { Value } from '../batch.ts';
import { jsonText } from '../json-text.ts';

/** A cell as its column's declared type has it: SQLite itself knows only integers, reals, texts and blobs. */
export function fromSqlite(value: SQLOutputValue, type: DataType): Value {
  if (value === null) return null;
  if (value instanceof Uint8Array || type.name === 'BINARY') return value;
  switch (type.name) {
    case 'BOOLEAN':
      return typeof value === 'string' ? value === 'true' : Boolean(value);
    case 'SMALLINT':
    case 'INTEGER':
      return typeof value === 'bigint' && BigInt.asIntN(32, value) === value ? Number(value) : value;
    case 'BIGINT':
      return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
    case 'REAL':
    case 'DOUBLE':
      return Number(value);
    case 'DECIMAL':
      return typeof value === 'string' ? value : decimalText(value, type.args[1] ?? 0);
    default:
      return String(value);
  }
}

/** A number with at least `scale` digits after the point, and all the digits it has. */
function decimalText(value: number | bigint, scale: number): string {
  const text = typeof value === 'number' && Math.abs(value) < 1e21 && !/e/.test(String(value)) ? String(value) : typeof value === 'bigint' ? value.toString() : value.toFixed(20).replace(/0+$/, '');
  const [whole = '', fraction = ''] = text.split('.');
  const digits = fraction.padEnd(scale, '0');
  return digits === '' ? whole : `${whole}.${digits}`;
}

/** A value as SQLite stores it; undefined when it cannot: NaN would become NULL. */
export function toSqlite(value: Value): SQLInputValue | undefined {
  if (value === null || typeof value === 'string' || value instanceof Uint8Array) return value;
  if (typeof value === 'object') return jsonText(value);
  return scalar(value);
}

function scalar(value: boolean | number | bigint): SQLInputValue | undefined {
  if (typeof value === 'boolean') return value ? 1n : 0n;
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value ? value : value.toString();
  if (Number.isNaN(value)) return undefined;
  // The driver binds every number as a REAL, and 5 / 2.0 is not 5 / 2.
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? BigInt(value) : value;
}

/** A parameter as the driver takes it. */
export function bindSqlite(value: ParameterValue): SQLInputValue {
  return toSqlite(value) ?? null;
}
