import { openSqlite } from '@millrace/connectors';
import { connect, count, rank, sum, t, table } from '@millrace/moltres';
import { type DialectName, dialectNames } from '@millrace/sql-ir';
import { golden } from '@millrace/testkit';
import fc from 'fast-check';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cases } from './cases.ts';
import { orders, users } from './shop.ts';

/** Each case's SQL in a dialect; the raw-SQL case is parsed in its connection's own. */
async function allSql(dialect: DialectName): Promise<string> {
  await using db = await connect(await openSqlite());
  return cases.map(({ id, frame }) => `-- ${id}\n${frame(db.from(users), db.from(orders), db).toSQL(dialect).sql};\n`).join('\n');
}

describe('the SQL of the cases', () => {
  // The dialects of the engines that Moltres connects to: DuckDB's, PostgreSQL's and SQLite's are run by cases.test.ts; Snowflake's is for its emulator and for reading.
  it.each<DialectName>(['duckdb', 'postgres', 'sqlite', 'snowflake'])('in %s', async (dialect) => golden(join(import.meta.dirname, 'golden', `${dialect}.sql`), await allSql(dialect)));
});

const items = table('items', { id: t.int(), name: t.text(), price: t.decimal(10, 2), ratio: t.float(), big: t.bigint(), day: t.date(), ok: t.bool() });

describe('values stay out of the SQL', () => {
  const values = fc.record({
    number: fc.integer({ min: -1000, max: 1000 }), text: fc.string({ unit: 'binary' }), ratio: fc.double({ noNaN: true, noDefaultInfinity: true }),
    big: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), flag: fc.boolean(), count: fc.integer({ min: 1, max: 1000 }),
  });

  it.each(dialectNames)('in %s the text is the same whatever they are', async (dialect) => {
    await using db = await connect(await openSqlite());
    const frame = (v: { readonly number: number; readonly text: string; readonly ratio: number; readonly big: bigint; readonly flag: boolean; readonly count: number }) => db.from(items)
      .filter((i) => i.id.eq(v.number).or(i.name.contains(v.text)).or(i.name.in([v.text, v.text])).or(i.ratio.lt(v.ratio)).or(i.big.gte(v.big)).or(i.ok.eq(v.flag)))
      .derive((i) => ({ label: i.name.concat(v.text).replace(v.text, v.text), more: i.id.add(v.number), place: rank().over({ orderBy: i.ratio.add(v.ratio) }) }))
      .groupBy('label').agg((i) => ({ n: count(), total: sum(i.more).filter(i.ok.eq(v.flag)) }))
      .filter((g) => g.total.gt(v.number)).orderBy('n').limit(v.count, v.count);
    const expected = frame({ number: 1, text: 'a', ratio: 0.5, big: 1n, flag: true, count: 1 }).toSQL(dialect);
    fc.assert(fc.property(values, (given) => {
      const { sql, parameters } = frame(given).toSQL(dialect);
      expect(sql).toBe(expected.sql);
      expect(parameters).toHaveLength(expected.parameters.length);
      if (given.text.length > 0) expect(parameters.filter((value) => value === given.text).length).toBeGreaterThanOrEqual(5);
    }), { seed: 7, numRuns: 200 });
  });
});

describe('what cannot be said is refused when the SQL is made', () => {
  const refused = (make: () => unknown, code: string): void => expect(make).toThrow(expect.objectContaining({ code }));
  it('with the step and the column in the message', async () => {
    await using db = await connect(await openSqlite());
    const all = db.from(users);
    refused(() => all.filter((u) => u.age.div(0).gt(1)), 'PLAN_DIVISION_BY_ZERO');
    refused(() => all.limit(-1), 'PLAN_BAD_LIMIT');
    refused(() => all.tail(2), 'MOLTRES_UNSUPPORTED');
    refused(() => all.select((u) => ({ x: u.id.eq(Number.NaN) })), 'MOLTRES_BAD_VALUE');
    refused(() => all.rename({ name: 'id' }), 'PLAN_DUPLICATE_COLUMN');
    refused(() => all.join(all, (a, b) => a.id.eq(b.id)).suffix(''), 'MOLTRES_NAME_COLLISION');
  });

  it('keeps a column of one query out of another', async () => {
    await using db = await connect(await openSqlite());
    const leaked = db.from(users).filter((u) => {
      const inner = db.from(orders).filter((o) => o.user_id.eq(u.id));
      refused(() => inner.toSQL(), 'PLAN_CORRELATED');
      return u.id.gt(0);
    });
    expect(leaked.toSQL().sql).toContain('WHERE');
  });
});

describe('rows that JavaScript cannot hold', () => {
  it('are an error, not a rounded number', async () => {
    await using db = await connect(await openSqlite());
    await db.execute('CREATE TABLE wide (n INTEGER)');
    await db.execute('INSERT INTO wide VALUES (9007199254740993)');
    await expect(db.from(table('wide', { n: t.int() })).collect()).rejects.toMatchObject({ code: 'MOLTRES_UNSAFE_INTEGER' });
    expect(await db.from(table('wide', { n: t.bigint() })).collect()).toEqual([{ n: 9_007_199_254_740_993n }]);
  });
});
