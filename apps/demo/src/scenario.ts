import type { DemoEvent } from './events.ts';

/** One fact that the demo proves. */
export interface Check {
  readonly step: string;
  readonly name: string;
  readonly ok: boolean;
  /** The figures behind the verdict. */
  readonly detail: string;
}

/** What one step did. */
export interface StepSummary {
  readonly name: string;
  /** Rows or row changes that the step moved. */
  readonly rows: number;
  readonly seconds: number;
}

/** What a step is given: where to work, and how to tell what it does. */
export interface StepContext {
  /** A temporary folder, removed at the end. */
  readonly folder: string;
  readonly signal: AbortSignal;
  /** Records a fact; a false one does not stop the demo. */
  check(name: string, ok: boolean, detail: string): void;
  progress(done: number, total: number | undefined, unit: string): void;
}

/** Runs steps in order, timing each and collecting their checks. */
export class Scenario {
  readonly checks: Check[] = [];
  readonly steps: StepSummary[] = [];
  private readonly folder: string;
  private readonly signal: AbortSignal;
  private readonly onEvent: (event: DemoEvent) => void;

  constructor(folder: string, signal: AbortSignal, onEvent: (event: DemoEvent) => void) {
    this.folder = folder;
    this.signal = signal;
    this.onEvent = onEvent;
  }

  /**
   * Runs one step.
   *
   * @param work returns what later steps need, and the rows it moved.
   * @throws the signal's reason when the demo was interrupted; whatever `work` throws.
   */
  async step<T>(name: string, work: (context: StepContext) => Promise<{ readonly rows: number; readonly result: T }>): Promise<T> {
    this.signal.throwIfAborted();
    this.onEvent({ type: 'step.start', name });
    const started = performance.now();
    const { rows, result } = await work({
      folder: this.folder,
      signal: this.signal,
      check: (check, ok, detail) => {
        const made = { step: name, name: check, ok, detail };
        this.checks.push(made);
        this.onEvent({ type: 'check', check: made });
      },
      progress: (done, total, unit) => this.onEvent({ type: 'progress', label: name, done, unit, ...(total === undefined ? {} : { total }) }),
    });
    const summary = { name, rows, seconds: (performance.now() - started) / 1000 };
    this.steps.push(summary);
    this.onEvent({ type: 'step.end', summary });
    return result;
  }
}
