import * as Flags from '@oclif/core/flags';
import { exitCodes } from '@millrace/diagnostics';
import type { Explained } from '@millrace/transpile';
import { MillraceCommand, type PlacedDiagnostic, placed } from '../../base-command.ts';
import { inputArgs, inputFlags, ndjsonFlag } from '../../flags.ts';
import { runNdjson } from '../../ndjson.ts';
import { readInput } from '../../read-input.ts';

export default class SqlExplain extends MillraceCommand {
  static override summary = "Explain how Snowflake's SQL becomes DuckDB's: which functions, which passes, and what cannot be said.";
  static override description = 'Exits with 3 when a statement cannot be parsed or translated.';
  static override examples = [
    "<%= config.bin %> sql explain --sql \"select iff(a > 1, upper(b), 'x') from t order by a\"",
    '<%= config.bin %> sql explain report.sql --passes',
    '<%= config.bin %> sql explain report.sql --json',
  ];
  static override args = inputArgs;
  static override flags = {
    ...inputFlags,
    passes: Flags.boolean({ description: 'show the statement after each pass that changed it' }),
    ndjson: ndjsonFlag,
  };

  async run(): Promise<{ readonly statements: readonly (Omit<Explained, 'diagnostics'> & { readonly diagnostics: readonly PlacedDiagnostic[] })[] } | undefined> {
    const { args, flags } = await this.parse(SqlExplain);
    const { explain } = await import('@millrace/transpile');
    if (flags.ndjson) {
      await runNdjson(args.file, this.signal, (sql) => {
        const explained = explain(sql);
        return { answer: { explained }, diagnostics: explained.flatMap(({ diagnostics }) => diagnostics) };
      });
      return undefined;
    }
    const input = await readInput(args.file, flags.sql);
    const statements = explain(input.text, { file: input.file });
    if (!this.jsonEnabled()) await this.draw(statements, flags.passes);
    if (statements.some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error'))) this.endWith(exitCodes.invalid);
    return { statements: statements.map((statement) => ({ ...statement, diagnostics: statement.diagnostics.map(placed) })) };
  }

  private async draw(statements: readonly Explained[], passes: boolean): Promise<void> {
    const { explanation, passByPass } = await import('../../output/explanation.ts');
    for (const [i, statement] of statements.entries()) {
      if (i > 0) this.log('');
      this.log(passes ? passByPass(statement.steps, process.stdout.isTTY && process.env.NO_COLOR === undefined) : explanation(statement));
      this.report(statement.diagnostics);
    }
  }
}
