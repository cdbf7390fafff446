import type { Call, Cast, Expression, Identifier, Literal, ObjectOf } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { primaryPower } from '@millrace/sql-ir';
import { call } from './call.ts';
import { comprehension } from './comprehension.ts';
import { identifierArgument } from './name.ts';
import { intervalUnit, mysqlInterval, sparkInterval } from './dialect-forms.ts';
import { castType } from './type-names.ts';

/** CASE … END; a plain name when nothing of a CASE follows. */
export function caseOf(p: SqlParser): Expression {
  const start = p.start();
  p.expect('CASE');
  const operand = p.at('WHEN') ? undefined : p.expression();
  const branches: { when: Expression; then: Expression }[] = [];
  while (p.accept('WHEN')) {
    const when = p.expression();
    p.expect('THEN');
    branches.push({ when, then: p.expression() });
  }
  if (branches.length === 0) p.fail('WHEN');
  const otherwise = p.accept('ELSE') ? p.expression() : undefined;
  if (!p.accept('END')) p.fail('WHEN', 'ELSE', 'END');
  return { kind: 'Case', ...(operand === undefined ? {} : { operand }), branches, ...(otherwise === undefined ? {} : { otherwise }), pos: start, end: p.end() };
}

/** `CAST(x AS t)` and `TRY_CAST(x AS t)`. */
export function cast(p: SqlParser, safe: boolean): Expression | undefined {
  const start = p.start();
  if (p.peekAt(2).text !== '(') return undefined;
  p.next();
  p.expect('(');
  const operand = p.expression();
  p.expect('AS');
  const type = castType(p);
  const format = p.accept('FORMAT') ? p.expression() : undefined;
  const fields = fieldChanges(p);
  if (!p.accept(')')) p.fail(')', 'FORMAT');
  return { kind: 'Cast', operand, type, safe, ...(format === undefined ? {} : { format }), ...(fields.length === 0 ? {} : { fields }), pos: start, end: p.end() };
}

/** `RENAME FIELDS, ADD FIELDS`; https://docs.snowflake.com/en/sql-reference/functions/cast */
function fieldChanges(p: SqlParser): NonNullable<Cast['fields']> {
  const found: NonNullable<Cast['fields']>[number][] = [];
  while ((p.at('RENAME') || p.at('ADD')) && p.peekAt(2).text === 'FIELDS') {
    found.push(p.next().text === 'ADD' ? 'ADD FIELDS' : 'RENAME FIELDS');
    p.next();
    p.accept(',');
  }
  return found;
}

function callOf(p: SqlParser, name: Identifier, args: readonly Expression[]): Call {
  return {
    kind: 'Call', name: [{ ...name, name: name.name.toUpperCase() }], args, distinct: false, orderBy: [], withinGroup: [], pos: name.pos, end: p.end(),
  };
}

/** `EXTRACT(YEAR FROM x)`: a call whose first argument is the part's name as a string. */
export function extract(p: SqlParser): Expression | undefined {
  const part = p.peekAt(3);
  if (p.peekAt(2).text !== '(' || p.peekAt(4).text !== 'FROM' || (part.kind !== 'word' && part.kind !== 'string')) return undefined;
  const name = p.identifier('EXTRACT', true);
  p.next();
  p.next();
  p.expect('FROM');
  const first: Literal = { kind: 'Literal', type: 'string', value: part.image, pos: part.startOffset, end: part.endOffset };
  const from = p.expression();
  p.expect(')');
  return callOf(p, name, [first, from]);
}

/** `POSITION(a IN b)`: a call of two arguments, as `POSITION(a, b)` is. */
export function position(p: SqlParser): Expression | undefined {
  if (p.peekAt(2).text !== '(') return undefined;
  const name = p.identifier('POSITION', true);
  p.expect('(');
  const args = [p.above('in')];
  if (p.accept('IN')) args.push(p.expression());
  else while (p.accept(',')) args.push(p.expression());
  if (!p.accept(')')) p.fail('IN', ',');
  return callOf(p, name, args);
}

