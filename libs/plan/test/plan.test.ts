import { printOrThrow } from '@millrace/dialects';
import {
  aggregate, aggregated, apply, columnNamed, conditional, constant, existence, explain, filter, join, type JoinKind, limit, lower, optimise, type Plan, project, rules, type Scalar, scan,
  setOperation, sidesOf, sort, ordering, targets, types, windowed, decimal,
} from '@millrace/plan';
import { describe, expect, it } from 'vitest';

const columns = [{ name: 'id', type: types.integer, nullable: false }, { name: 'amount', type: decimal(10, 2), nullable: true }, { name: 'city', type: types.text, nullable: false }];
const orders = (): Plan => scan(['orders'], columns);
const of = (plan: Plan, name: string): Scalar => columnNamed(plan, name, 'test');
const shapes = (plan: Plan): readonly string[] => plan.schema.map((column) => `${column.name} ${column.type.name}${column.nullable ? '?' : ''}`);
const sql = (plan: Plan, dialect: keyof typeof targets = 'duckdb'): string => printOrThrow(lower(plan, targets[dialect]), dialect).sql;

describe('the schema of a step', () => {
  it.each<[JoinKind, readonly string[]]>([
    ['inner', ['id INTEGER', 'id INTEGER']],
    ['left', ['id INTEGER', 'id INTEGER?']],
    ['right', ['id INTEGER?', 'id INTEGER']],
    ['full', ['id INTEGER?', 'id INTEGER?']],
    ['semi', ['id INTEGER']],
    ['anti', ['id INTEGER']],
  ])('of a %s join', (type, expected) => {
    const plan = orders();
    const ids = project(plan, [{ name: 'id', expression: of(plan, 'id') }]);
    const [left, right] = sidesOf(ids, ids);
    expect(shapes(join(type, left, right, apply('eq', [of(left, 'id'), of(right, 'id')])))).toEqual(expected);
  });

  it('of aggregates: counts are never NULL, sums of nothing are, and decimals grow', () => {
    const plan = orders();
    const made = aggregate(plan, [], [
      { name: 'n', expression: aggregated('count', []) }, { name: 'total', expression: aggregated('sum', [of(plan, 'amount')]) }, { name: 'mean', expression: aggregated('avg', [of(plan, 'id')]) },
    ]);
    expect(shapes(made)).toEqual(['n INTEGER', 'total DECIMAL?', 'mean DOUBLE?']);
    expect(made.schema[1]?.type.args).toEqual([38, 2]);
  });

  it('of expressions', () => {
    const plan = orders();
    const [id, amount, city] = [of(plan, 'id'), of(plan, 'amount'), of(plan, 'city')];
    const made = project(plan, [
      { name: 'half', expression: apply('div', [id, constant(2)]) },
      { name: 'ratio', expression: apply('div', [id, id]) },
      { name: 'known', expression: apply('coalesce', [amount, constant(0)]) },
      { name: 'absent', expression: apply('isNull', [amount]) },
      { name: 'dear', expression: apply('gt', [amount, constant(10)]) },
      { name: 'label', expression: conditional([{ when: apply('eq', [city, constant('x')]), then: constant('here') }]) },
      { name: 'place', expression: windowed('rowNumber', [], { partitionBy: [], orderBy: [ordering(id)] }) },
      { name: 'before', expression: windowed('lag', [id, constant(1)], { partitionBy: [], orderBy: [ordering(id)] }) },
    ]);
    expect(shapes(made)).toEqual(['half DOUBLE', 'ratio DOUBLE?', 'known DECIMAL', 'absent BOOLEAN', 'dear BOOLEAN?', 'label VARCHAR?', 'place INTEGER', 'before INTEGER?']);
  });
});

describe('what makes no sense', () => {
  const failing = (make: () => unknown, code: string, hint?: string): void => {
    expect(make).toThrow(expect.objectContaining({ code, ...(hint === undefined ? {} : { diagnostics: [expect.objectContaining({ hint })] }) }));
  };
  it('is refused with the place and a way out', () => {
    const plan = orders();
    const total = aggregated('sum', [of(plan, 'amount')]);
    failing(() => of(plan, 'amuont'), 'PLAN_UNKNOWN_COLUMN', "did you mean 'amount'?");
    failing(() => of(plan, 'zzz'), 'PLAN_UNKNOWN_COLUMN', 'the columns here are id, amount, city');
    failing(() => filter(plan, of(plan, 'id')), 'PLAN_TYPE_MISMATCH');
    failing(() => filter(plan, apply('gt', [total, constant(1)])), 'PLAN_AGGREGATE_PLACE');
    failing(() => project(plan, [{ name: 'x', expression: total }]), 'PLAN_AGGREGATE_PLACE');
    failing(() => project(plan, []), 'PLAN_NO_COLUMNS');
    failing(() => project(plan, [{ name: 'x', expression: of(plan, 'id') }, { name: 'x', expression: of(plan, 'id') }]), 'PLAN_DUPLICATE_COLUMN');
    failing(() => aggregate(plan, [], [{ name: 'x', expression: of(plan, 'city') }]), 'PLAN_NOT_AGGREGATED', "add 'city' to groupBy, or take its min, max or sum");
    failing(() => aggregate(plan, [], [{ name: 'x', expression: aggregated('max', [total]) }]), 'PLAN_NESTED_AGGREGATE');
    failing(() => setOperation('union', plan, project(plan, [{ name: 'id', expression: of(plan, 'id') }])), 'PLAN_COLUMN_COUNT');
    failing(() => setOperation('union', plan, project(plan, [{ name: 'id', expression: of(plan, 'city') }, { name: 'b', expression: of(plan, 'amount') }, { name: 'c', expression: of(plan, 'city') }])), 'PLAN_COLUMN_TYPES');
    failing(() => limit(plan, 1.5), 'PLAN_BAD_LIMIT');
    failing(() => lower(filter(plan, apply('eq', [of(orders(), 'id'), constant(1)])), targets.duckdb), 'PLAN_CORRELATED');
  });
});

