import { describe, expectTypeOf, it } from 'vitest';
import { avg, coalesce, connect, count, type Db, exists, type Frame, type JsRow, lag, lit, max, min, notExists, rank, recursive, rowNumber, scalar, sum, t, table, when } from '@millrace/moltres';

const users = table('users', { id: t.int().primaryKey(), name: t.text(), age: t.int().nullable(), city: t.text().nullable(), active: t.bool().default() });
const orders = table('orders', { id: t.int().primaryKey(), user_id: t.int(), amount: t.float(), status: t.text() });
const ledger = table('ledger', { id: t.bigint(), price: t.decimal(10, 2), fee: t.decimal(10, 2).nullable(), day: t.date(), at: t.timestamp(), doc: t.json(), key: t.uuid() });
declare const db: Db;

type Row<F> = F extends Frame<infer R> ? JsRow<R> : never;
/** The types of what is never run. */
const unrun = (check: () => unknown): void => void check;

describe('the row type follows each step', () => {
  it('from a table', () => {
    unrun(() => {
      expectTypeOf<Row<ReturnType<typeof all>>>().toEqualTypeOf<{ id: number; name: string; age: number | null; city: string | null; active: boolean }>();
    });
    const all = () => db.from(users);
  });

  it('through columns', () => {
    unrun(() => {
      expectTypeOf(db.from(users).select('id', 'age').collect()).resolves.toEqualTypeOf<{ id: number; age: number | null }[]>();
      expectTypeOf(db.from(users).drop('age', 'active', 'city').collect()).resolves.toEqualTypeOf<{ id: number; name: string }[]>();
      expectTypeOf(db.from(users).select('id', 'age').rename({ age: 'years' }).collect()).resolves.toEqualTypeOf<{ id: number; years: number | null }[]>();
      expectTypeOf(db.from(users).select('id').derive((u) => ({ twice: u.id.mul(2), half: u.id.div(2) })).collect()).resolves.toEqualTypeOf<{ id: number; twice: number; half: number }[]>();
      expectTypeOf(db.from(users).select('id', 'age').fillNull({ age: 0 }).collect()).resolves.toEqualTypeOf<{ id: number; age: number }[]>();
      expectTypeOf(db.from(users).select('id', 'age', 'city').dropNulls('age').collect()).resolves.toEqualTypeOf<{ id: number; age: number; city: string | null }[]>();
    });
  });

  it('through values that JavaScript has no type for', () => {
    unrun(() => {
      expectTypeOf(db.from(ledger).first()).resolves.toEqualTypeOf<{ id: bigint; price: string; fee: string | null; day: string; at: string; doc: unknown; key: string } | undefined>();
      expectTypeOf(db.from(ledger).agg((l) => ({ total: sum(l.price), mean: avg(l.price), last: max(l.day), ids: sum(l.id), n: count() })).collect())
        .resolves.toEqualTypeOf<{ total: string | null; mean: number | null; last: string | null; ids: bigint | null; n: number }[]>();
      expectTypeOf(db.from(ledger).select((l) => ({ year: l.day.year(), gross: l.price.add(l.fee), same: l.key.eq('x') })).collect())
        .resolves.toEqualTypeOf<{ year: number; gross: string | null; same: boolean }[]>();
    });
  });

  it('through joins', () => {
    unrun(() => {
      expectTypeOf(db.from(users).join(orders, (u, o) => u.id.eq(o.user_id)).select((u, o) => ({ uid: u.id, oid: o.id })).collect()).resolves.toEqualTypeOf<{ uid: number; oid: number }[]>();
      expectTypeOf(db.from(users).leftJoin(orders, (u, o) => u.id.eq(o.user_id)).select((u, o) => ({ uid: u.id, oid: o.id })).collect()).resolves.toEqualTypeOf<{ uid: number; oid: number | null }[]>();
      expectTypeOf(db.from(users).fullJoin(orders, (u, o) => u.id.eq(o.user_id)).select((u, o) => ({ uid: u.id, oid: o.id })).collect()).resolves.toEqualTypeOf<{ uid: number | null; oid: number | null }[]>();
      expectTypeOf(db.from(users).select('id', 'age').leftJoin(db.from(users).select('id', 'city'), (a, b) => a.id.eq(b.id)).suffix('_r').collect())
        .resolves.toEqualTypeOf<{ id: number; age: number | null; id_r: number | null; city: string | null }[]>();
      expectTypeOf(db.from(orders).select('id').semiJoin(users, (o, u) => o.id.eq(u.id)).collect()).resolves.toEqualTypeOf<{ id: number }[]>();
    });
  });

  it('through groups, windows and branches', () => {
    unrun(() => {
      expectTypeOf(db.from(orders).groupBy('status').agg((o) => ({ total: sum(o.amount), n: count(), least: min(o.id) })).collect())
        .resolves.toEqualTypeOf<{ status: string; total: number | null; n: number; least: number | null }[]>();
      expectTypeOf(db.from(orders).groupBy('user_id').pivot('status', ['paid', 'open'], (o) => sum(o.amount)).collect())
        .resolves.toEqualTypeOf<{ user_id: number; paid: number | null; open: number | null }[]>();
      expectTypeOf(db.from(orders).select((o) => ({ rn: rowNumber().over({ orderBy: o.id }), before: lag(o.amount).over({ orderBy: o.id }), or0: lag(o.amount, 1, 0).over({ orderBy: o.id }) })).collect())
        .resolves.toEqualTypeOf<{ rn: number; before: number | null; or0: number }[]>();
      expectTypeOf(db.from(users).select((u) => ({ age: when(u.age.gt(30), 'old').otherwise('young'), maybe: when(u.age.gt(30), 1).end(), known: u.age.coalesce(0) })).collect())
        .resolves.toEqualTypeOf<{ age: string; maybe: number | null; known: number }[]>();
      expectTypeOf(db.from(users).select((u) => ({ isOld: u.age.gt(60), isNew: u.id.gt(60), unknown: u.age.isNull(), mx: scalar(db.from(orders).agg((o) => ({ m: max(o.amount) }))) })).collect())
        .resolves.toEqualTypeOf<{ isOld: boolean | null; isNew: boolean; unknown: boolean; mx: number | null }[]>();
      expectTypeOf(recursive('n', { n: lit(1) }, (n) => n.select((r) => ({ n: r.n.add(1) })))).toExtend<Frame<{ n: number }>>();
      expectTypeOf(db.from(users).select((u) => ({ c: coalesce(u.city, u.name) })).collect()).resolves.toEqualTypeOf<{ c: string }[]>();
    });
  });

  it('into writes', () => {
    unrun(() => {
      expectTypeOf(db.insert(users, [{ id: 1, name: 'a' }])).resolves.toEqualTypeOf<{ readonly count: number }>();
      expectTypeOf(db.update(users, () => ({ age: null }), (u) => u.id.eq(1), { returning: ['id', 'age'] }).then((r) => r.rows)).resolves.toEqualTypeOf<readonly { id: number; age: number | null }[]>();
    });
  });
});