/** `SUBSTRING(x FROM a FOR b)`: a call of up to three arguments. */
export function substring(p: SqlParser): Expression | undefined {
  if (p.peekAt(2).text !== '(') return undefined;
  const name = p.identifier('SUBSTRING', true);
  p.expect('(');
  const args = [p.above('like')];
  if (p.accept('FROM')) args.push(p.expression());
  if (args.length === 1 && p.accept('SIMILAR')) {
    args.push(p.expression());
    p.expect('ESCAPE');
    args.push(p.expression());
  }
  if (p.accept('FOR')) {
    if (args.length === 1) args.push({ kind: 'Literal', type: 'number', value: '1', pos: -1, end: -1 });
    args.push(p.expression());
  }
  while (p.accept(',')) args.push(p.expression());
  p.expect(')');
  return callOf(p, name, args);
}

const trims = { BOTH: 'TRIM', LEADING: 'LTRIM', TRAILING: 'RTRIM' } as const;

/** `TRIM(LEADING 'x' FROM y)`: LTRIM(y, 'x') and its kin. */
export function trim(p: SqlParser): Expression | undefined {
  if (p.peekAt(2).text !== '(') return undefined;
  const name = p.identifier('TRIM', true);
  p.expect('(');
  const side = p.acceptAny('BOTH', 'LEADING', 'TRAILING');
  const args: Expression[] = [];
  if (side === undefined || !p.at('FROM')) args.push(p.expression());
  if (p.accept('FROM')) args.unshift(p.expression());
  while (p.accept(',')) args.push(p.expression());
  p.expect(')');
  return callOf(p, side === undefined ? name : { ...name, name: trims[side] }, args);
}

/** `OVERLAY(x PLACING y FROM a FOR b)`: a call of three or four arguments. */
export function overlay(p: SqlParser): Expression | undefined {
  if (p.peekAt(2).text !== '(') return undefined;
  const name = p.identifier('OVERLAY', true);
  p.expect('(');
  const args = [p.expression()];
  if (p.accept('PLACING')) {
    args.push(p.expression());
    p.expect('FROM');
    args.push(p.expression());
    if (p.accept('FOR')) args.push(p.expression());
  } else while (p.accept(',')) args.push(p.expression());
  if (!p.accept(')')) p.fail('PLACING', ',');
  return callOf(p, name, args);
}

/** `COLLATION FOR (x)`, which PostgreSQL also offers as a function. */
export function collationFor(p: SqlParser): Expression | undefined {
  if (p.vocabulary.dialect !== 'postgres' || p.peekAt(2).text !== 'FOR') return undefined;
  const name = p.identifier('COLLATION', true);
  p.expectAll('FOR', '(');
  const of = p.expression();
  p.expect(')');
  return callOf(p, { ...name, name: 'PG_COLLATION_FOR' }, [of]);
}

const units: ReadonlySet<string> = new Set([
  'YEAR', 'QUARTER', 'MONTH', 'WEEK', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MILLISECOND', 'MICROSECOND', 'NANOSECOND', 'DECADE', 'CENTURY', 'MILLENNIUM',
]);

/** A unit of time, singular; undefined for any other word. */
export function unitOf(word: string): string | undefined {
  if (units.has(word)) return word;
  return word.endsWith('S') && units.has(word.slice(0, -1)) ? word.slice(0, -1) : undefined;
}

/** `INTERVAL '1 day'`, `INTERVAL '1' DAY`, `INTERVAL 1 DAY`, `INTERVAL (x) DAYS`. */
export function interval(p: SqlParser): Expression | undefined {
  if (p.vocabulary.dialect === 'mysql') return mysqlInterval(p);
  if (p.vocabulary.dialect === 'spark') return sparkInterval(p);
  const token = p.peek();
  const after = p.peekAt(2);
  const opens = after.kind === 'string' || (p.vocabulary.dialect === 'duckdb' && (after.kind === 'number' || after.text === '(' || (p.isName(after) && unitOf(p.peekAt(3).text) !== undefined)));
  if (!opens || (after.text === '(' && !unitFollowsGroup(p))) return undefined;
  p.next();
  const value = p.above('postfix');
  const unit = intervalUnit(p);
  if (unit !== undefined) return { kind: 'Interval', value, unit, pos: token.startOffset, end: p.end() };
  return { kind: 'Interval', value, pos: token.startOffset, end: p.end() };
}

/** Tells `INTERVAL (x) DAY` from a call of a function named interval. */
export function unitFollowsGroup(p: SqlParser, more?: ReadonlySet<string>): boolean {
  let depth = 0;
  for (let n = 2; ; n++) {
    const { text, kind } = p.peekAt(n);
    if (kind === 'end') return false;
    if (text === '(') depth += 1;
    if (text === ')') depth -= 1;
    if (depth === 0) return unitOf(p.peekAt(n + 1).text) !== undefined || more?.has(p.peekAt(n + 1).text) === true;
  }
}

