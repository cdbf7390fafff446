import type { SetOperation } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { types } from '../types/sql-type.ts';
import { unify } from '../types/unify.ts';
import { type BindContext, errorAt, resolvesNames } from './bind-context.ts';
import { bindOutputOrder } from './bind-order.ts';
import type { BoundQuery } from './bind-query.ts';
import type { Binders } from './bind-relation.ts';
import { childScope, type Scope, type ScopeColumn } from './scope.ts';

/**
 * Binds UNION, INTERSECT, EXCEPT: the left names the columns, both give their types.
 *
 * @throws ToolError TRANSPILE_BRANCH_COLUMNS.
 */
export function bindSetOperation(operation: SetOperation, outer: Scope, context: BindContext, binders: Binders): BoundQuery<SetOperation> {
  const left = binders.bindQuery(operation.left, outer, context);
  const right = binders.bindQuery(operation.right, outer, context);
  const open = left.open || right.open;
  if (!open && !operation.byName && resolvesNames(context) && left.columns.length !== right.columns.length) {
    throw errorAt(errors.TRANSPILE_BRANCH_COLUMNS, { expected: left.columns.length, actual: right.columns.length, branch: '{2}' }, operation.right, context);
  }
  const columns = operation.byName ? byName(left.columns, right.columns) : left.columns.map((column, i) => combine(column, right.columns[i]));
  const scope = childScope(outer, { relations: [{ qualifier: [], physicalName: '', columns, open }] });
  const bind = binders.expressions.bind;
  const query: SetOperation = {
    ...operation,
    left: left.query,
    right: right.query,
    orderBy: operation.orderBy.map((item) => bindOutputOrder(item, columns, context) ?? { ...item, expression: bind(item.expression, scope, context) }),
    ...(operation.limit === undefined ? {} : { limit: bind(operation.limit, scope, context) }),
    ...(operation.offset === undefined ? {} : { offset: bind(operation.offset, scope, context) }),
  };
  return { query, columns, open };
}

function combine(left: ScopeColumn, right: ScopeColumn | undefined): ScopeColumn {
  return right === undefined ? left : { ...left, type: unify(left.type, right.type) ?? types.variant, nullable: left.nullable || right.nullable };
}

function byName(left: readonly ScopeColumn[], right: readonly ScopeColumn[]): readonly ScopeColumn[] {
  const both = left.map((column) => combine(column, right.find(({ name }) => name === column.name)));
  return [...both, ...right.filter(({ name }) => !left.some((column) => column.name === name)).map((column) => ({ ...column, nullable: true }))];
}
