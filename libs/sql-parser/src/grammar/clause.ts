import type { Column, DataType, Expression, Property } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { argument } from './call.ts';
import { policyName } from './name.ts';
import { options } from './options.ts';
import { nestedProperties, properties, settingValue } from './property.ts';

type Read = (p: SqlParser, name: string) => Property;

interface Clause {
  readonly words: readonly string[];
  readonly name: string;
  /** What must be next for the words to be this clause. */
  readonly fits: (p: SqlParser, n: number) => boolean;
  readonly read: Read;
}

/** Clauses by their first word, those of more words first. */
export type Clauses = ReadonlyMap<string, readonly Clause[]>;

const nameValue = (p: SqlParser): Column => {
  const parts = policyName(p);
  return { kind: 'Column', parts, pos: parts[0]?.pos ?? p.start(), end: p.end() };
};
/** A word as a value. */
export const wordValue = (p: SqlParser): Column => {
  const word = p.identifier('a word', true);
  return { kind: 'Column', parts: [word], pos: word.pos, end: word.end };
};
const existing = (p: SqlParser): Property['value'] => {
  const open = p.accept('(');
  p.expectAll('EXISTS', '(');
  const statement = p.statement();
  p.expect(')');
  if (open) p.expect(')');
  return statement;
};

/** PostgreSQL's `(a INT, b TEXT)`: a type that is its fields. */
function compositeType(p: SqlParser): DataType {
  const start = p.start();
  const fields = p.parenthesised(() => {
    const { name, quoted } = p.identifier('a field', true);
    return { name: quoted ? `"${name}"` : name, type: p.type(), nullable: true };
  });
  return { kind: 'DataType', name: '', args: [], elements: [], fields, pos: start, end: p.end() };
}

const anything = (): boolean => true;
const notAssigned = (p: SqlParser, n: number): boolean => p.peekAt(n).text !== '=';
const opens = (p: SqlParser, n: number): boolean => p.peekAt(n).text === '(';
const clause = (value: (p: SqlParser) => Property['value']): Read => (p, name) => ({ name, style: 'clause', value: value(p) });
const several = (item: (p: SqlParser) => Expression): Read => (p, name) => ({ name, style: 'list', value: p.list(() => item(p)) });

const flag: Read = (p, name) => ({ name, style: 'flag', value: { kind: 'Literal', type: 'boolean', value: true, pos: p.end(), end: p.end() } });

/** How each shape of the notation is read. */
const shapes: Readonly<Record<string, { readonly fits: Clause['fits']; readonly read: Read }>> = {
  '': { fits: notAssigned, read: flag },
  value: { fits: notAssigned, read: clause(settingValue) },
  expression: { fits: notAssigned, read: clause((p) => p.expression()) },
  string: { fits: (p, n) => p.peekAt(n).kind === 'string', read: clause(settingValue) },
  name: { fits: (p, n) => p.isName(p.peekAt(n)) && notAssigned(p, n + 1) || p.peekAt(n).text === '#', read: clause(nameValue) },
  word: { fits: notAssigned, read: clause(wordValue) },
  type: { fits: notAssigned, read: clause((p) => (p.at('(') ? compositeType(p) : p.type())) },
  names: { fits: (p, n) => p.isName(p.peekAt(n)), read: several(nameValue) },
  values: { fits: notAssigned, read: several(settingValue) },
  list: { fits: opens, read: clause((p) => p.parenthesised(() => settingValue(p))) },
  args: { fits: opens, read: clause((p) => p.parenthesised(() => argument(p))) },
  settings: { fits: opens, read: clause((p) => nestedProperties(p)) },
  options: { fits: opens, read: clause((p) => options(p)) },
  tags: { fits: notAssigned, read: (p, name) => ({ name, style: 'list', value: tags(p) }) },
  statement: { fits: notAssigned, read: clause((p) => p.statement()) },
  exists: { fits: (p, n) => opens(p, n) || p.peekAt(n).text === 'EXISTS', read: clause(existing) },
};

