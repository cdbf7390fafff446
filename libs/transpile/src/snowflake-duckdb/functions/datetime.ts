import { build, type Expression } from '@millrace/sql-ir';
import { timestampMapping } from '../../binder/type-expression.ts';
import { isTimestamp, numberType, type SqlType, types } from '../../types/sql-type.ts';
import { castTo, convert } from '../convert.ts';
import { fromWallClock, utcClock, wallClock } from '../moments.ts';
import { addedType, dateAdd, dateDiff, dateTrunc, extractPart, intervalOf, requirePart, truncatedType, weekStart } from './date-arithmetic.ts';
import { type DatePart, datePartOf } from './date-parts.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionExample, FunctionRecord, Implementation, RewriteContext } from './record.ts';
import { instantiate } from './template.ts';

const partOf = (part: DatePart) => ([value = build.nothing()]: readonly Expression[], context: RewriteContext): Expression => extractPart(part, value, context.types[0] ?? types.timestamp, context);
/** YEAR, MONTH, … and the page that has them all. */
const short = (name: string, part: DatePart, docs: string, ...examples: readonly FunctionExample[]): FunctionDefinition =>
  ({ name, args: 'temporal', returns: numberType(part === 'year' || part.startsWith('yearofweek') ? 4 : part === 'dayofyear' ? 3 : 2), to: { rewrite: partOf(part) }, docs, examples });
const is = (sql: string, expected: FunctionExample['expected']): FunctionExample => ({ sql, expected });

/** A template over what the clock shows at each moment among the arguments. */
const onWall = (template: string): Implementation => ({
  rewrite: (args, context) => instantiate(template, args.map((arg, i) => wallClock(arg, context.types[i] ?? types.unknown, context.session)), context),
});

/** LAST_DAY(date, part): the last day of the month, quarter, year or week. */
const lastDay = ([value = build.nothing(), partNode]: readonly Expression[], context: RewriteContext): Expression => {
  const part = partNode === undefined ? 'month' : requirePart(partNode, context);
  const wall = wallClock(value, context.types[0] ?? types.date, context.session);
  if (part === 'month') return build.call('last_day', [wall]);
  if (part === 'week' || part === 'weekiso') return build.binary('+', build.call('mr_week_start', [wall, build.number(part === 'week' ? weekStart(context) : 1)]), build.number(6));
  const start = build.call('date_trunc', [build.string(part), wall]);
  return castTo(build.binary('-', build.binary('+', start, intervalOf(part, build.number(1)) ?? build.nothing()), build.call('to_days', [build.number(1)])), types.date);
};

/** ADD_MONTHS keeps the type of what it is given, and the last day of a month last. */
const addMonths = ([value = build.nothing(), months = build.number(0)]: readonly Expression[], { result, session }: RewriteContext): Expression =>
  fromWallClock(build.call('mr_add_months', [wallClock(value, result, session), build.cast(months, build.type('INTEGER'))]), result, session, value);

/** TIME_SLICE counts its slices from 1970-01-01, weeks from the first day of that week. */
function timeSlice([value = build.nothing(), length = build.number(1), partNode, side]: readonly Expression[], context: RewriteContext): Expression {
  const { result, session } = context;
  const interval = intervalOf(requirePart(partNode, context), length) ?? build.nothing();
  const epoch = build.cast(build.string('1970-01-01'), build.type('TIMESTAMP'));
  const weeks = datePartOf(partNode) === 'week' || datePartOf(partNode) === 'weekiso';
  const origin = weeks ? castTo(build.call('mr_week_start', [epoch, build.number(weekStart(context))]), types.timestamp) : epoch;
  const start = build.call('time_bucket', [interval, wallClock(value, result, session), origin]);
  const atEnd = side?.kind === 'Literal' && side.type === 'string' && side.value.toUpperCase() === 'END';
  return fromWallClock(atEnd ? build.binary('+', start, interval) : start, result, session, value);
}

const dayParts = 'make_timestamp($1, 1, 1, 0, 0, 0) + to_months(CAST($2 - 1 AS INTEGER)) + to_days(CAST($3 - 1 AS INTEGER))';
const timeParts = (h: string, m: string, s: string): string => `to_hours(${h}) + to_minutes(${m}) + to_seconds(${s})`;
const momentParts: Readonly<Record<number, string>> = {
  2: 'CAST($1 AS DATE) + $2', 6: `${dayParts} + ${timeParts('$4', '$5', '$6')}`, 7: `${dayParts} + ${timeParts('$4', '$5', '$6')} + to_microseconds($7 // 1000)`,
};

