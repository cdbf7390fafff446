import * as Args from '@oclif/core/args';
import type { PipelineDescription } from '@millrace/sqlflow';
import { MillraceCommand } from '../../base-command.ts';
import { pipelineFlags, pipelineOptions } from '../../flags.ts';

export default class SqlflowDescribe extends MillraceCommand {
  static override summary = 'Say what a pipeline reads, makes and writes, and draw its DAG.';
  static override examples = ['<%= config.bin %> sqlflow describe sales.sf', '<%= config.bin %> sqlflow describe sales.sf --json'];
  static override args = { pipeline: Args.string({ required: true, description: 'the .sf file' }) };
  static override flags = pipelineFlags;

  async run(): Promise<PipelineDescription> {
    const { args, flags } = await this.parse(SqlflowDescribe);
    const { describePipeline } = await import('@millrace/sqlflow');
    const description = await describePipeline(args.pipeline, pipelineOptions(flags));
    if (!this.jsonEnabled()) {
      const line = (title: string, names: readonly string[]): void => { if (names.length > 0) this.log(`${title.padEnd(10)} ${names.join(', ')}`); };
      this.log(`${description.name}\n`);
      line('sources', description.sources.map((source) => `${source.name} (${source.type})`));
      line('tables', description.tables);
      line('exports', description.exports.map((target) => `${target.destination} (${target.type})`));
      line('variables', description.variables.map((v) => (v.fallback === undefined ? v.name : `${v.name} (default ${String(v.fallback)})`)));
      this.log(`\n${description.dag}`);
    }
    return description;
  }
}
