import { canonicalJson, writeObject } from './parse-json.ts';
import { readParts } from './json-parts.ts';
import { tagMark } from './tag-mark.ts';

/** What CHECK_XML says of a text that is no XML: what is wrong and how far the reader came. */
export class XmlSyntaxError extends Error {
  override readonly name = 'XmlSyntaxError';
}

interface Cursor {
  readonly text: string;
  /** Whether texts that look like numbers or truth values become such. */
  readonly converts: boolean;
  at: number;
}

/** The name of an element is tagged with `E`, so that an object that is XML is told from one that only looks so. */
const nameTag = `"${tagMark}E`;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const deepest = 1000;

/**
 * Reads an XML document as PARSE_XML does: an element is `{"$": content, "@": name, "@attribute": value}`, its content a single value or
 * an array of texts and elements; spaces around texts go.
 *
 * @param converts whether numbers and truth values become such.
 * @throws XmlSyntaxError. Rule: https://docs.snowflake.com/en/sql-reference/functions/parse_xml
 */
export function parseXml(text: string, converts: boolean): string | null {
  const cursor: Cursor = { text, converts, at: 0 };
  skipMisc(cursor);
  if (cursor.at >= text.length) return null;
  const element = readElement(cursor, 0);
  skipMisc(cursor);
  if (cursor.at < text.length) throw fail(cursor, 'more than one document element');
  return element;
}

const fail = (cursor: Cursor, what: string): XmlSyntaxError => new XmlSyntaxError(`${what}, pos ${cursor.at}`);

function take(cursor: Cursor, pattern: RegExp): string | undefined {
  pattern.lastIndex = cursor.at;
  const match = pattern.exec(cursor.text);
  if (match === null) return undefined;
  cursor.at += match[0].length;
  return match[1] ?? match[0];
}

/** Spaces, comments, processing instructions and the document type. */
const skipMisc = (cursor: Cursor): void => void take(cursor, /(?:\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE(?:[^[>]|\[[^\]]*\])*>)*/y);

function readElement(cursor: Cursor, depth: number): string {
  if (depth > deepest) throw fail(cursor, `nested deeper than ${deepest}`);
  const name = take(cursor, /<([A-Za-z_][\w.:-]*)/y);
  if (name === undefined) throw fail(cursor, cursor.at >= cursor.text.length ? 'unexpected end of input' : 'not an XML element');
  const members = new Map([['@', `${nameTag}${name}"`]]);
  for (;;) {
    take(cursor, /\s+/y);
    const key = take(cursor, /([A-Za-z_][\w.:-]*)\s*=\s*/y);
    if (key === undefined) break;
    const value = take(cursor, /"([^"]*)"/y) ?? take(cursor, /'([^']*)'/y);
    if (value === undefined) throw fail(cursor, `no value for attribute ${key}`);
    members.set(`@${key}`, scalar(unescapeText(value), cursor.converts));
  }
  if (take(cursor, /\/>/y) !== undefined) return writeObject(members.set('$', '""'));
  if (take(cursor, />/y) === undefined) throw fail(cursor, `tag <${name}> is not finished`);
  const content = readContent(cursor, name, depth);
  return writeObject(members.set('$', content.length === 0 ? '""' : content.length === 1 ? (content[0] ?? '""') : `[${content.join(',')}]`));
}

function readContent(cursor: Cursor, name: string, depth: number): readonly string[] {
  const parts: string[] = [];
  let text = '';
  const finish = (): void => {
    const trimmed = text.trim();
    if (trimmed !== '') parts.push(scalar(trimmed, cursor.converts));
    text = '';
  };
  for (;;) {
    text += unescapeText(take(cursor, /[^<]+/y) ?? '');
    const data = take(cursor, /<!\[CDATA\[([\s\S]*?)\]\]>/y);
    if (data !== undefined) text += data;
    else if (take(cursor, /<!--[\s\S]*?-->|<\?[\s\S]*?\?>/y) === undefined) {
      finish();
      const closing = take(cursor, /<\/([^>\s]*)\s*>/y);
      if (closing === name) return parts;
      if (closing !== undefined) throw fail(cursor, `no opening tag for </${closing}>`);
      if (cursor.at >= cursor.text.length) throw fail(cursor, `missing closing tags: </${name}>`);
      parts.push(readElement(cursor, depth + 1));
    }
  }
}

