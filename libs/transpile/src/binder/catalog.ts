import type { Expression } from '@millrace/sql-ir';
import type { SqlType } from '../types/sql-type.ts';

/** One column of a table, view or query. */
export interface CatalogColumn {
  /** The exact (folded) name. */
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** What the engine calls it, where that differs from `name`. */
  readonly physicalName?: string;
  /** Left out of `*` and of bare names. */
  readonly hidden?: boolean;
}

/** A table or view that a statement may name. */
export interface CatalogTable {
  /** Database, schema, table: exact (folded) names. */
  readonly name: readonly [string, string, string];
  readonly columns: readonly CatalogColumn[];
  /** The parts of the name by which the engine knows it. */
  readonly physicalName: readonly string[];
}

/** A user's function (UDF) or table function (UDTF). */
export interface CatalogFunction {
  /** In order, by exact name. */
  readonly parameters: readonly { readonly name: string; readonly type: SqlType }[];
  readonly returns: { readonly kind: 'scalar'; readonly type: SqlType } | { readonly kind: 'table'; readonly columns: readonly CatalogColumn[] };
  /** SQL (an expression or a query), or the name of a function that the host has registered with the engine for another language. */
  readonly body: { readonly sql: string } | { readonly engine: string };
}

/** What the binder resolves table names against. */
export interface Catalog {
  readonly currentDatabase?: string;
  readonly currentSchema?: string;
  /** Finds a table by one to three folded names; fewer than three are relative to the current database and schema. */
  table(parts: readonly string[]): CatalogTable | undefined;
  /** A table function that has no rule of its own (INFORMATION_SCHEMA's, RESULT_SCAN), by folded name; its rows stand in a table. */
  tableFunction?(name: string, args: readonly Expression[]): CatalogTable | undefined;
  /** A user's function by one to three folded names and the types of the arguments: the overload that takes them. Built-in functions come first. */
  userFunction?(parts: readonly string[], args: readonly SqlType[]): CatalogFunction | undefined;
  /** The engine's name of a sequence, by one to three folded parts: what `s.NEXTVAL` counts on. */
  sequence?(parts: readonly string[]): readonly string[] | undefined;
  /** Names near to one that was not found, for the hint. */
  suggestions?(parts: readonly string[]): readonly string[];
}
