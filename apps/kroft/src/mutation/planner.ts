import { geometric } from '../generator/random.ts';
import { checkSettings, type PlanSettings } from '../generator/settings.ts';
import type { LiveTable } from './live-table.ts';
import { chainHash, type Operation, type PlannedTransaction } from './operation.ts';
import { planRowChanges, planSchemaChange } from './plan-operations.ts';
import { type PlanState, startPlan, type Undo } from './plan-state.ts';

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

/** About this many statements make a transaction: few enough to run in bulk, enough to mix tables and kinds. */
const statementsPerTransaction = 4;

/**
 * The deterministic plan: the same settings and the same sequence of limits give the same transactions, always.
 * It touches no server, no clock and no other source of chance.
 *
 * @throws ToolError KROFT_BAD_SETTING.
 */
export function createPlanner(settings: PlanSettings): Planner {
  const state = startPlan(checkSettings(settings));
  return { settings, next: (limit) => planTransaction(state, limit), tables: state.tables, position: () => state.position, planHash: () => state.planHash };
}

function planTransaction(state: PlanState, limit: number): PlannedTransaction {
  const { random, settings } = state;
  const { workload, evolution } = settings;
  state.position += 1;
  const size = Math.max(1, Math.min(limit, geometric(random, workload.transaction)));
  const undo: Undo = random.unit() < workload.rollback ? [] : undefined;
  const operations: Operation[] = [];
  const left = (): number => operations.reduce((rest, operation) => rest - operation.rows, size);
  const chunk = (): number => Math.min(left(), geometric(random, Math.max(1, size / statementsPerTransaction)));
  const evolves = state.committed >= state.nextChangeAt;
  // Half of the schema changes come in mid-transaction.
  if (evolves && size > 1 && random.unit() < 0.5) operations.push(planRowChanges(state, Math.min(chunk(), size - 1), undo));
  if (evolves) operations.push(...planSchemaChange(state, undo));
  while (left() > 0) operations.push(planRowChanges(state, chunk(), undo));
  const transaction = summarise(state, undo === undefined ? 'commit' : 'rollback', operations);
  if (undo === undefined) {
    state.committed += transaction.changes;
    if (evolves) state.nextChangeAt = state.committed + (evolution?.every ?? 0);
  } else for (const step of undo.toReversed()) step();
  return transaction;
}

function summarise(state: PlanState, outcome: PlannedTransaction['outcome'], operations: readonly Operation[]): PlannedTransaction {
  state.planHash = chainHash(state.planHash, outcome, operations);
  const total = (kind: Operation['kind']): number => operations.reduce((sum, operation) => sum + (operation.kind === kind ? operation.rows : 0), 0);
  const [inserts, updates, deletes] = [total('insert'), total('update'), total('delete')];
  const schemaChanges = operations.filter((operation) => operation.kind === 'schema').length;
  return { seq: state.position, outcome, operations, inserts, updates, deletes, schemaChanges, changes: inserts + updates + deletes, planHash: state.planHash };
}
