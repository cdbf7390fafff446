import { join } from 'node:path';
import { bookingSchema, bookingWeights, runScenario, type ScenarioResult, type VerifyReport } from '@millrace/kroft';
import type { SchemaChange } from '../report/timeline.ts';
import type { StepContext } from '../scenario.ts';

/** Row changes of the first workload, of the second, and between two schema changes. */
const figures = { first: 220_000, second: 15_000, between: 36_000, seed: 42 } as const;

/** A booking system that Kroft keeps busy, with its ledger and the copy a consumer keeps. */
export interface BookingSystem {
  readonly url: string;
  readonly ledger: string;
  readonly copy: string;
  readonly evolution: { readonly totalTransactions: number; readonly changes: readonly SchemaChange[] };
}

/** Creates the booking schema, runs a seeded workload over it while the schema changes, and proves what the consumer has. */
export async function runKroft(context: StepContext, url: string): Promise<{ readonly rows: number; readonly result: BookingSystem }> {
  const ledger = join(context.folder, 'ledger.duckdb');
  const copy = join(context.folder, 'copy.duckdb');
  const { run, ...result } = await runWorkload(context, { url, ledger, copy, changes: figures.first, ifExists: 'fail' });
  const tables = bookingSchema.tables;
  const columns = tables.flatMap((table) => table.columns);
  context.check('three or more tables with foreign keys, reserved and protected columns',
    tables.length >= 3 && columns.some((c) => c.references !== undefined) && columns.some((c) => c.reserved) && columns.some((c) => c.protected),
    `${tables.map((table) => table.name).join(', ')}; ${columns.filter((c) => c.references !== undefined).length} foreign keys, ${columns.filter((c) => c.reserved).length} reserved, ${columns.filter((c) => c.protected).length} protected`);
  context.check('200,000 or more row changes in transactions', run.changes >= 200_000 && run.committed > 100,
    `${run.changes} changes (${run.inserts} inserts, ${run.updates} updates, ${run.deletes} deletes) in ${run.committed} transactions, ${run.rolledBack} rolled back; plan ${run.planHash.slice(0, 12)}`);
  context.check('four or more schema changes on the way', run.schemaChanges >= 4, run.evolution.map((change) => `${change.table}: ${change.description}`).join('; '));
  checkVerification(context, result);
  const changes = run.evolution.map(({ transaction, table, description }) => ({ afterTransaction: transaction, table, description }));
  return { rows: run.changes, result: { url, ledger, copy, evolution: { totalTransactions: run.lastTransaction, changes } } };
}

/** Goes on with the same plan; the consumer goes on too. */
export async function makeMoreChanges(context: StepContext, booking: BookingSystem): Promise<{ readonly rows: number; readonly result: undefined }> {
  const { run, ...result } = await runWorkload(context, { ...booking, changes: figures.second, ifExists: 'continue' });
  checkVerification(context, result);
  return { rows: run.changes, result: undefined };
}

function runWorkload(
  context: StepContext, options: Pick<BookingSystem, 'url' | 'ledger' | 'copy'> & { readonly changes: number; readonly ifExists: 'fail' | 'continue' },
): Promise<ScenarioResult> {
  return runScenario({
    ...options, seed: figures.seed, signal: context.signal,
    // Bookings are cancelled, never deleted: an incremental load by watermark cannot see a deleted row.
    workload: { tables: bookingWeights, keep: ['bookings'] },
    evolution: { every: figures.between },
    onProgress: (progress) => context.progress(progress.changes, progress.goal, 'changes'),
  });
}

function checkVerification(context: StepContext, { consumer, verification }: Omit<ScenarioResult, 'run'>): void {
  const say = (report: VerifyReport): string => `${report.rows} rows: ${report.missing} missing, ${report.wrong} wrong, ${report.unexpected} unexpected`;
  const { source, copy } = verification ?? {};
  context.check('PostgreSQL holds what the ledger says', source?.ok === true, source === undefined ? 'not verified' : say(source));
  context.check('the consumer missed nothing', copy?.ok === true,
    copy === undefined ? 'not verified' : `${say(copy)}; ${copy.transactions?.seen ?? 0} of ${copy.transactions?.committed ?? 0} transactions, ${copy.transactions?.leakedRolledBack.length ?? 0} leaked; ${consumer?.changes ?? 0} changes consumed`);
}
