import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { MillraceCommand } from '../../base-command.ts';
import { pipelineFlags, pipelineOptions } from '../../flags.ts';
import { renderTable } from '../../output/table.ts';

export default class SqlflowCompile extends MillraceCommand {
  static override summary = 'Show what a pipeline would do, without running it.';
  static override examples = ['<%= config.bin %> sqlflow compile sales.sf', '<%= config.bin %> sqlflow compile sales.sf --var region=EU --json', '<%= config.bin %> sqlflow compile sales.sf --graph mermaid'];
  static override args = { pipeline: Args.string({ required: true, description: 'the .sf file' }) };
  static override flags = { ...pipelineFlags, graph: Flags.option({ options: ['text', 'dot', 'mermaid', 'svg'] as const, description: 'draw the DAG instead of listing the steps' })() };

  async run(): Promise<unknown> {
    const { args, flags } = await this.parse(SqlflowCompile);
    const { compilePipeline, planJson, renderDag } = await import('@millrace/sqlflow');
    const compiled = await compilePipeline(args.pipeline, pipelineOptions(flags));
    this.report(compiled.diagnostics);
    const plan = planJson(compiled);
    if (!this.jsonEnabled()) {
      this.log(flags.graph === undefined
        ? renderTable([{ title: 'step' }, { title: 'kind' }, { title: 'line' }, { title: 'after' }], plan.operations.map((o) => [String(o['id']), String(o['type']), Number(o['line']), [o['depends_on']].flat().join(', ')]))
        : renderDag(compiled, flags.graph));
    }
    return plan;
  }
}
