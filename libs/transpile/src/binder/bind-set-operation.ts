import { build, type Query, type SetOperation } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { types, typeText } from '../types/sql-type.ts';
import { unify } from '../types/unify.ts';
import { type BindContext, errorAt, resolvesNames } from './bind-context.ts';
import { bindOutputOrder } from './bind-order.ts';
import type { BoundQuery } from './bind-query.ts';
import type { Binders } from './bind-relation.ts';
import { assignTo } from './implicit-cast.ts';
import { childScope, type Scope, type ScopeColumn } from './scope.ts';

/**
 * Binds UNION, INTERSECT, EXCEPT: the left names the columns, both give their types.
 *
 * @throws ToolError TRANSPILE_BRANCH_COLUMNS, TRANSPILE_BRANCH_TYPES.
 */
export function bindSetOperation(operation: SetOperation, outer: Scope, context: BindContext, binders: Binders): BoundQuery<SetOperation> {
  const left = binders.bindQuery(operation.left, outer, context);
  const right = binders.bindQuery(operation.right, outer, context);
  const open = left.open || right.open;
  if (!open && !operation.byName && resolvesNames(context) && left.columns.length !== right.columns.length) {
    throw errorAt(errors.TRANSPILE_BRANCH_COLUMNS, { expected: left.columns.length, actual: right.columns.length, branch: '{2}' }, operation.right, context);
  }
  const columns = operation.byName ? byName(left.columns, right.columns, operation, context) : left.columns.map((column, i) => combine(column, right.columns[i], i, operation, context));
  const scope = childScope(outer, { relations: [{ qualifier: [], physicalName: '', columns, open }] });
  const bind = binders.expressions.bind;
  const query: SetOperation = {
    ...operation,
    left: converted(left, columns, operation, context),
    right: converted(right, columns, operation, context),
    orderBy: operation.orderBy.map((item) => bindOutputOrder(item, columns, context) ?? { ...item, expression: bind(item.expression, scope, context) }),
    ...(operation.limit === undefined ? {} : { limit: bind(operation.limit, scope, context) }),
    ...(operation.offset === undefined ? {} : { offset: bind(operation.offset, scope, context) }),
  };
  return { query, columns, open };
}

function combine(left: ScopeColumn, right: ScopeColumn | undefined, index: number, operation: SetOperation, context: BindContext): ScopeColumn {
  if (right === undefined) return left;
  const type = unify(left.type, right.type);
  if (type === undefined && resolvesNames(context)) {
    const place = { expected: typeText(left.type), actual: typeText(right.type), column: `{${index + 1}}`, branch: '{2}' };
    throw errorAt(errors.TRANSPILE_BRANCH_TYPES, place, operation.right, context);
  }
  return { ...left, type: type ?? types.unknown, nullable: left.nullable || right.nullable };
}

function byName(left: readonly ScopeColumn[], right: readonly ScopeColumn[], operation: SetOperation, context: BindContext): readonly ScopeColumn[] {
  const both = left.map((column, i) => combine(column, right.find(({ name }) => name === column.name), i, operation, context));
  return [...both, ...right.filter(({ name }) => !left.some((column) => column.name === name)).map((column) => ({ ...column, nullable: true }))];
}

/** A branch in the types of the whole: DuckDB would turn a number beside a text into a text, where Snowflake reads the text as a number. */
function converted(branch: BoundQuery, columns: readonly ScopeColumn[], { byName: named }: SetOperation, context: BindContext): Query {
  if (branch.open || !resolvesNames(context)) return branch.query;
  const target = (own: ScopeColumn, i: number): ScopeColumn => (named ? columns.find(({ name }) => name === own.name) : columns[i]) ?? own;
  if (branch.columns.every((own, i) => own.type.type === target(own, i).type.type || own.type.type === 'null')) return branch.query;
  const projections = branch.columns.map((own, i) => {
    const reference = context.table.markWritten(context.table.set(build.column('_source', own.physicalName), own.type, own.nullable));
    const to = target(own, i).type;
    return build.projection(own.type.type === to.type ? reference : assignTo(reference, to, context), own.physicalName);
  });
  return build.select({ projections, from: build.derived(branch.query, '_source') });
}
