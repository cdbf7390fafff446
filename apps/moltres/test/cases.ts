import { count, countDistinct, type Db, desc, exists, type Frame, lag, lit, max, recursive, rowNumber, scalar, sum, when } from '@millrace/moltres';
import type { DialectName } from '@millrace/sql-ir';
import { orders as ordersTable, users as usersTable } from './shop.ts';

type Users = Frame<NonNullable<(typeof usersTable)['$row']>>;
type Orders = Frame<NonNullable<(typeof ordersTable)['$row']>>;

/** What a case needs of a frame, whatever its row. */
interface Collectable {
  collect(): Promise<readonly object[]>;
  toSQL(dialect?: DialectName): { readonly sql: string };
}

/** A chain of frame steps and the rows that SQL's own reading of it gives. */
export interface Case {
  readonly id: string;
  readonly frame: (users: Users, orders: Orders, db: Db) => Collectable;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
  /** Whether the rows must come in this order. */
  readonly ordered?: true;
}

export const cases: readonly Case[] = [
  { id: 'filter-and', frame: (users) => users.filter((u) => u.age.gt(26).and(u.city.eq('NY'))).select('id'), columns: ['id'], rows: [[1], [3]] },
  { id: 'null-eq', frame: (users) => users.filter((u) => u.age.eq(null)).select('id'), columns: ['id'], rows: [[4]] },
  { id: 'null-safe-neq', frame: (users) => users.filter((u) => u.city.isDistinctFrom('NY')).select('id'), columns: ['id'], rows: [[2], [4]] },
  { id: 'in-empty', frame: (users) => users.filter((u) => u.id.in([])).select('id'), columns: ['id'], rows: [] },
  { id: 'like-escape', frame: (users) => users.filter((u) => u.name.contains('%')).select('id'), columns: ['id'], rows: [] },
  { id: 'limit-then-filter', frame: (users) => users.orderBy('id').limit(2).filter((u) => u.age.gt(26)).select('id'), columns: ['id'], rows: [[1]] },
  { id: 'limit-then-sort', frame: (users) => users.orderBy('id').limit(2).orderBy(desc('id')).select('id'), columns: ['id'], rows: [[2], [1]], ordered: true },
  { id: 'limit-limit', frame: (users) => users.orderBy('id').limit(2).limit(3).select('id'), columns: ['id'], rows: [[1], [2]] },
  { id: 'limit-then-distinct', frame: (users) => users.orderBy('id').select('city').limit(3).distinct(), columns: ['city'], rows: [['LA'], ['NY']] },
  {
    id: 'having', columns: ['user_id', 'tot'], rows: [[1, 250]], ordered: true,
    frame: (_, orders) => orders.groupBy('user_id').agg((o) => ({ tot: sum(o.amount) })).filter((r) => r.tot.gt(80)).orderBy('user_id'),
  },
  { id: 'filter-derived', frame: (users) => users.derive((u) => ({ a2: u.age.mul(2) })).filter((r) => r.a2.gt(50)).select('id', 'a2'), columns: ['id', 'a2'], rows: [[1, 60], [3, 70]] },
  {
    id: 'top-n-per-group', columns: ['id', 'user_id'], rows: [[10, 1], [12, 2], [13, 9]], ordered: true,
    frame: (_, orders) => orders.derive((o) => ({ rn: rowNumber().over({ partitionBy: o.user_id, orderBy: [o.amount.desc(), o.id] }) })).filter((r) => r.rn.eq(1)).select('id', 'user_id').orderBy('id'),
  },
  {
    id: 'running-sum', columns: ['id', 's'], rows: [[10, 100], [11, 150], [12, 225], [13, 230], [14, 330]], ordered: true,
    frame: (_, orders) => orders.select((o) => ({ id: o.id, s: sum(o.amount).over({ orderBy: o.id, rows: ['unbounded', 0] }) })).orderBy('id'),
  },
  {
    id: 'lag-default', columns: ['id', 'p'], rows: [[10, 0], [11, 100], [12, 50], [13, 75], [14, 5]], ordered: true,
    frame: (_, orders) => orders.select((o) => ({ id: o.id, p: lag(o.amount, 1, 0).over({ orderBy: o.id }) })).orderBy('id'),
  },
  {
    id: 'inner-join-both-ids', columns: ['uid', 'oid'], rows: [[1, 10], [1, 11], [2, 12], [1, 14]], ordered: true,
    frame: (users, orders) => users.join(orders, (u, o) => u.id.eq(o.user_id)).select((u, o) => ({ uid: u.id, oid: o.id })).orderBy('oid'),
  },
  {
    id: 'left-join-keeps-left-id', columns: ['id', 'amount'], rows: [[1, 50], [1, 100], [1, 100], [2, 75], [3, null], [4, null]], ordered: true,
    frame: (users, orders) => users.leftJoin(orders, (u, o) => u.id.eq(o.user_id)).select((u, o) => ({ id: u.id, amount: o.amount })).orderBy('id', 'amount'),
  },
  {
    id: 'self-join', columns: ['a', 'b'], rows: [['Alice', 'Carol']],
    frame: (users) => users.as('a').join(users.as('b'), (a, b) => a.city.eq(b.city).and(a.id.lt(b.id))).select((a, b) => ({ a: a.name, b: b.name })),
  },
  {
    id: 'frame-used-twice', columns: ['city', 'n', 'better'], rows: [['LA', 1, 'NY'], ['NY', 3, null]], ordered: true,
    frame: (users, orders) => {
      const perCity = orders.join(users, (o, u) => o.user_id.eq(u.id)).select((o, u) => ({ city: u.city, amount: o.amount })).groupBy('city').agg((r) => ({ n: count(), total: sum(r.amount) }));
      return perCity.leftJoin(perCity, (a, b) => b.total.gt(a.total)).select((a, b) => ({ city: a.city, n: a.n, better: b.city })).orderBy('city');
    },
  },
  {
    id: 'filtered-self-join', columns: ['a', 'b'], rows: [['Alice', 'Carol']],
    frame: (users) => {
      const aged = users.filter((u) => u.age.gt(26));
      return aged.join(aged, (a, b) => a.city.eq(b.city).and(a.id.lt(b.id))).select((a, b) => ({ a: a.name, b: b.name }));
    },
  },
  {
    id: 'full-join', columns: ['uid', 'oid'], rows: [[1, 10], [1, 11], [1, 14], [2, 12], [3, null], [4, null], [null, 13]],
    frame: (users, orders) => users.fullJoin(orders, (u, o) => u.id.eq(o.user_id)).select((u, o) => ({ uid: u.id, oid: o.id })),
  },
  {
    id: 'semi-join-keeps-dups', columns: ['user_id', 'amount', 'status'], rows: [[1, 100, 'paid'], [1, 100, 'paid'], [1, 50, 'open'], [2, 75, 'paid']],
    frame: (users, orders) => orders.select('user_id', 'amount', 'status').semiJoin(users, (o, u) => o.user_id.eq(u.id)),
  },
  { id: 'anti-join', frame: (users, orders) => users.antiJoin(orders, (u, o) => u.id.eq(o.user_id)).select('id'), columns: ['id'], rows: [[3], [4]] },
  {
    id: 'exists-correlated', columns: ['id'], rows: [[1]],
    frame: (users, orders) => users.filter((u) => exists(orders.filter((o) => o.user_id.eq(u.id).and(o.status.eq('open'))))).select('id'),
  },
  { id: 'not-in-null-trap', frame: (users, orders) => users.filter((u) => u.id.notIn(orders.select('user_id'))).select('id'), columns: ['id'], rows: [[3], [4]] },
  {
    id: 'scalar-subquery', columns: ['id', 'mx'], rows: [[1, 100], [2, 100], [3, 100], [4, 100]], ordered: true,
    frame: (users, orders) => users.select((u) => ({ id: u.id, mx: scalar(orders.agg((o) => ({ m: max(o.amount) }))) })).orderBy('id'),
  },
  {
    id: 'recursive-cte', columns: ['n'], rows: [[1], [2], [3], [4], [5]],
    frame: (_users, _orders, db) => db.from(recursive('nums', { n: lit(1) }, (nums) => nums.filter((r) => r.n.lt(5)).select((r) => ({ n: r.n.add(1) })))),
  },
  { id: 'union-all-of-limits', frame: (users) => users.orderBy('id').limit(1).unionAll(users.orderBy(desc('id')).limit(1)).select('id'), columns: ['id'], rows: [[1], [4]] },
  {
    id: 'case-no-else', columns: ['id', 'b'], rows: [[1, 'old'], [2, null], [3, 'old'], [4, null]], ordered: true,
    frame: (users) => users.select((u) => ({ id: u.id, b: when(u.age.gte(30), 'old').end() })).orderBy('id'),
  },
  {
    id: 'alias-kept-on-predicate', columns: ['id', 'm'], rows: [[1, false], [2, false], [3, false], [4, true]], ordered: true,
    frame: (users) => users.select((u) => ({ id: u.id, m: u.age.isNull() })).orderBy('id'),
  },
  {
    id: 'int-division-is-float', columns: ['id', 'q'], rows: [[1, 7.5], [2, 6.25], [3, 8.75], [4, null]], ordered: true,
    frame: (users) => users.select((u) => ({ id: u.id, q: u.age.div(4) })).orderBy('id'),
  },
  { id: 'drop-column', frame: (users) => users.drop('age', 'created').orderBy('id').limit(1), columns: ['id', 'name', 'city'], rows: [[1, 'Alice', 'NY']] },
  { id: 'rename-keeps-rest', frame: (users) => users.rename({ age: 'years' }).filter((u) => u.id.eq(1)), columns: ['id', 'name', 'years', 'city', 'created'], rows: [[1, 'Alice', 30, 'NY', '2024-01-15']] },
  { id: 'fill-null-keeps-rest', frame: (users) => users.fillNull({ age: 0 }).select('id', 'age').orderBy('id'), columns: ['id', 'age'], rows: [[1, 30], [2, 25], [3, 35], [4, 0]], ordered: true },
  { id: 'drop-nulls-any', frame: (users) => users.dropNulls().select('id').orderBy('id'), columns: ['id'], rows: [[1], [2], [3]], ordered: true },
  {
    id: 'dedupe-returns-real-rows', columns: ['id', 'user_id', 'amount', 'status'], rows: [[10, 1, 100, 'paid'], [12, 2, 75, 'paid'], [13, 9, 5, 'paid']], ordered: true,
    frame: (_, orders) => orders.dropDuplicates(['user_id'], { orderBy: (o) => o.id }).orderBy('id'),
  },
  {
    id: 'agg-filter', columns: ['paid', 'n'], rows: [[280, 5]],
    frame: (_, orders) => orders.agg((o) => ({ paid: sum(o.amount).filter(o.status.eq('paid')), n: count() })),
  },
  {
    id: 'pivot', columns: ['user_id', 'paid', 'open'], rows: [[1, 200, 50], [2, 75, null], [9, 5, null]], ordered: true,
    frame: (_, orders) => orders.groupBy('user_id').pivot('status', ['paid', 'open'], (o) => sum(o.amount)).orderBy('user_id'),
  },
  { id: 'count-distinct-multi', frame: (_, orders) => orders.agg((o) => ({ n: countDistinct(o.user_id, o.status) })), columns: ['n'], rows: [[4]] },
  {
    id: 'window-over-aggregate', columns: ['status', 't', 'share'], rows: [['open', 50, 0.151515], ['paid', 280, 0.848485]], ordered: true,
    frame: (_, orders) => orders.groupBy('status').agg((o) => ({ t: sum(o.amount) })).derive((r) => ({ share: r.t.div(sum(r.t).over()) })).orderBy('status'),
  },
  { id: 'sort-nulls-last', frame: (users) => users.orderBy((u) => u.age.asc({ nulls: 'last' })).select('id'), columns: ['id'], rows: [[2], [1], [3], [4]], ordered: true },
  { id: 'tail-order', frame: (users) => users.orderBy('id').tail(2).select('id'), columns: ['id'], rows: [[3], [4]], ordered: true },
  {
    id: 'raw-sql-chain', columns: ['id'], rows: [[1], [3]], ordered: true,
    frame: (_users, _orders, db) => db.sql`select * from users where age > ${26}`.as(usersTable).select('id').orderBy('id'),
  },
];
