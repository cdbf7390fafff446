import type { Span } from '@millrace/diagnostics';

export type PieceKind = 'word' | 'number' | 'string' | 'escapeString' | 'dollarString' | 'quotedName' | 'comment' | 'variable' | 'symbol';

/** A lexical piece of SQL text; blanks lie between pieces. Only where a piece ends is known, never what it means. */
export interface Piece extends Span {
  readonly kind: PieceKind;
}

const blank = /\s*/y;
const word = /[\p{L}_](?:[\p{L}\p{N}_]|\$(?!\{))*/uy;
const number = /\d[\d_]*(?:\.[\d_]*)?(?:[eE][+-]?\d+)?|\.\d[\d_]*(?:[eE][+-]?\d+)?/y;
const dollarTag = /\$(?:[A-Za-z_]\w*)?\$/y;
const lineComment = /--[^\n]*/y;

/** `${name}`, `${name:format}`, `${name|default}`; a quoted default may hold a brace. */
export const variablePattern: RegExp =
  /\$\{\s*([A-Za-z_][\w.]*)\s*(?::\s*(\w+)\s*)?(?:\|\s*("(?:[^"\\]|\\.)*"\s*|'(?:[^'\\]|\\.)*'\s*|[^}]*))?\}/y;

function matchEnd(pattern: RegExp, text: string, offset: number): number | undefined {
  pattern.lastIndex = offset;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

/** The offset of the next character that is no white space. */
export function skipBlank(text: string, offset: number): number {
  return matchEnd(blank, text, offset) ?? offset;
}

/** The end of the variable reference that starts at `offset`, or undefined when there is none. */
function variableEnd(text: string, offset: number): number | undefined {
  return text.startsWith('${', offset) ? matchEnd(variablePattern, text, offset) : undefined;
}

function quotedEnd(text: string, start: number, quote: string, escapes: boolean): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text[at];
    if (character === quote) {
      if (text[at + 1] !== quote) return at + 1;
      at += 1;
    } else if (character === '\\' && escapes) at += 1;
    else if (character === '$') at = (variableEnd(text, at) ?? at + 1) - 1;
  }
  return text.length;
}

/** The end of a block comment, which may hold others as PostgreSQL's and DuckDB's do. */
function blockCommentEnd(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('/*', at)) {
      depth += 1;
      at += 1;
    } else if (text.startsWith('*/', at)) {
      depth -= 1;
      at += 1;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

function dollarPiece(text: string, start: number): Piece {
  const variable = variableEnd(text, start);
  if (variable !== undefined) return { kind: 'variable', start, end: variable };
  const tagEnd = matchEnd(dollarTag, text, start);
  if (tagEnd === undefined) return { kind: 'symbol', start, end: start + 1 };
  const tag = text.slice(start, tagEnd);
  const close = text.indexOf(tag, tagEnd);
  return { kind: 'dollarString', start, end: close === -1 ? text.length : close + tag.length };
}

/**
 * Reads the piece that starts at `start`, which must be no blank and inside the text.
 * An unclosed string or comment reaches to the end of the text.
 */
export function pieceAt(text: string, start: number): Piece {
  const character = text[start] ?? '';
  const next = text[start + 1];
  if (character === "'") return { kind: 'string', start, end: quotedEnd(text, start, "'", false) };
  if ((character === 'e' || character === 'E') && next === "'") return { kind: 'escapeString', start, end: quotedEnd(text, start + 1, "'", true) };
  if (character === '"') return { kind: 'quotedName', start, end: quotedEnd(text, start, '"', false) };
  if (character === '$') return dollarPiece(text, start);
  if (character === '-' && next === '-') return { kind: 'comment', start, end: matchEnd(lineComment, text, start) ?? start };
  if (character === '/' && next === '*') return { kind: 'comment', start, end: blockCommentEnd(text, start) };
  const wordEnd = matchEnd(word, text, start);
  if (wordEnd !== undefined) return { kind: 'word', start, end: wordEnd };
  const numberEnd = matchEnd(number, text, start);
  if (numberEnd !== undefined) return { kind: 'number', start, end: numberEnd };
  return { kind: 'symbol', start, end: start + 1 };
}

/** The pieces of a text between two offsets, comments among them. */
export function* pieces(text: string, start: number = 0, end: number = text.length): Generator<Piece> {
  for (let at = skipBlank(text, start); at < end;) {
    const piece = pieceAt(text, at);
    yield piece;
    at = skipBlank(text, piece.end);
  }
}
