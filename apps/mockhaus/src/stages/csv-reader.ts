import type { CsvFormat } from './file-format.ts';

/** One record of a CSV file. */
export interface CsvRecord {
  /** The line it starts on, from 1. */
  readonly line: number;
  readonly fields: readonly (string | null)[];
}

/** One field as read, before NULL_IF. */
interface Field {
  readonly text: string;
  readonly isEnclosed: boolean;
  /** The offset after it. */
  readonly end: number;
}

/**
 * Reads CSV as COPY INTO does (https://docs.snowflake.com/en/sql-reference/sql/create-file-format), record by record.
 *
 * @param text the whole file, decoded.
 */
export function* readCsv(text: string, format: CsvFormat): Generator<CsvRecord> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  let skip = format.skipHeader;
  while (at < text.length) {
    const start = at;
    const startLine = line;
    const fields: (string | null)[] = [];
    for (;;) {
      const field = readField(text, at, format);
      fields.push(valueOf(field, format));
      at = field.end;
      if (!text.startsWith(format.fieldDelimiter, at)) break;
      at += format.fieldDelimiter.length;
    }
    const isBlank = at === start;
    at += recordEnd(text, at, format) ?? 0;
    for (let i = text.indexOf('\n', start); i !== -1 && i < at; i = text.indexOf('\n', i + 1)) line++;
    if (skip > 0) skip--;
    else if (!(isBlank && format.skipBlankLines)) yield { line: startLine, fields };
  }
}

function readField(text: string, start: number, format: CsvFormat): Field {
  const { enclosedBy } = format;
  let at = start;
  if (format.trimSpace) while (text[at] === ' ' || text[at] === '\t') at++;
  if (enclosedBy !== undefined && text.startsWith(enclosedBy, at)) return readEnclosed(text, at + enclosedBy.length, enclosedBy, format);
  let value = '';
  let from = at;
  while (at < text.length && !text.startsWith(format.fieldDelimiter, at) && recordEnd(text, at, format) === undefined) {
    if (text[at] === format.escapeUnenclosed && at + 1 < text.length) {
      // `\N` is the usual mark of NULL: NULL_IF must see it whole.
      if (text[at + 1] === 'N') at += 2;
      else {
        value += text.slice(from, at) + unescape(text[at + 1] ?? '');
        at += 2;
        from = at;
      }
    } else at++;
  }
  value += text.slice(from, at);
  return { text: format.trimSpace ? value.trim() : value, isEnclosed: false, end: at };
}

function readEnclosed(text: string, start: number, quote: string, format: CsvFormat): Field {
  let at = start;
  let value = '';
  while (at < text.length) {
    if (format.escape !== undefined && text[at] === format.escape && format.escape !== quote) {
      value += unescape(text[at + 1] ?? '');
      at += 2;
    } else if (text.startsWith(quote, at)) {
      at += quote.length;
      if (!text.startsWith(quote, at)) break;
      value += quote;
      at += quote.length;
    } else value += text[at++] ?? '';
  }
  if (format.trimSpace) while (text[at] === ' ' || text[at] === '\t') at++;
  // What stands between the closing quote and the delimiter belongs to the field.
  const rest = at;
  while (at < text.length && !text.startsWith(format.fieldDelimiter, at) && recordEnd(text, at, format) === undefined) at++;
  return { text: value + text.slice(rest, at), isEnclosed: true, end: at };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', '0': '\0' };

function unescape(char: string): string {
  return escapes[char] ?? char;
}

function valueOf(field: Field, format: CsvFormat): string | null {
  if (format.nullIf.includes(field.text)) return null;
  return field.text === '' && !field.isEnclosed && format.emptyFieldAsNull ? null : field.text;
}

/** The length of the record's end at a place, or undefined when there is none. */
function recordEnd(text: string, at: number, format: CsvFormat): number | undefined {
  if (format.recordDelimiter !== undefined) return text.startsWith(format.recordDelimiter, at) ? format.recordDelimiter.length : undefined;
  const code = text.charCodeAt(at);
  if (code === 10) return 1;
  return code === 13 ? (text.charCodeAt(at + 1) === 10 ? 2 : 1) : undefined;
}
