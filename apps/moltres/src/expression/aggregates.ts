import { aggregated, type AggregateName, constant, windowed, type RankingName, type Scalar } from '@millrace/plan';
import type { Literal, Numeric, NullOf, RowKind } from '../types/sql-value.ts';
import { Expr } from './expr.ts';
import type { Term } from './term.ts';
import { operandOf } from './operand.ts';
import { type Window, windowOf } from './window.ts';

/** An aggregate of a group; with `over` a window function. */
export class Aggregate<T> extends Expr<T, 'aggregate'> {
  readonly #name: AggregateName;
  readonly #args: readonly Scalar[];
  readonly #filter: Scalar | undefined;

  constructor(name: AggregateName, args: readonly Scalar[], filter?: Scalar) {
    super(aggregated(name, args, filter));
    this.#name = name;
    this.#args = args;
    this.#filter = filter;
  }

  /** The aggregate of only those rows for which the condition is true. */
  filter(condition: Term<boolean | null>): Aggregate<T> {
    return new Aggregate(this.#name, this.#args, condition.$node);
  }

  /** The aggregate of the rows around each row. */
  over(window: Window = {}): Expr<T, 'window'> {
    return new Expr(windowed(this.#name, this.#args, windowOf(window), this.#filter));
  }
}

/** A window function that is nothing without its window: `over` makes it an expression. */
export class Ranking<T> {
  readonly #name: RankingName;
  readonly #args: readonly Scalar[];

  constructor(name: RankingName, args: readonly Scalar[] = []) {
    this.#name = name;
    this.#args = args;
  }

  over(window: Window): Expr<T, 'window'> {
    return new Expr(windowed(this.#name, this.#args, windowOf(window)));
  }
}

/** The total; NULL for no rows. */
export function sum<T extends Numeric | null>(expression: Term<T>): Aggregate<NonNullable<T> | null> {
  return new Aggregate('sum', [expression.$node]);
}

/** The arithmetic mean as a floating-point number; NULL for no rows. */
export function avg(expression: Term<Numeric | null>): Aggregate<number | null> {
  return new Aggregate('avg', [expression.$node]);
}

/** The least value; NULL for no rows. */
export function min<T>(expression: Term<T>): Aggregate<T | null> {
  return new Aggregate('min', [expression.$node]);
}

/** The greatest value; NULL for no rows. */
export function max<T>(expression: Term<T>): Aggregate<T | null> {
  return new Aggregate('max', [expression.$node]);
}

/** The number of rows, or of those where the expression is not NULL. */
export function count(expression?: Term<unknown>): Aggregate<number> {
  return new Aggregate('count', expression === undefined ? [] : [expression.$node]);
}

/** The number of distinct values. Of one expression NULLs are not counted; of several, each combination is, NULLs and all. */
export function countDistinct(...expressions: readonly [Term<unknown>, ...Term<unknown>[]]): Aggregate<number> {
  return new Aggregate('countDistinct', expressions.map((expression) => expression.$node));
}

/** 1, 2, 3, … in the window's order. */
export function rowNumber(): Ranking<number> {
  return new Ranking('rowNumber');
}

/** The place in the window's order; equals share one, and the next places are left out. */
export function rank(): Ranking<number> {
  return new Ranking('rank');
}

/** The place in the window's order; equals share one, and no place is left out. */
export function denseRank(): Ranking<number> {
  return new Ranking('denseRank');
}

/** The bucket, from 1 to `buckets`, that the row falls in. */
export function ntile(buckets: number): Ranking<number> {
  return new Ranking('ntile', [constant(buckets)]);
}

function neighbour(expression: Term<unknown, RowKind>, offset: number, fallback: unknown): readonly Scalar[] {
  const node = expression.$node;
  return fallback === undefined ? [node, constant(offset)] : [node, constant(offset), operandOf(fallback, node)];
}

/** The value `offset` rows before; `fallback`, or NULL, where there is no such row. */
export function lag<T>(expression: Term<T>, offset?: number): Ranking<T | null>;
export function lag<T>(expression: Term<T>, offset: number, fallback: Literal<T>): Ranking<T | NullOf<T>>;
export function lag(expression: Term<unknown>, offset: number = 1, fallback?: unknown): Ranking<never> {
  return new Ranking('lag', neighbour(expression, offset, fallback));
}

/** The value `offset` rows after; `fallback`, or NULL, where there is no such row. */
export function lead<T>(expression: Term<T>, offset?: number): Ranking<T | null>;
export function lead<T>(expression: Term<T>, offset: number, fallback: Literal<T>): Ranking<T | NullOf<T>>;
export function lead(expression: Term<unknown>, offset: number = 1, fallback?: unknown): Ranking<never> {
  return new Ranking('lead', neighbour(expression, offset, fallback));
}
