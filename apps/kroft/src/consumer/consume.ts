import { setTimeout as sleep } from 'node:timers/promises';
import { messageOf, ToolError } from '@millrace/diagnostics';
import { replicate, type ReplicationTransaction } from '@millrace/connectors';
import { errors } from '../errors.ts';
import { collapseChanges } from './collapse.ts';
import { type DuckdbCopy, openCopy, type SeenTransaction } from './duckdb-copy.ts';

export interface ConsumeOptions {
  readonly url: string;
  readonly slot: string;
  readonly publication: string;
  /** The DuckDB file of the copy; it goes on where it stopped. */
  readonly copy: string;
  /** Ends the work after this transaction of the plan, once it is known which. */
  readonly until?: Promise<number>;
  /** Ends the work, with everything received so far written. */
  readonly signal?: AbortSignal;
  /** Row changes that are written at once, about; 20,000 when absent. */
  readonly batchSize?: number;
  readonly onProgress?: (progress: ConsumeProgress) => void;
}

export interface ConsumeProgress {
  readonly changes: number;
  readonly transactions: number;
  /** The last transaction of the plan that is in the copy. */
  readonly reached: number;
}

/** What a consumer did. */
export interface ConsumeResult extends ConsumeProgress {
  readonly batches: number;
  readonly reconnections: number;
  /** Seconds spent on received changes, waiting for more excluded. */
  readonly busySeconds: number;
}

/** Milliseconds without news after which a batch is written though it is not full. */
const patience = 40;

/**
 * The reference consumer: follows a slot and keeps a copy in DuckDB. Each batch is whole transactions, written with the
 * position they end at, and acknowledged after that: a crash anywhere loses nothing and repeats nothing.
 *
 * @throws ToolError CONNECT_… when the stream cannot be read, KROFT_CONSUMER when the copy cannot be written.
 */
export async function consume(options: ConsumeOptions): Promise<ConsumeResult> {
  const copy = await openCopy(options.copy).catch((thrown: unknown) => {
    throw errors.KROFT_CONSUMER.error({ reason: messageOf(thrown) }, { file: options.copy }, { cause: thrown });
  });
  try {
    return await follow(options, copy);
  } catch (thrown) {
    throw thrown instanceof ToolError ? thrown : errors.KROFT_CONSUMER.error({ reason: messageOf(thrown) }, { file: options.copy }, { cause: thrown });
  } finally {
    copy.close();
  }
}

async function follow(options: ConsumeOptions, copy: DuckdbCopy): Promise<ConsumeResult> {
  const total = { changes: 0, transactions: 0, reached: await copy.reached(), batches: 0, reconnections: 0, busySeconds: 0 };
  // Leaving the stream is ours to decide: an abort of the caller ends the loop below, with the batch written.
  const leave = new AbortController();
  const stream = replicate({ url: options.url, slot: options.slot, publication: options.publication, messages: true, from: copy.position(), signal: leave.signal, onReconnect: () => (total.reconnections += 1) });
  const source = stream[Symbol.asyncIterator]();
  const aborted = abortOf(options.signal);
  let goal = Number.POSITIVE_INFINITY;
  let goalNews: Promise<'goal'> | undefined = options.until?.then((transaction) => {
    goal = transaction;
    return 'goal';
  });
  let batch = emptyBatch(copy);
  const flush = async (): Promise<void> => {
    if (batch.seen.length === 0) return;
    const started = performance.now();
    await copy.write(batch.collapse, batch.seen, batch.end);
    stream.acknowledge(batch.end);
    total.busySeconds += (performance.now() - started) / 1000;
    total.batches += 1;
    total.reached = batch.seen.reduce((latest, { seq }) => Math.max(latest, seq ?? 0), total.reached);
    batch = emptyBatch(copy);
    options.onProgress?.({ ...total });
  };
  try {
    for (let next = source.next(); Math.max(total.reached, batch.seen.at(-1)?.seq ?? 0) < goal; ) {
      const arrived = await Promise.race([next, aborted, ...(goalNews === undefined ? [] : [goalNews]), ...(batch.seen.length > 0 ? [sleep(patience, 'idle' as const)] : [])]);
      if (arrived === 'idle') await flush();
      else if (arrived === 'goal') goalNews = undefined;
      else if (arrived === 'aborted' || arrived.done === true) break;
      else {
        const started = performance.now();
        total.changes += addTransaction(batch, arrived.value);
        total.transactions += 1;
        total.busySeconds += (performance.now() - started) / 1000;
        if (batch.changes >= (options.batchSize ?? 20_000)) await flush();
        next = source.next();
      }
    }
    await flush();
  } finally {
    leave.abort();
    source.return?.().catch(() => undefined);
  }
  return total;
}

interface OpenBatch {
  readonly collapse: ReturnType<typeof collapseChanges>;
  readonly seen: SeenTransaction[];
  changes: number;
  end: bigint;
}

function emptyBatch(copy: DuckdbCopy): OpenBatch {
  return { collapse: collapseChanges(copy.shapes), seen: [], changes: 0, end: 0n };
}

function addTransaction(batch: OpenBatch, transaction: ReplicationTransaction): number {
  let changes = 0;
  let seq: number | null = null;
  for (const message of transaction.messages) {
    if (message.kind === 'message' && message.prefix === 'kroft') seq = Number(Buffer.from(message.content).toString('utf8'));
    else changes += batch.collapse.add(message);
  }
  batch.seen.push({ seq, xid: transaction.xid, changes, commitLsn: transaction.commitLsn });
  batch.changes += changes;
  batch.end = transaction.endLsn;
  return changes;
}

function abortOf(signal: AbortSignal | undefined): Promise<'aborted'> {
  const { promise, resolve } = Promise.withResolvers<'aborted'>();
  if (signal?.aborted === true) resolve('aborted');
  signal?.addEventListener('abort', () => resolve('aborted'), { once: true });
  return promise;
}