/** TIMESTAMP_…_FROM_PARTS: the clock's time from parts that may be out of range; an eighth argument is the time zone. */
const momentFromParts = (args: readonly Expression[], context: RewriteContext): Expression => {
  const zone = args[7];
  const wall = instantiate(momentParts[Math.min(args.length, 7)] ?? '', args, context);
  return zone === undefined ? fromWallClock(wall, context.result, context.session) : build.call('mr_tz_local', [wall, zone]);
};
const fromParts = ['int int int int int int int?', 'date time'];

/** CONVERT_TIMEZONE(from, to, ntz), or (to, moment), whose result has the target's offset. */
const convertTimezone = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [zone = build.nothing(), value = build.nothing(), wall] = args;
  if (wall !== undefined) return build.call('timezone', [value, build.call('timezone', [zone, wall])]);
  const type = context.types[1] ?? types.timestamp;
  const moment = type.type === 'timestamp_ltz' ? value : convert(value, type, types.timestampTz, { session: context.session });
  const time = utcClock(moment, type.type === 'timestamp_ltz' ? type : types.timestampTz, context.session);
  return build.call('mr_tz_at', [time, zone]);
};

/** The type of what is given; a text counts as a date. */
const same = ([type = types.date]: readonly SqlType[]): SqlType => (isTimestamp(type) || type.type === 'unknown' ? type : types.date);
const sample = "'2013-05-08T23:39:20.123'::TIMESTAMP";
const weekdays = "(SELECT column1::DATE d FROM VALUES ('2016-12-30'), ('2016-12-31'), ('2017-01-01'), ('2017-01-02'), ('2017-12-30'), ('2017-12-31')) ORDER BY d";

