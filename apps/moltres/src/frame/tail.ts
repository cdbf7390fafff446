import { limit, type Ordering, type Plan, sort } from '@millrace/plan';
import { errors } from '../errors.ts';

/** The last rows of a plan: the first ones of the reverse order, put in order again. @throws ToolError MOLTRES_UNSUPPORTED without an order */
export function tail(plan: Plan, count: number): Plan {
  const orderBy = orderOf(plan);
  if (orderBy === undefined) throw errors.MOLTRES_UNSUPPORTED.error({ dialect: 'tail', feature: 'rows without an order' }, { hint: 'put orderBy right before tail' });
  return sort(limit(sort(plan, orderBy.map(reversed)), count), orderBy);
}

function orderOf(plan: Plan): readonly Ordering[] | undefined {
  if (plan.kind === 'Sort') return plan.orderBy;
  return plan.kind === 'Filter' ? orderOf(plan.input) : undefined;
}

function reversed(item: Ordering): Ordering {
  return { ...item, descending: !item.descending, nulls: item.nulls === 'LAST' ? 'FIRST' : 'LAST' };
}
