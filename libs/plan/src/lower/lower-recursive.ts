import { build, type Query, synthetic } from '@millrace/sql-ir';
import type { Recursive } from '../plan.ts';
import { type Block, type Context, freeAlias, freeCteName } from './block.ts';
import { tableBlock } from './lower-plan.ts';
import { operand } from './lower-set-operation.ts';

/** Writes a recursive relation as a CTE at the head of the statement, and here as a read of it. */
export function lowerRecursive(plan: Recursive, context: Context): Block {
  const name = context.cteNames.get(plan.key) ?? defineRecursive(plan, context);
  const alias = freeAlias(context, name);
  return tableBlock(build.table([name], alias), alias, plan.schema);
}

/** Adds a recursive relation to the statement's CTEs. @returns its name */
export function defineRecursive(plan: Recursive, context: Context): string {
  const name = freeCteName(context, plan.name);
  context.cteNames.set(plan.key, name);
  context.recursions.add(plan.key);
  const inner: Context = { ...context, outer: [] };
  const query: Query = {
    kind: 'SetOperation', op: 'UNION', all: !plan.distinct, byName: false,
    left: operand(plan.base, inner, () => false), right: operand(plan.step, inner, () => false),
    with: [], recursive: false, orderBy: [], ...synthetic,
  };
  context.ctes.push({ kind: 'Cte', name: build.identifier(name), columns: plan.schema.map((column) => build.identifier(column.name)), query, ...synthetic });
  return name;
}
