import { type Mark, printOrThrow } from '@millrace/dialects';
import type { ParameterValue, Query, Statement } from '@millrace/sql-ir';
import type { BindContext } from './binder/bind-context.ts';
import { bindStatement, type BoundStatement } from './binder/bind-statement.ts';
import type { Catalog } from './binder/catalog.ts';
import { numberPlaceholders } from './binder/name-variables.ts';
import type { SessionContext } from './binder/session.ts';
import { createTypeTable } from './binder/type-table.ts';
import { snowflakeFunctions } from './snowflake-duckdb/functions/registry.ts';
import { runPasses } from './snowflake-duckdb/passes/index.ts';
import { overwritten } from './snowflake-duckdb/overwrite.ts';
import type { SqlType } from './types/sql-type.ts';

/** A column of a statement's result, as Snowflake describes it. */
export interface ResultColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
}

/** A Snowflake statement in DuckDB's SQL. */
export interface Translation {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
  /** The columns of the result in order; empty for a statement without one. */
  readonly columns: readonly ResultColumn[];
  /** Which part of `sql` stands for which part of the source. */
  readonly marks: readonly Mark[];
  /** Statements to run before, in the same transaction: the DELETE of INSERT OVERWRITE. */
  readonly before: readonly { readonly sql: string; readonly parameters: readonly ParameterValue[] }[];
}

/** What translation needs to know. */
export interface TranslateOptions {
  /** Absent: names stay as they are, and types of columns are unknown. */
  readonly catalog?: Catalog | undefined;
  readonly session?: SessionContext | undefined;
  /** The text the statement was parsed from: gives result names, and places to errors. */
  readonly source?: string | undefined;
  /** Called with the tree after binding and after each pass. */
  readonly observe?: ((pass: string, statement: Statement) => void) | undefined;
  readonly pretty?: boolean;
}

/**
 * Translates one Snowflake statement for DuckDB: binds its names and types, then rewrites it pass by pass.
 * The connection that runs the result must have had `runtimeSetup()` and `runtimeFunctions()`.
 *
 * @param statement from the Snowflake parser.
 * @throws ToolError TRANSPILE_… with the place of the first finding; DIALECT_UNSUPPORTED for what DuckDB cannot say.
 * @example translateStatement(parseStatement('SELECT 2/7', { dialect: 'snowflake' }), {}).columns[0].type // NUMBER(7,6)
 */
export function translateStatement(statement: Statement, options: TranslateOptions = {}): Translation {
  const { lowered, bound } = lowerStatement(statement, options);
  const { main, before } = overwritten(lowered);
  const printed = printOrThrow(main, 'duckdb', { map: true, pretty: options.pretty === true });
  return {
    sql: printed.sql, parameters: printed.parameters, marks: printed.marks,
    columns: bound.columns.map(({ name, type, nullable }) => ({ name, type, nullable })),
    before: before.map((each) => {
      const { sql, parameters } = printOrThrow(each, 'duckdb');
      return { sql, parameters };
    }),
  };
}

/** As `translateStatement`, for a query that stands inside another statement (CREATE TABLE AS, a view, COPY). */
export function translateQuery(query: Query, options: TranslateOptions = {}): Translation {
  return translateStatement({ kind: 'QueryStatement', query, pos: query.pos, end: query.end }, options);
}

/** The tree for DuckDB, before it is printed, and what binding found. */
export function lowerStatement(statement: Statement, options: TranslateOptions): { readonly lowered: Statement; readonly bound: BoundStatement } {
  const context = bindContext(options);
  const bound = bindStatement(options.session?.bindings === undefined ? statement : numberPlaceholders(statement), context);
  options.observe?.('bind', bound.statement);
  const lowered = runPasses(bound.statement, context, context.relations, options.observe);
  return { lowered, bound };
}

/** A context for one statement. */
export function bindContext({ catalog, session = {}, source }: TranslateOptions): BindContext {
  let names = 0;
  return { catalog, session, source, table: createTypeTable(), functions: snowflakeFunctions, relations: { lateralJoins: false, generators: false }, freshName: () => `_${(names += 1)}` };
}