function unescapeText(text: string): string {
  return text.replaceAll(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex?: string, decimal?: string, name?: string) =>
    (name === undefined ? String.fromCodePoint(Number.parseInt(hex ?? decimal ?? '0', hex === undefined ? 10 : 16)) : (entities[name] ?? whole)));
}

const scalar = (text: string, converts: boolean): string =>
  (converts && /^(?:[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|true|false)$/.test(text) ? (canonicalJson(text) ?? 'null') : JSON.stringify(text));

/** Whether a variant is an XML element. */
export function isElement(json: string): boolean {
  return json.startsWith('{"$":') && (json.includes(`"@":${nameTag}`) || json.includes(String.raw`"@":"\ue000E`));
}

/** The nth child element of that name, undefined where there is none. Rule: https://docs.snowflake.com/en/sql-reference/functions/xmlget */
export function xmlChild(json: string, name: string, instance: number): string | undefined {
  const content = memberOf(json, '$') ?? '';
  const children = content.startsWith('[') ? readParts(content).parts.map(({ value }) => value) : [content];
  return children.filter((child) => isElement(child) && elementName(child) === name)[instance];
}

const memberOf = (json: string, key: string): string | undefined => readParts(json).parts.find((part) => part.key === key)?.value;
const elementName = (json: string): string => String(JSON.parse(memberOf(json, '@') ?? '""')).slice(2);
const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * An element as XML text.
 *
 * @param shown how a scalar's JSON is shown: numbers by their kind, strings without quotes.
 * @param pretty children on lines of their own, two spaces deep; else in one line.
 */
export function xmlText(json: string, shown: (scalar: string) => string, pretty: boolean, indent = ''): string {
  const text = (value: string): string => escapeText(value.startsWith('"') ? unquote(shown(value)) : shown(value));
  const name = elementName(json);
  const attributes = readParts(json).parts.flatMap(({ key = '', value }) => (key.length > 1 && key.startsWith('@') ? [` ${key.slice(1)}="${text(value).replaceAll('"', '&quot;')}"`] : []));
  const content = memberOf(json, '$') ?? '""';
  const parts = content.startsWith('[') ? readParts(content).parts.map(({ value }) => value) : [content];
  const inner = parts.map((part) => (isElement(part) ? xmlText(part, shown, pretty, `${indent}  `) : text(part)));
  const [open, close] = [`<${name}${attributes.join('')}>`, `</${name}>`];
  if (!pretty || (parts.length === 1 && !isElement(parts[0] ?? ''))) return `${open}${inner.join('')}${close}`;
  return `${open}\n${inner.map((line) => `${indent}  ${line}\n`).join('')}${indent}${close}`;
}

const unquote = (text: string): string => (text.startsWith('"') ? String(JSON.parse(text)) : text);

/** TO_XML of a variant: an element as it was read, any other value under `SnowflakeData`. Rule: https://docs.snowflake.com/en/sql-reference/functions/to_xml */
export function toXml(json: string, shown: (scalar: string) => string, typeOf: (scalar: string) => string): string {
  if (isElement(json)) return xmlText(json, shown, false);
  const write = (name: string, value: string): string => {
    const { kind, parts } = readParts(value);
    const type = kind === 'array' ? 'ARRAY' : kind === 'object' ? 'OBJECT' : typeOf(value);
    const inner = kind === 'scalar' ? escapeText(unquote(shown(value))) : parts.map((part) => write(part.key ?? 'e', part.value)).join('');
    return `<${name} type="${type}">${inner}</${name}>`;
  };
  return write('SnowflakeData', json);
}
