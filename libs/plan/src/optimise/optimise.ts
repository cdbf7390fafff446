import type { Plan } from '../plan.ts';
import { rules } from './rules.ts';
import { checkSchema } from './invariant.ts';

/** Told of each rule that changed a plan. */
export type Observer = (rule: string, before: Plan, after: Plan) => void;

/**
 * Applies every rule, in order. The columns of the result, their ids, names and types stay.
 *
 * @param observe called after each rule that changed something.
 * @throws BugError when a rule breaks that promise.
 */
export function optimise(plan: Plan, observe?: Observer): Plan {
  let current = plan;
  for (const rule of rules) {
    const after = rule.apply(current);
    if (after === current) continue;
    checkSchema(rule.name, current, after);
    observe?.(rule.name, current, after);
    current = after;
  }
  return current;
}
