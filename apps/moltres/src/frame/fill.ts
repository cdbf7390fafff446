import { apply, columnNamed, filter, type NamedScalar, type Plan, project } from '@millrace/plan';
import { operandOf } from '../expression/operand.ts';
import { allColumns } from './shape.ts';

/** All columns, those named with their NULLs replaced. @throws ToolError PLAN_UNKNOWN_COLUMN */
export function withNullsFilled(plan: Plan, values: Readonly<Record<string, unknown>>): Plan {
  for (const name of Object.keys(values)) columnNamed(plan, name, 'fillNull');
  return project(plan, allColumns(plan).map((item): NamedScalar =>
    item.name in values ? { name: item.name, expression: apply('coalesce', [item.expression, operandOf(values[item.name], item.expression)]) } : item), 'fillNull');
}

/** The rows without a NULL in the named columns, or in any. @throws ToolError PLAN_UNKNOWN_COLUMN */
export function withoutNulls(plan: Plan, names: readonly PropertyKey[]): Plan {
  const wanted = names.length === 0 ? plan.schema.map((column) => column.name) : names.map(String);
  const columns = wanted.map((name) => columnNamed(plan, name, 'dropNulls'));
  const [first, ...others] = columns.filter((column) => column.nullable).map((column) => apply('isNotNull', [column]));
  const kept = first === undefined ? plan : filter(plan, others.reduce((left, right) => apply('and', [left, right]), first), 'dropNulls');
  const known = new Set(wanted);
  return project(kept, allColumns(kept).map((item): NamedScalar =>
    known.has(item.name) ? { name: item.name, expression: { ...columnNamed(kept, item.name, 'dropNulls'), nullable: false } } : item), 'dropNulls');
}
