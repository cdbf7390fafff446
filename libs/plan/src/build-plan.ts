import { didYouMean } from '@millrace/diagnostics';
import type { DataType, Query } from '@millrace/sql-ir';
import { reference } from './build-scalar.ts';
import { checkAggregate, checkNoAggregate, checkPredicate, checkUnique } from './checks.ts';
import { nextColumnId } from './column-id.ts';
import { commonType, typeText } from './data-types.ts';
import { errors } from './errors.ts';
import type { Aggregate, CteReference, Distinct, Filter, Join, JoinKind, Limit, Output, Plan, PlanColumn, Project, Recursive, Rows, Scan, SetOperation, SetOperator, Sort, Window, Written } from './plan.ts';
import { overlap, refresh } from './refresh.ts';
import type { Ordering, Reference, Scalar } from './scalar.ts';

/** A column as a schema declares it. */
export interface ColumnSpec {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

/** An expression and the name its column gets. */
export interface NamedScalar {
  readonly name: string;
  readonly expression: Scalar;
}

/** A new column, like no other. */
export function fresh(column: ColumnSpec): PlanColumn {
  return { id: nextColumnId(), name: column.name, type: column.type, nullable: column.nullable };
}

/** A column made of an expression. */
export function output({ name, expression }: NamedScalar): Output {
  return { column: fresh({ name, type: expression.type, nullable: expression.nullable }), expression };
}

/** Reads a table. Every call makes new columns, so that two reads of one table are never confused. */
export function scan(table: readonly string[], columns: readonly ColumnSpec[]): Scan {
  return { kind: 'Scan', table, schema: columns.map(fresh) };
}

/** Rows written out, each with one scalar per column. */
export function rows(columns: readonly ColumnSpec[], given: readonly (readonly Scalar[])[]): Rows {
  return { kind: 'Rows', rows: given, schema: columns.map(fresh) };
}

/** A parsed query whose columns are known. */
export function written(query: Query, columns: readonly ColumnSpec[]): Written {
  return { kind: 'Written', query, schema: columns.map(fresh) };
}

/** Finds a column by name. @param step what the user was doing, for the message. @throws ToolError PLAN_UNKNOWN_COLUMN with the nearest name. */
export function columnNamed(plan: Plan, name: string, step: string): Reference {
  const column = plan.schema.find((candidate) => candidate.name === name);
  if (column !== undefined) return reference(column);
  const names = plan.schema.map((candidate) => candidate.name);
  const near = didYouMean(name, names);
  throw errors.PLAN_UNKNOWN_COLUMN.error({ step, column: name, columns: names.join(', ') }, near === undefined ? {} : { hint: near });
}

/** Exactly the named expressions. @throws ToolError PLAN_DUPLICATE_COLUMN, PLAN_NO_COLUMNS, PLAN_AGGREGATE_PLACE */
export function project(input: Plan, named: readonly NamedScalar[], step = 'select'): Project {
  checkUnique(named.map((item) => item.name), step);
  for (const item of named) checkNoAggregate(item.expression, step);
  const outputs = named.map(output);
  return { kind: 'Project', input, outputs, schema: outputs.map((item) => item.column) };
}

/** The input's columns, and these computed over windows. @throws ToolError PLAN_DUPLICATE_COLUMN, PLAN_NO_COLUMNS, PLAN_AGGREGATE_PLACE */
export function window(input: Plan, named: readonly NamedScalar[], step = 'derive'): Window {
  checkUnique([...input.schema, ...named].map((item) => item.name), step);
  for (const item of named) checkNoAggregate(item.expression, step);
  const outputs = named.map(output);
  return { kind: 'Window', input, outputs, schema: [...input.schema, ...outputs.map((item) => item.column)] };
}

/** The rows for which the predicate is true. @throws ToolError PLAN_TYPE_MISMATCH, PLAN_AGGREGATE_PLACE */
export function filter(input: Plan, predicate: Scalar, step = 'filter'): Filter {
  checkPredicate(predicate, step);
  return { kind: 'Filter', input, predicate, schema: input.schema };
}

/** One row per combination of the keys. @throws ToolError PLAN_DUPLICATE_COLUMN, PLAN_NOT_AGGREGATED, PLAN_NESTED_AGGREGATE */
export function aggregate(input: Plan, keys: readonly NamedScalar[], measures: readonly NamedScalar[], step = 'agg'): Plan {
  checkUnique([...keys, ...measures].map((item) => item.name), step);
  for (const measure of measures) checkAggregate(measure.expression, step);
  const made: Aggregate = aggregateOf(input, keys.map(output), measures.map(output));
  return made;
}

function aggregateOf(input: Plan, keys: readonly Output[], measures: readonly Output[]): Aggregate {
  return { kind: 'Aggregate', input, keys, measures, schema: [...keys, ...measures].map((item) => item.column) };
}

/** The two sides of a join, the right one under new ids where it shares some with the left. */
export function sidesOf(left: Plan, right: Plan): readonly [Plan, Plan] {
  return [left, overlap(left, right) ? refresh(right) : right];
}

const nullExtended: Readonly<Record<JoinKind, { readonly left: boolean; readonly right: boolean }>> = {
  inner: { left: false, right: false }, cross: { left: false, right: false }, semi: { left: false, right: false }, anti: { left: false, right: false },
  left: { left: false, right: true }, right: { left: true, right: false }, full: { left: true, right: true },
};

/** A join of two plans that share no column ids (see `sidesOf`). @throws ToolError PLAN_TYPE_MISMATCH */
export function join(type: JoinKind, left: Plan, right: Plan, on?: Scalar): Join {
  if (on !== undefined) checkPredicate(on, 'join');
  const extended = nullExtended[type];
  const side = (columns: readonly PlanColumn[], optional: boolean): readonly PlanColumn[] =>
    optional ? columns.map((column) => (column.nullable ? column : { ...column, nullable: true })) : columns;
  const schema = type === 'semi' || type === 'anti' ? left.schema : [...side(left.schema, extended.left), ...side(right.schema, extended.right)];
  return { kind: 'Join', type, left, right, ...(on === undefined ? {} : { on }), schema };
}

/** Rows in this order, which replaces an earlier one. */
export function sort(input: Plan, orderBy: readonly Ordering[]): Sort | Plan {
  for (const item of orderBy) checkNoAggregate(item.expression, 'orderBy');
  if (orderBy.length === 0) return input;
  const made: Sort = { kind: 'Sort', input, orderBy, schema: input.schema };
  return made;
}

/** At most `count` rows (all when undefined), after passing over `offset`. @throws ToolError PLAN_BAD_LIMIT */
export function limit(input: Plan, count: number | undefined, offset = 0): Limit {
  for (const value of [count ?? 0, offset]) if (!Number.isSafeInteger(value) || value < 0) throw errors.PLAN_BAD_LIMIT.error({ step: 'limit', value });
  return { kind: 'Limit', input, ...(count === undefined ? {} : { count }), offset, schema: input.schema };
}

/** Each row once. */
export function distinct(input: Plan): Distinct {
  return { kind: 'Distinct', input, schema: input.schema };
}

/** Combines the rows of two plans by the place of their columns; the names are the left's. @throws ToolError PLAN_COLUMN_COUNT, PLAN_COLUMN_TYPES */
export function setOperation(operator: SetOperator, left: Plan, right: Plan): SetOperation {
  if (left.schema.length !== right.schema.length) throw errors.PLAN_COLUMN_COUNT.error({ step: operator, left: left.schema.length, right: right.schema.length });
  const schema = left.schema.map((column, i) => {
    const other = right.schema[i] ?? column;
    const type = commonType(column.type, other.type);
    if (type === undefined) throw errors.PLAN_COLUMN_TYPES.error({ step: operator, column: column.name, left: typeText(column.type), right: typeText(other.type) });
    return fresh({ name: column.name, type, nullable: column.nullable || other.nullable });
  });
  return { kind: 'SetOperation', operator, left, right, schema };
}

/** A recursive relation: `step` is given the rows of the round before. @throws ToolError PLAN_COLUMN_COUNT, PLAN_COLUMN_TYPES */
export function recursive(name: string, base: Plan, step: (previous: CteReference) => Plan, once = false): Recursive {
  const key = nextColumnId();
  const previous: CteReference = { kind: 'CteReference', key, schema: base.schema.map(fresh) };
  const made = step(previous);
  const schema = setOperation('union all', base, made).schema;
  return { kind: 'Recursive', name, key, base, step: made, distinct: once, schema };
}
