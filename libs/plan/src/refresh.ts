import { nextColumnId } from './column-id.ts';
import type { Output, Plan, PlanColumn } from './plan.ts';
import type { ColumnId, Scalar } from './scalar.ts';
import { inputsOf, mapInputs, mapScalars, rewriteScalar } from './walk.ts';

/**
 * The same plan under new column ids, so that it can stand twice in one query (a self join, a subquery over its own outer table).
 * References to columns of an outer query stay.
 */
export function refresh(plan: Plan): Plan {
  return refreshWith(plan, new Map());
}

function refreshWith(plan: Plan, renamed: Map<ColumnId, ColumnId>): Plan {
  if (plan.kind === 'Recursive') {
    renamed.set(plan.key, nextColumnId());
    renameColumns(plan.schema, renamed);
  }
  if (plan.kind === 'With') for (const { key } of plan.shared) renamed.set(key, nextColumnId());
  const below = mapInputs(plan, (input) => refreshWith(input, renamed));
  const scalar = (given: Scalar): Scalar => rewriteScalar(
    given,
    (node) => (node.kind === 'Reference' ? { ...node, id: renamed.get(node.id) ?? node.id } : node),
    (nested) => refreshWith(nested, renamed),
  );
  const output = (item: Output): Output => ({ ...item, column: renamedColumn(item.column, renamed) });
  const schema = renameColumns(plan.schema, renamed);
  const made = mapScalars(below, scalar);
  switch (made.kind) {
    case 'Project': case 'Window': return { ...made, schema, outputs: made.outputs.map(output) };
    case 'Pivot': return { ...made, schema, keys: made.keys.map(output), cells: made.cells.map((cell) => ({ ...cell, column: renamedColumn(cell.column, renamed) })) };
    case 'Unpivot': return { ...made, schema, keep: made.keep.map(output), label: renamedColumn(made.label, renamed), value: renamedColumn(made.value, renamed) };
    case 'Unnest': return { ...made, schema, element: renamedColumn(made.element, renamed), ...(made.position === undefined ? {} : { position: renamedColumn(made.position, renamed) }) };
    case 'Aggregate': return { ...made, schema, keys: made.keys.map(output), measures: made.measures.map(output) };
    case 'Recursive': case 'CteReference': return { ...made, schema, key: renamed.get(made.key) ?? made.key };
    case 'With': return { ...made, schema, shared: made.shared.map((item) => ({ ...item, key: renamed.get(item.key) ?? item.key })) };
    default: return { ...made, schema };
  }
}

function renamedColumn(column: PlanColumn, renamed: Map<ColumnId, ColumnId>): PlanColumn {
  return renameColumns([column], renamed)[0] ?? column;
}

function renameColumns(columns: readonly PlanColumn[], renamed: Map<ColumnId, ColumnId>): readonly PlanColumn[] {
  return columns.map((column) => {
    const known = renamed.get(column.id) ?? nextColumnId();
    renamed.set(column.id, known);
    return { ...column, id: known };
  });
}

/** Whether two plans share a column id, so that one must be refreshed before they meet. */
export function overlap(left: Plan, right: Plan): boolean {
  const ids = new Set<ColumnId>();
  collect(left, ids);
  return touches(right, ids);
}

function collect(plan: Plan, ids: Set<ColumnId>): void {
  for (const column of plan.schema) ids.add(column.id);
  for (const input of inputsOf(plan)) collect(input, ids);
}

function touches(plan: Plan, ids: ReadonlySet<ColumnId>): boolean {
  return plan.schema.some((column) => ids.has(column.id)) || inputsOf(plan).some((input) => touches(input, ids));
}
