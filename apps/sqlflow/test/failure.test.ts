import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RunEvent } from '@millrace/sqlflow';
import { sourceS, testProject } from './project.ts';

test('a source file that is not there: place, nearest name, nothing written', async () => {
  using p = testProject({ 'p.sf': 'SOURCE s TYPE CSV PARAMS {"path": "data/y.csv"};\nLOAD t FROM s;\nEXPORT t TO "t.csv";' });
  const { exitCode, places, hints } = await p.run();
  expect({ exitCode, places, hints }).toEqual({ exitCode: 5, places: ['p.sf:1:27 FLOW_SOURCE_FILE'], hints: ["did you mean 'data/x.csv'?"] });
  expect(p.files()).toEqual(['data/x.csv', 'p.sf']);
});

test('a broken pipeline leaves no database file behind', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELEC 1;' });
  expect((await p.run('p.sf', { database: `${p.path}/w.duckdb` })).exitCode).toBe(3);
  expect(existsSync(`${p.path}/w.duckdb`)).toBe(false);
});

test('after a failure nothing more is started; with keepGoing all that does not depend on it runs', async () => {
  const text = `CREATE TABLE bad AS SELECT 1 / 'x' AS a;\nCREATE TABLE next AS SELECT * FROM bad;\nCREATE TABLE fine AS SELECT 1 AS a;\nEXPORT fine TO "fine.csv";\nEXPORT next TO "next.csv";`;
  using p = testProject({ 'p.sf': text });
  const fast = await p.run('p.sf', { threads: 1 });
  expect(fast.exitCode).toBe(1);
  expect(fast.result?.steps.map((step) => step.status)).toEqual(['failed', 'skipped', 'skipped', 'skipped', 'skipped']);
  const all = await p.run('p.sf', { threads: 1, keepGoing: true });
  expect(all.exitCode).toBe(1);
  expect(all.result?.steps.map((step) => [step.name, step.status])).toEqual([['bad', 'failed'], ['next', 'skipped'], ['fine', 'succeeded'], ['csv_fine', 'succeeded'], ['csv_next', 'skipped']]);
  expect(p.files()).toEqual(['data/x.csv', 'fine.csv', 'p.sf']);
});

test('a failing step leaves its table as it was', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELECT 1 AS x;', 'bad.sf': "CREATE TABLE a AS SELECT CAST('x' || range AS INTEGER) AS x FROM range(5);" });
  const database = `${p.path}/w.duckdb`;
  await p.run('p.sf', { database });
  const { exitCode, places } = await p.run('bad.sf', { database });
  expect(exitCode).toBe(1);
  expect(places[0]).toMatch(/^bad\.sf:1:\d+ FLOW_SQL_FAILED$/);
  expect(await p.query('FROM a')).toEqual([{ x: 1 }]);
});

test('an export that fails half-way leaves the old file', async () => {
  using p = testProject({ 'o.csv': 'old\n', 'p.sf': "EXPORT SELECT CASE WHEN range < 90000 THEN range::VARCHAR ELSE 'x' || CAST('y' AS INTEGER) END AS a FROM range(100000) TO \"o.csv\";" });
  expect((await p.run()).exitCode).toBe(1);
  expect(p.read('o.csv')).toBe('old\n');
  expect(readdirSync(p.path).toSorted()).toEqual(['.sqlflow', 'data', 'o.csv', 'p.sf']);
});

test('case 37: a database that another process has open is told with its process id', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELECT 1 AS x;' });
  const database = `${p.path}/w.duckdb`;
  const holder = spawn(process.execPath, ['-e', `
    const { DuckDBInstance } = require('@duckdb/node-api');
    DuckDBInstance.create(${JSON.stringify(database)}).then((i) => i.connect()).then(() => { console.log('open'); setInterval(() => undefined, 1000); });
  `], { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: ['ignore', 'pipe', 'inherit'] });
  try {
    await once(holder.stdout, 'data');
    const { exitCode, messages } = await p.run('p.sf', { database });
    expect(exitCode).toBe(5);
    expect(messages[0]).toContain(`PID ${holder.pid ?? ''}`);
  } finally {
    holder.kill('SIGKILL');
  }
});

