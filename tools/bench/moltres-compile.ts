import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';
import { openDuckDb } from '@millrace/connectors';
import { connect, count, sum, t, table } from '@millrace/moltres';
import type { Benchmark } from './benchmark.ts';

const queries = 2_000;
const users = table('users', { id: t.int().primaryKey(), name: t.text(), city: t.text().nullable() });
const orders = table('orders', { id: t.int().primaryKey(), user_id: t.int(), amount: t.float(), status: t.text() });

interface Shop {
  users: { id: number; name: string; city: string | null };
  orders: { id: number; user_id: number; amount: number; status: string };
}

/** A join with a group and a filter on it, built and compiled each time, against the leanest SQL builder. */
export const moltresCompile: Benchmark = {
  name: 'moltres-compile',
  task: `${queries.toLocaleString('en-US')} frames (filter, join, group, having, order) built and compiled`,
  peer: 'Kysely',
  amount: queries,
  unit: 'queries',
  rounds: 7,
  open: async () => {
    const connector = await openDuckDb();
    const db = await connect(connector);
    const kysely = new Kysely<Shop>({
      dialect: { createAdapter: () => new PostgresAdapter(), createDriver: () => new DummyDriver(), createIntrospector: (k) => new PostgresIntrospector(k), createQueryCompiler: () => new PostgresQueryCompiler() },
    });
    return {
      ours: () => {
        for (let i = 0; i < queries; i++) {
          db.from(orders).filter((o) => o.status.eq('paid')).join(db.from(users), (o, u) => o.user_id.eq(u.id)).select((o, u) => ({ city: u.city, amount: o.amount }))
            .groupBy('city').agg((r) => ({ total: sum(r.amount), n: count() })).filter((r) => r.total.gt(i)).orderBy((r) => r.total.desc()).toSQL();
        }
      },
      theirs: () => {
        for (let i = 0; i < queries; i++) {
          kysely.selectFrom('orders as o').innerJoin('users as u', 'u.id', 'o.user_id').where('o.status', '=', 'paid').groupBy('u.city')
            .select((eb) => ['u.city', eb.fn.sum('o.amount').as('total'), eb.fn.countAll().as('n')]).having((eb) => eb.fn.sum('o.amount'), '>', i).orderBy('total', 'desc').compile();
        }
      },
      [Symbol.asyncDispose]: () => connector.close(),
    };
  },
};
