import type { Query } from '@millrace/sql-ir';
import type { BindContext } from './bind-context.ts';
import { createExpressionBinder } from './bind-expression.ts';
import type { Binders } from './bind-relation.ts';
import { bindSelect } from './bind-select.ts';
import { bindSetOperation } from './bind-set-operation.ts';
import { bindValues } from './bind-values.ts';
import { bindWith } from './bind-with.ts';
import type { Scope, ScopeColumn } from './scope.ts';

/** A query bound: what to print and the columns it gives. */
export interface BoundQuery<Q extends Query = Query> {
  readonly query: Q;
  readonly columns: readonly ScopeColumn[];
  /** A `*` over unknown tables is among them: there may be more. */
  readonly open: boolean;
}

export type QueryBinder = (query: Query, scope: Scope, context: BindContext) => BoundQuery;

/**
 * Binds a query and all queries inside it.
 *
 * @throws ToolError with the first finding: Snowflake, too, reports one.
 */
export const bindQuery: QueryBinder = (query, outer, context) => {
  if (query.with.length === 0) return bindBody(query, outer, context);
  const { ctes, scope, recursive } = bindWith(query, outer, context, binders);
  return bindBody({ ...query, with: ctes, recursive }, scope, context);
};

const binders: Binders = { expressions: createExpressionBinder((query, scope, context) => bindQuery(query, scope, context)), bindQuery };

/** Both binders, for statements that hold relations. */
export const queryBinders: Binders = binders;

function bindBody(query: Query, scope: Scope, context: BindContext): BoundQuery {
  switch (query.kind) {
    case 'Select': return bindSelect(query, scope, context, binders);
    case 'SetOperation': return bindSetOperation(query, scope, context, binders);
    case 'Values': return bindValues(query, scope, context, binders);
  }
}
