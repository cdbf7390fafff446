import type { Call, CallClause, DataType, Draft, Expression, Identifier, Lambda, OrderItem, Projection, WindowFrame, WindowSpec } from '@millrace/sql-ir';
import { upperOf } from '../lexer.ts';
import type { SqlParser } from '../parser.ts';
import type { Token } from '../token.ts';
import { atQuery } from './expression.ts';
import { keepClause, worded } from './dialect-forms.ts';
import { orderBy } from './order.ts';

const bare: ReadonlySet<string> = new Set(['CURRENT_DATE', 'CURRENT_TIME', 'CURRENT_TIMESTAMP', 'CURRENT_USER', 'LOCALTIME', 'LOCALTIMESTAMP', 'SESSION_USER', 'DEFAULT']);
/** PostgreSQL's further ones. */
const bareOfPostgres: ReadonlySet<string> = new Set(['CURRENT_CATALOG', 'CURRENT_ROLE', 'CURRENT_SCHEMA', 'USER', 'SYSTEM_USER']);

/** A function that is called without parentheses, and DEFAULT, which stands where a value does. */
export function niladic(p: SqlParser, token: Token): Call | undefined {
  if (token.kind !== 'word' || (!bare.has(token.text) && !(p.vocabulary.dialect === 'postgres' && bareOfPostgres.has(token.text)))) return undefined;
  const follows = p.peekAt(2).text;
  if (follows === '(' || follows === '.' || follows === '=' && token.text === 'DEFAULT') return undefined;
  // SQLite knows three of them; the others are columns there.
  if (p.vocabulary.dialect === 'sqlite' && !p.vocabulary.reserved.has(token.text)) return undefined;
  p.next();
  return {
    kind: 'Call', name: [{ kind: 'Identifier', name: token.text, quoted: false, pos: token.startOffset, end: token.endOffset }],
    args: none, distinct: false, orderBy: none, withinGroup: none, filter: undefined, nulls: undefined, over: undefined, pos: token.startOffset, end: token.endOffset,
  };
}

/** The arguments of a function and what may follow them. The name has been taken. */
export function call(p: SqlParser, parts: readonly Identifier[], keepCase = false): Call {
  const name = keepCase ? parts : parts.map(upperCase);
  p.expect('(');
  const distinct = p.accept('DISTINCT');
  if (!distinct && p.at('ALL') && p.peekAt(2).text !== ')' && p.peekAt(2).text !== ',') p.next();
  const args: Expression[] = [];
  let variadic = false;
  if (!p.at(')') && !p.at('ORDER')) {
    do {
      variadic = p.at('VARIADIC') && p.vocabulary.dialect === 'postgres' && p.accept('VARIADIC');
      args.push(struct(p, name) ?? argument(p));
    } while (p.accept(','));
  }
  const found: Draft<Call> = { kind: 'Call', name, args, distinct, orderBy: orderBy(p), withinGroup: none, filter: undefined, nulls: undefined, over: undefined, pos: parts[0]?.pos ?? p.start(), end: -1 };
  if (variadic) found.variadic = true;
  if (p.at('SEPARATOR') && p.vocabulary.dialect === 'mysql') args.push(worded(p, 'SEPARATOR', () => p.expression()));
  if (p.at('ON') && p.peekAt(2).text === 'OVERFLOW') found.clauses = [overflow(p)];
  const nulls = nullTreatment(p);
  if (nulls !== undefined) found.nulls = nulls;
  if (!p.accept(')')) p.fail(')', ',');
  if (afterCall.has(p.peek().text)) callTail(p, found);
  found.end = p.end();
  return found;
}

/** LISTAGG's `ON OVERFLOW TRUNCATE '…' WITH COUNT`; https://trino.io/docs/current/functions/aggregate.html#listagg */
function overflow(p: SqlParser): CallClause {
  p.expectAll('ON', 'OVERFLOW');
  if (p.accept('ERROR')) return { words: 'ON OVERFLOW ERROR', values: [] };
  p.expect('TRUNCATE');
  const filler = p.peek().kind === 'string' ? p.expression() : undefined;
  const values: readonly Projection[] = filler === undefined ? [] : [{ kind: 'Projection', expression: filler, pos: filler.pos, end: filler.end }];
  const after = p.acceptAny('WITH', 'WITHOUT');
  if (after !== undefined) p.expect('COUNT');
  return { words: 'ON OVERFLOW TRUNCATE', values, ...(after === undefined ? {} : { after: `${after} COUNT` }) };
}

const none = [] as const;
const upperCase = (part: Identifier): Identifier => (part.quoted ? part : { kind: 'Identifier', name: upperOf(part.name), quoted: false, pos: part.pos, end: part.end });