/** `[1, 2]` and `ARRAY[1, 2]`. */
export function arrayOf(p: SqlParser): Expression | undefined {
  const start = p.start();
  if (p.at('ARRAY')) {
    if (p.peekAt(2).text !== '[') return undefined;
    p.next();
  }
  p.expect('[');
  const items: Expression[] = [];
  while (!p.at(']')) {
    // The arrays inside an array need no word of their own.
    items.push(p.at('[') && p.vocabulary.dialect === 'postgres' ? p.climbing(primaryPower) : p.expression());
    if (items.length === 1 && p.at('FOR') && p.vocabulary.dialect === 'duckdb') return comprehension(p, start, items);
    if (!p.accept(',')) break;
  }
  if (!p.accept(']')) p.fail(',', ']');
  return { kind: 'ArrayOf', items, pos: start, end: p.end() };
}

/** DuckDB's `MAP {'a': 1}`: a call of MAP on the two lists, which is what it means. */
export function mapOf(p: SqlParser): Expression | undefined {
  if (p.peekAt(2).text !== '{') return undefined;
  const name = p.identifier('MAP', true);
  p.expect('{');
  const keys: Expression[] = [];
  const values: Expression[] = [];
  while (!p.at('}')) {
    keys.push(p.above('postfix'));
    p.expect(':');
    values.push(p.expression());
    if (!p.accept(',')) break;
  }
  p.expect('}');
  const list = (items: readonly Expression[]): Expression => ({ kind: 'ArrayOf', items, pos: name.pos, end: p.end() });
  return callOf(p, name, [list(keys), list(values)]);
}

/** `{'a': 1, **more}`, and ODBC's `{fn f(x)}` and `{d '…'}`, whose braces mean nothing. */
export function objectOf(p: SqlParser): Expression {
  const start = p.start();
  p.expect('{');
  if (p.at('FN') && p.peekAt(2).kind === 'word') {
    p.next();
    const inner = p.expression();
    p.expect('}');
    return inner;
  }
  const entries: ObjectOf['entries'][number][] = [];
  while (!p.at('}')) {
    entries.push(entry(p));
    if (!p.accept(',')) break;
  }
  if (!p.accept('}')) p.fail(',', '}');
  return { kind: 'ObjectOf', entries, pos: start, end: p.end() };
}

function entry(p: SqlParser): ObjectOf['entries'][number] {
  if (p.accept('**')) return { value: p.expression() };
  if (p.at('*') || ((p.peek().kind === 'word' || p.peek().kind === 'name') && p.peekAt(2).text === '.')) return { value: p.expression() };
  const token = p.next();
  if (token.kind !== 'string' && token.kind !== 'word' && token.kind !== 'name') p.fail('a key');
  p.expect(':');
  return { key: token.image, value: p.expression() };
}

/** `ROW(a, b)`. */
export function structured(p: SqlParser): Expression | undefined {
  if (p.peekAt(2).text !== '(') return undefined;
  const start = p.start();
  p.next();
  const items = p.parenthesised(() => p.expression());
  return { kind: 'Tuple', items, pos: start, end: p.end() };
}

/** `(x)`, which is x, or `(a, b)`. */
export function tuple(p: SqlParser): Expression {
  const start = p.start();
  p.expect('(');
  if (p.accept(')')) return { kind: 'Tuple', items: [], pos: start, end: p.end() };
  const items = p.list(() => p.expression());
  if (!p.accept(')')) p.fail(')');
  const only = items[0];
  return items.length === 1 && only !== undefined ? only : { kind: 'Tuple', items, pos: start, end: p.end() };
}

/** `IDENTIFIER('a.b')` and `IDENTIFIER($v)` where a column may stand; a call when it is called. */
export function identifierFunction(p: SqlParser): Expression | undefined {
  if (p.vocabulary.dialect !== 'snowflake' || p.peekAt(2).text !== '(') return undefined;
  const start = p.start();
  const parts = identifierArgument(p);
  if (p.at('(')) return call(p, parts);
  return { kind: 'Column', parts, pos: start, end: p.end() };
}
