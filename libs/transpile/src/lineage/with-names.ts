import { build, type Cte, isQuery, type Query, type QueryTail, visit } from '@millrace/sql-ir';
import { inside, type NameScope } from './names.ts';
import { combined } from './set-shape.ts';
import { weightOf } from './origins.ts';
import { renamed, type Shape } from './shape.ts';
import { compared, type Trace } from './trace.ts';

/** The scope behind a WITH clause. Each query is walked when its name is first used, and not at all where it never is. */
export function withNames(query: Pick<QueryTail, 'with' | 'recursive'>, outer: NameScope, trace: Trace): NameScope {
  return query.with.reduce((scope, cte) => {
    let known: Shape | undefined;
    const find = (): Shape => (known ??= cteShape(cte, query.recursive, scope, trace));
    return inside(scope, { ctes: new Map([[compared(cte.name, trace), find]]) });
  }, outer);
}

function cteShape(cte: Cte, recursive: boolean, scope: NameScope, trace: Trace): Shape {
  const names = cte.columns.map(trace.fold);
  const query = givenBy(cte.query);
  if (query.kind !== 'SetOperation' || !mayRecur(cte, recursive, trace)) return renamed(trace.query(query, scope, trace), names);
  const inner = (known: Shape): NameScope => inside(withNames(query, scope, trace), { ctes: new Map([[compared(cte.name, trace), () => known]]) });
  let shape = renamed(trace.query(query.left, withNames(query, scope, trace), trace), names);
  // Each turn may bring a column's sources one column further; they end when nothing is added.
  for (let size = -1; size !== sizeOf(shape);) {
    size = sizeOf(shape);
    shape = combined(query, shape, trace.query(query.right, inner(shape), trace), trace);
  }
  return shape;
}

/** The query whose rows a common table expression has: of a statement that changes rows, what it returns of its table. */
function givenBy(query: Cte['query']): Query {
  if (isQuery(query)) return query;
  return build.select({ projections: query.returning, from: query.kind === 'Merge' ? query.target : query.table });
}

const sizeOf = ({ columns, open }: Shape): number => [...columns.map(({ origins }) => origins), ...open.map(({ star }) => star)].reduce((sum, origins) => sum + weightOf(origins), 0);

/** Snowflake, SQL Server and Oracle need no RECURSIVE. */
function mayRecur(cte: Cte, recursive: boolean, trace: Trace): boolean {
  return (recursive || trace.dialect === 'snowflake' || trace.dialect === 'mssql' || trace.dialect === 'oracle') && refersTo(givenBy(cte.query), compared(cte.name, trace), trace);
}

function refersTo(query: Query, name: string, trace: Trace): boolean {
  let found = false;
  visit(query, { Table: ({ name: [first, second] }) => { if (first !== undefined && second === undefined && compared(first, trace) === name) found = true; } });
  return found;
}
