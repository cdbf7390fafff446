const microsPerSecond = 1_000_000n;
const microsPerDay = 86_400n * microsPerSecond;

/** Days since 1970-01-01 of a proleptic Gregorian date (Howard Hinnant, days_from_civil). */
function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** `2024-01-31` for days since 1970-01-01; years before 1 end in ` BC`. */
export function dateText(days: number): string {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted + (shifted < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const shown = year > 0 ? year : 1 - year;
  return `${pad(shown, 4)}-${pad(month, 2)}-${pad(day, 2)}${year > 0 ? '' : ' BC'}`;
}

/** `12:34:56.5` for microseconds since midnight; trailing zeros of the fraction are dropped. */
export function timeText(micros: bigint): string {
  const seconds = Number(micros / microsPerSecond);
  const clock = `${pad(Math.floor(seconds / 3600), 2)}:${pad(Math.floor(seconds / 60) % 60, 2)}:${pad(seconds % 60, 2)}`;
  return clock + fractionText(Number(micros % microsPerSecond), 6);
}

/** `2024-01-31 12:34:56.5` for microseconds since 1970-01-01 00:00:00. */
export function timestampText(micros: bigint): string {
  const rest = ((micros % microsPerDay) + microsPerDay) % microsPerDay;
  const date = dateText(Number((micros - rest) / microsPerDay));
  return date.endsWith(' BC') ? `${date.slice(0, -3)} ${timeText(rest)} BC` : `${date} ${timeText(rest)}`;
}

/** `1 year 2 months -3 days 04:05:06.5`: the parts that are not zero, or `00:00:00`. */
export function intervalText(months: number, days: number, micros: bigint): string {
  const parts: string[] = [];
  const add = (count: number, unit: string): void => {
    if (count !== 0) parts.push(`${count} ${unit}${Math.abs(count) === 1 ? '' : 's'}`);
  };
  add(Math.trunc(months / 12), 'year');
  add(months % 12, 'month');
  add(days, 'day');
  if (micros !== 0n || parts.length === 0) parts.push(micros < 0n ? `-${timeText(-micros)}` : timeText(micros));
  return parts.join(' ');
}

/** Days since 1970-01-01 of `2024-01-31` or `0044-03-15 BC`; undefined when the text is no date. */
export function parseDate(text: string): number | undefined {
  const match = /^(\d{4,7})-(\d{2})-(\d{2})(?: \(?(BC)\)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', era] = match;
  const days = daysFromCivil(era === undefined ? Number(year) : 1 - Number(year), Number(month), Number(day));
  // A day such as February 30 would roll over: it is none.
  return dateText(days).slice(year.length + 1, year.length + 6) === `${month}-${day}` ? days : undefined;
}

/** Microseconds since midnight of `12:34:56.123456`; undefined when the text is no time. */
export function parseTime(text: string): bigint | undefined {
  const match = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?$/.exec(text);
  if (match === null) return undefined;
  const [, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  if (Number(hours) > 24 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  return BigInt(Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * microsPerSecond + BigInt(fraction.padEnd(6, '0').slice(0, 6));
}

/**
 * Microseconds since 1970-01-01 00:00:00 of `2024-01-31 12:34:56.5`, a `T` between the parts and an offset
 * (`+02`, `+02:30`, `Z`) allowed; undefined when the text is no timestamp.
 */
export function parseTimestamp(text: string): bigint | undefined {
  const match = /^(\d{4,7}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?))?(Z|[+-]\d{2}(?::?\d{2})?(?::?\d{2})?)?(?: \(?(BC)\)?)?$/.exec(text);
  if (match === null) return undefined;
  const [, date = '', time = '00:00:00', zone, era] = match;
  const days = parseDate(era === undefined ? date : `${date} BC`);
  const micros = parseTime(time);
  if (days === undefined || micros === undefined) return undefined;
  return BigInt(days) * microsPerDay + micros - offsetMicros(zone);
}

function offsetMicros(zone: string | undefined): bigint {
  if (zone === undefined || zone === 'Z') return 0n;
  const digits = zone.slice(1).replaceAll(':', '').padEnd(6, '0');
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return BigInt(zone.startsWith('-') ? -seconds : seconds) * microsPerSecond;
}

/** The parts of an interval as DuckDB and PostgreSQL keep them. */
export interface IntervalParts {
  readonly months: number;
  readonly days: number;
  readonly micros: bigint;
}

/** Reads `1 year 2 mons -3 days +04:05:06.5` in any of the two engines' spellings; undefined when it is no interval. */
export function parseInterval(text: string): IntervalParts | undefined {
  const units = { year: 12, month: 1, mon: 1 } as const;
  let [months, days, micros] = [0, 0, 0n];
  const rest = text.trim().replace(/([+-]?\d+) (year|month|mon|week|day)s?\b/g, (_, count: string, unit: string) => {
    if (unit === 'day' || unit === 'week') days += Number(count) * (unit === 'week' ? 7 : 1);
    else if (unit === 'year' || unit === 'month' || unit === 'mon') months += Number(count) * units[unit];
    return '';
  }).trim();
  if (rest !== '') {
    const match = /^([+-]?)(\d+):(\d{2}):(\d{2})(?:\.(\d{1,6}))?$/.exec(rest);
    if (match === null) return undefined;
    const [, sign, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
    micros = (BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds)) * microsPerSecond + BigInt(fraction.padEnd(6, '0'));
    if (sign === '-') micros = -micros;
  }
  return { months, days, micros };
}

function fractionText(value: number, digits: number): string {
  return value === 0 ? '' : `.${String(value).padStart(digits, '0').replace(/0+$/, '')}`;
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, '0');
}
