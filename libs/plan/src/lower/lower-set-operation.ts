import { type Query, synthetic } from '@millrace/sql-ir';
import type { Plan, SetOperation, SetOperator } from '../plan.ts';
import type { Block, Context } from './block.ts';
import { derive, finish, wrap } from './finish.ts';
import { lowerPlan } from './lower-plan.ts';

const words: Readonly<Record<SetOperator, 'UNION' | 'INTERSECT' | 'EXCEPT'>> = { 'union all': 'UNION', union: 'UNION', intersect: 'INTERSECT', except: 'EXCEPT' };

/** Writes a set operation as a relation, which `finish` gives back bare when nothing was added to it. */
export function lowerSetOperation(plan: SetOperation, context: Context): Block {
  const op = words[plan.operator];
  const all = plan.operator === 'union all';
  const left = operand(plan.left, context, (query) => query.op === op && query.all === all);
  const right = operand(plan.right, context, () => false);
  const query: Query = { kind: 'SetOperation', op, all, byName: false, left, right, with: [], recursive: false, orderBy: [], ...synthetic };
  return derive(query, plan.schema.map((column) => [column.id, column.name]), context);
}

/**
 * One operand: a plain SELECT in the order of the plan's columns.
 * ORDER BY and LIMIT inside an operand need parentheses that SQLite does not take, so such a SELECT goes into FROM.
 * So does another set operation, unless it is the same one on the left, where it associates by itself.
 */
export function operand(plan: Plan, context: Context, chains: (query: Extract<Query, { readonly kind: 'SetOperation' }>) => boolean): Query {
  const lowered = lowerPlan(plan, context);
  const inOrder = new Map(plan.schema.flatMap((column) => {
    const cell = lowered.cells.get(column.id);
    return cell === undefined ? [] : [[column.id, cell] as const];
  }));
  const block: Block = { ...lowered, cells: inOrder, order: lowered.limit === undefined ? [] : lowered.order };
  if (block.limit !== undefined) return finish({ ...wrap(block, context), order: [] }, context);
  const query = finish(block, context);
  if (query.kind !== 'SetOperation' || chains(query)) return query;
  return finish({ ...derive(query, plan.schema.map((column) => [column.id, column.name]), context), distinct: false }, { ...context, taken: context.taken });
}
