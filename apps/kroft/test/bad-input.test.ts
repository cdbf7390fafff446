import { writeFileSync } from 'node:fs';
import { startEmbeddedPostgres } from '@millrace/connectors';
import { expect, test } from 'vitest';
import { consume, runScenario, simulate, type SimulateOptions, verify } from '../src/index.ts';
import { openWriter } from '../src/runner/writer.ts';
import { shop } from './models.ts';
import { testGround } from './server.ts';

const ground = testGround();

function run(name: string, change: Partial<SimulateOptions> = {}): Promise<unknown> {
  return simulate({ ...shop, name }, { seed: 1, target: { url: ground.url }, ledger: ground.file(`${name}.duckdb`), until: { changes: 100 }, ...change }).execute();
}

test('a server that is not there, a wrong password, a database that is not there: no secret in the message', async () => {
  const secret = expect.not.stringMatching(/s3cret/) as string;
  await expect(run('a', { target: { url: 'postgres://ann:s3cret@127.0.0.1:1/x' } })).rejects.toMatchObject({ code: 'KROFT_SERVER', exitCode: 5, message: secret, diagnostics: [{ hint: 'is the server running, and is the port right?' }] });
  await expect(run('a', { target: { url: ground.url.replace(/:[^:@]+@/, ':s3cret@') } })).rejects.toMatchObject({ code: 'KROFT_SERVER', message: secret, diagnostics: [{ hint: 'check the user and the password in the URL' }] });
  await expect(run('a', { target: { url: `${ground.url}_none` } })).rejects.toMatchObject({ code: 'KROFT_SERVER', message: expect.stringContaining('"postgres_none" does not exist') as string });
  await expect(run('a', { target: { url: 'no address' } })).rejects.toMatchObject({ code: 'KROFT_SERVER' });
});

test('a server without logical decoding', async () => {
  await using server = await startEmbeddedPostgres({ settings: ['wal_level=replica'] });
  await expect(run('a', { target: { url: server.url } })).rejects.toMatchObject({ code: 'KROFT_WAL_LEVEL', message: expect.stringContaining("'replica'") as string });
});

test('a schema that is there is neither touched nor adopted, unless told so', async () => {
  await run('there');
  const count = async (): Promise<unknown> => (await ground.sql`select count(*) as n from there.customers`)[0]?.['n'];
  const before = await count();
  await expect(run('there', { seed: 2 })).rejects.toMatchObject({ code: 'KROFT_SCHEMA_EXISTS' });
  expect(await count()).toBe(before);
  await run('there', { ifExists: 'replace', until: { changes: 10 } });
  expect(await count()).not.toBe(before);
  await ground.sql`create schema theirs`;
  await expect(run('theirs', { ifExists: 'replace' })).rejects.toMatchObject({ code: 'KROFT_SCHEMA_EXISTS', diagnostics: [{ hint: expect.stringContaining('Kroft did not create it') as string }] });
});

test('continuing with another model, another ledger, or none', async () => {
  await run('first');
  await expect(run('first', { ifExists: 'continue', ledger: ground.file('none.duckdb') })).rejects.toMatchObject({ code: 'KROFT_NO_LEDGER' });
  await run('second', { seed: 9 });
  await expect(run('first', { ifExists: 'continue', ledger: ground.file('second.duckdb') })).rejects.toMatchObject({ code: 'KROFT_OTHER_PLAN' });
});

test('two runs on one schema at a time', async () => {
  await run('busy');
  await using _writer = await openWriter(ground.url, 'busy');
  await expect(run('busy', { ifExists: 'continue' })).rejects.toMatchObject({ code: 'KROFT_BUSY' });
});

test('rows that something else deleted are noticed by the run that meets them', async () => {
  await run('meddled', { until: { changes: 500 } });
  await ground.sql`truncate meddled.orders, meddled.customers`;
  await expect(run('meddled', { ifExists: 'continue', until: { changes: 2000 } })).rejects.toMatchObject({ code: expect.stringMatching(/KROFT_DIVERGED|KROFT_WRITE/) as string });
});

test('a slot or a publication that is not there, a copy that cannot be', async () => {
  const consumer = { url: ground.url, slot: 'nobody', publication: 'nothing', copy: ground.file('c.duckdb') };
  await expect(consume(consumer)).rejects.toMatchObject({ code: 'CONNECT_REPLICATION' });
  await expect(consume({ ...consumer, copy: '/no/such/folder/c.duckdb' })).rejects.toMatchObject({ code: 'KROFT_CONSUMER' });
  await expect(runScenario({ url: ground.url, schema: { ...shop, name: 'uncopied' }, seed: 1, changes: 100, ledger: ground.file('u.duckdb'), copy: '/no/such/folder/c.duckdb' })).rejects.toMatchObject({ code: 'KROFT_CONSUMER' });
});

test('ledgers and copies that are none', async () => {
  await run('plain');
  await expect(verify(ground.file('missing.duckdb'), { url: ground.url })).rejects.toMatchObject({ code: 'KROFT_NO_LEDGER' });
  writeFileSync(ground.file('text.duckdb'), 'this is no database');
  await expect(verify(ground.file('text.duckdb'), { url: ground.url })).rejects.toMatchObject({ code: 'KROFT_NO_LEDGER' });
  await expect(verify(ground.file('plain.duckdb'), { copy: ground.file('missing.duckdb') })).rejects.toMatchObject({ code: 'KROFT_NO_COPY' });
  await expect(verify(ground.file('plain.duckdb'), { copy: ground.file('text.duckdb') })).rejects.toMatchObject({ code: 'KROFT_NO_COPY' });
});

test('a number of changes that cannot be', async () => {
  expect(() => simulate(shop, { seed: 1, target: { url: ground.url }, ledger: 'x', until: { changes: 0 } })).toThrow(/until.changes/);
});
