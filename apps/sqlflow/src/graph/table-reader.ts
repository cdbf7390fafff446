import { duckDbReader } from './duckdb-references.ts';
import type { TableReader } from './table-references.ts';

/** Reads table references from DuckDB's own tree. */
export function tableReader(): TableReader & AsyncDisposable {
  return duckDbReader();
}
