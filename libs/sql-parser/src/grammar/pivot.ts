import type { Pivot, Projection, Relation, Unpivot } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { columnNames } from './name.ts';
import { orderBy } from './order.ts';
import { projection } from './query.ts';
import { tableAlias } from './relation.ts';

/** Whether UNPIVOT, which is next, is the clause and no name. */
export function opensUnpivot(p: SqlParser): boolean {
  const after = p.peekAt(2).text;
  return after === '(' || ((after === 'INCLUDE' || after === 'EXCLUDE') && p.peekAt(3).text === 'NULLS');
}

/** `PIVOT (sum(a) FOR b IN (…))` after a relation. */
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
  const { more, groupBy } = p.vocabulary.dialect === 'duckdb' ? furtherAxes(p) : { more: [], groupBy: undefined };
  const defaultOnNull = p.acceptAll('DEFAULT', 'ON', 'NULL') ? parenthesised(p) : undefined;
  p.expect(')');
  const alias = tableAlias(p);
  return {
    kind: 'Pivot', source, aggregates, column, values, ...(order.length === 0 ? {} : { orderBy: order }),
    ...(more.length === 0 ? {} : { more }), ...(groupBy === undefined ? {} : { groupBy }), ...(defaultOnNull === undefined ? {} : { defaultOnNull }), ...(alias === undefined ? {} : { alias }),
    pos: source.pos, end: p.end(),
  };
}

function parenthesised(p: SqlParser): Pivot['column'] {
  p.expect('(');
  const value = p.expression();
  p.expect(')');
  return value;
}

/** DuckDB's `FOR a IN (…) b IN (…) GROUP BY c`. */
function furtherAxes(p: SqlParser): { readonly more: NonNullable<Pivot['more']>; readonly groupBy: Pivot['groupBy'] } {
  const more: NonNullable<Pivot['more']>[number][] = [];
  while (!p.at(')') && !p.at('GROUP') && !p.at('DEFAULT')) {
    const column = p.above('in');
    p.expectAll('IN', '(');
    more.push({ column, values: pivotValues(p) });
    p.expect(')');
  }
  return { more, groupBy: p.acceptAll('GROUP', 'BY') ? p.list(() => p.expression()) : undefined };
}

/** The values of a PIVOT, without their parentheses. */
export function pivotValues(p: SqlParser): Pivot['values'] {
  if (p.at('ANY') && (p.peekAt(2).text === ')' || p.peekAt(2).text === 'ORDER')) {
    p.next();
    return 'ANY';
  }
  return atQuery(p) ? p.query() : p.list(() => (p.vocabulary.dialect === 'mssql' ? namedValue(projection(p)) : projection(p)));
}

/** SQL Server names the columns to make, and so the texts to find. */
function namedValue(n: Projection): Projection {
  const { expression } = n;
  const only = expression.kind === 'Column' && expression.parts.length === 1 ? expression.parts[0] : undefined;
  return only === undefined ? n : { ...n, expression: { kind: 'Literal', type: 'string', value: only.name, pos: only.pos, end: only.end } };
}

/** `UNPIVOT (a FOR b IN (…))` after a relation. */
export function unpivot(p: SqlParser, source: Relation): Unpivot {
  p.expect('UNPIVOT');
  const includeNulls = p.acceptAll('INCLUDE', 'NULLS');
  if (!includeNulls) p.acceptAll('EXCLUDE', 'NULLS');
  p.expect('(');
  const [value, ...more] = p.at('(') ? columnNames(p) : [p.identifier('a column')];
  if (value === undefined) return p.fail('a column');
  p.expect('FOR');
  const name = p.identifier('a column');
  p.expectAll('IN', '(');
  const columns: readonly Projection[] = p.list(() => projection(p));
  p.expectAll(')', ')');
  const alias = tableAlias(p);
  return { kind: 'Unpivot', source, value, ...(more.length === 0 ? {} : { more }), name, columns, includeNulls, ...(alias === undefined ? {} : { alias }), pos: source.pos, end: p.end() };
}
