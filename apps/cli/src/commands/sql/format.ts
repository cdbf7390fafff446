import { writeFile } from 'node:fs/promises';
import * as Flags from '@oclif/core/flags';
import { exitCodes, ToolError } from '@millrace/diagnostics';
import { MillraceCommand } from '../../base-command.ts';
import { errors } from '../../errors.ts';
import { dialectFlag, inputArgs, inputFlags, ndjsonFlag } from '../../flags.ts';
import { runNdjson } from '../../ndjson.ts';
import { readInput } from '../../read-input.ts';

export default class SqlFormat extends MillraceCommand {
  static override summary = 'Format SQL: one clause per line, comments kept.';
  static override examples = [
    "<%= config.bin %> sql format --sql 'select a,b from t where a>1'",
    '<%= config.bin %> sql format query.sql --write',
    'cat query.sql | <%= config.bin %> sql format --dialect postgres',
    '<%= config.bin %> sql format --ndjson < statements.ndjson',
  ];
  static override args = inputArgs;
  static override flags = {
    ...inputFlags,
    dialect: dialectFlag({ default: 'snowflake', description: 'the dialect it is written in' }),
    ndjson: ndjsonFlag,
    write: Flags.boolean({ exclusive: ['ndjson'], char: 'w', description: 'write the file instead of printing' }),
  };

  async run(): Promise<{ readonly sql: string; readonly changed: boolean } | undefined> {
    const { args, flags } = await this.parse(SqlFormat);
    if (flags.ndjson) {
      const { formatStatements } = await import('@millrace/transpile');
      await runNdjson(args.file, this.signal, (sql) => {
        const { statements, diagnostics } = formatStatements(sql, { dialect: flags.dialect });
        return { answer: { sql: statements }, diagnostics };
      });
      return undefined;
    }
    if (flags.write && (flags.sql !== undefined || args.file === undefined || args.file === '-')) throw errors.CLI_NOTHING_TO_WRITE.error({});
    const input = await readInput(args.file, flags.sql);
    const { format } = await import('@millrace/transpile');
    const { text, diagnostics } = format(input.text, { dialect: flags.dialect, file: input.file });
    if (diagnostics.some((d) => d.severity === 'error')) throw new ToolError(diagnostics, exitCodes.invalid);
    this.report(diagnostics);
    const changed = text !== input.text;
    if (flags.write && args.file !== undefined && args.file !== '-') {
      if (changed) await writeFile(args.file, text);
    } else if (!this.jsonEnabled()) this.log(text.trimEnd());
    return { sql: text, changed };
  }
}
