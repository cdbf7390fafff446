import { reference } from './build-scalar.ts';
import { fresh, type NamedScalar, output } from './build-plan.ts';
import { checkAggregate, checkUnique } from './checks.ts';
import { nextColumnId } from './column-id.ts';
import { commonType, types, typeText } from './data-types.ts';
import { errors } from './errors.ts';
import type { Pivot, PivotCell, Plan, Sample, Unnest, Unpivot } from './plan.ts';
import type { Aggregated, Constant, Scalar } from './scalar.ts';

/** A column that a pivot makes. */
export interface PivotSpec {
  readonly name: string;
  readonly value: Constant;
  readonly measure: Aggregated;
}

/**
 * One row per combination of the keys (exactly one without keys), one column per value of `on`.
 *
 * @param on what is turned; a NULL among the values stands for the rows where it is NULL.
 * @throws ToolError PLAN_DUPLICATE_COLUMN, PLAN_NO_COLUMNS, PLAN_NESTED_AGGREGATE
 */
export function pivot(input: Plan, keys: readonly NamedScalar[], on: Scalar, given: readonly PivotSpec[], step = 'pivot'): Pivot {
  checkUnique([...keys, ...given].map((item) => item.name), step);
  for (const item of given) checkAggregate(item.measure, step);
  const outputs = keys.map(output);
  const cells = given.map(({ name, value, measure }): PivotCell => ({ column: fresh({ name, type: measure.type, nullable: measure.nullable }), value, measure }));
  return { kind: 'Pivot', input, keys: outputs, on, cells, schema: [...outputs, ...cells].map((item) => item.column) };
}

/** How columns are turned into rows. */
export interface UnpivotSpec {
  /** The columns that stay, by name. */
  readonly keep: readonly string[];
  /** The columns that are turned; their names become the values of `label`. */
  readonly turned: readonly string[];
  readonly label: string;
  readonly value: string;
  /** Whether a NULL makes a row too. */
  readonly keepNulls?: boolean;
}

/**
 * One row per row and turned column.
 *
 * @throws ToolError PLAN_UNKNOWN_COLUMN, PLAN_DUPLICATE_COLUMN, PLAN_NO_COLUMNS, PLAN_COLUMN_TYPES where the turned columns have no common type.
 */
export function unpivot(input: Plan, spec: UnpivotSpec, step = 'unpivot'): Unpivot {
  checkUnique(spec.turned, step);
  checkUnique([...spec.keep, spec.label, spec.value], step);
  const column = (name: string): Scalar => reference(known(input, name, step));
  const keep = spec.keep.map((name) => output({ name, expression: column(name) }));
  const turned = spec.turned.map((name) => ({ label: name, expression: column(name) }));
  const type = turned.slice(1).reduce((sofar, { label, expression }) => {
    const common = commonType(sofar, expression.type);
    if (common === undefined) throw errors.PLAN_COLUMN_TYPES.error({ step, column: label, left: typeText(sofar), right: typeText(expression.type) });
    return common;
  }, turned[0]?.expression.type ?? types.text);
  const label = fresh({ name: spec.label, type: types.text, nullable: false });
  const value = fresh({ name: spec.value, type, nullable: spec.keepNulls === true && turned.some(({ expression }) => expression.nullable) });
  return { kind: 'Unpivot', input, keep, label, value, turned, keepNulls: spec.keepNulls === true, schema: [...keep.map((item) => item.column), label, value] };
}

function known(input: Plan, name: string, step: string): Plan['schema'][number] {
  const found = input.schema.find((candidate) => candidate.name === name);
  if (found === undefined) throw errors.PLAN_UNKNOWN_COLUMN.error({ step, column: name, columns: input.schema.map((candidate) => candidate.name).join(', ') });
  return found;
}

/**
 * One row per element of a list, beside the row's own columns.
 *
 * @param names of the element's column and, when wanted, of its place from 1.
 * @param outer whether a row without elements stays.
 * @throws ToolError PLAN_TYPE_MISMATCH for what is no list, PLAN_DUPLICATE_COLUMN
 */
export function unnest(input: Plan, list: Scalar, names: { readonly element: string; readonly position?: string }, outer = false, step = 'unnest'): Unnest {
  const [type] = list.type.elements;
  if (type === undefined) throw errors.PLAN_TYPE_MISMATCH.error({ step, what: 'what is unnested', actual: typeText(list.type), expected: 'a list' });
  checkUnique([...input.schema.map((column) => column.name), names.element, ...(names.position === undefined ? [] : [names.position])], step);
  const element = fresh({ name: names.element, type, nullable: true });
  const position = names.position === undefined ? undefined : fresh({ name: names.position, type: types.bigint, nullable: outer });
  return { kind: 'Unnest', input, list, element, ...(position === undefined ? {} : { position }), outer, schema: [...input.schema, element, ...(position === undefined ? [] : [position])] };
}

/**
 * Rows chosen by chance.
 *
 * @param size 0 to 100 for `percent`; whole and not negative for `rows`.
 * @param seed for the same rows each time, where the engine can.
 * @throws ToolError PLAN_BAD_SAMPLE
 */
export function sample(input: Plan, unit: Sample['unit'], size: number, seed?: number, step = 'sample'): Sample {
  const fits = unit === 'percent' ? size >= 0 && size <= 100 : Number.isSafeInteger(size) && size >= 0;
  if (!fits) throw errors.PLAN_BAD_SAMPLE.error({ step, value: size, unit, expected: unit === 'percent' ? 'a number from 0 to 100' : 'a whole number, zero or more' });
  return { kind: 'Sample', input, unit, size, ...(seed === undefined ? {} : { seed }), draw: nextColumnId(), schema: input.schema };
}
