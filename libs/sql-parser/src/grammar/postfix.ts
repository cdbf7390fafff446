import type { Expression, Identifier, Path } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { call } from './call.ts';

/** What follows a value and binds tightest: `::type`, `[…]`, `:path`, `.field`. */
export function postfix(p: SqlParser, operand: Expression): Expression {
  let left = operand;
  for (let count = 0; ; count++) {
    const { text } = p.peek();
    if (text !== '::' && text !== '[' && text !== ':' && text !== '.') return left;
    p.chained(count);
    const next = step(p, left, text);
    if (next === undefined) return left;
    left = next;
  }
}

function step(p: SqlParser, left: Expression, text: string): Expression | undefined {
  switch (text) {
    case '::': {
      p.next();
      const type = p.type();
      return { kind: 'Cast', operand: left, type, safe: false, pos: left.pos, end: type.end };
    }
    case '[': return subscript(p, left);
    case ':': return p.vocabulary.paths ? path(p, left) : undefined;
    default: return field(p, left);
  }
}

function subscript(p: SqlParser, left: Expression): Expression {
  p.expect('[');
  const from = p.at(':') ? undefined : p.expression();
  if (p.accept(':')) {
    // DuckDB's `[1:-:2]` leaves the end open.
    const open = p.at('-') && (p.peekAt(2).text === ':' || p.peekAt(2).text === ']') && p.accept('-');
    const to = open || p.at(']') || p.at(':') ? undefined : p.expression();
    const step = p.accept(':') && !p.at(']') ? p.expression() : undefined;
    p.expect(']');
    return {
      kind: 'Slice', operand: left, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), ...(step === undefined ? {} : { step }), pos: left.pos, end: p.end(),
    };
  }
  p.expect(']');
  return from === undefined ? p.fail('an index') : { kind: 'Index', operand: left, index: from, pos: left.pos, end: p.end() };
}

function path(p: SqlParser, left: Expression): Expression | undefined {
  const steps: Path['steps'][number][] = [];
  p.expect(':');
  steps.push(key(p));
  for (;;) {
    if (p.accept('.')) steps.push(key(p));
    else if (p.at('[')) {
      p.expect('[');
      steps.push({ index: p.expression() });
      p.expect(']');
    } else if (p.at(':') && p.peekAt(2).kind !== 'number') {
      p.expect(':');
      steps.push(key(p));
    } else break;
  }
  return { kind: 'Path', operand: left, steps, pos: left.pos, end: p.end() };
}

function key(p: SqlParser): Path['steps'][number] {
  const name = p.identifier('a key', true);
  return { key: name.name, quoted: name.quoted };
}

/** A field of a value that is no name: `(row).x`, `f().x`, `(row).*`. Names with dots are columns. */
function field(p: SqlParser, left: Expression): Expression | undefined {
  const { dialect } = p.vocabulary;
  if (p.peekAt(2).text === '*' && dialect === 'postgres') {
    p.expectAll('.', '*');
    return { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], of: left, pos: left.pos, end: p.end() };
  }
  if (p.peekAt(2).kind !== 'word' && p.peekAt(2).kind !== 'name') return undefined;
  p.expect('.');
  const name = p.identifier('a field', true);
  if (dialect === 'duckdb' && p.at('(')) return method(p, left, name);
  if (dialect !== 'duckdb') return { kind: 'Path', operand: left, steps: [{ key: name.name, quoted: name.quoted }], pos: left.pos, end: name.end };
  return { kind: 'Index', operand: left, index: { kind: 'Literal', type: 'string', value: name.name, pos: name.pos, end: name.end }, pos: left.pos, end: name.end };
}

/** DuckDB's `[1, 2].list_sum()`: a call whose first argument stands before it. */
function method(p: SqlParser, left: Expression, name: Identifier): Expression {
  const called = call(p, [name]);
  return { ...called, args: [left, ...called.args], pos: left.pos };
}
