import type { Draft, Expression, GroupBy, Identifier, Projection, Query, QueryTail, RowLock, Select, SetOperation, Values, WindowSpec } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import type { Token } from '../token.ts';
import { windowSpec } from './call.ts';
import { withClause } from './cte.ts';
import { subquery } from './expression.ts';
import { groupBy } from './group-by.ts';
import { assignedProjection, distribution, dual, mysqlDistinct, opensInsert, topClause as mssqlTop } from './dialect-queries.ts';
import { objectName } from './name.ts';
import { orderBy, orderItem } from './order.ts';
import { opensPivotStatement, pivotStatement } from './pivot-statement.ts';
import { sampleSize } from './sample.ts';
import { queryEndings } from './table-hints.ts';

/** A query: WITH, a core or set operations over cores, and ORDER BY, LIMIT, OFFSET. */
export function query(p: SqlParser): Query {
  const start = p.start();
  return queryAfter(p, start, withClause(p));
}

/** The rest of a query whose WITH clause, if any, has been read. @param start where that began. */
export function queryAfter(p: SqlParser, start: number, head: ReturnType<typeof withClause>): Query {
  const isClosed = p.at('(');
  const body = setOperations(p, 0);
  const tail = tailWords.has(p.peek().text) ? queryTail(p) : noTail;
  const isBare = head.with.length === 0 && tail.orderBy.length === 0 && tail.limit === undefined && tail.offset === undefined && tail.locks === undefined && tail.endings === undefined;
  if (isBare) return start === body.pos ? body : { ...body, pos: start, end: p.end() };
  // Without parentheses a SELECT has a tail of its own only by TOP, which counts rows after ORDER BY as LIMIT does.
  const has = hasTail(body) && (isClosed || body.kind !== 'Select');
  const core = has ? wrapped(body) : body;
  const whole: Draft<Query> = { ...core, ...head, ...tail };
  whole.pos = start;
  whole.end = p.end();
  return whole;
}

const hasTail = (q: Query): boolean => q.with.length > 0 || q.orderBy.length > 0 || q.limit !== undefined || q.offset !== undefined || q.locks !== undefined || q.endings !== undefined;

/** `(SELECT … LIMIT 1) LIMIT 2`: a query whose tail is taken is read from by one around it. */
function wrapped(inner: Query): Select {
  const at = { pos: inner.pos, end: inner.end };
  return {
    kind: 'Select', with: [], recursive: false, distinct: false, windows: [], orderBy: [],
    projections: [{ kind: 'Projection', expression: { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], ...at }, ...at }],
    from: { kind: 'DerivedTable', query: inner, lateral: false, ...at }, ...at,
  };
}

type Tail = Pick<Select, 'siblings'> & Pick<QueryTail, 'orderBy' | 'limit' | 'offset' | 'limitTies' | 'limitPercent' | 'locks' | 'endings'>;

const tailWords: ReadonlySet<string> = new Set(['ORDER', 'LIMIT', 'OFFSET', 'FETCH', 'FOR', 'LOCK', 'OPTION']);
const noTail: Tail = { orderBy: [] };

function queryTail(p: SqlParser): Tail {
  const siblings = p.vocabulary.dialect === 'oracle' && p.acceptAll('ORDER', 'SIBLINGS', 'BY');
  const order = siblings ? p.list(() => orderItem(p)) : orderBy(p);
  let paging: Omit<Tail, 'orderBy' | 'locks'> = siblings ? { siblings: true } : {};
  for (;;) {
    const next = limitClause(p, paging);
    if (next === undefined) break;
    paging = next;
  }
  const locks: RowLock[] = [];
  while (p.at('FOR') && lockWords.has(p.peekAt(2).text)) locks.push(lockClause(p));
  if (p.vocabulary.dialect === 'mysql' && p.acceptAll('LOCK', 'IN', 'SHARE', 'MODE')) locks.push({ strength: 'SHARE', of: [] });
  const endings = p.vocabulary.dialect === 'mssql' ? queryEndings(p) : [];
  return { orderBy: order, ...paging, ...(locks.length === 0 ? {} : { locks }), ...(endings.length === 0 ? {} : { endings }) };
}

/** LIMIT, OFFSET or FETCH added to what was said before, in any order. */
function limitClause(p: SqlParser, before: Omit<Tail, 'orderBy' | 'locks'>): Omit<Tail, 'orderBy' | 'locks'> | undefined {
  if (before.limit === undefined && p.at('LIMIT')) {
    p.next();
    if (p.accept('ALL')) return before;
    if (isPercent(p)) {
      const share = p.above('*');
      p.next();
      return { ...before, limit: share, limitPercent: true };
    }
    const limit = rowCount(p);
    if (p.accept(',')) return { ...before, offset: limit, limit: p.expression() };
    return { ...before, limit };
  }
  if (before.offset === undefined && p.at('OFFSET')) {
    p.next();
    const offset = rowCount(p);
    p.acceptAny('ROWS', 'ROW');
    return { ...before, offset };
  }
  return before.limit === undefined && p.at('FETCH') ? { ...before, ...fetch(p) } : undefined;
}

