import type { Plan } from '../plan.ts';
import { dropDistincts } from './drop-distincts.ts';
import { dropSorts } from './drop-sorts.ts';
import { filterShared } from './filter-shared.ts';
import { foldConstants } from './fold-constants.ts';
import { pruneColumns } from './prune-columns.ts';
import { pushFilters } from './push-filters.ts';
import { pushLimits } from './push-limits.ts';
import { mergeProjections } from './merge-projections.ts';
import { shareSubplans } from './share-subplans.ts';

/** A rewriting that keeps the rows and columns of every plan. */
export interface Rule {
  readonly name: string;
  readonly apply: (plan: Plan) => Plan;
}

/** The rules in the order they are applied: each leaves less for the next to look at. */
export const rules: readonly Rule[] = [
  { name: 'fold-constants', apply: foldConstants },
  { name: 'share-subplans', apply: shareSubplans },
  { name: 'push-filters', apply: pushFilters },
  { name: 'filter-shared', apply: filterShared },
  { name: 'push-limits', apply: pushLimits },
  { name: 'drop-sorts', apply: dropSorts },
  { name: 'drop-distincts', apply: dropDistincts },
  { name: 'merge-projections', apply: mergeProjections },
  { name: 'prune-columns', apply: pruneColumns },
];
