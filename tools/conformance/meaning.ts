import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '@millrace/mockhaus';

/** What came of some queries, statements and expected errors. */
interface Figures {
  readonly queries: number;
  readonly passed: number;
  readonly statements: number;
  readonly statementsPassed: number;
  readonly errors: number;
  readonly errorsRaised: number;
  readonly errorsExact: number;
}

/** What the runner writes of one file. */
interface FileFigures extends Figures {
  readonly path: string;
  readonly failures: readonly { readonly line: number; readonly sql: string; readonly problem: string }[];
}

export interface Meaning extends Figures {
  readonly files: number;
  readonly failures: readonly { readonly file: string; readonly line: number; readonly sql: string; readonly problem: string }[];
}

/**
 * Starts Mockhaus on a free loopback port and runs the SQL logic tests against it through the official driver.
 *
 * @param runner the suite's own script; it takes --url, --json, --show and --filter.
 * @param options.filter only files whose path holds this text.
 * @param options.quiet whether to hold back what the runner prints.
 * @throws Error when the runner itself fails.
 */
export async function meaning(runner: string, options: { readonly filter?: string; readonly quiet: boolean }): Promise<Meaning> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-conformance-'));
  const server = await serve({ port: 0 });
  try {
    const report = join(folder, 'figures.json');
    const filter = options.filter === undefined ? [] : ['--filter', options.filter];
    const child = spawn(process.execPath, [runner, '--url', server.url, '--json', report, '--show', '0', ...filter], {
      cwd: join(import.meta.dirname, '../..'), stdio: ['ignore', options.quiet ? 'ignore' : 'inherit', 'inherit'],
    });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${runner} ended with ${code ?? 'a signal'}`);
    return summary(JSON.parse(await readFile(report, 'utf8')) as readonly FileFigures[]);
  } finally {
    await server.close();
    await rm(folder, { recursive: true });
  }
}

function summary(files: readonly FileFigures[]): Meaning {
  const total = (key: 'queries' | 'passed' | 'statements' | 'statementsPassed' | 'errors' | 'errorsRaised' | 'errorsExact'): number => files.reduce((sum, file) => sum + file[key], 0);
  return {
    files: files.length, queries: total('queries'), passed: total('passed'), statements: total('statements'), statementsPassed: total('statementsPassed'),
    errors: total('errors'), errorsRaised: total('errorsRaised'), errorsExact: total('errorsExact'),
    failures: files.flatMap((file) => file.failures.map(({ line, sql, problem }) => ({ file: file.path, line, sql, problem }))),
  };
}
