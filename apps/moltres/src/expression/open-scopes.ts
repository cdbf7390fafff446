import { overlap, type Plan, refresh } from '@millrace/plan';

/** The relations whose columns are in a callback's hands right now, outermost first. Callbacks are synchronous, so this is a call stack. */
const open: Plan[] = [];

/** Runs a callback with the columns of these relations open to it. */
export function withOpen<T>(plans: readonly Plan[], run: () => T): T {
  open.push(...plans);
  try {
    return run();
  } finally {
    open.length -= plans.length;
  }
}

/** The plan under other ids where a relation of the same columns is open around it: inner and outer are then told apart. */
export function separate(plan: Plan): Plan {
  return open.some((around) => overlap(around, plan)) ? refresh(plan) : plan;
}
