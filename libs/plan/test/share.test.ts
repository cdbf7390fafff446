import { openSqlite, type SqlConnector } from '@millrace/connectors';
import { printOrThrow } from '@millrace/dialects';
import {
  aggregate, aggregated, apply, columnNamed, constant, existence, filter, join, limit, lookup, lower, lowerDelete, member, optimise, ordering, type Plan, project, recursive, sample, type Scalar, scan, setOperation,
  sidesOf, sort, targets, types, windowed, written,
} from '@millrace/plan';
import { build } from '@millrace/sql-ir';
import { temporaryDuckDb, temporaryPostgres } from '@millrace/testkit';
import { describe, expect, it } from 'vitest';

const columns = [{ name: 'city', type: types.text, nullable: false }, { name: 'day', type: types.integer, nullable: false }, { name: 'amount', type: types.integer, nullable: false }];
const orders = (table = 'orders'): Plan => scan([table], columns);
const of = (plan: Plan, name: string): Scalar => columnNamed(plan, name, 'test');
const totals = (plan: Plan): Plan => aggregate(plan, [{ name: 'city', expression: of(plan, 'city') }, { name: 'day', expression: of(plan, 'day') }], [{ name: 'total', expression: aggregated('sum', [of(plan, 'amount')]) }]);
const where = (plan: Plan, name: string, value: string | number): Plan => filter(plan, apply('eq', [of(plan, name), constant(value)]));
const sql = (plan: Plan, dialect: keyof typeof targets = 'duckdb'): string => printOrThrow(lower(optimise(plan), targets[dialect]), dialect).sql;

/** A plan beside itself, matched by a column. */
function selfJoin(plan: Plan, name: string): Plan {
  const [left, right] = sidesOf(plan, plan);
  return project(join('inner', left, right, apply('eq', [of(left, name), of(right, name)])), [{ name: 'one', expression: of(left, name) }, { name: 'other', expression: of(right, name) }]);
}

function both(left: Plan, right: Plan): Plan {
  return setOperation('union all', left, sidesOf(left, right)[1]);
}

describe('a plan that is read twice', () => {
  it('is one WITH query, of the columns that are read somewhere', () => {
    expect(sql(selfJoin(totals(orders()), 'city'))).toBe(
      'WITH "shared" AS (SELECT "orders"."city", "orders"."day" FROM "orders" GROUP BY "orders"."city", "orders"."day") '
      + 'SELECT "shared_2"."city" AS "one", "shared_3"."city" AS "other" FROM "shared" AS "shared_2" JOIN "shared" AS "shared_3" ON "shared_2"."city" = "shared_3"."city"',
    );
  });

  it('computes the rows that one of its readers wants', () => {
    const plan = totals(orders());
    expect(sql(both(where(plan, 'city', 'Oslo'), where(plan, 'day', 7)))).toBe(
      'WITH "shared" AS (SELECT "orders"."city", "orders"."day", SUM("orders"."amount") AS "total" FROM "orders" WHERE "orders"."city" = $1 OR "orders"."day" = $2 GROUP BY "orders"."city", "orders"."day") '
      + 'SELECT "shared_2"."city", "shared_2"."day", "shared_2"."total" FROM "shared" AS "shared_2" WHERE "shared_2"."city" = $3 '
      + 'UNION ALL SELECT "shared_3"."city", "shared_3"."day", "shared_3"."total" FROM "shared" AS "shared_3" WHERE "shared_3"."day" = $4',
    );
  });

  it('is shared by subqueries, and by shared plans over it', () => {
    const plan = totals(orders());
    const inner = sidesOf(plan, plan)[1];
    const mean = lookup(aggregate(inner, [], [{ name: 'mean', expression: aggregated('avg', [of(inner, 'total')]) }]));
    const high = filter(plan, apply('gt', [of(plan, 'total'), mean]));
    expect(sql(high)).toMatch(/^WITH "shared" AS \(.*\) SELECT .* FROM "shared" AS "shared_2" WHERE "shared_2"."total" > \(SELECT AVG\(.*\) AS "mean" FROM "shared" AS "shared_3"\)$/);
    expect(sql(both(high, high))).toMatch(/^WITH "shared" AS \(SELECT .* FROM "orders" .*\), "shared_4" AS \(SELECT .* FROM "shared" AS "shared_2" .*\) SELECT .* FROM "shared_4" AS "shared_4_2" UNION ALL SELECT .* FROM "shared_4" AS "shared_4_3"$/);
  });

  it('keeps its order where the order is seen', () => {
    const plan = totals(orders());
    const first = limit(sort(plan, [ordering(of(plan, 'total'), true)]), 3);
    const inner = where(sidesOf(first, first)[1], 'city', 'Oslo');
    expect(sql(filter(first, existence(inner)))).toMatch(/^WITH "shared" AS MATERIALIZED \(SELECT .* ORDER BY "total" DESC LIMIT \$1\) SELECT .* WHERE EXISTS \(.*\) ORDER BY "shared_2"."total" DESC$/);
  });

  it('is a recursive relation read twice under its own name', () => {
    const base = where(orders(), 'day', 1);
    const numbers = recursive('numbers', project(base, [{ name: 'n', expression: of(base, 'day') }]), (before) => project(where(before, 'n', 1), [{ name: 'n', expression: apply('add', [of(before, 'n'), constant(1)]) }]));
    expect(sql(selfJoin(numbers, 'n'))).toMatch(/^WITH RECURSIVE "numbers" \("n"\) AS \(.*\) SELECT .* FROM "numbers" AS "numbers_3" JOIN "numbers" AS "numbers_4" ON/);
  });

  it('takes a name that no table has, nor one that a written query reads', () => {
    const text = written(build.select({ projections: [build.projection(build.star())], from: build.table(['shared']) }), columns);
    expect(sql(selfJoin(text, 'city'))).toMatch(/^WITH "shared_2" AS MATERIALIZED \(SELECT .* FROM \(SELECT \* FROM "?shared"?\) AS "q"\) SELECT/);
    const plan = totals(orders('shared'));
    expect(sql(selfJoin(plan, 'city'))).toMatch(/^WITH "shared_2" AS \(SELECT .* FROM "shared" GROUP BY .*\) SELECT .* FROM "shared_2" AS "shared_2_2" JOIN/);
  });
});

