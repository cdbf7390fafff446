import type { Pivot, Projection, Relation, Unpivot } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { orderBy } from './order.ts';
import { projection } from './query.ts';
import { tableAlias } from './relation.ts';

/** Whether UNPIVOT, which is next, is the clause and no name. */
export function opensUnpivot(p: SqlParser): boolean {
  const after = p.peekAt(2).text;
  return after === '(' || ((after === 'INCLUDE' || after === 'EXCLUDE') && p.peekAt(3).text === 'NULLS');
}

export function pivot(p: SqlParser, source: Relation): Pivot {
  p.expectAll('PIVOT', '(');
  const aggregates = p.list(() => projection(p));
  p.expect('FOR');
  const column = p.above('in');
  p.expect('IN');
  p.expect('(');
  const values = pivotValues(p);
  const order = values === 'ANY' ? orderBy(p) : [];
  p.expect(')');
  const defaultOnNull = p.acceptAll('DEFAULT', 'ON', 'NULL') ? parenthesised(p) : undefined;
  p.expect(')');
  const alias = tableAlias(p);
  return {
    kind: 'Pivot', source, aggregates, column, values, ...(order.length === 0 ? {} : { orderBy: order }), ...(defaultOnNull === undefined ? {} : { defaultOnNull }), ...(alias === undefined ? {} : { alias }),
    pos: source.pos, end: p.end(),
  };
}

function parenthesised(p: SqlParser): Pivot['column'] {
  p.expect('(');
  const value = p.expression();
  p.expect(')');
  return value;
}

function pivotValues(p: SqlParser): Pivot['values'] {
  if (p.at('ANY') && (p.peekAt(2).text === ')' || p.peekAt(2).text === 'ORDER')) {
    p.next();
    return 'ANY';
  }
  return atQuery(p) ? p.query() : p.list(() => projection(p));
}

export function unpivot(p: SqlParser, source: Relation): Unpivot {
  p.expect('UNPIVOT');
  const includeNulls = p.acceptAll('INCLUDE', 'NULLS');
  if (!includeNulls) p.acceptAll('EXCLUDE', 'NULLS');
  p.expect('(');
  const value = p.identifier('a column');
  p.expect('FOR');
  const name = p.identifier('a column');
  p.expectAll('IN', '(');
  const columns: readonly Projection[] = p.list(() => projection(p));
  p.expectAll(')', ')');
  const alias = tableAlias(p);
  return { kind: 'Unpivot', source, value, name, columns, includeNulls, ...(alias === undefined ? {} : { alias }), pos: source.pos, end: p.end() };
}
