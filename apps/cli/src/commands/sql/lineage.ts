import * as Flags from '@oclif/core/flags';
import { exitCodes, ToolError } from '@millrace/diagnostics';
import type { DialectName } from '@millrace/sql-ir';
import type { Lineage } from '@millrace/transpile';
import { MillraceCommand } from '../../base-command.ts';
import { dialectFlag, inputArgs, inputFlags, ndjsonFlag } from '../../flags.ts';
import { type LineResult, runNdjson } from '../../ndjson.ts';
import { readInput } from '../../read-input.ts';

export default class SqlLineage extends MillraceCommand {
  static override summary = 'Tell where each column of a query, or of the table a statement writes, comes from.';
  static override description = 'Tables that the text itself creates are known to the statements behind; --schema names a file whose CREATE statements are known from the start. A column whose table is not known is shown as ?.column.';
  static override examples = [
    "<%= config.bin %> sql lineage --sql 'with t as (select id, sum(amount) as total from orders group by id) select total / 2 as half from t'",
    '<%= config.bin %> sql lineage load.sql --schema tables.sql',
    '<%= config.bin %> sql lineage report.sql --dialect postgres --format mermaid',
    '<%= config.bin %> sql lineage --ndjson < statements.ndjson',
  ];
  static override args = inputArgs;
  static override flags = {
    ...inputFlags,
    dialect: dialectFlag({ default: 'snowflake', description: 'the dialect it is written in' }),
    schema: Flags.string({ description: 'a file of CREATE TABLE and CREATE VIEW statements, which tells the columns of tables' }),
    format: Flags.option({ options: ['tree', 'mermaid', 'dot'] as const })({ default: 'tree', description: 'how it is drawn', exclusive: ['ndjson'] }),
    ndjson: ndjsonFlag,
  };

  async run(): Promise<{ readonly statements: readonly Lineage[] } | undefined> {
    const { args, flags } = await this.parse(SqlLineage);
    const schema = flags.schema === undefined ? '' : (await readInput(flags.schema, undefined)).text;
    const trace = await tracer(flags.dialect, schema, flags.schema);
    if (flags.ndjson) {
      await runNdjson(args.file, this.signal, (sql) => trace(sql));
      return undefined;
    }
    const input = await readInput(args.file, flags.sql);
    const { answer: { lineage }, diagnostics } = trace(input.text, input.file);
    if (diagnostics.some((d) => d.severity === 'error')) throw new ToolError(diagnostics, exitCodes.invalid);
    if (!this.jsonEnabled()) await this.draw(lineage, flags.format);
    return { statements: lineage };
  }

  private async draw(lineages: readonly Lineage[], format: 'tree' | 'mermaid' | 'dot'): Promise<void> {
    const { lineageTree } = await import('../../output/lineage-tree.ts');
    const { lineageDot, lineageMermaid } = await import('../../output/lineage-graph.ts');
    this.log(format === 'mermaid' ? lineageMermaid(lineages) : format === 'dot' ? lineageDot(lineages) : lineages.filter(({ columns, influences }) => columns.length + influences.length > 0).map(lineageTree).join('\n\n') || 'no columns');
  }
}

/** Traces the statements of a text; each knows what the schema and those before it create. */
async function tracer(dialect: DialectName, schema: string, schemaFile: string | undefined): Promise<(sql: string, file?: string) => LineResult & { readonly answer: { readonly lineage: readonly Lineage[] } }> {
  const { parse } = await import('@millrace/sql-parser');
  const { lineage, scriptCatalog } = await import('@millrace/transpile');
  const known = parse(schema, { dialect, ...(schemaFile === undefined ? {} : { file: schemaFile }) });
  if (known.diagnostics.some((d) => d.severity === 'error')) throw new ToolError(known.diagnostics, exitCodes.invalid);
  return (sql, file) => {
    const { statements, diagnostics } = parse(sql, { dialect, ...(file === undefined ? {} : { file }) });
    const catalog = scriptCatalog(dialect, sql);
    for (const statement of known.statements) catalog.learn(statement);
    const traced = statements.map((statement) => {
      const result = lineage(statement, { dialect, source: sql, catalog });
      catalog.learn(statement);
      return result;
    });
    return { answer: { lineage: traced }, diagnostics };
  };
}
