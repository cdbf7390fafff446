import type { Plan } from '../plan.ts';
import { mapInputs, rewritePlan } from '../walk.ts';

/** An order that nothing sees is not made: below groups, sets, and an order that replaces it. */
export function dropSorts(plan: Plan): Plan {
  return rewritePlan(plan, (node) => {
    switch (node.kind) {
      case 'Aggregate': case 'Pivot': case 'Distinct': case 'SetOperation': case 'Sort': return mapInputs(node, unsorted);
      default: return node;
    }
  });
}

function unsorted(plan: Plan): Plan {
  return plan.kind === 'Sort' ? unsorted(plan.input) : plan;
}
