import { build, type Cte, forEachChild, type Node, type Pivot, type Projection, type Query, type QueryStatement, rewrite, synthetic } from '@millrace/sql-ir';

/** A PIVOT whose values only the data knows, and the query whose first column gives them in their order. */
export interface DynamicPivot {
  readonly pivot: Pivot;
  readonly values: QueryStatement;
}

/**
 * The innermost PIVOT over `ANY` or a subquery, undefined where there is none. Filled with its values it is an ordinary one,
 * and the next may be asked for.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/pivot
 */
export function dynamicPivot(statement: Node): DynamicPivot | undefined {
  return find(statement, []);
}

/** The tree with the values of a PIVOT listed. */
export function fillPivot<N extends Node>(statement: N, { pivot }: DynamicPivot, values: readonly Projection[]): N {
  const { orderBy: _, ...rest } = pivot;
  return rewrite(statement, { Pivot: (node) => (node === pivot ? { ...rest, values } : node) });
}

function find(node: Node, ctes: readonly Cte[]): DynamicPivot | undefined {
  let found: DynamicPivot | undefined;
  const own = 'with' in node ? node.with : [];
  own.forEach((cte, i) => { found ??= find(cte.query, [...ctes, ...own.slice(0, i)]); });
  const visible = own.length === 0 ? ctes : [...ctes, ...own];
  forEachChild(node, (child) => { if (child.kind !== 'Cte') found ??= find(child, visible); });
  if (found !== undefined || node.kind !== 'Pivot' || Array.isArray(node.values)) return found;
  const query = { ...valuesOf(node), ...(visible.length === 0 ? {} : { with: visible }) };
  return { pivot: node, values: { kind: 'QueryStatement', query, ...synthetic } };
}

function valuesOf({ source, column, values, orderBy }: Pivot): Query {
  if (values !== 'ANY') return values as Query;
  const order = orderBy === undefined || orderBy.length === 0 ? [{ kind: 'OrderItem' as const, expression: build.number(1), descending: false, ...synthetic }] : orderBy;
  return build.select({ projections: [build.projection(column)], from: source, groupBy: { type: 'list', items: [column] }, orderBy: order });
}
