import { build, type DataType, type Expression } from '@millrace/sql-ir';
import { sessionParameter, type SessionContext } from '../binder/session.ts';
import { physicalType } from '../types/physical.ts';
import { isSemiStructured, isTimestamp, type SqlType } from '../types/sql-type.ts';
import { strftimePattern } from './format-model.ts';

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
  if (isSemiStructured(to)) return toSemiStructured(value, from, to);
  if (from.type === 'variant' || from.type === 'object' || from.type === 'array') return fromVariant(value, to, options);
  switch (to.type) {
    case 'varchar': return fit(toText(value, from, options), from, to, options);
    case 'boolean': return from.type === 'varchar' ? safely('mr_to_boolean', [value], options) : castTo(value, to, options);
    case 'number': return toNumber(value, from, to, options);
    case 'date': return from.type === 'varchar' ? safely('mr_to_date', [value], options) : castTo(value, to, options);
    case 'time': return from.type === 'varchar' ? safely('mr_to_time', [value], options) : castTo(from.type === 'timestamp_ltz' || from.type === 'timestamp_tz' ? castTo(value, timestampNtz) : value, to, options);
    case 'timestamp_ntz': return from.type === 'varchar' ? safely('mr_to_timestamp', [value], options) : numberToTimestamp(value, from) ?? castTo(value, to, options);
    case 'timestamp_ltz': case 'timestamp_tz': return from.type === 'varchar' ? safely('mr_to_timestamp_tz', [value], options) : numberToTimestamp(value, from) ?? castTo(value, to, options);
    case 'binary': return from.type === 'varchar' ? build.call('unhex', [value]) : castTo(value, to, options);
    default: return castTo(value, to, options);
  }
}

/** Whether a value of the first type is one of the second as it stands. */
function sameValues(from: SqlType, to: SqlType): boolean {
  if (from.type !== to.type) return false;
  if (from.type === 'number' && to.type === 'number') return from.scale === to.scale && from.precision <= to.precision && to.scale > 0;
  if (from.type === 'varchar' && to.type === 'varchar') return from.length <= to.length;
  return true;
}

/** The engine's cast. */
export function castTo(value: Expression, to: SqlType, { safe = false }: { readonly safe?: boolean } = {}): Expression {
  return build.cast(value, physicalType(to), safe);
}

const timestampNtz: SqlType = { type: 'timestamp_ntz', scale: 9 };
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
  // DuckDB rounds a half to even when it casts a DOUBLE; Snowflake rounds it away from zero.
  const rounded = from.type === 'float' && to.type === 'number' ? build.call('round', [value, build.number(to.scale)]) : value;
  return castTo(rounded, to, options);
}

function safelyNumber(value: Expression, to: SqlType, options: ConvertOptions): Expression {
  return castTo(build.call('trim', [value]), to, options);
}

/** A number is seconds since 1970 (milliseconds and finer by size). */
function numberToTimestamp(value: Expression, from: SqlType): Expression | undefined {
  return from.type === 'number' ? build.call('mr_epoch', [value]) : undefined;
}

function toText(value: Expression, from: SqlType, options: ConvertOptions): Expression {
  if (from.type === 'float') return build.call('mr_float_text', [value]);
  if (from.type === 'binary') return build.call('hex', [value]);
  if (from.type === 'date' || from.type === 'timestamp_ntz') return build.call('strftime', [value, build.string(outputFormat(from, options.session))]);
  if (isTimestamp(from)) return build.call('mr_stamp', [value, build.string(outputFormat(from, options.session))]);
  return castTo(value, { type: 'varchar', length: 0 });
}

/** The strftime pattern of the session's output format for a type. */
function outputFormat(type: SqlType, session: SessionContext): string {
  const general = String(sessionParameter(session, 'TIMESTAMP_OUTPUT_FORMAT'));
  const own = type.type === 'date' ? 'DATE_OUTPUT_FORMAT' : `${type.type.toUpperCase()}_OUTPUT_FORMAT`;
  return strftimePattern(String(sessionParameter(session, own) ?? '') || general);
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

function toSemiStructured(value: Expression, from: SqlType, to: SqlType): Expression {
  if (isSemiStructured(from)) return to.type === 'variant' || from.type === to.type ? value : build.call(`mr_as_${to.type}`, [value]);
  const variant = toVariant(value, from);
  return to.type === 'array' ? build.call('mr_to_array', [variant]) : to.type === 'object' ? build.call('mr_as_object', [variant]) : variant;
}

/** The variant that holds a scalar: JSON where JSON has the type, else a tagged string. */
export function toVariant(value: Expression, from: SqlType): Expression {
  switch (from.type) {
    case 'date': return build.call('mr_tag', [build.string('D'), castTo(value, { type: 'varchar', length: 0 })]);
    case 'time': return build.call('mr_tag', [build.string('T'), castTo(value, { type: 'varchar', length: 0 })]);
    case 'timestamp_ntz': return build.call('mr_tag', [build.string('N'), build.call('strftime', [value, build.string('%Y-%m-%d %H:%M:%S.%g')])]);
    case 'timestamp_ltz': case 'timestamp_tz':
      return build.call('mr_tag', [build.string(from.type === 'timestamp_ltz' ? 'L' : 'Z'), build.call('mr_stamp', [value, build.string('%Y-%m-%d %H:%M:%S.%g %z')])]);
    case 'binary': return build.call('mr_tag', [build.string('X'), build.call('hex', [value])]);
    case 'variant': case 'object': case 'array': return value;
    case 'null': return build.cast(value, build.type('JSON'));
    default: return build.call('to_json', [value]);
  }
}

function fromVariant(value: Expression, to: SqlType, options: ConvertOptions): Expression {
  const text = build.call('mr_text', [value]);
  switch (to.type) {
    case 'varchar': return fit(text, { type: 'varchar', length: Infinity }, to.length >= 16_777_216 ? { type: 'varchar', length: Infinity } : to, options);
    case 'number': return castTo(build.call('mr_number_text', [value]), to, options);
    default: return convert(text, { type: 'varchar', length: Infinity }, to, options);
  }
}
