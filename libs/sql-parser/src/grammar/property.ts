import type { Expression, Property } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { type Clauses, clauseAt, clausesOf } from './clause.ts';
import { tagging } from './clauses.ts';
import { tableArgument } from './table-type.ts';

/** Sequence settings, whose `=` and second word are optional. */
const sequenceWords: Readonly<Record<string, { readonly next: string; readonly name: string }>> = {
  START: { next: 'WITH', name: 'START' },
  INCREMENT: { next: 'BY', name: 'INCREMENT' },
};

const constant = (p: SqlParser, value: boolean): Expression => ({ kind: 'Literal', type: 'boolean', value, pos: p.end(), end: p.end() });

/** Settings up to what is none: `NAME = value` and the clauses of the statement, with or without commas between them. */
export function properties(p: SqlParser, clauses: Clauses = clausesOf(tagging)): readonly Property[] {
  const found: Property[] = [];
  for (;;) {
    const next = property(p, clauses);
    if (next === undefined) return found;
    found.push(next);
    if (p.at(',') && (startsNamed(p, 2) || p.peekAt(2).kind === 'word' && clauses.has(p.peekAt(2).text))) p.next();
  }
}

function property(p: SqlParser, clauses: Clauses): Property | undefined {
  const clause = clauseAt(p, clauses);
  if (clause !== undefined) return clause;
  const sequence = sequenceWords[p.peek().text];
  if (sequence !== undefined) {
    p.next();
    p.accept(sequence.next);
    p.accept('=');
    return { name: sequence.name, value: value(p) };
  }
  if (p.atAll('NO', 'ORDER') || p.at('NOORDER') || p.at('ORDER')) {
    const ordered = p.accept('ORDER');
    if (!ordered && !p.acceptAll('NO', 'ORDER')) p.accept('NOORDER');
    return { name: 'ORDER', value: constant(p, ordered) };
  }
  // WITH says nothing before a setting or a clause.
  if (p.at('WITH') && (startsNamed(p, 2) || clauses.has(p.peekAt(2).text) && p.looksLike(() => p.accept('WITH') && clauseAt(p, clauses) !== undefined))) {
    p.next();
    return property(p, clauses);
  }
  return named(p);
}

/** Whether `NAME =` stands at the n-th token; the name may have dots or be quoted. */
function startsNamed(p: SqlParser, n: number): boolean {
  const { kind } = p.peekAt(n);
  if (kind !== 'word' && kind !== 'name') return false;
  let at = n + 1;
  while (p.peekAt(at).text === '.') at += 2;
  return p.peekAt(at).text === '=';
}

function named(p: SqlParser): Property | undefined {
  if (!startsNamed(p, 1)) return undefined;
  const token = p.next();
  let name = token.kind === 'name' ? quoted(token.image) : token.text;
  while (p.accept('.')) {
    const part = p.next();
    name += `.${part.kind === 'name' ? quoted(part.image) : part.image}`;
  }
  p.expect('=');
  return { name, value: value(p) };
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The value of a setting: an expression, or a list of values or settings in parentheses. */
function value(p: SqlParser): Property['value'] {
  if (!p.at('(')) return settingValue(p);
  const inner = p.peekAt(2);
  if (inner.text === ')' || ((inner.kind === 'word' || inner.kind === 'name') && startsNamed(p, 2))) return nestedProperties(p);
  // Lists of settings: ((NAME = 'a' …), (NAME = 'b' …)).
  if (inner.text === '(' && startsNamed(p, 3)) return p.nested(() => p.parenthesised((): Property => ({ name: '', style: 'clause', value: nestedProperties(p) })));
  return p.nested(() => p.parenthesised(() => settingValue(p)));
}

/** Values are words as often as literals, among them words that are reserved elsewhere. */
export function settingValue(p: SqlParser): Expression {
  const token = p.peek();
  const table = tableArgument(p);
  if (table !== undefined) return table;
  const plain = token.kind === 'word' && p.vocabulary.reserved.has(token.text) && !valueWords.has(token.text);
  // In MySQL COLLATE is the next setting.
  if (!plain) return token.kind === 'stage' ? stageValue(p) : p.vocabulary.dialect === 'mysql' ? p.above('collate') : p.expression();
  const name = p.identifier('a value', true);
  return { kind: 'Column', parts: [name], pos: name.pos, end: name.end };
}

const valueWords: ReadonlySet<string> = new Set(['NULL', 'TRUE', 'FALSE', 'CAST', 'TRY_CAST', 'CASE', 'NOT', 'CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'CURRENT_USER']);

function stageValue(p: SqlParser): Expression {
  const token = p.next();
  const at = { pos: token.startOffset, end: token.endOffset };
  return { kind: 'Column', parts: [{ kind: 'Identifier', name: token.image, quoted: false, ...at }], ...at };
}

/** `(NAME = value …)`. */
export function nestedProperties(p: SqlParser): readonly Property[] {
  p.expect('(');
  const found = p.nested(() => properties(p));
  if (!p.accept(')')) p.fail('a setting', ')');
  return found;
}
