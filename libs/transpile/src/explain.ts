import { type Diagnostic, ToolError } from '@millrace/diagnostics';
import { print, type Printed } from '@millrace/dialects';
import { type Call, type Statement, visit } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';
import type { FunctionRecord } from './snowflake-duckdb/functions/record.ts';
import { snowflakeFunctions } from './snowflake-duckdb/functions/registry.ts';
import { tableFunctions } from './snowflake-duckdb/table-functions/table-functions.ts';
import { lowerStatement, type TranslateOptions } from './translate.ts';

/** How a function is said in DuckDB: as a function that does the same, as SQL, as a tree made by code, by our own macro or function, or not. */
export type FunctionWay = 'same' | 'template' | 'rewrite' | 'macro' | 'native' | 'table function' | 'unsupported' | 'unknown';

/** A Snowflake function that a statement calls. */
export interface ExplainedFunction {
  readonly name: string;
  readonly calls: number;
  readonly way: FunctionWay;
  /** DuckDB's words for it, or why there are none. */
  readonly says: string;
  /** The page of Snowflake's documentation that its record follows; absent where there is no record. */
  readonly docs?: string;
}

/** The statement after one pass. */
export interface ExplainedStep {
  /** `parse` for the statement as it was written, `bind`, or a pass. */
  readonly pass: string;
  readonly changed: boolean;
  /** Laid out, in DuckDB's words as soon as it has them for all of it. */
  readonly sql: string;
}

/** What became of one statement, and why. */
export interface Explained {
  readonly statement: Statement['kind'];
  readonly sql: string;
  readonly functions: readonly ExplainedFunction[];
  readonly steps: readonly ExplainedStep[];
  /** What DuckDB cannot say, and what is wrong; with an error, `sql` is not to be run. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Explains how each statement of a Snowflake text becomes DuckDB's SQL: by which functions, through which passes, and what stands in the way.
 *
 * @throws ToolError PARSE_… for text that cannot be parsed.
 * @example explain('SELECT IFF(a > 1, 2, 3) FROM t')[0].functions // IFF, a rewrite, with its page
 */
export function explain(text: string, options: Pick<TranslateOptions, 'catalog' | 'session'> & { readonly file?: string } = {}): readonly Explained[] {
  const { file, ...rest } = options;
  const { statements, diagnostics } = parse(text, { dialect: 'snowflake', ...(file === undefined ? {} : { file }) });
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new ToolError(diagnostics, 3);
  return statements.map((statement) => explained(statement, text, rest, file));
}

function explained(statement: Statement, source: string, options: Pick<TranslateOptions, 'catalog' | 'session'>, file: string | undefined): Explained {
  const steps: ExplainedStep[] = [];
  let last = said(statement);
  steps.push({ pass: 'parse', changed: false, sql: last.sql });
  let final: Statement | undefined;
  let found: readonly Diagnostic[];
  try {
    lowerStatement(statement, {
      ...options, source,
      observe: (pass, tree) => {
        const now = said(tree);
        steps.push({ pass, changed: now.sql !== last.sql, sql: now.sql });
        last = now;
        final = tree;
      },
    });
    found = print(final ?? statement, 'duckdb').diagnostics.map((diagnostic) => ({ ...diagnostic, source }));
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    found = error.diagnostics;
  }
  return { statement: statement.kind, sql: last.sql, functions: functionsOf(statement), steps, diagnostics: file === undefined ? found : found.map((diagnostic) => ({ file, ...diagnostic })) };
}

/** A tree on its way: in the dialect that has words for more of it. */
function said(statement: Statement): Printed {
  const target = print(statement, 'duckdb', { pretty: true });
  if (target.diagnostics.length === 0) return target;
  const source = print(statement, 'snowflake', { pretty: true });
  return source.diagnostics.length < target.diagnostics.length ? source : target;
}

function functionsOf(statement: Statement): readonly ExplainedFunction[] {
  const counts = new Map<string, number>();
  const count = (call: Call): void => {
    const name = call.name.map((part) => (part.quoted ? part.name : part.name.toUpperCase())).join('.');
    if (!groupings.has(name)) counts.set(name, (counts.get(name) ?? 0) + 1);
  };
  visit(statement, { Call: count });
  return [...counts].map(([name, calls]) => ({ name, calls, ...way(name) }));
}

/** Parts of GROUP BY that are written like functions. */
const groupings: ReadonlySet<string> = new Set(['ROLLUP', 'CUBE', 'GROUPING SETS']);

function way(name: string): Omit<ExplainedFunction, 'name' | 'calls'> {
  const record = snowflakeFunctions.find(name);
  if (record !== undefined) return { ...wayOf(record), docs: record.docs };
  const table = tableFunctions[name];
  if (table !== undefined) return { way: 'table function', says: 'rewritten in FROM', docs: table.docs };
  return { way: 'unknown', says: 'no record: kept as it is written' };
}

function wayOf({ to }: FunctionRecord): Pick<ExplainedFunction, 'way' | 'says'> {
  if ('name' in to) return { way: 'same', says: to.name };
  if ('template' in to) return { way: 'template', says: typeof to.template === 'string' ? to.template : Object.values(to.template).join(' or ') };
  if ('rewrite' in to) return { way: 'rewrite', says: 'rewritten by its arguments and their types' };
  if ('macro' in to) return { way: 'macro', says: to.macro.body };
  if ('native' in to) return { way: 'native', says: 'a function of ours, registered with the engine' };
  return { way: 'unsupported', says: to.unsupported };
}
