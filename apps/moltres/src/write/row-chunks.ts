import { didYouMean } from '@millrace/diagnostics';
import { constant, errors as planErrors, type Constant } from '@millrace/plan';
import { errors } from '../errors.ts';
import { parameterOf } from '../expression/operand.ts';
import type { Table, TableColumn } from '../types/table.ts';

/** Rows that give the same columns, as many as one statement takes. */
export interface Chunk {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Constant[])[];
}

type GivenRows = Iterable<object> | AsyncIterable<object>;

/** Rows of one statement at most, however few columns they have. */
const mostRows = 1000;

/**
 * Cuts rows into chunks, each of rows that give the same columns and with no more values than a statement may bind.
 *
 * @throws ToolError PLAN_UNKNOWN_COLUMN, MOLTRES_MISSING_COLUMN, MOLTRES_BAD_VALUE
 */
export async function* chunksOf(table: Table<unknown, unknown>, rows: GivenRows, maxParameters: number, step: string): AsyncGenerator<Chunk, void, undefined> {
  const byName = new Map(table.columns.map((column) => [column.name, column]));
  let columns: readonly TableColumn[] = [];
  let key = '';
  let pending: Constant[][] = [];
  for await (const row of rows) {
    const entries = Object.entries(row).filter(([, value]) => value !== undefined);
    const rowKey = entries.map(([name]) => name).join('\u0000');
    if (rowKey !== key || pending.length >= Math.min(mostRows, Math.max(1, Math.floor(maxParameters / Math.max(1, columns.length))))) {
      if (pending.length > 0) yield { columns: columns.map((column) => column.name), rows: pending };
      pending = [];
    }
    if (rowKey !== key || columns.length === 0) {
      columns = columnsFor(entries.map(([name]) => name), byName, table, step);
      key = rowKey;
    }
    pending.push(entries.map(([name, value], i) => cell(name, value, columns[i])));
  }
  if (pending.length > 0) yield { columns: columns.map((column) => column.name), rows: pending };
}

function cell(name: string, value: unknown, column: TableColumn | undefined): Constant {
  return constant(parameterOf(value, name, column?.type), column?.type);
}

function columnsFor(names: readonly string[], byName: ReadonlyMap<string, TableColumn>, table: Table<unknown, unknown>, step: string): readonly TableColumn[] {
  for (const column of table.columns) {
    if (!column.nullable && !column.hasDefault && !names.includes(column.name)) throw errors.MOLTRES_MISSING_COLUMN.error({ step, column: column.name });
  }
  return names.map((name) => {
    const column = byName.get(name);
    if (column !== undefined) return column;
    const hint = didYouMean(name, byName.keys());
    throw planErrors.PLAN_UNKNOWN_COLUMN.error({ step, column: name, columns: [...byName.keys()].join(', ') }, hint === undefined ? {} : { hint });
  });
}
