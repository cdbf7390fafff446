import type { Pivot, Projection, Relation, Unpivot } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { projection } from './query.ts';
import { tableAlias } from './relation.ts';

/** The PIVOTs and UNPIVOTs that follow a relation. */
export function pivots(p: SqlParser, source: Relation): Relation {
  let left = source;
  for (let count = 0; p.peekAt(2).text === '(' || p.at('UNPIVOT'); count++) {
    p.chained(count);
    if (p.at('PIVOT') && p.peekAt(2).text === '(') left = pivot(p, left);
    else if (p.at('UNPIVOT')) left = unpivot(p, left);
    else return left;
  }
  return left;
}

function pivot(p: SqlParser, source: Relation): Pivot {
  p.expectAll('PIVOT', '(');
  const aggregates = p.list(() => projection(p));
  p.expect('FOR');
  const column = p.above('in');
  p.expect('IN');
  p.expect('(');
  const values = pivotValues(p);
  p.expect(')');
  const defaultOnNull = p.acceptAll('DEFAULT', 'ON', 'NULL') ? parenthesised(p) : undefined;
  p.expect(')');
  const alias = tableAlias(p);
  return {
    kind: 'Pivot', source, aggregates, column, values, ...(defaultOnNull === undefined ? {} : { defaultOnNull }), ...(alias === undefined ? {} : { alias }),
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
  if (p.at('ANY') && p.peekAt(2).text === ')') {
    p.next();
    return 'ANY';
  }
  return atQuery(p) ? p.query() : p.list(() => projection(p));
}

function unpivot(p: SqlParser, source: Relation): Unpivot {
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