const assigned: Readonly<Record<string, Read>> = {
  value: (p, name) => ({ name, value: assignedValue(p) }),
  values: assignedList(settingValue),
  phrases: assignedList(phrase),
};

/** Kinds of objects, of one word or several: `DATABASES, RESOURCE MONITORS`. */
function phrase(p: SqlParser): Expression {
  const first = p.identifier('a kind of object', true);
  let { name } = first;
  while (p.peek().kind === 'word' && p.peekAt(2).text !== '=') name += ` ${p.word()}`;
  const end = p.end();
  return { kind: 'Column', parts: [{ ...first, name: name.toUpperCase(), end }], pos: first.pos, end };
}

function assignedList(item: (p: SqlParser) => Expression): Read {
  return (p, name) => {
    const found = p.list(() => item(p));
    const [only] = found;
    return found.length === 1 && only !== undefined ? { name, value: only } : { name, style: 'assigned list', value: found };
  };
}

function assignedValue(p: SqlParser): Property['value'] {
  return p.at('(') && p.peekAt(3).text === '=' ? nestedProperties(p) : p.at('(') ? p.parenthesised(() => settingValue(p)) : settingValue(p);
}

/** `a = 'x', b = 'y'`: at least one. */
export function tags(p: SqlParser): readonly Property[] {
  const found = properties(p);
  return found.length === 0 ? p.fail('a tag and its value') : found;
}

function compile(line: string): Clause {
  const parts = line.split(/\s+/);
  const last = parts.at(-1) ?? '';
  const shape = /^[a-z]+$/.test(last) ? (parts.pop() ?? '') : '';
  if (parts.at(-1) === '=') {
    const read = assigned[shape];
    if (read === undefined) throw new TypeError(`no shape '= ${shape}' in '${line}'`);
    return { words: parts, name: parts.slice(0, -1).join(' '), fits: anything, read };
  }
  const found = shapes[shape];
  if (found === undefined) throw new TypeError(`no shape '${shape}' in '${line}'`);
  return { words: parts, name: parts.join(' '), ...found };
}

const compiled = new Map<string, Clauses>();

/** The clauses of a notation (see `clauses.ts`), made when first needed. */
export function clausesOf(notation: string): Clauses {
  const known = compiled.get(notation);
  if (known !== undefined) return known;
  const all = notation.split(';').map((line) => line.trim()).filter((line) => line !== '').map(compile).toSorted((a, b) => b.words.length - a.words.length || Number(a.read === flag) - Number(b.read === flag));
  const made = Map.groupBy(all, (c) => c.words[0] ?? '');
  compiled.set(notation, made);
  return made;
}

/** The clause that is next, if one is. */
export function clauseAt(p: SqlParser, clauses: Clauses): Property | undefined {
  const token = p.peek();
  if (token.kind !== 'word') return undefined;
  const found = clauses.get(token.text)?.find(({ words, fits }) => p.atAll(...words) && fits(p, words.length + 1));
  if (found === undefined) return undefined;
  p.acceptAll(...found.words);
  return found.read(p, found.name);
}

const statementWords: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'CALL', 'COPY', 'BEGIN', 'DECLARE', 'EXECUTE']);

/** Leaves the statement unless it is over: says which clauses begin like what is next, or what settings look like. @param first what is missing most likely. */
export function endOfClauses(p: SqlParser, clauses: Clauses, ...first: readonly string[]): void {
  const { kind, text } = p.peek();
  if (kind === 'end' || text === ';' || text === ')' || text === 'END') return;
  const alike = (clauses.get(text) ?? []).map(({ name }) => name).filter((name) => name !== text);
  const body = first.length === 0 && statementWords.has(text) && clauses.has('AS') ? ['AS'] : first;
  p.fail(...alike, ...body, 'a setting such as NAME = value', ...clauses.keys());
}

/** Clauses in a row, with or without commas between them. */
export function clauseRow(p: SqlParser, clauses: Clauses): readonly Property[] {
  const found: Property[] = [];
  for (let next = clauseAt(p, clauses); next !== undefined; next = clauseAt(p, clauses)) found.push(next);
  return found;
}
