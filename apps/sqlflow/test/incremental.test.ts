import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresConnector, rowsOf as batchRows } from '@millrace/connectors';
import { temporaryPostgres, type TemporaryPostgres } from '@millrace/testkit';
import type { StepResult } from '@millrace/sqlflow';
import { type Outcome, testProject } from './project.ts';

const incrementalCsv = 'SOURCE s TYPE CSV PARAMS {"path": "data/x.csv", "has_header": true, "sync_mode": "incremental", "cursor_field": "id", "primary_key": "id"};\n';
const loadOf = (outcome: Outcome): StepResult | undefined => outcome.result?.steps.find((step) => step.kind === 'load');

test('case 26: an incremental CSV loads what is new, and nothing twice', async () => {
  using p = testProject({ 'p.sf': `${incrementalCsv}LOAD t FROM s MODE APPEND;` });
  const database = `${p.path}/w.duckdb`;
  expect(loadOf(await p.run('p.sf', { database }))).toMatchObject({ rowsRead: 3, inserted: 3 });
  p.write('data/x.csv', 'id,name,amt\n1,a,10\n2,b,20\n3,c,30\n5,e,50\n');
  expect(loadOf(await p.run('p.sf', { database }))).toMatchObject({ rowsRead: 1, inserted: 1, updated: 0, repeated: 1 });
  expect(await p.query('SELECT value FROM millrace.watermarks')).toEqual([{ value: '5' }]);
  expect(loadOf(await p.run('p.sf', { database }))).toMatchObject({ rowsRead: 0, inserted: 0, updated: 0 });
  expect(await p.query('SELECT list(id ORDER BY id) AS ids FROM t')).toEqual([{ ids: [1n, 2n, 3n, 5n] }]);
});

test('without a key, only rows beyond the watermark are read', async () => {
  using p = testProject({ 'p.sf': `${incrementalCsv.replace(', "primary_key": "id"', '')}LOAD t FROM s;` });
  const database = `${p.path}/w.duckdb`;
  await p.run('p.sf', { database });
  p.write('data/x.csv', 'id,name,amt\n3,late,0\n4,d,40\n');
  expect(loadOf(await p.run('p.sf', { database }))).toMatchObject({ rowsRead: 1, inserted: 1, repeated: 0 });
  expect(await p.query('SELECT name FROM t WHERE id >= 3 ORDER BY id')).toEqual([{ name: 'c' }, { name: 'd' }]);
});

test('a row that comes late with the cursor of the watermark is not lost', async () => {
  using p = testProject({
    'data/x.csv': 'id,at\n1,2024-01-01 10:00:00\n2,2024-01-01 11:00:00\n',
    'p.sf': 'SOURCE s TYPE CSV PARAMS {"path": "data/x.csv", "sync_mode": "incremental", "cursor_field": "at", "primary_key": ["id"]};\nLOAD t FROM s;',
  });
  const database = `${p.path}/w.duckdb`;
  await p.run('p.sf', { database });
  p.write('data/x.csv', 'id,at\n1,2024-01-01 10:00:00\n2,2024-01-01 11:00:00\n3,2024-01-01 11:00:00\n');
  expect(loadOf(await p.run('p.sf', { database }))).toMatchObject({ rowsRead: 1, inserted: 1, updated: 0, repeated: 1 });
});

test('a lookback window reads rows again that arrived behind the watermark', async () => {
  using p = testProject({
    'data/x.csv': 'id,at\n1,2024-01-01 10:00:00\n2,2024-01-01 11:00:00\n',
    'p.sf': 'SOURCE s TYPE CSV PARAMS {"path": "data/x.csv", "sync_mode": "incremental", "cursor_field": "at", "primary_key": "id", "lookback_window": 3600};\nLOAD t FROM s;',
  });
  const database = `${p.path}/w.duckdb`;
  await p.run('p.sf', { database });
  p.write('data/x.csv', 'id,at\n1,2024-01-01 10:00:00\n2,2024-01-01 11:00:00\n3,2024-01-01 10:30:00\n4,2024-01-01 09:00:00\n');
  expect(loadOf(await p.run('p.sf', { database }))).toMatchObject({ rowsRead: 1, inserted: 1, repeated: 2 });
  expect(await p.query('SELECT value FROM millrace.watermarks')).toEqual([{ value: '2024-01-01 11:00:00' }]);
});

test('case 27: a load that fails after reading leaves the watermark', async () => {
  using p = testProject({ 'p.sf': `${incrementalCsv}LOAD t FROM s MODE UPSERT KEY (id);` });
  const database = `${p.path}/w.duckdb`;
  await p.run('p.sf', { database });
  p.write('data/x.csv', 'id,name,amt\n4,d,40\n4,dd,41\n');
  const failed = await p.run('p.sf', { database });
  expect(failed.exitCode).toBe(1);
  expect(await p.query('SELECT value FROM millrace.watermarks')).toEqual([{ value: '3' }]);
  p.write('data/x.csv', 'id,name,amt\n4,d,40\n');
  expect(loadOf(await p.run('p.sf', { database }))).toMatchObject({ rowsRead: 1, inserted: 1 });
  expect(await p.query('SELECT value FROM millrace.watermarks')).toEqual([{ value: '4' }]);
});

