import { printOrThrow } from '@millrace/dialects';
import { apply, columnNamed, lowerDelete, lowerInsert, lowerMerge, lowerUpdate, type MergeSpec, type NamedScalar, type OnConflict, optimise, type Plan, rows, type Scan, scan, type SetColumn, type Target, targets, type WhenMatched } from '@millrace/plan';
import type { DialectName, Statement } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type Columns, columnsOf } from '../expression/columns.ts';
import type { Term } from '../expression/term.ts';
import { withOpen } from '../expression/open-scopes.ts';
import { operandOf } from '../expression/operand.ts';
import { withEngineNames } from '../run/engine-names.ts';
import type { Compiled } from '../run/runner.ts';
import type { Table } from '../types/table.ts';
import type { Assignments, MergeOptions, UpsertOptions } from './changes.ts';
import type { Chunk } from './row-chunks.ts';

/** A statement as SQL. */
function printed(statement: Statement, dialect: DialectName): Compiled {
  const { sql, parameters } = printOrThrow(withEngineNames(statement, dialect), dialect);
  return { sql, parameters };
}

/** A table's columns for one statement. */
export function tableScan(table: Table<unknown, unknown>): Scan {
  return scan(table.name, table.columns);
}

function returningOf(current: Scan, names: readonly PropertyKey[]): readonly NamedScalar[] {
  return names.map((name) => ({ name: String(name), expression: columnNamed(current, String(name), 'returning') }));
}

/** The columns that an object of new values sets. @throws ToolError PLAN_UNKNOWN_COLUMN, MOLTRES_NOTHING_TO_SET */
function setColumns(current: Plan, values: Readonly<Record<string, unknown>>, step: string): readonly SetColumn[] {
  const set = Object.entries(values).filter(([, value]) => value !== undefined).map(([column, value]): SetColumn => ({ column, value: operandOf(value, columnNamed(current, column, step)) }));
  if (set.length === 0) throw errors.MOLTRES_NOTHING_TO_SET.error({ step });
  return set;
}

/** INSERT of rows. */
export function insertRows(table: Table<unknown, unknown>, chunk: Chunk, returning: readonly PropertyKey[], dialect: DialectName): Compiled {
  const current = tableScan(table);
  return printed(lowerInsert({ table: current, columns: chunk.columns, source: chunk.rows, returning: returningOf(current, returning) }, targets[dialect]), dialect);
}

/** INSERT of a plan's rows; its columns go to those of the same name. @throws ToolError PLAN_UNKNOWN_COLUMN */
export function insertPlan(table: Table<unknown, unknown>, source: Plan, returning: readonly PropertyKey[], dialect: DialectName): Compiled {
  const current = tableScan(table);
  const columns = source.schema.map((column) => columnNamed(current, column.name, 'insert').name);
  return printed(lowerInsert({ table: current, columns, source: optimise(source), returning: returningOf(current, returning) }, targets[dialect]), dialect);
}

/** INSERT that updates the rows that are there, or leaves them; MERGE where the engine has no ON CONFLICT. */
export function upsertRows<R>(table: Table<R, unknown>, chunk: Chunk, options: UpsertOptions<R>, dialect: DialectName): Compiled {
  const target = targets[dialect];
  const [current, incoming] = [tableScan(table), tableScan(table)];
  if (options.on.length === 0) throw errors.MOLTRES_NO_KEYS.error({});
  const keys = options.on.map((key) => columnNamed(current, String(key), 'upsert').name);
  const { set: given } = options;
  const set = given === undefined ? [] : setColumns(current, withOpen([current, incoming], () => given(columnsOf<R>(current, 'upsert'), columnsOf<R>(incoming, 'upsert'))), 'upsert');
  if (!target.onConflict) return upsertByMerge(current, incoming, chunk, keys, set, target);
  const conflict: OnConflict = { keys, set, incoming };
  return printed(lowerInsert({ table: current, columns: chunk.columns, source: chunk.rows, conflict, returning: [] }, target), dialect);
}

function upsertByMerge(current: Scan, incoming: Scan, chunk: Chunk, keys: readonly string[], set: readonly SetColumn[], target: Target): Compiled {
  const columns = chunk.columns.map((name) => columnNamed(incoming, name, 'upsert'));
  const source = { ...rows(columns, chunk.rows), schema: columns.map(({ id, name, type, nullable }) => ({ id, name, type, nullable })) };
  const on = keys.map((key) => apply('eq', [columnNamed(current, key, 'upsert'), columnNamed(incoming, key, 'upsert')])).reduce((left, right) => apply('and', [left, right]));
  const spec: MergeSpec = {
    table: current, source, on,
    matched: set.length === 0 ? [] : [{ action: set }],
    notMatched: [{ insert: columns.map((column) => ({ column: column.name, value: column })) }],
  };
  return printed(lowerMerge(spec, target), target.dialect);
}

/** UPDATE. */
export function updateRows<R>(
  table: Table<R, unknown>, set: (columns: Columns<R>) => Assignments<R>, where: (columns: Columns<R>) => Term<boolean | null>, returning: readonly PropertyKey[], dialect: DialectName,
): Compiled {
  const current = tableScan(table);
  const columns = columnsOf<R>(current, 'update');
  const [values, condition] = withOpen([current], () => [set(columns), where(columns)] as const);
  return printed(lowerUpdate({ table: current, set: setColumns(current, values, 'update'), where: condition.$node, returning: returningOf(current, returning) }, targets[dialect]), dialect);
}

/** DELETE. */
export function deleteRows<R>(table: Table<R, unknown>, where: (columns: Columns<R>) => Term<boolean | null>, returning: readonly PropertyKey[], dialect: DialectName): Compiled {
  const current = tableScan(table);
  const condition = withOpen([current], () => where(columnsOf<R>(current, 'delete')));
  return printed(lowerDelete({ table: current, where: condition.$node, returning: returningOf(current, returning) }, targets[dialect]), dialect);
}

/** MERGE. */
export function mergeRows<R, S>(table: Table<R, unknown>, source: Plan, options: MergeOptions<R, S>, dialect: DialectName): Compiled {
  const current = tableScan(table);
  const [mine, theirs] = [columnsOf<R>(current, 'merge'), columnsOf<S>(source, 'merge')];
  const { on, whenMatched, whenNotMatched } = options;
  const spec = withOpen([current, source], (): MergeSpec => ({
    table: current, source: optimise(source), on: on(mine, theirs).$node,
    matched: whenMatched === undefined ? [] : [matchedAction(whenMatched === 'delete' ? 'delete' : setColumns(current, whenMatched(mine, theirs), 'merge'))],
    notMatched: whenNotMatched === undefined ? [] : [{ insert: setColumns(current, whenNotMatched(theirs), 'merge') }],
  }));
  return printed(lowerMerge(spec, targets[dialect]), dialect);
}

function matchedAction(action: WhenMatched['action']): WhenMatched {
  return { action };
}
