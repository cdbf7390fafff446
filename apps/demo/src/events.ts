import type { Check, StepSummary } from './scenario.ts';

/** What the demo tells while it runs. */
export type DemoEvent =
  | { readonly type: 'step.start'; readonly name: string }
  | { readonly type: 'progress'; readonly label: string; readonly done: number; readonly total?: number; readonly unit: string }
  | { readonly type: 'check'; readonly check: Check }
  | { readonly type: 'step.end'; readonly summary: StepSummary };
