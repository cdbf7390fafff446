import { build, type BinaryOperator, synthetic } from '@millrace/sql-ir';
import { types } from '../data-types.ts';
import { always, at, infix, type ScalarFunction } from './function-record.ts';

export type ComparisonName =
  | 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'isDistinctFrom' | 'isNotDistinctFrom' | 'and' | 'or' | 'not' | 'isNull' | 'isNotNull';

function comparison(op: BinaryOperator): ScalarFunction {
  return { type: always(types.boolean), nullable: 'any', write: infix(op) };
}

function nullTest(negated: boolean): ScalarFunction {
  return { type: always(types.boolean), nullable: 'never', write: (written) => ({ kind: 'Is', operand: at(written, 0), test: 'NULL', negated, ...synthetic }) };
}

/** Comparisons and logic, in SQL's three values. */
export const comparisons: Readonly<Record<ComparisonName, ScalarFunction>> = {
  eq: comparison('='),
  ne: comparison('<>'),
  lt: comparison('<'),
  lte: comparison('<='),
  gt: comparison('>'),
  gte: comparison('>='),
  isDistinctFrom: { ...comparison('IS DISTINCT FROM'), nullable: 'never' },
  isNotDistinctFrom: { ...comparison('IS NOT DISTINCT FROM'), nullable: 'never' },
  and: comparison('AND'),
  or: comparison('OR'),
  not: { type: always(types.boolean), nullable: 'any', write: (written) => ({ kind: 'Unary', op: 'NOT', operand: at(written, 0), ...synthetic }) },
  isNull: nullTest(false),
  isNotNull: nullTest(true),
};

/** Functions whose two sides are compared or combined as one type, so that a constant takes the other side's. */
export const symmetric: ReadonlySet<string> = new Set([
  'eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'isDistinctFrom', 'isNotDistinctFrom', 'add', 'sub', 'mul', 'coalesce', 'nullIf', 'greatest', 'least',
]);

/** FALSE or TRUE, as every engine here writes it. */
export const falsehood: ReturnType<typeof build.boolean> = build.boolean(false);
export const truth: ReturnType<typeof build.boolean> = build.boolean(true);