test('a full refresh reads everything and sets the watermark anew', async () => {
  using p = testProject({ 'p.sf': `${incrementalCsv}LOAD t FROM s;` });
  const database = `${p.path}/w.duckdb`;
  await p.run('p.sf', { database });
  p.write('data/x.csv', 'id,name,amt\n1,z,1\n2,y,2\n');
  expect(loadOf(await p.run('p.sf', { database, fullRefresh: true }))).toMatchObject({ rowsRead: 2, inserted: 2 });
  expect(await p.query('SELECT name FROM t ORDER BY id')).toEqual([{ name: 'z' }, { name: 'y' }]);
  expect(await p.query('SELECT value FROM millrace.watermarks')).toEqual([{ value: '2' }]);
});

test('in memory, an incremental source is read as a whole, with a warning', async () => {
  using p = testProject({ 'p.sf': `${incrementalCsv}LOAD t FROM s;` });
  const { result } = await p.run();
  expect(result?.diagnostics.map((d) => [d.severity, d.code])).toEqual([['warning', 'FLOW_MEMORY_STATE']]);
});

test('case 28: MODE INCREMENTAL rewrites the affected days and equals a full computation', async () => {
  const daily = 'SELECT ts::DATE AS d, sum(n)::BIGINT AS n FROM t WHERE ts >= @start_dt AND ts < @end_dt GROUP BY 1';
  const source = 'SOURCE s TYPE CSV PARAMS {"path": "data/x.csv", "has_header": true};\nLOAD t FROM s;\n';
  using p = testProject({ 'p.sf': `${source}CREATE TABLE daily MODE INCREMENTAL BY d LOOKBACK 2 DAYS AS ${daily};` });
  const database = `${p.path}/w.duckdb`;
  const days = (rows: readonly string[]): void => p.write('data/x.csv', `ts,n\n${rows.join('\n')}\n`);
  const first = ['2024-01-01 05:00:00,1', '2024-01-02 05:00:00,2', '2024-01-05 05:00:00,5'];
  days(first);
  expect((await p.run('p.sf', { database })).messages).toEqual([]);
  days([...first, '2024-01-04 23:00:00,4', '2024-01-06 01:00:00,6']);
  const second = await p.run('p.sf', { database });
  expect(second.result?.steps.at(-1)).toMatchObject({ rowsWritten: 3 });
  days([...first, '2024-01-01 09:00:00,100', '2024-01-04 23:00:00,4', '2024-01-06 01:00:00,6', '2024-01-08 01:00:00,8']);
  await p.run('p.sf', { database });
  const rows = await p.query('SELECT d::VARCHAR AS d, n FROM daily ORDER BY d');
  // The late row of 1 January lies before the lookback: it is the one that only a full computation sees.
  expect(rows).toEqual([['2024-01-01', 1n], ['2024-01-02', 2n], ['2024-01-04', 4n], ['2024-01-05', 5n], ['2024-01-06', 6n], ['2024-01-08', 8n]].map(([d, n]) => ({ d, n })));
  await p.run('p.sf', { database, fullRefresh: true });
  expect(await p.query('SELECT n FROM daily WHERE d = DATE \'2024-01-01\'')).toEqual([{ n: 101n }]);
});

let server: TemporaryPostgres;
let postgres: PostgresConnector;
beforeAll(async () => {
  server = await temporaryPostgres();
  postgres = await server.open();
  await postgres.execute('CREATE SCHEMA shop');
  await postgres.execute(`CREATE TABLE shop.orders (id bigint PRIMARY KEY, "Status" text NOT NULL, amount numeric(12, 2), tags text[], doc jsonb, active boolean, day date, updated_at timestamptz NOT NULL)`);
  await postgres.execute(`INSERT INTO shop.orders SELECT i, 'new', i * 1.25, ARRAY['a', 'b''' || i], jsonb_build_object('i', i), i % 2 = 0, DATE '2024-01-01' + i,
    TIMESTAMPTZ '2024-01-15 10:00:00.123456+00' + i * INTERVAL '1 second' FROM generate_series(1, 5000) AS i`);
});
afterAll(async () => {
  await postgres?.close();
  await server?.[Symbol.asyncDispose]();
});

const ordersSource = 'SOURCE orders TYPE POSTGRES PARAMS {"connection": "${url}", "schema": "shop", "table": "orders", "sync_mode": "incremental", "cursor_field": "updated_at", "primary_key": "id"};\n';

