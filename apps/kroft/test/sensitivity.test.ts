import { copyFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, expect, test } from 'vitest';
import { runScenario, simulate, verify, type VerifyReport } from '../src/index.ts';
import { openDuckdb, queryRows } from '../src/duckdb/session.ts';
import { shop } from './models.ts';
import { testGround } from './server.ts';

const ground = testGround();
const ledger = (): string => ground.file('ledger.duckdb');
let rolledBack = 0;

beforeAll(async () => {
  const { ok, run } = await runScenario({ url: ground.url, schema: shop, seed: 21, changes: 3000, workload: { transaction: 15, rollback: 0.1 }, evolution: { every: 300 }, ledger: ledger(), copy: ground.file('copy.duckdb') });
  expect(ok).toBe(true);
  expect(run.rolledBack).toBeGreaterThan(0);
  const { connection, close } = await openDuckdb(ledger());
  const [row] = await queryRows(connection, "select max(tx_seq)::double as seq from kroft_ledger_transactions where outcome = 'rollback'");
  rolledBack = Number(row?.['seq']);
  close();
});

let copies = 0;

/** Verifies a copy with one fault in it. */
async function withFault(damage: (connection: DuckDBConnection) => Promise<unknown>): Promise<VerifyReport> {
  const path = ground.file(`faulty-${++copies}.duckdb`);
  copyFileSync(ground.file('copy.duckdb'), path);
  const { connection, close } = await openDuckdb(path);
  await damage(connection);
  close();
  return verify(ledger(), { copy: path });
}

async function oneRow(sql: string): Promise<Readonly<Record<string, unknown>>> {
  const { connection, close } = await openDuckdb(ledger());
  const [row] = await queryRows(connection, sql);
  close();
  return row ?? {};
}

test('a lost insert', async () => {
  const row = await oneRow('select id, kroft_tx::double as tx from kroft_ledger_rows.customers order by kroft_tx limit 1 offset 7');
  const report = await withFault((c) => c.run('delete from shop.customers where id = $1', [String(row['id'])]));
  expect(report).toMatchObject({ ok: false, missing: 1, unexpected: 0, wrong: 0 });
  expect(report.tables[0]?.firstDifferences).toEqual([{ kind: 'missing', key: row['id'], transaction: row['tx'] }]);
});

test('a change applied twice', async () => {
  const row = await oneRow('select id::varchar as id from kroft_ledger_rows.orders order by id limit 1');
  const report = await withFault((c) => c.run('insert into shop.orders select * from shop.orders where id = $1', [String(row['id'])]));
  expect(report).toMatchObject({ ok: false, missing: 0, unexpected: 1, wrong: 0 });
  expect(report.tables[1]?.firstDifferences[0]).toMatchObject({ kind: 'unexpected', key: row['id'] });
});

test('a lost delete', async () => {
  const report = await withFault((c) => c.run("insert into shop.customers (id, name) values ('00000000-0000-4000-8000-000000000000', 'Ghost')"));
  expect(report).toMatchObject({ ok: false, unexpected: 1 });
  expect(report.tables[0]?.firstDifferences).toEqual([{ kind: 'unexpected', key: '00000000-0000-4000-8000-000000000000' }]);
});

test('one microsecond', async () => {
  const row = await oneRow('select id, updated_at::varchar as at, kroft_tx::double as tx from kroft_ledger_rows.customers limit 1 offset 3');
  const report = await withFault((c) => c.run('update shop.customers set updated_at = updated_at + interval 1 microsecond where id = $1', [String(row['id'])]));
  expect(report).toMatchObject({ ok: false, missing: 0, unexpected: 0, wrong: 1 });
  expect(report.tables[0]?.firstDifferences).toHaveLength(1);
  expect(report.tables[0]?.firstDifferences[0]).toMatchObject({ kind: 'wrong', key: row['id'], column: 'updated_at', expected: row['at'], transaction: row['tx'] });
});

