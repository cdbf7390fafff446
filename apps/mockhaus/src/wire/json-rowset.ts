import { unreachable } from '@millrace/diagnostics';
import { variantText } from '@millrace/transpile';
import type { ValueBatch, ValueVector } from './batch.ts';
import { formatScaled, toBytes, toDays, toDouble, toMoment, toScaled, toTimeNanos } from './physical.ts';
import type { WireColumn } from './result-column.ts';
import { toVariantText } from './variant-text.ts';

/** Writes one cell as JSON text: `null` or a quoted string. */
type CellWriter = (vector: ValueVector, index: number) => string;

/**
 * Encodes rows as Snowflake's JSON rowset, rows joined by commas and without the outer brackets.
 *
 * @param columns how the cells are described; decides their text.
 * @param batches the rows, by column.
 */
export function encodeJsonRows(columns: readonly WireColumn[], batches: readonly ValueBatch[]): string {
  const writers = columns.map(cellWriter);
  let out = '';
  for (const { rowCount, vectors } of batches) {
    for (let row = 0; row < rowCount; row++) {
      out += out === '' ? '[' : ',[';
      for (const [index, vector] of vectors.entries()) {
        if (index > 0) out += ',';
        out += writers[index]?.(vector, row) ?? 'null';
      }
      out += ']';
    }
  }
  return out;
}

function cellWriter(column: WireColumn): CellWriter {
  const text = textOf(column);
  return (vector, index) => {
    const value = vector.getItem(index);
    return value === null ? 'null' : text(value);
  };
}

type Value = Exclude<ReturnType<ValueVector['getItem']>, null>;

function textOf(column: WireColumn): (value: Value) => string {
  const scale = column.scale ?? (column.type === 'fixed' ? 0 : 9);
  switch (column.type) {
    case 'fixed': return (value) => `"${formatScaled(toScaled(value, scale), scale)}"`;
    case 'real': return (value) => `"${doubleText(toDouble(value))}"`;
    case 'boolean': return (value) => (value === true || value === 1 ? '"1"' : '"0"');
    case 'date': return (value) => `"${toDays(value)}"`;
    case 'time': return (value) => `"${secondsText(toTimeNanos(value), scale)}"`;
    case 'timestamp_ntz':
    case 'timestamp_ltz': return (value) => `"${secondsText(toMoment(value).nanos, scale)}"`;
    case 'timestamp_tz': return (value) => {
      const { nanos, offset } = toMoment(value);
      return `"${secondsText(nanos, scale)} ${offset + 1440}"`;
    };
    case 'binary': return (value) => `"${Buffer.from(toBytes(value)).toString('hex').toUpperCase()}"`;
    case 'variant':
    case 'object':
    case 'map':
    case 'array': return (value) => JSON.stringify(variantText(toVariantText(value)));
    case 'vector': return (value) => JSON.stringify(toVariantText(value));
    // A GEOMETRY's SRID is no part of its GeoJSON.
    case 'geography':
    case 'geometry': return (value) => JSON.stringify(variantText(String(value).replace(/^SRID=\d+;/, '')));
    case 'text': return (value) => JSON.stringify(typeof value === 'string' ? value : String(value));
    default: return unreachable(column.type);
  }
}

/** A double as Snowflake sends it: the shortest text that reads back, `NaN`, `inf`, `-inf`. */
function doubleText(value: number): string {
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'inf' : '-inf';
}

function secondsText(nanos: bigint, scale: number): string {
  return formatScaled(scale >= 9 ? nanos : floorDivide(nanos, 10n ** BigInt(9 - scale)), scale);
}

function floorDivide(value: bigint, divisor: bigint): bigint {
  const quotient = value / divisor;
  return value < 0n && quotient * divisor !== value ? quotient - 1n : quotient;
}
