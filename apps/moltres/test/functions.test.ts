import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { avg, coalesce, type Columns, count, countDistinct, denseRank, type Expr, greatest, lead, least, lit, max, min, ntile, rank, rowNumber, sum, t, table, when } from '@millrace/moltres';
import { type Engine, engineNames, engines, users } from './shop.ts';

const samples = table('samples', { id: t.int().primaryKey(), x: t.int().nullable(), f: t.float().nullable(), d: t.decimal(10, 2).nullable(), s: t.text().nullable(), day: t.date().nullable(), b: t.bigint().nullable() });
type Sample = Columns<NonNullable<(typeof samples)['$row']>>;

/** What each function gives for row 1 (x 7, f -2.5, d '12.34', s ' Ab%cä ', day 2024-02-29, b 2^53+1), and for row 2, all of whose columns are NULL. */
const functions: readonly (readonly [name: string, make: (row: Sample) => Expr<unknown>, first: unknown, ofNulls: unknown])[] = [
  ['add', (r) => r.x.add(3), 10, null],
  ['sub', (r) => r.x.sub(10), -3, null],
  ['mul with a fraction', (r) => r.x.mul(1.5), 10.5, null],
  ['div by a constant', (r) => r.x.div(2), 3.5, null],
  ['div by zero', (r) => r.x.div(r.x.sub(7)), null, null],
  ['mod', (r) => r.x.neg().mod(4), -3, null],
  ['abs', (r) => r.f.abs(), 2.5, null],
  ['round half away from zero', (r) => r.f.round(), -3, null],
  ['round to a place', (r) => r.f.mul(1.111).round(2), -2.78, null],
  ['floor', (r) => r.f.floor(), -3, null],
  ['ceil', (r) => r.f.ceil(), -2, null],
  ['sqrt', (r) => r.x.add(2).sqrt(), 3, null],
  ['power', (r) => r.x.power(2), 49, null],
  ['decimal sum', (r) => r.d.add('0.66'), '13.00', null],
  ['bigint sum', (r) => r.b.add(1n), 9_007_199_254_740_994n, null],
  ['upper of ASCII', (r) => r.s.substring(2, 2).upper(), 'AB', null],
  ['lower of ASCII', (r) => r.s.substring(2, 2).lower(), 'ab', null],
  ['trim', (r) => r.s.trim(), 'Ab%cä', null],
  ['length in code points', (r) => r.s.trim().length(), 5, null],
  ['substring to the end', (r) => r.s.trim().substring(4), 'cä', null],
  ['replace', (r) => r.s.trim().replace('b%', '-'), 'A-cä', null],
  ['concat', (r) => r.s.trim().concat('!'), 'Ab%cä!', null],
  ['contains a percent sign', (r) => r.s.contains('b%c'), true, null],
  ['contains tells case', (r) => r.s.contains('B%C'), false, null],
  ['startsWith', (r) => r.s.startsWith(' Ab'), true, null],
  ['endsWith', (r) => r.s.endsWith('ä '), true, null],
  ['endsWith of nothing', (r) => r.s.endsWith(''), true, null],
  ['like', (r) => r.s.like('%b_c%'), true, null],
  ['like tells case', (r) => r.s.like('%B_C%'), false, null],
  ['like knows no escape', (r) => r.s.like('%!%%'), false, null],
  ['year', (r) => r.day.year(), 2024, null],
  ['month', (r) => r.day.month(), 2, null],
  ['day', (r) => r.day.day(), 29, null],
  ['addDays', (r) => r.day.addDays(1), '2024-03-01', null],
  ['addDays back', (r) => r.day.addDays(-29), '2024-01-31', null],
  ['coalesce', (r) => r.x.coalesce(0), 7, 0],
  ['coalesce of columns', (r) => coalesce(r.x, r.id), 7, 2],
  ['nullIf', (r) => r.x.nullIf(7), null, null],
  ['greatest', (r) => greatest(r.x, r.id, lit(3)), 7, null],
  ['least', (r) => least(r.x, r.id, lit(3)), 1, null],
  ['eq', (r) => r.x.eq(7), true, null],
  ['eq(null)', (r) => r.x.eq(null), false, true],
  ['ne(null)', (r) => r.x.ne(null), true, false],
  ['isDistinctFrom', (r) => r.x.isDistinctFrom(7), false, true],
  ['isNotDistinctFrom(null)', (r) => r.x.isNotDistinctFrom(null), false, true],
  ['between', (r) => r.x.between(7, 8), true, null],
  ['in', (r) => r.x.in([1, 7]), true, null],
  ['notIn', (r) => r.s.notIn(['a', 'b']), true, null],
  ['notIn of nothing', (r) => r.x.notIn([]), true, true],
  ['not', (r) => r.x.gt(5).not(), false, null],
  ['or with NULL', (r) => r.x.gt(5).or(r.id.gt(1)), true, true],
  ['when', (r) => when(r.x.gt(5), 'big').when(r.x.isNull(), 'none').otherwise('small'), 'big', 'none'],
  ['cast to text', (r) => r.x.cast(t.text()), '7', null],
  ['cast to float', (r) => r.x.cast(t.float()).div(2), 3.5, null],
  ['comparison with a fraction', (r) => r.x.gt(6.5), true, null],
  ['comparison of a decimal', (r) => r.d.gt('12.33').and(r.d.lt(12.35)), true, null],
  ['comparison of a date', (r) => r.day.gte('2024-02-29'), true, null],
];