describe('optimising', () => {
  it('names each rule that changed something, in order', () => {
    const plan = orders();
    const renamed = project(plan, [{ name: 'n', expression: of(plan, 'id') }, { name: 'c', expression: of(plan, 'city') }]);
    const kept = filter(renamed, apply('and', [apply('gt', [of(renamed, 'n'), constant(1)]), constant(true)]));
    const seen: string[] = [];
    const after = optimise(project(kept, [{ name: 'n', expression: of(kept, 'n') }]), (rule) => seen.push(rule));
    expect(seen).toEqual(['fold-constants', 'push-filters', 'merge-projections', 'prune-columns']);
    expect(rules.map((rule) => rule.name).filter((name) => seen.includes(name))).toEqual(seen);
    expect(explain(after).split('\n').map((line) => line.trim())).toEqual(['Project n: id', 'Filter gt(id, ?)', 'Scan orders [id]']);
  });

  it('moves a filter to the side of a join that it reads, but never past one that fills in NULLs', () => {
    const [left, right] = sidesOf(orders(), orders());
    const on = apply('eq', [of(left, 'id'), of(right, 'id')]);
    const filtered = (type: JoinKind, side: Plan): string => explain(optimise(filter(join(type, left, right, on), apply('gt', [of(side, 'id'), constant(1)])))).split('\n')[0] ?? '';
    expect(filtered('inner', right)).toContain('Join inner');
    expect(filtered('left', left)).toContain('Join left');
    expect(filtered('left', right)).toContain('Filter');
    expect(filtered('full', left)).toContain('Filter');
  });

  it('stays linear over long chains that use each column twice', () => {
    let plan = orders();
    for (let i = 0; i < 60; i++) {
      const twice = apply('add', [of(plan, 'id'), of(plan, 'id')]);
      plan = project(plan, [{ name: 'id', expression: twice }]);
    }
    expect(sql(optimise(plan)).length).toBeLessThan(20_000);
  });
});

describe('lowering', () => {
  it('filters groups by HAVING, windows by QUALIFY or a subquery, the rest by WHERE', () => {
    const plan = orders();
    const ranked = project(plan, [{ name: 'id', expression: of(plan, 'id') }, { name: 'place', expression: windowed('rank', [], { partitionBy: [], orderBy: [ordering(of(plan, 'amount'))] }) }]);
    const first = filter(ranked, apply('eq', [of(ranked, 'place'), constant(1)]));
    expect(sql(first, 'snowflake')).toContain('QUALIFY');
    expect(sql(first, 'postgres')).toMatch(/FROM \(SELECT .* OVER .*\) AS "q" WHERE "q"."place" = \$1$/);
    const late = filter(ranked, apply('gt', [of(ranked, 'id'), constant(1)]));
    expect(sql(optimise(late), 'snowflake')).toMatch(/FROM \(SELECT .*\) AS "q" WHERE/);
  });

  it('groups by computed keys through a column, whose parameters are bound once', () => {
    const plan = orders();
    const text = sql(aggregate(plan, [{ name: 'k', expression: apply('add', [of(plan, 'id'), constant(1)]) }], [{ name: 'n', expression: aggregated('count', []) }]), 'postgres');
    expect(text).toMatch(/GROUP BY "q"\."k"$/);
    expect(text).not.toContain('$2');
  });

  it('keeps the one row of a group of all rows when nothing of the group is read', () => {
    const all = aggregate(orders(), [], [{ name: 'n', expression: aggregated('count', []) }]);
    const text = sql(project(all, [{ name: 'k', expression: constant('x') }]), 'sqlite');
    expect(text).toBe('SELECT "q"."k" FROM (SELECT ? AS "k", COUNT(*) AS "row_count" FROM "orders") AS "q"');
    expect(sql(filter(orders(), existence(all)), 'sqlite')).toMatch(/EXISTS \(SELECT 1 AS "one" FROM \(SELECT COUNT\(\*\) AS "row_count" FROM "orders" AS "orders_2"\) AS "q"\)$/);
  });

  it('gives every use of a table its own alias, in subqueries too', () => {
    const outer = orders();
    const inner = orders();
    const text = sql(filter(outer, existence(filter(inner, apply('eq', [of(inner, 'id'), of(outer, 'id')])))));
    expect(text).toContain('"orders_2"."id" = "orders"."id"');
  });

  it('puts NULLs last on every engine, saying so only where it must', () => {
    const byAmount = (given: Plan, descending: boolean): Plan => sort(given, [ordering(of(given, 'amount'), descending)]);
    const given = orders();
    expect(sql(byAmount(given, true), 'postgres')).toMatch(/DESC NULLS LAST$/);
    expect(sql(byAmount(given, false), 'postgres')).toMatch(/"amount"$/);
    expect(sql(byAmount(given, false), 'sqlite')).toMatch(/NULLS LAST$/);
    expect(sql(byAmount(given, true), 'duckdb')).toMatch(/DESC$/);
  });

  it('refuses what an engine cannot say', () => {
    const plan = orders();
    const dynamic = filter(plan, apply('like', [of(plan, 'city'), of(plan, 'city')]));
    expect(() => sql(dynamic, 'sqlite')).toThrow(expect.objectContaining({ code: 'PLAN_UNSUPPORTED' }));
    expect(sql(dynamic, 'postgres')).toContain('LIKE');
  });
});
