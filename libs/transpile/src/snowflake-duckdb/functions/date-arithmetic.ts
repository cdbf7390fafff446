import { type Binary, build, type Expression, type Interval } from '@millrace/sql-ir';
import { locationOf } from '../../binder/bind-context.ts';
import { sessionParameter } from '../../binder/session.ts';
import { errors } from '../../errors.ts';
import { isTimestamp, type SqlType, types } from '../../types/sql-type.ts';
import { castTo, convert } from '../convert.ts';
import type { LowerContext } from '../lower-context.ts';
import { fromUtc, fromWallClock, offsetOf, utcClock, wallClock } from '../moments.ts';
import { type DatePart, datePartOf, isTimePart } from './date-parts.ts';
import { intervalSteps } from './interval-constant.ts';
import type { RewriteContext } from './record.ts';

function invalidPart(value: string, node: Expression | undefined, { call, source }: RewriteContext): Error {
  return errors.TRANSPILE_ARGUMENT_VALUE.error({ value, name: call.name.at(-1)?.name ?? '', parameter: 1 }, locationOf(node ?? call, source));
}

/** The part an argument names. @throws ToolError TRANSPILE_ARGUMENT_VALUE for a word that names none. */
export function requirePart(argument: Expression | undefined, context: RewriteContext): DatePart {
  const part = datePartOf(argument);
  if (part !== undefined) return part;
  const value = argument !== undefined && argument.pos >= 0 && context.source !== undefined ? context.source.slice(argument.pos, argument.end) : '?';
  throw invalidPart(value, argument, context);
}

/** What adding a part to a value gives: a date with hours added is a timestamp, a text counts as a timestamp. */
export function addedType(args: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const [, , type = types.timestamp] = args;
  if (type.type !== 'date') return isTimestamp(type) || type.type === 'time' ? type : types.timestamp;
  const part = datePartOf(nodes[0]);
  return part !== undefined && isTimePart(part) ? types.timestamp : types.date;
}

const makers: Readonly<Partial<Record<DatePart, { readonly name: string; readonly factor?: number }>>> = {
  year: { name: 'to_years' }, quarter: { name: 'to_months', factor: 3 }, month: { name: 'to_months' }, week: { name: 'to_weeks' }, weekiso: { name: 'to_weeks' },
  day: { name: 'to_days' }, dayofweek: { name: 'to_days' }, dayofweekiso: { name: 'to_days' }, dayofyear: { name: 'to_days' },
  hour: { name: 'to_hours' }, minute: { name: 'to_minutes' }, second: { name: 'to_seconds' }, millisecond: { name: 'to_milliseconds' }, microsecond: { name: 'to_microseconds' },
};

/** So many of a part as the engine's interval; undefined for a part that cannot be added. The amount is rounded to a whole number. */
export function intervalOf(part: DatePart, amount: Expression): Expression | undefined {
  const whole = build.cast(amount, build.type(isTimePart(part) ? 'BIGINT' : 'INTEGER'));
  if (part === 'nanosecond') return build.call('to_microseconds', [build.binary('//', whole, build.number(1000))]);
  const maker = makers[part];
  return maker === undefined ? undefined : build.call(maker.name, [maker.factor === undefined ? whole : build.binary('*', whole, build.number(maker.factor))]);
}

/** A moment moved: by the clock on the wall for days and more, by time passed for hours and less. */
function moved(value: Expression, type: SqlType, part: DatePart, interval: Expression, op: '+' | '-', { session }: Pick<LowerContext, 'session'>): Expression {
  if (type.type === 'date') return build.binary(op, isTimePart(part) ? castTo(value, types.timestamp) : value, interval);
  if (type.type !== 'timestamp_ltz' && type.type !== 'timestamp_tz') return build.binary(op, value, interval);
  if (type.type === 'timestamp_tz') return build.call('mr_tz_move', [value, op === '+' ? interval : { kind: 'Unary', op: '-', operand: interval, pos: -1, end: -1 }]);
  return isTimePart(part)
    ? fromUtc(build.binary(op, utcClock(value, type, session), interval), type, session)
    : fromWallClock(build.binary(op, wallClock(value, type, session), interval), type, session);
}

