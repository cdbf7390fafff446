import type { Expression, GroupBy, NodeOf, Query, QueryTail, RowLock, Select, SetOperation } from '@millrace/sql-ir';
import { isQuery } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { property } from './properties.ts';
import { distribution, paging, sortKeys, top } from './paging.ts';
import { sampleSize } from './relations.ts';

/** `WITH [RECURSIVE] a AS (…), …` and the break after it. */
export function withClause(w: Writer, n: Pick<QueryTail, 'with' | 'recursive'>): void {
  if (n.with.length === 0) return;
  w.text += n.recursive && w.dialect.syntax.recursive ? 'WITH RECURSIVE ' : 'WITH ';
  n.with.forEach((cte, i) => {
    if (i > 0) {
      w.text += ',';
      w.line();
    }
    w.node(cte);
  });
  w.line();
}

/** A clause on a line of its own: the keyword, then its content, which goes further in by itself when it takes more lines. */
export function clause(w: Writer, keyword: string, content: () => void): void {
  w.line();
  w.text += `${keyword} `;
  content();
}

/** ORDER BY, LIMIT, OFFSET and row locks. */
export function tail(w: Writer, n: QueryTail): void {
  if (w.dialect.paging.style !== 'limit') return paging(w, n);
  sortKeys(w, n);
  const { limit, offset } = n;
  const { unlimited } = w.dialect.paging;
  if (limit !== undefined && n.limitTies === true) return ties(w, n, limit);
  if (limit !== undefined) {
    clause(w, 'LIMIT', () => w.node(limit));
    if (n.limitPercent === true) {
      w.need(w.dialect.name === 'duckdb', limit, 'LIMIT by percent');
      w.text += '%';
    }
  }
  else if (offset !== undefined && unlimited !== undefined) clause(w, 'LIMIT', () => void (w.text += unlimited));
  if (offset !== undefined) clause(w, 'OFFSET', () => w.node(offset));
  closing(w, n);
}

/** `OFFSET … FETCH FIRST … ROWS WITH TIES`. */
function ties(w: Writer, n: QueryTail, limit: Expression): void {
  const { offset } = n;
  w.need(w.dialect.name === 'postgres', limit, 'FETCH … WITH TIES');
  if (offset !== undefined) clause(w, 'OFFSET', () => w.node(offset));
  w.line();
  w.text += 'FETCH FIRST ';
  w.expression(limit, w.dialect.precedence.postfix.power);
  w.text += ' ROWS WITH TIES';
  closing(w, n);
}

/** Row locks, and what SQL Server says at the very end. */
export function closing(w: Writer, n: QueryTail): void {
  for (const lock of n.locks ?? []) rowLock(w, lock);
  for (const ending of n.endings ?? []) {
    if (w.dialect.name === 'mssql') {
      w.line();
      property(w, ending);
      // OPTION says how to run a query, not what it gives.
    } else w.need(ending.name === 'OPTION', nowhere, ending.name);
  }
}

const nowhere = { pos: -1, end: -1 };

/** Nothing is locked in DuckDB and SQLite, where a writer has the database to itself. */
export function rowLock(w: Writer, lock: RowLock): void {
  if (w.dialect.name === 'duckdb' || w.dialect.name === 'sqlite') return;
  w.need(w.dialect.name !== 'mssql' && w.dialect.name !== 'trino' && w.dialect.name !== 'spark', lock.of[0] ?? nowhere, `FOR ${lock.strength}`);
  w.line();
  w.text += `FOR ${lock.strength}`;
  if (lock.of.length > 0) {
    w.text += ' OF ';
    w.list(lock.of);
  }
  if (typeof lock.wait === 'string') w.text += ` ${lock.wait}`;
  else if (lock.wait !== undefined) {
    w.text += ' WAIT ';
    w.node(lock.wait);
  }
}

/** An item of GROUP BY, where ROLLUP, CUBE and GROUPING SETS take lists of their own. */
function grouping(w: Writer, item: Expression): void {
  if (item.kind === 'Tuple') {
    w.parenthesised(item.items, (part) => grouping(w, part));
    return;
  }
  const name = item.kind === 'Call' ? item.name[0]?.name : undefined;
  if (item.kind !== 'Call' || (name !== 'ROLLUP' && name !== 'CUBE' && name !== 'GROUPING SETS')) return w.node(item);
  w.need(w.dialect.capabilities.groupingSets, item, name);
  w.text += `${name} `;
  w.parenthesised(item.args, (part) => grouping(w, part));
}

