import { columnNamed, type NamedScalar, type Plan } from '@millrace/plan';
import type { Kind } from '../types/sql-value.ts';
import type { Shape } from '../expression/term.ts';

/** Named expressions as the plan takes them. */
export function namedScalars(shape: Shape<Kind>): readonly NamedScalar[] {
  return Object.entries(shape).map(([name, expression]) => ({ name, expression: expression.$node }));
}

/** Columns under their own names. @throws ToolError PLAN_UNKNOWN_COLUMN */
export function namedColumns(plan: Plan, names: readonly PropertyKey[], step: string): readonly NamedScalar[] {
  return names.map((name) => ({ name: String(name), expression: columnNamed(plan, String(name), step) }));
}

/** All columns of a plan. */
export function allColumns(plan: Plan): readonly NamedScalar[] {
  return namedColumns(plan, plan.schema.map((column) => column.name), 'select');
}
