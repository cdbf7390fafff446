import type { Code, CodeDefinition, Span, ToolError } from '@millrace/diagnostics';
import type { Identifier, Spanned } from '@millrace/sql-ir';
import type { FunctionTable } from '../snowflake-duckdb/functions/registry.ts';
import type { Relations } from '../snowflake-duckdb/passes/pass.ts';
import type { Catalog, CatalogFunction } from './catalog.ts';
import type { SessionContext } from './session.ts';
import type { TypeTable } from './type-table.ts';

/** What binding needs beside the tree and the scope. */
export interface BindContext {
  /** Absent: names are kept as they are and columns of tables have unknown types. */
  readonly catalog?: Catalog | undefined;
  readonly session: SessionContext;
  readonly source?: string | undefined;
  readonly table: TypeTable;
  readonly functions: FunctionTable;
  /** What the statement has of what passes over FROM clauses look for: set as it is found. */
  readonly relations: Relations;
  /** Makes names that no user would write: `_1`, `_2`, … */
  readonly freshName: () => string;
  /** The user's functions whose bodies are being bound, outermost first. */
  readonly inside?: readonly CatalogFunction[];
}

/** Whether names are resolved to columns; without a catalog they are left alone. */
export function resolvesNames(context: BindContext): boolean {
  return context.catalog !== undefined;
}

/** The exact name an identifier means: quoted as it is, else in upper case. */
export function folded(identifier: Identifier): string {
  return identifier.quoted ? identifier.name : upperCase(identifier.name);
}

/** Names in upper case: most come again, and looking one up costs a tenth of making it. */
const upperCased = new Map<string, string>();
/** How many are remembered. */
const rememberedNames = 10_000;

function upperCase(name: string): string {
  const known = upperCased.get(name);
  if (known !== undefined) return known;
  if (upperCased.size >= rememberedNames) upperCased.clear();
  const upper = name.toUpperCase();
  upperCased.set(name, upper);
  return upper;
}

/** The exact names of a dotted name, with dots. */
export function dottedName(parts: readonly Identifier[]): string {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? folded(only) : parts.map(folded).join('.');
}

/** Where a node stands, ready for a diagnostic; nothing for a node that was made. */
export function locationOf(node: Spanned, source: string | undefined): { readonly span?: Span; readonly source?: string } {
  return node.pos < 0 || source === undefined ? {} : { source, span: { start: node.pos, end: node.end } };
}

/** An error of the catalogue at a node. */
export function errorAt<D extends CodeDefinition>(code: Code<D>, args: Parameters<Code<D>['error']>[0], node: Spanned, context: Pick<BindContext, 'source'>, hint?: string): ToolError {
  return code.error(args, { ...locationOf(node, context.source), ...(hint === undefined ? {} : { hint }) });
}
