import { type Diagnostic, locate, messageOf, ToolError } from '@millrace/diagnostics';
import { type DuckDbConnector, openDuckDb } from '@millrace/connectors';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { errors } from '../errors.ts';
import { type CompiledPipeline, type CompileOptions, compileWith, settingOf } from '../planner/compile.ts';
import { planJson } from '../planner/plan-json.ts';
import type { Profile } from '../planner/profile.ts';
import { quoteName, quoteText } from '../planner/quote.ts';
import { type Step, stepLabel, stepName } from '../planner/step.ts';
import { quoteTable, type RunContext, rowsOf } from './context.ts';
import { runExport } from './export.ts';
import { runLoad } from './load.ts';
import { placedAt } from './locate-error.ts';
import { openStatePort } from './open-state.ts';
import type { RunEvent, RunResult, StepCounts, StepResult } from './result.ts';
import { schedule } from './schedule.ts';
import { runTransform } from './transform.ts';
import { plainText } from '../planner/plain-text.ts';

export interface RunOptions extends CompileOptions {
  /** Steps that run at once; the number of processors, at most 4, when absent. */
  readonly threads?: number;
  /** Forget watermarks and read every source as a whole. */
  readonly fullRefresh?: boolean;
  /** After a failure, still run what does not depend on it. */
  readonly keepGoing?: boolean;
  /** Cancels the run: the running steps are rolled back. */
  readonly signal?: AbortSignal;
  readonly onEvent?: (event: RunEvent) => void;
}

async function existingObjects(database: DuckDbConnector): Promise<ReadonlyMap<string, 'TABLE' | 'VIEW'>> {
  const rows = await rowsOf(database, `SELECT table_schema AS s, table_name AS n, table_type AS k FROM information_schema.tables
    WHERE table_catalog = current_database()`);
  return new Map(rows.map((row) => {
    const name = plainText(row['n']).toLowerCase();
    return [row['s'] === 'main' ? name : `${plainText(row['s']).toLowerCase()}.${name}`, row['k'] === 'VIEW' ? 'VIEW' : 'TABLE'];
  }));
}

async function openEngine(profile: Profile): Promise<DuckDbConnector> {
  if (profile.database === undefined) return openDuckDb({ settings: profile.settings });
  mkdirSync(dirname(profile.database), { recursive: true });
  return openDuckDb({ path: profile.database, settings: profile.settings });
}

/** Makes what steps rely on: the folder of relative paths, the schemas of qualified tables. */
async function prepare(database: DuckDbConnector, compiled: CompiledPipeline): Promise<void> {
  await database.execute(`SET GLOBAL file_search_path = ${quoteText(compiled.root)}`);
  const schemas = new Set(compiled.steps.flatMap((step) => ('table' in step && step.table.length === 2 ? [step.table[0] ?? 'main'] : [])));
  for (const schema of schemas) await database.execute(`CREATE SCHEMA IF NOT EXISTS ${quoteName(schema)}`);
}

async function dropTemporary(database: DuckDbConnector, compiled: CompiledPipeline): Promise<void> {
  for (const step of compiled.steps.toReversed()) {
    if (step.kind === 'transform' && step.temporary) await database.execute(`DROP ${step.object} IF EXISTS ${quoteTable(step.table)}`);
  }
}

function runStep(step: Step, context: RunContext): Promise<StepCounts> {
  switch (step.kind) {
    case 'source': return Promise.resolve({});
    case 'load': {
      const source = context.sources.get(step.source);
      return source === undefined ? Promise.resolve({}) : runLoad(step, source, context);
    }
    case 'transform': return runTransform(step, context);
    case 'export': return runExport(step, context);
  }
}

function resultOf(step: Step, status: StepResult['status'], ms: number, counts: StepCounts, error?: string): StepResult {
  const { line } = locate(step.text.source, step.span.start);
  return { id: step.id, kind: step.kind, name: stepName(step), status, ms: Math.round(ms), ...counts, file: step.text.file, line, ...(error === undefined ? {} : { error }) };
}

function failureOf(step: Step, error: unknown, signal: AbortSignal): readonly Diagnostic[] {
  if (signal.aborted) return [errors.FLOW_INTERRUPTED.diagnostic({}, { file: step.text.file, source: step.text.source, span: { start: step.span.start, end: step.span.end } })];
  if (error instanceof ToolError) return placedAt(step, error);
  const at = { file: step.text.file, source: step.text.source, span: { start: step.span.start, end: step.span.end } };
  return [errors.FLOW_STEP_FAILED.diagnostic({ what: stepLabel(step), problem: messageOf(error) }, at)];
}

/** What a step does, hashed: equal means it would do the same again. */
function fingerprintsOf(compiled: CompiledPipeline): ReadonlyMap<string, string> {
  return new Map(planJson(compiled).operations.map((operation) => [plainText(operation['id']), createHash('sha256').update(JSON.stringify({ ...operation, line: 0, column: 0 })).digest('hex')]));
}

interface Execution {
  readonly context: RunContext;
  readonly options: RunOptions;
  readonly results: Map<string, StepResult>;
  readonly problems: Diagnostic[];
  exitCode: number;
}

