import { errors } from './errors.ts';
import type { Scalar } from './scalar.ts';
import { operandsOf, some } from './walk.ts';

/** @throws ToolError PLAN_DUPLICATE_COLUMN, PLAN_NO_COLUMNS */
export function checkUnique(names: readonly string[], step: string): void {
  if (names.length === 0) throw errors.PLAN_NO_COLUMNS.error({ step });
  const seen = new Set<string>();
  for (const name of names) {
    if (seen.has(name)) throw errors.PLAN_DUPLICATE_COLUMN.error({ step, column: name });
    seen.add(name);
  }
}

/** @throws ToolError PLAN_AGGREGATE_PLACE where an aggregate stands among the columns of single rows. */
export function checkNoAggregate(scalar: Scalar, step: string): void {
  some(scalar, (node) => {
    if (node.kind === 'Aggregated') throw errors.PLAN_AGGREGATE_PLACE.error({ step, aggregate: node.name });
    return false;
  });
}

/** @throws ToolError PLAN_TYPE_MISMATCH for what is no condition, PLAN_AGGREGATE_PLACE for one over aggregates. */
export function checkPredicate(predicate: Scalar, step: string): void {
  if (predicate.type.name !== 'BOOLEAN') throw errors.PLAN_TYPE_MISMATCH.error({ step, what: 'the condition', actual: predicate.type.name, expected: 'BOOLEAN' });
  checkNoAggregate(predicate, step);
}

/** @throws ToolError PLAN_NOT_AGGREGATED for a column outside every aggregate, PLAN_NESTED_AGGREGATE for one inside two. */
export function checkAggregate(measure: Scalar, step: string): void {
  if (measure.kind === 'Reference') throw errors.PLAN_NOT_AGGREGATED.error({ step, column: measure.name });
  if (measure.kind !== 'Aggregated') {
    for (const operand of operandsOf(measure)) checkAggregate(operand, step);
    return;
  }
  for (const operand of operandsOf(measure)) {
    some(operand, (node) => {
      if (node.kind === 'Aggregated') throw errors.PLAN_NESTED_AGGREGATE.error({ step, aggregate: node.name });
      return false;
    });
  }
}
