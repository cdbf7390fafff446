import type { Statement } from '@millrace/sql-ir';

/** INSERT OVERWRITE as two statements: DuckDB has no such INSERT. */
export function overwritten(statement: Statement): { readonly main: Statement; readonly before: readonly Statement[] } {
  if (statement.kind !== 'Insert' || !statement.overwrite) return { main: statement, before: [] };
  const empty: Statement = { kind: 'Delete', with: [], recursive: false, table: statement.table, returning: [], pos: -1, end: -1 };
  return { main: { ...statement, overwrite: false }, before: [empty] };
}