test('an incremental load from PostgreSQL reads only new rows, and a round trip keeps every value', async () => {
  using p = testProject({
    'p.sf': `${ordersSource}LOAD orders_table FROM orders MODE UPSERT KEY (id);\nEXPORT orders_table TO "\${url}" TYPE POSTGRES OPTIONS {"table": "shop.copy", "mode": "replace"};`,
  });
  const options = { database: `${p.path}/w.duckdb`, variables: { url: server.url } };
  const first = await p.run('p.sf', options);
  expect(first.messages).toEqual([]);
  expect(loadOf(first)).toMatchObject({ rowsRead: 5000, inserted: 5000, updated: 0 });
  await postgres.execute("INSERT INTO shop.orders VALUES (5001, 'late', NULL, NULL, NULL, NULL, NULL, (SELECT max(updated_at) FROM shop.orders)), (5002, 'new', 0.01, '{}', '[]', false, NULL, now())");
  await postgres.execute("UPDATE shop.orders SET \"Status\" = 'paid', updated_at = now() WHERE id <= 3");
  const second = await p.run('p.sf', options);
  expect(loadOf(second)).toMatchObject({ rowsRead: 5, inserted: 2, updated: 3, repeated: 1 });
  expect(loadOf(await p.run('p.sf', options))).toMatchObject({ rowsRead: 0, inserted: 0, updated: 0 });
  const difference = `SELECT count(*)::int AS n FROM ((SELECT id, "Status", amount, day, active, updated_at, doc::text FROM shop.orders EXCEPT SELECT id, "Status", amount, day, active, updated_at, doc::jsonb::text FROM shop.copy)
    UNION ALL (SELECT id, "Status", amount, day, active, updated_at, doc::jsonb::text FROM shop.copy EXCEPT SELECT id, "Status", amount, day, active, updated_at, doc::text FROM shop.orders)) AS d`;
  for await (const batch of (await postgres.query(difference)).batches) expect([...batchRows(batch)]).toEqual([{ n: 0 }]);
});

test('a query of PostgreSQL is a source, and a profile connector a source and a destination', async () => {
  using p = testProject({
    'profiles/dev.yml': 'connectors:\n  shop: { type: POSTGRES, params: { connection: "${env:SHOP_URL}" } }\n',
    'p.sf': 'SOURCE big FROM "shop" OPTIONS {"query": "SELECT id, amount FROM shop.orders WHERE id > 4998"};\nLOAD t FROM big WHERE id < 5001;\nEXPORT SELECT id, amount FROM t TO CONNECTOR "shop" OPTIONS {"table": "shop.few", "mode": "upsert", "keys": ["id"]};',
  });
  for (let i = 0; i < 2; i++) {
    const outcome = await p.run('p.sf', { environment: { SHOP_URL: server.url } });
    expect(outcome.messages).toEqual([]);
  }
  for await (const batch of (await postgres.query('SELECT id, amount FROM shop.few ORDER BY id')).batches) {
    expect([...batchRows(batch)].map((row) => [row['id'], Number(row['amount'])])).toEqual([[4999n, 6248.75], [5000n, 6250]]);
  }
});

test.each([
  ['a wrong password', (url: string) => url.replace(/:[^:@]+@/, ':wrong-secret@'), 'CONNECT_AUTH', 5],
  ['a server that is not there', (url: string) => url.replace(/:\d+\//, ':1/'), 'CONNECT_UNREACHABLE', 5],
  ['a database that is not there', (url: string) => url.replace(/\/[^/]*$/, '/nope'), 'CONNECT_NO_DATABASE', 5],
])('%s is one message at the SOURCE, without the password', async (_, change, code, exit) => {
  using p = testProject({ 'p.sf': `CREATE TABLE a AS SELECT 1 AS x;\n${ordersSource}LOAD t FROM orders;\nEXPORT t TO "t.csv";` });
  const { exitCode, places, messages, hints } = await p.run('p.sf', { variables: { url: change(server.url) } });
  expect({ exitCode, places }).toEqual({ exitCode: exit, places: [`p.sf:2:1 ${code}`] });
  expect(messages.join() + hints.join()).not.toContain('wrong-secret');
  expect(p.files()).toEqual(['data/x.csv', 'p.sf']);
});

test('a table PostgreSQL does not have is told with the nearest name', async () => {
  using p = testProject({ 'p.sf': 'SOURCE o TYPE POSTGRES PARAMS {"connection": "${url}", "schema": "shop", "table": "order"};\nLOAD t FROM o;' });
  const { exitCode, places, hints } = await p.run('p.sf', { variables: { url: server.url } });
  expect(exitCode).toBe(1);
  expect(places).toEqual(['p.sf:1:1 CONNECT_NO_OBJECT']);
  expect(hints[0]).toContain('orders');
});
