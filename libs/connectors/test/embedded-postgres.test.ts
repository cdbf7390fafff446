import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { postgresClient, startEmbeddedPostgres } from '../src/index.ts';

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

test('the server decodes logically, asks for its password, and leaves nothing behind', async () => {
  const server = await startEmbeddedPostgres({ settings: ['max_connections=20'] });
  const sql = await postgresClient({ url: server.url });
  const [row] = await sql<{ wal: string; most: string }[]>`select current_setting('wal_level') as wal, current_setting('max_connections') as most`;
  expect(row).toEqual({ wal: 'logical', most: '20' });
  await sql.end();
  const stranger = await postgresClient({ url: server.url.replace(/:[^:@]+@/, ':wrong@') });
  await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' });
  await stranger.end();
  await Promise.all([server.stop(), server.stop()]);
  expect(existsSync(server.directory)).toBe(false);
  expect(await answers(server.port)).toBe(false);
});

test('a port in use is reported in the server\'s words', async () => {
  await using first = await startEmbeddedPostgres();
  await expect(startEmbeddedPostgres({ port: first.port })).rejects.toMatchObject({ code: 'CONNECT_EMBEDDED_FAILED', message: expect.stringContaining('could not bind') as string });
});

test('a killed process takes its server along', async () => {
  const source = `import { startEmbeddedPostgres } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
    const server = await startEmbeddedPostgres(); console.log(JSON.stringify({ port: server.port, directory: server.directory })); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--conditions=@millrace/source', '--input-type=module-typescript', '-e', source], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { port, directory } = JSON.parse(line.toString()) as { port: number; directory: string };
  expect(await answers(port)).toBe(true);
  child.kill('SIGKILL');
  const deadline = Date.now() + 10_000;
  while (existsSync(directory) && Date.now() < deadline) await sleep(20);
  expect(existsSync(directory)).toBe(false);
  expect(await answers(port)).toBe(false);
});
