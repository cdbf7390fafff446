import type { BinaryOperator, Expression, Like, Query, Test } from '@millrace/sql-ir';
import { primaryPower, unaryKey } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectName } from './name.ts';
import { opensPivotStatement } from './pivot-statement.ts';
import { postfix } from './postfix.ts';
import { primary } from './primary.ts';

/** Whether rows follow VALUES, the n-th token from here coming next. */
function opensValues(p: SqlParser, n: number): boolean {
  const { text, kind } = p.peekAt(n);
  if (text === '(') return true;
  return p.vocabulary.dialect === 'mysql' ? text === 'ROW' : (p.vocabulary.dialect === 'trino' || p.vocabulary.dialect === 'spark') && (kind === 'number' || kind === 'string' || text === 'ROW');
}

/** Whether a query begins here, in parentheses or not. */
export function atQuery(p: SqlParser): boolean {
  const { text } = p.peek();
  if (text === 'SELECT' || text === 'WITH') return true;
  if (text === 'VALUES') return opensValues(p, 2);
  if (text === 'FROM') return p.vocabulary.dialect === 'duckdb' || p.vocabulary.dialect === 'spark';
  if (opensPivotStatement(p)) return true;
  if (text === 'TABLE') return p.vocabulary.dialect === 'duckdb' || p.vocabulary.dialect === 'postgres' || p.vocabulary.dialect === 'mysql' || (p.vocabulary.dialect === 'trino' && p.peekAt(2).text !== '(');
  if (text !== '(') return false;
  let n = 2;
  while (p.peekAt(n).text === '(') n += 1;
  const first = p.peekAt(n).text;
  return (first === 'SELECT' || first === 'WITH' || (first === 'VALUES' && opensValues(p, n + 1)) || ((first === 'FROM' || first === 'PIVOT' || first === 'UNPIVOT') && p.vocabulary.dialect === 'duckdb'))
    && queryEndsGroup(p, n - 1);
}

/** Tells `((SELECT 1))` from `((SELECT 1) + 1)`: only the first is a query, so look at what follows the inner parentheses. */
function queryEndsGroup(p: SqlParser, opened: number): boolean {
  let depth = 0;
  let lowest = opened;
  for (let n = 1; ; n++) {
    const { text, kind } = p.peekAt(n);
    if (kind === 'end') return true;
    if (text === '(') depth += 1;
    else if (text === ')') {
      depth -= 1;
      if (depth === 0) return true;
      // Only the parentheses that stood in a row before the query tell; those inside it are its own.
      const after = p.peekAt(n + 1).text;
      if (depth >= lowest) continue;
      if (after !== ')' && !continuesQuery.has(after)) return false;
      lowest = depth;
    }
  }
}

const continuesQuery: ReadonlySet<string> = new Set(['UNION', 'INTERSECT', 'EXCEPT', 'MINUS', 'ORDER', 'LIMIT', 'OFFSET', 'FETCH']);

/** A query in parentheses. */
export function subquery(p: SqlParser): Query {
  p.expect('(');
  const query = p.query();
  p.expect(')');
  return query;
}

type Infix = (p: SqlParser, left: Expression, power: number) => Expression | undefined;

/** Operators that are words. Each gives nothing when the word turns out to belong to what follows. */
const wordOperators: ReadonlyMap<string, { readonly power: keyof SqlParser['vocabulary']['precedence']; readonly parse: Infix }> = new Map(Object.entries({
  IS: { power: 'is', parse: is },
  ISNULL: { power: 'is', parse: (p, operand) => (p.accept('ISNULL'), { kind: 'Is', operand, test: 'NULL', negated: false, pos: operand.pos, end: p.end() }) },
  NOTNULL: { power: 'is', parse: (p, operand) => (p.accept('NOTNULL'), { kind: 'Is', operand, test: 'NULL', negated: true, pos: operand.pos, end: p.end() }) },
  NOT: { power: 'like', parse: negatable },
  LIKE: { power: 'like', parse: negatable },
  ILIKE: { power: 'like', parse: negatable },
  RLIKE: { power: 'like', parse: negatable },
  REGEXP: { power: 'like', parse: negatable },
  SIMILAR: { power: 'like', parse: negatable },
  GLOB: { power: 'like', parse: negatable },
  IN: { power: 'in', parse: negatable },
  BETWEEN: { power: 'between', parse: negatable },
  COLLATE: { power: 'collate', parse: collate },
  AT: { power: 'at time zone', parse: atTimeZone },
  // PostgreSQL's operators that LIKE and its kin stand for, and operators by their full name.
  '~~': { power: '~', parse: likeSymbol },
  '!~~': { power: '~', parse: likeSymbol },
  '~~*': { power: '~', parse: likeSymbol },
  '!~~*': { power: '~', parse: likeSymbol },
  '~~~': { power: '~', parse: likeSymbol },
  OPERATOR: { power: '~', parse: namedOperator },
}));

