import { ToolError } from '@millrace/diagnostics';
import type { PostgresClient } from '@millrace/connectors';
import { errors } from '../errors.ts';
import { describeChange } from '../evolution/schema-change.ts';
import { defaultEvolution, defaultWorkload, type Evolution, type PlanSettings, type Workload } from '../generator/settings.ts';
import { createLedger, type Ledger, openLedger } from '../ledger/ledger.ts';
import { replay } from '../ledger/replay.ts';
import { createPlanner, type Planner } from '../mutation/planner.ts';
import type { Schema } from '../schema/define-schema.ts';
import { executePlan, type ExecuteResult, type RunProgress } from './execute-plan.ts';
import { createSchema, readProgress, requireLogicalWal } from './prepare-server.ts';
import { openSession, serverError, type Target } from './server.ts';
import { openWriter } from './writer.ts';

export interface SimulateOptions {
  /** Decides everything that is left to chance. */
  readonly seed: number;
  readonly target: Target;
  readonly until: { readonly changes: number };
  /** The ledger's file; `:memory:` is not enough to continue or verify later. */
  readonly ledger: string;
  readonly workload?: Partial<Workload>;
  /** `false` leaves the schema alone. */
  readonly evolution?: Partial<Evolution> | false;
  /** The simulator's clock at the start, ISO 8601; 2024-01-01 when absent. */
  readonly start?: string;
  /** What to do when the schema is there: refuse, drop and make anew, or go on with the run that the ledger tells of. */
  readonly ifExists?: 'fail' | 'replace' | 'continue';
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Called when the tables exist and nothing has been written yet by this run. */
  readonly onReady?: (client: PostgresClient) => Promise<void>;
}

/** What a run did, as plain data. Counts are of what PostgreSQL confirmed. */
export interface SimulationResult extends ExecuteResult {
  readonly schema: string;
  readonly seed: number;
  /** The same for every run of the same settings. */
  readonly planHash: string;
  readonly lastTransaction: number;
  readonly changesPerSecond: number;
  readonly evolution: readonly { readonly transaction: number; readonly table: string; readonly description: string }[];
  readonly ledger: string;
}

/** A run that is described and not yet started. */
export interface Simulation {
  /**
   * Creates the tables, or takes up an earlier run, and executes the plan until exactly the wanted number of row changes
   * is committed.
   *
   * @throws ToolError KROFT_… when the server cannot be used, the schema is in the way, or the run is interrupted; ledger and database agree even then.
   */
  execute(): Promise<SimulationResult>;
}

/** Transactions between two flushes of the ledger. */
const flushEvery = 500;

/**
 * Describes a run of a model.
 *
 * @throws ToolError KROFT_BAD_SETTING.
 * @example
 * const run = simulate(shop, { seed: 42, target: { url }, until: { changes: 200_000 }, ledger: 'shop.ledger.duckdb' });
 * const { planHash, changesPerSecond } = await run.execute();
 */
export function simulate(schema: Schema, options: SimulateOptions): Simulation {
  const settings: PlanSettings = {
    schema,
    seed: options.seed,
    workload: { ...defaultWorkload, ...options.workload },
    ...(options.evolution === false ? {} : { evolution: { ...defaultEvolution, ...options.evolution } }),
    start: options.start ?? '2024-01-01T00:00:00Z',
  };
  if (!(Number.isSafeInteger(options.until.changes) && options.until.changes >= 1)) throw errors.KROFT_BAD_SETTING.error({ setting: 'until.changes', problem: `is ${options.until.changes}, not a number of row changes from 1` });
  // Refuses settings that cannot be before anything is touched.
  createPlanner(settings);
  return { execute: () => execute(settings, options) };
}

async function execute(settings: PlanSettings, options: SimulateOptions): Promise<SimulationResult> {
  const { url } = options.target;
  const client = await openSession(url);
  let ledger: Ledger | undefined;
  try {
    await requireLogicalWal(client);
    const continues = options.ifExists === 'continue' && (await readProgress(client, settings.schema.name)) !== undefined;
    if (!continues) await createSchema(client, settings.schema, options.ifExists === 'replace' ? 'replace' : 'fail');
    await using writer = await openWriter(url, settings.schema.name);
    ledger = continues ? await openLedger(options.ledger) : await createLedger(options.ledger, settings);
    const planner = continues ? await takeUp(ledger, settings.schema, client) : createPlanner(settings);
    await options.onReady?.(client);
    await ledger.begin(options.until.changes);
    return await run(planner, writer, ledger, options);
  } catch (thrown) {
    throw thrown instanceof ToolError ? thrown : serverError(url, thrown);
  } finally {
    ledger?.close();
    await client.end({ timeout: 1 });
  }
}

async function run(planner: Planner, writer: Parameters<typeof executePlan>[1], ledger: Ledger, options: SimulateOptions): Promise<SimulationResult> {
  const evolution: SimulationResult['evolution'][number][] = [];
  let planHash = planner.planHash();
  try {
    const result = await executePlan(planner, writer, {
      changes: options.until.changes,
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
      onTransaction: async (transaction) => {
        ledger.record(transaction);
        planHash = transaction.planHash;
        if (transaction.outcome === 'commit') for (const operation of transaction.operations) if (operation.kind === 'schema') evolution.push({ transaction: transaction.seq, table: operation.table, description: describeChange(operation.change) });
        if (transaction.seq % flushEvery === 0) await ledger.flush();
      },
    });
    await ledger.writeRows(planner);
    const { schema, seed } = planner.settings;
    return { ...result, schema: schema.name, seed, planHash, lastTransaction: ledger.lastTransaction(), changesPerSecond: result.changes / result.seconds, evolution, ledger: ledger.path };
  } finally {
    // Interrupted or failed: what was committed is on record; the rows are planned again when someone asks.
    await ledger.flush();
  }
}

/** Brings a planner to where the server is, and the ledger with it. */
async function takeUp(ledger: Ledger, schema: Schema, client: PostgresClient): Promise<Planner> {
  const progress = await readProgress(client, schema.name);
  if (progress === undefined) throw errors.KROFT_NOTHING_TO_CONTINUE.error({ schema: schema.name, reason: 'the server knows of none' });
  if (JSON.stringify(ledger.settings.schema) !== JSON.stringify(schema)) throw errors.KROFT_OTHER_PLAN.error({ schema: schema.name, reason: 'the ledger is of another model' });
  const recorded = ledger.lastTransaction();
  // The server may be ahead when the earlier process was killed before it could write its ledger.
  const segments = ledger.segments().map((segment, i, all) => (i === all.length - 1 ? { ...segment, until: Math.max(segment.until, progress.transaction) } : segment));
  let hash = progress.transaction === 0 ? '' : undefined;
  const planner = replay(ledger.settings, segments, (transaction) => {
    if (transaction.seq > recorded) ledger.record(transaction);
    if (transaction.seq === progress.transaction) hash = transaction.planHash;
  });
  if (hash !== progress.planHash) throw errors.KROFT_OTHER_PLAN.error({ schema: schema.name, reason: `transaction ${progress.transaction} is not the same in both` });
  await ledger.flush();
  return planner;
}
