import { build, synthetic } from '@millrace/sql-ir';
import type { Shared, With } from '../plan.ts';
import { type Block, type Context, freeCteName } from './block.ts';
import { finishNamed } from './finish.ts';
import { lowerPlan } from './lower-plan.ts';
import { defineRecursive } from './lower-recursive.ts';

/**
 * Writes the shared plans as CTEs at the head of the statement. Engines compute a CTE that is read twice once or, where they think that
 * cheaper, twice; rows that chance or the engine chooses must be the same ones each time, so that such a CTE is MATERIALIZED where there is a word for it
 * (www.postgresql.org/docs/current/queries-with.html, section 7.8.3; duckdb.org/docs/stable/sql/query_syntax/with; sqlite.org/lang_with.html, section 3).
 */
export function lowerWith(plan: With, context: Context): Block {
  for (const shared of plan.shared) defineShared(shared, context);
  return lowerPlan(plan.input, context);
}

function defineShared({ key, plan, chosen }: Shared, context: Context): void {
  const inner: Context = { ...context, outer: [] };
  if (plan.kind === 'Recursive') {
    context.cteNames.set(key, defineRecursive(plan, inner));
    return;
  }
  const block = lowerPlan(plan, inner);
  // Whoever reads it puts the rows in order again.
  const query = finishNamed(block.limit === undefined ? { ...block, order: [] } : block, plan.schema, inner);
  const name = freeCteName(context, 'shared');
  context.cteNames.set(key, name);
  context.ctes.push({ kind: 'Cte', name: build.identifier(name), columns: [], query, ...(chosen ? { materialized: true } : {}), ...synthetic });
}
