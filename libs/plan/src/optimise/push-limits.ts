import type { Limit, Plan } from '../plan.ts';
import { rewritePlan } from '../walk.ts';
import { isCopyable } from './substitute.ts';

/** Only the rows that are kept are computed: a limit goes below a projection whose columns each come from their own row. */
export function pushLimits(plan: Plan): Plan {
  return rewritePlan(plan, (node) => {
    if (node.kind !== 'Limit' || node.input.kind !== 'Project') return node;
    const { input: projection } = node;
    if (projection.outputs.some((output) => !isCopyable(output.expression))) return node;
    const below: Limit = { ...node, input: projection.input, schema: projection.input.schema };
    return { ...projection, input: below };
  });
}
