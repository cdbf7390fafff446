import { build, type Expression, type Merge, type MergeWhen, synthetic } from '@millrace/sql-ir';
import { checkPredicate } from '../checks.ts';
import { type Cells, type Context, freeAlias, newContext } from '../lower/block.ts';
import { lowerQuery } from '../lower/lower.ts';
import type { Plan, Scan } from '../plan.ts';
import type { Scalar } from '../scalar.ts';
import type { Target } from '../target.ts';
import { assignments, cellsOf, ownName, type SetColumn, unsupported, writeScalar } from './scope.ts';

/** What becomes of a row that both sides have. */
export interface WhenMatched {
  readonly condition?: Scalar;
  readonly action: 'delete' | readonly SetColumn[];
}

/** What becomes of a row that only the source has. */
export interface WhenNotMatched {
  readonly condition?: Scalar;
  readonly insert: readonly SetColumn[];
}

export interface MergeSpec {
  readonly table: Scan;
  readonly source: Plan;
  readonly on: Scalar;
  /** The first whose condition holds is done. */
  readonly matched: readonly WhenMatched[];
  readonly notMatched: readonly WhenNotMatched[];
}

/** MERGE. @throws ToolError PLAN_UNSUPPORTED where the engine has none */
export function lowerMerge(spec: MergeSpec, target: Target): Merge {
  if (!target.merge) throw unsupported(target, 'MERGE', 'use upsert');
  checkPredicate(spec.on, 'merge');
  const own = ownName(spec.table.table);
  const context = newContext(target, [own]);
  const query = lowerQuery(spec.source, context);
  const alias = freeAlias(context, 'incoming');
  const cells = new Map([...cellsOf(spec.table, own), ...cellsOf(spec.source, alias)]);
  return {
    kind: 'Merge', with: [], recursive: false,
    target: build.table(spec.table.table),
    source: build.derived(query, alias),
    on: writeScalar(spec.on, cells, context),
    whens: [...spec.matched.map((when) => whenMatched(when, cells, context)), ...spec.notMatched.map((when) => whenNotMatched(when, cells, context))],
    returning: [],
    ...synthetic,
  };
}

function conditionOf(condition: Scalar | undefined, cells: Cells, context: Context): { readonly condition?: Expression } {
  return condition === undefined ? {} : { condition: writeScalar(condition, cells, context) };
}

function whenMatched(when: WhenMatched, cells: Cells, context: Context): MergeWhen {
  const action: MergeWhen['action'] = when.action === 'delete' ? { type: 'DELETE' } : { type: 'UPDATE', set: assignments(when.action, cells, context) };
  return { match: 'MATCHED', ...conditionOf(when.condition, cells, context), action, ...synthetic };
}

function whenNotMatched(when: WhenNotMatched, cells: Cells, context: Context): MergeWhen {
  const set = assignments(when.insert, cells, context);
  return {
    match: 'NOT MATCHED', ...conditionOf(when.condition, cells, context),
    action: { type: 'INSERT', columns: when.insert.map((item) => build.identifier(item.column)), values: set.map((item) => item.value) },
    ...synthetic,
  };
}
