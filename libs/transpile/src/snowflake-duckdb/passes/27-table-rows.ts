import { build, type Relation, type TableFunction } from '@millrace/sql-ir';
import type { LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';
import { rowSource } from './row-source.ts';

/**
 * FLATTEN and the SPLIT functions as lateral subqueries over UNNEST.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/flatten
 */
export const tableRows: NodePass = {
  name: 'table-rows',
  handlers: { TableFunction: subquery },
};

/** `LATERAL (SELECT 1 AS SEQ, e.KEY AS KEY, … FROM (SELECT unnest(…) AS e)) AS f`. */
function subquery(node: TableFunction, context: LowerContext): Relation {
  const source = rowSource(node, context);
  if (source === undefined) return node;
  const inner = build.select({ projections: [build.projection(build.call('unnest', [source.entries]), 'e'), ...(source.container === undefined ? [] : [build.projection(source.container, 'THIS')])] });
  const query = build.select({
    projections: [
      build.projection(build.cast(build.number(1), build.type('BIGINT')), 'SEQ'),
      ...source.fields.map((field) => build.projection(build.column('e', field), field)),
      ...(source.container === undefined ? [] : [build.projection(build.column('THIS'), 'THIS')]),
    ],
    from: build.derived(inner, context.freshName()),
  });
  const alias = { name: build.identifier(node.alias?.name.name ?? context.freshName()), columns: node.alias?.columns ?? [] };
  return { kind: 'DerivedTable', query, lateral: true, alias, pos: node.pos, end: node.end };
}