test('an interruption rolls the running step back, records it, and the next run works', async () => {
  using p = testProject({
    'p.sf': 'CREATE TABLE a AS SELECT ${n} AS n;\nCREATE TABLE slow AS SELECT a.n, count(*) AS c FROM a, range(${rows}) r1, range(${rows}) r2 WHERE hash(r1.range + r2.range) % 7 = 1 GROUP BY ALL;\nEXPORT slow TO "slow.csv";',
  });
  const database = `${p.path}/w.duckdb`;
  expect((await p.run('p.sf', { database, variables: { n: 1, rows: 10 } })).exitCode).toBe(0);
  const before = p.read('slow.csv');
  const controller = new AbortController();
  const onEvent = (event: RunEvent): void => {
    if (event.type === 'step.start' && event.name === 'slow') controller.abort();
  };
  const { exitCode, result, messages } = await p.run('p.sf', { database, variables: { n: 2, rows: 1_000_000 }, signal: controller.signal, onEvent });
  expect(exitCode).toBe(130);
  expect(messages).toEqual(['The run was interrupted.']);
  expect(result?.steps.map((step) => step.status)).toEqual(['succeeded', 'failed', 'skipped']);
  expect(await p.query('SELECT n FROM slow')).toEqual([{ n: 1 }]);
  expect(await p.query('SELECT status FROM millrace.runs ORDER BY started_at')).toEqual([{ status: 'succeeded' }, { status: 'interrupted' }]);
  expect(p.read('slow.csv')).toBe(before);
  expect(readdirSync(p.path).filter((name) => name.startsWith('.') && name.endsWith('.csv'))).toEqual([]);
  expect((await p.run('p.sf', { database, variables: { n: 3, rows: 10 } })).exitCode).toBe(0);
  expect(await p.query('SELECT n FROM slow')).toEqual([{ n: 3 }]);
});

test('an interrupted export leaves neither its file nor a part of it', async () => {
  using p = testProject({ 'p.sf': 'EXPORT SELECT r1.range AS a, r2.range AS b FROM range(100000) r1, range(100000) r2 TO "big.csv";' });
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 150);
  expect((await p.run('p.sf', { signal: controller.signal })).exitCode).toBe(130);
  expect(readdirSync(p.path).toSorted()).toEqual(['.sqlflow', 'data', 'p.sf']);
  expect(await p.query('SELECT pipeline, status FROM millrace.runs', '.sqlflow/state.duckdb')).toEqual([{ pipeline: 'p', status: 'interrupted' }]);
});

test('a second run on the same state gives the same tables', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\nCREATE TABLE u AS SELECT sum(amt) AS a FROM t;\nCREATE VIEW v AS SELECT * FROM u;\nCREATE TEMP TABLE w AS SELECT * FROM v;\nEXPORT w TO "w.csv";` });
  const database = `${p.path}/w.duckdb`;
  for (let i = 0; i < 2; i++) {
    const { exitCode, messages } = await p.run('p.sf', { database });
    expect({ exitCode, messages }).toEqual({ exitCode: 0, messages: [] });
    expect(p.read('w.csv')).toBe('a\n60\n');
  }
  expect(await p.query("SELECT table_name AS t FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1")).toEqual([{ t: 't' }, { t: 'u' }, { t: 'v' }]);
});

test('a table of the database may be read without being made', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELECT 1 AS x;', 'q.sf': 'CREATE TABLE b AS SELECT * FROM a;\nCREATE TABLE a2 AS SELECT * FROM aa;' });
  const database = `${p.path}/w.duckdb`;
  await p.run('p.sf', { database });
  expect(await p.run('q.sf', { database })).toMatchObject({ exitCode: 3, places: ['q.sf:2:34 FLOW_UNKNOWN_TABLE'] });
});

test('a profile that is not valid', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELECT 1 AS x;', 'profiles/bad.yml': 'engines: { duckdb: { mode: persistent } }', 'profiles/worse.yml': 'a: [' });
  expect(await p.run('p.sf', { profile: 'bad' })).toMatchObject({ exitCode: 4, messages: ["Profile 'profiles/bad.yml' is not valid: DuckDB persistent mode requires 'path'."] });
  expect((await p.run('p.sf', { profile: 'worse' })).exitCode).toBe(4);
});
