import type { SqlSession } from '@millrace/connectors';
import type { RunResult, StepResult } from './result.ts';

/** How far a load has come; timestamps, dates and decimals are text as the engine writes it. */
export type WatermarkValue = string | number | bigint | boolean;

/** Whose progress it is. */
export interface WatermarkKey {
  readonly source: string;
  readonly target: string;
  readonly column: string;
}

/** What a run needs of the state store. */
export interface StatePort {
  readWatermark(session: SqlSession, key: WatermarkKey): Promise<WatermarkValue | undefined>;
  /** Moves a watermark in the transaction of the data it stands for. */
  advanceWatermark(session: SqlSession, key: WatermarkKey, from: WatermarkValue | undefined, to: WatermarkValue): Promise<void>;
  start(planHash: string): Promise<void>;
  record(step: StepResult, ordinal: number, fingerprint: string): Promise<void>;
  finish(status: RunResult['status'], error: string | undefined): Promise<void>;
}
