import {
  aggregate, aggregated, apply, columnNamed, constant, distinct, explain, filter, join, limit, ordering, pivot, type Plan, project, rules, type Scalar, scan, setOperation, sidesOf, sort,
  types, unnest, unpivot, window, windowed,
} from '@millrace/plan';
import { build } from '@millrace/sql-ir';
import { describe, expect, it } from 'vitest';

const columns = [
  { name: 'id', type: types.integer, nullable: false }, { name: 'city', type: types.text, nullable: true }, { name: 'amount', type: types.integer, nullable: true },
  { name: 'tags', type: { ...build.type('LIST'), elements: [types.text] }, nullable: true },
];
const orders = (): Plan => scan(['orders'], columns);
const of = (plan: Plan, name: string): Scalar => columnNamed(plan, name, 'test');
const named = (plan: Plan, ...names: readonly string[]): Plan => project(plan, names.map((name) => ({ name, expression: of(plan, name) })));
const where = (plan: Plan, name: string): Plan => filter(plan, apply('eq', [of(plan, name), constant(name === 'city' || name === 'which' ? 'x' : 1)]));
const count = { name: 'n', expression: aggregated('count', []) };

/** What the rule of that name makes of a plan, a line per step. */
function after(rule: string, plan: Plan): readonly string[] {
  const found = rules.find(({ name }) => name === rule);
  if (found === undefined) throw new Error(`no rule ${rule}`);
  return explain(found.apply(plan)).split('\n').map((line) => line.trim().replace(/ \[id, city, amount, tags\]$/, ''));
}

/** Only the kinds of the steps. */
const kinds = (lines: readonly string[]): string => lines.map((line) => line.split(' ')[0]).join(' ');

describe('fold-constants', () => {
  it('drops what is always true, and decides what a constant decides', () => {
    const plan = orders();
    expect(kinds(after('fold-constants', filter(plan, apply('or', [apply('eq', [of(plan, 'id'), constant(1)]), constant(true)]))))).toBe('Scan');
    expect(after('fold-constants', filter(plan, apply('and', [apply('isNull', [of(plan, 'city')]), constant(true)])))[0]).toBe('Filter isNull(city)');
  });
});

describe('push-filters', () => {
  const pushed = (make: (plan: Plan) => Plan, column: string): string => kinds(after('push-filters', where(make(orders()), column)));
  it('goes through projections, orders, and below the keys of groups, partitions and pivots', () => {
    expect(pushed((plan) => named(plan, 'id', 'city'), 'city')).toBe('Project Filter Scan');
    expect(pushed((plan) => sort(plan, [ordering(of(plan, 'id'))]), 'city')).toBe('Sort Filter Scan');
    expect(pushed((plan) => aggregate(plan, [{ name: 'city', expression: of(plan, 'city') }], [count]), 'city')).toBe('Aggregate Filter Scan');
    expect(pushed((plan) => pivot(plan, [{ name: 'city', expression: of(plan, 'city') }], of(plan, 'id'), [{ name: 'one', value: constant(1), measure: aggregated('count', []) }]), 'city')).toBe('Pivot Filter Scan');
    const total = (plan: Plan): Plan => window(plan, [{ name: 'total', expression: windowed('sum', [of(plan, 'amount')], { partitionBy: [of(plan, 'city')], orderBy: [] }) }]);
    expect(pushed(total, 'city')).toBe('Window Filter Scan');
  });
  it('stays above what looks at other rows', () => {
    const total = (plan: Plan): Plan => window(plan, [{ name: 'total', expression: windowed('sum', [of(plan, 'amount')], { partitionBy: [of(plan, 'city')], orderBy: [] }) }]);
    expect(pushed(total, 'id')).toBe('Filter Window Scan');
    expect(pushed((plan) => limit(plan, 3), 'id')).toBe('Filter Limit Scan');
    expect(pushed((plan) => aggregate(plan, [{ name: 'city', expression: of(plan, 'city') }], [count]), 'n')).toBe('Filter Aggregate Scan');
  });
  it('goes to the rows that a list or turned columns belong to, and to both sides of a set operation', () => {
    const tags = (plan: Plan): Plan => unnest(plan, of(plan, 'tags'), { element: 'tag' });
    expect(pushed(tags, 'id')).toBe('Unnest Filter Scan');
    const turned = (plan: Plan): Plan => unpivot(plan, { keep: ['city'], turned: ['id', 'amount'], label: 'which', value: 'value' });
    expect(pushed(turned, 'city')).toBe('Unpivot Filter Scan');
    expect(pushed(turned, 'which')).toBe('Filter Unpivot Scan');
    expect(pushed((plan) => setOperation('except', named(plan, 'id'), named(orders(), 'id')), 'id')).toBe('Set Project Filter Scan Project Filter Scan');
  });
  it('goes to the side of a join that it reads, unless that side is filled with NULLs', () => {
    const joined = (type: 'inner' | 'left'): string => {
      const [left, right] = sidesOf(named(orders(), 'id'), project(orders(), [{ name: 'other', expression: constant(1) }]));
      const made = join(type, left, right, apply('eq', [of(left, 'id'), of(right, 'other')]));
      return kinds(after('push-filters', filter(made, apply('eq', [of(made, 'other'), constant(1)]))));
    };
    expect(joined('inner')).toBe('Join Project Scan Project Filter Scan');
    expect(joined('left')).toBe('Filter Join Project Scan Project Scan');
  });
});

