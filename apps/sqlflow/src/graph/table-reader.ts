import { parse, tablesOf } from '@millrace/sql-parser';
import { duckDbReader } from './duckdb-references.ts';
import type { ReadResult, TableReader } from './table-references.ts';

/** The tables by our own parser; undefined for what it does not read. */
function readByParser(sql: string): ReadResult | undefined {
  const { statements, diagnostics } = parse(sql, { dialect: 'duckdb' });
  const [statement] = statements;
  if (diagnostics.length > 0 || statements.length !== 1 || statement?.kind !== 'QueryStatement') return undefined;
  return { tables: tablesOf(statement).reads.map(({ name, node }) => ({ parts: name.map((part) => part.name), offset: name[0]?.pos ?? node.pos })) };
}

/**
 * Finds tables with our parser, which needs no engine; what it does not accept is put to DuckDB's own,
 * so that no pipeline fails on SQL that would run.
 */
export function tableReader(): TableReader & AsyncDisposable {
  const engine = duckDbReader();
  return {
    read: async (sql) => readByParser(sql) ?? engine.read(sql),
    confirm: (sql) => engine.read(sql),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}
