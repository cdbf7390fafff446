import type { Selectable } from 'kysely';
import { errors } from './errors.ts';
import type { StateDatabase } from './open.ts';
import type { RunStatus, StateTables, StepStatus } from './tables.ts';

/** One execution of a pipeline or scenario. */
export interface Run {
  readonly id: string;
  readonly pipeline: string;
  readonly status: RunStatus;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly planHash?: string;
  readonly error?: string;
}

/** One step of a run. */
export interface Step {
  readonly id: string;
  /** Its place in the plan, from 0. */
  readonly ordinal: number;
  readonly kind: string;
  readonly name: string;
  readonly status: StepStatus;
  readonly rowsRead?: number;
  readonly rowsWritten?: number;
  readonly startedAt?: string;
  readonly finishedAt?: string;
  /** A hash of what the step did it from; equal means it need not run again. */
  readonly fingerprint?: string;
  readonly error?: string;
}

/** Records that a run began. @param run its id is the caller's to choose, unique. */
export async function startRun(state: StateDatabase, run: Pick<Run, 'id' | 'pipeline' | 'planHash'>): Promise<void> {
  await state.kysely.insertInto('millrace.runs').values({
    id: run.id, pipeline: run.pipeline, status: 'running', started_at: state.now(), finished_at: null, plan_hash: run.planHash ?? null, error: null,
  }).execute();
}

/** Records how a run ended. @throws ToolError STATE_NO_RUN. */
export async function finishRun(state: StateDatabase, id: string, end: { readonly status: Exclude<RunStatus, 'running'>; readonly error?: string }): Promise<void> {
  const { numUpdatedRows } = await state.kysely.updateTable('millrace.runs')
    .set({ status: end.status, finished_at: state.now(), error: end.error ?? null }).where('id', '=', id).executeTakeFirst();
  if (numUpdatedRows === 0n) throw errors.STATE_NO_RUN.error({ run: id });
}

/** Records where a step stands, replacing what was recorded of it before. */
export async function recordStep(state: StateDatabase, runId: string, step: Step): Promise<void> {
  const values = {
    kind: step.kind, name: step.name, ordinal: step.ordinal, status: step.status, rows_read: step.rowsRead ?? null, rows_written: step.rowsWritten ?? null,
    started_at: step.startedAt ?? null, finished_at: step.finishedAt ?? null, fingerprint: step.fingerprint ?? null, error: step.error ?? null,
  };
  await state.kysely.insertInto('millrace.steps').values({ run_id: runId, id: step.id, ...values })
    .onConflict((conflict) => conflict.columns(['run_id', 'id']).doUpdateSet(values)).execute();
}

/** The runs of a pipeline (or of all), the latest first. */
export async function listRuns(state: StateDatabase, filter: { readonly pipeline?: string; readonly limit?: number } = {}): Promise<readonly Run[]> {
  let query = state.kysely.selectFrom('millrace.runs').selectAll().orderBy('started_at', 'desc').orderBy('id', 'desc').limit(filter.limit ?? 100);
  if (filter.pipeline !== undefined) query = query.where('pipeline', '=', filter.pipeline);
  return (await query.execute()).map(runOf);
}

/** A run with its steps in plan order. @throws ToolError STATE_NO_RUN. */
export async function findRun(state: StateDatabase, id: string): Promise<Run & { readonly steps: readonly Step[] }> {
  const run = await state.kysely.selectFrom('millrace.runs').selectAll().where('id', '=', id).executeTakeFirst();
  if (run === undefined) throw errors.STATE_NO_RUN.error({ run: id });
  const steps = await state.kysely.selectFrom('millrace.steps').selectAll().where('run_id', '=', id).orderBy('ordinal').execute();
  return { ...runOf(run), steps: steps.map(stepOf) };
}

function runOf(row: Selectable<StateTables['millrace.runs']>): Run {
  return {
    id: row.id, pipeline: row.pipeline, status: row.status, startedAt: row.started_at,
    ...present('finishedAt', row.finished_at), ...present('planHash', row.plan_hash), ...present('error', row.error),
  };
}

function stepOf(row: Selectable<StateTables['millrace.steps']>): Step {
  return {
    id: row.id, ordinal: row.ordinal, kind: row.kind, name: row.name, status: row.status,
    ...present('rowsRead', row.rows_read === null ? null : Number(row.rows_read)), ...present('rowsWritten', row.rows_written === null ? null : Number(row.rows_written)),
    ...present('startedAt', row.started_at), ...present('finishedAt', row.finished_at), ...present('fingerprint', row.fingerprint), ...present('error', row.error),
  };
}

/** A property that is there only when it has a value. */
function present<K extends string, V>(key: K, value: V | null): { readonly [P in K]?: V } {
  return value === null ? {} : ({ [key]: value } as { readonly [P in K]?: V });
}
