import type { DataType, ParameterValue } from '@millrace/sql-ir';
import { commonType, isNumeric, typeBeside, typeOfValue, types } from './data-types.ts';
import { errors } from './errors.ts';
import { type AggregateName, aggregates } from './functions/aggregates.ts';
import { symmetric } from './functions/comparison.ts';
import { type FunctionName, functions } from './functions/index.ts';
import { type RankingName, rankings } from './functions/rankings.ts';
import type { Plan, PlanColumn } from './plan.ts';
import type { Aggregated, Apply, Conditional, Constant, Convert, Existence, Frame, Lookup, Member, Ordering, Reference, Scalar, Windowed } from './scalar.ts';

/** A column of a relation as a value. */
export function reference(column: PlanColumn): Reference {
  return { kind: 'Reference', id: column.id, name: column.name, type: column.type, nullable: column.nullable };
}

/**
 * A value to be bound as a parameter.
 *
 * @param type what it is bound as; by default what the value itself is.
 * @throws ToolError PLAN_BAD_VALUE for NaN and infinities.
 */
export function constant(value: ParameterValue, type: DataType = typeOfValue(value)): Constant {
  return { kind: 'Constant', value, type, nullable: value === null };
}

/** Applies a function; a constant beside a column takes the column's type where its value fits. @throws ToolError PLAN_DIVISION_BY_ZERO */
export function apply(name: FunctionName, given: readonly Scalar[]): Apply {
  const record = functions[name];
  const args = symmetric.has(name) ? alignConstants(given) : name === 'div' ? given.map(asDivided) : given;
  const divisor = args[1];
  const divides = name === 'div' || name === 'mod';
  if (divides && divisor?.kind === 'Constant' && Number(divisor.value) === 0 && divisor.value !== null) throw errors.PLAN_DIVISION_BY_ZERO.error({});
  const nullable = record.nullable === 'any' ? args.some((arg) => arg.nullable) : record.nullable === 'all' ? args.every((arg) => arg.nullable) : record.nullable === 'always';
  return { kind: 'Apply', name, args, type: record.type(args), nullable: nullable || (divides && divisor?.kind !== 'Constant') };
}

/** Constants are divided, and divided by, as the floating-point numbers that division is about. */
function asDivided(arg: Scalar): Scalar {
  return arg.kind === 'Constant' && typeof arg.value === 'number' ? { ...arg, type: types.double } : arg;
}

function alignConstants(args: readonly Scalar[]): readonly Scalar[] {
  const peer = args.find((arg) => arg.kind !== 'Constant');
  return peer === undefined ? args : args.map((arg) => (arg.kind === 'Constant' ? beside(arg, peer) : arg));
}

/** A constant retyped to stand beside another operand. */
export function beside(value: Constant, peer: Scalar): Constant {
  const type = typeBeside(value.value, peer.type);
  return type === value.type ? value : { ...value, type };
}

/** An aggregate over a group. */
export function aggregated(name: AggregateName, args: readonly Scalar[], filter?: Scalar): Aggregated {
  const record = aggregates[name];
  return { kind: 'Aggregated', name, args, ...(filter === undefined ? {} : { filter }), type: record.type(args), nullable: record.nullable };
}

/** Where a window function looks. */
export interface WindowOver {
  readonly partitionBy: readonly Scalar[];
  readonly orderBy: readonly Ordering[];
  readonly frame?: Frame;
}

/** An aggregate or a ranking over a window. */
export function windowed(name: AggregateName | RankingName, args: readonly Scalar[], over: WindowOver, filter?: Scalar): Windowed {
  const [peer, offset, fallback] = args;
  const aligned = peer !== undefined && offset !== undefined && fallback?.kind === 'Constant' ? [peer, offset, beside(fallback, peer)] : args;
  const shape = isRanking(name)
    ? { type: rankings[name].type(aligned), nullable: rankings[name].nullable(aligned) }
    : { type: aggregates[name].type(aligned), nullable: aggregates[name].nullable };
  return { kind: 'Windowed', name, args: aligned, ...(filter === undefined ? {} : { filter }), ...over, ...shape };
}

/** Whether a window function is none of the aggregates. */
export function isRanking(name: AggregateName | RankingName): name is RankingName {
  return name in rankings;
}

/** CASE WHEN … THEN … END. @throws ToolError PLAN_TYPE_MISMATCH when the results have no common type. */
export function conditional(branches: Conditional['branches'], otherwise?: Scalar): Conditional {
  const results = [...branches.map((branch) => branch.then), ...(otherwise === undefined ? [] : [otherwise])];
  const leading = results.find((result) => !(result.kind === 'Constant' && result.value === null)) ?? results[0];
  const start = leading?.type ?? types.text;
  const type = results.reduce((sofar, result) => (result.kind === 'Constant' && result.value === null ? sofar : mergeTypes(sofar, result.type)), start);
  return {
    kind: 'Conditional', branches: branches.map((branch) => ({ when: branch.when, then: retype(branch.then, type) })),
    ...(otherwise === undefined ? {} : { otherwise: retype(otherwise, type) }),
    type, nullable: otherwise === undefined || results.some((result) => result.nullable),
  };
}

function mergeTypes(left: DataType, right: DataType): DataType {
  const merged = commonType(left, right);
  if (merged === undefined) throw errors.PLAN_TYPE_MISMATCH.error({ step: 'when', what: 'a result', actual: right.name, expected: left.name });
  return merged;
}

function retype(value: Scalar, type: DataType): Scalar {
  return value.kind === 'Constant' && (value.value === null || isNumeric(value.type)) ? { ...value, type } : value;
}

/** CAST. */
export function convert(operand: Scalar, type: DataType): Convert {
  return { kind: 'Convert', operand, type, nullable: operand.nullable };
}

/** Whether a value is among constants or the rows of a one-column plan; NULLs among them are passed over. @throws ToolError PLAN_COLUMN_COUNT */
export function member(operand: Scalar, values: readonly Scalar[] | Plan, negated: boolean): Member {
  if ('kind' in values) checkOneColumn(values, 'in');
  const given = 'kind' in values ? values : values.map((value) => (value.kind === 'Constant' ? beside(value, operand) : value));
  return { kind: 'Member', operand, values: given, negated, type: types.boolean, nullable: operand.nullable };
}

/** Whether a plan has rows. */
export function existence(plan: Plan, negated = false): Existence {
  return { kind: 'Existence', plan, negated, type: types.boolean, nullable: false };
}

/** The value of a one-column plan, NULL when it has no row. @throws ToolError PLAN_COLUMN_COUNT */
export function lookup(plan: Plan): Lookup {
  return { kind: 'Lookup', plan, type: checkOneColumn(plan, 'scalar').type, nullable: true };
}

function checkOneColumn(plan: Plan, step: string): PlanColumn {
  const [column, more] = plan.schema;
  if (column === undefined || more !== undefined) throw errors.PLAN_COLUMN_COUNT.error({ step, left: 1, right: plan.schema.length }, { hint: 'select the one column whose value you want' });
  return column;
}

/** An order by one expression. NULLs come last, whichever way it runs, unless said otherwise. */
export function ordering(expression: Scalar, descending = false, nulls: 'FIRST' | 'LAST' = 'LAST'): Ordering {
  return { expression, descending, nulls };
}
