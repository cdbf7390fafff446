import type { DuckDBValue } from '@duckdb/node-api';

/** Random access to one column of a batch; every DuckDB vector is one. */
export interface ValueVector {
  getItem(index: number): DuckDBValue | null;
}

/** Some rows, by column: what both encoders read. */
export interface ValueBatch {
  readonly rowCount: number;
  readonly vectors: readonly ValueVector[];
}

/** A batch over values held in memory, one array per column. */
export function batchOf(columns: readonly (readonly DuckDBValue[])[]): ValueBatch {
  return {
    rowCount: columns[0]?.length ?? 0,
    vectors: columns.map((values) => ({ getItem: (index) => values[index] ?? null })),
  };
}

/** A batch over rows held in memory: for the few rows that commands answer with. */
export function batchOfRows(width: number, rows: readonly (readonly DuckDBValue[])[]): ValueBatch {
  return {
    rowCount: rows.length,
    vectors: Array.from({ length: width }, (_, column) => ({ getItem: (index: number) => rows[index]?.[column] ?? null })),
  };
}
