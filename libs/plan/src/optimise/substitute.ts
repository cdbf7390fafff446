import type { Output } from '../plan.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import { inputsOf, mapInputs, mapScalars, rewriteScalar, some } from '../walk.ts';
import type { Plan } from '../plan.ts';

/** What each output column is computed from. */
export function definitions(outputs: readonly Output[]): ReadonlyMap<ColumnId, Scalar> {
  return new Map(outputs.map((output) => [output.column.id, output.expression]));
}

/** A scalar with references replaced by what defines them, inside its subqueries too. */
export function substitute(scalar: Scalar, by: ReadonlyMap<ColumnId, Scalar>): Scalar {
  return rewriteScalar(scalar, (node) => (node.kind === 'Reference' ? by.get(node.id) ?? node : node), (plan) => substituteInPlan(plan, by));
}

function substituteInPlan(plan: Plan, by: ReadonlyMap<ColumnId, Scalar>): Plan {
  const below = inputsOf(plan).length === 0 ? plan : mapInputs(plan, (input) => substituteInPlan(input, by));
  return mapScalars(below, (scalar) => substitute(scalar, by));
}

/** Whether an expression is cheap and pure enough to be written wherever its column is used. */
export function isCopyable(scalar: Scalar): boolean {
  return !some(scalar, (node) => node.kind === 'Windowed' || node.kind === 'Aggregated' || node.kind === 'Lookup' || node.kind === 'Existence' || node.kind === 'Member' && 'kind' in node.values);
}

/** The number of nodes of a scalar. */
export function sizeOf(scalar: Scalar): number {
  let size = 0;
  some(scalar, () => {
    size += 1;
    return false;
  });
  return size;
}