describe('share-subplans', () => {
  it('reads what is computed twice from one place', () => {
    const totals = (plan: Plan): Plan => aggregate(plan, [{ name: 'city', expression: of(plan, 'city') }], [count]);
    expect(after('share-subplans', setOperation('union all', totals(orders()), totals(orders())))).toEqual(['Shared 1', 'Aggregate [city] n: count()', 'Scan orders', 'Set union all', 'Read 1 [city, n]', 'Read 1 [city, n]']);
  });
});

describe('filter-shared', () => {
  it('computes only the rows that some reader wants, when none wants all', () => {
    const totals = (): Plan => { const plan = orders(); return aggregate(plan, [{ name: 'city', expression: of(plan, 'city') }], [count]); };
    const filtered = (left: Plan, right: Plan): string => {
      const shared = rules.find(({ name }) => name === 'share-subplans')?.apply(setOperation('union all', left, right));
      return shared === undefined ? '' : kinds(after('filter-shared', shared));
    };
    expect(filtered(where(totals(), 'city'), where(totals(), 'n'))).toBe('Shared Filter Aggregate Scan Set Filter Read Filter Read');
    expect(filtered(where(totals(), 'city'), project(where(totals(), 'city'), [{ name: 'city', expression: constant('y') }, { name: 'n', expression: constant(1) }]))).toBe('Shared Filter Aggregate Scan Set Read Project Read');
    expect(filtered(where(totals(), 'city'), totals())).toBe('Shared Aggregate Scan Set Filter Read Read');
  });
});

describe('push-limits', () => {
  it('goes below a projection, but not below a window', () => {
    const plan = orders();
    expect(kinds(after('push-limits', limit(named(plan, 'id'), 2)))).toBe('Project Limit Scan');
    const placed = project(plan, [{ name: 'place', expression: windowed('rowNumber', [], { partitionBy: [], orderBy: [ordering(of(plan, 'id'))] }) }]);
    expect(kinds(after('push-limits', limit(placed, 2)))).toBe('Limit Project Scan');
  });
});

describe('drop-sorts', () => {
  it('makes no order that nothing sees', () => {
    const sorted = (): Plan => { const plan = orders(); return sort(plan, [ordering(of(plan, 'id'))]); };
    const plan = sorted();
    expect(kinds(after('drop-sorts', aggregate(plan, [], [count])))).toBe('Aggregate Scan');
    expect(kinds(after('drop-sorts', sort(plan, [ordering(of(plan, 'city'))])))).toBe('Sort Scan');
    expect(kinds(after('drop-sorts', aggregate(limit(plan, 1), [], [count])))).toBe('Aggregate Limit Sort Scan');
  });
});

describe('drop-distincts', () => {
  it('leaves rows that differ already', () => {
    const plan = orders();
    expect(kinds(after('drop-distincts', distinct(aggregate(plan, [{ name: 'city', expression: of(plan, 'city') }], [count]))))).toBe('Aggregate Scan');
    expect(kinds(after('drop-distincts', distinct(setOperation('union', named(plan, 'id'), named(orders(), 'id')))))).toBe('Set Project Scan Project Scan');
    expect(kinds(after('drop-distincts', distinct(setOperation('union all', named(plan, 'id'), named(orders(), 'id')))))).toBe('Distinct Set Project Scan Project Scan');
    expect(kinds(after('drop-distincts', distinct(named(distinct(plan), 'id'))))).toBe('Distinct Project Distinct Scan');
  });
});

describe('merge-projections', () => {
  it('makes one of two, unless the lower one computes over windows', () => {
    const plan = orders();
    expect(after('merge-projections', named(project(plan, [{ name: 'n', expression: apply('add', [of(plan, 'id'), constant(1)]) }]), 'n'))).toEqual(['Project n: add(id, ?)', 'Scan orders']);
    const placed = project(plan, [{ name: 'place', expression: windowed('rowNumber', [], { partitionBy: [], orderBy: [ordering(of(plan, 'id'))] }) }]);
    expect(kinds(after('merge-projections', named(placed, 'place')))).toBe('Project Project Scan');
  });
});

describe('prune-columns', () => {
  it('reads and computes only what is used', () => {
    const plan = orders();
    const total = window(plan, [{ name: 'total', expression: windowed('sum', [of(plan, 'amount')], { partitionBy: [], orderBy: [] }) }]);
    expect(after('prune-columns', named(total, 'id'))).toEqual(['Project id', 'Scan orders [id]']);
    expect(after('prune-columns', named(total, 'total'))).toEqual(['Project total', 'Project total: sum(amount) over ()', 'Scan orders [amount]']);
    expect(after('prune-columns', named(unnest(plan, of(plan, 'tags'), { element: 'tag' }), 'tag'))).toEqual(['Project tag', 'Unnest tag: tags', 'Scan orders [tags]']);
  });
  it('keeps what makes the rows', () => {
    const plan = orders();
    const turned = unpivot(plan, { keep: ['city'], turned: ['id', 'amount'], label: 'which', value: 'value' });
    expect(after('prune-columns', named(turned, 'which'))).toEqual(['Project which', 'Unpivot [] which, value: id, amount', 'Scan orders [id, amount]']);
    const one = pivot(plan, [], of(plan, 'city'), [{ name: 'x', value: constant('x'), measure: aggregated('count', []) }]);
    expect(after('prune-columns', project(one, [{ name: 'k', expression: constant(1) }]))).toEqual(['Project k: ?', 'Pivot [] on city: x: count()', 'Scan orders [city]']);
  });
});

it('every rule is shown here', () => {
  expect(rules.map(({ name }) => name)).toEqual(['fold-constants', 'share-subplans', 'push-filters', 'filter-shared', 'push-limits', 'drop-sorts', 'drop-distincts', 'merge-projections', 'prune-columns']);
});
