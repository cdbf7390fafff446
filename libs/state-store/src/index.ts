export { errors } from './errors.ts';
export { openState, type StateDatabase, type StateOptions } from './open.ts';
export { findRun, finishRun, listRuns, recordStep, type Run, startRun, type Step } from './runs.ts';
export type { RunStatus, StepStatus } from './tables.ts';
export {
  advanceWatermark, listWatermarks, readWatermark, resetWatermark, watermarkHistory, type WatermarkKey, type WatermarkMove, type WatermarkValue,
} from './watermarks.ts';
