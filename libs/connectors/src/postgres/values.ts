import type { Value } from '../batch.ts';
import { jsonText } from '../json-text.ts';
import { intervalText, parseInterval } from '../temporal.ts';
import { elementOid } from './types.ts';

/** Reads one cell in PostgreSQL's text format. */
export type Decoder = (text: string) => Value;

const decoders: Readonly<Record<number, Decoder>> = {
  16: (text) => text === 't',
  20: BigInt,
  21: Number,
  23: Number,
  26: BigInt,
  700: Number,
  701: Number,
  17: (text) => new Uint8Array(Buffer.from(text.slice(2), 'hex')),
  1186: (text) => {
    const parts = parseInterval(text);
    return parts === undefined ? text : intervalText(parts.months, parts.days, parts.micros);
  },
};

const itself: Decoder = (text) => text;

/** The reader of a type's cells; what is exact only as text stays text. */
export function decoderOf(oid: number): Decoder {
  const element = elementOid(oid);
  if (element === undefined) return decoders[oid] ?? itself;
  const decode = decoderOf(element);
  return (text) => parseArray(text, decode);
}

/** Reads an array literal: `{1,NULL,"a \"b\""}`, nested braces for more dimensions. */
function parseArray(text: string, decode: Decoder): readonly Value[] {
  // Bounds other than 1 are written before the braces: `[0:2]={1,2,3}`.
  let at = text.indexOf('{') + 1;
  const items = (): Value[] => {
    const list: Value[] = [];
    while (text[at] !== '}') {
      if (text[at] === ',') at += 1;
      list.push(item());
    }
    at += 1;
    return list;
  };
  const item = (): Value => {
    if (text[at] === '{') {
      at += 1;
      return items();
    }
    if (text[at] === '"') return decode(quoted());
    const end = text.slice(at).search(/[,}]/) + at;
    const word = text.slice(at, end);
    at = end;
    return word === 'NULL' ? null : decode(word);
  };
  const quoted = (): string => {
    let word = '';
    for (at += 1; text[at] !== '"'; at += 1) {
      if (text[at] === '\\') at += 1;
      word += text[at] ?? '';
    }
    at += 1;
    return word;
  };
  return items();
}

/** A value in PostgreSQL's text format; `array` says that the column is an array and not JSON. */
function postgresText(value: Exclude<Value, null>, array: boolean): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value !== 'object') return String(value);
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`;
  return array && Array.isArray(value) ? arrayText(value) : jsonText(value);
}

function arrayText(items: readonly Value[]): string {
  const shown = items.map((item) => {
    if (item === null) return 'NULL';
    if (Array.isArray(item)) return arrayText(item);
    return `"${postgresText(item, false).replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${shown.join(',')}}`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** A cell of COPY's text format (PostgreSQL manual, COPY, file formats). */
export function copyText(value: Value, array: boolean): string {
  if (value === null) return '\\N';
  const text = postgresText(value, array);
  return /[\\\n\r\t]/.test(text) ? text.replace(/[\\\n\r\t]/g, (sign) => escapes[sign] ?? sign) : text;
}
