import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { exitCodes } from '@millrace/diagnostics';
import type { RunEvent, RunResult, StepResult } from '@millrace/sqlflow';
import { MillraceCommand } from '../../base-command.ts';
import { pipelineFlags, pipelineOptions } from '../../flags.ts';
import { progressReporter } from '../../output/progress.ts';

export default class SqlflowRun extends MillraceCommand {
  static override summary = 'Run a pipeline.';
  static override description = 'Each step is a transaction of its own: what fails leaves its table as it was. Exit codes: 1 a step failed, 3 the pipeline is not valid, 4 a profile or file is wrong, 5 a server cannot be reached, 130 interrupted.';
  static override examples = [
    '<%= config.bin %> sqlflow run sales.sf',
    '<%= config.bin %> sqlflow run sales.sf --var region=EU --database warehouse.duckdb',
    '<%= config.bin %> sqlflow run sales.sf --full-refresh --keep-going --json',
  ];
  static override args = { pipeline: Args.string({ required: true, description: 'the .sf file' }) };
  static override flags = {
    ...pipelineFlags,
    threads: Flags.integer({ min: 1, description: 'steps that run at once; the number of processors when absent' }),
    'full-refresh': Flags.boolean({ description: 'forget watermarks and read every source whole' }),
    'keep-going': Flags.boolean({ description: 'after a failure, still run what does not depend on it' }),
  };

  protected override readonly outlivesReader = true;

  async run(): Promise<RunResult> {
    const { args, flags } = await this.parse(SqlflowRun);
    const { runPipeline } = await import('@millrace/sqlflow');
    const progress = progressReporter(process.stderr);
    const result = await runPipeline(args.pipeline, {
      ...pipelineOptions(flags),
      ...(flags.threads === undefined ? {} : { threads: flags.threads }),
      fullRefresh: flags['full-refresh'], keepGoing: flags['keep-going'], signal: this.signal,
      onEvent: (event) => this.show(event, progress),
    });
    this.report(result.diagnostics);
    this.endWith(result.exitCode);
    if (!this.jsonEnabled()) this.log(this.lastLine(result));
    // The text of the pipeline may hold a password, and whoever asks has the file.
    return { ...result, diagnostics: result.diagnostics.map(({ source: _source, ...rest }) => rest) };
  }

  private show(event: RunEvent, progress: ReturnType<typeof progressReporter>): void {
    if (this.jsonEnabled()) return;
    if (event.type === 'step.progress') progress.update({ label: event.id, done: event.rows, unit: 'rows' });
    if (event.type !== 'step.end' || event.step.kind === 'source') return;
    progress.finish();
    this.log(describeStep(event.step));
  }

  private lastLine(result: RunResult): string {
    const seconds = (result.ms / 1000).toFixed(2);
    const done = result.steps.filter((step) => step.status === 'succeeded').length;
    if (result.exitCode === exitCodes.interrupted) return `Interrupted after ${seconds} s; the step under way was rolled back. Run it again to continue from the last watermark.`;
    return result.status === 'succeeded' ? `Done: ${done} steps in ${seconds} s.` : `Failed: ${done} of ${result.steps.length} steps succeeded, in ${seconds} s. Tables of the others are as they were.`;
  }
}

/** A finished step in one line: `✓ load_bookings  1,204 read, 1,000 inserted, 204 updated  0.3 s`. */
function describeStep(step: StepResult): string {
  const sign = { succeeded: '✓', failed: '✗', skipped: '-', pending: '-', running: '…' }[step.status];
  const counts = [[step.rowsRead, 'read'], [step.rowsWritten, 'written'], [step.inserted, 'inserted'], [step.updated, 'updated']] as const;
  const figures = counts.filter(([n]) => n !== undefined).map(([n, word]) => `${(n ?? 0).toLocaleString('en-US')} ${word}`).join(', ');
  return `${sign} ${step.id}${figures === '' ? '' : `  ${figures}`}  ${step.status === 'skipped' ? 'skipped' : `${(step.ms / 1000).toFixed(2)} s`}`;
}
