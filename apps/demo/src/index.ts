export { errors } from './errors.ts';
export type { DemoEvent } from './events.ts';
export { renderReport } from './report/html.ts';
export type { SchemaChange } from './report/timeline.ts';
export { type DemoOptions, type DemoResult, runDemo } from './run-demo.ts';
export type { Check, StepSummary } from './scenario.ts';
