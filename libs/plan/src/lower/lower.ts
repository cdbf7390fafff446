import type { Cte, Query } from '@millrace/sql-ir';
import type { Plan } from '../plan.ts';
import type { Target } from '../target.ts';
import { type Context, newContext } from './block.ts';
import { finishNamed } from './finish.ts';
import { lowerPlan } from './lower-plan.ts';

/**
 * Writes a plan as a query of the target's: flat where clause order allows it, with subqueries where it does not.
 *
 * @throws ToolError PLAN_UNSUPPORTED for what the engine cannot say, PLAN_CORRELATED for a column out of place.
 */
export function lower(plan: Plan, target: Target): Query {
  return lowerQuery(plan, newContext(target));
}

/** Writes a plan as the query of a larger statement. */
export function lowerQuery(plan: Plan, context: Context): Query {
  context.plans.push(plan);
  const query = finishNamed(lowerPlan(plan, context), plan.schema, context);
  return context.ctes.length === 0 ? query : { ...query, ...withClause(context) };
}

/** The CTEs of a statement whose other parts are written already. */
export function withClause({ ctes, recursions }: Context): { readonly with: readonly Cte[]; readonly recursive: boolean } {
  return { with: ctes, recursive: recursions.size > 0 };
}
