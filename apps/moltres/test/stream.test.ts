import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { t, table } from '@millrace/moltres';
import { type Engine, engineNames, engines, orders, users } from './shop.ts';

const numbers = table('numbers', { n: t.int() });

describe.each(engineNames)('reading on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await engines[name]();
    await engine.db.execute('CREATE TABLE numbers (n INTEGER NOT NULL)');
    await engine.db.execute('INSERT INTO numbers WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < 50000) SELECT n FROM c');
  });
  afterAll(() => engine.close());

  it('streams every row in batches of at most the size asked for', async () => {
    let rows = 0;
    for await (const batch of engine.db.from(numbers).batches({ size: 700 })) {
      expect(batch.length).toBeLessThanOrEqual(700);
      rows += batch.length;
    }
    expect(rows).toBe(50_000);
  });

  it('ends the query when the loop is left, and the connection serves the next', async () => {
    for (let round = 0; round < 15; round++) {
      for await (const row of engine.db.from(numbers)) {
        expect(row.n).toBeTypeOf('number');
        break;
      }
    }
    expect(await engine.db.from(numbers).filter((r) => r.n.gt(49_998)).orderBy('n').collect()).toEqual([{ n: 49_999 }, { n: 50_000 }]);
  });

  it('stops when aborted', async () => {
    const abort = new AbortController();
    const read = async (): Promise<number> => {
      let rows = 0;
      for await (const batch of engine.db.from(numbers).batches({ size: 100, signal: abort.signal })) {
        rows += batch.length;
        if (rows >= 200) abort.abort();
      }
      return rows;
    };
    await expect(read()).rejects.toThrow();
    expect(await engine.db.from(numbers).limit(1).collect()).toHaveLength(1);
  });

  it('gives an empty result its row type, and no row', async () => {
    expect(await engine.db.from(users).filter((u) => u.id.gt(99)).first()).toBeUndefined();
  });

  it('reads a table by name alone', async () => {
    const found = await engine.db.reflect('orders');
    expect(await found.orderBy('id').limit(1).select('user_id', 'amount').collect())
      .toEqual([{ user_id: name === 'sqlite' ? 1n : 1, amount: 100 }]); // SQLite's INTEGER has 64 bits
  });

  it('says which column there is not, and which table', async () => {
    const found = await engine.db.reflect('orders');
    expect(() => found.select('amuont')).toThrow(expect.objectContaining({ code: 'PLAN_UNKNOWN_COLUMN', diagnostics: [expect.objectContaining({ hint: "did you mean 'amount'?" })] }));
    await expect(engine.db.reflect('ordres')).rejects.toMatchObject({ code: 'CONNECT_NO_OBJECT' });
    await expect(engine.db.from(table('ordres', { id: t.int() })).collect()).rejects.toMatchObject({ code: 'CONNECT_SQL', message: expect.stringContaining('ordres') });
  });

  it('takes queries of other builders', async () => {
    const placeholder = name === 'sqlite' ? '?' : '$1';
    const built = { compile: () => ({ sql: `select id, status from orders where amount > ${placeholder}`, parameters: [60] }) };
    expect(await engine.db.compiled(built).as(orders).filter((o) => o.status.eq('paid')).select('id').orderBy('id').collect()).toEqual([{ id: 10 }, { id: 12 }, { id: 14 }]);
    expect(await engine.db.sql`select count(*) as n from orders where status = ${'paid'} and amount > ${60}`.rows()).toHaveLength(1);
  });
});
