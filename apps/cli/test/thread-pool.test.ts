import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const bin = join(import.meta.dirname, '../bin/run.js');

/** The threads of Node's pool in a process, which all start when the pool is first used. */
function poolThreads(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  return readdirSync(tasks).filter((task) => readFileSync(join(tasks, task, 'comm'), 'utf8').startsWith('libuv-worker')).length;
}

it.runIf(process.platform === 'linux').each([[{}, 64], [{ UV_THREADPOOL_SIZE: '6' }, 6]])('serve has the threads that Mockhaus wants, or the user: %o', async (given, expected) => {
  const { UV_THREADPOOL_SIZE: _inherited, ...environment } = process.env;
  const server = spawn(process.execPath, [bin, 'mockhaus', 'serve', '--port', '0'], { env: { ...environment, ...given }, stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    const [greeting] = await once(server.stdout, 'data') as [Buffer];
    expect(greeting.toString()).toContain('Mockhaus listens');
    expect(poolThreads(server.pid ?? 0)).toBe(expected);
  } finally {
    server.kill();
    await once(server, 'exit');
  }
}, 60_000);