async function execute(x: Execution): Promise<void> {
  const { context, options, results } = x;
  const { compiled, state, signal } = context;
  const fingerprints = fingerprintsOf(compiled);
  // Records are written one after the other beside the steps, none of which waits for them.
  let recorded: Promise<void> = Promise.resolve();
  const settle = (step: Step, result: StepResult): void => {
    results.set(step.id, result);
    options.onEvent?.({ type: 'step.end', step: result });
    recorded = recorded.then(() => state.record(result, compiled.steps.indexOf(step), fingerprints.get(step.id) ?? ''));
    // A failure is raised where the chain is awaited, below.
    recorded.catch(() => undefined);
  };
  const run = async (step: Step): Promise<boolean> => {
    options.onEvent?.({ type: 'step.start', id: step.id, kind: step.kind, name: stepName(step) });
    const started = performance.now();
    try {
      const counts = await runStep(step, context);
      settle(step, resultOf(step, 'succeeded', performance.now() - started, counts));
      return true;
    } catch (error) {
      const found = failureOf(step, error, signal);
      x.problems.push(...found);
      if (x.exitCode === 0) x.exitCode = error instanceof ToolError ? error.exitCode : 1;
      settle(step, resultOf(step, 'failed', performance.now() - started, {}, found[0]?.message ?? messageOf(error)));
      return false;
    }
  };
  const threads = Math.max(1, options.threads ?? Math.min(4, availableParallelism()));
  await schedule(compiled.steps, { threads, failFast: options.keepGoing !== true, signal }, run, (step) => settle(step, resultOf(step, 'skipped', 0, {})));
  await recorded;
}

/** Exit codes of a run that started: what a step said, but for problems of a pipeline's text, which then count as failed steps. */
function exitCodeOf(x: Execution): RunResult['exitCode'] {
  if (x.context.signal.aborted) return 130;
  if (x.exitCode === 0) return 0;
  return x.exitCode === 4 || x.exitCode === 5 ? x.exitCode : 1;
}

async function runCompiled(compiled: CompiledPipeline, database: DuckDbConnector, options: RunOptions): Promise<RunResult> {
  const started = performance.now();
  const runId = `${new Date().toISOString().replace(/[-:.TZ]/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`;
  const existing = await existingObjects(database);
  await prepare(database, compiled);
  const { registerUdfs } = await import('../udf/register.ts');
  const { warnings, tableUdfs } = registerUdfs(database, compiled);
  const problems: Diagnostic[] = [...compiled.diagnostics, ...warnings];
  const state = await openStatePort(database, compiled, runId, (warning) => void problems.push(warning));
  if (compiled.profile.database === undefined && compiled.steps.some((step) => step.kind === 'source' && step.incremental !== undefined)) problems.push(errors.FLOW_MEMORY_STATE.diagnostic({}));
  const context: RunContext = {
    compiled, database, state, runId, existing, fullRefresh: options.fullRefresh === true, signal: options.signal ?? new AbortController().signal,
    sources: new Map(compiled.steps.flatMap((step) => (step.kind === 'source' ? [[step.name, step]] : []))),
    tableUdfs,
    progress: (id, rows) => options.onEvent?.({ type: 'step.progress', id, rows }),
  };
  const x: Execution = { context, options, results: new Map(), problems, exitCode: 0 };
  await state.start(createHash('sha256').update(JSON.stringify(planJson(compiled))).digest('hex'));
  options.onEvent?.({ type: 'run.start', runId, pipeline: compiled.name, steps: compiled.steps.length });
  await execute(x);
  await dropTemporary(database, compiled);
  const exitCode = exitCodeOf(x);
  const status = exitCode === 0 ? 'succeeded' : exitCode === 130 ? 'interrupted' : 'failed';
  await state.finish(status, problems.find((problem) => problem.severity === 'error')?.message);
  const steps = compiled.steps.flatMap((step) => results(x, step));
  const result: RunResult = { runId, pipeline: compiled.name, status, steps, diagnostics: problems, exitCode, ms: Math.round(performance.now() - started) };
  options.onEvent?.({ type: 'run.end', result });
  return result;
}

function results(x: Execution, step: Step): readonly StepResult[] {
  const result = x.results.get(step.id);
  return result === undefined ? [] : [result];
}

/**
 * Runs a pipeline. Each step is a transaction of its own; a failing one leaves its table as it was.
 *
 * @param file path of the `.sf` file.
 * @returns what every step did; `exitCode` is 0, 1 (a step failed), 4 or 5 (it could not reach what it needs), 130 (interrupted).
 * @throws ToolError when nothing was run: exit code 3 for the pipeline, 4 for the profile, 5 for the database.
 * @example
 * const result = await runPipeline('pipelines/sales.sf', { variables: { day: '2024-01-31' } });
 * process.exitCode = result.exitCode;
 */
export async function runPipeline(file: string, options: RunOptions = {}): Promise<RunResult> {
  const { root, profile } = settingOf(file, options);
  const isKnown = profile.database === undefined || !existsSync(profile.database);
  // Nothing is opened or made before the pipeline is known to be right.
  const first = await compileWith(file, root, profile, isKnown ? new Set() : undefined, options);
  await using database = await openEngine(profile);
  const compiled = isKnown ? first : await compileWith(file, root, profile, new Set((await existingObjects(database)).keys()), options);
  // Awaited here: the database closes as this function ends.
  return await runCompiled(compiled, database, options);
}