test('NULL for the empty string, and one unit of the last digit', async () => {
  const report = await withFault(async (c) => {
    await c.run("update shop.customers set name = null where id = (select min(id) from shop.customers)");
    await c.run('update shop.orders set amount = amount + 0.01 where id = (select max(id) from shop.orders)');
  });
  expect(report.tables.map((table) => [table.wrong, table.firstDifferences[0]?.column])).toEqual([[1, 'name'], [1, 'amount']]);
});

test('a transaction that was rolled back leaks', async () => {
  const report = await withFault((c) => c.run(`insert into kroft_copy_transactions values (${rolledBack}, 1, 3, '0/0')`));
  expect(report.ok).toBe(false);
  expect(report.transactions?.leakedRolledBack).toEqual([rolledBack]);
});

test('a transaction is lost, torn, repeated or out of order', async () => {
  const [{ first, second }] = [await oneRow("select min(tx_seq)::double as first, min(tx_seq) filter (tx_seq > 20)::double as second from kroft_ledger_transactions where outcome = 'commit'")];
  const lost = await withFault((c) => c.run(`delete from kroft_copy_transactions where tx_seq = ${Number(first)}`));
  expect(lost.transactions).toMatchObject({ missing: [first], torn: [] });
  const torn = await withFault((c) => c.run(`update kroft_copy_transactions set changes = changes - 1 where tx_seq = ${Number(second)}`));
  expect(torn.transactions).toMatchObject({ missing: [], torn: [second] });
  const repeated = await withFault((c) => c.run(`insert into kroft_copy_transactions select * from kroft_copy_transactions where tx_seq = ${Number(second)}`));
  expect(repeated.transactions).toMatchObject({ repeated: [second], outOfOrder: [second] });
});

test('a column that was not added, or not dropped', async () => {
  const report = await withFault(async (c) => {
    await c.run('alter table shop.customers add column extra integer');
    await c.run('alter table shop.orders drop column amount');
  });
  expect(report.ok).toBe(false);
  expect(report.tables.map((table) => [table.missingColumns, table.unexpectedColumns])).toEqual([[[], ['extra']], [['amount'], []]]);
});

test('the source itself is judged too: a row that another session changed', async () => {
  await simulate({ ...shop, name: 'meddled' }, { seed: 2, target: { url: ground.url }, ledger: ground.file('meddled.duckdb'), until: { changes: 400 }, evolution: false }).execute();
  const [row] = await ground.sql<{ id: string }[]>`update meddled.customers set name = name || '!' where id = (select id from meddled.customers limit 1) returning id`;
  const report = await verify(ground.file('meddled.duckdb'), { url: ground.url });
  expect(report).toMatchObject({ ok: false, mode: 'source', missing: 0, unexpected: 0, wrong: 1 });
  expect(report.tables[0]?.firstDifferences[0]).toMatchObject({ key: row?.id, column: 'name' });
});

test('a default that filled old rows is right at the source and unknown to the stream; each is judged by what it can know', async () => {
  const source = await verify(ledger(), { url: ground.url });
  const copy = await verify(ledger(), { copy: ground.file('copy.duckdb') });
  expect([source.mode, source.ok, copy.mode, copy.ok]).toEqual(['source', true, 'derivable', true]);
  const [filled] = await ground.sql<{ name: string; n: string }[]>`select column_name as name, (select count(*) from shop.orders) as n from information_schema.columns where table_schema = 'shop' and column_default is not null`;
  expect(filled).toBeDefined();
  const name = filled?.name ?? '';
  const { connection, close } = await openDuckdb(ground.file('copy.duckdb'));
  const [unknown] = await queryRows(connection, `select count(*)::double as n from shop.orders where "${name}" is null`);
  close();
  expect(Number(unknown?.['n'])).toBeGreaterThan(0);
  // A consumer that fills them itself equals the source, and that is right too.
  const report = await withFault((c) => c.run(`update shop.orders set "${name}" = 'web' where "${name}" is null`));
  expect([report.mode, report.ok]).toEqual(['source', true]);
});
