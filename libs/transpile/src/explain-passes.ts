import { print } from '@millrace/dialects';
import { parse } from '@millrace/sql-parser';
import { lowerStatement, type TranslateOptions } from './translate.ts';

/** The query after one pass, in DuckDB's words. */
export interface ExplainedPass {
  readonly pass: string;
  readonly sql: string;
}

/**
 * Shows how Snowflake SQL becomes DuckDB's: the text after binding and after each pass that changed it.
 *
 * @throws ToolError for text that cannot be parsed or bound.
 */
export function explainPasses(text: string, options: Pick<TranslateOptions, 'catalog' | 'session'> = {}): readonly ExplainedPass[] {
  const shown: ExplainedPass[] = [];
  for (const statement of parse(text, { dialect: 'snowflake' }).statements) {
    let last: unknown;
    lowerStatement(statement, {
      ...options, source: text,
      observe: (pass, tree) => {
        if (tree !== last) shown.push({ pass, sql: print(tree, 'duckdb').sql });
        last = tree;
      },
    });
  }
  return shown;
}
