import { build, type Expression } from '@millrace/sql-ir';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { addedType, dateAdd, dateDiff, dateTrunc, extractPart, requirePart, truncatedType } from './date-arithmetic.ts';
import type { DatePart } from './date-parts.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const partOf = (part: DatePart) => ([value = build.nothing()]: readonly Expression[], context: RewriteContext): Expression => extractPart(part, value, context);
const short = (name: string, part: DatePart, sql: string, expected: string): FunctionDefinition => ({
  name, args: 'temporal', returns: numberType(part === 'year' || part === 'yearofweek' ? 4 : 2), to: { rewrite: partOf(part) }, docs: part.startsWith('hour') || part === 'minute' || part === 'second' ? 'hour-minute-second' : 'year',
  examples: [{ sql, expected }],
});
const sample = "'2013-05-08T23:39:20.123'::TIMESTAMP";
const date = (args: readonly SqlType[]): SqlType => (args[0]?.type === 'date' ? types.date : (args[0] ?? types.date));

/** LAST_DAY(date, part): the last day of the month, quarter, year or week. */
const lastDay = ([value = build.nothing(), partNode]: readonly Expression[], context: RewriteContext): Expression => {
  const part = partNode === undefined ? 'month' : requirePart(partNode, context);
  if (part === 'month') return build.call('last_day', [value]);
  const start = build.call('date_trunc', [build.string(part), value]);
  const step = part === 'year' ? build.call('to_years', [build.number(1)]) : part === 'quarter' ? build.call('to_months', [build.number(3)]) : build.call('to_days', [build.number(7)]);
  return castTo(build.binary('-', build.binary('+', start, step), build.call('to_days', [build.number(1)])), types.date);
};

