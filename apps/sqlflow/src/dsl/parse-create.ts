import { errors } from '../errors.ts';
import { type PieceKind, pieces } from './piece.ts';
import { expected, locationOf, need, peek, peekText, readName, readWord, type Scanner, skip, take, takeWords } from './scanner.ts';
import type { CreateStatement, Mode } from './statement.ts';

const tableModes = 'REPLACE, APPEND, UPSERT, INCREMENTAL';
const loadModes = 'REPLACE, APPEND, UPSERT';

const closers: Readonly<Partial<Record<PieceKind, RegExp>>> = {
  string: /^'(?:[^']|'')*'$/, escapeString: /^e'(?:[^'\\]|''|\\[^])*'$/i, quotedName: /^"(?:[^"]|"")*"$/, comment: /^--|\*\/$/, dollarString: /^(\$\w*\$)[^]*\1$/,
};

/**
 * The offset of the `;` that ends the statement, or the end of the text; strings, comments and variables are passed over.
 *
 * @throws ToolError FLOW_UNCLOSED for a string or comment that runs to the end of the file.
 */
export function statementEnd(s: Scanner): number {
  for (const piece of pieces(s.source, s.at, s.end)) {
    if (piece.kind === 'symbol' && s.source[piece.start] === ';') return piece.start;
    if (piece.end < s.source.length || closers[piece.kind]?.test(s.source.slice(piece.start, piece.end)) !== false) continue;
    const what = piece.kind === 'comment' ? 'comment' : piece.kind === 'quotedName' ? 'quoted name' : 'string';
    s.at = s.end;
    throw errors.FLOW_UNCLOSED.error({ what }, locationOf(s, { start: piece.start, end: piece.start + 1 }));
  }
  return s.end;
}

/** Reads SQL up to `end` as a span without blanks at its ends. @throws ToolError FLOW_EXPECTED when there is none. */
export function readSql(s: Scanner, end: number, where: string): { readonly start: number; readonly end: number } {
  const first = peek(s);
  if (first === undefined || first.start >= end) throw expected(s, 'a query', where);
  const start = first.start;
  s.at = end;
  return { start, end: start + s.source.slice(start, end).trimEnd().length };
}

function readKeys(s: Scanner): readonly string[] {
  const keys: string[] = [];
  const parenthesised = take(s, '(');
  do keys.push(readName(s, 'a column name', 'after KEY').parts.join('.'));
  while (take(s, ','));
  if (parenthesised) need(s, ')', 'after the key columns');
  return keys;
}

function readLookback(s: Scanner): { readonly amount: number; readonly unit: string } {
  const text = /^'?\d+/.exec(peekText(s))?.[0];
  if (text === undefined) throw expected(s, 'a number of days', 'after LOOKBACK');
  if (text.startsWith("'")) {
    const [amount = '', unit = 'DAYS'] = peekText(s).slice(1, -1).trim().split(/\s+/);
    s.at = peek(s)?.end ?? s.at;
    return { amount: Number(amount), unit: unit.toUpperCase() };
  }
  s.at += text.length;
  const unit = peekText(s) === 'AS' || peekText(s) === ';' ? 'DAYS' : readWord(s, 'a unit', 'after LOOKBACK').text;
  return { amount: Number(text), unit };
}

/**
 * Reads what follows the word MODE.
 *
 * @param statement which statement it belongs to; LOAD has no INCREMENTAL mode, its sources have a cursor instead.
 * @throws ToolError FLOW_BAD_MODE, FLOW_INCREMENTAL_NEEDS_BY.
 */
export function readMode(s: Scanner, statement: 'LOAD' | 'CREATE'): Mode {
  const word = readWord(s, 'a mode (REPLACE, APPEND, UPSERT)', 'after MODE');
  const span = { start: word.start, end: word.end };
  switch (word.text) {
    case 'REPLACE': case 'APPEND': return { type: word.text };
    case 'UPSERT': case 'MERGE': return { type: 'UPSERT', keys: take(s, 'KEY') || take(s, 'KEYS') ? readKeys(s) : [], span };
    case 'INCREMENTAL': {
      if (statement === 'LOAD') break;
      if (!take(s, 'BY')) throw errors.FLOW_INCREMENTAL_NEEDS_BY.error({}, locationOf(s, peek(s) ?? span));
      const by = readName(s, 'a time column', 'after BY').parts.join('.');
      return take(s, 'LOOKBACK') ? { type: 'INCREMENTAL', by, lookback: readLookback(s) } : { type: 'INCREMENTAL', by };
    }
    default:
  }
  throw errors.FLOW_BAD_MODE.error({ mode: word.text, expected: statement === 'LOAD' ? loadModes : tableModes }, locationOf(s, span));
}

/** Reads `[OR REPLACE] [TEMP] TABLE|VIEW name [MODE …] AS query` after the word CREATE. */
export function readCreate(s: Scanner, start: number): CreateStatement {
  const orReplace = takeWords(s, 'OR', 'REPLACE');
  const temporary = take(s, 'TEMP') || take(s, 'TEMPORARY');
  const object = take(s, 'TABLE') ? 'TABLE' : take(s, 'VIEW') ? 'VIEW' : undefined;
  if (object === undefined) throw expected(s, "'TABLE' or 'VIEW'", "after 'CREATE' or 'CREATE OR REPLACE'");
  takeWords(s, 'IF', 'NOT', 'EXISTS');
  const name = readName(s, `${object.toLowerCase()} name`, `after 'CREATE ${object}'`);
  const mode = object === 'TABLE' && take(s, 'MODE') ? readMode(s, 'CREATE') : undefined;
  need(s, 'AS', `after ${object.toLowerCase()} name`);
  skip(s);
  const sql = readSql(s, statementEnd(s), "after 'AS'");
  return { kind: 'Create', object, temporary, orReplace, name, ...(mode === undefined ? {} : { mode }), sql, start, end: s.at };
}
