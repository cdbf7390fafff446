import type { Pivot, Projection, Query, Relation, Unpivot } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { pivotValues } from './pivot.ts';
import { projection } from './query.ts';
import { relation } from './relation.ts';

/** Whether DuckDB's PIVOT or UNPIVOT statement, which is a query, begins here. */
export function opensPivotStatement(p: SqlParser): boolean {
  const { text } = p.peek();
  return p.vocabulary.dialect === 'duckdb' && (text === 'PIVOT' || text === 'UNPIVOT' || text === 'PIVOT_WIDER' || text === 'PIVOT_LONGER');
}

/** `PIVOT t ON a USING sum(b) GROUP BY c`; https://duckdb.org/docs/stable/sql/statements/pivot */
export function pivotStatement(p: SqlParser): Query {
  const start = p.start();
  const word = p.next().text;
  const from = word === 'PIVOT' || word === 'PIVOT_WIDER' ? spread(p, start) : gathered(p, start);
  const at = { pos: start, end: start };
  const star: Projection = { kind: 'Projection', expression: { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], ...at }, ...at };
  return { kind: 'Select', with: [], recursive: false, distinct: false, projections: [star], from, windows: [], orderBy: [], pos: start, end: p.end() };
}

function spread(p: SqlParser, pos: number): Pivot {
  const source: Relation = p.nested(() => relation(p));
  p.expect('ON');
  const [first, ...more] = p.list(() => axis(p));
  if (first === undefined) return p.fail('a column');
  const aggregates = p.accept('USING') ? p.list(() => projection(p)) : [];
  const groupBy = p.acceptAll('GROUP', 'BY') ? p.list(() => p.expression()) : undefined;
  return { kind: 'Pivot', source, aggregates, ...first, ...(more.length === 0 ? {} : { more }), ...(groupBy === undefined ? {} : { groupBy }), pos, end: p.end() };
}

function axis(p: SqlParser): Pick<Pivot, 'column' | 'values'> {
  const column = p.above('in');
  if (!p.accept('IN')) return { column, values: 'ANY' };
  p.expect('(');
  const values = pivotValues(p);
  p.expect(')');
  return { column, values };
}

/** https://duckdb.org/docs/stable/sql/statements/unpivot */
function gathered(p: SqlParser, pos: number): Unpivot {
  const source: Relation = p.nested(() => relation(p));
  p.expect('ON');
  const columns = p.list(() => projection(p));
  const plain = (name: string): Unpivot['name'] => ({ kind: 'Identifier', name, quoted: false, pos, end: pos });
  let name = plain('name');
  let values = [plain('value')];
  if (p.accept('INTO')) {
    p.expect('NAME');
    name = p.identifier('a column', true);
    p.expect('VALUE');
    values = p.list(() => p.identifier('a column', true));
  }
  const [value = name, ...more] = values;
  return { kind: 'Unpivot', source, value, ...(more.length === 0 ? {} : { more }), name, columns, includeNulls: false, pos, end: p.end() };
}
