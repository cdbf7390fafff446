import { chooseChange } from '../evolution/choose-change.ts';
import { applyChange } from '../evolution/evolve-table.ts';
import type { SchemaChange } from '../evolution/schema-change.ts';
import { weighted } from '../generator/random.ts';
import { type ChangeContext, deleteRows, insertRows, updateRows } from './change-rows.ts';
import { type LiveTable, openColumn } from './live-table.ts';
import type { Operation } from './operation.ts';
import { insertable, type PlanState, tableNamed, type Undo } from './plan-state.ts';

const kinds = ['insert', 'update', 'delete'] as const;

function contextFor(state: PlanState, table: LiveTable, undo: Undo): ChangeContext {
  const { tables, clock, random, rowStreams, settings, position } = state;
  state.steps += 1;
  return { tables, clock, random: rowStreams.get(table.version.name) ?? random, hotKeys: settings.workload.hotKeys, transaction: position, at: state.steps, ...(undo === undefined ? {} : { undo }) };
}

/** Inserts rows into a table, whose parents must have rows. */
function planInsert(state: PlanState, table: LiveTable, count: number, undo: Undo): Operation {
  return insertRows(contextFor(state, table, undo), table, count);
}

/** Changes up to `count` rows: a kind by the mix, a table by its weight; an insert where the kind has nothing to change. */
export function planRowChanges(state: PlanState, count: number, undo: Undo): Operation {
  const { workload } = state.settings;
  const drawn = kinds[weighted(state.random, kinds.map((kind) => workload.mix[kind]))];
  const table = tableNamed(state, state.names[weighted(state.random, state.tableWeights)] ?? '');
  const kind = drawn === 'delete' && workload.keep.includes(table.version.name) ? 'update' : drawn;
  const changed = kind === 'update' ? updateRows(contextFor(state, table, undo), table, count) : kind === 'delete' ? deleteRows(contextFor(state, table, undo), table, count) : undefined;
  return changed ?? planInsert(state, insertable(state, table), count, undo);
}

/** Changes the schema and inserts a row behind it: only with a row does the stream tell consumers of the new shape. */
export function planSchemaChange(state: PlanState, undo: Undo): readonly Operation[] {
  const { evolution } = state.settings;
  const chosen = evolution === undefined ? undefined : chooseChange(evolution, state.counts, [...state.tables.values()].map((table) => table.version), state.random);
  if (chosen === undefined) return [];
  const { kind, change } = chosen;
  const table = tableNamed(state, change.table);
  changeShape(state, table, kind, change, undo);
  const operations: Operation[] = [{ kind: 'schema', table: change.table, change, rows: 0 }];
  for (let parent = insertable(state, table); parent !== table; parent = insertable(state, table)) operations.push(planInsert(state, parent, 1, undo));
  return [...operations, planInsert(state, table, 1, undo)];
}

function changeShape(state: PlanState, table: LiveTable, kind: keyof PlanState['counts'], change: SchemaChange, undo: Undo): void {
  const { id } = change.column;
  const before = { version: table.version, counts: state.counts, values: table.values.get(id) };
  table.version = applyChange(table.version, change);
  state.counts = { ...state.counts, [kind]: state.counts[kind] + 1 };
  if (change.kind === 'addColumn') {
    openColumn(table, change.column, state.settings.seed, state.clock);
    state.steps += 1;
    if (change.column.default !== undefined) table.filledAt.set(id, state.steps);
  } else if (change.kind === 'dropColumn') table.values.delete(id);
  undo?.push(() => {
    table.version = before.version;
    state.counts = before.counts;
    if (change.kind === 'addColumn') table.filledAt.delete(id);
    if (before.values !== undefined) table.values.set(id, before.values);
  });
}
