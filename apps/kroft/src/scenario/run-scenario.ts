import { createPublication, createReplicationSlot, dropReplicationSlot, type PostgresClient, replicationSlot, startEmbeddedPostgres } from '@millrace/connectors';
import { rmSync } from 'node:fs';
import { consume, type ConsumeProgress, type ConsumeResult } from '../consumer/consume.ts';
import { errors } from '../errors.ts';
import type { Evolution, Workload } from '../generator/settings.ts';
import type { RunProgress } from '../runner/execute-plan.ts';
import { openSession } from '../runner/server.ts';
import { simulate, type SimulationResult } from '../runner/simulate.ts';
import type { Schema } from '../schema/define-schema.ts';
import { bookingSchema, bookingWeights } from './booking.ts';
import { verifyScenario, type ScenarioVerification } from './verify-scenario.ts';

export interface ScenarioOptions {
  /** The server; an embedded one, for this run alone, when absent. */
  readonly url?: string;
  /** The model; the booking system when absent. */
  readonly schema?: Schema;
  readonly seed: number;
  /** Row changes to commit. */
  readonly changes: number;
  readonly ledger: string;
  /** The DuckDB file of the consumer's copy; no consumer follows when absent. */
  readonly copy?: string;
  readonly workload?: Partial<Workload>;
  readonly evolution?: Partial<Evolution> | false;
  readonly ifExists?: 'fail' | 'replace' | 'continue';
  /** Compare ledger, source and copy at the end; true when absent. */
  readonly verify?: boolean;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  readonly onConsumed?: (progress: ConsumeProgress) => void;
}

/** What a scenario did, as plain data. */
export interface ScenarioResult {
  readonly run: SimulationResult;
  readonly consumer?: ConsumeResult & { /** Seconds until the copy had everything, after the run's end. */ readonly lag: number };
  readonly verification?: ScenarioVerification;
  readonly ok: boolean;
}

/** Seconds that a consumer may lag behind the end of the run. */
const longestLag = 120;

/**
 * A whole scenario: a seeded workload on a schema that evolves, a consumer that follows it into DuckDB, and the proof that
 * it missed nothing.
 *
 * @throws ToolError KROFT_… and CONNECT_…; differences are no error but `ok: false`.
 */
export async function runScenario(options: ScenarioOptions): Promise<ScenarioResult> {
  if (options.url !== undefined) return onServer(options, options.url);
  await using server = await startEmbeddedPostgres();
  // Awaited here: the server stops as this function ends.
  return await onServer(options, server.url);
}

async function onServer(options: ScenarioOptions, url: string): Promise<ScenarioResult> {
  const { run, consumer } = options.copy === undefined ? { run: await simulation(options, url).execute(), consumer: undefined } : await withConsumer(options, url, options.copy);
  const verification = options.verify === false ? undefined : await verifyScenario({ ledger: options.ledger, url, ...(options.copy === undefined ? {} : { copy: options.copy }) });
  return { run, ...(consumer === undefined ? {} : { consumer }), ...(verification === undefined ? {} : { verification }), ok: verification?.ok ?? true };
}

function simulation(options: ScenarioOptions, url: string, more: { readonly signal?: AbortSignal; readonly onReady?: (client: PostgresClient) => Promise<void> } = {}) {
  const { seed, changes, ledger, ifExists, signal, onProgress, evolution } = options;
  const schema = options.schema ?? bookingSchema;
  return simulate(schema, {
    seed, ledger, target: { url }, until: { changes },
    workload: { ...(options.schema === undefined ? { tables: bookingWeights } : {}), ...options.workload },
    ...(evolution === undefined ? {} : { evolution }),
    ...(ifExists === undefined ? {} : { ifExists }),
    ...(signal === undefined ? {} : { signal }),
    ...(onProgress === undefined ? {} : { onProgress }),
    ...more,
  });
}

/** Names of the slot and the publication of a schema: slots allow lower-case letters, digits and underscores only. */
export function streamNames(schema: string): { readonly slot: string; readonly publication: string } {
  return { slot: `kroft_${schema.toLowerCase().replaceAll(/[^a-z0-9_]/g, '_')}`.slice(0, 63), publication: `kroft_${schema}` };
}

async function withConsumer(options: ScenarioOptions, url: string, copy: string): Promise<{ run: SimulationResult; consumer: NonNullable<ScenarioResult['consumer']> }> {
  const schema = (options.schema ?? bookingSchema).name;
  const { slot, publication } = streamNames(schema);
  const end = Promise.withResolvers<number>();
  const failed = new AbortController();
  const stop = new AbortController();
  let consumer: Promise<ConsumeResult> | undefined;
  const onReady = async (client: PostgresClient): Promise<void> => {
    if (options.ifExists !== 'continue') for (const file of [copy, `${copy}.wal`]) rmSync(file, { force: true });
    await createPublication(client, publication, schema);
    if (options.ifExists !== 'continue') await dropReplicationSlot(client, slot);
    if ((await replicationSlot(client, slot)) === undefined) await createReplicationSlot(client, slot);
    consumer = consume({ url, slot, publication, copy, until: end.promise, signal: stop.signal, ...(options.onConsumed === undefined ? {} : { onProgress: options.onConsumed }) });
    consumer.catch((thrown: unknown) => failed.abort(thrown));
  };
  const signal = options.signal === undefined ? failed.signal : AbortSignal.any([options.signal, failed.signal]);
  let caughtUp = false;
  const follow = async (): Promise<NonNullable<ScenarioResult['consumer']>> => {
    const result = await catchUp(url, schema, consumer, end.resolve, stop);
    caughtUp = true;
    return result;
  };
  try {
    const run = await simulation(options, url, { signal, onReady }).execute();
    return { run, consumer: await follow() };
  } catch (thrown) {
    // A consumer's failure stopped the run: it is the cause to report.
    if (failed.signal.aborted) await consumer;
    // Interrupted: the copy still gets what was committed, so that slot and run can both end here.
    if (consumer !== undefined && !caughtUp) await follow().catch(() => undefined);
    throw thrown;
  } finally {
    stop.abort();
    await consumer?.catch(() => undefined);
    // A copy that lags and may still catch up needs the slot; one that is complete or broken does not.
    if (consumer !== undefined && (caughtUp || failed.signal.aborted)) await dropSlot(url, slot);
  }
}

async function catchUp(url: string, schema: string, consumer: Promise<ConsumeResult> | undefined, announce: (transaction: number) => void, stop: AbortController): Promise<NonNullable<ScenarioResult['consumer']>> {
  const started = performance.now();
  const goal = await lastCommitted(url, schema);
  announce(goal);
  const timer = setTimeout(() => stop.abort(), longestLag * 1000);
  const result = await consumer?.finally(() => clearTimeout(timer));
  if (result === undefined || result.reached < goal) throw errors.KROFT_CONSUMER_STALLED.error({ transaction: goal, seconds: longestLag, reached: result?.reached ?? 0 });
  return { ...result, lag: (performance.now() - started) / 1000 };
}

async function lastCommitted(url: string, schema: string): Promise<number> {
  const client = await openSession(url);
  try {
    const [row] = await client<{ tx_seq: string }[]>`select tx_seq from kroft.progress where schema_name = ${schema}`;
    return Number(row?.tx_seq ?? 0);
  } finally {
    await client.end({ timeout: 1 });
  }
}

async function dropSlot(url: string, slot: string): Promise<void> {
  const client = await openSession(url).catch(() => undefined);
  if (client === undefined) return;
  await dropReplicationSlot(client, slot).catch(() => undefined);
  await client.end({ timeout: 1 });
}
