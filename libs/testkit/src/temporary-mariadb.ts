import { execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A MariaDB server of one test file's own. */
export interface TemporaryMariaDb extends AsyncDisposable {
  /**
   * Runs statements in an empty database of this name, which is made when it is missing.
   *
   * @returns the rows of all of them, values as the client writes them, NULL as null.
   */
  rows(database: string, sql: string): Promise<readonly (readonly (string | null)[])[]>;
}

const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/usr/local/bin'];
const find = (...names: readonly string[]): string | undefined => names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));

interface Binaries {
  readonly install: string;
  readonly server: string;
  readonly client: string;
}

function binaries(): Binaries | undefined {
  const install = find('mariadb-install-db');
  const server = find('mariadbd');
  const client = find('mariadb');
  return install === undefined || server === undefined || client === undefined ? undefined : { install, server, client };
}

/** Whether MariaDB is installed here. */
export const hasMariaDb: boolean = binaries() !== undefined;

const unescaped: Readonly<Record<string, string>> = { '\\n': '\n', '\\t': '\t', '\\0': '\0', '\\\\': '\\' };

/** What `mariadb --batch --skip-column-names` writes. */
function parseRows(output: string): readonly (readonly (string | null)[])[] {
  const lines = output.split('\n').slice(0, -1);
  return lines.map((line) => line.split('\t').map((value) => (value === 'NULL' ? null : value.replaceAll(/\\[nt0\\]/g, (found) => unescaped[found] ?? found))));
}

async function untilReady(ask: () => Promise<unknown>, milliseconds: number): Promise<void> {
  for (const end = Date.now() + milliseconds; ; ) {
    try {
      await ask();
      return;
    } catch (thrown) {
      if (Date.now() > end) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/**
 * Starts a real MariaDB server on a socket in a temporary folder; it is gone afterwards.
 *
 * @throws Error when MariaDB is not installed: ask `hasMariaDb` first.
 * @example
 * await using mariadb = await temporaryMariaDb();
 */
export async function temporaryMariaDb(): Promise<TemporaryMariaDb> {
  const found = binaries();
  if (found === undefined) throw new Error('MariaDB is not installed');
  const folder = await mkdtemp(join(tmpdir(), 'mariadb-'));
  const data = join(folder, 'data');
  const socket = join(folder, 's');
  const user = process.getuid?.() === 0 ? ['--user=root'] : [];
  await run(found.install, ['--no-defaults', `--datadir=${data}`, '--auth-root-authentication-method=normal', '--skip-test-db', ...user]);
  const server = spawn(
    found.server,
    ['--no-defaults', `--datadir=${data}`, `--socket=${socket}`, `--pid-file=${join(folder, 'pid')}`, '--skip-networking', '--skip-grant-tables', '--innodb-buffer-pool-size=32M', ...user],
    { stdio: 'ignore' },
  );
  const closed = new Promise((resolve) => server.once('close', resolve));
  const stop = async (): Promise<void> => {
    server.kill('SIGTERM');
    await closed;
    await rm(folder, { recursive: true, force: true });
  };
  const ask = (args: readonly string[], sql: string): Promise<{ readonly stdout: string }> =>
    run(found.client, ['--no-defaults', `--socket=${socket}`, '--batch', '--skip-column-names', '--default-character-set=utf8mb4', ...args, '-e', sql], { maxBuffer: 64 * 1024 * 1024 });
  try {
    await untilReady(() => ask([], 'SELECT 1'), 30_000);
  } catch (thrown) {
    await stop();
    throw thrown;
  }
  return {
    rows: async (database, sql) => parseRows((await ask([], `CREATE DATABASE IF NOT EXISTS \`${database}\`; USE \`${database}\`; ${sql}`)).stdout),
    [Symbol.asyncDispose]: stop,
  };
}
