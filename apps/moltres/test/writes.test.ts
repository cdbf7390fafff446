import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Db, exists, lit, t, table } from '@millrace/moltres';
import { type Engine, engineNames, engines, orders, users } from './shop.ts';

const stock = table('stock', { sku: t.text().primaryKey(), n: t.int(), note: t.text().nullable(), 'first name': t.text().nullable(), order: t.int().nullable() });
const exact = table('exact', { id: t.int().primaryKey(), big: t.bigint(), price: t.decimal(28, 10), day: t.date(), at: t.timestamp(), ok: t.bool(), doc: t.json().nullable(), ratio: t.float() });

const payloads = ["' OR 1=1 -- ", "\\' OR 1=1 -- ", 'a :b', '$1', '?', '"; DROP TABLE stock; --', "Robert'); DROP TABLE stock;--", '%_!\\', '/* */', 'ü🤦🏽'] as const;

describe.each(engineNames)('writes on %s', (name) => {
  let engine: Engine;
  let db: Db;
  beforeAll(async () => {
    engine = await engines[name]();
    db = engine.db;
    await db.execute('CREATE TABLE stock (sku VARCHAR(200) PRIMARY KEY, n INTEGER NOT NULL, note VARCHAR(200), "first name" VARCHAR(20), "order" INTEGER)');
    const json = name === 'sqlite' ? 'TEXT' : 'JSON';
    const decimal = name === 'sqlite' ? 'TEXT' : 'DECIMAL(28, 10)';
    await db.execute(`CREATE TABLE exact (id INTEGER PRIMARY KEY, big BIGINT NOT NULL, price ${decimal} NOT NULL, day DATE NOT NULL, "at" TIMESTAMP NOT NULL, ok BOOLEAN NOT NULL, doc ${json}, ratio DOUBLE PRECISION NOT NULL)`);
  });
  afterAll(() => engine.close());
  beforeEach(async () => {
    await db.execute('DELETE FROM stock');
    await db.insert(stock, [{ sku: 'a', n: 1 }, { sku: 'b', n: 2, note: 'two' }]);
  });
  const rows = () => db.from(stock).select('sku', 'n', 'note').orderBy('sku').collect();

  it('inserts rows that give different columns, and names that need quotes', async () => {
    expect(await db.insert(stock, [{ sku: 'c', n: 3, 'first name': 'Ann', order: 7 }, { sku: 'd', n: 4 }])).toMatchObject({ count: 2 });
    expect(await db.from(stock).filter((s) => s.sku.eq('c')).select('first name', 'order').first()).toEqual({ 'first name': 'Ann', order: 7 });
  });

  it('inserts from generators and from frames', async () => {
    async function* made() {
      for (let n = 0; n < 2500; n++) yield { sku: `g${String(n).padStart(4, '0')}`, n };
    }
    expect(await db.insert(stock, made())).toMatchObject({ count: 2500 });
    const copied = db.from(stock).filter((s) => s.sku.startsWith('g000')).select((s) => ({ sku: s.sku.concat('x'), n: s.n.add(1) }));
    expect(await db.insert(stock, copied)).toMatchObject({ count: 10 });
    expect(await db.from(stock).filter((s) => s.sku.endsWith('x')).orderBy('sku').limit(2).select('sku', 'n').collect()).toEqual([{ sku: 'g0000x', n: 1 }, { sku: 'g0001x', n: 2 }]);
  });

  it('gives back what was written', async () => {
    const made = await db.insert(stock, [{ sku: 'c', n: 3 }], { returning: ['sku', 'note'] });
    expect(made).toEqual({ count: 1, rows: [{ sku: 'c', note: null }] });
    expect((await db.delete(stock, (s) => s.n.gte(2), { returning: ['sku'] })).rows.map((row) => row.sku).toSorted()).toEqual(['b', 'c']);
  });

  it('updates by expressions over the row', async () => {
    expect(await db.update(stock, (s) => ({ n: s.n.mul(10), note: null }), (s) => s.sku.eq('b'))).toMatchObject({ count: 1 });
    expect(await rows()).toEqual([{ sku: 'a', n: 1, note: null }, { sku: 'b', n: 20, note: null }]);
  });

  it('deletes and updates by subqueries', async () => {
    expect(await db.delete(stock, (s) => s.n.in(db.from(users).filter((u) => u.name.eq('Bob')).select('id')))).toMatchObject({ count: 1 });
    expect(await db.update(stock, () => ({ note: 'seen' }), (s) => exists(db.from(orders).filter((o) => o.user_id.eq(s.n))))).toMatchObject({ count: 1 });
    expect(await rows()).toEqual([{ sku: 'a', n: 1, note: 'seen' }]);
  });

  it('upserts each row by what it brings', async () => {
    await db.upsert(stock, [{ sku: 'b', n: 40 }, { sku: 'c', n: 5 }], { on: ['sku'], set: (current, incoming) => ({ n: current.n.add(incoming.n) }) });
    expect(await rows()).toEqual([{ sku: 'a', n: 1, note: null }, { sku: 'b', n: 42, note: 'two' }, { sku: 'c', n: 5, note: null }]);
  });

  it('leaves rows that are there when an upsert sets nothing', async () => {
    await db.upsert(stock, [{ sku: 'b', n: 99 }, { sku: 'c', n: 5 }], { on: ['sku'] });
    expect((await rows()).map((row) => row.n)).toEqual([1, 2, 5]);
  });

  it.runIf(name !== 'sqlite')('merges a frame into a table', async () => {
    const source = db.from(users).select((u) => ({ sku: u.name.lower().substring(1, 1), n: u.id.mul(100) }));
    await db.merge(stock, source, {
      on: (current, incoming) => current.sku.eq(incoming.sku),
      whenMatched: (_current, incoming) => ({ n: incoming.n }),
      whenNotMatched: (incoming) => ({ sku: incoming.sku, n: incoming.n }),
    });
    expect((await rows()).map((row) => [row.sku, row.n])).toEqual([['a', 100], ['b', 200], ['c', 300], ['d', 400]]);
  });

  it.runIf(name === 'sqlite')('refuses a merge where the engine has none', async () => {
    await expect(db.merge(stock, db.from(stock).select('sku', 'n'), { on: (a, b) => a.sku.eq(b.sku), whenMatched: 'delete' })).rejects.toMatchObject({ code: 'PLAN_UNSUPPORTED' });
  });

  it.each(payloads)('keeps %s as data', async (text) => {
    await db.insert(stock, [{ sku: text, n: 7, note: text }]);
    expect(await db.from(stock).filter((s) => s.note.eq(text)).select('sku').collect()).toEqual([{ sku: text }]);
    expect(await db.from(stock).filter((s) => s.sku.contains(text)).select('sku').collect()).toEqual([{ sku: text }]);
    expect(await db.from(stock).filter((s) => s.sku.startsWith(text).and(s.sku.endsWith(text)).and(s.sku.like(text))).select('n').collect()).toEqual([{ n: 7 }]);
    expect(await db.update(stock, () => ({ note: text }), (s) => s.note.eq(`${text}!`))).toMatchObject({ count: 0 });
    expect(await db.delete(stock, (s) => s.sku.eq(text))).toMatchObject({ count: 1 });
    expect(await rows()).toHaveLength(2);
  });

  it('keeps values exact', async () => {
    const row = { id: 1, big: 9_223_372_036_854_775_807n, price: '123456789012345678.0123456789', day: '2024-02-29', at: '2024-02-29 23:59:58', ok: true, doc: { a: [1, 'x'] }, ratio: 0.1 };
    await db.insert(exact, [row]);
    expect(await db.from(exact).first()).toEqual(row);
    expect(await db.from(exact).filter((e) => e.day.eq('2024-02-29').and(e.big.eq(9_223_372_036_854_775_807n)).and(e.ok)).select((e) => ({ y: e.day.year(), next: e.day.addDays(1), ok: e.ok.not() })).first())
      .toEqual({ y: 2024, next: '2024-03-01', ok: false });
    expect(await db.from(exact).filter((e) => e.at.gt('2024-02-29 23:59:57').and(e.at.lt('2024-02-29 23:59:59'))).select('id').collect()).toEqual([{ id: 1 }]);
  });

  it('commits what returns and rolls back what throws', async () => {
    expect(await db.transaction(async (tx) => {
      await tx.insert(stock, [{ sku: 'c', n: 3 }]);
      return (await tx.from(stock).collect()).length;
    })).toBe(3);
    await expect(db.transaction(async (tx) => {
      await tx.delete(stock, () => lit(true));
      throw new Error('changed my mind');
    })).rejects.toThrow('changed my mind');
    expect(await rows()).toHaveLength(3);
  });

  it('rolls back a transaction that goes out of scope', async () => {
    {
      await using tx = await db.begin();
      await tx.insert(stock, [{ sku: 'c', n: 3 }]);
    }
    expect(await rows()).toHaveLength(2);
    await using tx = await db.begin();
    await tx.insert(stock, [{ sku: 'c', n: 3 }]);
    await tx.commit();
    expect(await rows()).toHaveLength(3);
    await expect(tx.insert(stock, [{ sku: 'd', n: 3 }])).rejects.toMatchObject({ code: 'CONNECT_FINISHED' });
  });

  it('inserts all rows or none, over many statements', async () => {
    const many = Array.from({ length: 2500 }, (_, n) => ({ sku: n === 2400 ? 'a' : `m${n}`, n }));
    await expect(db.insert(stock, many)).rejects.toThrow();
    expect(await rows()).toHaveLength(2);
  });

  it('overwrites a table from a query on itself', async () => {
    await db.transaction(async (tx) => {
      const kept = await tx.from(stock).filter((s) => s.n.gt(1)).select('sku', 'n').collect();
      await tx.delete(stock, () => lit(true));
      await tx.insert(stock, kept);
    });
    expect((await rows()).map((row) => row.sku)).toEqual(['b']);
  });

  it('tells listeners of reads, writes and failures, without values', async () => {
    const seen: string[] = [];
    const end = db.on('query', (event) => seen.push(`${event.sql.split(' ')[0]} ${event.rows} ${event.error === undefined ? 'ok' : 'failed'}`));
    await db.from(stock).filter((s) => s.sku.eq('secret')).collect();
    await db.update(stock, (s) => ({ n: s.n.add(1) }), (s) => s.sku.eq('a'));
    await expect(db.execute('SELEC 1')).rejects.toThrow();
    end();
    await db.from(stock).collect();
    expect(seen).toEqual(['SELECT 0 ok', 'UPDATE 1 ok', 'SELEC 0 failed']);
  });
});
