import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { auditPath, bookingSchema, createPlanner, defineSchema, runScenario, type Schema, simulate, verify, verifyScenario } from '../src/index.ts';
import { shop } from './models.ts';
import { testGround } from './server.ts';

const ground = testGround();
const busy = { transaction: 40, rollback: 0.1 };

function named(name: string, schema: Schema = shop): Schema {
  return { ...schema, name };
}

test('a run with a consumer: nothing missing, nothing wrong, in database and copy; and again when it goes on', async () => {
  const files = { ledger: ground.file('first.duckdb'), copy: ground.file('first-copy.duckdb') };
  const options = { url: ground.url, seed: 42, workload: busy, evolution: { every: 500 }, ...files };
  const first = await runScenario({ ...options, changes: 5000 });
  expect(first.ok).toBe(true);
  expect(first.run.changes).toBe(5000);
  expect(first.run.inserts + first.run.updates + first.run.deletes).toBe(5000);
  expect(first.run.schemaChanges).toBeGreaterThanOrEqual(5);
  expect(first.run.rolledBack).toBeGreaterThan(3);
  expect(first.consumer).toMatchObject({ changes: 5000, transactions: first.run.committed });
  expect(first.verification?.copy?.transactions).toMatchObject({ committed: first.run.committed, seen: first.run.committed });

  const second = await runScenario({ ...options, changes: 1000, ifExists: 'continue' });
  expect(second.ok).toBe(true);
  expect(second.run.lastTransaction).toBeGreaterThan(first.run.lastTransaction);
  expect(second.verification?.source?.rows).toBeGreaterThan(first.verification?.source?.rows ?? 0);

  // The plan alone, without a server, ends at the same hash.
  const planner = createPlanner({ schema: bookingSchema, seed: 42, start: '2024-01-01T00:00:00Z', workload: { ...busy, mix: { insert: 0.6, update: 0.3, delete: 0.1 }, hotKeys: 0.6, tables: { customers: 2, flights: 1, bookings: 5, payments: 3 }, keep: [] }, evolution: { every: 500, weights: { add: 3, drop: 1, rename: 1, widen: 1 }, max: { add: 100, drop: 3, rename: 3, widen: 3 } } });
  for (const changes of [5000, 1000]) for (let left = changes; left > 0; ) left -= ((t) => (t.outcome === 'commit' ? t.changes : 0))(planner.next(left));
  expect(planner.planHash()).toBe(second.run.planHash);

  const audited = await ground.sql<{ tx: string; version: number; table_name: string }[]>`select tx_seq as tx, version, table_name from kroft.audit where schema_name = 'booking' order by version`;
  const evolution = [...first.run.evolution, ...second.run.evolution];
  expect(audited.map((row) => [Number(row.tx), row.version, row.table_name])).toEqual(evolution.map((change, i) => [change.transaction, i + 1, change.table]));
  const lines = readFileSync(auditPath(files.ledger), 'utf8').trim().split('\n').map((line) => (JSON.parse(line) as { description: string }).description);
  expect(lines).toEqual(evolution.map((change) => change.description));
  const slots = await ground.sql`select slot_name from pg_replication_slots where slot_name like 'kroft%'`;
  expect(slots).toHaveLength(0);
});

test('the server\'s catalogue equals the model after many schema changes', async () => {
  const schema = named('evolving');
  const run = await simulate(schema, { seed: 9, target: { url: ground.url }, ledger: ground.file('evolving.duckdb'), until: { changes: 1500 }, workload: { transaction: 5, rollback: 0.2 }, evolution: { every: 60, max: { add: 20, drop: 20, rename: 20, widen: 20 } } }).execute();
  expect(run.schemaChanges).toBeGreaterThan(8);
  const report = await verify(ground.file('evolving.duckdb'), { url: ground.url });
  expect(report).toMatchObject({ ok: true, missing: 0, wrong: 0, unexpected: 0 });
  expect(report.tables.flatMap((table) => [...table.missingColumns, ...table.unexpectedColumns])).toEqual([]);
});