/** How many rows: Snowflake takes a constant without a sign; https://docs.snowflake.com/en/sql-reference/constructs/limit */
function rowCount(p: SqlParser): Expression {
  if (p.vocabulary.dialect === 'snowflake' && p.at('-')) p.fail('a number of rows');
  return p.expression();
}

/** DuckDB's `LIMIT 10%`, as against the remainder `LIMIT 10 % 3`. */
function isPercent(p: SqlParser): boolean {
  if (p.vocabulary.dialect !== 'duckdb' || p.peek().kind !== 'number') return false;
  if (p.peekAt(2).text === 'PERCENT') return true;
  const after = p.peekAt(3);
  return p.peekAt(2).text === '%' && (after.kind === 'end' || after.text === ';' || after.text === ')' || after.text === 'OFFSET' || after.text === 'UNION');
}

function fetch(p: SqlParser): Pick<Tail, 'limit' | 'limitTies' | 'limitPercent'> {
  const start = p.start();
  p.expect('FETCH');
  p.acceptAny('FIRST', 'NEXT');
  const one: Expression = { kind: 'Literal', type: 'number', value: '1', pos: start, end: p.end() };
  const limit = p.at('ROW') || p.at('ROWS') ? one : p.above('postfix');
  const percent = p.vocabulary.dialect === 'oracle' && p.accept('PERCENT') ? { limitPercent: true } as const : {};
  p.acceptAny('ROWS', 'ROW');
  if (p.acceptAll('WITH', 'TIES')) return { limit, ...percent, limitTies: true };
  p.accept('ONLY');
  return { limit, ...percent };
}

const lockWords: ReadonlySet<string> = new Set(['UPDATE', 'SHARE', 'NO', 'KEY']);

/** `FOR UPDATE [OF t] [NOWAIT | SKIP LOCKED | WAIT n]`. */
function lockClause(p: SqlParser): RowLock {
  p.expect('FOR');
  const strength = p.acceptAll('NO', 'KEY', 'UPDATE') ? 'NO KEY UPDATE' : p.acceptAll('KEY', 'SHARE') ? 'KEY SHARE' : p.acceptAny('UPDATE', 'SHARE');
  if (strength === undefined) return p.fail('UPDATE', 'SHARE');
  const of = p.accept('OF') ? p.list(() => p.identifier('a table')) : [];
  if (p.accept('NOWAIT')) return { strength, of, wait: 'NOWAIT' };
  if (p.acceptAll('SKIP', 'LOCKED')) return { strength, of, wait: 'SKIP LOCKED' };
  return { strength, of, ...(p.accept('WAIT') ? { wait: p.above('postfix') } : {}) };
}

const setWords: Readonly<Record<string, SetOperation['op']>> = { UNION: 'UNION', INTERSECT: 'INTERSECT', EXCEPT: 'EXCEPT', MINUS: 'EXCEPT' };

/** Set operations by climbing: UNION and EXCEPT at one level, INTERSECT above. */
function setOperations(p: SqlParser, atLeast: number): Query {
  let left = queryCore(p);
  for (let count = 0; ; count++) {
    const op = setWords[p.peek().text];
    if (op === undefined) return left;
    const level = op === 'INTERSECT' && p.vocabulary.intersectFirst ? 2 : 1;
    if (level <= atLeast) return left;
    p.chained(count);
    p.next();
    const all = p.accept('ALL');
    if (!all) p.accept('DISTINCT');
    const byName = p.acceptAll('BY', 'NAME');
    const right = p.nested(() => setOperations(p, level));
    left = { kind: 'SetOperation', with: [], recursive: false, op, all, byName, left, right, orderBy: [], pos: left.pos, end: p.end() };
  }
}

function queryCore(p: SqlParser): Query {
  switch (p.peek().text) {
    case 'SELECT': return select(p);
    case 'VALUES': return values(p);
    case '(': return subquery(p);
    case 'PIVOT': case 'UNPIVOT': case 'PIVOT_WIDER': case 'PIVOT_LONGER':
      if (opensPivotStatement(p)) return pivotStatement(p);
      break;
    case 'FROM':
      if (p.vocabulary.dialect === 'duckdb' || p.vocabulary.dialect === 'spark') return fromFirst(p);
      return p.fail('SELECT');
    case 'TABLE': {
      if (p.vocabulary.dialect !== 'postgres' && p.vocabulary.dialect !== 'duckdb' && p.vocabulary.dialect !== 'mysql' && p.vocabulary.dialect !== 'trino') break;
      const start = p.start();
      p.next();
      const from = p.relation();
      return { ...emptySelect, projections: [everything(p)], from, pos: start, end: p.end() };
    }
    default:
  }
  return p.fail('SELECT', 'WITH', 'VALUES');
}

