import { build, type DataType, type Expression } from '@millrace/sql-ir';
import { binaryFormat, bytesOf, textOfBytes } from './binary-text.ts';
import { sessionParameter, type SessionContext } from '../binder/session.ts';
import { physicalType } from '../types/physical.ts';
import { isSemiStructured, isStructured, isTimestamp, type SqlType, typeText } from '../types/sql-type.ts';
import { structure, unstructure } from './convert-structured.ts';
import { strptimePattern } from './format-model.ts';
import { fromUtc, fromWallClock, momentText, sessionZone, utcClock, wallClock } from './moments.ts';
import { once } from './once.ts';

/** How a conversion is made. */
export interface ConvertOptions {
  readonly session: SessionContext;
  /** TRY_CAST: NULL where the value does not fit. */
  readonly safe?: boolean;
}

/**
 * Converts a lowered expression as Snowflake's CAST does.
 *
 * @param from the type it has; `unknown` gives the engine's own cast.
 * Rule: https://docs.snowflake.com/en/sql-reference/data-type-conversion
 */
export function convert(value: Expression, from: SqlType, to: SqlType, options: ConvertOptions): Expression {
  if (to.type === 'unknown' || sameValues(from, to)) return value;
  if (to.type === 'geography' || to.type === 'geometry') return toShape(value, from, to, options);
  if (isSemiStructured(to)) return toSemiStructured(value, from, to, options);
  if (isSemiStructured(from)) return fromVariant(value, to, options);
  if (from.type === 'geography' || from.type === 'geometry') return convert(build.call('mr_st_asgeojson', [value]), { type: 'object' }, to, options);
  switch (to.type) {
    case 'varchar': return fit(toText(value, from, options), from, to, options);
    case 'boolean': return from.type === 'varchar' ? safely('mr_to_boolean', [value], options) : castTo(value, to, options);
    case 'number': return toNumber(value, from, to, options);
    case 'date': case 'time': case 'timestamp_ntz': case 'timestamp_ltz': case 'timestamp_tz': return cut(from.type === to.type ? value : toMoment(value, from, to, to.type, options), to, options.session);
    case 'binary': return from.type === 'varchar' ? bytesOf(value, binaryFormat(String(sessionParameter(options.session, 'BINARY_INPUT_FORMAT'))) ?? 'HEX', options.safe === true) : castTo(value, to, options);
    default: return castTo(value, to, options);
  }
}

/** Whether a value of the first type is one of the second as it stands. */
function sameValues(from: SqlType, to: SqlType): boolean {
  if (from.type !== to.type) return false;
  if ((to.type === 'time' || isTimestamp(to)) && 'scale' in from) return from.scale <= to.scale || to.scale >= 6;
  if (from.type === 'number' && to.type === 'number') return from.scale === to.scale && from.precision <= to.precision && to.scale > 0;
  if (from.type === 'varchar' && to.type === 'varchar') return from.length <= to.length;
  return !isStructured(from) && !isStructured(to) ? true : typeText(from) === typeText(to);
}

/** A GEOGRAPHY or GEOMETRY from a text, GeoJSON in a variant, binary WKB, or the other of the two. */
function toShape(value: Expression, from: SqlType, to: SqlType, { safe = false }: ConvertOptions): Expression {
  const name = `mr_${safe ? 'try_' : ''}to_${to.type}`;
  const text = from.type === 'binary' ? build.call('hex', [value]) : isSemiStructured(from) ? castTo(value, { type: 'varchar', length: 0 }) : value;
  return build.call(name, [text, build.nothing(), build.boolean(false)]);
}

/** The engine's cast. */
export function castTo(value: Expression, to: SqlType, { safe = false }: { readonly safe?: boolean } = {}): Expression {
  return build.cast(value, physicalType(to), safe);
}

const bigint: DataType = build.type('BIGINT');

/** The value as BIGINT, for functions of DuckDB that count with it; a literal stays as it is. */
export function asBigint(value: Expression): Expression {
  return value.kind === 'Literal' || (value.kind === 'Cast' && value.type.name === 'BIGINT') ? value : build.cast(value, bigint);
}

function safely(macro: string, args: readonly Expression[], options: ConvertOptions): Expression {
  return build.call(options.safe === true ? macro.replace('mr_', 'mr_try_') : macro, args);
}

function toNumber(value: Expression, from: SqlType, to: SqlType, options: ConvertOptions): Expression {
  if (from.type === 'varchar') return safelyNumber(value, to, options);
  // DuckDB rounds a half to even when it casts a DOUBLE; Snowflake rounds it away from zero, and shows digits that DuckDB loses.
  if (from.type === 'float' && to.type === 'number' && to.scale > 15) return castTo(build.call('mr_fixed_text', [value, build.number(to.scale)]), to, options);
  const rounded = from.type === 'float' && to.type === 'number' ? build.call('round', [value, build.number(to.scale)]) : value;
  return castTo(rounded, to, options);
}