/**
 * Expressions, by climbing the table of binding powers.
 *
 * @param atLeast operators that bind less than this are left to the caller.
 */
export function climb(p: SqlParser, atLeast: number): Expression {
  const { precedence, operators } = p.vocabulary;
  let left = prefix(p);
  // What binds tighter than the last operator was open to its right operand: if it stands here, it was refused there.
  let ceiling = primaryPower;
  // Operators that do not chain forbid their own level after them.
  let forbidden = -1;
  for (let count = 0; ; count++) {
    const { text } = p.peek();
    if (text === '') return left;
    const op = operators.get(text);
    const word = op === undefined ? wordOperators.get(text) : undefined;
    const key = op ?? word?.power;
    if (key === undefined) return left;
    const { power, associativity } = precedence[key];
    if (power < atLeast || power > ceiling || power === forbidden) return left;
    p.chained(count);
    if (op !== undefined) {
      p.accept(text);
      left = infix(p, op, left, power);
    } else {
      const parsed = word?.parse(p, left, power);
      if (parsed === undefined) return left;
      left = parsed;
    }
    forbidden = associativity === 'none' ? power : -1;
    ceiling = left.kind === 'Is' || left.kind === 'In' ? primaryPower : power;
  }
}

/** A climb that counts as nesting. */
export function operand(p: SqlParser, atLeast: number): Expression {
  return p.climbing(atLeast);
}

function infix(p: SqlParser, op: BinaryOperator, left: Expression, power: number): Expression {
  const quantifier = p.peek().text;
  if ((quantifier === 'ANY' || quantifier === 'ALL' || quantifier === 'SOME') && p.peekAt(2).text === '(') {
    p.next();
    const right = atQueryInParentheses(p) ? subquery(p) : operandInParentheses(p);
    return { kind: 'Quantified', op, left, quantifier: quantifier === 'ALL' ? 'ALL' : 'ANY', right, pos: left.pos, end: p.end() };
  }
  const right = operand(p, power + 1);
  return { kind: 'Binary', op, left, right, pos: left.pos, end: right.end };
}

function atQueryInParentheses(p: SqlParser): boolean {
  return p.at('(') && atQuery(p);
}

function operandInParentheses(p: SqlParser): Expression {
  p.expect('(');
  const inner = p.expression();
  p.expect(')');
  return inner;
}

function prefix(p: SqlParser): Expression {
  const token = p.peek();
  switch (token.text) {
    case '-':
    case '+':
    case '~':
    case '@':
    case '|/':
    case '||/': {
      if (token.text.length > 1 || token.text === '@' ? !p.vocabulary.manyOperators : false) break;
      p.next();
      const inner = operand(p, p.vocabulary.precedence[unaryKey(token.text)].power + 1);
      return { kind: 'Unary', op: token.text, operand: inner, pos: token.startOffset, end: inner.end };
    }
    case 'NOT': {
      p.next();
      const inner = operand(p, p.vocabulary.precedence.NOT.power + 1);
      return { kind: 'Unary', op: 'NOT', operand: inner, pos: token.startOffset, end: inner.end };
    }
    case '!': {
      if (p.vocabulary.dialect !== 'mysql' && p.vocabulary.dialect !== 'spark') break;
      p.next();
      const inner = operand(p, p.vocabulary.precedence.negate.power);
      return { kind: 'Unary', op: 'NOT', operand: inner, pos: token.startOffset, end: inner.end };
    }
    case '**': {
      if (p.vocabulary.dialect !== 'snowflake') break;
      p.next();
      const inner = operand(p, p.vocabulary.precedence.prior.power + 1);
      return { kind: 'Unary', op: '**', operand: inner, pos: token.startOffset, end: inner.end };
    }
    case 'PRIOR':
    case 'CONNECT_BY_ROOT': {
      if ((p.vocabulary.dialect !== 'snowflake' && p.vocabulary.dialect !== 'oracle') || !p.isName(p.peekAt(2))) break;
      p.next();
      const inner = operand(p, p.vocabulary.precedence.prior.power + 1);
      return { kind: 'Unary', op: token.text, operand: inner, pos: token.startOffset, end: inner.end };
    }
    default:
  }
  return postfix(p, primary(p));
}

