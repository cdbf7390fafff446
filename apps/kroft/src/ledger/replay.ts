import type { PlanSettings } from '../generator/settings.ts';
import type { PlannedTransaction } from '../mutation/operation.ts';
import { createPlanner, type Planner } from '../mutation/planner.ts';

/** One run of a plan: how many row changes it wanted, and the last transaction it executed. */
export interface Segment {
  readonly changes: number;
  readonly until: number;
}

/**
 * Brings a planner to where earlier runs left it, by planning again what they executed: a plan is a function of its
 * settings, so nothing but those and the runs' lengths need be kept.
 *
 * @param onTransaction sees each transaction on the way.
 */
export function replay(settings: PlanSettings, segments: readonly Segment[], onTransaction: (transaction: PlannedTransaction) => void = () => undefined): Planner {
  const planner = createPlanner(settings);
  for (const segment of segments) {
    let left = segment.changes;
    while (planner.position() < segment.until) {
      const transaction = planner.next(Math.max(1, left));
      if (transaction.outcome === 'commit') left -= transaction.changes;
      onTransaction(transaction);
    }
  }
  return planner;
}