function safelyNumber(value: Expression, to: SqlType, options: ConvertOptions): Expression {
  const digits = build.call('trim', [value]);
  return value.kind === 'Literal' || to.type !== 'number' ? castTo(digits, to, options) : once(digits, (text) => digitsTo(text, to, options));
}

type MomentType = 'date' | 'time' | 'timestamp_ntz' | 'timestamp_ltz' | 'timestamp_tz';
const inputFormat = (type: MomentType): string => `${type === 'date' ? 'DATE' : type === 'time' ? 'TIME' : 'TIMESTAMP'}_INPUT_FORMAT`;

/** A date, a time or a timestamp: of a text as the session reads it, of a number of seconds since 1970, of another moment. */
function toMoment(value: Expression, from: SqlType, to: SqlType, type: MomentType, options: ConvertOptions): Expression {
  const { session } = options;
  switch (from.type) {
    case 'varchar': {
      const format = String(sessionParameter(session, inputFormat(type)) ?? 'AUTO');
      return format.toUpperCase() === 'AUTO' ? fromText(value, type, options) : readMoment(value, build.string(format), to, options);
    }
    case 'number': case 'float': return fromUtc(sinceEpoch(value, from, build.number(0)), to, session);
    case 'timestamp_ltz': case 'timestamp_tz':
      return to.type === 'timestamp_ltz' || to.type === 'timestamp_tz' ? fromUtc(utcClock(value, from, session), to, session) : fromWallClock(wallClock(value, from, session), to, session);
    case 'date': case 'time': case 'timestamp_ntz': return to.type === 'timestamp_ltz' || to.type === 'timestamp_tz' ? fromWallClock(wallClock(value, from, session), to, session) : castTo(from.type === 'time' ? wallClock(value, from, session) : value, to, options);
    // The engine has no cast to the struct; the text of a moment of any type can be read.
    default: return to.type === 'timestamp_tz' && from.type === 'unknown' ? fromText(build.cast(value, build.type('VARCHAR')), to.type, options) : castTo(value, to, options);
  }
}

/** Digits of a second that the type does not keep are cut off. */
function cut(value: Expression, to: SqlType, session: SessionContext): Expression {
  if ((to.type !== 'time' && !isTimestamp(to)) || to.scale >= 6) return value;
  const unit = build.number(10 ** (6 - to.scale));
  const micros = build.call('epoch_us', [wallClock(value, to, session)]);
  return fromWallClock(build.call('make_timestamp', [build.binary('-', micros, build.binary('%', micros, unit))]), to, session, value);
}

function fromText(value: Expression, type: MomentType, options: ConvertOptions): Expression {
  switch (type) {
    case 'date': return safely('mr_to_date', [value], options);
    case 'time': return safely('mr_to_time', [value], options);
    case 'timestamp_ntz': return safely('mr_to_timestamp', [value], options);
    case 'timestamp_ltz': return safely('mr_to_timestamp_ltz', [value, sessionZone(options.session)], options);
    case 'timestamp_tz': return safely('mr_to_timestamp_tz', [value, sessionZone(options.session)], options);
  }
}

/**
 * The UTC time of a number of seconds since 1970, or of parts of a second.
 *
 * @param scale how many digits of the number are behind the point of a second: 3 for milliseconds.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/to_timestamp
 */
export function sinceEpoch(value: Expression, from: SqlType, scale: Expression): Expression {
  return build.call(from.type === 'number' && from.scale === 0 ? 'mr_whole_seconds' : 'mr_seconds', [value, scale]);
}

/**
 * A text read by a format.
 *
 * @param format a Snowflake format; a constant one is read by the engine where it can.
 */
export function readMoment(value: Expression, format: Expression, to: SqlType, options: ConvertOptions): Expression {
  const model = format.kind === 'Literal' && format.type === 'string' ? format.value : undefined;
  const pattern = model === undefined || (to.type !== 'time' && !/Y|U/i.test(model)) ? undefined : strptimePattern(model);
  const what = build.string(to.type === 'date' || to.type === 'time' ? to.type : 'timestamp');
  // The engine's %f reads six digits.
  const text = pattern?.includes('%f') === true ? build.call('regexp_replace', [value, build.string(String.raw`(\.\d{6})\d+`), build.string(String.raw`\1`)]) : value;
  const wall = pattern === undefined ? safely('mr_read_moment', [value, format, what], options) : safely('mr_parse_moment', [text, build.string(pattern), format, what], options);
  if (pattern !== undefined || (to.type !== 'timestamp_ltz' && to.type !== 'timestamp_tz')) return fromWallClock(wall, to, options.session);
  const offset = build.call('mr_read_offset', [value, format]);
  const local = fromWallClock(wall, { type: 'timestamp_tz', scale: 9 }, options.session);
  const read: Expression = { kind: 'Case', branches: [{ when: { kind: 'Is', operand: offset, test: 'NULL', negated: true, pos: -1, end: -1 }, then: build.call('mr_tz', [wall, offset]) }], otherwise: local, pos: -1, end: -1 };
  return to.type === 'timestamp_tz' ? read : fromUtc(utcClock(read, { type: 'timestamp_tz', scale: 9 }, options.session), to, options.session);
}

