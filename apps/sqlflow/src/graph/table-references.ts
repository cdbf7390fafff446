import { type Piece, pieces } from '../dsl/piece.ts';

/** A table that a query reads, and where its name stands in the query. */
export interface TableReference {
  readonly parts: readonly string[];
  readonly offset: number;
}

export type ReadResult = { readonly tables: readonly TableReference[] } | { readonly problem: string; readonly offset: number };

/** Finds the tables of a query; undefined when it cannot tell. */
export interface TableReader {
  read(sql: string): Promise<ReadResult | undefined>;
  /** The same as the engine itself sees it; asked before a name is called unknown. */
  confirm(sql: string): Promise<ReadResult | undefined>;
}

function partOf(sql: string, piece: Piece): string | undefined {
  const text = sql.slice(piece.start, piece.end);
  if (piece.kind === 'word') return text;
  return piece.kind === 'quotedName' ? text.slice(1, -1).replaceAll('""', '"') : undefined;
}

/**
 * The last resort for statements that no parser at hand reads: every name that is a known table counts as read.
 *
 * @param known lower-cased names of the pipeline's tables.
 */
export function namesAmong(sql: string, known: ReadonlySet<string>): readonly TableReference[] {
  return [...pieces(sql)].flatMap((piece): readonly TableReference[] => {
    const part = partOf(sql, piece);
    return part !== undefined && known.has(part.toLowerCase()) ? [{ parts: [part], offset: piece.start }] : [];
  });
}

const systemSchemas: ReadonlySet<string> = new Set(['information_schema', 'pg_catalog', 'system', 'temp']);

/** The key by which a table is known in the graph: lower case, without the default schema. */
export function tableKey(parts: readonly string[]): string {
  const lower = parts.map((part) => part.toLowerCase());
  return (lower.length === 2 && lower[0] === 'main' ? lower.slice(1) : lower).join('.');
}

/** Whether a name can be no table of the pipeline: a file, a system view, a table of an attached database. */
export function isExternal(parts: readonly string[]): boolean {
  const [first = ''] = parts;
  if (parts.length > 2) return true;
  if (parts.length === 2) return systemSchemas.has(first.toLowerCase());
  return /[./\\*?:]/.test(first) || /^(?:duckdb_|pg_|sqlite_|pragma_)/i.test(first);
}
