import type { Distribution, OrderItem, QueryTail, Select, Spanned } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';
import { clause, closing } from './queries.ts';

/** ORDER BY on a line of its own, nothing for no keys. */
export function sortKeys(w: Writer, n: QueryTail): void {
  if (n.orderBy.length === 0) return;
  const siblings = 'siblings' in n && n.siblings === true;
  if (siblings) w.need(w.dialect.name === 'oracle', n.orderBy[0] as Spanned, 'ORDER SIBLINGS BY');
  clause(w, siblings ? 'ORDER SIBLINGS BY' : 'ORDER BY', () => w.items(n.orderBy, (item: OrderItem) => w.node(item)));
}

/** `TOP (n)` of a SELECT that has a limit and no offset. */
export function top(w: Writer, n: Select): void {
  if (n.limit === undefined || n.offset !== undefined) return;
  w.text += ' TOP (';
  w.node(n.limit);
  w.text += n.limitPercent === true ? ') PERCENT' : ')';
  if (n.limitTies === true) w.text += ' WITH TIES';
}

function offsetRows(w: Writer, n: QueryTail): void {
  const { offset } = n;
  if (offset === undefined) return;
  clause(w, 'OFFSET', () => {
    w.expression(offset, w.dialect.precedence.postfix.power);
    w.text += ' ROWS';
  });
}

function fetchNext(w: Writer, n: QueryTail): void {
  const { limit } = n;
  if (limit === undefined) return;
  clause(w, 'FETCH NEXT', () => {
    w.expression(limit, w.dialect.precedence.postfix.power);
    w.text += n.limitPercent === true ? ' PERCENT ROWS' : ' ROWS';
    w.text += n.limitTies === true ? ' WITH TIES' : ' ONLY';
  });
}

/** ORDER BY, what limits the rows and what locks them, where that is not `LIMIT n OFFSET m`. */
export function paging(w: Writer, n: QueryTail): void {
  bounds(w, n);
  closing(w, n);
}

function bounds(w: Writer, n: QueryTail): void {
  const { limit, offset } = n;
  switch (w.dialect.paging.style) {
    case 'limit': case 'offset first':
      sortKeys(w, n);
      if (offset !== undefined) clause(w, 'OFFSET', () => w.node(offset));
      if (limit !== undefined && n.limitPercent === true) w.unsupported(limit, 'LIMIT by percent');
      if (n.limitTies === true) return fetchNext(w, n);
      if (limit !== undefined) clause(w, 'LIMIT', () => w.node(limit));
      return;
    case 'fetch':
      sortKeys(w, n);
      offsetRows(w, n);
      return fetchNext(w, n);
    case 'top':
      // FETCH belongs to ORDER BY, and an order by nothing is written like this.
      if (n.orderBy.length === 0 && offset !== undefined) clause(w, 'ORDER BY', () => void (w.text += '(SELECT NULL)'));
      else sortKeys(w, n);
      if (offset === undefined) return;
      offsetRows(w, n);
      fetchNext(w, n);
  }
}

/** `DISTRIBUTE BY`, `SORT BY`, `CLUSTER BY`. */
export function distribution(w: Writer, n: Select, d: Distribution): void {
  w.need(w.dialect.name === 'spark', n, 'DISTRIBUTE BY, SORT BY and CLUSTER BY');
  if (d.clusterBy.length > 0) clause(w, 'CLUSTER BY', () => w.list(d.clusterBy));
  if (d.distributeBy.length > 0) clause(w, 'DISTRIBUTE BY', () => w.list(d.distributeBy));
  if (d.sortBy.length > 0) clause(w, 'SORT BY', () => w.list(d.sortBy));
}