const afterCall: ReadonlySet<string> = new Set(['WITHIN', 'FILTER', 'IGNORE', 'RESPECT', 'FROM', 'KEEP', 'OVER']);

/** `STRUCT(1 AS a)` of Spark: a field goes by its name. */
function struct(p: SqlParser, name: readonly Identifier[]): Expression | undefined {
  if (p.vocabulary.dialect !== 'spark' || name.length !== 1 || name[0]?.name !== 'STRUCT') return undefined;
  const value = p.expression();
  if (!p.accept('AS')) return value;
  const field = p.identifier('a field', true);
  return { kind: 'NamedArgument', name: field, value, pos: value.pos, end: p.end() };
}

/** WITHIN GROUP to OVER. */
export function callTail(p: SqlParser, found: Draft<Call>): void {
  found.withinGroup = within(p);
  const filter = filterClause(p);
  if (filter !== undefined) found.filter = filter;
  let nulls = found.nulls ?? nullTreatment(p);
  if (nthFrom(p)) found.fromLast = true;
  nulls ??= nullTreatment(p);
  if (nulls !== undefined) found.nulls = nulls;
  if (p.vocabulary.dialect === 'oracle') Object.assign(found, keepClause(p, () => orderBy(p)));
  if (p.at('OVER') && (p.peekAt(2).text === '(' || p.isName(p.peekAt(2)))) found.over = overClause(p);
}

const afterNth: ReadonlySet<string> = new Set(['OVER', 'IGNORE', 'RESPECT']);

/** NTH_VALUE's `FROM FIRST`, which is the default, and `FROM LAST`. */
function nthFrom(p: SqlParser): boolean {
  if (!p.at('FROM') || !afterNth.has(p.peekAt(3).text)) return false;
  const last = p.peekAt(2).text === 'LAST';
  if (last || p.peekAt(2).text === 'FIRST') {
    p.next();
    p.next();
  }
  return last;
}

/** Reserved words that name columns all the same where nothing else fits: `f(x, group)`. */
const columnWords: ReadonlySet<string> = new Set(['GROUP', 'COLUMN', 'ROW', 'ROWS', 'START', 'INCREMENT', 'TRIGGER', 'TABLE', 'CHECK', 'UNIQUE', 'VALUES', 'SAMPLE', 'CURRENT', 'FOLLOWING']);

/** One argument of a call: a value, `name => value`, a lambda or a query. */
export function argument(p: SqlParser): Expression {
  const token = p.peek();
  if (token.kind === 'word' || token.kind === 'name') {
    const follows = p.peekAt(2).text;
    // In MySQL `:=` assigns, as any other operator: it has no arguments by name.
    if (follows === '=>' || (follows === ':=' && !p.vocabulary.operators.has(':='))) {
      const name = p.identifier('an argument', true);
      p.next();
      const value = p.expression();
      return { kind: 'NamedArgument', name, value, pos: name.pos, end: value.end };
    }
    if (token.text === 'LAMBDA' && p.vocabulary.dialect === 'duckdb') return pythonLambda(p);
    if ((token.text === 'SELECT' || token.text === 'WITH') && atQuery(p)) {
      const query = p.query();
      return { kind: 'Subquery', query, pos: query.pos, end: query.end };
    }
    if ((follows === ')' || follows === ',') && columnWords.has(token.text) && p.vocabulary.dialect === 'snowflake' && p.vocabulary.reserved.has(token.text)) {
      const name = p.reservedName();
      return { kind: 'Column', parts: [name], pos: name.pos, end: name.end };
    }
  }
  return arrowLambda(p) ?? p.expression();
}

/** `lambda x, y : body`. */
function pythonLambda(p: SqlParser): Lambda {
  const start = p.start();
  p.expect('LAMBDA');
  const parameters = p.list(() => ({ name: p.identifier('a parameter') }));
  p.expect(':');
  const body = p.expression();
  return { kind: 'Lambda', parameters, body, pos: start, end: body.end };
}

/** `x -> body`, `x INT -> body`, `(x, y) -> body`. In DuckDB `j -> 'key'` is no lambda. */
function arrowLambda(p: SqlParser): Lambda | undefined {
  if (!p.vocabulary.lambdas) return undefined;
  const start = p.start();
  const one = p.peek().kind === 'word' && (p.peekAt(2).text === '->' || (p.vocabulary.dialect === 'snowflake' && p.peekAt(2).kind === 'word' && p.looksLike(() => typedParameter(p).type !== undefined && p.at('->'))));
  const several = !one && p.at('(') && opensParameters(p);
  if (!one && !several) return undefined;
  const literal = p.peekAt(3).kind === 'string' || p.peekAt(3).kind === 'number';
  if (one && p.vocabulary.dialect === 'duckdb' && literal) return undefined;
  const parameters = several ? p.parenthesised(() => typedParameter(p)) : [typedParameter(p)];
  p.expect('->');
  const body = p.expression();
  return { kind: 'Lambda', parameters, body, pos: start, end: body.end };
}

