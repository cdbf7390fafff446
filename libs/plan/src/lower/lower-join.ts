import { build, type Expression, type Join as WrittenJoin } from '@millrace/sql-ir';
import { existence } from '../build-scalar.ts';
import type { Join, Plan } from '../plan.ts';
import type { Block, Context } from './block.ts';
import { wrap } from './finish.ts';
import { canBeNullExtended, canJoin } from './guards.ts';
import { lowerPlan, read } from './lower-plan.ts';

const written: Readonly<Record<Exclude<Join['type'], 'semi' | 'anti'>, WrittenJoin['type']>> = { inner: 'INNER', cross: 'CROSS', left: 'LEFT', right: 'RIGHT', full: 'FULL' };

/**
 * Writes a join into one FROM clause.
 * The conditions of a side that keeps its rows go to WHERE; those of a side that is filled with NULLs must hold
 * before the join, which they do as part of ON. A full join has no such place: its filtered sides become subqueries.
 */
export function lowerJoin(plan: Join, context: Context): Block {
  const { type } = plan;
  if (type === 'semi' || type === 'anti') return lowerPlan(asFilter(plan, type === 'anti'), context);
  const left = side(lowerPlan(plan.left, context), type === 'right' || type === 'full', type === 'full', false, context);
  const right = side(lowerPlan(plan.right, context), type === 'left' || type === 'full', type === 'full', true, context);
  const both: Block = { ...left, order: [], cells: new Map([...left.cells, ...right.cells]) };
  const on = plan.on === undefined ? [] : read(both, [plan.on], context).expressions;
  const conditions: Readonly<Record<typeof type, { readonly on: readonly Expression[]; readonly where: readonly Expression[] }>> = {
    inner: { on, where: [...left.where, ...right.where] },
    cross: { on: [], where: [...left.where, ...right.where] },
    left: { on: [...on, ...right.where], where: left.where },
    right: { on: [...on, ...left.where], where: right.where },
    full: { on, where: [] },
  };
  const { from } = both;
  const joined = from === undefined || right.from === undefined ? undefined : build.join(written[type], from, right.from, build.all(conditions[type].on));
  return { ...both, ...(joined === undefined ? {} : { from: joined }), where: conditions[type].where };
}

/** A side of a join as FROM and WHERE alone; the right side as one relation, so that no join needs parentheses. */
function side(block: Block, nullExtended: boolean, unfiltered: boolean, single: boolean, context: Context): Block {
  const fits = canJoin(block)
    && (!nullExtended || canBeNullExtended(block))
    && !(unfiltered && block.where.length > 0)
    && !(single && block.from?.kind === 'Join');
  return fits ? block : wrap(block, context);
}

/** A semi join keeps the left rows that have a match, an anti join those that have none. */
function asFilter(plan: Join, negated: boolean): Plan {
  const matching: Plan = plan.on === undefined ? plan.right : { kind: 'Filter', input: plan.right, predicate: plan.on, schema: plan.right.schema };
  return { kind: 'Filter', input: plan.left, predicate: existence(matching, negated), schema: plan.left.schema };
}
