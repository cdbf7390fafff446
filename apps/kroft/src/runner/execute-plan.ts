import { setImmediate } from 'node:timers/promises';
import { errors } from '../errors.ts';
import type { PlannedTransaction } from '../mutation/operation.ts';
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
export interface ExecuteResult {
  readonly committed: number;
  readonly rolledBack: number;
  readonly inserts: number;
  readonly updates: number;
  readonly deletes: number;
  readonly schemaChanges: number;
  readonly changes: number;
  readonly seconds: number;
}

/** Transactions handed to the writer at once: one that the server works on, and one whose statements are ready to follow. */
const ahead = 2;

/** Milliseconds between two progress calls. */
const progressInterval = 100;

/**
 * Plans and executes transactions until exactly the wanted number of row changes is committed.
 * While the server works on one transaction the next one is planned, and sent as soon as the server is free.
 *
 * @throws ToolError KROFT_INTERRUPTED between two transactions when `signal` aborts, and what `Writer.execute` throws.
 */
export async function executePlan(planner: Planner, writer: Writer, options: ExecuteOptions): Promise<ExecuteResult> {
  const total = { committed: 0, rolledBack: 0, inserts: 0, updates: 0, deletes: 0, schemaChanges: 0, changes: 0 };
  const started = performance.now();
  let reported = started;
  let unplanned = options.changes;
  const aborted = (): boolean => options.signal?.aborted === true;
  const underway: { readonly transaction: PlannedTransaction; readonly done: Promise<void> }[] = [];
  while (underway.length > 0 || (unplanned > 0 && !aborted())) {
    while (underway.length < ahead && unplanned > 0 && !aborted()) {
      const transaction = planner.next(unplanned);
      if (transaction.outcome === 'commit') unplanned -= transaction.changes;
      const done = writer.execute(transaction);
      // Awaited below, when its turn comes.
      done.catch(() => undefined);
      underway.push({ transaction, done });
      // Let the statements leave before the processor is busy with the next plan.
      await setImmediate();
    }
    const oldest = underway.shift();
    if (oldest === undefined) break;
    await oldest.done;
    await options.onTransaction(oldest.transaction);
    count(total, oldest.transaction);
    const now = performance.now();
    const finished = underway.length === 0 && unplanned === 0;
    if (options.onProgress !== undefined && (now - reported > progressInterval || finished)) {
      reported = now;
      const rate = total.changes / ((now - started) / 1000);
      const eta = rate > 0 ? (options.changes - total.changes) / rate : Number.POSITIVE_INFINITY;
      options.onProgress({ changes: total.changes, goal: options.changes, transactions: total.committed, rate, eta });
    }
  }
  if (total.changes < options.changes) throw errors.KROFT_INTERRUPTED.error({ transactions: total.committed });
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
