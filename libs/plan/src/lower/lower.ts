import type { Query } from '@millrace/sql-ir';
import type { Plan } from '../plan.ts';
import type { ColumnId } from '../scalar.ts';
import type { Target } from '../target.ts';
import { type Cell, type Context, newContext } from './block.ts';
import { finish } from './finish.ts';
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
  const block = lowerPlan(plan, context);
  const cells = new Map(plan.schema.flatMap((column): [ColumnId, Cell][] => {
    const cell = block.cells.get(column.id);
    return cell === undefined ? [] : [[column.id, cell.name === column.name ? cell : { ...cell, name: column.name }]];
  }));
  const query = finish({ ...block, cells }, context);
  return context.ctes.length === 0 ? query : { ...query, with: context.ctes, recursive: true };
}
