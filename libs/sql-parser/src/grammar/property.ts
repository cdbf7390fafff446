import type { Expression, Property } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

/** Settings of several words: those that take a value without `=`, in parentheses or not, and those that stand alone. */
const phrases: readonly { readonly words: readonly string[]; readonly value: 'none' | 'list' | 'expression' }[] = [
  { words: ['COPY', 'GRANTS'], value: 'none' },
  { words: ['COPY', 'TAGS'], value: 'none' },
  { words: ['CHANGE', 'TRACKING'], value: 'none' },
  { words: ['CLUSTER', 'BY'], value: 'list' },
  { words: ['PARTITION', 'BY'], value: 'list' },
  { words: ['ON', 'COMMIT', 'DROP'], value: 'none' },
  { words: ['ON', 'COMMIT', 'PRESERVE', 'ROWS'], value: 'none' },
  { words: ['ON', 'COMMIT', 'DELETE', 'ROWS'], value: 'none' },
  { words: ['WITHOUT', 'ROWID'], value: 'none' },
  { words: ['STRICT'], value: 'none' },
  { words: ['REQUIRE', 'USER'], value: 'none' },
  { words: ['OWNED', 'BY'], value: 'expression' },
];

/** Sequence settings, whose `=` and second word are optional. */
const sequenceWords: Readonly<Record<string, { readonly next: string; readonly name: string }>> = {
  START: { next: 'WITH', name: 'START' },
  INCREMENT: { next: 'BY', name: 'INCREMENT' },
};

const constant = (p: SqlParser, value: boolean): Expression => ({ kind: 'Literal', type: 'boolean', value, pos: p.end(), end: p.end() });

/** Settings up to what is none: `NAME = value`, with or without commas between them. */
export function properties(p: SqlParser): readonly Property[] {
  const found: Property[] = [];
  for (;;) {
    const next = property(p);
    if (next === undefined) return found;
    found.push(next);
    p.accept(',');
  }
}

function property(p: SqlParser): Property | undefined {
  const phrase = phrases.find(({ words }) => p.acceptAll(...words));
  if (phrase !== undefined) {
    const name = phrase.words.join(' ');
    if (phrase.value === 'none') return { name, value: constant(p, true) };
    return { name, value: phrase.value === 'list' ? p.parenthesised(() => p.expression()) : p.expression() };
  }
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
  const hasTag = p.atAll('WITH', 'TAG') || (p.at('TAG') && p.peekAt(2).text === '(');
  if (hasTag) {
    p.accept('WITH');
    p.expect('TAG');
    return { name: 'TAG', value: nestedProperties(p) };
  }
  if (p.at('COMMENT') && p.peekAt(2).kind === 'string') {
    p.next();
    return { name: 'COMMENT', value: value(p) };
  }
  if (p.at('WITH') && p.peekAt(2).kind === 'word' && p.peekAt(3).text === '=') p.next();
  return named(p);
}

/** `NAME = value`, where the name may have dots or be quoted. */
function named(p: SqlParser): Property | undefined {
  const token = p.peek();
  if (token.kind !== 'word' && token.kind !== 'name') return undefined;
  let n = 2;
  while (p.peekAt(n).text === '.') n += 2;
  if (p.peekAt(n).text !== '=') return undefined;
  let name = p.next().text || token.image;
  while (p.accept('.')) name += `.${p.next().image}`;
  p.expect('=');
  return { name, value: value(p) };
}

/** The value of a setting: an expression, or a list of values or settings in parentheses. */
function value(p: SqlParser): Property['value'] {
  if (!p.at('(')) return settingValue(p);
  if (p.peekAt(2).text === ')' || (p.peekAt(3).text === '=' && p.peekAt(2).kind !== 'symbol')) return nestedProperties(p);
  return p.parenthesised(() => settingValue(p));
}

/** Values are words as often as literals, among them words that are reserved elsewhere. */
function settingValue(p: SqlParser): Expression {
  const token = p.peek();
  const plain = token.kind === 'word' && p.vocabulary.reserved.has(token.text) && token.text !== 'NULL' && token.text !== 'TRUE' && token.text !== 'FALSE';
  if (!plain) return token.kind === 'stage' ? stageValue(p) : p.expression();
  const name = p.identifier('a value', true);
  return { kind: 'Column', parts: [name], pos: name.pos, end: name.end };
}

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