describe('what makes no sense does not compile', () => {
  it('columns', () => {
    unrun(() => {
      // @ts-expect-error an unknown column
      db.from(users).select('nmae');
      // @ts-expect-error an unknown column in a callback
      db.from(users).filter((u) => u.nmae.eq('x'));
      // @ts-expect-error a dropped column is gone
      db.from(users).drop('age').filter((u) => u.age.gt(1));
      // @ts-expect-error a column that was not selected is gone
      db.from(users).select('id').filter((u) => u.age.gt(1));
      // @ts-expect-error a renamed column has the new name only
      db.from(users).rename({ age: 'years' }).select('age');
      // @ts-expect-error no column at all
      db.from(users).select();
      // @ts-expect-error an unknown column to group by
      db.from(users).groupBy('nope');
      // @ts-expect-error an unknown column to order by
      db.from(users).orderBy('nope');
      // @ts-expect-error an unknown column to fill
      db.from(users).fillNull({ nope: 1 });
    });
  });

  it('values', () => {
    unrun(() => {
      // @ts-expect-error text compared with a number
      db.from(users).filter((u) => u.name.eq(3));
      // @ts-expect-error a number compared with text
      db.from(users).filter((u) => u.age.gt('3'));
      // @ts-expect-error columns of different types compared
      db.from(users).filter((u) => u.name.eq(u.id));
      // @ts-expect-error an order comparison with NULL is never true
      db.from(users).filter((u) => u.age.gt(null));
      // @ts-expect-error a list of the wrong type
      db.from(users).filter((u) => u.id.in(['1']));
      // @ts-expect-error a subquery of the wrong type
      db.from(users).filter((u) => u.id.in(db.from(users).select('name')));
      // @ts-expect-error a text method on a number
      db.from(users).filter((u) => u.id.contains('x'));
      // @ts-expect-error arithmetic on text
      db.from(users).derive((u) => ({ x: u.name.add('x') }));
      // @ts-expect-error a calendar method on text
      db.from(users).derive((u) => ({ x: u.name.year() }));
      // @ts-expect-error a bigint column and a number literal
      db.from(ledger).filter((l) => l.id.eq(1));
      // @ts-expect-error a fill of the wrong type
      db.from(users).fillNull({ age: 'none' });
      // @ts-expect-error a condition that is no boolean
      db.from(users).filter((u) => u.age);
      // @ts-expect-error and() of what is no boolean
      db.from(users).filter((u) => u.id.eq(1).and(u.age));
    });
  });

  it('kinds of expressions', () => {
    unrun(() => {
      // @ts-expect-error an aggregate among single rows
      db.from(orders).select((o) => ({ s: sum(o.amount) }));
      // @ts-expect-error an aggregate as a condition of rows
      db.from(orders).filter((o) => sum(o.amount).gt(1));
      // @ts-expect-error a plain column among aggregates
      db.from(orders).groupBy('status').agg((o) => ({ s: o.amount }));
      // @ts-expect-error an aggregate mixed with a plain column
      db.from(orders).agg((o) => ({ s: sum(o.amount).add(o.amount) }));
      // @ts-expect-error a ranking without its window
      db.from(orders).derive(() => ({ r: rank() }));
      // @ts-expect-error a sum of text
      db.from(orders).agg((o) => ({ s: sum(o.status) }));
      // @ts-expect-error an aggregate of an aggregate
      db.from(orders).agg((o) => ({ s: max(sum(o.amount)) }));
      // @ts-expect-error a window among aggregates
      db.from(orders).agg((o) => ({ s: rowNumber().over({ orderBy: o.id }) }));
      // @ts-expect-error what groups are made of is gone after agg
      db.from(orders).groupBy('status').agg(() => ({ n: count() })).filter((r) => r.amount.gt(1));
      // @ts-expect-error a filter of an aggregate is a condition
      db.from(orders).agg((o) => ({ s: sum(o.amount).filter(o.amount) }));
    });
  });

  it('combinations', () => {
    unrun(() => {
      // @ts-expect-error a join is no frame before its columns are chosen
      db.from(users).join(orders, (u, o) => u.id.eq(o.user_id)).collect();
      // @ts-expect-error columns of different types joined
      db.from(users).join(orders, (u, o) => u.name.eq(o.user_id));
      // @ts-expect-error a union of different rows
      db.from(users).select('id').unionAll(db.from(users).select('name'));
      // @ts-expect-error the value of two columns
      db.from(users).select(() => ({ x: scalar(db.from(orders).select('id', 'status')) }));
      // @ts-expect-error a step that gives other columns
      recursive('n', { n: lit(1) }, (n) => n.select((r) => ({ m: r.n.add(1) })));
      // @ts-expect-error a recursive step of another type
      recursive('n', { n: lit(1) }, (n) => n.select(() => ({ n: lit('x') })));
      // @ts-expect-error exists of an expression
      db.from(users).filter((u) => exists(u.id));
      // @ts-expect-error notExists of a value
      db.from(users).filter(() => notExists(3));
      // @ts-expect-error pivot over a value of the wrong type
      db.from(orders).groupBy('user_id').pivot('status', [1], (o) => sum(o.amount));
    });
  });

  it('writes', () => {
    unrun(() => {
      // @ts-expect-error a required column is missing
      void db.insert(users, [{ id: 1 }]);
      // @ts-expect-error a value of the wrong type
      void db.insert(users, [{ id: 1, name: 5 }]);
      // @ts-expect-error NULL in a column that has none
      void db.insert(users, [{ id: 1, name: null }]);
      // @ts-expect-error an update with a value of the wrong type
      void db.update(users, () => ({ name: 5 }), (u) => u.id.eq(1));
      // @ts-expect-error an update of an unknown column
      void db.update(users, () => ({ nope: 5 }), (u) => u.id.eq(1));
      // @ts-expect-error an update without a condition
      void db.update(users, () => ({ name: 'x' }));
      // @ts-expect-error a delete without a condition
      void db.delete(users);
      // @ts-expect-error an upsert by an unknown column
      void db.upsert(users, [{ id: 1, name: 'x' }], { on: ['nope'] });
      // @ts-expect-error an insert from a frame that lacks a required column
      void db.insert(users, db.from(users).select('id'));
      // @ts-expect-error an unknown column to return
      void db.insert(users, [{ id: 1, name: 'x' }], { returning: ['nope'] });
      // @ts-expect-error a transaction has no transactions
      void db.transaction((tx) => tx.begin());
      // @ts-expect-error an isolation level that is none
      void db.transaction(() => Promise.resolve(), { isolation: 'snapshot' });
      // @ts-expect-error an address that is none
      void connect(5);
    });
  });
});
