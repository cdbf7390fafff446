import type { Expression } from '@millrace/sql-ir';

/** A date or time part in one spelling. */
export type DatePart =
  | 'year' | 'quarter' | 'month' | 'week' | 'weekiso' | 'day' | 'dayofweek' | 'dayofweekiso' | 'dayofyear' | 'yearofweek' | 'yearofweekiso'
  | 'hour' | 'minute' | 'second' | 'millisecond' | 'microsecond' | 'nanosecond'
  | 'epoch_second' | 'epoch_millisecond' | 'epoch_microsecond' | 'epoch_nanosecond' | 'timezone_hour' | 'timezone_minute';

/** All spellings. Rule: https://docs.snowflake.com/en/sql-reference/functions-date-time#supported-date-and-time-parts */
const spellings: Readonly<Record<DatePart, string>> = {
  year: 'year y yy yyy yyyy yr years yrs', quarter: 'quarter q qtr qtrs quarters', month: 'month mm mon mons months', week: 'week w wk weekofyear woy wy weeks',
  weekiso: 'week_iso weekiso weekofyeariso weekofyear_iso', day: 'day d dd days dayofmonth', dayofweek: 'dayofweek weekday dow dw',
  dayofweekiso: 'dayofweekiso weekday_iso dow_iso dw_iso dayofweek_iso', dayofyear: 'dayofyear yearday doy dy', yearofweek: 'yearofweek', yearofweekiso: 'yearofweekiso',
  hour: 'hour h hh hr hours hrs', minute: 'minute m mi min minutes mins', second: 'second s sec seconds secs', millisecond: 'millisecond ms msec milliseconds',
  microsecond: 'microsecond us usec microseconds', nanosecond: 'nanosecond ns nsec nanosec nsecond nanoseconds nanosecs nseconds',
  epoch_second: 'epoch_second epoch epoch_seconds', epoch_millisecond: 'epoch_millisecond epoch_milliseconds', epoch_microsecond: 'epoch_microsecond epoch_microseconds',
  epoch_nanosecond: 'epoch_nanosecond epoch_nanoseconds', timezone_hour: 'timezone_hour tzh', timezone_minute: 'timezone_minute tzm',
};
const isPart = (name: string): name is DatePart => name in spellings;
const byWord: ReadonlyMap<string, DatePart> = new Map(Object.entries(spellings).flatMap(([part, words]) => (isPart(part) ? words.split(' ').map((word) => [word, part] as const) : [])));

/** The part that a bare word or a constant string names, undefined for any other expression. */
export function datePartOf(expression: Expression | undefined): DatePart | undefined {
  if (expression?.kind === 'Column' && expression.parts.length === 1) return byWord.get(expression.parts[0]?.name.toLowerCase() ?? '');
  if (expression?.kind === 'Identifier') return byWord.get(expression.name.toLowerCase());
  return expression?.kind === 'Literal' && expression.type === 'string' ? byWord.get(expression.value.toLowerCase()) : undefined;
}

/** Whether a part is finer than a day. */
export function isTimePart(part: DatePart): boolean {
  return ['hour', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond'].includes(part);
}