describe.each(engineNames)('functions on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await engines[name]();
    await engine.db.execute('CREATE TABLE samples (id INTEGER PRIMARY KEY, x INTEGER, f DOUBLE PRECISION, d DECIMAL(10, 2), s VARCHAR(40), day DATE, b BIGINT)');
    await engine.db.insert(samples, [{ id: 1, x: 7, f: -2.5, d: '12.34', s: ' Ab%cä ', day: '2024-02-29', b: 9_007_199_254_740_993n }, { id: 2 }]);
  });
  afterAll(() => engine.close());

  it.each(functions)('%s', async (_name, make, first, ofNulls) => {
    const found = await engine.db.from(samples).select((row) => ({ id: row.id, value: make(row) })).orderBy('id').collect();
    expect(found.map((row) => row.value)).toEqual([first, ofNulls]);
  });

  it('aggregates pass NULLs over', async () => {
    const made = engine.db.from(users).agg((u) => ({
      rows: count(), ages: count(u.age), cities: countDistinct(u.city), total: sum(u.age), mean: avg(u.age), least: min(u.name), last: max(u.created), none: sum(u.age).filter(u.id.gt(99)),
    }));
    expect(await made.first()).toEqual({ rows: 4, ages: 3, cities: 2, total: 90, mean: 30, least: 'Alice', last: '2024-03-31', none: null });
  });

  it('rankings and neighbours', async () => {
    const made = engine.db.from(users).select((u) => ({
      id: u.id, rn: rowNumber().over({ orderBy: u.id.desc() }), rank: rank().over({ orderBy: u.city }), dense: denseRank().over({ orderBy: u.city.asc({ nulls: 'first' }) }),
      half: ntile(2).over({ orderBy: u.id }), next: lead(u.name, 1, 'nobody').over({ orderBy: u.id }), around: sum(u.id).over({ orderBy: u.id, rows: [-1, 1] }),
    })).orderBy('id');
    expect((await made.collect()).map((row) => Object.values(row))).toEqual([
      [1, 4, 2, 3, 1, 'Bob', 3], [2, 3, 1, 2, 1, 'Carol', 6], [3, 2, 2, 3, 2, 'Dan', 9], [4, 1, 4, 1, 2, 'nobody', 7],
    ]);
  });
});
