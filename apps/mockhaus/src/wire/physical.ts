import {
  type DuckDBValue, DuckDBBlobValue, DuckDBDateValue, DuckDBDecimalValue, DuckDBStructValue, DuckDBTimeValue, DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue, DuckDBTimestampSecondsValue, DuckDBTimestampTZValue, DuckDBTimestampValue, DuckDBTimeNSValue,
} from '@duckdb/node-api';
import { BugError } from '@millrace/diagnostics';

/** An instant or a wall-clock time in nanoseconds since the epoch, with the offset it was written in (minutes east of UTC). */
export interface Moment {
  readonly nanos: bigint;
  readonly offset: number;
}

const powers: readonly bigint[] = Array.from({ length: 77 }, (_, exponent) => 10n ** BigInt(exponent));

/** 10 to the given power, from a table. */
function powerOfTen(exponent: number): bigint {
  return powers[exponent] ?? 10n ** BigInt(exponent);
}

/** Moves a scaled integer to another scale, rounding half away from zero as NUMBER does. */
function rescale(value: bigint, from: number, to: number): bigint {
  if (from === to) return value;
  if (to > from) return value * powerOfTen(to - from);
  const divisor = powerOfTen(from - to);
  const half = divisor / 2n;
  return value < 0n ? -((-value + half) / divisor) : (value + half) / divisor;
}

/**
 * Reads a value as a scaled integer: the value times 10^scale.
 *
 * @param scale digits after the point that the column is described with.
 */
export function toScaled(value: DuckDBValue, scale: number): bigint {
  if (typeof value === 'bigint') return scale === 0 ? value : value * powerOfTen(scale);
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) * powerOfTen(scale) : parseScaled(exactText(value), scale);
  if (value instanceof DuckDBDecimalValue) return rescale(value.value, value.scale, scale);
  if (typeof value === 'boolean') return value ? powerOfTen(scale) : 0n;
  if (typeof value === 'string') return parseScaled(value, scale);
  throw new BugError(`a NUMBER column holds ${describe(value)}`);
}

function exactText(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toFixed(20) : text;
}

/** Parses decimal text into a scaled integer, rounding half away from zero. */
function parseScaled(text: string, scale: number): bigint {
  const match = /^\s*([+-]?)(\d*)\.?(\d*)\s*$/.exec(text);
  if (match === null) throw new BugError(`'${text}' is not a decimal number`);
  const [, sign = '', whole = '', fraction = ''] = match;
  const magnitude = rescale(BigInt(`${whole}${fraction}` || '0'), fraction.length, scale);
  return sign === '-' ? -magnitude : magnitude;
}

/** Writes a scaled integer as decimal text: `(150n, 2)` is `1.50`. */
export function formatScaled(value: bigint, scale: number): string {
  if (scale === 0) return value.toString();
  const negative = value < 0n;
  const digits = (negative ? -value : value).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Reads a value as a binary double. */
export function toDouble(value: DuckDBValue): number {
  if (typeof value === 'number') return value;
  if (value instanceof DuckDBDecimalValue) return Number(formatScaled(value.value, value.scale));
  return Number(value);
}

/** Reads a value as days since 1970-01-01. */
export function toDays(value: DuckDBValue): number {
  if (value instanceof DuckDBDateValue) return value.days;
  if (typeof value === 'number') return value;
  const { nanos } = toMoment(value);
  const day = 86_400_000_000_000n;
  return Number(nanos >= 0n ? nanos / day : -((-nanos + day - 1n) / day));
}

/** Reads a value as nanoseconds since midnight. */
export function toTimeNanos(value: DuckDBValue): bigint {
  if (value instanceof DuckDBTimeValue) return value.micros * 1000n;
  if (value instanceof DuckDBTimeNSValue) return value.nanos;
  if (typeof value === 'bigint') return value;
  throw new BugError(`a TIME column holds ${describe(value)}`);
}

/** Reads a timestamp of any kind; TIMESTAMP_TZ is stored as a struct of the UTC time and the offset in minutes. */
export function toMoment(value: DuckDBValue): Moment {
  if (value instanceof DuckDBTimestampValue || value instanceof DuckDBTimestampTZValue) return { nanos: value.micros * 1000n, offset: 0 };
  if (value instanceof DuckDBTimestampNanosecondsValue) return { nanos: value.nanos, offset: 0 };
  if (value instanceof DuckDBTimestampMillisecondsValue) return { nanos: value.millis * 1_000_000n, offset: 0 };
  if (value instanceof DuckDBTimestampSecondsValue) return { nanos: value.seconds * 1_000_000_000n, offset: 0 };
  if (value instanceof DuckDBDateValue) return { nanos: BigInt(value.days) * 86_400_000_000_000n, offset: 0 };
  if (value instanceof DuckDBStructValue) {
    const [instant = null, offset = 0] = Object.values(value.entries);
    return { nanos: toMoment(instant).nanos, offset: Number(offset) };
  }
  throw new BugError(`a timestamp column holds ${describe(value)}`);
}

/** Reads a value as bytes. */
export function toBytes(value: DuckDBValue): Uint8Array {
  if (value instanceof DuckDBBlobValue) return value.bytes;
  return Buffer.from(String(value), 'utf8');
}

function describe(value: DuckDBValue): string {
  return value === null ? 'NULL' : typeof value === 'object' ? value.constructor.name : typeof value;
}