it('a DELETE carries the recursive relations that its condition reads', () => {
  const base = orders();
  const days = recursive('orders', project(base, [{ name: 'day', expression: of(base, 'day') }]), (before) => where(before, 'day', 1));
  const table = scan(['orders'], columns);
  const text = printOrThrow(lowerDelete({ table, where: member(of(table, 'day'), days, false), returning: [] }, targets.postgres), 'postgres').sql;
  expect(text).toMatch(/^WITH RECURSIVE "orders_2" \("day"\) AS \(SELECT .* FROM "orders" AS .* UNION ALL .* FROM "orders_2" AS .*\) DELETE FROM "orders" WHERE "orders"."day" IN \(SELECT .* FROM "orders_2" AS/);
});

describe('what is left where it is', () => {
  it.each<[string, Plan]>([
    ['a table', selfJoin(orders(), 'city')],
    ['a filtered table', selfJoin(where(orders(), 'day', 1), 'city')],
    ['equal steps over different tables', both(totals(orders()), totals(orders('returns')))],
    ['equal steps with different values', both(totals(where(orders(), 'day', 1)), totals(where(orders(), 'day', 2)))],
  ])('%s', (_name, plan) => {
    expect(sql(plan)).not.toContain('WITH');
  });

  it('a plan inside a subquery that reads outer columns', () => {
    const plan = totals(orders());
    const inner = sidesOf(plan, plan)[1];
    const correlated = filter(plan, existence(filter(inner, apply('eq', [of(inner, 'day'), of(plan, 'day')]))));
    expect(sql(correlated)).not.toContain('WITH');
  });
});

describe('rows that chance chooses', () => {
  const halves = (): Plan => sample(orders(), 'percent', 50);
  const without = (left: Plan, right: Plan): Plan => setOperation('except', left, sidesOf(left, right)[1]);

  it('are MATERIALIZED where there is a word for it; two samples stay two', () => {
    const half = halves();
    expect(sql(without(half, half), 'postgres')).toMatch(/^WITH "shared" AS MATERIALIZED \(SELECT .* FROM "orders" TABLESAMPLE BERNOULLI \(50\)\) SELECT/);
    expect(sql(without(half, half), 'snowflake')).toMatch(/^WITH "shared" AS \(SELECT/);
    expect(sql(without(halves(), halves()), 'postgres')).not.toContain('WITH');
  });

  it('are the same at each place', async () => {
    await using server = await temporaryPostgres();
    const engines: readonly SqlConnector[] = [await temporaryDuckDb(), await openSqlite(), await server.open()];
    const half = halves();
    const placed = project(half, [{ name: 'day', expression: of(half, 'day') }, { name: 'place', expression: windowed('rowNumber', [], { partitionBy: [], orderBy: [] }) }]);
    for (const engine of engines) {
      await engine.execute('CREATE TABLE orders (city VARCHAR(9), day INTEGER, amount INTEGER)');
      await engine.execute(`INSERT INTO orders VALUES ${Array.from({ length: 200 }, (_, i) => `('c', ${i}, 1)`).join(', ')}`);
      for (const plan of [without(half, half), without(placed, placed)]) {
        const { sql: text, parameters } = printOrThrow(lower(optimise(plan), targets[engine.dialect]), engine.dialect);
        const { batches } = await engine.query(text, parameters);
        let rows = 0;
        for await (const batch of batches) rows += batch.rowCount;
        expect(rows, text).toBe(0);
      }
      await engine.close();
    }
  }, 60_000);
});
