import type { EvolutionCounts } from '../evolution/choose-change.ts';
import { firstVersion } from '../evolution/evolve-table.ts';
import { type Clock, simulatedClock } from '../generator/clock.ts';
import { type Random, randomStream } from '../generator/random.ts';
import type { PlanSettings } from '../generator/settings.ts';
import { type LiveTable, liveTable } from './live-table.ts';

/** Steps that undo what a transaction did, newest last; absent when the transaction will commit. */
export type Undo = (() => void)[] | undefined;

/** All that a plan remembers between two operations. */
export interface PlanState {
  readonly settings: PlanSettings;
  readonly clock: Clock;
  /** Decides sizes, kinds and tables. */
  readonly random: Random;
  /** Decides which rows of a table change. */
  readonly rowStreams: ReadonlyMap<string, Random>;
  readonly tables: ReadonlyMap<string, LiveTable>;
  readonly names: readonly string[];
  readonly tableWeights: readonly number[];
  counts: EvolutionCounts;
  /** Row changes committed so far, and the number at which the schema changes next. */
  committed: number;
  nextChangeAt: number;
  /** Numbers of the last transaction and of the last operation. */
  position: number;
  steps: number;
  planHash: string;
}

/** The state before the first transaction. */
export function startPlan(settings: PlanSettings): PlanState {
  const { schema, seed, workload, evolution } = settings;
  const clock = simulatedClock(Date.parse(settings.start) * 1000);
  const names = schema.tables.map((table) => table.name);
  return {
    settings, clock, names,
    random: randomStream(seed, 'plan'),
    rowStreams: new Map(names.map((name) => [name, randomStream(seed, `${name}/rows`)])),
    tables: new Map(schema.tables.map((table): [string, LiveTable] => [table.name, liveTable(firstVersion(table), seed, clock)])),
    tableWeights: names.map((name) => workload.tables[name] ?? 1),
    counts: { add: 0, drop: 0, rename: 0, widen: 0 },
    committed: 0,
    nextChangeAt: evolution?.every ?? Number.POSITIVE_INFINITY,
    position: 0,
    steps: 0,
    planHash: '',
  };
}

/** A table by its name, which the model knows. */
export function tableNamed(state: PlanState, name: string): LiveTable {
  const table = state.tables.get(name);
  if (table === undefined) throw new TypeError(`no table ${name}`);
  return table;
}

/** The first ancestor without living rows, or the table itself: where a row can be inserted now. */
export function insertable(state: PlanState, table: LiveTable): LiveTable {
  for (const column of table.version.active) {
    const parent = column.references === undefined ? undefined : state.tables.get(column.references.table);
    if (parent !== undefined && parent.live.length === 0) return insertable(state, parent);
  }
  return table;
}
