import {
  DuckDBBlobValue, DuckDBDateValue, DuckDBDecimalValue, DuckDBIntervalValue, DuckDBTimestampMillisecondsValue, DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue, DuckDBTimestampTZValue, DuckDBTimestampValue, DuckDBTimeValue, type DuckDBType, DuckDBTypeId, DuckDBUUIDValue,
  type DuckDBValue, arrayValue, listValue, mapValue, structValue,
} from '@duckdb/node-api';
import { DuckDBArrayValue, DuckDBListValue, DuckDBMapValue, DuckDBStructValue, DuckDBTimeNSValue, DuckDBVariantValue, DuckDBUnionValue } from '@duckdb/node-api';
import type { Value } from '../batch.ts';
import { jsonText } from '../json-text.ts';
import { dateText, intervalText, parseDate, parseInterval, parseTime, parseTimestamp, timestampText, timeText } from '../temporal.ts';

const infinity = 0x7fff_ffff;
const infinityMicros = 2n ** 63n - 1n;

function finite(micros: bigint, print: (micros: bigint) => string): string {
  return micros === infinityMicros ? 'infinity' : micros === -infinityMicros ? '-infinity' : print(micros);
}

function nanosText(nanos: bigint): string {
  const rest = ((nanos % 1000n) + 1000n) % 1000n;
  const text = timestampText((nanos - rest) / 1000n);
  if (rest === 0n) return text;
  const [head = '', fraction = ''] = text.split('.');
  return `${head}.${fraction.padEnd(6, '0')}${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}

/** One of DuckDB's values as ours, exact to the last digit. */
export function fromDuckDb(value: DuckDBValue): Value {
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof DuckDBDateValue) return value.days === infinity ? 'infinity' : value.days === -infinity ? '-infinity' : dateText(value.days);
  if (value instanceof DuckDBTimestampValue) return finite(value.micros, timestampText);
  if (value instanceof DuckDBTimestampTZValue) return finite(value.micros, (micros) => zoned(timestampText(micros)));
  if (value instanceof DuckDBTimeValue) return timeText(value.micros);
  if (value instanceof DuckDBIntervalValue) return intervalText(value.months, value.days, value.micros);
  if (value instanceof DuckDBBlobValue) return new Uint8Array(value.bytes.buffer, value.bytes.byteOffset, value.bytes.byteLength);
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(fromDuckDb);
  if (value instanceof DuckDBStructValue) return Object.fromEntries(Object.entries(value.entries).map(([name, entry]) => [name, fromDuckDb(entry)]));
  if (value instanceof DuckDBMapValue) return value.entries.map((entry) => ({ key: fromDuckDb(entry.key), value: fromDuckDb(entry.value) }));
  if (value instanceof DuckDBTimestampSecondsValue) return finite(value.seconds, (seconds) => timestampText(seconds * 1_000_000n));
  if (value instanceof DuckDBTimestampMillisecondsValue) return finite(value.millis, (millis) => timestampText(millis * 1000n));
  if (value instanceof DuckDBTimestampNanosecondsValue) return finite(value.nanos, nanosText);
  if (value instanceof DuckDBTimeNSValue) return timeText(value.nanos / 1000n);
  if (value instanceof DuckDBVariantValue) return jsonText(fromDuckDb(value.value));
  if (value instanceof DuckDBUnionValue) return jsonText(fromDuckDb(value.value));
  return value.toString();
}

function zoned(text: string): string {
  return text.endsWith(' BC') ? `${text.slice(0, -3)}+00 BC` : `${text}+00`;
}

/** Types whose values the driver gives as we do. */
const same: ReadonlySet<DuckDBTypeId> = new Set([
  DuckDBTypeId.BOOLEAN, DuckDBTypeId.TINYINT, DuckDBTypeId.UTINYINT, DuckDBTypeId.SMALLINT, DuckDBTypeId.USMALLINT, DuckDBTypeId.INTEGER, DuckDBTypeId.BIGINT,
  DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT, DuckDBTypeId.UHUGEINT, DuckDBTypeId.FLOAT, DuckDBTypeId.DOUBLE, DuckDBTypeId.VARCHAR, DuckDBTypeId.ENUM,
]);

/** Turns a whole column; DuckDB's driver gives 32-bit unsigned integers as numbers, ours are 64-bit. */
export function columnFromDuckDb(values: DuckDBValue[], type: DuckDBType): readonly Value[] {
  if (same.has(type.typeId)) return values.map((value) => (typeof value === 'object' ? null : value));
  if (type.typeId === DuckDBTypeId.UINTEGER) return values.map((value) => (typeof value === 'number' ? BigInt(value) : fromDuckDb(value)));
  if (type.typeId === DuckDBTypeId.BIGNUM) return values.map((value) => (typeof value === 'bigint' ? value.toString() : fromDuckDb(value)));
  return values.map(fromDuckDb);
}

type Encoder = (value: Exclude<Value, null>) => DuckDBValue | undefined;

const integer = (low: number, high: number): Encoder => (value) => integerWithin(value, low, high);
const big = (low: bigint, high: bigint): Encoder => (value) => bigWithin(value, low, high);
const string: Encoder = (value) => (typeof value === 'string' ? value : undefined);
/** A type whose values we write as text. */
const parsed = <T>(parse: (text: string) => T | undefined, make: (found: T) => DuckDBValue): Encoder => (value) => {
  const found = typeof value === 'string' ? parse(value) : undefined;
  return found === undefined ? undefined : make(found);
};

const encoders: Readonly<Partial<Record<DuckDBTypeId, Encoder>>> = {
  [DuckDBTypeId.BOOLEAN]: (value) => (typeof value === 'boolean' ? value : undefined),
  [DuckDBTypeId.TINYINT]: integer(-128, 127),
  [DuckDBTypeId.UTINYINT]: integer(0, 255),
  [DuckDBTypeId.SMALLINT]: integer(-32_768, 32_767),
  [DuckDBTypeId.USMALLINT]: integer(0, 65_535),
  [DuckDBTypeId.INTEGER]: integer(-2_147_483_648, 2_147_483_647),
  [DuckDBTypeId.UINTEGER]: integer(0, 4_294_967_295),
  [DuckDBTypeId.BIGINT]: big(-(2n ** 63n), 2n ** 63n - 1n),
  [DuckDBTypeId.UBIGINT]: big(0n, 2n ** 64n - 1n),
  [DuckDBTypeId.HUGEINT]: big(-(2n ** 127n), 2n ** 127n - 1n),
  [DuckDBTypeId.UHUGEINT]: big(0n, 2n ** 128n - 1n),
  [DuckDBTypeId.FLOAT]: floatOf,
  [DuckDBTypeId.DOUBLE]: floatOf,
  [DuckDBTypeId.VARCHAR]: string,
  [DuckDBTypeId.ENUM]: string,
  [DuckDBTypeId.BLOB]: (value) => (value instanceof Uint8Array ? new DuckDBBlobValue(value) : undefined),
  [DuckDBTypeId.VARIANT]: (value) => (typeof value === 'object' ? undefined : new DuckDBVariantValue(value)),
  [DuckDBTypeId.DATE]: parsed(daysOf, (days) => new DuckDBDateValue(days)),
  [DuckDBTypeId.TIME]: parsed(parseTime, (micros) => new DuckDBTimeValue(micros)),
  [DuckDBTypeId.TIMESTAMP]: parsed(microsOf, (micros) => new DuckDBTimestampValue(micros)),
  [DuckDBTypeId.TIMESTAMP_TZ]: parsed(microsOf, (micros) => new DuckDBTimestampTZValue(micros)),
  [DuckDBTypeId.TIMESTAMP_S]: parsed(microsOf, (micros) => new DuckDBTimestampSecondsValue(micros / 1_000_000n)),
  [DuckDBTypeId.TIMESTAMP_MS]: parsed(microsOf, (micros) => new DuckDBTimestampMillisecondsValue(micros / 1000n)),
  [DuckDBTypeId.INTERVAL]: parsed(parseInterval, ({ months, days, micros }) => new DuckDBIntervalValue(months, days, micros)),
  [DuckDBTypeId.UUID]: parsed(uuidBits, (bits) => DuckDBUUIDValue.fromUint128(bits)),
};

/** A value of ours as DuckDB's for a column of `type`; undefined when the type cannot take it. */
export function toDuckDb(value: Value, type: DuckDBType): DuckDBValue | undefined {
  if (value === null) return null;
  if (type.typeId === DuckDBTypeId.DECIMAL) return decimalOf(value, type.width, type.scale);
  return encoders[type.typeId]?.(value) ?? nestedOf(value, type);
}

function integerWithin(value: Value, low: number, high: number): number | undefined {
  const number = typeof value === 'bigint' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= low && number <= high ? number : undefined;
}

function bigWithin(value: Value, low: bigint, high: bigint): bigint | undefined {
  const found = typeof value === 'bigint' ? value : typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
  return found !== undefined && found >= low && found <= high ? found : undefined;
}

function floatOf(value: Value): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && value.trim() !== '' && !Number.isNaN(Number(value)) ? Number(value) : undefined;
}

/** Refuses, rather than rounds, a number with more digits than the column has. */
function decimalOf(value: Value, width: number, scale: number): DuckDBDecimalValue | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const match = /^([+-]?)(\d*)(?:\.(\d*))?$/.exec(typeof value === 'number' ? plainNumber(value) : String(value));
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = ''] = match;
  if (whole === '' && fraction === '') return undefined;
  const kept = fraction.replace(/0+$/, '');
  if (kept.length > scale) return undefined;
  const digits = BigInt(whole + kept.padEnd(scale, '0'));
  if (digits >= 10n ** BigInt(width)) return undefined;
  return new DuckDBDecimalValue(sign === '-' ? -digits : digits, width, scale);
}

/** A number without an exponent. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e') ? value.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 }) : text;
}

function nestedOf(value: Value, type: DuckDBType): DuckDBValue | undefined {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return undefined;
  if (type.typeId === DuckDBTypeId.LIST || type.typeId === DuckDBTypeId.ARRAY) {
    if (!Array.isArray(value)) return undefined;
    const items = value.map((item: Value) => toDuckDb(item, type.valueType));
    if (!complete(items)) return undefined;
    return type.typeId === DuckDBTypeId.LIST ? listValue(items) : arrayValue(items);
  }
  if (type.typeId === DuckDBTypeId.MAP) {
    if (!Array.isArray(value)) return undefined;
    const entries = value.map((entry: Record<string, Value>) => ({ key: toDuckDb(entry['key'] ?? null, type.keyType), value: toDuckDb(entry['value'] ?? null, type.valueType) }));
    return mapValue(entries.map((entry) => ({ key: entry.key ?? null, value: entry.value ?? null })));
  }
  if (type.typeId !== DuckDBTypeId.STRUCT || Array.isArray(value)) return undefined;
  const fields = value as Readonly<Record<string, Value>>;
  const entries = type.entryNames.map((name, i) => [name, toDuckDb(fields[name] ?? null, type.entryTypes[i] ?? type)] as const);
  return entries.some(([, entry]) => entry === undefined) ? undefined : structValue(Object.fromEntries(entries.map(([name, entry]) => [name, entry ?? null])));
}

function complete(items: readonly (DuckDBValue | undefined)[]): items is DuckDBValue[] {
  return items.every((item) => item !== undefined);
}

/** The driver's stand-ins for infinity: the ends of the range. */
function infinityOf(text: string): 1 | -1 | undefined {
  return text === 'infinity' ? 1 : text === '-infinity' ? -1 : undefined;
}

function daysOf(text: string): number | undefined {
  const sign = infinityOf(text);
  return sign === undefined ? parseDate(text.replace(/[ T]00:00:00$/, '')) : sign * infinity;
}

function microsOf(text: string): bigint | undefined {
  const sign = infinityOf(text);
  return sign === undefined ? parseTimestamp(text) : BigInt(sign) * infinityMicros;
}

function uuidBits(text: string): bigint | undefined {
  return /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i.test(text) ? BigInt(`0x${text.replaceAll('-', '')}`) : undefined;
}