test('walsender and writer are killed in mid-run: the run goes on, nothing is lost, nothing happens twice', async () => {
  const schema = named('killed');
  let kills = 0;
  const result = await runScenario({
    url: ground.url, schema, seed: 5, changes: 8000, workload: { transaction: 20, rollback: 0.05 }, ledger: ground.file('killed.duckdb'), copy: ground.file('killed-copy.duckdb'),
    onProgress: ({ changes }) => {
      if (kills > 1 || changes > 7000) return;
      kills += 1;
      void ground.sql`select pg_terminate_backend(pid) from (select active_pid as pid from pg_replication_slots where active_pid is not null union all select pid from pg_locks where locktype = 'advisory') s`.execute();
    },
  });
  expect(kills).toBeGreaterThan(0);
  expect(result.ok).toBe(true);
  expect(result.run.changes).toBe(8000);
  expect(result.consumer?.reconnections).toBeGreaterThan(0);
});

test('names that need care reach the server as they are', async () => {
  const schema = defineSchema('Ünsafe "x"; drop', ({ table, t, g }) => ({
    'order': table({ 'select': t.int8().gen(g.serial()).primaryKey(), 'a"b': t.text(), "it's": t.varchar(5).gen(g.code(5)), '🛫 $1': t.text().reserved(), UPPER: t.int4(), updated: t.timestamptz().updateColumn() }),
    '); drop table "order"; --': table({ id: t.uuid().primaryKey(), 'ref': t.int8().references('order.select'), [`${'é'.repeat(31)}x`]: t.boolean() }),
  }));
  const result = await runScenario({ url: ground.url, schema, seed: 3, changes: 600, workload: { transaction: 10 }, evolution: { every: 80 }, ledger: ground.file('names.duckdb'), copy: ground.file('names-copy.duckdb') });
  expect(result.run.schemaChanges).toBeGreaterThan(2);
  expect(result.ok).toBe(true);
});

test('an interrupted run leaves ledger and database in agreement, and can be continued', async () => {
  const schema = named('interrupted');
  const stop = new AbortController();
  const options = { url: ground.url, schema, seed: 6, workload: { transaction: 10 }, ledger: ground.file('interrupted.duckdb'), copy: ground.file('interrupted-copy.duckdb') };
  await expect(runScenario({ ...options, changes: 100_000, signal: stop.signal, onProgress: () => stop.abort() })).rejects.toMatchObject({ code: 'KROFT_INTERRUPTED', exitCode: 130 });
  expect((await verifyScenario(options)).ok).toBe(true);
  const rest = await runScenario({ ...options, changes: 500, ifExists: 'continue' });
  expect(rest.ok).toBe(true);
});

test('a simulator that is killed leaves a run that can be continued, with ledger and database in agreement', async () => {
  const ledger = ground.file('felled.duckdb');
  const child = spawn(process.execPath, ['--conditions=@millrace/source', fileURLToPath(new URL('killed-process.ts', import.meta.url)), '--url', ground.url, '--ledger', ledger], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const first = await Promise.race([once(child.stdout, 'data'), exit.then(() => ['the process ended by itself'])]);
  child.kill('SIGKILL');
  expect(await exit).toEqual([null, 'SIGKILL']);
  expect(Number.parseInt(String(first[0]), 10)).toBeGreaterThan(0);

  const schema = named('felled');
  const rest = await simulate(schema, { seed: 8, target: { url: ground.url }, ledger, until: { changes: 300 }, ifExists: 'continue' }).execute();
  expect(rest.changes).toBe(300);
  expect(await verify(ledger, { url: ground.url })).toMatchObject({ ok: true, missing: 0, unexpected: 0, wrong: 0 });
  const [progress] = await ground.sql<{ tx_seq: string; plan_hash: string }[]>`select tx_seq, plan_hash from kroft.progress where schema_name = 'felled'`;
  expect(progress).toEqual({ tx_seq: String(rest.lastTransaction), plan_hash: rest.planHash });
});

// DuckDB would name a catalogue after the file; the others are catalogues that it, or a verification, opens beside it.
test.each(['flights', 'kroft_file', 'kroft_copy', 'temp'])('a ledger and a copy named like their schema: %s', async (name) => {
  const files = { ledger: ground.file(`${name}.ledger.duckdb`), copy: ground.file(`${name}.duckdb`) };
  const result = await runScenario({ url: ground.url, schema: named(name), seed: 4, changes: 200, workload: { transaction: 20 }, ...files });
  expect(result.verification?.copy).toMatchObject({ ok: true, missing: 0, unexpected: 0, wrong: 0 });
});
