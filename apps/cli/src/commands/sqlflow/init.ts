import * as Args from '@oclif/core/args';
import { MillraceCommand } from '../../base-command.ts';

export default class SqlflowInit extends MillraceCommand {
  static override summary = 'Make a project with a pipeline that runs.';
  static override examples = ['<%= config.bin %> sqlflow init shop', 'cd shop && <%= config.bin %> sqlflow run pipelines/sales.sf'];
  static override args = { folder: Args.string({ required: true, description: 'the folder to make; files that exist are never overwritten' }) };

  async run(): Promise<{ readonly folder: string; readonly files: readonly string[] }> {
    const { args } = await this.parse(SqlflowInit);
    const { initProject } = await import('@millrace/sqlflow');
    const made = initProject(args.folder);
    if (!this.jsonEnabled()) {
      for (const file of made.files) this.log(`made ${file}`);
      this.log(`\nRun it:\n  cd ${args.folder} && millrace sqlflow run ${made.files.find((file) => file.endsWith('.sf')) ?? ''}`);
    }
    return made;
  }
}
