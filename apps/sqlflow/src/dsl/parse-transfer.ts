import { errors } from '../errors.ts';
import { type JsonObject, readJsonObject } from './json.ts';
import { readMode, readSql, statementEnd } from './parse-create.ts';
import { type Piece, pieceAt, pieces, skipBlank } from './piece.ts';
import { expected, locationOf, need, peek, peekText, readName, readString, readWord, type Scanner, take } from './scanner.ts';
import type { ExportStatement, LoadStatement, Mode, SourceStatement } from './statement.ts';

function readObject(s: Scanner, where: string): JsonObject {
  if (peekText(s) !== '{') throw expected(s, 'a JSON object', where);
  return readJsonObject(s);
}

function emptyObject(at: number): JsonObject {
  return { kind: 'object', entries: [], start: at, end: at };
}

/** Reads `name TYPE type PARAMS {…}` or `name FROM "connector" OPTIONS {…}` after the word SOURCE. */
export function readSource(s: Scanner, start: number): SourceStatement {
  const name = readName(s, 'source name', "after 'SOURCE'");
  const complain = (problem: string): Error => errors.FLOW_BAD_SOURCE.error({ problem }, locationOf(s, peek(s) ?? { start, end: start + 6 }));
  if (take(s, 'FROM')) {
    const connector = readString(s, "the connector's name in quotes", "after 'FROM'");
    if (peekText(s) === 'TYPE') throw complain('Cannot mix FROM and TYPE keywords');
    const params = take(s, 'OPTIONS') ? readObject(s, "after 'OPTIONS'") : emptyObject(s.at);
    return { kind: 'Source', name, by: { connector }, params, start, end: s.at };
  }
  need(s, 'TYPE', 'after source name');
  const type = readWord(s, 'connector type', "after 'TYPE'");
  if (peekText(s) === 'FROM') throw complain('Cannot mix FROM and TYPE keywords');
  if (peekText(s) === 'OPTIONS') throw complain('Cannot use OPTIONS with TYPE-based syntax');
  need(s, 'PARAMS', 'after connector type');
  const params = readObject(s, "after 'PARAMS'");
  return { kind: 'Source', name, by: { type }, params, start, end: s.at };
}

function nextIs(s: Scanner, after: Piece, pattern: RegExp): boolean {
  const at = skipBlank(s.source, after.end);
  return at < s.end && pattern.test(s.source.slice(at, pieceAt(s.source, at).end));
}

/** Where a WHERE expression ends: at `;`, or at a MODE or OPTIONS that can be nothing else. */
function whereEnd(s: Scanner): number {
  for (const piece of pieces(s.source, s.at, s.end)) {
    const text = s.source.slice(piece.start, piece.end).toUpperCase();
    if (piece.kind === 'symbol' && text === ';') return piece.start;
    if (piece.kind !== 'word') continue;
    if (text === 'MODE' && nextIs(s, piece, /^(?:replace|append|upsert|merge|incremental)$/i)) return piece.start;
    if (text === 'OPTIONS' && nextIs(s, piece, /^\{$/)) return piece.start;
  }
  return s.end;
}

/** Reads `t FROM s` or `s INTO t`, then WHERE, MODE and OPTIONS in any order, after the word LOAD. */
export function readLoad(s: Scanner, start: number): LoadStatement {
  const first = readName(s, 'table name', 'after LOAD');
  const into = take(s, 'INTO');
  if (!into && !take(s, 'FROM')) throw expected(s, "'FROM' or 'INTO'", 'after table name');
  const second = into ? readName(s, 'table name', "after 'INTO'") : readName(s, 'source name', "after 'FROM'");
  let where: { readonly start: number; readonly end: number } | undefined;
  let mode: Mode | undefined;
  let options: JsonObject | undefined;
  for (;;) {
    if (where === undefined && take(s, 'WHERE')) where = readSql(s, whereEnd(s), "after 'WHERE'");
    else if (mode === undefined && take(s, 'MODE')) mode = readMode(s, 'LOAD');
    else if (options === undefined && take(s, 'OPTIONS')) options = readObject(s, "after 'OPTIONS'");
    else break;
  }
  return {
    kind: 'Load', table: into ? second : first, source: into ? first : second,
    ...(where === undefined ? {} : { where }), ...(mode === undefined ? {} : { mode }), ...(options === undefined ? {} : { options }),
    start, end: s.at,
  };
}

/** Where the query of an EXPORT ends: at the first TO outside parentheses that a destination follows. */
function exportQueryEnd(s: Scanner): number | undefined {
  let depth = 0;
  for (const piece of pieces(s.source, s.at, s.end)) {
    const text = s.source.slice(piece.start, piece.end).toUpperCase();
    if (text === '(' || text === '[') depth += 1;
    else if (text === ')' || text === ']') depth -= 1;
    else if (text === ';') return undefined;
    else if (text === 'TO' && depth <= 0 && nextIs(s, piece, /^(?:["'].*|connector)$/is)) return piece.start;
  }
  return undefined;
}

function readExportFrom(s: Scanner): ExportStatement['from'] {
  const next = peekText(s);
  if (next !== 'SELECT' && next !== 'WITH' && next !== 'FROM' && next !== '(' && next !== 'VALUES' && next !== 'PIVOT' && next !== 'UNPIVOT') {
    return { table: readName(s, "'SELECT' or table name", "after 'EXPORT'") };
  }
  const end = exportQueryEnd(s);
  if (end !== undefined) return { sql: readSql(s, end, "after 'EXPORT'") };
  s.at = statementEnd(s);
  throw expected(s, "'TO' and a destination in quotes", 'after the query');
}

/** Reads `query|table TO "uri" [TYPE t] [OPTIONS {…}]` after the word EXPORT. */
export function readExport(s: Scanner, start: number): ExportStatement {
  const from = readExportFrom(s);
  need(s, 'TO', "after the table of 'EXPORT'");
  const toConnector = take(s, 'CONNECTOR');
  const destination = readString(s, 'destination in quotes', "after 'TO'");
  const type = take(s, 'TYPE') ? readWord(s, 'export type', "after 'TYPE'") : undefined;
  const options = take(s, 'OPTIONS') ? readObject(s, "after 'OPTIONS'") : undefined;
  return {
    kind: 'Export', from, destination, toConnector,
    ...(type === undefined ? {} : { type }), ...(options === undefined ? {} : { options }), start, end: s.at,
  };
}