/** https://docs.snowflake.com/en/sql-reference/functions-date-time */
export const datetimes: readonly FunctionRecord[] = defineFunctions('datetime', [
  { name: 'DATEADD', aliases: ['TIMEADD', 'TIMESTAMPADD'], args: 'part number temporal', returns: addedType, to: { rewrite: dateAdd }, examples: [
    { sql: "SELECT DATEADD(year, 2, TO_DATE('2013-05-08'))", expected: '2015-05-08' }, { sql: "SELECT DATEADD(month, 1, '2023-01-31'::DATE)", expected: '2023-02-28' },
    { sql: "SELECT TO_VARCHAR(DATEADD(hour, 2, TO_DATE('2013-05-08')), 'YYYY-MM-DD HH24:MI')", expected: '2013-05-08 02:00' }, { sql: "SELECT DATEADD('day', -1, '2024-03-01'::DATE)", expected: '2024-02-29' }] },
  { name: 'DATEDIFF', aliases: ['TIMEDIFF', 'TIMESTAMPDIFF'], args: 'part temporal temporal', returns: numberType(9), to: { rewrite: dateDiff }, examples: [
    { sql: "SELECT DATEDIFF(year, '2010-04-09 14:39:20'::TIMESTAMP, '2013-05-08 23:39:20'::TIMESTAMP)", expected: '3' }, { sql: "SELECT DATEDIFF(hour, '2013-05-08T23:39:20.123-07:00'::TIMESTAMP, DATEADD(year, 2, ('2013-05-08T23:39:20.123-07:00')::TIMESTAMP))", expected: '17520' },
    { sql: "SELECT DATEDIFF(day, '2024-01-31'::DATE, '2024-02-01'::DATE)", expected: '1' }, { sql: "SELECT DATEDIFF('month', '2024-01-31', '2024-02-01')", expected: '1' }] },
  { name: 'DATE_TRUNC', aliases: ['TIMESTAMP_TRUNC'], args: ['part temporal', 'temporal part'], returns: truncatedType, to: { rewrite: dateTrunc }, examples: [
    { sql: "SELECT DATE_TRUNC('month', '2015-05-08'::DATE)", expected: '2015-05-01' }, { sql: "SELECT TO_VARCHAR(DATE_TRUNC('hour', '2015-05-08T23:39:20.123'::TIMESTAMP))", expected: '2015-05-08 23:00:00.000' }, { sql: "SELECT DATE_TRUNC('week', '2024-02-14'::DATE)", expected: '2024-02-12' }] },
  { name: 'DATE_PART', aliases: ['EXTRACT'], args: 'part temporal', returns: numberType(9), to: { rewrite: (args, context) => extractPart(requirePart(args[0], context), args[1] ?? build.nothing(), context) }, examples: [
    { sql: "SELECT DATE_PART(quarter, '2013-05-08'::DATE)", expected: '2' }, { sql: "SELECT EXTRACT(year FROM '2013-05-08'::DATE)", expected: '2013' }, { sql: `SELECT DATE_PART('epoch_second', ${sample})`, expected: '1368056360' }] },
  short('YEAR', 'year', `SELECT YEAR(${sample})`, '2013'), short('QUARTER', 'quarter', `SELECT QUARTER(${sample})`, '2'), short('MONTH', 'month', `SELECT MONTH(${sample})`, '5'), short('DAY', 'day', `SELECT DAY(${sample})`, '8'),
  short('DAYOFMONTH', 'day', `SELECT DAYOFMONTH(${sample})`, '8'), short('DAYOFWEEK', 'dayofweek', "SELECT DAYOFWEEK('2013-05-12'::DATE)", '0'), short('DAYOFWEEKISO', 'dayofweekiso', "SELECT DAYOFWEEKISO('2013-05-12'::DATE)", '7'),
  short('DAYOFYEAR', 'dayofyear', `SELECT DAYOFYEAR(${sample})`, '128'), short('WEEK', 'week', "SELECT WEEK('2016-01-02T23:39:20.123'::TIMESTAMP)", '53'), short('WEEKOFYEAR', 'week', "SELECT WEEKOFYEAR('2016-01-02'::DATE)", '53'),
  short('WEEKISO', 'weekiso', "SELECT WEEKISO('2016-01-02'::DATE)", '53'), short('YEAROFWEEK', 'yearofweek', "SELECT YEAROFWEEK('2016-01-02'::DATE)", '2015'), short('YEAROFWEEKISO', 'yearofweekiso', "SELECT YEAROFWEEKISO('2016-01-02'::DATE)", '2015'),
  short('HOUR', 'hour', `SELECT HOUR(${sample})`, '23'), short('MINUTE', 'minute', `SELECT MINUTE(${sample})`, '39'), short('SECOND', 'second', `SELECT SECOND(${sample})`, '20'),
  { name: 'LAST_DAY', args: 'date|timestamp part?', returns: 'date', to: { rewrite: lastDay }, examples: [{ sql: "SELECT LAST_DAY('2015-05-08T23:39:20.123-07:00'::TIMESTAMP)", expected: '2015-05-31' }, { sql: "SELECT LAST_DAY('2015-05-08'::DATE, 'year')", expected: '2015-12-31' }] },
  { name: 'MONTHNAME', args: 'date|timestamp', returns: 'text', to: { template: "strftime($1, '%b')" }, examples: [{ sql: "SELECT MONTHNAME(TO_TIMESTAMP('2015-04-03 10:00'))", expected: 'Apr' }] },
  { name: 'DAYNAME', args: 'date|timestamp', returns: 'text', to: { template: "strftime($1, '%a')" }, examples: [{ sql: "SELECT DAYNAME(TO_DATE('2015-05-01'))", expected: 'Fri' }] },
  { name: 'ADD_MONTHS', args: 'date|timestamp number', returns: date, to: { rewrite: ([value = build.nothing(), months = build.number(0)], { result }) => castTo(build.call('mr_add_months', [value, build.cast(months, build.type('INTEGER'))]), result) }, examples: [
    { sql: "SELECT ADD_MONTHS('2016-05-15'::DATE, 2)", expected: '2016-07-15' }, { sql: "SELECT ADD_MONTHS('2016-02-29'::DATE, 1)", expected: '2016-03-31' }, { sql: "SELECT ADD_MONTHS('2016-05-31'::DATE, -1)", expected: '2016-04-30' }] },
  { name: 'MONTHS_BETWEEN', args: 'date|timestamp date|timestamp', returns: 'float', to: { macro: { parameters: 'a, b', body: "CASE WHEN day(a) = day(b) OR (last_day(a) = CAST(a AS DATE) AND last_day(b) = CAST(b AS DATE)) THEN CAST((year(a) - year(b)) * 12 + month(a) - month(b) AS DOUBLE) ELSE round((year(a) - year(b)) * 12 + month(a) - month(b) + (day(a) - day(b)) / 31.0, 6) END" } }, examples: [
    { sql: "SELECT MONTHS_BETWEEN('2019-02-15'::DATE, '2019-01-15'::DATE)", expected: '1' }, { sql: "SELECT MONTHS_BETWEEN('2019-02-01'::DATE, '2019-03-01'::DATE)", expected: '-1' }] },
  { name: 'NEXT_DAY', args: 'date text', returns: 'date', to: { macro: { parameters: 'd, name', body: 'CAST(d + CAST((mr_weekday(name) - dayofweek(d) + 6) % 7 + 1 AS INTEGER) AS DATE)' } }, examples: [{ sql: "SELECT NEXT_DAY('2024-02-14'::DATE, 'Friday')", expected: '2024-02-16' }] },
  { name: 'PREVIOUS_DAY', args: 'date text', returns: 'date', to: { macro: { parameters: 'd, name', body: 'CAST(d - CAST((dayofweek(d) - mr_weekday(name) + 6) % 7 + 1 AS INTEGER) AS DATE)' } }, examples: [{ sql: "SELECT PREVIOUS_DAY('2024-02-14'::DATE, 'Friday')", expected: '2024-02-09' }] },
  { name: 'DATE_FROM_PARTS', aliases: ['DATEFROMPARTS'], args: 'int int int', returns: 'date', to: { template: 'CAST(make_date(CAST($1 AS BIGINT), 1, 1) + to_months(CAST($2 - 1 AS INTEGER)) + to_days(CAST($3 - 1 AS INTEGER)) AS DATE)' }, examples: [
    { sql: 'SELECT DATE_FROM_PARTS(1977, 8, 7)', expected: '1977-08-07' }, { sql: 'SELECT DATE_FROM_PARTS(2010, 1, 100)', expected: '2010-04-10' }, { sql: 'SELECT DATE_FROM_PARTS(2004, 1, 0)', expected: '2003-12-31' }] },
  { name: 'TIME_FROM_PARTS', aliases: ['TIMEFROMPARTS'], args: 'int int int int?', returns: 'time', to: { template: "CAST(CAST('1970-01-01' AS TIMESTAMP) + to_hours($1) + to_minutes($2) + to_seconds($3) AS TIME)" }, examples: [{ sql: 'SELECT TIME_FROM_PARTS(12, 34, 56)', expected: '12:34:56' }] },
  { name: 'TIMESTAMP_FROM_PARTS', aliases: ['TIMESTAMP_NTZ_FROM_PARTS', 'TIMESTAMPNTZFROMPARTS', 'TIMESTAMPFROMPARTS'], args: ['int int int int int int int?', 'date time'], returns: 'timestamp',
    to: { template: { 2: '$1 + $2', 6: 'make_timestamp($1, 1, 1, 0, 0, 0) + to_months(CAST($2 - 1 AS INTEGER)) + to_days(CAST($3 - 1 AS INTEGER)) + to_hours($4) + to_minutes($5) + to_seconds($6)',
      7: 'make_timestamp($1, 1, 1, 0, 0, 0) + to_months(CAST($2 - 1 AS INTEGER)) + to_days(CAST($3 - 1 AS INTEGER)) + to_hours($4) + to_minutes($5) + to_seconds($6) + to_microseconds($7 // 1000)' } },
    examples: [{ sql: "SELECT TO_VARCHAR(TIMESTAMP_NTZ_FROM_PARTS(2013, 4, 5, 12, 0, 0, 987654321), 'YYYY-MM-DD HH24:MI:SS.FF3')", expected: '2013-04-05 12:00:00.987' }] },
  { name: 'CONVERT_TIMEZONE', args: ['text text timestamp', 'text timestamp'], returns: (args) => (args.length === 3 ? types.timestamp : types.timestampTz), to: { template: { 2: 'CAST($2 AS TIMESTAMPTZ)', 3: 'timezone($2, timezone($1, $3))' } }, examples: [
    { sql: "SELECT TO_VARCHAR(CONVERT_TIMEZONE('America/Los_Angeles', 'America/New_York', '2024-01-01 14:00:00'::TIMESTAMP_NTZ))", expected: '2024-01-01 17:00:00.000' }] },
  { name: 'TIME_SLICE', args: 'date|timestamp int constant text?', returns: 'same', to: { rewrite: timeSlice }, examples: [{ sql: "SELECT TIME_SLICE('2019-02-28'::DATE, 4, 'MONTH')", expected: '2019-01-01' }, { sql: "SELECT TIME_SLICE('2019-02-28'::DATE, 4, 'MONTH', 'END')", expected: '2019-05-01' }] },
]);

/** TIME_SLICE counts its slices from 1970-01-01. */
function timeSlice([value = build.nothing(), length = build.number(1), partNode, side]: readonly Expression[], context: RewriteContext): Expression {
  const part = requirePart(partNode, context);
  const interval = dateAddInterval(part, length);
  const origin = build.cast(build.string(part === 'week' ? '1969-12-29' : '1970-01-01'), build.type('TIMESTAMP'));
  const start = build.call('time_bucket', [interval, build.cast(value, build.type('TIMESTAMP')), origin]);
  const atEnd = side?.kind === 'Literal' && side.type === 'string' && side.value.toUpperCase() === 'END';
  return castTo(atEnd ? build.binary('+', start, interval) : start, context.result);
}

function dateAddInterval(part: DatePart, amount: Expression): Expression {
  const whole = build.cast(amount, build.type('INTEGER'));
  return part === 'quarter' ? build.call('to_months', [build.binary('*', whole, build.number(3))]) : build.call(`to_${part}s`, [whole]);
}
