import fc from 'fast-check';
import {
  aggregate, aggregated, apply, constant, convert, distinct, existence, filter, join, type JoinKind, limit, type NamedScalar, ordering, type Plan, project, reference, type Scalar,
  scan, setOperation, sidesOf, sort, types, windowed,
} from '@millrace/plan';

/** Both tables have these columns, so that any two plans can be combined. */
const columns = [{ name: 'a', type: types.integer, nullable: true }, { name: 'b', type: types.integer, nullable: true }, { name: 'c', type: types.text, nullable: true }] as const;

/** A table's worth of rows, with few distinct values so that joins and groups meet. */
export const rows: fc.Arbitrary<readonly (readonly [number | null, number | null, string | null])[]> = fc.array(
  fc.tuple(
    fc.option<number>(fc.integer({ min: 0, max: 4 })), fc.option<number>(fc.integer({ min: -3, max: 9 })), fc.option<string>(fc.constantFrom('x', 'y', 'zz', '')),
  ), { maxLength: 8 },
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
  switch (kind % 12) {
    case 0: case 1: return filter(plan, condition(plan, [x, y, z, kind]));
    case 2: return shaped(plan, [apply('add', [a, b]), apply('mul', [b, constant(z % 4)]), apply('coalesce', [c, constant('none')])]);
    case 3: return shaped(plan, [b, a, c]);
    case 4: return distinct(plan);
    case 5: return limit(total(plan, x % 2 === 0), y % 6, z % 3);
    case 6: return setOperation(pick(['union all', 'union', 'intersect', 'except'], x), plan, sidesOf(plan, table())[1]);
    case 7: case 8: return joined(plan, x % 2 === 0 ? table() : filter(table(), apply('gt', [constant(4), constant(z % 8)])), roll);
    case 9: return grouped(plan, roll);
    case 10: return shaped(plan, [convert(windowed('rowNumber', [], { partitionBy: [a], orderBy: [ordering(b), ordering(c), ordering(a)] }), types.integer), windowed('sum', [b], { partitionBy: [c], orderBy: [] }), c]);
    default: {
      const inner = sidesOf(plan, table())[1];
      return filter(plan, existence(filter(inner, apply('eq', [column(inner, 'INTEGER', x), column(plan, 'INTEGER', z)])), z % 2 === 0));
    }
  }
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
