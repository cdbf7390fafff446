import type { Span } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { deepestNesting, locationOf, peek, readString, type Scanner, skip } from './scanner.ts';
import { type Scalar, scalarOf, type Template, variableAt } from './template.ts';

export interface JsonEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: JsonNode;
}

export interface JsonObject extends Span {
  readonly kind: 'object';
  readonly entries: readonly JsonEntry[];
}

/** JSON with places and unresolved variables: `"${n}"`, `"data/${day}.csv"` or a bare `${n}`. */
export type JsonNode =
  | JsonObject
  | (Span & { readonly kind: 'array'; readonly items: readonly JsonNode[] })
  | (Span & { readonly kind: 'scalar'; readonly value: Scalar })
  | (Span & { readonly kind: 'text'; readonly template: Template });

const bare = /[^\s,\]}:]+/y;

function complain(s: Scanner, problem: string): Error {
  const piece = peek(s);
  return errors.FLOW_BAD_JSON.error({ problem }, locationOf(s, piece ?? { start: s.at, end: s.at }));
}

function readItems(s: Scanner, close: string, item: () => void): number {
  if (s.depth >= deepestNesting) throw complain(s, 'it is nested too deeply');
  s.depth += 1;
  try {
    return readUntil(s, close, item);
  } finally {
    s.depth -= 1;
  }
}

function readUntil(s: Scanner, close: string, item: () => void): number {
  s.at += 1;
  for (;;) {
    skip(s);
    if (s.at >= s.end) throw complain(s, `'${close}' is missing`);
    if (s.source[s.at] === close) return (s.at += 1);
    item();
    skip(s);
    if (s.source[s.at] === ',') s.at += 1;
    else if (s.source[s.at] !== close) throw complain(s, `expected ',' or '${close}'`);
  }
}

function readScalar(s: Scanner): JsonNode {
  const start = s.at;
  const variable = variableAt(s.source, start);
  if (variable !== undefined) {
    s.at = variable.end;
    return { kind: 'text', template: { parts: [variable], quoted: false, start, end: s.at }, start, end: s.at };
  }
  bare.lastIndex = start;
  const text = bare.exec(s.source)?.[0] ?? '';
  const value = scalarOf(text);
  if (text === '' || typeof value === 'string') throw complain(s, text === '' ? 'a value is missing' : `'${text}' needs quotes`);
  s.at = start + text.length;
  return { kind: 'scalar', value, start, end: s.at };
}

function readNode(s: Scanner): JsonNode {
  skip(s);
  const start = s.at;
  const character = s.source[start];
  if (character === '{') return readJsonObject(s);
  if (character === '[') {
    const items: JsonNode[] = [];
    const end = readItems(s, ']', () => void items.push(readNode(s)));
    return { kind: 'array', items, start, end };
  }
  if (character === '"' || character === "'") {
    const template = readString(s, 'a value', 'here');
    return { kind: 'text', template, start, end: s.at };
  }
  return readScalar(s);
}

/**
 * Reads a JSON object at the present place, which must be a brace. Comments, trailing commas and bare variables are accepted.
 *
 * @throws ToolError FLOW_BAD_JSON at the exact place.
 */
export function readJsonObject(s: Scanner): JsonObject {
  const start = s.at;
  const entries: JsonEntry[] = [];
  const end = readItems(s, '}', () => {
    const quote = s.source[s.at];
    if (quote !== '"' && quote !== "'") throw complain(s, 'a key needs double quotes');
    const key = readString(s, 'a key', 'here');
    const text = key.parts.map((part) => (typeof part === 'string' ? part : s.source.slice(part.start, part.end))).join('');
    skip(s);
    if (s.source[s.at] !== ':') throw complain(s, `expected ':' after "${text}"`);
    s.at += 1;
    entries.push({ key: text, keySpan: { start: key.start, end: key.end }, value: readNode(s) });
  });
  return { kind: 'object', entries, start, end };
}