/** https://docs.snowflake.com/en/sql-reference/functions-date-time */
export const datetimes: readonly FunctionRecord[] = defineFunctions('datetime', [
  { name: 'DATEADD', aliases: ['TIMEADD', 'TIMESTAMPADD'], args: 'part number temporal', returns: addedType, to: { rewrite: dateAdd }, examples: [
    is("SELECT DATEADD(year, 2, TO_DATE('2013-05-08'))", '2015-05-08'), is("SELECT DATEADD(month, 1, '2023-01-31'::DATE)", '2023-02-28'), is("SELECT DATEADD(MONTH, 13, '2000-01-31'::DATE)", '2001-02-28'),
    is("SELECT TO_VARCHAR(DATEADD(hour, 2, TO_DATE('2013-05-08')), 'YYYY-MM-DD HH24:MI')", '2013-05-08 02:00'), is("SELECT DATEADD('day', -1, '2024-03-01'::DATE)", '2024-02-29'),
    is("SELECT TO_VARCHAR(DATEADD(hour, 1, '2024-01-01 10:00:00 +0300'::TIMESTAMP_TZ))", '2024-01-01 11:00:00.000 +0300')] },
  { name: 'DATEDIFF', aliases: ['TIMEDIFF', 'TIMESTAMPDIFF'], args: 'part temporal temporal', returns: numberType(9), to: { rewrite: dateDiff }, examples: [
    is("SELECT DATEDIFF(year, '2010-04-09 14:39:20'::TIMESTAMP, '2013-05-08 23:39:20'::TIMESTAMP)", '3'), is("SELECT DATEDIFF(hour, '2013-05-08T23:39:20.123-07:00'::TIMESTAMP, DATEADD(year, 2, ('2013-05-08T23:39:20.123-07:00')::TIMESTAMP))", '17520'),
    is("SELECT DATEDIFF(day, '2024-01-31'::DATE, '2024-02-01'::DATE)", '1'), is("SELECT DATEDIFF('month', '2024-01-31', '2024-02-01')", '1'), is("SELECT DATEDIFF('week', '2017-01-01', '2017-01-02'::DATE)", '1'),
    is(`SELECT DATEDIFF(week, '2017-01-01', d) FROM ${weekdays}`, ['0', '0', '0', '1', '52', '52'])] },
  { name: 'DATE_TRUNC', aliases: ['TIMESTAMP_TRUNC'], args: ['part temporal', 'temporal part'], returns: truncatedType, to: { rewrite: dateTrunc }, examples: [
    is("SELECT DATE_TRUNC('month', '2015-05-08'::DATE)", '2015-05-01'), is("SELECT TO_VARCHAR(DATE_TRUNC('hour', '2015-05-08T23:39:20.123'::TIMESTAMP))", '2015-05-08 23:00:00.000'), is("SELECT DATE_TRUNC('week', '2024-02-14'::DATE)", '2024-02-12'),
    is("SELECT DATE_TRUNC('hour', '2015-05-08'::DATE)", '2015-05-08'), is("SELECT DATE_TRUNC('minute', '23:39:20.123'::TIME)", '23:39:00'), is("SELECT DATE_TRUNC('quarter', '2015-05-08'::DATE)", '2015-04-01')] },
  { name: 'DATE_PART', aliases: ['EXTRACT'], args: 'part temporal', returns: numberType(19), to: { rewrite: (args, context) => extractPart(requirePart(args[0], context), args[1] ?? build.nothing(), context.types[1] ?? types.timestamp, context) }, examples: [
    is("SELECT DATE_PART(quarter, '2013-05-08'::DATE)", '2'), is("SELECT EXTRACT(year FROM '2013-05-08'::DATE)", '2013'), is(`SELECT DATE_PART('epoch_second', ${sample})`, '1368056360'),
    is(`SELECT DATE_PART(epoch_millisecond, ${sample})`, '1368056360123'), is("SELECT DATE_PART(TZH, '2013-05-08 23:39:20.123 -0730'::TIMESTAMP_TZ)", '-7'), is("SELECT DATE_PART(TZM, '2013-05-08 23:39:20.123 -0730'::TIMESTAMP_TZ)", '-30')] },
  short('YEAR', 'year', 'year', is(`SELECT YEAR(${sample})`, '2013')), short('QUARTER', 'quarter', 'year', is(`SELECT QUARTER(${sample})`, '2')), short('MONTH', 'month', 'year', is(`SELECT MONTH(${sample})`, '5')),
  short('DAY', 'day', 'year', is(`SELECT DAY(${sample})`, '8')), short('DAYOFMONTH', 'day', 'year', is(`SELECT DAYOFMONTH(${sample})`, '8')), short('DAYOFYEAR', 'dayofyear', 'year', is(`SELECT DAYOFYEAR(${sample})`, '128')),
  short('DAYOFWEEK', 'dayofweek', 'year', is(`SELECT DAYOFWEEK(d) FROM ${weekdays}`, ['5', '6', '0', '1', '6', '0'])), short('DAYOFWEEKISO', 'dayofweekiso', 'year', is("SELECT DAYOFWEEKISO('2013-05-12'::DATE)", '7')),
  short('WEEK', 'week', 'year', is("SELECT WEEK('2016-01-02T23:39:20.123'::TIMESTAMP)", '53'), is(`SELECT WEEK(d) FROM ${weekdays}`, ['52', '52', '52', '1', '52', '52'])), short('WEEKOFYEAR', 'week', 'year', is("SELECT WEEKOFYEAR('2016-01-02'::DATE)", '53')),
  short('WEEKISO', 'weekiso', 'year', is("SELECT WEEKISO('2016-01-02'::DATE)", '53')), short('YEAROFWEEK', 'yearofweek', 'year', is("SELECT YEAROFWEEK('2016-01-02'::DATE)", '2015')), short('YEAROFWEEKISO', 'yearofweekiso', 'year', is("SELECT YEAROFWEEKISO('2016-01-02'::DATE)", '2015')),
  short('HOUR', 'hour', 'hour-minute-second', is(`SELECT HOUR(${sample})`, '23')), short('MINUTE', 'minute', 'hour-minute-second', is(`SELECT MINUTE(${sample})`, '39')), short('SECOND', 'second', 'hour-minute-second', is(`SELECT SECOND(${sample})`, '20')),
  { name: 'LAST_DAY', args: 'date|timestamp part?', returns: 'date', to: { rewrite: lastDay }, examples: [is("SELECT LAST_DAY('2015-05-08T23:39:20.123-07:00'::TIMESTAMP)", '2015-05-31'), is("SELECT LAST_DAY('2015-05-08'::DATE, 'year')", '2015-12-31'), is("SELECT LAST_DAY('2017-01-02'::DATE, 'week')", '2017-01-08')] },
  { name: 'MONTHNAME', args: 'date|timestamp', returns: 'text', to: onWall("strftime($1, '%b')"), examples: [is("SELECT MONTHNAME(TO_TIMESTAMP('2015-04-03 10:00'))", 'Apr')] },
  { name: 'DAYNAME', args: 'date|timestamp', returns: 'text', to: onWall("strftime($1, '%a')"), examples: [is("SELECT DAYNAME(TO_DATE('2015-05-01'))", 'Fri')] },
  { name: 'ADD_MONTHS', args: 'date|timestamp number', returns: same, to: { rewrite: addMonths }, examples: [
    is("SELECT ADD_MONTHS('2016-05-15'::DATE, 2)", '2016-07-15'), is("SELECT ADD_MONTHS('2016-02-29'::DATE, 1)", '2016-03-31'), is("SELECT ADD_MONTHS('2016-05-31'::DATE, -1)", '2016-04-30'), is("SELECT ADD_MONTHS('2016-05-31', -1)", '2016-04-30'), is("SELECT TO_VARCHAR(ADD_MONTHS('2016-05-15 10:30:00'::TIMESTAMP, 2))", '2016-07-15 10:30:00.000')] },
  { name: 'MONTHS_BETWEEN', args: 'date|timestamp date|timestamp', returns: 'float', to: onWall('mr_months_apart($1, $2)'), examples: [
    is("SELECT MONTHS_BETWEEN('2019-02-15'::DATE, '2019-01-15'::DATE)", '1'), is("SELECT MONTHS_BETWEEN('2019-02-01'::DATE, '2019-03-01'::DATE)", '-1'), is("SELECT MONTHS_BETWEEN('2019-03-01 02:00:00'::TIMESTAMP, '2019-02-01 13:00:00'::TIMESTAMP)", '1'), is("SELECT MONTHS_BETWEEN('2020-05-01 13:11:20.000'::TIMESTAMP, '2020-08-21 01:30:05.000'::TIMESTAMP)", '-3.629452'),
    is("SELECT MONTHS_BETWEEN('2019-03-31'::DATE, '2019-02-28'::DATE)", '1')] },
  { name: 'NEXT_DAY', args: 'date text', returns: 'date', to: { macro: { parameters: 'd, name', body: 'CAST(d + CAST((mr_weekday(name) - dayofweek(d) + 6) % 7 + 1 AS INTEGER) AS DATE)' } }, examples: [is("SELECT NEXT_DAY('2024-02-14'::DATE, 'Friday')", '2024-02-16')] },
  { name: 'PREVIOUS_DAY', args: 'date text', returns: 'date', to: { macro: { parameters: 'd, name', body: 'CAST(d - CAST((dayofweek(d) - mr_weekday(name) + 6) % 7 + 1 AS INTEGER) AS DATE)' } }, examples: [is("SELECT PREVIOUS_DAY('2024-02-14'::DATE, 'Friday')", '2024-02-09')] },
  { name: 'DATE_FROM_PARTS', aliases: ['DATEFROMPARTS'], args: 'int int int', returns: 'date', to: { template: `CAST(${dayParts} AS DATE)` }, examples: [
    is('SELECT DATE_FROM_PARTS(1977, 8, 7)', '1977-08-07'), is('SELECT DATE_FROM_PARTS(2010, 1, 100)', '2010-04-10'), is('SELECT DATE_FROM_PARTS(2010, 1 + 24, 1)', '2012-01-01'), is('SELECT DATE_FROM_PARTS(2004, 1, 0)', '2003-12-31'), is('SELECT DATE_FROM_PARTS(2004, -1, -1)', '2003-10-30')] },
  { name: 'TIME_FROM_PARTS', aliases: ['TIMEFROMPARTS'], args: 'int int int int?', returns: 'time', to: { template: {
    3: `CAST(CAST('1970-01-01' AS TIMESTAMP) + ${timeParts('$1', '$2', '$3')} AS TIME)`, 4: `CAST(CAST('1970-01-01' AS TIMESTAMP) + ${timeParts('$1', '$2', '$3')} + to_microseconds($4 // 1000) AS TIME)` } },
    examples: [is('SELECT TIME_FROM_PARTS(12, 34, 56)', '12:34:56'), is('SELECT TIME_FROM_PARTS(0, 100, 0)', '01:40:00'), is('SELECT TIME_FROM_PARTS(12, 0, 12345)', '15:25:45'), is("SELECT TO_VARCHAR(TIME_FROM_PARTS(12, 34, 56, 987654321), 'HH24:MI:SS.FF6')", '12:34:56.987654')] },
  { name: 'TIMESTAMP_FROM_PARTS', aliases: ['TIMESTAMPFROMPARTS'], args: fromParts, returns: (_, _nodes, session) => ({ type: timestampMapping({ session }), scale: 9 }), to: { rewrite: momentFromParts },
    examples: [is("SELECT TO_VARCHAR(TIMESTAMP_FROM_PARTS(2013, 4, 5, 12, 0, 0))", '2013-04-05 12:00:00.000')] },
  { name: 'TIMESTAMP_NTZ_FROM_PARTS', aliases: ['TIMESTAMPNTZFROMPARTS'], args: fromParts, returns: 'timestamp', to: { rewrite: momentFromParts }, docs: 'timestamp_from_parts', examples: [
    is("SELECT TO_VARCHAR(TIMESTAMP_NTZ_FROM_PARTS(2013, 4, 5, 12, 0, 0, 987654321), 'YYYY-MM-DD HH24:MI:SS.FF3')", '2013-04-05 12:00:00.987'), is("SELECT TO_VARCHAR(TIMESTAMP_NTZ_FROM_PARTS(TO_DATE('2013-04-05'), TO_TIME('12:00:00')))", '2013-04-05 12:00:00.000')] },
  { name: 'TIMESTAMP_LTZ_FROM_PARTS', aliases: ['TIMESTAMPLTZFROMPARTS'], args: fromParts, returns: 'ltz', to: { rewrite: momentFromParts }, docs: 'timestamp_from_parts', examples: [is("SELECT TO_VARCHAR(TIMESTAMP_LTZ_FROM_PARTS(2013, 4, 5, 12, 0, 0))", '2013-04-05 12:00:00.000 -0700')] },
  { name: 'TIMESTAMP_TZ_FROM_PARTS', aliases: ['TIMESTAMPTZFROMPARTS'], args: ['int int int int int int int? text?', 'date time'], returns: () => types.timestampTz, to: { rewrite: momentFromParts }, docs: 'timestamp_from_parts', examples: [
    is("SELECT TO_VARCHAR(TIMESTAMP_TZ_FROM_PARTS(2013, 4, 5, 12, 0, 0))", '2013-04-05 12:00:00.000 -0700'), is("SELECT TO_VARCHAR(TIMESTAMP_TZ_FROM_PARTS(2013, 4, 5, 12, 0, 0, 0, 'America/New_York'))", '2013-04-05 12:00:00.000 -0400')] },
  { name: 'CONVERT_TIMEZONE', args: ['text text ntz', 'text any'], returns: (args) => (args.length === 3 ? types.timestamp : types.timestampTz), to: { rewrite: convertTimezone }, examples: [
    is("SELECT TO_VARCHAR(CONVERT_TIMEZONE('America/Los_Angeles', 'America/New_York', '2024-01-01 14:00:00'::TIMESTAMP_NTZ))", '2024-01-01 17:00:00.000'), is("SELECT TO_VARCHAR(CONVERT_TIMEZONE('Europe/Warsaw', 'UTC', '2024-01-01 00:00:00'::TIMESTAMP_NTZ))", '2023-12-31 23:00:00.000'),
    is("SELECT TO_VARCHAR(CONVERT_TIMEZONE('America/Los_Angeles', '2024-04-05 12:00:00 +02:00'))", '2024-04-05 03:00:00.000 -0700'), is("SELECT TO_VARCHAR(CONVERT_TIMEZONE('America/New_York', '2024-04-05 12:00:00 +02:00'::TIMESTAMP_TZ)::DATE)", '2024-04-05')] },
  { name: 'TIME_SLICE', args: 'date|timestamp int constant text?', returns: same, to: { rewrite: timeSlice }, examples: [is("SELECT TIME_SLICE('2019-02-28'::DATE, 4, 'MONTH')", '2019-01-01'), is("SELECT TIME_SLICE('2019-02-28'::DATE, 4, 'MONTH', 'START')", '2019-01-01'), is("SELECT TIME_SLICE('2019-02-28'::DATE, 4, 'MONTH', 'END')", '2019-05-01')] },
  ...['SCHEDULED_TIME', 'LAST_SUCCESSFUL_SCHEDULED_TIME'].map((name): FunctionDefinition => ({ name: `SNOWFLAKE.ALERT.${name}`, args: '', returns: 'ltz', nulls: 'any', docs: name.toLowerCase(), examples: [],
    to: { unsupported: 'it tells when the alert was due whose condition or action calls it, and no alerts run here' } })),
]);
