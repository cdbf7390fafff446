import { type Plan, recursive as recursivePlan, rows } from '@millrace/plan';
import type { Shape, ShapeRow } from './expression/term.ts';
import { Frame } from './frame/frame.ts';
import { namedScalars } from './frame/shape.ts';
import type { RowSource } from './types/row-source.ts';

/** How a recursive frame treats rows that it had before. */
export interface RecursiveOptions {
  /** Drops a row that was there before, which ends walks through cycles. */
  readonly distinct?: boolean;
}

/**
 * A frame that grows from itself: the rows of `base`, then again and again those that `step` makes of the last round, until it makes none.
 *
 * @param name what the SQL calls it.
 * @param base a frame, or the expressions of a single first row.
 * @throws ToolError PLAN_COLUMN_COUNT, PLAN_COLUMN_TYPES when `step` does not give the columns of `base`
 * @example db.from(recursive('nums', { n: lit(1) }, (nums) => nums.filter((r) => r.n.lt(5)).select((r) => ({ n: r.n.add(1) }))))
 */
export function recursive<R>(name: string, base: RowSource<R>, step: (previous: Frame<R>) => RowSource<R>, options?: RecursiveOptions): Frame<R>;
export function recursive<S extends Shape<'scalar'>>(name: string, base: S, step: (previous: Frame<ShapeRow<S>>) => RowSource<ShapeRow<S>>, options?: RecursiveOptions): Frame<ShapeRow<S>>;
export function recursive(name: string, base: RowSource<unknown> | Shape<'scalar'>, step: (previous: Frame<never>) => RowSource<unknown>, options: RecursiveOptions = {}): Frame<never> {
  const first = isSource(base) ? base.$plan() : oneRow(base);
  return new Frame(recursivePlan(name, first, (previous) => step(new Frame(previous, undefined)).$plan(), options.distinct ?? false), undefined);
}

function isSource(base: RowSource<unknown> | Shape<'scalar'>): base is RowSource<unknown> {
  return typeof base['$plan'] === 'function';
}

function oneRow(shape: Shape<'scalar'>): Plan {
  const named = namedScalars(shape);
  return rows(named.map(({ name, expression }) => ({ name, type: expression.type, nullable: expression.nullable })), [named.map((item) => item.expression)]);
}