const emptySelect = { kind: 'Select', with: [], recursive: false, distinct: false, windows: [], orderBy: [] } as const;

function everything(p: SqlParser): Projection {
  const at = { pos: p.start(), end: p.start() };
  return { kind: 'Projection', expression: { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], ...at }, ...at };
}

/** `VALUES (1, 2), (3, 4)`. */
export function values(p: SqlParser): Values {
  const start = p.start();
  p.expect('VALUES');
  const rows = p.list(() => row(p));
  return { kind: 'Values', with: [], recursive: false, rows, orderBy: [], pos: start, end: p.end() };
}

/** One row: in parentheses, in MySQL behind ROW, and in Trino a value alone. */
function row(p: SqlParser): readonly Expression[] {
  const { dialect } = p.vocabulary;
  if (p.at('ROW') && (dialect === 'mysql' || dialect === 'trino')) p.next();
  if (p.at('(')) return p.parenthesised(() => p.expression());
  return dialect === 'trino' || dialect === 'spark' ? [p.expression()] : p.fail('(');
}

/** DuckDB's `FROM t SELECT a`, where the projections may be left out. */
function fromFirst(p: SqlParser): Select {
  const start = p.start();
  p.expect('FROM');
  const from = p.relation();
  const hasSelect = p.accept('SELECT');
  const distinct = hasSelect ? distinctClause(p) : false;
  const projections = hasSelect ? projectionList(p) : [everything(p)];
  const found: Draft<Select> = { ...emptySelect, distinct, projections, from, pos: start, end: -1 };
  clauses(p, found);
  found.end = p.end();
  return found;
}

function select(p: SqlParser): Select {
  const start = p.start();
  const { outermost } = p;
  p.outermost = false;
  p.expect('SELECT');
  const distinct = p.vocabulary.dialect === 'mysql' ? mysqlDistinct(p) : distinctClause(p);
  const found: Draft<Select> = {
    kind: 'Select', with: none, recursive: false, distinct, projections: none, from: undefined, where: undefined, groupBy: undefined, having: undefined, qualify: undefined,
    windows: none, orderBy: none, limit: undefined, offset: undefined, pos: start, end: -1,
  };
  if (p.vocabulary.dialect === 'mssql') mssqlTop(p, found);
  const top = p.vocabulary.dialect === 'snowflake' && p.at('TOP') && isCount(p.peekAt(2)) ? topClause(p) : undefined;
  found.projections = p.at('FROM') && p.vocabulary.dialect === 'postgres' ? none : projectionList(p);
  const into = p.at('INTO') && intoDialects.has(p.vocabulary.dialect) ? intoClause(p) : undefined;
  if (into !== undefined) found.into = into;
  if (outermost && p.at('INTO') && p.vocabulary.dialect === 'postgres') found.intoTable = intoTable(p);
  if (p.accept('FROM') && !dual(p)) found.from = p.relation();
  if (top !== undefined) found.limit = top;
  clauses(p, found);
  found.end = p.end();
  return found;
}

const none = [] as const;

const isCount = (token: Token): boolean => token.kind === 'number' || token.kind === 'variable' || token.text === '?' || token.text === ':';

const intoDialects: ReadonlySet<string> = new Set(['snowflake', 'mysql', 'mssql']);

/** Scripting's `INTO :a, :b`; the sign may be left out there. */
function intoClause(p: SqlParser): readonly Expression[] {
  p.expect('INTO');
  return p.list(() => p.above('postfix'));
}

/** `INTO [TEMP | UNLOGGED] [TABLE] t`; https://www.postgresql.org/docs/current/sql-selectinto.html */
function intoTable(p: SqlParser): NonNullable<Select['intoTable']> {
  p.expect('INTO');
  const modifier = p.acceptAny('TEMPORARY', 'TEMP', 'UNLOGGED');
  p.accept('TABLE');
  return { modifiers: modifier === undefined ? [] : [modifier], name: objectName(p, 'a table') };
}

function topClause(p: SqlParser): Expression {
  p.expect('TOP');
  return p.above('postfix');
}

function distinctClause(p: SqlParser): Select['distinct'] {
  if (!p.accept('DISTINCT') && !(p.vocabulary.dialect === 'oracle' && p.accept('UNIQUE'))) {
    if (p.at('ALL') && p.peekAt(2).text !== ',' && p.peekAt(2).text !== 'FROM') p.next();
    return false;
  }
  return p.accept('ON') ? p.parenthesised(() => p.expression()) : true;
}

const afterProjections: ReadonlySet<string> = new Set(['FROM', ')', ';', '', 'WHERE', 'UNION', 'INTO']);