/** `a, b WITH ROLLUP`, which is all that MySQL knows of grouping sets; false when that is not what is asked for. */
function withRollup(w: Writer, by: GroupBy & { readonly type: 'list' }): boolean {
  const [only] = by.items;
  if (w.dialect.name !== 'mysql' || by.items.length !== 1 || only?.kind !== 'Call' || only.name[0]?.name !== 'ROLLUP') return false;
  clause(w, 'GROUP BY', () => w.list(only.args));
  w.text += ' WITH ROLLUP';
  return true;
}

function groupBy(w: Writer, n: Select, by: GroupBy): void {
  if (by.type === 'ALL') {
    w.need(w.dialect.capabilities.groupByAll, n, 'GROUP BY ALL');
    return clause(w, 'GROUP BY', () => void (w.text += 'ALL'));
  }
  if (by.distinct === true) w.need(w.dialect.name === 'postgres', n, 'GROUP BY DISTINCT');
  if (withRollup(w, by)) return;
  clause(w, by.distinct === true ? 'GROUP BY DISTINCT' : 'GROUP BY', () => w.items(by.items, (item) => grouping(w, item)));
}

export function distinct(w: Writer, n: Select): void {
  if (n.distinct === false) return;
  w.text += ' DISTINCT';
  if (n.distinct === true) return;
  w.need(w.dialect.capabilities.distinctOn, n, 'DISTINCT ON');
  w.text += ' ON (';
  w.list(n.distinct);
  w.text += ')';
}

function condition(w: Writer, keyword: string, expression: Expression | undefined): void {
  if (expression !== undefined) clause(w, keyword, () => w.node(expression));
}

function select(w: Writer, n: Select): void {
  const { from, connectBy } = n;
  withClause(w, n);
  w.text += 'SELECT';
  w.hints(n.projections[0]?.pos ?? -1);
  distinct(w, n);
  if (w.dialect.paging.style === 'top') top(w, n);
  projections(w, n);
  if (n.into !== undefined) into(w, n, n.into);
  // As a statement it is a CREATE TABLE, and anywhere else nobody has it.
  w.need(n.intoTable === undefined, n, 'SELECT … INTO a table inside a statement');
  if (from !== undefined) clause(w, 'FROM', () => w.node(from));
  else if (w.dialect.syntax.dual !== undefined) clause(w, 'FROM', () => void (w.text += w.dialect.syntax.dual));
  condition(w, 'WHERE', n.where);
  if (connectBy !== undefined) {
    w.need(w.dialect.capabilities.connectBy, n, 'CONNECT BY');
    condition(w, 'START WITH', connectBy.start);
    if (connectBy.nocycle === true) w.need(w.dialect.name === 'oracle', n, 'NOCYCLE');
    condition(w, connectBy.nocycle === true ? 'CONNECT BY NOCYCLE' : 'CONNECT BY', connectBy.condition);
  }
  if (n.groupBy !== undefined) groupBy(w, n, n.groupBy);
  condition(w, 'HAVING', n.having);
  if (n.windows.length > 0) {
    clause(w, 'WINDOW', () => w.items(n.windows, ({ name, spec }) => {
      w.node(name);
      w.text += ' AS ';
      w.node(spec);
    }));
  }
  if (n.qualify !== undefined) w.need(w.dialect.capabilities.qualify, n.qualify, 'QUALIFY');
  condition(w, 'QUALIFY', n.qualify);
  const { sample } = n;
  if (sample !== undefined) {
    w.need(w.dialect.name === 'duckdb', n, 'USING SAMPLE');
    clause(w, 'USING SAMPLE', () => sampleSize(w, n, sample));
  }
  if (n.distribution !== undefined) distribution(w, n, n.distribution);
  tail(w, n);
}

function into(w: Writer, n: Select, targets: readonly Expression[]): void {
  w.need(w.dialect.capabilities.variables, n, 'SELECT … INTO variables');
  clause(w, 'INTO', () => w.list(targets));
}

function projections(w: Writer, n: Select): void {
  if (n.projections.length === 0) return w.need(w.dialect.name === 'postgres', n, 'SELECT of no columns');
  const oneLine = (): void => {
    w.text += ' ';
    w.list(n.projections);
  };
  if (!w.pretty) oneLine();
  else if (!w.fits(oneLine)) w.broken(n.projections, (projection) => w.node(projection));
}

