import type { Plan } from '../plan.ts';
import { rewritePlan } from '../walk.ts';
import { definitions, isCopyable, sizeOf, substitute } from './substitute.ts';

/** Above this size a computed column is left where it is, lest chains of copies grow without bound. */
const largest = 40;

/** A projection of a projection is one, where all that is computed below may be computed above. */
export function mergeProjections(plan: Plan): Plan {
  return rewritePlan(plan, (node) => {
    if (node.kind !== 'Project' || node.input.kind !== 'Project') return node;
    const below = node.input;
    if (below.outputs.some((output) => !isCopyable(output.expression))) return node;
    const by = definitions(below.outputs);
    const outputs = node.outputs.map((output) => ({ ...output, expression: output.expression.kind === 'Reference' ? by.get(output.expression.id) ?? output.expression : substitute(output.expression, by) }));
    if (outputs.some((output) => output.expression.kind !== 'Reference' && sizeOf(output.expression) > largest)) return node;
    return { ...node, input: below.input, outputs };
  });
}
