import type { Step } from '../planner/step.ts';

export interface ScheduleOptions {
  /** Steps that run at once. */
  readonly threads: number;
  /** Start nothing more after a failure; otherwise only what depends on it is left out. */
  readonly failFast: boolean;
  readonly signal: AbortSignal;
}

/** What a step came to: `skipped` when something before it failed. */
export type Outcome = 'succeeded' | 'failed' | 'skipped';

/**
 * Runs steps as soon as those they depend on have succeeded, the earlier in the list first.
 *
 * @param run does the work of one step; false means it failed. @param skip is told of each step that will not run.
 */
export async function schedule(steps: readonly Step[], options: ScheduleOptions, run: (step: Step) => Promise<boolean>, skip: (step: Step) => void): Promise<void> {
  const outcomes = new Map<string, Outcome>();
  const running = new Map<string, Promise<void>>();
  let waiting = [...steps];
  let stopped = false;
  const isBlocked = (step: Step): boolean => step.dependsOn.some((id) => outcomes.get(id) === 'failed' || outcomes.get(id) === 'skipped');
  const isReady = (step: Step): boolean => step.dependsOn.every((id) => outcomes.get(id) === 'succeeded');
  const start = (step: Step): void => {
    running.set(step.id, run(step).then((isDone) => {
      outcomes.set(step.id, isDone ? 'succeeded' : 'failed');
      if (!isDone && options.failFast) stopped = true;
      running.delete(step.id);
    }));
  };
  while (waiting.length > 0 || running.size > 0) {
    if (options.signal.aborted) stopped = true;
    for (const step of waiting.filter((candidate) => stopped || isBlocked(candidate))) {
      outcomes.set(step.id, 'skipped');
      skip(step);
    }
    waiting = waiting.filter((step) => !outcomes.has(step.id));
    for (const step of waiting.filter(isReady).slice(0, Math.max(0, options.threads - running.size))) start(step);
    waiting = waiting.filter((step) => !running.has(step.id));
    if (running.size > 0) await Promise.race(running.values());
  }
}
