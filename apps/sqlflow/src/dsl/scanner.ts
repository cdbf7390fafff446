import { type Location, type Span, ToolError } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { type Piece, pieceAt, skipBlank } from './piece.ts';
import type { Name, SourceText, Word } from './statement.ts';
import { type Template, templateOf, variableAt, type Variable } from './template.ts';

/** A place in a text that moves forward as things are read from it. */
export interface Scanner extends SourceText {
  at: number;
  readonly end: number;
  /** How many objects, lists and IFs are open around this place. */
  depth: number;
}

/** More open objects, lists or IFs than this are refused, before the stack is. */
export const deepestNesting: number = 200;

/** Words that start or divide directives, and so name no table or source unless quoted. */
const reserved: ReadonlySet<string> = new Set([
  'SOURCE', 'TYPE', 'PARAMS', 'LOAD', 'FROM', 'INTO', 'EXPORT', 'TO', 'OPTIONS', 'SELECT', 'INCLUDE', 'AS', 'SET', 'CREATE', 'TABLE', 'VIEW',
  'MODE', 'KEY', 'WHERE', 'IF', 'THEN', 'ELSE', 'ELSEIF', 'ENDIF',
]);

const typeWord = /[\p{L}_][\p{L}\p{N}_]*/uy;

/** Where a span of this text is, for a diagnostic. */
export function locationOf(text: SourceText, span: Span): Location {
  return { file: text.file, source: text.source, span: { start: span.start, end: span.end } };
}

/** Moves past blanks and comments. */
export function skip(s: Scanner): void {
  for (s.at = skipBlank(s.source, s.at); s.at < s.end;) {
    const piece = pieceAt(s.source, s.at);
    if (piece.kind !== 'comment') return;
    s.at = skipBlank(s.source, piece.end);
  }
  s.at = Math.min(s.at, s.end);
}

/** The next piece, blanks and comments passed; undefined at the end. */
export function peek(s: Scanner): Piece | undefined {
  skip(s);
  return s.at < s.end ? pieceAt(s.source, s.at) : undefined;
}

/** The text of the next piece, words upper-cased; empty at the end. */
export function peekText(s: Scanner): string {
  const piece = peek(s);
  if (piece === undefined) return '';
  const text = s.source.slice(piece.start, piece.end);
  return piece.kind === 'word' ? text.toUpperCase() : text;
}

/** Reads the given keyword or symbol when it comes next. */
export function take(s: Scanner, text: string): boolean {
  if (peekText(s) !== text) return false;
  s.at += text.length;
  return true;
}

/** Reads the given keywords when all of them come next. */
export function takeWords(s: Scanner, ...words: readonly string[]): boolean {
  const before = s.at;
  if (words.every((word) => take(s, word))) return true;
  s.at = before;
  return false;
}

/** The complaint that something else was expected at the present place. */
export function expected(s: Scanner, what: string, where: string): ToolError {
  const piece = peek(s);
  return errors.FLOW_EXPECTED.error({ what, where }, locationOf(s, piece ?? { start: s.at, end: s.at }));
}

/** Reads a keyword or symbol. @throws ToolError FLOW_EXPECTED when something else comes. */
export function need(s: Scanner, text: string, where: string): void {
  if (!take(s, text)) throw expected(s, `'${text}'`, where);
}

function namePart(s: Scanner): string | undefined {
  const piece = peek(s);
  if (piece === undefined) return undefined;
  const text = s.source.slice(piece.start, piece.end);
  if (piece.kind === 'word' && !reserved.has(text.toUpperCase())) {
    s.at = piece.end;
    return text;
  }
  if (piece.kind !== 'quotedName' || piece.end - piece.start < 3) return undefined;
  s.at = piece.end;
  return text.slice(1, -1).replaceAll('""', '"');
}

/** Reads a name, plain or quoted, qualified with dots. @throws ToolError FLOW_EXPECTED `{what} {where}`. */
export function readName(s: Scanner, what: string, where: string): Name {
  const start = peek(s)?.start ?? s.at;
  const first = namePart(s);
  if (first === undefined) throw expected(s, what, where);
  const parts = [first];
  let end = s.at;
  while (s.source[s.at] === '.') {
    s.at += 1;
    const part = namePart(s);
    if (part === undefined) throw expected(s, 'a name', "after '.'");
    parts.push(part);
    end = s.at;
  }
  return { parts, start, end };
}

/** Reads a bare word such as a connector type, upper-cased; reserved words are not special here. */
export function readWord(s: Scanner, what: string, where: string): Word {
  skip(s);
  typeWord.lastIndex = s.at;
  const match = s.at < s.end ? typeWord.exec(s.source) : null;
  if (match === null) throw expected(s, what, where);
  const start = s.at;
  s.at = typeWord.lastIndex;
  return { text: match[0].toUpperCase(), start, end: s.at };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\\': '\\', '"': '"', "'": "'", '/': '/', b: '\b', f: '\f' };

/** Reads `"…"` or `'…'` with backslash escapes and variables. @throws ToolError FLOW_EXPECTED, FLOW_UNCLOSED. */
export function readString(s: Scanner, what: string, where: string): Template {
  skip(s);
  const quote = s.source[s.at];
  if (s.at >= s.end || (quote !== '"' && quote !== "'")) throw expected(s, what, where);
  const start = s.at;
  const parts: (string | Variable)[] = [];
  let plain = '';
  let at = start + 1;
  for (; at < s.end; at++) {
    const character = s.source[at] ?? '';
    if (character === quote && !(quote === "'" && s.source[at + 1] === "'")) break;
    const variable = variableAt(s.source, at);
    if (variable !== undefined) {
      if (plain !== '') parts.push(plain);
      plain = '';
      parts.push(variable);
      at = variable.end - 1;
      continue;
    }
    if (character === '\\') {
      at += 1;
      const escaped = s.source[at] ?? '';
      const unicode = escaped === 'u' ? /^[0-9a-fA-F]{4}/.exec(s.source.slice(at + 1, at + 5)) : null;
      if (unicode !== null) {
        plain += String.fromCharCode(Number.parseInt(unicode[0], 16));
        at += 4;
      } else plain += escapes[escaped] ?? `\\${escaped}`;
      continue;
    }
    if (character === quote) at += 1;
    plain += character;
  }
  if (at >= s.end) throw errors.FLOW_UNCLOSED.error({ what: 'string' }, locationOf(s, { start, end: start + 1 }));
  if (plain !== '') parts.push(plain);
  s.at = at + 1;
  return { parts, quoted: true, start, end: s.at };
}

/** Reads everything up to a place as a template, without blanks at its ends. */
export function readRaw(s: Scanner, end: number): Template {
  skip(s);
  const start = s.at;
  const text = s.source.slice(start, end).trimEnd();
  s.at = end;
  return templateOf(s.source, { start, end: start + text.length }, false);
}
