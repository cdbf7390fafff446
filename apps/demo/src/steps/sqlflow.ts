import { createRequire } from 'node:module';
import { join } from 'node:path';
import { openDuckDb, openPostgres, type SqlSession } from '@millrace/connectors';
import { compilePipeline, renderDag, type RunResult, runPipeline, type StepResult } from '@millrace/sqlflow';
import { describeComparison } from '../compare-rows.ts';
import { realData } from '../real-data.ts';
import type { StepContext } from '../scenario.ts';
import { rowsOf } from './mockhaus.ts';

const pipelineFile = createRequire(import.meta.url).resolve('#pipeline/bookings.sf');

/** What the pipeline left: the warehouse, the exported files, and its DAG drawn. */
export interface PipelineRun {
  readonly warehousePath: string;
  readonly exports: Readonly<Record<'route_revenue' | 'airports', string>>;
  readonly svg: string;
}

/** Runs the pipeline for the first time and holds what it loaded and exported against the sources. */
export async function runPipelineFirst(context: StepContext, bookingUrl: string): Promise<{ readonly rows: number; readonly result: PipelineRun }> {
  const setting = settingOf(context, bookingUrl);
  const svg = renderDag(await compilePipeline(pipelineFile, setting), 'svg');
  const run = await runOnce(context, setting);
  const exports = { route_revenue: join(context.folder, 'route_revenue.parquet'), airports: join(context.folder, 'airports.parquet') };
  {
    await using warehouse = await openDuckDb({ path: setting.database });
    await using booking = await openPostgres({ url: bookingUrl });
    await checkEqual(context, 'flights and airports are loaded whole', warehouse, 'SELECT count(*), sum(distance), (SELECT count(*) FROM airports) FROM flights', warehouse,
      `SELECT count(*), sum(distance), (SELECT count(*) FROM read_csv($1)) FROM read_parquet($2)`, [setting.variables.airports_path, setting.variables.flights_path]);
    await checkEqual(context, 'bookings equal those in PostgreSQL', warehouse, bookingFacts('bookings'), booking, bookingFacts('booking.bookings'));
    await checkEqual(context, 'the Parquet export holds the same rows', warehouse, 'SELECT * FROM route_revenue ORDER BY origin, destination', warehouse,
      'SELECT * FROM read_parquet($1) ORDER BY origin, destination', [exports.route_revenue]);
    await checkEqual(context, 'the PostgreSQL export holds the same rows', warehouse, 'SELECT origin, destination, bookings, revenue, delay_class FROM route_revenue ORDER BY origin, destination', booking,
      'SELECT origin, destination, bookings, revenue, delay_class FROM route_revenue ORDER BY origin COLLATE "C", destination COLLATE "C"');
    const [joined] = await rowsOf(warehouse, 'SELECT count(*) FILTER (flights > 0 AND origin_city IS NOT NULL AND delay_class IS NOT NULL), count(*) FROM route_revenue');
    context.check('all three sources meet in one table', Number(joined?.[0]) > 0, `${String(joined?.[0])} of ${String(joined?.[1])} booked routes have flights, a city and a delay class from the TypeScript function`);
    const [branch] = await rowsOf(warehouse, "SELECT count(*) FILTER (place LIKE '___-___') = count(*), count(*) FROM summary");
    context.check('IF took the branch its variable names', branch?.[0] === true, `${String(branch?.[1])} routes in the summary`);
  }
  return { rows: moved(run), result: { warehousePath: setting.database, exports, svg } };
}

/** Runs it again after more changes: only new rows are read, and the result is what a full reload would give. */
export async function runPipelineAgain(context: StepContext, bookingUrl: string, first: PipelineRun): Promise<{ readonly rows: number; readonly result: undefined }> {
  const setting = settingOf(context, bookingUrl);
  let expected: number;
  {
    await using warehouse = await openDuckDb({ path: first.warehousePath });
    await using booking = await openPostgres({ url: bookingUrl });
    const [[watermark] = []] = await rowsOf(warehouse, 'SELECT max(updated_at)::VARCHAR FROM bookings');
    expected = Number((await rowsOf(booking, 'SELECT count(*) FROM booking.bookings WHERE updated_at > $1::timestamptz', [String(watermark)]))[0]?.[0]);
  }
  const run = await runOnce(context, setting);
  const load = run.steps.find((step) => step.kind === 'load' && step.name === 'bookings');
  context.check('only the new rows are read', expected > 0 && load?.rowsRead === expected, `${load?.rowsRead ?? 0} read, ${expected} are newer than the watermark (${load?.inserted ?? 0} inserted, ${load?.updated ?? 0} updated)`);
  await using warehouse = await openDuckDb({ path: first.warehousePath });
  await using booking = await openPostgres({ url: bookingUrl });
  await checkEqual(context, 'the target equals a full reload', warehouse, bookingFacts('bookings'), booking, bookingFacts('booking.bookings'));
  await checkFullReload(context, setting, warehouse);
  return { rows: moved(run), result: undefined };
}

/** Facts in which one wrong row shows; both engines say them alike. */
const bookingFacts = (table: string): string => `SELECT count(*), sum(amount), count(DISTINCT customer_id), sum(length(status)), min(origin), max(destination) FROM ${table}`;

/** Loads everything into an empty database by the same pipeline, and compares table by table. */
async function checkFullReload(context: StepContext, setting: Setting, warehouse: SqlSession): Promise<void> {
  const fresh = { ...setting, database: join(context.folder, 'reload.duckdb'), variables: { ...setting.variables, export_folder: join(context.folder, 'reload') } };
  await runOnce(context, fresh);
  await using reloaded = await openDuckDb({ path: fresh.database });
  for (const table of ['bookings ORDER BY id', 'route_revenue ORDER BY origin, destination']) {
    await checkEqual(context, `${table.split(' ')[0] ?? ''} equals its full reload, row by row`, warehouse, `SELECT * FROM ${table}`, reloaded, `SELECT * FROM ${table}`);
  }
}

interface Setting {
  readonly database: string;
  readonly variables: Readonly<Record<'flights_path' | 'airports_path' | 'booking_url' | 'export_folder', string>>;
}

function settingOf(context: StepContext, bookingUrl: string): Setting {
  const { flights, airports } = realData();
  return {
    database: join(context.folder, 'warehouse.duckdb'),
    variables: { flights_path: flights, airports_path: airports, booking_url: bookingUrl, export_folder: context.folder },
  };
}

async function runOnce(context: StepContext, setting: Setting): Promise<RunResult> {
  const run = await runPipeline(pipelineFile, {
    ...setting, signal: context.signal,
    onEvent: (event) => { if (event.type === 'step.progress') context.progress(event.rows, undefined, 'rows'); },
  });
  const failed = run.steps.filter((step) => step.status !== 'succeeded');
  context.check('every step of the pipeline succeeds', failed.length === 0, failed.length === 0 ? `${run.steps.length} steps` : failed.map((step) => `${step.id}: ${step.error ?? step.status}`).join('; '));
  return run;
}

const moved = (run: RunResult): number => run.steps.reduce((sum, step: StepResult) => sum + (step.rowsRead ?? 0), 0);

async function checkEqual(
  context: StepContext, name: string, left: SqlSession, leftSql: string, right: SqlSession, rightSql: string, parameters: readonly string[] = [],
): Promise<void> {
  const { ok, detail } = describeComparison(await rowsOf(left, leftSql), await rowsOf(right, rightSql, parameters));
  context.check(name, ok, detail);
}