function projectionList(p: SqlParser): readonly Projection[] {
  const items = [projection(p)];
  while (p.accept(',')) {
    if (p.vocabulary.trailingComma && afterProjections.has(p.peek().text) && p.peek().kind !== 'string' && isListEnd(p)) break;
    items.push(projection(p));
  }
  return items;
}

function isListEnd(p: SqlParser): boolean {
  const { kind, text } = p.peek();
  return kind === 'end' || text !== '';
}

/** Words that open what follows a projection and so are no aliases without AS. */
const noColumnAlias: ReadonlySet<string> = new Set([
  'LIMIT', 'OFFSET', 'FETCH', 'QUALIFY', 'WINDOW', 'EXCEPT', 'MINUS', 'FOR', 'RETURNING', 'COLLATE', 'OVER', 'START', 'CONNECT', 'ESCAPE',
]);

/** One item of a SELECT list. */
export function projection(p: SqlParser): Projection {
  const start = p.start();
  // DuckDB's `alias: expression`.
  if (p.vocabulary.dialect === 'duckdb' && p.peekAt(2).text === ':' && p.isName(p.peek())) {
    const alias = p.identifier();
    p.expect(':');
    return { kind: 'Projection', expression: p.expression(), alias, pos: start, end: p.end() };
  }
  const assigned = p.vocabulary.dialect === 'mssql' ? assignedProjection(p) : undefined;
  if (assigned !== undefined) return assigned;
  const expression = p.expression();
  const alias = expression.kind === 'Star' ? undefined : columnAlias(p);
  const end = p.end();
  return { kind: 'Projection', expression, alias, pos: start, end };
}

const bareStringAlias: ReadonlySet<string> = new Set(['sqlite', 'mysql', 'mssql']);

/** `[AS] name`, also as a string where the dialect lets it. */
function columnAlias(p: SqlParser): Identifier | undefined {
  const token = p.peekAt(p.at('AS') ? 2 : 1);
  if (token.kind === 'string' && (p.at('AS') || bareStringAlias.has(p.vocabulary.dialect)) && p.vocabulary.dialect !== 'postgres') {
    p.accept('AS');
    p.next();
    return { kind: 'Identifier', name: token.image, quoted: true, pos: token.startOffset, end: token.endOffset };
  }
  if (p.accept('AS')) return p.anyName('a name');
  if (!p.isName(token) || noColumnAlias.has(token.text) || opensInsert(p)) return undefined;
  p.bareAlias = token;
  return p.identifier();
}

const clauseWords: ReadonlySet<string> = new Set(['USING', 'WHERE', 'START', 'CONNECT', 'GROUP', 'HAVING', 'QUALIFY', 'WINDOW', 'CLUSTER', 'DISTRIBUTE', 'SORT']);

/** WHERE to QUALIFY; Snowflake and DuckDB take QUALIFY on either side of WINDOW. */
function clauses(p: SqlParser, select: Draft<Select>): void {
  if (!clauseWords.has(p.peek().text)) return;
  if (p.accept('WHERE')) select.where = p.expression();
  const connectBy = connectByClause(p);
  if (connectBy !== undefined) select.connectBy = connectBy;
  const group: GroupBy | undefined = groupBy(p);
  if (group !== undefined) select.groupBy = group;
  if (p.accept('HAVING')) select.having = p.expression();
  if (p.accept('QUALIFY')) select.qualify = p.expression();
  if (p.at('WINDOW') && p.peekAt(3).text === 'AS') select.windows = windowClause(p);
  if (select.qualify === undefined && p.accept('QUALIFY')) select.qualify = p.expression();
  if (p.at('USING') && p.acceptAll('USING', 'SAMPLE')) select.sample = sampleSize(p);
  if (p.vocabulary.dialect === 'spark') distribution(p, select);
}

function windowClause(p: SqlParser): readonly { readonly name: Identifier; readonly spec: WindowSpec }[] {
  p.expect('WINDOW');
  return p.list(() => {
    const name = p.identifier('a window');
    p.expect('AS');
    return { name, spec: windowSpec(p) };
  });
}

function connectByClause(p: SqlParser): Select['connectBy'] {
  if ((p.vocabulary.dialect !== 'snowflake' && p.vocabulary.dialect !== 'oracle') || (!p.at('START') && !p.at('CONNECT'))) return undefined;
  let start = p.acceptAll('START', 'WITH') ? p.expression() : undefined;
  p.expectAll('CONNECT', 'BY');
  const nocycle = p.vocabulary.dialect === 'oracle' && p.accept('NOCYCLE');
  const condition = p.expression();
  if (start === undefined && p.acceptAll('START', 'WITH')) start = p.expression();
  return { ...(start === undefined ? {} : { start }), condition, ...(nocycle ? { nocycle } : {}) };
}

