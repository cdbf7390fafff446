import { type Batch, type Field, rowsOf, type Value } from '@millrace/connectors';
import { csvLine, jsonValue, plain } from './csv.ts';
import { renderTable } from './table.ts';

export type RowFormat = 'table' | 'csv' | 'json';

/** What was printed: the columns, the rows (for `--json` only, else empty) and their number. */
export interface PrintedRows {
  readonly columns: readonly string[];
  readonly rows: readonly unknown[];
  readonly rowCount: number;
}

/**
 * Prints a result in the format asked for. CSV and JSON Lines are written as batches arrive; a table is drawn from its
 * first `tableRows` rows, and says how many it left out.
 *
 * @param write one line of output at a time.
 * @param collect whether to keep the rows, as `--json` does.
 */
export async function printRows(
  result: { readonly fields: readonly Field[]; readonly batches: AsyncIterable<Batch> }, format: RowFormat, write: (line: string) => void,
  options: { readonly collect: boolean; readonly tableRows?: number },
): Promise<PrintedRows> {
  const columns = result.fields.map((field) => field.name);
  const most = options.tableRows ?? 200;
  const shown: (readonly (string | number | bigint | null)[])[] = [];
  const rows: unknown[] = [];
  let rowCount = 0;
  if (!options.collect && format === 'csv') write(csvLine(columns));
  for await (const batch of result.batches) {
    rowCount += batch.rowCount;
    if (options.collect) for (const row of rowsOf(batch)) rows.push(JSON.parse(JSON.stringify(row, jsonValue)));
    else if (format === 'csv') for (let r = 0; r < batch.rowCount; r++) write(csvLine(batch.columns.map((column) => column[r] ?? null)));
    else if (format === 'json') for (const row of rowsOf(batch)) write(JSON.stringify(row, jsonValue));
    else for (let r = 0; r < batch.rowCount && shown.length < most; r++) shown.push(batch.columns.map((column) => tableCell(column[r] ?? null)));
  }
  if (!options.collect && format === 'table') {
    write(renderTable(columns.map((title) => ({ title })), shown));
    write(rowCount > shown.length ? `${rowCount.toLocaleString('en-US')} rows, the first ${shown.length} shown` : `${rowCount} ${rowCount === 1 ? 'row' : 'rows'}`);
  }
  return { columns, rows, rowCount };
}

function tableCell(value: Value): string | number | bigint | null {
  return value === null || typeof value === 'number' || typeof value === 'bigint' ? value : plain(value);
}
