import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDuckDb, openPostgres, startEmbeddedPostgres } from '@millrace/connectors';
import type { DemoEvent } from './events.ts';
import { renderReport } from './report/html.ts';
import type { SchemaChange } from './report/timeline.ts';
import { type Check, Scenario, type StepSummary } from './scenario.ts';
import { makeMoreChanges, runKroft } from './steps/kroft.ts';
import { rowsOf, runMockhaus } from './steps/mockhaus.ts';
import { runMoltres } from './steps/moltres.ts';
import { runPipelineAgain, runPipelineFirst } from './steps/sqlflow.ts';

export interface DemoOptions {
  /** Where `report.html` goes; made when it is not there. */
  readonly outFolder: string;
  readonly signal: AbortSignal;
  readonly onEvent?: (event: DemoEvent) => void;
}

/** Everything the demo found, as plain data. */
export interface DemoResult {
  readonly ok: boolean;
  readonly checks: readonly Check[];
  readonly steps: readonly StepSummary[];
  readonly seconds: number;
  /** The most memory this process held at once; PostgreSQL's own is apart. */
  readonly peakMemoryBytes: number;
  readonly evolution: { readonly totalTransactions: number; readonly changes: readonly SchemaChange[] };
  /** The pipeline's DAG, drawn. */
  readonly pipelineSvg: string;
  /** Where the report was written. */
  readonly report: string;
}

/**
 * Runs the four tools together on real data: Kroft keeps a PostgreSQL booking system busy, SQLFlow joins it with three
 * million flights, Mockhaus answers the Snowflake driver from the result, and Moltres asks all three engines one question.
 * Servers and files are gone afterwards, also when it was interrupted or failed.
 *
 * @throws ToolError what a step could not do; the signal's reason when interrupted.
 */
export async function runDemo(options: DemoOptions): Promise<DemoResult> {
  const started = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'millrace-demo-'));
  const scenario = new Scenario(folder, options.signal, options.onEvent ?? ((): void => undefined));
  try {
    const found = await runSteps(scenario);
    const result: DemoResult = {
      ok: scenario.checks.every((check) => check.ok),
      checks: scenario.checks,
      steps: scenario.steps,
      seconds: (performance.now() - started) / 1000,
      peakMemoryBytes: process.resourceUsage().maxRSS * 1024,
      report: join(options.outFolder, 'report.html'),
      ...found,
    };
    await mkdir(options.outFolder, { recursive: true });
    await writeFile(result.report, renderReport(result));
    return result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function runSteps(scenario: Scenario): Promise<Pick<DemoResult, 'evolution' | 'pipelineSvg'>> {
  await using server = await scenario.step('PostgreSQL starts', async (context) => {
    const postgres = await startEmbeddedPostgres();
    await using connector = await openPostgres({ url: postgres.url });
    const [[version, walLevel] = []] = await rowsOf(connector, "SELECT current_setting('server_version'), current_setting('wal_level')");
    context.check('PostgreSQL answers, with logical decoding', walLevel === 'logical', `version ${String(version)}, port ${postgres.port}, wal_level=${String(walLevel)}`);
    return { rows: 0, result: postgres };
  });
  const booking = await scenario.step('Kroft runs the booking system', (context) => runKroft(context, server.url));
  const pipeline = await scenario.step('SQLFlow runs the pipeline', (context) => runPipelineFirst(context, server.url));
  await scenario.step('Kroft makes more changes', (context) => makeMoreChanges(context, booking));
  await scenario.step('SQLFlow runs again', (context) => runPipelineAgain(context, server.url, pipeline));
  await using mockhaus = await scenario.step('Mockhaus answers Snowflake', async (context) => {
    await using warehouse = await openDuckDb({ path: pipeline.warehousePath });
    return await runMockhaus(context, { warehouse, exports: pipeline.exports });
  });
  await scenario.step('Moltres asks three engines', (context) =>
    runMoltres(context, { warehousePath: pipeline.warehousePath, postgresUrl: server.url, mockhausUrl: mockhaus.url }));
  return { evolution: booking.evolution, pipelineSvg: pipeline.svg };
}
