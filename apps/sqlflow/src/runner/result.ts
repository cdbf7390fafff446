import type { Diagnostic, ExitCode } from '@millrace/diagnostics';
import type { Step } from '../planner/step.ts';

export type StepStatus = 'pending' | 'running' | 'succeeded' | 'failed' | 'skipped';

/** How many rows a step moved. What a step has no notion of is absent. */
export interface StepCounts {
  /** Rows taken from the source; rows seen again at the watermark and set aside are not among them. */
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly inserted?: number;
  readonly updated?: number;
  /** Rows at the watermark that the target had already. */
  readonly repeated?: number;
}

/** What became of one step. */
export interface StepResult extends StepCounts {
  readonly id: string;
  readonly kind: Step['kind'];
  readonly name: string;
  readonly status: StepStatus;
  /** Milliseconds it took. */
  readonly ms: number;
  readonly file: string;
  readonly line: number;
  /** The message of what went wrong; `diagnostics` of the run have it with its place. */
  readonly error?: string;
}

export interface RunResult {
  readonly runId: string;
  readonly pipeline: string;
  readonly status: 'succeeded' | 'failed' | 'interrupted';
  /** In the order of the plan. */
  readonly steps: readonly StepResult[];
  /** Warnings and errors, with their places. */
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;
  /** Milliseconds. */
  readonly ms: number;
}

export type RunEvent =
  | { readonly type: 'run.start'; readonly runId: string; readonly pipeline: string; readonly steps: number }
  | { readonly type: 'step.start'; readonly id: string; readonly kind: Step['kind']; readonly name: string }
  | { readonly type: 'step.progress'; readonly id: string; readonly rows: number }
  | { readonly type: 'step.end'; readonly step: StepResult }
  | { readonly type: 'run.end'; readonly result: RunResult };
