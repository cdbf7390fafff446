import type { DataType, ParameterValue } from '@millrace/sql-ir';
import type { Value } from '../batch.ts';
import { jsonText } from '../json-text.ts';
import { parseTimestamp, timestampText } from '../temporal.ts';

/** What the driver can send for a parameter. */
export type Bind = string | number | boolean | null;

const floats: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Number.POSITIVE_INFINITY, '-inf': Number.NEGATIVE_INFINITY, infinity: Number.POSITIVE_INFINITY, '-infinity': Number.NEGATIVE_INFINITY };

/**
 * A cell as the driver gives it with numbers, dates and JSON fetched as strings.
 * Times are in the output formats that `sessionFormats` sets.
 */
export function fromSnowflake(cell: unknown, type: DataType): Value {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'boolean') return cell;
  if (cell instanceof Uint8Array) return new Uint8Array(cell.buffer, cell.byteOffset, cell.byteLength);
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  switch (type.name) {
    case 'INTEGER':
      return Number(text);
    case 'BIGINT':
    case 'HUGEINT':
      return BigInt(text);
    case 'DOUBLE':
      return floats[text.toLowerCase()] ?? Number(text);
    case 'BOOLEAN':
      return /^(true|1)$/i.test(text);
    case 'TIME':
    case 'TIMESTAMP':
      return trimmed(text);
    case 'TIMESTAMPTZ':
      return utcText(text);
    default:
      return text;
  }
}

/** Session settings under which dates and times come as text with all their digits. */
export const sessionFormats: readonly string[] = [
  "TIMEZONE = 'UTC'", "DATE_OUTPUT_FORMAT = 'YYYY-MM-DD'", "TIME_OUTPUT_FORMAT = 'HH24:MI:SS.FF9'", "TIMESTAMP_NTZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9'",
  "TIMESTAMP_LTZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM'", "TIMESTAMP_TZ_OUTPUT_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF9 TZHTZM'", "BINARY_OUTPUT_FORMAT = 'HEX'",
];

/** Drops the zeros at the end of a fraction. */
function trimmed(text: string): string {
  return text.replace(/\.(\d*?)0*$/, (_, digits: string) => (digits === '' ? '' : `.${digits}`));
}

/** `2024-01-31 14:34:56.100000000 +0200` in UTC: `2024-01-31 12:34:56.1+00`. The fraction has more digits than a microsecond and is kept as text. */
function utcText(text: string): string {
  const [, head = '', fraction = '', zone = '+0000'] = /^(\S+ \d\d:\d\d:\d\d)(?:\.(\d+))?(?:\s*([+-]\d{4}|Z))?$/.exec(text) ?? [];
  const micros = parseTimestamp(head + zone);
  return micros === undefined ? text : `${trimmed(`${timestampText(micros)}.${fraction === '' ? '0' : fraction}`)}+00`;
}

/** A parameter as the driver sends it; binary and wide integers travel as text, which Snowflake converts. */
export function bindSnowflake(value: ParameterValue): Bind {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex').toUpperCase();
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

/** A cell of an INSERT: always text, because the driver takes a column's type from its first row. */
export function cellText(value: Value): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex').toUpperCase();
  return typeof value === 'object' ? jsonText(value) : String(value);
}
