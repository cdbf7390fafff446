import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { count, type Db, exists, rowNumber, sum, t, table } from '@millrace/moltres';
import { type Engine, engineNames, engines } from './shop.ts';

const users = table('users', { id: t.int().primaryKey(), name: t.text(), age: t.int().nullable(), city: t.text().nullable(), created: t.date() });
const orders = table('orders', { id: t.int().primaryKey(), user_id: t.int(), amount: t.float(), status: t.text() });

describe.each(engineNames)('a day at the shop, on %s', (name) => {
  let engine: Engine;
  let db: Db;
  let folder: string;
  beforeAll(async () => {
    engine = await engines[name]();
    db = engine.db;
    folder = await mkdtemp(join(tmpdir(), 'moltres-'));
    await writeFile(join(folder, 'new-orders.csv'), 'id,user_id,amount,status,comment\n20,3,12.5,paid,first\n21,1,-4,paid,"back, please"\n');
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    await engine.close();
  });

  it('reads what each city spent', async () => {
    const perCity = db.from(orders)
      .filter((o) => o.status.eq('paid'))
      .join(db.from(users), (o, u) => o.user_id.eq(u.id))
      .select((o, u) => ({ city: u.city, userId: u.id, amount: o.amount }))
      .groupBy('city')
      .agg((r) => ({ total: sum(r.amount), n: count() }))
      .filter((r) => r.total.gt(80))
      .orderBy((r) => r.total.desc());
    const rows: { city: string | null; total: number | null; n: number }[] = await perCity.collect();
    expect(rows).toEqual([{ city: 'NY', total: 200, n: 2 }]);
  });

  it('streams the biggest order of each user', async () => {
    const biggest = db.from(orders)
      .derive((o) => ({ rn: rowNumber().over({ partitionBy: o.user_id, orderBy: [o.amount.desc(), o.id.asc()] }) }))
      .filter((o) => o.rn.eq(1))
      .drop('rn');
    const lines: string[] = [];
    for await (const batch of biggest.batches({ size: 10_000, signal: AbortSignal.timeout(5_000) })) lines.push(...batch.map((r) => `${r.user_id},${r.amount}`));
    expect(lines.toSorted()).toEqual(['1,100', '2,75', '9,5']);
  });

  it('writes it all or not at all', async () => {
    await db.transaction(async (tx) => {
      await tx.insert(orders, db.readCsv(join(folder, 'new-orders.csv'), orders));
      await tx.upsert(users, [{ id: 1, name: 'Alice B.', created: '2024-01-15' }], { on: ['id'], set: (_current, incoming) => ({ name: incoming.name }) });
      await tx.update(users, (u) => ({ age: u.age.mul(1) }), (u) => u.city.eq('NY'));
      expect(await tx.delete(users, (u) => exists(tx.from(orders).filter((o) => o.user_id.eq(u.id).and(o.amount.lt(0)))))).toMatchObject({ count: 1 });
    }, name === 'postgres' ? { isolation: 'serializable' } : {});
    expect(await db.from(users).orderBy('id').select('id', 'name').collect()).toEqual([{ id: 2, name: 'Bob' }, { id: 3, name: 'Carol' }, { id: 4, name: 'Dan' }]);
    expect(await db.from(orders).filter((o) => o.id.gte(20)).orderBy('id').collect()).toEqual([{ id: 20, user_id: 3, amount: 12.5, status: 'paid' }, { id: 21, user_id: 1, amount: -4, status: 'paid' }]);
  });
});
