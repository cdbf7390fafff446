import fc from 'fast-check';
import { build } from '@millrace/sql-ir';
import {
  aggregate, aggregated, apply, constant, convert, distinct, existence, filter, join, type JoinKind, limit, lookup, type NamedScalar, ordering, pivot, type Plan, project, reference, sample,
  type Scalar, scan, setOperation, sidesOf, sort, types, unnest, unpivot, window, windowed,
} from '@millrace/plan';

/** Both tables have these columns, so that any two plans can be combined. */
const columns = [{ name: 'a', type: types.integer, nullable: true }, { name: 'b', type: types.integer, nullable: true }, { name: 'c', type: types.text, nullable: true }] as const;

export type Row = readonly [number | null, number | null, string | null];
export type ListRow = readonly [number | null, readonly (number | null)[] | null];

/** A table's worth of rows, with few distinct values so that joins and groups meet. */
export const rows: fc.Arbitrary<readonly Row[]> = fc.array(
  fc.tuple(
    fc.option<number>(fc.integer({ min: 0, max: 4 })), fc.option<number>(fc.integer({ min: -3, max: 9 })), fc.option<string>(fc.constantFrom('x', 'y', 'zz', '')),
  ), { maxLength: 8 },
);

/** The table with lists, whose elements are the values of `b`. */
const lists = [{ name: 'a', type: types.integer, nullable: true }, { name: 'l', type: { ...build.type('LIST'), elements: [types.integer] }, nullable: true }] as const;

/** Its rows. */
export const listRows: fc.Arbitrary<readonly ListRow[]> = fc.array(
  fc.tuple(fc.option<number>(fc.integer({ min: 0, max: 4 })), fc.option<readonly (number | null)[]>(fc.array(fc.option<number>(fc.integer({ min: -3, max: 9 })), { maxLength: 3 }))), { maxLength: 5 },
);

/** One choice of a random step: numbers to be taken modulo whatever there is. */
type Dice = readonly [number, number, number, number];
const dice: fc.Arbitrary<Dice> = fc.tuple(fc.nat(9999), fc.nat(9999), fc.nat(9999), fc.nat(9999));

/** Random steps that a plan is made of. */
export const steps: fc.Arbitrary<readonly Dice[]> = fc.array(dice, { minLength: 1, maxLength: 9 });

function pick<T>(items: readonly [T, ...T[]], n: number): T {
  return items[n % items.length] ?? items[0];
}

function column(plan: Plan, type: 'INTEGER' | 'VARCHAR', n: number): Scalar {
  const fitting = plan.schema.filter((item) => item.type.name === type);
  const found = fitting[n % Math.max(1, fitting.length)];
  return found === undefined ? constant(type === 'INTEGER' ? 1 : 'x') : reference(found);
}

function condition(plan: Plan, [kind, x, y, z]: Dice): Scalar {
  const [left, right] = [column(plan, 'INTEGER', x), column(plan, 'INTEGER', y)];
  const comparison = apply(pick(['eq', 'ne', 'lt', 'gte', 'isDistinctFrom'], kind), [left, z % 2 === 0 ? right : constant(z % 5)]);
  switch (kind % 5) {
    case 0: return apply('isNull', [left]);
    case 1: return apply('or', [comparison, apply('eq', [column(plan, 'VARCHAR', y), constant('x')])]);
    case 2: return apply('and', [comparison, apply('isNotNull', [right])]);
    case 3: return apply('not', [comparison]);
    default: return comparison;
  }
}

/** The plan's columns brought back to a, b and c. */
function shaped(plan: Plan, named: readonly [Scalar, Scalar, Scalar]): Plan {
  return project(plan, [{ name: 'a', expression: named[0] }, { name: 'b', expression: named[1] }, { name: 'c', expression: named[2] }]);
}

function same(plan: Plan): [Scalar, Scalar, Scalar] {
  return [column(plan, 'INTEGER', 0), column(plan, 'INTEGER', 1), column(plan, 'VARCHAR', 0)];
}

function joined(plan: Plan, other: Plan, roll: Dice): Plan {
  const type: JoinKind = pick(['inner', 'left', 'right', 'full', 'semi', 'anti'], roll[0]);
  const [left, right] = sidesOf(plan, other);
  const [l, r] = [column(left, 'INTEGER', roll[1]), column(right, 'INTEGER', roll[2])];
  const made = join(type, left, right, apply('eq', [l, r]));
  return shaped(made, [column(made, 'INTEGER', roll[3]), column(made, 'INTEGER', roll[1]), column(made, 'VARCHAR', roll[2])]);
}

/** Rows are limited only in an order of all their columns: any other would leave the choice to the engine. */
function total(plan: Plan, descending: boolean): Plan {
  return sort(plan, plan.schema.map((item, i) => ordering(reference(item), descending && i === 0)));
}

