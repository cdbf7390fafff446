import { setImmediate } from 'node:timers/promises';
import { errors } from '../errors.ts';
import type { ChangeCounts, PlannedTransaction } from '../mutation/operation.ts';
import type { Planner } from '../mutation/planner.ts';
import type { Writer } from './writer.ts';

/** How far a run is, for a progress bar. */
export interface RunProgress {
  readonly changes: number;
  readonly goal: number;
  readonly transactions: number;
  /** Row changes per second since the start. */
  readonly rate: number;
  /** Seconds left at that rate. */
  readonly eta: number;
}

export interface ExecuteOptions {
  /** Row changes to commit, exactly. */
  readonly changes: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called once the transaction's outcome is certain, in order. */
  readonly onTransaction: (transaction: PlannedTransaction) => void | Promise<void>;
}

/** What a run did, counted from what PostgreSQL reported after each COMMIT. */
export interface ExecuteResult extends ChangeCounts {
  readonly committed: number;
  readonly rolledBack: number;
  readonly seconds: number;
}

/** Milliseconds between two progress calls. */
const progressInterval = 100;

/**
 * Plans and executes transactions until exactly the wanted number of row changes is committed.
 * While the server works on one transaction the next one is planned.
 *
 * @throws ToolError KROFT_INTERRUPTED between two transactions when `signal` aborts, and what `Writer.execute` throws.
 */
export async function executePlan(planner: Planner, writer: Writer, options: ExecuteOptions): Promise<ExecuteResult> {
  const total = { committed: 0, rolledBack: 0, inserts: 0, updates: 0, deletes: 0, schemaChanges: 0, changes: 0 };
  const started = performance.now();
  let reported = started;
  let upcoming = options.changes > 0 ? planner.next(options.changes) : undefined;
  for (let current = upcoming; current !== undefined; current = upcoming) {
    if (options.signal?.aborted === true) throw errors.KROFT_INTERRUPTED.error({ transactions: total.committed });
    const execution = writer.execute(current);
    // Let the statements leave before the processor is busy with the next plan; its failure is awaited below.
    execution.catch(() => undefined);
    await setImmediate();
    const left = options.changes - total.changes - (current.outcome === 'commit' ? current.changes : 0);
    upcoming = left > 0 ? planner.next(left) : undefined;
    await execution;
    await options.onTransaction(current);
    count(total, current);
    const now = performance.now();
    if (options.onProgress !== undefined && (now - reported > progressInterval || upcoming === undefined)) {
      reported = now;
      const rate = total.changes / ((now - started) / 1000);
      options.onProgress({ changes: total.changes, goal: options.changes, transactions: total.committed, rate, eta: rate > 0 ? left / rate : Number.POSITIVE_INFINITY });
    }
  }
  return { ...total, seconds: (performance.now() - started) / 1000 };
}

function count(total: { -readonly [K in Exclude<keyof ExecuteResult, 'seconds'>]: number }, transaction: PlannedTransaction): void {
  if (transaction.outcome === 'rollback') {
    total.rolledBack += 1;
    return;
  }
  total.committed += 1;
  total.inserts += transaction.inserts;
  total.updates += transaction.updates;
  total.deletes += transaction.deletes;
  total.schemaChanges += transaction.schemaChanges;
  total.changes += transaction.changes;
}
