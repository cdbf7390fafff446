import { chooseChange, type EvolutionCounts } from '../evolution/choose-change.ts';
import { applyChange, firstVersion } from '../evolution/evolve-table.ts';
import type { SchemaChange } from '../evolution/schema-change.ts';
import { simulatedClock } from '../generator/clock.ts';
import { geometric, randomStream, weighted } from '../generator/random.ts';
import { checkSettings, type PlanSettings } from '../generator/settings.ts';
import { type ChangeContext, deleteRows, insertRows, updateRows } from './change-rows.ts';
import { type LiveTable, liveTable, openColumn } from './live-table.ts';
import { chainHash, type Operation, type PlannedTransaction } from './operation.ts';

/** Makes transactions one by one, and knows every row as it is after the last of them. */
export interface Planner {
  readonly settings: PlanSettings;
  /** Plans the next transaction, of at most `limit` row changes (at least 1). */
  next(limit: number): PlannedTransaction;
  readonly tables: ReadonlyMap<string, LiveTable>;
  /** The last transaction's number, 0 before the first. */
  readonly position: () => number;
  readonly planHash: () => string;
}

const kinds = ['insert', 'update', 'delete'] as const;
/** About this many statements make a transaction: few enough to run in bulk, enough to mix tables and kinds. */
const statementsPerTransaction = 4;

/**
 * The deterministic plan: the same settings and the same sequence of limits give the same transactions, always.
 * It touches no server, no clock and no other source of chance.
 *
 * @throws ToolError KROFT_BAD_SETTING.
 */
export function createPlanner(settings: PlanSettings): Planner {
  const { schema, seed, workload, evolution } = checkSettings(settings);
  const clock = simulatedClock(Date.parse(settings.start) * 1000);
  const random = randomStream(seed, 'plan');
  const tables = new Map(schema.tables.map((table): [string, LiveTable] => [table.name, liveTable(firstVersion(table), seed, clock)]));
  const streams = new Map(schema.tables.map((table) => [table.name, randomStream(seed, `${table.name}/rows`)]));
  const names = [...tables.keys()];
  const tableWeights = names.map((name) => workload.tables[name] ?? 1);
  const kindWeights = kinds.map((kind) => workload.mix[kind]);
  let counts: EvolutionCounts = { add: 0, drop: 0, rename: 0, widen: 0 };
  let committed = 0;
  let nextChangeAt = evolution?.every ?? Number.POSITIVE_INFINITY;
  let position = 0;
  let steps = 0;
  let planHash = '';

  /** The first ancestor without living rows, or the table itself. */
  const insertable = (table: LiveTable): LiveTable => {
    for (const column of table.version.active) {
      const parent = column.references === undefined ? undefined : tables.get(column.references.table);
      if (parent !== undefined && parent.live.length === 0) return insertable(parent);
    }
    return table;
  };
  const tableNamed = (name: string): LiveTable => {
    const table = tables.get(name);
    if (table === undefined) throw new TypeError(`no table ${name}`);
    return table;
  };
  const contextFor = (table: LiveTable, undo: (() => void)[] | undefined): ChangeContext => ({
    tables, clock, random: streams.get(table.version.name) ?? random, hotKeys: workload.hotKeys, transaction: position, at: ++steps, ...(undo === undefined ? {} : { undo }),
  });
  const changeRows = (count: number, undo: (() => void)[] | undefined): Operation => {
    const drawn = kinds[weighted(random, kindWeights)];
    const table = tableNamed(names[weighted(random, tableWeights)] ?? '');
    const kind = drawn === 'delete' && workload.keep.includes(table.version.name) ? 'update' : drawn;
    const changed = kind === 'update' ? updateRows(contextFor(table, undo), table, count) : kind === 'delete' ? deleteRows(contextFor(table, undo), table, count) : undefined;
    if (changed !== undefined) return changed;
    const target = insertable(table);
    return insertRows(contextFor(target, undo), target, count);
  };
  const evolve = (undo: (() => void)[] | undefined): SchemaChange | undefined => {
    const chosen = evolution === undefined ? undefined : chooseChange(evolution, counts, [...tables.values()].map((table) => table.version), random);
    if (chosen === undefined) return undefined;
    const { kind, change } = chosen;
    const table = tableNamed(change.table);
    const before = { version: table.version, counts };
    table.version = applyChange(table.version, change);
    counts = { ...counts, [kind]: counts[kind] + 1 };
    if (change.kind === 'addColumn') {
      openColumn(table, change.column, seed, clock);
      if (change.column.default !== undefined) table.filledAt.set(change.column.id, ++steps);
    }
    const dropped = change.kind === 'dropColumn' ? table.values.get(change.column.id) : undefined;
    if (dropped !== undefined) table.values.delete(change.column.id);
    undo?.push(() => {
      table.version = before.version;
      counts = before.counts;
      table.filledAt.delete(change.kind === 'addColumn' ? change.column.id : -1);
      if (dropped !== undefined) table.values.set(change.column.id, dropped);
    });
    return change;
  };

  const next = (limit: number): PlannedTransaction => {
    position += 1;
    const size = Math.max(1, Math.min(limit, geometric(random, workload.transaction)));
    const undo: (() => void)[] | undefined = random.unit() < workload.rollback ? [] : undefined;
    const operations: Operation[] = [];
    const left = (): number => operations.reduce((rest, operation) => rest - operation.rows, size);
    const chunk = (): number => Math.min(left(), geometric(random, Math.max(1, size / statementsPerTransaction)));
    const evolves = committed >= nextChangeAt;
    if (evolves && size > 1 && random.unit() < 0.5) operations.push(changeRows(Math.min(chunk(), size - 1), undo));
    const change = evolves ? evolve(undo) : undefined;
    if (change !== undefined) {
      operations.push({ kind: 'schema', table: change.table, change, rows: 0 });
      // A row follows every schema change: only with it does the stream tell consumers of the new shape.
      const changed = tableNamed(change.table);
      for (let table = insertable(changed); table !== changed; table = insertable(changed)) operations.push(insertRows(contextFor(table, undo), table, 1));
      operations.push(insertRows(contextFor(changed, undo), changed, 1));
    }
    while (left() > 0) operations.push(changeRows(chunk(), undo));
    planHash = chainHash(planHash, undo === undefined ? 'commit' : 'rollback', operations);
    const transaction = summarise(position, undo === undefined ? 'commit' : 'rollback', operations, planHash);
    if (undo === undefined) {
      committed += transaction.changes;
      if (evolves) nextChangeAt = committed + (evolution?.every ?? 0);
    } else for (const step of undo.toReversed()) step();
    return transaction;
  };
  return { settings, next, tables, position: () => position, planHash: () => planHash };
}

function summarise(seq: number, outcome: 'commit' | 'rollback', operations: readonly Operation[], planHash: string): PlannedTransaction {
  const total = (kind: Operation['kind']): number => operations.reduce((sum, operation) => sum + (operation.kind === kind ? operation.rows : 0), 0);
  const [inserts, updates, deletes] = [total('insert'), total('update'), total('delete')];
  const schemaChanges = operations.filter((operation) => operation.kind === 'schema').length;
  return { seq, outcome, operations, inserts, updates, deletes, schemaChanges, changes: inserts + updates + deletes, planHash };
}
