import type { Plan } from '../plan.ts';
import { rewritePlan } from '../walk.ts';

/** Rows that are each there once already are not made so again. */
export function dropDistincts(plan: Plan): Plan {
  return rewritePlan(plan, (node) => (node.kind === 'Distinct' && isDistinct(node.input) ? node.input : node));
}

/** Groups differ in their keys, which are among their columns. */
function isDistinct(plan: Plan): boolean {
  switch (plan.kind) {
    case 'Distinct': case 'Aggregate': case 'Pivot': return true;
    case 'SetOperation': return plan.operator !== 'union all';
    case 'Filter': case 'Sort': case 'Limit': case 'Sample': return isDistinct(plan.input);
    default: return false;
  }
}
