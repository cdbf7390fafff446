import { type FormatElement, formatParts } from '../format-model.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** What was read: microseconds of the clock on the wall since 1970, and the offset in minutes where the text has one. */
export interface ReadMoment {
  readonly micros: bigint;
  readonly offset?: bigint;
}

/** The digits, names and signs an element may be, and what they set. */
interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  micros: number;
  afternoon?: boolean;
  offset?: number;
}

/**
 * Reads a text by a Snowflake format; undefined where it does not fit.
 *
 * Rule: https://docs.snowflake.com/en/sql-reference/date-time-input-output
 */
export function readMoment(text: string, format: string): ReadMoment | undefined {
  const fields: Fields = { year: 1970, month: 1, day: 1, hour: 0, minute: 0, second: 0, micros: 0 };
  let at = 0;
  for (const part of formatParts(format)) {
    if ('text' in part) {
      if (!text.startsWith(part.text, at)) return undefined;
      at += part.text.length;
      continue;
    }
    const found = patterns[kindOf(part.element)].exec(text.slice(at))?.[0];
    if (found === undefined) return undefined;
    setField(fields, part.element, found);
    at += found.length;
  }
  return at === text.length ? momentOf(fields) : undefined;
}

type Kind = 'year' | 'two' | 'month' | 'name' | 'fraction' | 'half' | 'sign' | 'offset';
const patterns: Readonly<Record<Kind, RegExp>> = {
  year: /^-?\d{1,4}/, two: /^\d{1,2}/, month: new RegExp(`^(?:${months.join('|')})`, 'i'), name: /^[A-Za-z]{3}/, fraction: /^\d{0,9}/, half: /^[ap]m/i, sign: /^[+-]\d{1,2}/, offset: /^(?:[+-]\d{2}:?\d{2}|Z)/i,
};

function kindOf(element: FormatElement): Kind {
  switch (element) {
    case 'YYYY': case 'UUUU': return 'year';
    case 'MMMM': return 'month';
    case 'MON': case 'DY': return 'name';
    case 'AM': case 'PM': return 'half';
    case 'TZH': return 'sign';
    case 'TZH:TZM': case 'TZHTZM': return 'offset';
    default: return element.startsWith('FF') ? 'fraction' : 'two';
  }
}

function setField(fields: Fields, element: FormatElement, found: string): void {
  const number = Number(found);
  switch (element) {
    case 'YYYY': case 'UUUU': fields.year = number; break;
    case 'YY': fields.year = number + (number < 70 ? 2000 : 1900); break;
    case 'MM': fields.month = number; break;
    case 'MON': case 'MMMM': fields.month = months.findIndex((name) => name.slice(0, 3).toLowerCase() === found.slice(0, 3).toLowerCase()) + 1; break;
    case 'DD': fields.day = number; break;
    case 'DY': break;
    case 'HH24': case 'HH12': case 'HH': fields.hour = number; break;
    case 'AM': case 'PM': fields.afternoon = found.toLowerCase() === 'pm'; break;
    case 'MI': fields.minute = number; break;
    case 'SS': fields.second = number; break;
    case 'TZH': fields.offset = number * 60; break;
    case 'TZM': fields.offset = (fields.offset ?? 0) + (Object.is(fields.offset, -0) || (fields.offset ?? 0) < 0 ? -number : number); break;
    case 'TZH:TZM': case 'TZHTZM': fields.offset = offsetMinutes(found); break;
    default: fields.micros = Number(found.padEnd(6, '0').slice(0, 6)); break;
  }
}

function offsetMinutes(text: string): number {
  if (text.toUpperCase() === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(-2));
  return text.startsWith('-') ? -minutes : minutes;
}

function momentOf(fields: Fields): ReadMoment | undefined {
  const { year, month, day, minute: minutes, second, micros, afternoon, offset } = fields;
  const hour = afternoon === undefined ? fields.hour : (fields.hour % 12) + (afternoon ? 12 : 0);
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minutes > 59 || second > 59) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  if (date.getUTCDate() !== day) return undefined;
  const total = BigInt(date.getTime() + ((hour * 60 + minutes) * 60 + second) * 1000) * 1000n + BigInt(micros);
  return offset === undefined ? { micros: total } : { micros: total, offset: BigInt(offset) };
}

/**
 * Writes a moment by a Snowflake format.
 *
 * @param micros microseconds since 1970 of the clock on the wall.
 * @param offset minutes east of UTC.
 */
export function formatMoment(micros: bigint, offset: number, format: string): string {
  const fraction = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const date = new Date(Number((micros - fraction) / 1000n));
  const digits = `${String(fraction).padStart(6, '0')}000`;
  return formatParts(format).map((part) => ('text' in part ? part.text : elementText(part.element, date, digits, offset))).join('');
}

const two = (value: number): string => String(value).padStart(2, '0');

function elementText(element: FormatElement, date: Date, digits: string, offset: number): string {
  const hour = date.getUTCHours();
  const [hours, minutes] = [two(Math.floor(Math.abs(offset) / 60)), two(Math.abs(offset) % 60)];
  const sign = offset < 0 ? '-' : '+';
  switch (element) {
    case 'YYYY': case 'UUUU': return String(date.getUTCFullYear()).padStart(4, '0');
    case 'YY': return two(date.getUTCFullYear() % 100);
    case 'MM': return two(date.getUTCMonth() + 1);
    case 'MMMM': return months[date.getUTCMonth()] ?? '';
    case 'MON': return (months[date.getUTCMonth()] ?? '').slice(0, 3);
    case 'DD': return two(date.getUTCDate());
    case 'DY': return weekdays[date.getUTCDay()] ?? '';
    case 'HH24': case 'HH': return two(hour);
    case 'HH12': return two(hour % 12 === 0 ? 12 : hour % 12);
    case 'AM': case 'PM': return hour < 12 ? 'AM' : 'PM';
    case 'MI': return two(date.getUTCMinutes());
    case 'SS': return two(date.getUTCSeconds());
    case 'TZH': return `${sign}${hours}`;
    case 'TZM': return minutes;
    case 'TZHTZM': return `${sign}${hours}${minutes}`;
    case 'TZH:TZM': return `${sign}${hours}:${minutes}`;
    default: return digits.slice(0, element === 'FF' ? 9 : Number(element.slice(2)));
  }
}