/** Whether `(x, y INT) ->` begins here: names, types and commas up to the parenthesis that closes, and an arrow behind it. */
function opensParameters(p: SqlParser): boolean {
  let depth = 0;
  for (let n = 1; ; n++) {
    const { text, kind } = p.peekAt(n);
    if (text === '(') depth += 1;
    else if (text === ')') {
      depth -= 1;
      if (depth === 0) return p.peekAt(n + 1).text === '->';
    } else if (kind !== 'word' && kind !== 'number' && text !== ',') return false;
  }
}

function typedParameter(p: SqlParser): { readonly name: Identifier; readonly type?: DataType } {
  const name = p.identifier('a parameter');
  return p.peek().kind === 'word' ? { name, type: p.type() } : { name };
}

function nullTreatment(p: SqlParser): Call['nulls'] {
  if (!p.at('IGNORE') && !p.at('RESPECT')) return undefined;
  if (p.acceptAll('IGNORE', 'NULLS')) return 'IGNORE';
  return p.acceptAll('RESPECT', 'NULLS') ? 'RESPECT' : undefined;
}

function within(p: SqlParser): readonly OrderItem[] {
  if (!p.acceptAll('WITHIN', 'GROUP')) return [];
  p.expect('(');
  if (!p.at('ORDER')) p.fail('ORDER BY');
  const items = orderBy(p);
  p.expect(')');
  return items;
}

function filterClause(p: SqlParser): Expression | undefined {
  if (!p.at('FILTER') || p.peekAt(2).text !== '(') return undefined;
  p.next();
  p.expect('(');
  p.accept('WHERE');
  const condition = p.expression();
  p.expect(')');
  return condition;
}

function overClause(p: SqlParser): WindowSpec | Identifier {
  p.expect('OVER');
  return p.at('(') ? windowSpec(p) : p.identifier('a window');
}

const clauseWords: ReadonlySet<string> = new Set(['PARTITION', 'ORDER', 'ROWS', 'RANGE', 'GROUPS', ')']);

/** `(PARTITION BY … ORDER BY … ROWS …)`. */
export function windowSpec(p: SqlParser): WindowSpec {
  const start = p.start();
  p.expect('(');
  const base = !clauseWords.has(p.peek().text) ? p.identifier('a window') : undefined;
  const partitionBy = p.acceptAll('PARTITION', 'BY') ? p.list(() => p.expression()) : [];
  const order = orderBy(p);
  const unit = p.acceptAny('ROWS', 'RANGE', 'GROUPS');
  const frame = unit === undefined ? undefined : windowFrame(p, unit);
  if (!p.accept(')')) p.fail(...(frame === undefined ? [')', 'PARTITION BY', 'ORDER BY', 'ROWS'] : [')']));
  return {
    kind: 'WindowSpec', ...(base === undefined ? {} : { base }), partitionBy, orderBy: order, ...(frame === undefined ? {} : { frame }), pos: start, end: p.end(),
  };
}

function windowFrame(p: SqlParser, unit: WindowFrame['unit']): WindowFrame {
  const between = p.accept('BETWEEN');
  const start = frameBound(p);
  if (!between) return { unit, start, ...exclusion(p) };
  p.expect('AND');
  return { unit, start, end: frameBound(p), ...exclusion(p) };
}

function exclusion(p: SqlParser): Pick<WindowFrame, 'exclude'> {
  if (!p.accept('EXCLUDE')) return {};
  if (p.acceptAll('CURRENT', 'ROW')) return { exclude: 'CURRENT ROW' };
  if (p.acceptAll('NO', 'OTHERS')) return { exclude: 'NO OTHERS' };
  const what = p.acceptAny('GROUP', 'TIES');
  return what === undefined ? p.fail('CURRENT ROW', 'GROUP', 'TIES', 'NO OTHERS') : { exclude: what };
}

function frameBound(p: SqlParser): WindowFrame['start'] {
  if (p.acceptAll('CURRENT', 'ROW')) return { type: 'CURRENT ROW' };
  if (p.accept('UNBOUNDED')) {
    const way = p.acceptAny('PRECEDING', 'FOLLOWING');
    return way === undefined ? p.fail('PRECEDING', 'FOLLOWING') : { type: `UNBOUNDED ${way}` };
  }
  const offset = p.above('between');
  const type = p.acceptAny('PRECEDING', 'FOLLOWING');
  return type === undefined ? p.fail('PRECEDING', 'FOLLOWING') : { type, offset };
}