/** DATEADD(part, n, value). */
export function dateAdd([partNode, amount = build.number(1), value = build.nothing()]: readonly Expression[], context: RewriteContext): Expression {
  const part = requirePart(partNode, context);
  const interval = intervalOf(part, amount);
  if (interval === undefined) throw invalidPart(part, partNode, context);
  const sum = moved(value, context.types[2] ?? types.timestamp, part, interval, '+', context);
  return context.result.type === 'date' ? castTo(sum, types.date) : sum;
}

/**
 * A moment plus or minus an INTERVAL constant, step by step as written; undefined where the interval is not a constant.
 *
 * @param node the operator with the moment on its left.
 */
export function addInterval(node: Binary & { readonly op: '+' | '-' }, interval: Interval, type: SqlType, context: LowerContext): Expression | undefined {
  const steps = intervalSteps(interval);
  if (steps === undefined) return undefined;
  let current = type;
  let value = node.left;
  for (const { part, amount } of steps) {
    const added = intervalOf(part, build.number(amount));
    if (added === undefined) return undefined;
    value = moved(value, current, part, added, node.op, context);
    if (current.type === 'date') current = types.timestamp;
  }
  return type.type === 'date' && !steps.some(({ part }) => isTimePart(part)) ? castTo(value, types.date) : value;
}

/** An INTERVAL constant on its own, as the offset of a window's frame; undefined where it is not a constant. */
export function intervalValue(interval: Interval): Expression | undefined {
  const parts = intervalSteps(interval)?.map(({ part, amount }) => intervalOf(part, build.number(amount)));
  if (parts === undefined) return undefined;
  return parts.every((part) => part !== undefined) ? parts.reduce((sum, part) => build.binary('+', sum, part)) : undefined;
}

/** Both moments as clock times that the engine can compare. */
function alike(values: readonly Expression[], kinds: readonly SqlType[], part: DatePart, { session }: RewriteContext): readonly Expression[] {
  const same = kinds.every((type) => type.type === kinds[0]?.type);
  const instants = kinds.some((type) => type.type === 'timestamp_ltz' || type.type === 'timestamp_tz');
  return values.map((value, i) => {
    const type = kinds[i] ?? types.unknown;
    if (same && (type.type === 'date' || type.type === 'time')) return value;
    if (same || !instants) return isTimePart(part) && same ? utcClock(value, type, session) : wallClock(type.type === 'varchar' ? convert(value, type, types.timestamp, { session }) : value, type, session);
    return wallClock(convert(value, type, types.timestampLtz, { session }), types.timestampLtz, session);
  });
}

/** DATEDIFF(part, from, to): how many boundaries of the part lie between. */
export function dateDiff([partNode, ...moments]: readonly Expression[], context: RewriteContext): Expression {
  const part = requirePart(partNode, context);
  const both = alike(moments, context.types.slice(1), part, context);
  switch (part) {
    case 'nanosecond': return build.binary('*', build.call('date_diff', [build.string('microsecond'), ...both]), build.number(1000));
    case 'week': return build.call('mr_week_diff', [...both, build.number(weekStart(context))]);
    case 'weekiso': return build.call('mr_week_diff', [...both, build.number(1)]);
    case 'dayofweek': case 'dayofweekiso': case 'dayofyear': return build.call('date_diff', [build.string('day'), ...both]);
    default:
      if (makers[part] === undefined) throw invalidPart(part, partNode, context);
      return build.call('date_diff', [build.string(part), ...both]);
  }
}

/** The weekday a week starts on, Monday as 1; ISO's for the default. */
export function weekStart(context: Pick<LowerContext, 'session'>): number {
  return Number(sessionParameter(context.session, 'WEEK_START')) || 1;
}

/** DATE_TRUNC(part, value) keeps the value's type; weeks start where the session says. */
export function dateTrunc(args: readonly Expression[], context: RewriteContext): Expression {
  const swapped = datePartOf(args[0]) === undefined;
  const [partNode, value = build.nothing()] = swapped ? [args[1], args[0]] : args;
  const part = requirePart(partNode, context);
  const { result, session } = context;
  if (result.type === 'date' && isTimePart(part)) return value;
  const wall = wallClock(value, result, session);
  return fromWallClock(truncated(part, wall, partNode, context), result, session, value);
}