function stepOn(plan: Plan, roll: Dice): Plan {
  const [kind, x, y, z] = roll;
  const [a, b, c] = same(plan);
  const table = (): Plan => scan([pick(['t', 'u'], y)], columns);
  switch (kind % 20) {
    case 0: case 1: return filter(plan, condition(plan, [x, y, z, kind]));
    case 2: return shaped(plan, [apply('add', [a, b]), apply('mul', [b, constant(z % 4)]), apply('coalesce', [c, constant('none')])]);
    case 3: return shaped(plan, [b, a, c]);
    case 4: return distinct(plan);
    case 5: return limit(total(plan, x % 2 === 0), y % 6, z % 3);
    case 6: return setOperation(pick(['union all', 'union', 'intersect', 'except'], x), plan, sidesOf(plan, table())[1]);
    case 7: case 8: return joined(plan, x % 2 === 0 ? table() : filter(table(), apply('gt', [constant(4), constant(z % 8)])), roll);
    case 9: return grouped(plan, roll);
    case 10: return shaped(plan, [convert(windowed('rowNumber', [], { partitionBy: [a], orderBy: [ordering(b), ordering(c), ordering(a)] }), types.integer), windowed('sum', [b], { partitionBy: [c], orderBy: [] }), c]);
    case 11: return setOperation('union all', plan, elements(roll));
    case 12: return pivoted(plan, roll);
    case 13: {
      const turned = unpivot(plan, { keep: ['c'], turned: ['a', 'b'], label: 'which', value: 'amount', keepNulls: z % 2 === 0 });
      const [kept, which, amount] = turned.schema.map(reference);
      if (kept === undefined || which === undefined || amount === undefined) return plan;
      return shaped(x % 2 === 0 ? turned : filter(turned, apply('eq', [kept, constant('x')])), [amount, amount, y % 2 === 0 ? which : kept]);
    }
    case 14: {
      const by = pick([a, b, c], x);
      const made = window(plan, [{ name: 'w', expression: windowed(pick(['sum', 'max', 'count'], y), [b], { partitionBy: [by], orderBy: [] }) }]);
      const seen = z % 2 === 0 ? made : filter(made, condition(made, [x, y, z, kind]));
      return shaped(seen, [convert(column(seen, 'INTEGER', 2), types.integer), b, c]);
    }
    // All or none: what chance chooses cannot be compared.
    case 15: return pick([sample(plan, 'percent', 100), sample(plan, 'rows', 100_000), sample(plan, 'percent', 0)], x);
    // The plan meets itself.
    case 16: return joined(plan, plan, roll);
    case 17: return setOperation(pick(['union all', 'except', 'intersect'], x), filter(plan, condition(plan, [x, y, z, kind])), sidesOf(plan, filter(plan, condition(plan, [z, y, x, kind])))[1]);
    case 18: {
      const inner = sidesOf(plan, plan)[1];
      return filter(plan, z % 2 === 0 ? existence(filter(inner, apply('eq', [column(inner, 'INTEGER', x), column(plan, 'INTEGER', z)])), x % 2 === 0) : apply('lte', [a, lookup(aggregate(inner, [], [{ name: 'm', expression: aggregated('max', [column(inner, 'INTEGER', y)]) }]))]));
    }
    default: {
      const inner = sidesOf(plan, table())[1];
      return filter(plan, existence(filter(inner, apply('eq', [column(inner, 'INTEGER', x), column(plan, 'INTEGER', z)])), z % 2 === 0));
    }
  }
}

/** The lists' elements as rows of a, b and c. */
function elements([, x, y, z]: Dice): Plan {
  const table = scan(['w'], lists);
  const list = table.schema[1];
  if (list === undefined) return table;
  const made = unnest(table, reference(list), { element: 'v', position: 'p' }, x % 2 === 0);
  const seen = y % 2 === 0 ? made : filter(made, condition(made, [x, y, z, x]));
  const [a, , value, place] = made.schema;
  return shaped(seen, [a === undefined ? constant(1) : reference(a), value === undefined ? constant(1) : reference(value), place === undefined || z % 2 === 0 ? constant('y') : apply('coalesce', [convert(reference(place), types.text), constant('none')])]);
}

function pivoted(plan: Plan, [, x, y, z]: Dice): Plan {
  const [a, b, c] = same(plan);
  const measure = aggregated(pick(['sum', 'count', 'max'], y), [b]);
  const keys: readonly NamedScalar[] = x % 3 === 0 ? [] : [{ name: 'k', expression: c }];
  const made = pivot(plan, keys, a, [{ name: 'p', value: constant(z % 4), measure }, { name: 'q', value: constant(null, types.integer), measure }]);
  const seen = y % 2 === 0 ? made : filter(made, condition(made, [x, y, z, x]));
  return shaped(seen, [convert(column(seen, 'INTEGER', 0), types.integer), convert(column(seen, 'INTEGER', 1), types.integer), column(seen, 'VARCHAR', 0)]);
}

function grouped(plan: Plan, [, x, y]: Dice): Plan {
  const key: NamedScalar = { name: 'c', expression: column(plan, 'VARCHAR', x) };
  const measures: readonly NamedScalar[] = [
    { name: 'a', expression: aggregated('count', []) },
    { name: 'b', expression: aggregated(pick(['sum', 'min', 'max'], y), [column(plan, 'INTEGER', y)], x % 3 === 0 ? apply('gt', [column(plan, 'INTEGER', x), constant(1)]) : undefined) },
  ];
  const made = x % 4 === 0 ? aggregate(plan, [], measures) : aggregate(plan, [key], measures);
  return x % 4 === 0 ? made : shaped(made, same(made));
}

/** The plan that the steps make. */
export function planOf(given: readonly Dice[]): Plan {
  const start: Plan = scan(['t'], columns);
  return given.reduce<Plan>((plan, roll) => (plan.schema.length === columns.length ? stepOn(plan, roll) : plan), start);
}
