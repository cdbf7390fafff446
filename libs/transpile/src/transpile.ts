import { type Diagnostic, ToolError } from '@millrace/diagnostics';
import { print } from '@millrace/dialects';
import type { DialectName, Statement } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';
import { locationOf } from './binder/bind-context.ts';
import { nameVariables, type VariableText } from './binder/name-variables.ts';
import { errors } from './errors.ts';
import type { Catalog } from './binder/catalog.ts';
import type { SessionContext } from './binder/session.ts';
import { lowerStatement, type TranslateOptions } from './translate.ts';
import { overwritten } from './snowflake-duckdb/overwrite.ts';

export interface TranspileOptions {
  readonly from: DialectName;
  readonly to: DialectName;
  /** With one, names are resolved and types known; without, what hangs on a column's type stays as it is. */
  readonly catalog?: Catalog;
  readonly session?: SessionContext;
  readonly pretty?: boolean;
  /** Called with the tree after each pass. */
  readonly observe?: (pass: string, statement: Statement) => void;
  /** The text's file, for diagnostics. */
  readonly file?: string;
}

export interface Transpiled {
  readonly statements: readonly { readonly sql: string }[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Rewrites SQL text of one dialect as another's. Snowflake to DuckDB keeps the meaning, pass by pass;
 * other pairs are printed in the words of the target.
 *
 * @returns what could be said, and a diagnostic for each thing that could not; never throws on bad SQL.
 * @example transpile('SELECT IFF(a > 1, 2, 3) FROM t', { from: 'snowflake', to: 'duckdb' }).statements[0].sql
 */
export function transpile(text: string, options: TranspileOptions): Transpiled {
  const parsed = parse(text, { dialect: options.from });
  const diagnostics: Diagnostic[] = parsed.diagnostics.slice();
  const statements: { sql: string }[] = [];
  const toTree = options.from === 'snowflake' && options.to === 'duckdb' ? { catalog: options.catalog, session: options.session, observe: options.observe, source: text } : undefined;
  const toText = { pretty: options.pretty === true };
  for (const statement of parsed.statements) {
    try {
      for (const tree of toTree === undefined ? [statement] : lowered(statement, text, toTree)) {
        const printed = print(tree, options.to, toText);
        for (const diagnostic of printed.diagnostics) diagnostics.push({ ...diagnostic, source: text });
        statements.push({ sql: printed.sql });
      }
    } catch (error) {
      if (!(error instanceof ToolError)) throw error;
      diagnostics.push(...error.diagnostics);
    }
  }
  return { statements, diagnostics: options.file === undefined ? diagnostics : diagnostics.map((diagnostic) => ({ file: options.file ?? '', ...diagnostic })) };
}

function lowered(statement: Statement, source: string, options: TranslateOptions): readonly Statement[] {
  const { lowered: tree } = lowerStatement(nameVariables(statement, source, variableText(options.session ?? {}, source)), options);
  if (tree.kind !== 'Insert') return [tree];
  const { main, before } = overwritten(tree);
  return [...before, main];
}

/** The texts of a session's variables, as names. @throws ToolError TRANSPILE_UNKNOWN_VARIABLE, TRANSPILE_UNBOUND_PARAMETER: what has no name means nothing. */
function variableText(session: SessionContext, source: string): VariableText {
  return (sigil, name, at) => {
    const value = sigil === '$' ? session.variables?.[name.toUpperCase()] : session.bindings?.[sigil === '?' ? String(Number(name) - 1) : name];
    if (value !== undefined && value !== null) return String(value);
    throw sigil === '$'
      ? errors.TRANSPILE_UNKNOWN_VARIABLE.error({ name: name.toUpperCase() }, locationOf(at, source))
      : errors.TRANSPILE_UNBOUND_PARAMETER.error({ name: sigil === '?' ? '?' : `:${name}` }, locationOf(at, source));
  };
}