function truncated(part: DatePart, wall: Expression, partNode: Expression | undefined, context: RewriteContext): Expression {
  switch (part) {
    case 'week': return castTo(build.call('mr_week_start', [wall, build.number(weekStart(context))]), types.timestamp);
    case 'weekiso': return build.call('date_trunc', [build.string('week'), wall]);
    case 'nanosecond': return wall;
    case 'dayofweek': case 'dayofweekiso': case 'dayofyear': return build.call('date_trunc', [build.string('day'), wall]);
    default:
      if (makers[part] === undefined) throw invalidPart(part, partNode, context);
      return build.call('date_trunc', [build.string(part), wall]);
  }
}

/** The type of DATE_TRUNC: the moment's, whichever argument it is. */
export function truncatedType(args: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const type = (datePartOf(nodes[0]) === undefined ? args[0] : args[1]) ?? types.timestamp;
  return type.type === 'date' || type.type === 'time' || isTimestamp(type) ? type : types.timestamp;
}

const fraction = (digits: number, wall: Expression): Expression => build.binary('%', build.call('date_part', [build.string('microsecond'), wall]), build.number(digits));

/** DATE_PART and its many short forms. */
export function extractPart(part: DatePart, value: Expression, type: SqlType, context: RewriteContext): Expression {
  const wall = type.type === 'date' || type.type === 'time' ? value : wallClock(value, type, context.session);
  switch (part) {
    case 'dayofweek': return dayOfWeek(wall, context);
    case 'week': case 'yearofweek': return weekPart(part, wall, context);
    case 'weekiso': return build.call('date_part', [build.string('week'), wall]);
    case 'yearofweekiso': return build.call('date_part', [build.string('isoyear'), wall]);
    case 'dayofweekiso': return build.call('date_part', [build.string('isodow'), wall]);
    case 'second': return build.cast(build.call('floor', [build.call('date_part', [build.string('second'), wall])]), build.type('BIGINT'));
    case 'millisecond': return build.binary('//', fraction(1_000_000, wall), build.number(1000));
    case 'microsecond': return fraction(1_000_000, wall);
    case 'nanosecond': return build.binary('*', fraction(1_000_000, wall), build.number(1000));
    case 'epoch_second': case 'epoch_millisecond': case 'epoch_microsecond': case 'epoch_nanosecond': return epoch(part, utcClock(value, type, context.session));
    case 'timezone_hour': return build.binary('//', offsetOf(value, type, context.session), build.number(60));
    case 'timezone_minute': return build.binary('%', offsetOf(value, type, context.session), build.number(60));
    default: return build.call('date_part', [build.string(part), wall]);
  }
}

/** Seconds and their fractions since 1970, whole ones. */
function epoch(part: 'epoch_second' | 'epoch_millisecond' | 'epoch_microsecond' | 'epoch_nanosecond', time: Expression): Expression {
  const micros = build.call('epoch_us', [time]);
  switch (part) {
    case 'epoch_second': return build.cast(build.call('floor', [build.call('epoch', [time])]), build.type('BIGINT'));
    case 'epoch_millisecond': return build.call('epoch_ms', [time]);
    case 'epoch_microsecond': return micros;
    case 'epoch_nanosecond': return build.binary('*', build.cast(micros, build.type('HUGEINT')), build.number(1000));
  }
}

/** Weeks start where WEEK_START says; WEEK_OF_YEAR_POLICY says whether the week of 1 January is always the first. */
function weekPart(part: 'week' | 'yearofweek', value: Expression, context: RewriteContext): Expression {
  const start = build.number(weekStart(context));
  const first = Number(sessionParameter(context.session, 'WEEK_OF_YEAR_POLICY')) === 1;
  if (first) return part === 'yearofweek' ? build.call('date_part', [build.string('year'), value]) : build.call('mr_week_first', [value, start]);
  return build.call(part === 'week' ? 'mr_week' : 'mr_week_year', [value, start]);
}

/** 0 is Sunday by default; with WEEK_START the week's first day is 1. */
function dayOfWeek(value: Expression, context: RewriteContext): Expression {
  const start = Number(sessionParameter(context.session, 'WEEK_START'));
  const sunday = build.call('date_part', [build.string('dow'), value]);
  if (start === 0) return sunday;
  return build.binary('+', build.binary('%', build.binary('+', sunday, build.number(7 - (start % 7))), build.number(7)), build.number(1));
}