function is(p: SqlParser, left: Expression, power: number): Expression {
  p.expect('IS');
  const negated = p.accept('NOT');
  if (p.acceptAll('DISTINCT', 'FROM')) {
    const right = operand(p, power + 1);
    return { kind: 'Binary', op: negated ? 'IS NOT DISTINCT FROM' : 'IS DISTINCT FROM', left, right, pos: left.pos, end: right.end };
  }
  if (p.vocabulary.dialect === 'sqlite') return isOf(p, left, negated, power);
  const test = p.acceptAny('NULL', 'TRUE', 'FALSE', 'UNKNOWN') ?? (p.vocabulary.dialect === 'postgres' ? testOfPostgres(p) : undefined);
  if (test === undefined) return p.fail('NULL', 'TRUE', 'FALSE', 'DISTINCT FROM');
  return { kind: 'Is', operand: left, test, negated, pos: left.pos, end: p.end() };
}

/** `IS JSON OBJECT`, `IS NFC NORMALIZED`. */
function testOfPostgres(p: SqlParser): Test | undefined {
  if (p.accept('NORMALIZED')) return 'NORMALIZED';
  const form = p.acceptAny('NFC', 'NFD', 'NFKC', 'NFKD');
  if (form !== undefined) return p.accept('NORMALIZED') ? `${form} NORMALIZED` : p.fail('NORMALIZED');
  if (!p.accept('JSON')) return undefined;
  const kind = p.acceptAny('VALUE', 'ARRAY', 'OBJECT', 'SCALAR');
  const unique = p.acceptAll('WITH', 'UNIQUE') ? p.accept('KEYS') || true : (p.acceptAll('WITHOUT', 'UNIQUE') && p.accept('KEYS'), false);
  return `JSON${kind === undefined ? '' : (` ${kind}` as const)}${unique ? ' WITH UNIQUE KEYS' : ''}`;
}

/** SQLite's IS takes any operand, of which NULL, TRUE and FALSE are the ones other dialects know. */
function isOf(p: SqlParser, left: Expression, negated: boolean, power: number): Expression {
  const right = operand(p, power + 1);
  const test = right.kind !== 'Literal' ? undefined : right.type === 'null' ? 'NULL' : right.type === 'boolean' ? (right.value ? 'TRUE' : 'FALSE') : undefined;
  if (test !== undefined) return { kind: 'Is', operand: left, test, negated, pos: left.pos, end: right.end };
  return { kind: 'Binary', op: negated ? 'IS DISTINCT FROM' : 'IS NOT DISTINCT FROM', left, right, pos: left.pos, end: right.end };
}

const negated: ReadonlySet<string> = new Set(['LIKE', 'ILIKE', 'RLIKE', 'REGEXP', 'SIMILAR', 'GLOB', 'IN', 'BETWEEN']);

function negatable(p: SqlParser, left: Expression, power: number): Expression | undefined {
  const not = p.at('NOT');
  const word = not ? p.peekAt(2).text : p.peek().text;
  if (not && word === 'NULL' && p.vocabulary.dialect === 'sqlite') {
    p.acceptAll('NOT', 'NULL');
    return { kind: 'Is', operand: left, test: 'NULL', negated: true, pos: left.pos, end: p.end() };
  }
  if (!negated.has(word)) return undefined;
  if (not) p.next();
  if (word === 'IN') return inList(p, left, not);
  if (word === 'BETWEEN') return between(p, left, not, power);
  return like(p, left, not, power);
}

function inList(p: SqlParser, left: Expression, not: boolean): Expression {
  p.expect('IN');
  if (!p.at('(')) {
    // DuckDB: `x IN list_column`; SQLite and Snowflake have no such form, the tree says it as a membership test of one list.
    if (p.vocabulary.dialect === 'sqlite') return inTable(p, left, not);
    if (p.vocabulary.dialect !== 'duckdb') p.fail('(');
    const list = operand(p, p.vocabulary.precedence.in.power + 1);
    const name = { kind: 'Identifier', name: 'CONTAINS', quoted: false, pos: list.pos, end: list.pos } as const;
    const call: Expression = { kind: 'Call', name: [name], args: [list, left], distinct: false, orderBy: [], withinGroup: [], pos: left.pos, end: p.end() };
    return not ? { kind: 'Unary', op: 'NOT', operand: call, pos: left.pos, end: p.end() } : call;
  }
  const values = atQuery(p) ? subquery(p) : p.parenthesised(() => p.expression());
  return { kind: 'In', operand: left, values, negated: not, pos: left.pos, end: p.end() };
}

/** SQLite's `x IN t`: in the one column of a table. */
function inTable(p: SqlParser, left: Expression, not: boolean): Expression {
  const name = objectName(p, 'a table');
  const at = { pos: name[0]?.pos ?? left.pos, end: p.end() };
  const values: Query = {
    kind: 'Select', with: [], recursive: false, distinct: false, windows: [], orderBy: [], from: { kind: 'Table', name, ...at },
    projections: [{ kind: 'Projection', expression: { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], ...at }, ...at }], ...at,
  };
  return { kind: 'In', operand: left, values, negated: not, pos: left.pos, end: at.end };
}

