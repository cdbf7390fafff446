import * as Args from '@oclif/core/args';
import type { PipelineListing } from '@millrace/sqlflow';
import { MillraceCommand } from '../../base-command.ts';
import { renderTable } from '../../output/table.ts';

export default class SqlflowList extends MillraceCommand {
  static override summary = 'List the pipelines below a folder.';
  static override examples = ['<%= config.bin %> sqlflow list', '<%= config.bin %> sqlflow list pipelines --json'];
  static override args = { folder: Args.string({ default: '.', description: 'where to look' }) };

  async run(): Promise<{ readonly pipelines: readonly PipelineListing[] }> {
    const { args } = await this.parse(SqlflowList);
    const { listPipelines } = await import('@millrace/sqlflow');
    const pipelines = listPipelines(args.folder);
    if (!this.jsonEnabled()) {
      this.log(pipelines.length === 0
        ? `There are no .sf files below '${args.folder}'; millrace sqlflow init makes a first one.`
        : renderTable([{ title: 'pipeline' }, { title: 'file' }, { title: 'statements' }, { title: 'syntax errors' }], pipelines.map((p) => [p.name, p.file, p.statements, p.errors])));
    }
    return { pipelines };
  }
}
