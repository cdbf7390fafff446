import { type Diagnostic, ToolError, didYouMean } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { readCondition, type Condition } from './condition.ts';
import { readCreate, statementEnd } from './parse-create.ts';
import { readExport, readLoad, readSource } from './parse-transfer.ts';
import { pieces } from './piece.ts';
import { deepestNesting, expected, locationOf, need, peek, peekText, readName, readRaw, readString, type Scanner, take, takeWords } from './scanner.ts';
import type { IfStatement, IncludeStatement, SetStatement, SourceText, Statement } from './statement.ts';

/** What a file says, with everything that is wrong in it. */
export interface ParsedFile extends SourceText {
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Parser extends Scanner {
  readonly problems: Diagnostic[];
}

const starters = ['SOURCE', 'LOAD', 'EXPORT', 'INCLUDE', 'SET', 'CREATE', 'IF'];
const dividers: ReadonlySet<string> = new Set(['ELSE', 'ELSEIF', 'ENDIF', 'END']);

function readInclude(s: Scanner, start: number): IncludeStatement {
  const path = readString(s, 'file path string', "after 'INCLUDE'");
  const alias = take(s, 'AS') ? readName(s, 'an alias', "after 'AS'") : undefined;
  return { kind: 'Include', path, ...(alias === undefined ? {} : { alias }), start, end: s.at };
}

function readSet(s: Scanner, start: number): SetStatement {
  const name = readName(s, 'variable name', "after 'SET'");
  need(s, '=', 'after variable name');
  const next = peek(s);
  if (next === undefined || peekText(s) === ';') throw expected(s, 'a value', "after '='");
  const end = statementEnd(s);
  const isQuoted = (next.kind === 'string' || next.kind === 'quotedName') && next.start < end;
  if (!isQuoted) return { kind: 'Set', name, value: readRaw(s, end), start, end };
  const value = readString(s, 'a value', "after '='");
  return { kind: 'Set', name, value, start, end: s.at };
}

function conditionOrFalse(p: Parser): Condition {
  const start = p.at;
  try {
    return readCondition(p);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    p.problems.push(...error.diagnostics);
    while (peek(p) !== undefined && peekText(p) !== ';' && !take(p, 'THEN')) p.at = peek(p)?.end ?? p.at;
    return { kind: 'value', value: false, start, end: p.at };
  }
}

function readIf(p: Parser, start: number): IfStatement {
  if (p.depth >= deepestNesting) throw errors.FLOW_BAD_CONDITION.error({ problem: 'the IF is nested too deeply' }, locationOf(p, { start, end: start + 2 }));
  p.depth += 1;
  try {
    return readBranches(p, start);
  } finally {
    p.depth -= 1;
  }
}

function readBranches(p: Parser, start: number): IfStatement {
  const branches = [{ condition: conditionOrFalse(p), body: readBody(p) }];
  while (take(p, 'ELSEIF') || takeWords(p, 'ELSE', 'IF')) branches.push({ condition: conditionOrFalse(p), body: readBody(p) });
  const otherwise = take(p, 'ELSE') ? readBody(p) : [];
  if (!take(p, 'ENDIF') && !takeWords(p, 'END', 'IF')) throw expected(p, "'END IF'", `to close the IF`);
  return { kind: 'If', branches, otherwise, start, end: p.at };
}

function readStatement(p: Parser): Statement {
  const start = peek(p)?.start ?? p.at;
  const word = peekText(p);
  const rest = (): number => (p.at += word.length);
  switch (word) {
    case 'SOURCE': return rest(), readSource(p, start);
    case 'LOAD': return rest(), readLoad(p, start);
    case 'CREATE': return rest(), readCreate(p, start);
    case 'EXPORT': return rest(), readExport(p, start);
    case 'INCLUDE': return rest(), readInclude(p, start);
    case 'SET': return rest(), readSet(p, start);
    case 'IF': return rest(), readIf(p, start);
    default: {
      const piece = peek(p) ?? { start, end: start };
      const shown = p.source.slice(piece.start, piece.end);
      const hint = didYouMean(shown, starters);
      throw errors.FLOW_UNKNOWN_STATEMENT.error({ word: shown }, { ...locationOf(p, piece), ...(hint === undefined ? {} : { hint }) });
    }
  }
}

const labels: Readonly<Record<Statement['kind'], string>> = {
  Source: 'SOURCE statement', Load: 'LOAD statement', Create: 'CREATE statement', Export: 'EXPORT statement',
  Include: 'INCLUDE statement', Set: 'SET statement', If: "'END IF'",
};

/** Moves to where the next statement may begin: past a `;`, or before a line that starts with a directive. */
function recover(p: Parser): void {
  let last = p.at;
  for (const piece of pieces(p.source, p.at, p.end)) {
    const text = p.source.slice(piece.start, piece.end).toUpperCase();
    if (text === ';') {
      p.at = piece.end;
      return;
    }
    const isFirstInLine = p.source.slice(last, piece.start).includes('\n');
    if (isFirstInLine && piece.kind === 'word' && (starters.includes(text) || dividers.has(text))) {
      p.at = piece.start;
      return;
    }
    last = piece.end;
  }
  p.at = p.end;
}

function readBody(p: Parser): readonly Statement[] {
  const statements: Statement[] = [];
  for (let next = peekText(p); next !== '' && !dividers.has(next); next = peekText(p)) readInto(p, statements);
  return statements;
}

function readInto(p: Parser, statements: Statement[]): void {
  if (take(p, ';')) return;
  const before = p.at;
  try {
    const statement = readStatement(p);
    statements.push(statement);
    if (!take(p, ';')) throw expected(p, "';'", `after ${labels[statement.kind]}`);
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    p.problems.push(...error.diagnostics);
    if (p.at === before) p.at = peek(p)?.end ?? p.end;
    recover(p);
  }
}

/**
 * Parses a pipeline file. Never throws on bad input: all that is wrong is in `diagnostics`, in the order of the text.
 *
 * @param source the text of the file.
 * @param file its name, for the diagnostics.
 */
export function parsePipeline(source: string, file: string): ParsedFile {
  const p: Parser = { source, file, at: source.startsWith('\uFEFF') ? 1 : 0, end: source.length, problems: [], depth: 0 };
  const statements: Statement[] = [];
  while (peek(p) !== undefined) readInto(p, statements);
  return { file, source, statements, diagnostics: p.problems };
}