function toText(value: Expression, from: SqlType, options: ConvertOptions): Expression {
  if (from.type === 'float') return build.call('mr_float_text', [value]);
  if (from.type === 'binary') return textOfBytes(value, binaryFormat(String(sessionParameter(options.session, 'BINARY_OUTPUT_FORMAT'))) ?? 'HEX');
  if (from.type === 'date' || from.type === 'time' || isTimestamp(from)) return momentText(value, from, outputFormat(from, options.session), options.session);
  return castTo(value, { type: 'varchar', length: 0 });
}

/** The session's output format for a type. */
function outputFormat(type: SqlType, session: SessionContext): string {
  const general = String(sessionParameter(session, 'TIMESTAMP_OUTPUT_FORMAT'));
  return String(sessionParameter(session, `${type.type.toUpperCase()}_OUTPUT_FORMAT`) ?? '') || general;
}

/** A cast to a shorter VARCHAR is an error where the value is longer. */
function fit(value: Expression, from: SqlType, to: SqlType, options: ConvertOptions): Expression {
  if (to.type !== 'varchar' || to.length >= textLength(from)) return value;
  return safely('mr_fit', [value, build.number(to.length)], options);
}

/** The most characters that a value's text may have. */
function textLength(type: SqlType): number {
  switch (type.type) {
    case 'varchar': return type.length;
    case 'number': return type.precision + 2;
    case 'boolean': return 5;
    case 'date': return 10;
    default: return 40;
  }
}

function toSemiStructured(value: Expression, from: SqlType, to: SqlType, options: ConvertOptions): Expression {
  if (from.type === 'null') return build.cast(value, build.type('JSON'));
  if (isStructured(to)) return structure(toVariant(value, from, options.session), to, options);
  if (isSemiStructured(from)) {
    const plain = unstructure(value, from);
    return to.type === 'variant' || from.type === to.type || (from.type === 'map' && to.type === 'object') ? plain : safely(to.type === 'array' ? 'mr_to_array' : 'mr_to_object', [plain], options);
  }
  const variant = toVariant(value, from, options.session);
  return to.type === 'array' ? build.call('mr_to_array', [variant]) : to.type === 'object' ? safely('mr_to_object', [variant], options) : variant;
}

const tags = { timestamp_ntz: 'N', timestamp_ltz: 'L', timestamp_tz: 'Z' } as const;

/** The variant that holds a scalar: JSON where JSON has the type, else a tagged string. */
export function toVariant(value: Expression, from: SqlType, session: SessionContext = {}): Expression {
  switch (from.type) {
    case 'date': return build.call('mr_tag', [build.string('D'), castTo(value, { type: 'varchar', length: 0 })]);
    case 'time': return build.call('mr_tag', [build.string('T'), castTo(value, { type: 'varchar', length: 0 })]);
    case 'timestamp_ntz': case 'timestamp_ltz': case 'timestamp_tz': return build.call('mr_tag', [build.string(tags[from.type]), momentText(value, from, `YYYY-MM-DD HH24:MI:SS.FF3${from.type === 'timestamp_ntz' ? '' : ' TZHTZM'}`, session)]);
    case 'binary': return build.call('mr_tag', [build.string('X'), build.call('hex', [value])]);
    case 'variant': case 'object': case 'array': case 'map': return unstructure(value, from);
    case 'null': return build.cast(value, build.type('JSON'));
    case 'float': return build.call('mr_float_json', [value]);
    case 'number': return from.scale > 0 ? build.call('mr_decimal_json', [value]) : build.call('to_json', [value]);
    case 'geography': case 'geometry': return build.call('mr_st_asgeojson', [value]);
    default: return build.call('to_json', [value]);
  }
}

function fromVariant(whole: Expression, to: SqlType, options: ConvertOptions): Expression {
  return once(whole, (value) => {
    const text = build.call('mr_text', [value]);
    switch (to.type) {
      case 'varchar': return fit(text, { type: 'varchar', length: Infinity }, to.length >= 16_777_216 ? { type: 'varchar', length: Infinity } : to, options);
      case 'number': return digitsTo(build.call('mr_number_text', [value]), to, options);
      case 'float': return castTo(build.call('mr_number_text', [value]), to, options);
      case 'boolean': return convert(build.call('mr_boolean_text', [value]), { type: 'varchar', length: Infinity }, to, options);
      default: return convert(text, { type: 'varchar', length: Infinity }, to, options);
    }
  });
}

/** A text as a wide number: DuckDB reads DECIMAL(18) from a text twenty times as fast as DECIMAL(38), and most numbers are short. */
function digitsTo(digits: Expression, to: Extract<SqlType, { type: 'number' }>, options: ConvertOptions): Expression {
  if (to.precision <= 18 || to.scale > 9) return castTo(digits, to, options);
  return build.call('coalesce', [castTo(castTo(digits, { ...to, precision: 18 }, { safe: true }), to), castTo(digits, to, options)]);
}
