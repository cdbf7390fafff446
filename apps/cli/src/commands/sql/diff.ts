import * as Args from '@oclif/core/args';
import * as Flags from '@oclif/core/flags';
import { exitCodes, ToolError } from '@millrace/diagnostics';
import type { Statement } from '@millrace/sql-ir';
import { MillraceCommand } from '../../base-command.ts';
import { dialectFlag } from '../../flags.ts';
import type { EditReport } from '../../output/edits.ts';
import { type Input, readInput } from '../../read-input.ts';

export default class SqlDiff extends MillraceCommand {
  static override summary = 'Compare two SQL texts by meaning of their parts, not by lines: layout, comments and the case of names do not count.';
  static override description = 'Exits with 0 whether they differ or not; with --check it exits with 6 when they do, and with 3 when one of them cannot be parsed.';
  static override examples = [
    '<%= config.bin %> sql diff before.sql after.sql',
    'git show HEAD:report.sql | <%= config.bin %> sql diff - report.sql --dialect postgres',
    '<%= config.bin %> sql diff golden.sql made.sql --check --json',
  ];
  static override args = {
    from: Args.string({ required: true, ignoreStdin: true, description: 'the file before; - for standard input' }),
    to: Args.string({ required: true, ignoreStdin: true, description: 'the file after' }),
  };
  static override flags = {
    dialect: dialectFlag({ default: 'snowflake', description: 'the dialect they are written in' }),
    check: Flags.boolean({ description: 'exit with 6 when they differ' }),
  };

  async run(): Promise<{ readonly equal: boolean; readonly edits: readonly EditReport[] }> {
    const { args, flags } = await this.parse(SqlDiff);
    const { parse } = await import('@millrace/sql-parser');
    const { dialect, foldIdentifier } = await import('@millrace/dialects');
    const { diff } = await import('@millrace/sql-ir');
    const { editLine, reportEdit } = await import('../../output/edits.ts');
    const statements = ({ text, file }: Input): readonly Statement[] => {
      const parsed = parse(text, { dialect: flags.dialect, file });
      if (parsed.diagnostics.some((d) => d.severity === 'error')) throw new ToolError(parsed.diagnostics, exitCodes.invalid);
      return parsed.statements;
    };
    const [from, to] = [await readInput(args.from, undefined), await readInput(args.to, undefined)];
    const caseless = !dialect(flags.dialect).identifiers.caseSensitive;
    const name = (identifier: Parameters<typeof foldIdentifier>[0]): string => (caseless ? identifier.name.toLowerCase() : foldIdentifier(identifier, flags.dialect));
    const edits = diff(statements(from), statements(to), { name }).map((edit) => reportEdit(edit, { from: from.text, to: to.text }));
    const changes = edits.filter(({ type }) => type !== 'keep');
    if (!this.jsonEnabled()) {
      const color = process.stdout.isTTY && process.env.NO_COLOR === undefined;
      for (const edit of changes) this.log(editLine(edit, color));
      this.log(summary(changes));
    }
    if (flags.check && changes.length > 0) this.endWith(exitCodes.mismatch);
    return { equal: changes.length === 0, edits };
  }
}

function summary(changes: readonly EditReport[]): string {
  if (changes.length === 0) return 'They are the same.';
  const words = { insert: 'added', remove: 'removed', update: 'changed', move: 'moved', keep: 'kept' } as const;
  const counts = Object.entries(words).map(([type, word]) => [changes.filter((change) => change.type === type).length, word] as const);
  return counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`).join(', ');
}
