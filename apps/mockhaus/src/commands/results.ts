import type { DuckDBValue } from '@duckdb/node-api';
import { type QueryResult, smallResult, statementTypes } from '../history/query-result.ts';
import { batchOfRows } from '../wire/batch.ts';
import { numberColumn, textColumn, type WireColumn } from '../wire/result-column.ts';

/** One line of text under `status`, as DDL answers. */
export function statusResult(text: string, statementTypeId: number = statementTypes.ddl): QueryResult {
  return smallResult([textColumn('status', false)], batchOfRows(1, [[text]]), statementTypeId);
}

/** A few rows. */
export function rowsResult(columns: readonly WireColumn[], rows: readonly (readonly DuckDBValue[])[], statementTypeId: number): QueryResult {
  return smallResult(columns, batchOfRows(columns.length, rows), statementTypeId);
}

/** One row of counts, as DML answers: `number of rows inserted`, … */
export function countsResult(counts: Readonly<Record<string, number>>, statementTypeId: number): QueryResult {
  const names = Object.keys(counts);
  const result = rowsResult(names.map((name) => numberColumn(name, 19)), [names.map((name) => BigInt(counts[name] ?? 0))], statementTypeId);
  return {
    ...result,
    stats: {
      numRowsInserted: counts['number of rows inserted'] ?? 0,
      numRowsUpdated: counts['number of rows updated'] ?? 0,
      numRowsDeleted: counts['number of rows deleted'] ?? 0,
      numDmlDuplicates: counts['number of multi-joined rows updated'] ?? 0,
    },
  };
}
