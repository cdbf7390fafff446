import { floatText } from './float-text.ts';
import { tagMark } from './tag-mark.ts';

/** What PARSE_JSON says of a text that is none: Snowflake's wording, with the position from 1. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
}

interface Cursor {
  readonly text: string;
  readonly duplicates: 'refuse' | 'last';
  at: number;
}

/**
 * Reads JSON as PARSE_JSON does and writes it in the one form that variants have: keys sorted, no spaces, numbers with all their digits.
 * Beyond JSON it takes single quotes, an omitted array element (`undefined`, after a trailing comma too), NaN and Infinity.
 *
 * @param duplicates what a key that comes twice does: stop, or count as its last value.
 * @throws JsonSyntaxError.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/parse_json
 */
export function canonicalJson(text: string, duplicates: 'refuse' | 'last' = 'refuse'): string | null {
  const cursor: Cursor = { text, duplicates, at: 0 };
  skip(cursor);
  if (cursor.at === text.length) return null;
  const value = readValue(cursor, 0);
  skip(cursor);
  if (cursor.at < text.length) throw unexpected(cursor, 'unexpected character');
  return value;
}

const deepest = 1000;
const spaces = /[\s\uFEFF]*(?:\/\*[\s\S]*?\*\/[\s]*|\/\/[^\n]*\n?\s*)*/y;
const numeral = /[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const word = /-?[A-Za-z_$][\w$]*/y;
const words: Readonly<Record<string, string>> = {
  true: 'true', false: 'false', null: 'null', undefined: `"${tagMark}U"`, NaN: `"${tagMark}FNaN"`, Infinity: `"${tagMark}Finf"`, '-Infinity': `"${tagMark}F-inf"`,
};

function take(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += match.length;
  return match;
}

const skip = (cursor: Cursor): void => void take(cursor, spaces);

function unexpected(cursor: Cursor, what: string): JsonSyntaxError {
  const found = cursor.text[cursor.at];
  return new JsonSyntaxError(`${found === undefined ? 'incomplete input' : what}${found === undefined ? '' : ` '${found}'`}, pos ${cursor.at + 1}`);
}

function readValue(cursor: Cursor, depth: number): string {
  if (depth > deepest) throw new JsonSyntaxError(`nested deeper than ${deepest}, pos ${cursor.at + 1}`);
  const start = cursor.text[cursor.at];
  if (start === '{') return readObject(cursor, depth);
  if (start === '[') return readArray(cursor, depth);
  if (start === '"' || start === "'") return JSON.stringify(readString(cursor, start));
  const number = take(cursor, numeral);
  if (number !== '') return plainNumber(number);
  const before = cursor.at;
  const name = take(cursor, word);
  const named = words[name] ?? words[name.toLowerCase()];
  if (named !== undefined) return named;
  cursor.at = before;
  throw unexpected(cursor, 'unknown keyword');
}

/** The digits of a number without what changes nothing: a plus, leading and trailing zeros. An exponent makes it a double, as do more than 38 digits. */
function plainNumber(text: string): string {
  if (/[eE]/.test(text)) return `"${tagMark}F${floatText(Number(text))}"`;
  const negative = text.startsWith('-');
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const digits = whole.replace(/^0+(?=\d)/, '') || '0';
  const rest = fraction.replace(/0+$/, '');
  if (digits.length + rest.length > 39) return `"${tagMark}F${floatText(Number(text))}"`;
  const plain = `${negative && !/^0*$/.test(digits + rest) ? '-' : ''}${digits}${rest === '' ? '' : `.${rest}`}`;
  return plain.length > 16 && rest !== '' ? `"${tagMark}M${plain}"` : plain;
}

function readArray(cursor: Cursor, depth: number): string {
  const items: string[] = [];
  cursor.at += 1;
  for (;;) {
    skip(cursor);
    const next = cursor.text[cursor.at];
    if (next === ']' && items.length === 0) break;
    if (next === ',' || next === ']') items.push(`"${tagMark}U"`);
    else items.push(readValue(cursor, depth + 1));
    skip(cursor);
    const after = cursor.text[cursor.at];
    if (after === ']') break;
    if (after !== ',') throw unexpected(cursor, 'expected , or ], found');
    cursor.at += 1;
  }
  cursor.at += 1;
  return `[${items.join(',')}]`;
}

function readObject(cursor: Cursor, depth: number): string {
  const entries = new Map<string, string>();
  cursor.at += 1;
  for (;;) {
    skip(cursor);
    const quote = cursor.text[cursor.at];
    if (quote === '}') break;
    const start = cursor.at;
    const key = quote === '"' || quote === "'" ? readString(cursor, quote) : take(cursor, word);
    if (cursor.at === start) throw unexpected(cursor, 'expected a key, found');
    skip(cursor);
    if (cursor.text[cursor.at] !== ':') throw unexpected(cursor, 'missing colon, found');
    cursor.at += 1;
    skip(cursor);
    if (entries.has(key) && cursor.duplicates === 'refuse') throw new JsonSyntaxError(`duplicate object attribute "${key}", pos ${cursor.at + 1}`);
    entries.set(key, readValue(cursor, depth + 1));
    skip(cursor);
    const after = cursor.text[cursor.at];
    if (after === ',') cursor.at += 1;
    else if (after !== '}') throw unexpected(cursor, 'expected , or }, found');
  }
  cursor.at += 1;
  return writeObject(entries);
}

/** An object as text, its keys in order. */
export function writeObject(entries: ReadonlyMap<string, string>): string {
  const sorted = [...entries].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${sorted.map(([key, value]) => `${JSON.stringify(key)}:${value}`).join(',')}}`;
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', 0: '\0' };

function readString(cursor: Cursor, quote: string): string {
  let value = '';
  cursor.at += 1;
  for (;;) {
    const char = cursor.text[cursor.at];
    if (char === undefined) throw unexpected(cursor, 'unterminated string');
    cursor.at += 1;
    if (char === quote) return value;
    value += char === '\\' ? readEscape(cursor) : char;
  }
}

function readEscape(cursor: Cursor): string {
  const char = cursor.text[cursor.at] ?? '';
  cursor.at += 1;
  if (char !== 'u' && char !== 'x') return escapes[char] ?? char;
  const width = char === 'u' ? 4 : 2;
  const digits = cursor.text.slice(cursor.at, cursor.at + width);
  if (!/^[0-9a-fA-F]+$/.test(digits) || digits.length < width) throw unexpected(cursor, 'bad escape before');
  cursor.at += width;
  return String.fromCharCode(Number.parseInt(digits, 16));
}