const likeSymbols: Readonly<Record<string, { readonly op: Like['op']; readonly negated: boolean }>> = {
  '~~': { op: 'LIKE', negated: false }, '!~~': { op: 'LIKE', negated: true }, '~~*': { op: 'ILIKE', negated: false }, '!~~*': { op: 'ILIKE', negated: true },
  '~~~': { op: 'GLOB', negated: false },
};

function likeSymbol(p: SqlParser, left: Expression, power: number): Expression {
  const found = likeSymbols[p.next().text] ?? p.fail('LIKE');
  const pattern = operand(p, power + 1);
  return { kind: 'Like', ...found, operand: left, pattern, pos: left.pos, end: pattern.end };
}

/** `a OPERATOR(pg_catalog.+) b`: the operator that the name ends with. */
function namedOperator(p: SqlParser, left: Expression, power: number): Expression | undefined {
  if (p.vocabulary.dialect !== 'postgres' || p.peekAt(2).text !== '(') return undefined;
  p.expectAll('OPERATOR', '(');
  if (p.at('PG_CATALOG')) p.expectAll('PG_CATALOG', '.');
  const op = p.vocabulary.operators.get(p.peek().text) ?? p.fail('an operator of pg_catalog');
  p.next();
  p.expect(')');
  return infix(p, op, left, power);
}

function between(p: SqlParser, left: Expression, not: boolean, power: number): Expression {
  p.expect('BETWEEN');
  const symmetric = p.accept('SYMMETRIC');
  if (!symmetric) p.accept('ASYMMETRIC');
  const low = operand(p, power + 1);
  p.expect('AND');
  const high = operand(p, power + 1);
  return { kind: 'Between', operand: left, low, high, negated: not, ...(symmetric ? { symmetric } : {}), pos: left.pos, end: high.end };
}

function likeOperator(p: SqlParser): Like['op'] {
  if (p.acceptAll('SIMILAR', 'TO')) return 'SIMILAR TO';
  const word = p.acceptAny('LIKE', 'ILIKE', 'RLIKE', 'REGEXP', 'GLOB');
  if (word === undefined) return p.fail('LIKE');
  return word === 'REGEXP' && p.vocabulary.dialect !== 'sqlite' ? 'RLIKE' : word;
}

function like(p: SqlParser, left: Expression, not: boolean, power: number): Expression {
  const op = likeOperator(p);
  const quantifier = p.acceptAny('ANY', 'ALL') ?? (p.accept('SOME') ? 'ANY' : undefined);
  const pattern = quantifier !== undefined && p.vocabulary.dialect === 'postgres' ? anyPattern(p) : operand(p, power + 1);
  const escape = p.accept('ESCAPE') ? operand(p, power + 1) : undefined;
  return {
    kind: 'Like', op, ...(quantifier === undefined ? {} : { quantifier }), operand: left,
    // One pattern in parentheses is still a list of patterns.
    pattern: quantifier !== undefined && pattern.kind === 'Literal' && p.vocabulary.dialect !== 'postgres' ? { kind: 'Tuple', items: [pattern], pos: pattern.pos, end: pattern.end } : pattern,
    ...(escape === undefined ? {} : { escape }), negated: not, pos: left.pos, end: p.end(),
  };
}

/** PostgreSQL's `LIKE ANY (array)`. */
function anyPattern(p: SqlParser): Expression {
  const start = p.start();
  if (!atQueryInParentheses(p)) return operandInParentheses(p);
  const query = subquery(p);
  return { kind: 'Subquery', query, pos: start, end: p.end() };
}

function collate(p: SqlParser, left: Expression): Expression {
  p.expect('COLLATE');
  const token = p.next();
  if (token.kind !== 'word' && token.kind !== 'string' && token.kind !== 'name') p.fail('the name of a collation');
  let collation = token.kind === 'word' && p.vocabulary.folding === 'lower' ? token.image.toLowerCase() : token.image;
  while (p.vocabulary.dialect === 'duckdb' && p.accept('.')) collation += `.${p.next().image}`;
  return { kind: 'Collate', operand: left, collation, pos: left.pos, end: p.end() };
}

function atTimeZone(p: SqlParser, left: Expression, power: number): Expression | undefined {
  if (!p.acceptAll('AT', 'TIME', 'ZONE')) return undefined;
  const zone = operand(p, power + 1);
  return { kind: 'AtTimeZone', operand: left, zone, pos: left.pos, end: zone.end };
}
