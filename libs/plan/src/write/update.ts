import { build, type Delete, synthetic, type Update } from '@millrace/sql-ir';
import type { NamedScalar } from '../build-plan.ts';
import { checkPredicate } from '../checks.ts';
import { newContext } from '../lower/block.ts';
import { withClause } from '../lower/lower.ts';
import type { Scan } from '../plan.ts';
import type { Scalar } from '../scalar.ts';
import type { Target } from '../target.ts';
import { assignments, cellsOf, ownName, returningList, type SetColumn, writeScalar } from './scope.ts';

/** Rows of a table and what is to be told of them. */
export interface RowsSpec {
  readonly table: Scan;
  readonly where: Scalar;
  readonly returning: readonly NamedScalar[];
}

/** UPDATE. Every expression reads the row as it was before. @throws ToolError PLAN_UNSUPPORTED, PLAN_TYPE_MISMATCH */
export function lowerUpdate(spec: RowsSpec & { readonly set: readonly SetColumn[] }, target: Target): Update {
  checkPredicate(spec.where, 'update');
  const own = ownName(spec.table.table);
  const context = newContext(target, [own]);
  const cells = cellsOf(spec.table, own);
  const set = assignments(spec.set, cells, context);
  const where = writeScalar(spec.where, cells, context);
  const returning = returningList(spec.returning, cells, context);
  return { kind: 'Update', table: build.table(spec.table.table), set, where, returning, ...withClause(context), ...synthetic };
}

/** DELETE. @throws ToolError PLAN_UNSUPPORTED, PLAN_TYPE_MISMATCH */
export function lowerDelete(spec: RowsSpec, target: Target): Delete {
  checkPredicate(spec.where, 'delete');
  const own = ownName(spec.table.table);
  const context = newContext(target, [own]);
  const cells = cellsOf(spec.table, own);
  const where = writeScalar(spec.where, cells, context);
  const returning = returningList(spec.returning, cells, context);
  return { kind: 'Delete', table: build.table(spec.table.table), where, returning, ...withClause(context), ...synthetic };
}
