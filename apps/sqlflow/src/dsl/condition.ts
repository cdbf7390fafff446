import type { Span } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { locationOf, peek, peekText, readString, type Scanner, take, takeWords } from './scanner.ts';
import { type Scalar, scalarOf, type Template, variableAt } from './template.ts';

export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'LIKE';

/** A condition of IF, before its variables have values. */
export type Condition =
  | (Span & { readonly kind: 'and' | 'or'; readonly left: Condition; readonly right: Condition })
  | (Span & { readonly kind: 'not'; readonly operand: Condition })
  | (Span & { readonly kind: 'compare'; readonly op: Comparison; readonly left: Condition; readonly right: Condition; readonly singleEquals: boolean })
  | (Span & { readonly kind: 'in'; readonly left: Condition; readonly items: readonly Condition[] })
  | (Span & { readonly kind: 'isNull'; readonly operand: Condition })
  | (Span & { readonly kind: 'text'; readonly template: Template })
  | (Span & { readonly kind: 'value'; readonly value: Scalar });

const bareWord = /[\p{L}_][\p{L}\p{N}_.]*(?:-[\p{L}\p{N}_.]+)*/uy;
const numberWord = /-?\d[\p{L}\p{N}_.]*(?:-[\p{L}\p{N}_.]+)*/uy;
const longestNesting = 100;

function complain(s: Scanner, problem: string): Error {
  return errors.FLOW_BAD_CONDITION.error({ problem }, locationOf(s, peek(s) ?? { start: s.at, end: s.at }));
}

function matchWord(s: Scanner, pattern: RegExp): string | undefined {
  pattern.lastIndex = s.at;
  return pattern.exec(s.source)?.[0];
}

function readOperand(s: Scanner, depth: number): Condition {
  const piece = peek(s);
  if (piece === undefined) throw complain(s, 'a value is missing');
  if (depth > longestNesting) throw complain(s, 'it is nested too deeply');
  const start = piece.start;
  if (take(s, '(')) {
    const inner = readOr(s, depth + 1);
    if (!take(s, ')')) throw complain(s, "')' is missing");
    return inner;
  }
  const quote = s.source[start];
  if (quote === '"' || quote === "'") {
    const template = readString(s, 'a value', 'here');
    return { kind: 'text', template, start, end: s.at };
  }
  const variable = variableAt(s.source, start);
  if (variable !== undefined) {
    s.at = variable.end;
    return { kind: 'text', template: { parts: [variable], quoted: false, start, end: s.at }, start, end: s.at };
  }
  const word = matchWord(s, bareWord) ?? matchWord(s, numberWord);
  if (word === undefined || /^(?:then|and|or|in|is|like)$/i.test(word)) throw complain(s, `a value is missing before '${s.source.slice(start, piece.end)}'`);
  s.at = start + word.length;
  return { kind: 'value', value: scalarOf(word), start, end: s.at };
}

function readComparison(s: Scanner): { readonly op: Comparison; readonly singleEquals: boolean } | undefined {
  for (const [text, op] of [['==', '=='], ['!=', '!='], ['<>', '!='], ['<=', '<='], ['>=', '>='], ['=', '=='], ['<', '<'], ['>', '>']] as const) {
    peek(s);
    if (!s.source.startsWith(text, s.at)) continue;
    s.at += text.length;
    return { op, singleEquals: text === '=' };
  }
  return take(s, 'LIKE') ? { op: 'LIKE', singleEquals: false } : undefined;
}

function readList(s: Scanner, depth: number): readonly Condition[] {
  if (!take(s, '(')) throw complain(s, "'(' is missing after IN");
  const items: Condition[] = [];
  do items.push(readOperand(s, depth + 1));
  while (take(s, ','));
  if (!take(s, ')')) throw complain(s, "')' is missing after the list");
  return items;
}

function readTest(s: Scanner, depth: number): Condition {
  const left = readOperand(s, depth);
  const span = (): Span => ({ start: left.start, end: s.at });
  if (takeWords(s, 'IS', 'NOT', 'NULL')) return { kind: 'not', operand: { kind: 'isNull', operand: left, ...span() }, ...span() };
  if (takeWords(s, 'IS', 'NULL')) return { kind: 'isNull', operand: left, ...span() };
  if (takeWords(s, 'NOT', 'IN')) {
    const items = readList(s, depth);
    return { kind: 'not', operand: { kind: 'in', left, items, ...span() }, ...span() };
  }
  if (takeWords(s, 'NOT', 'LIKE')) {
    const right = readOperand(s, depth);
    return { kind: 'not', operand: { kind: 'compare', op: 'LIKE', left, right, singleEquals: false, ...span() }, ...span() };
  }
  if (take(s, 'IN')) {
    const items = readList(s, depth);
    return { kind: 'in', left, items, ...span() };
  }
  const comparison = readComparison(s);
  if (comparison === undefined) return left;
  const right = readOperand(s, depth);
  return { kind: 'compare', ...comparison, left, right, ...span() };
}

function readNot(s: Scanner, depth: number): Condition {
  const start = peek(s)?.start ?? s.at;
  if (!take(s, 'NOT')) return readTest(s, depth);
  if (depth > longestNesting) throw complain(s, 'it is nested too deeply');
  const operand = readNot(s, depth + 1);
  return { kind: 'not', operand, start, end: s.at };
}

function readAnd(s: Scanner, depth: number): Condition {
  let left = readNot(s, depth);
  while (take(s, 'AND')) {
    const right = readNot(s, depth);
    left = { kind: 'and', left, right, start: left.start, end: s.at };
  }
  return left;
}

function readOr(s: Scanner, depth: number): Condition {
  let left = readAnd(s, depth);
  while (take(s, 'OR')) {
    const right = readAnd(s, depth);
    left = { kind: 'or', left, right, start: left.start, end: s.at };
  }
  return left;
}

/** Reads the condition between IF and THEN, and THEN itself. @throws ToolError FLOW_BAD_CONDITION at the exact place. */
export function readCondition(s: Scanner): Condition {
  const condition = readOr(s, 0);
  if (take(s, 'THEN')) return condition;
  throw complain(s, peekText(s) === '' || peekText(s) === ';' ? 'THEN is missing' : `'${peekText(s)}' was not expected`);
}