const hasTail = (n: Query): boolean => n.with.length > 0 || n.orderBy.length > 0 || n.limit !== undefined || n.offset !== undefined || n.locks !== undefined || n.endings !== undefined;

function operand(w: Writer, n: Query, parent: SetOperation, right: boolean): void {
  // Set operators of one level, from left to right: https://www.sqlite.org/lang_select.html#compound_select_statements,
  // https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/The-UNION-ALL-INTERSECT-MINUS-Operators.html
  const flat = w.dialect.name === 'sqlite' || w.dialect.name === 'oracle';
  const level = (op: SetOperation['op']): number => (op === 'INTERSECT' && !flat ? 2 : 1);
  const nested = n.kind === 'SetOperation' && (right ? level(n.op) <= level(parent.op) : level(n.op) < level(parent.op));
  if (!hasTail(n) && !nested) return w.node(n);
  if (w.dialect.capabilities.nestedSetOperations) return w.block(() => w.node(n));
  w.text += 'SELECT * FROM ';
  w.block(() => w.node(n));
}

function setOperation(w: Writer, n: SetOperation): void {
  withClause(w, n);
  operand(w, n.left, n, false);
  w.commentsBehind(n.left);
  w.line();
  w.text += n.op === 'EXCEPT' ? w.dialect.syntax.except : n.op;
  if (n.all) {
    w.need(n.op === 'UNION' || w.dialect.capabilities.intersectAll, n, `${n.op} ALL`);
    w.text += ' ALL';
  }
  if (n.byName) {
    w.need(w.dialect.capabilities.byName, n, `${n.op} BY NAME`);
    w.text += ' BY NAME';
  }
  w.line();
  operand(w, n.right, n, true);
  tail(w, n);
}

function cte(w: Writer, n: NodeOf<'Cte'>): void {
  w.node(n.name);
  if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  if (n.usingKey !== undefined) {
    w.need(w.dialect.name === 'duckdb', n, 'USING KEY');
    w.text += ' USING KEY ';
    w.names(n.usingKey);
  }
  w.text += ' AS ';
  // A hint to the optimiser, left out where there is no word for it.
  if (n.materialized !== undefined && w.dialect.capabilities.materializedCte) w.text += n.materialized ? 'MATERIALIZED ' : 'NOT MATERIALIZED ';
  w.need(isQuery(n.query) || w.dialect.name === 'postgres', n, `${n.query.kind.toUpperCase()} in a common table expression`);
  w.block(() => w.node(n.query));
  if (n.search !== undefined) search(w, n, n.search);
  if (n.cycle !== undefined) cycle(w, n, n.cycle);
}

function search(w: Writer, n: NodeOf<'Cte'>, s: NonNullable<NodeOf<'Cte'>['search']>): void {
  w.need(w.dialect.name === 'postgres', n, 'SEARCH in a common table expression');
  w.text += ` SEARCH ${s.order} FIRST BY `;
  w.list(s.by);
  w.text += ' SET ';
  w.node(s.set);
}

function cycle(w: Writer, n: NodeOf<'Cte'>, c: NonNullable<NodeOf<'Cte'>['cycle']>): void {
  w.need(w.dialect.name === 'postgres', n, 'CYCLE in a common table expression');
  w.text += ' CYCLE ';
  w.list(c.columns);
  w.text += ' SET ';
  w.node(c.set);
  if (c.to !== undefined) {
    w.text += ' TO ';
    w.node(c.to);
  }
  if (c.otherwise !== undefined) {
    w.text += ' DEFAULT ';
    w.node(c.otherwise);
  }
  w.text += ' USING ';
  w.node(c.using);
}

/** Standard SQL's queries. */
export const queries: Pick<Printers, 'Select' | 'SetOperation' | 'Values' | 'Cte' | 'Projection'> = {
  Select: select,
  SetOperation: setOperation,
  Values(w, n) {
    withClause(w, n);
    w.text += 'VALUES ';
    w.items(n.rows, (row) => {
      w.text += `${w.dialect.syntax.row}(`;
      w.list(row);
      w.text += ')';
    });
    tail(w, n);
  },
  Cte: cte,
  Projection(w, n) {
    w.node(n.expression);
    if (n.alias === undefined) return;
    w.text += ' AS ';
    w.node(n.alias);
  },
};
