import type { Statement } from '@millrace/sql-ir';
import { exitCodes, ToolError } from '@millrace/diagnostics';
import { MillraceCommand } from '../../base-command.ts';
import { dialectFlag, inputArgs, inputFlags, ndjsonFlag } from '../../flags.ts';
import { runNdjson } from '../../ndjson.ts';
import { readInput } from '../../read-input.ts';

export default class SqlParse extends MillraceCommand {
  static override summary = 'Parse SQL and show its tree.';
  static override examples = [
    "<%= config.bin %> sql parse --sql 'select a from t qualify row_number() over (order by a) = 1'",
    '<%= config.bin %> sql parse query.sql --dialect postgres --json',
    '<%= config.bin %> sql parse --ndjson < statements.ndjson',
  ];
  static override args = inputArgs;
  static override flags = { ...inputFlags, dialect: dialectFlag({ default: 'snowflake', description: 'the dialect it is written in' }), ndjson: ndjsonFlag };

  async run(): Promise<{ readonly statements: readonly Statement[] } | undefined> {
    const { args, flags } = await this.parse(SqlParse);
    const { parse } = await import('@millrace/sql-parser');
    if (flags.ndjson) {
      await runNdjson(args.file, this.signal, (sql) => {
        const { statements, diagnostics } = parse(sql, { dialect: flags.dialect });
        return { answer: { statements: statements.length }, diagnostics };
      });
      return undefined;
    }
    const input = await readInput(args.file, flags.sql);
    const { statements, diagnostics } = parse(input.text, { dialect: flags.dialect, file: input.file });
    if (diagnostics.some((d) => d.severity === 'error')) throw new ToolError(diagnostics, exitCodes.invalid);
    if (!this.jsonEnabled()) for (const statement of statements) this.log(drawTree(statement, ''));
    return { statements };
  }
}

/** A node as an indented outline: its kind, its plain properties on the same line, its children below. */
function drawTree(value: unknown, indent: string, label = ''): string {
  if (Array.isArray(value)) return value.map((item, i) => drawTree(item, indent, `${label}[${i}]`)).join('\n');
  if (typeof value !== 'object' || value === null) return `${indent}${label} ${JSON.stringify(value)}`;
  const entries = Object.entries(value).filter(([key, v]) => v !== undefined && !['kind', 'pos', 'end'].includes(key) && !(Array.isArray(v) && v.length === 0));
  const plain = entries.filter(([, v]) => typeof v !== 'object').map(([key, v]) => `${key}=${JSON.stringify(v)}`);
  const nested = entries.filter(([, v]) => typeof v === 'object' && v !== null);
  const head = [label, 'kind' in value ? String(value.kind) : '', ...plain].filter((part) => part !== '').join(' ');
  return [`${indent}${head}`, ...nested.map(([key, v]) => drawTree(v, `${indent}  `, key))].join('\n');
}
