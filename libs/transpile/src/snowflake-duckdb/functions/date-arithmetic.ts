import { build, type Expression } from '@millrace/sql-ir';
import { locationOf } from '../../binder/bind-context.ts';
import { sessionParameter } from '../../binder/session.ts';
import { errors } from '../../errors.ts';
import { isTimestamp, type SqlType, types } from '../../types/sql-type.ts';
import { castTo, convert } from '../convert.ts';
import { type DatePart, datePartOf, isTimePart } from './date-parts.ts';
import type { RewriteContext } from './record.ts';

/** The part an argument names. @throws ToolError TRANSPILE_ARGUMENT_VALUE for a word that names none. */
export function requirePart(argument: Expression | undefined, context: RewriteContext): DatePart {
  const part = datePartOf(argument);
  if (part !== undefined) return part;
  const value = argument !== undefined && argument.pos >= 0 && context.source !== undefined ? context.source.slice(argument.pos, argument.end) : '?';
  throw errors.TRANSPILE_ARGUMENT_VALUE.error({ value, name: context.call.name.at(-1)?.name ?? '', parameter: 1 }, locationOf(argument ?? context.call, context.source));
}

/** What adding a part to a value gives: a date with hours added is a timestamp, a text counts as a timestamp. */
export function addedType(args: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const [, , type = types.timestamp] = args;
  if (type.type !== 'date') return isTimestamp(type) || type.type === 'time' ? type : types.timestamp;
  const part = datePartOf(nodes[0]);
  return part !== undefined && isTimePart(part) ? types.timestamp : types.date;
}

const intervals: Readonly<Partial<Record<DatePart, { readonly name: string; readonly factor?: number }>>> = {
  year: { name: 'to_years' }, quarter: { name: 'to_months', factor: 3 }, month: { name: 'to_months' }, week: { name: 'to_weeks' }, weekiso: { name: 'to_weeks' }, day: { name: 'to_days' },
  hour: { name: 'to_hours' }, minute: { name: 'to_minutes' }, second: { name: 'to_seconds' }, millisecond: { name: 'to_milliseconds' }, microsecond: { name: 'to_microseconds' },
};

/** DATEADD(part, n, value): n is rounded to a whole number. */
export function dateAdd([partNode, amount = build.number(1), value = build.nothing()]: readonly Expression[], context: RewriteContext): Expression {
  const part = requirePart(partNode, context);
  const whole = build.cast(amount, build.type(isTimePart(part) ? 'BIGINT' : 'INTEGER'));
  const interval = part === 'nanosecond' ? build.call('to_microseconds', [build.binary('//', whole, build.number(1000))]) : intervalOf(part, whole, context);
  const base = context.types[2]?.type === 'date' && isTimePart(part) ? castTo(value, types.timestamp) : value;
  const sum = build.binary('+', base, interval);
  return context.result.type === 'date' ? castTo(sum, types.date) : sum;
}

function intervalOf(part: DatePart, amount: Expression, context: RewriteContext): Expression {
  const known = intervals[part];
  if (known === undefined) throw errors.TRANSPILE_ARGUMENT_VALUE.error({ value: part, name: 'DATEADD', parameter: 1 }, locationOf(context.call, context.source));
  return build.call(known.name, [known.factor === undefined ? amount : build.binary('*', amount, build.number(known.factor))]);
}

/** Both moments in one type, so that the engine can compare them. */
function alike(values: readonly Expression[], kinds: readonly SqlType[], context: RewriteContext): readonly Expression[] {
  if (kinds.every((type) => type.type === kinds[0]?.type)) return values;
  return values.map((value, i) => convert(value, kinds[i] ?? types.unknown, types.timestamp, { session: context.session }));
}

/** DATEDIFF(part, from, to): how many boundaries of the part lie between. */
export function dateDiff([partNode, ...moments]: readonly Expression[], context: RewriteContext): Expression {
  const part = requirePart(partNode, context);
  const both = alike(moments, context.types.slice(1), context);
  if (part === 'nanosecond') return build.binary('*', build.call('date_diff', [build.string('microsecond'), ...both]), build.number(1000));
  const shift = weekStart(context) - 1;
  const moved = part === 'week' && shift !== 0 ? both.map((moment) => build.binary('-', moment, build.call('to_days', [build.number(shift)]))) : both;
  return build.call('date_diff', [build.string(part === 'weekiso' ? 'week' : part), ...moved]);
}

/** The weekday a week starts on, Monday as 1; ISO's for the default. */
function weekStart(context: RewriteContext): number {
  return Number(sessionParameter(context.session, 'WEEK_START')) || 1;
}

/** DATE_TRUNC(part, value) keeps the value's type; weeks start where the session says. */
export function dateTrunc(args: readonly Expression[], context: RewriteContext): Expression {
  const swapped = datePartOf(args[0]) === undefined;
  const [partNode, value = build.nothing()] = swapped ? [args[1], args[0]] : args;
  const part = requirePart(partNode, context);
  const shift = part === 'week' ? build.call('to_days', [build.number(weekStart(context) - 1)]) : undefined;
  const unit = build.string(part === 'weekiso' ? 'week' : part === 'nanosecond' ? 'microsecond' : part);
  const moment = context.result.type === 'time' ? build.binary('+', build.cast(build.string('1970-01-01'), build.type('DATE')), value) : value;
  const moved = shift === undefined || weekStart(context) === 1 ? moment : build.binary('-', moment, shift);
  const cut = build.call('date_trunc', [unit, moved]);
  const back = shift === undefined || weekStart(context) === 1 ? cut : build.binary('+', cut, shift);
  return context.result.type === 'date' ? castTo(back, types.date) : context.result.type === 'time' ? castTo(back, types.time) : back;
}

/** The type of DATE_TRUNC: the moment's, whichever argument it is. */
export function truncatedType(args: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const type = (datePartOf(nodes[0]) === undefined ? args[0] : args[1]) ?? types.timestamp;
  return type.type === 'date' || type.type === 'time' || isTimestamp(type) ? type : types.timestamp;
}

/** DATE_PART and its many short forms. */
export function extractPart(part: DatePart, value: Expression, context: RewriteContext): Expression {
  const units: Readonly<Partial<Record<DatePart, string>>> = { weekiso: 'week', yearofweek: 'isoyear', yearofweekiso: 'isoyear', dayofweekiso: 'isodow', epoch_second: 'epoch' };
  switch (part) {
    case 'dayofweek': return dayOfWeek(value, context);
    case 'week': case 'yearofweek': return weekPart(part, value, context);
    case 'second': return build.cast(build.call('floor', [build.call('date_part', [build.string('second'), value])]), build.type('BIGINT'));
    case 'millisecond': return build.binary('%', build.call('date_part', [build.string('millisecond'), value]), build.number(1000));
    case 'microsecond': return build.binary('%', build.call('date_part', [build.string('microsecond'), value]), build.number(1000000));
    case 'nanosecond': return build.binary('*', build.binary('%', build.call('date_part', [build.string('microsecond'), value]), build.number(1000000)), build.number(1000));
    case 'epoch_second': return build.cast(build.call('floor', [build.call('epoch', [value])]), build.type('BIGINT'));
    case 'epoch_millisecond': return build.call('epoch_ms', [value]);
    case 'epoch_microsecond': return build.call('epoch_us', [value]);
    case 'epoch_nanosecond': return build.call('epoch_ns', [value]);
    default: return build.call('date_part', [build.string(units[part] ?? part), value]);
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
