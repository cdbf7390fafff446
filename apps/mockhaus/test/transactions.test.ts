import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MockhausServer, serve } from '../src/index.ts';
import { connect, type Driver } from './support/driver.ts';

let server: MockhausServer;
let one: Driver;
let two: Driver;

beforeAll(async () => {
  server = await serve({ port: 0 });
  [one, two] = [await connect(server.url), await connect(server.url)];
});
beforeEach(async () => {
  await one.run('ROLLBACK');
  await two.run('ROLLBACK');
  await one.run('CREATE OR REPLACE TABLE t (a INT)');
});
afterAll(() => server.close());

const rows = async (driver: Driver): Promise<unknown[]> => (await driver.run('SELECT a FROM t ORDER BY a')).map((row) => row['A']);

describe('transactions', () => {
  it('keep what went well when a statement fails', async () => {
    await one.run('BEGIN');
    await one.run('INSERT INTO t VALUES (1)');
    expect(await one.failure("INSERT INTO t SELECT column1::INT FROM VALUES ('2'), ('no number')")).toMatchObject({ code: '100038' });
    await one.run('INSERT INTO t VALUES (3)');
    expect(await one.failure('SELECT 1 / a FROM (SELECT 0 AS a)')).toMatchObject({ code: '100051' });
    await one.run('COMMIT');
    expect(await rows(one)).toEqual([1, 3]);
  });

  it('replay random values as they were', async () => {
    await one.run('CREATE OR REPLACE TABLE r (id INT IDENTITY, s VARCHAR, x INT)');
    await one.run('BEGIN');
    await one.run('INSERT INTO r (s, x) SELECT UUID_STRING(), 1');
    const before = await one.run('SELECT id, s FROM r');
    await one.failure("INSERT INTO r (x) SELECT column1::INT FROM VALUES ('no number')");
    expect(await one.run('SELECT id, s FROM r')).toEqual(before);
    await one.run('UPDATE r SET x = 2');
    await one.failure("INSERT INTO r (x) SELECT column1::INT FROM VALUES ('no number')");
    await one.run('COMMIT');
    expect(await two.run('SELECT id, s, x FROM r')).toEqual(before.map((row) => ({ ...row, X: 2 })));
  });

  it('are invisible to others until they are committed', async () => {
    await one.run('BEGIN');
    await one.run('INSERT INTO t VALUES (1)');
    expect(await rows(one)).toEqual([1]);
    expect(await rows(two)).toEqual([]);
    await one.run('COMMIT');
    expect(await rows(two)).toEqual([1]);
  });

  it('leave no trace when they are rolled back', async () => {
    await one.run('BEGIN');
    await one.run('INSERT INTO t VALUES (1)');
    await one.run('ROLLBACK');
    expect(await rows(one)).toEqual([]);
  });

  it('are ended by DDL', async () => {
    await one.run('BEGIN');
    await one.run('INSERT INTO t VALUES (1)');
    await one.run('CREATE OR REPLACE TABLE other (a INT)');
    await one.run('ROLLBACK');
    expect(await rows(two)).toEqual([1]);
  });

  it('open by themselves when AUTOCOMMIT is off', async () => {
    await one.run('ALTER SESSION SET AUTOCOMMIT = FALSE');
    await one.run('INSERT INTO t VALUES (1)');
    expect(await rows(two)).toEqual([]);
    await one.run('COMMIT');
    expect(await rows(two)).toEqual([1]);
    await one.run('ALTER SESSION SET AUTOCOMMIT = TRUE');
  });
});

describe('sessions', () => {
  it('do not wait for each other', async () => {
    let isDone = false;
    // It would run for minutes: that the other is answered at all tells that it did not wait.
    const endless = 'SELECT COUNT(*) AS n FROM TABLE(GENERATOR(ROWCOUNT => 20000)) a, TABLE(GENERATOR(ROWCOUNT => 20000)) b, TABLE(GENERATOR(ROWCOUNT => 1000)) c';
    const slow = one.failure(endless, { parameters: { STATEMENT_TIMEOUT_IN_SECONDS: 2 } }).finally(() => { isDone = true; });
    expect(await two.run('SELECT 1 AS a')).toEqual([{ A: 1 }]);
    expect(isDone).toBe(false);
    expect(await slow).toMatchObject({ code: '000630' });
  });
});
