import * as Flags from '@oclif/core/flags';
import { exitCodes } from '@millrace/diagnostics';
import type { DemoResult } from '@millrace/demo';
import { MillraceCommand } from '../../base-command.ts';
import { progressReporter } from '../../output/progress.ts';
import { renderTable } from '../../output/table.ts';

export default class Demo extends MillraceCommand {
  static override summary = 'Run the four tools together on real data, and check every result.';
  static override examples = ['<%= config.bin %> demo', '<%= config.bin %> demo --out ./report', '<%= config.bin %> demo --json'];
  static override flags = { out: Flags.string({ default: 'apps/demo/out', description: 'folder of report.html' }) };

  protected override readonly outlivesReader = true;

  async run(): Promise<DemoResult> {
    const { flags } = await this.parse(Demo);
    const { runDemo } = await import('@millrace/demo');
    const progress = progressReporter(process.stderr);
    const quiet = this.jsonEnabled();
    const result = await runDemo({
      outFolder: flags.out,
      signal: this.signal,
      onEvent: (event) => {
        if (quiet) return;
        if (event.type === 'progress') {
          progress.update(event);
          return;
        }
        progress.finish();
        if (event.type === 'step.start') this.log(`\n${event.name}`);
        else if (event.type === 'check') this.log(`  ${event.check.ok ? '✓' : '✗'} ${event.check.name}: ${event.check.detail}`);
        else this.log(`  ${event.summary.seconds.toFixed(1)} s`);
      },
    });
    if (!quiet) this.summarise(result);
    this.endWith(result.ok ? exitCodes.ok : exitCodes.mismatch);
    return result;
  }

  private summarise(result: DemoResult): void {
    const rows = result.steps.map((step) => [step.name, step.rows, step.seconds.toFixed(1), Math.round(step.rows / Math.max(step.seconds, 0.001))]);
    this.log(`\n${renderTable([{ title: 'step' }, { title: 'rows', align: 'right' }, { title: 'seconds', align: 'right' }, { title: 'rows/s', align: 'right' }], rows)}`);
    this.log(`\nreport: ${result.report}   memory: ${Math.round(result.peakMemoryBytes / 1_048_576)} MB   time: ${result.seconds.toFixed(1)} s`);
    this.log(`demo: ${result.checks.filter((check) => check.ok).length} of ${result.checks.length} checks passed`);
  }
}
