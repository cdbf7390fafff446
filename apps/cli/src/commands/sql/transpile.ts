import * as Flags from '@oclif/core/flags';
import { exitCodes, ToolError } from '@millrace/diagnostics';
import { MillraceCommand } from '../../base-command.ts';
import { dialectFlag, inputArgs, inputFlags, ndjsonFlag } from '../../flags.ts';
import { runNdjson } from '../../ndjson.ts';
import { readInput } from '../../read-input.ts';

export default class SqlTranspile extends MillraceCommand {
  static override summary = "Rewrite one dialect's SQL so that another engine gives the same answer.";
  static override examples = [
    "<%= config.bin %> sql transpile --sql \"select iff(a > 1, 'x', 'y') from t\" --to duckdb",
    '<%= config.bin %> sql transpile report.sql --from snowflake --to duckdb --pretty',
    '<%= config.bin %> sql transpile --ndjson < statements.ndjson',
  ];
  static override args = inputArgs;
  static override flags = {
    ...inputFlags,
    from: dialectFlag({ default: 'snowflake', description: 'the dialect it is written in' }),
    to: dialectFlag({ default: 'duckdb', description: 'the dialect to write' }),
    pretty: Flags.boolean({ description: 'one clause per line' }),
    ndjson: ndjsonFlag,
  };

  async run(): Promise<{ readonly statements: readonly { readonly sql: string }[] } | undefined> {
    const { args, flags } = await this.parse(SqlTranspile);
    const { transpile } = await import('@millrace/transpile');
    if (flags.ndjson) {
      await runNdjson(args.file, this.signal, (text) => {
        const { statements, diagnostics } = transpile(text, { from: flags.from, to: flags.to, pretty: flags.pretty });
        return { answer: { sql: statements.map(({ sql }) => sql) }, diagnostics };
      });
      return undefined;
    }
    const input = await readInput(args.file, flags.sql);
    const { statements, diagnostics } = transpile(input.text, { from: flags.from, to: flags.to, pretty: flags.pretty, file: input.file });
    if (diagnostics.some((d) => d.severity === 'error')) throw new ToolError(diagnostics, exitCodes.invalid);
    this.report(diagnostics);
    if (!this.jsonEnabled()) for (const { sql } of statements) this.log(`${sql};`);
    return { statements: statements.map(({ sql }) => ({ sql })) };
  }
}
