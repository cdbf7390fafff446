import { apply, conditional, constant, convert, member, ordering, type FunctionName, type Scalar } from '@millrace/plan';
import type { ColumnType, Need } from '../types/column-type.ts';
import type { RowSource } from '../types/row-source.ts';
import type { DateOnly, Kind, Literal, Mixable, Mixed, NullOf, Numeric, RowKind, Temporal } from '../types/sql-value.ts';
import { operandOf } from './operand.ts';
import { Order } from './order.ts';
import { separate } from './open-scopes.ts';
import type { Term } from './term.ts';

type Other<T> = NonNullable<T> | null;

/**
 * A typed expression: a column, or what is made of columns. Comparisons follow SQL: with a NULL on a side they give NULL,
 * and a filter keeps a row only for true. Only `eq(null)` and `ne(null)` mean IS NULL and IS NOT NULL.
 */
export class Expr<T, K extends Kind = 'scalar'> implements Term<T, K> {
  declare readonly $type: T;
  declare readonly $kind: K;
  readonly $node: Scalar;

  constructor(node: Scalar) {
    this.$node = node;
  }

  eq(other: null): Expr<boolean, K>;
  eq(other: Literal<T>): Expr<boolean | NullOf<T>, K>;
  eq<U extends Other<T>, L extends Mixable<K>>(other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  eq(other: unknown): Expr<never, never> {
    return other === null ? this.#with('isNull') : this.#with('eq', other);
  }

  ne(other: null): Expr<boolean, K>;
  ne(other: Literal<T>): Expr<boolean | NullOf<T>, K>;
  ne<U extends Other<T>, L extends Mixable<K>>(other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  ne(other: unknown): Expr<never, never> {
    return other === null ? this.#with('isNotNull') : this.#with('ne', other);
  }

  /** Less than. */
  lt(other: Literal<T>): Expr<boolean | NullOf<T>, K>;
  lt<U extends Other<T>, L extends Mixable<K>>(other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  lt(other: unknown): Expr<never, never> {
    return this.#compared('lt', other);
  }

  /** Less than or equal. */
  lte(other: Literal<T>): Expr<boolean | NullOf<T>, K>;
  lte<U extends Other<T>, L extends Mixable<K>>(other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  lte(other: unknown): Expr<never, never> {
    return this.#compared('lte', other);
  }

  /** Greater than. */
  gt(other: Literal<T>): Expr<boolean | NullOf<T>, K>;
  gt<U extends Other<T>, L extends Mixable<K>>(other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  gt(other: unknown): Expr<never, never> {
    return this.#compared('gt', other);
  }

  /** Greater than or equal. */
  gte(other: Literal<T>): Expr<boolean | NullOf<T>, K>;
  gte<U extends Other<T>, L extends Mixable<K>>(other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  gte(other: unknown): Expr<never, never> {
    return this.#compared('gte', other);
  }

  /** Unequal, where NULL equals NULL and nothing else: never NULL itself. */
  isDistinctFrom(other: Literal<T> | null): Expr<boolean, K>;
  isDistinctFrom<L extends Mixable<K>>(other: Term<Other<T>, L>): Expr<boolean, Mixed<K, L>>;
  isDistinctFrom(other: unknown): Expr<never, never> {
    return this.#with('isDistinctFrom', other);
  }

  /** Equal, where NULL equals NULL and nothing else: never NULL itself. */
  isNotDistinctFrom(other: Literal<T> | null): Expr<boolean, K>;
  isNotDistinctFrom<L extends Mixable<K>>(other: Term<Other<T>, L>): Expr<boolean, Mixed<K, L>>;
  isNotDistinctFrom(other: unknown): Expr<never, never> {
    return this.#with('isNotDistinctFrom', other);
  }

  isNull(): Expr<boolean, K> {
    return this.#with('isNull');
  }

  isNotNull(): Expr<boolean, K> {
    return this.#with('isNotNull');
  }

  /** Within both bounds, themselves included. */
  between(low: Literal<T>, high: Literal<T>): Expr<boolean | NullOf<T>, K>;
  between<U extends Other<T>, V extends Other<T>, L extends Mixable<K>>(low: Term<U, L>, high: Term<V, L>): Expr<boolean | NullOf<T> | NullOf<U> | NullOf<V>, Mixed<K, L>>;
  between(low: unknown, high: unknown): Expr<never, never> {
    return new Expr(apply('and', [this.#compared('gte', low).$node, this.#compared('lte', high).$node]));
  }

  /** Among the values, or among the rows of a frame with one column; NULLs among them are passed over. */
  in(values: readonly Literal<T>[] | RowSource<Readonly<Record<string, Other<T>>>>): Expr<boolean | NullOf<T>, K> {
    return this.#member(values, false);
  }

  /** Not among the values, or the rows of a frame with one column; NULLs among them are passed over. */
  notIn(values: readonly Literal<T>[] | RowSource<Readonly<Record<string, Other<T>>>>): Expr<boolean | NullOf<T>, K> {
    return this.#member(values, true);
  }

  and<U extends boolean | null, L extends Mixable<K>>(this: Term<boolean | null, K>, other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>> {
    return new Expr(apply('and', [this.$node, other.$node]));
  }

  or<U extends boolean | null, L extends Mixable<K>>(this: Term<boolean | null, K>, other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>> {
    return new Expr(apply('or', [this.$node, other.$node]));
  }

  not(this: Term<boolean | null, K>): Expr<T, K> {
    return new Expr(apply('not', [this.$node]));
  }

  add(this: Term<Numeric | null, K>, other: Literal<T>): Expr<T, K>;
  add<U extends Other<T>, L extends Mixable<K>>(this: Term<Numeric | null, K>, other: Term<U, L>): Expr<T | NullOf<U>, Mixed<K, L>>;
  add(this: Term<Numeric | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('add', this, other);
  }

  sub(this: Term<Numeric | null, K>, other: Literal<T>): Expr<T, K>;
  sub<U extends Other<T>, L extends Mixable<K>>(this: Term<Numeric | null, K>, other: Term<U, L>): Expr<T | NullOf<U>, Mixed<K, L>>;
  sub(this: Term<Numeric | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('sub', this, other);
  }

  mul(this: Term<Numeric | null, K>, other: Literal<T>): Expr<T, K>;
  mul<U extends Other<T>, L extends Mixable<K>>(this: Term<Numeric | null, K>, other: Term<U, L>): Expr<T | NullOf<U>, Mixed<K, L>>;
  mul(this: Term<Numeric | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('mul', this, other);
  }

  /** Division of floating-point numbers, also for integers. By a column it gives NULL where that is 0; by the constant 0 it throws. */
  div(this: Term<Numeric | null, K>, other: Literal<T>): Expr<number | NullOf<T>, K>;
  div<L extends Mixable<K>>(this: Term<Numeric | null, K>, other: Term<Numeric | null, L>): Expr<number | null, Mixed<K, L>>;
  div(this: Term<Numeric | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('div', this, other);
  }

  /** The remainder, with the sign of the dividend. */
  mod(this: Term<Numeric | null, K>, other: Literal<T>): Expr<T, K>;
  mod<L extends Mixable<K>>(this: Term<Numeric | null, K>, other: Term<Other<T>, L>): Expr<T | null, Mixed<K, L>>;
  mod(this: Term<Numeric | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('mod', this, other);
  }

  neg(this: Term<Numeric | null, K>): Expr<T, K> {
    return new Expr(apply('neg', [this.$node]));
  }

  abs(this: Term<Numeric | null, K>): Expr<T, K> {
    return new Expr(apply('abs', [this.$node]));
  }

  /** Rounds to `digits` after the point, a half away from zero. */
  round(this: Term<Numeric | null, K>, digits: number = 0): Expr<T, K> {
    return new Expr(apply('round', [this.$node, constant(digits)]));
  }

  floor(this: Term<Numeric | null, K>): Expr<T, K> {
    return new Expr(apply('floor', [this.$node]));
  }

  ceil(this: Term<Numeric | null, K>): Expr<T, K> {
    return new Expr(apply('ceil', [this.$node]));
  }

  sqrt(this: Term<Numeric | null, K>): Expr<number | NullOf<T>, K> {
    return new Expr(apply('sqrt', [this.$node]));
  }

  power(this: Term<Numeric | null, K>, exponent: number): Expr<number | NullOf<T>, K> {
    return new Expr(apply('power', [this.$node, constant(exponent)]));
  }

  upper(this: Term<string | null, K>): Expr<T, K> {
    return new Expr(apply('upper', [this.$node]));
  }

  lower(this: Term<string | null, K>): Expr<T, K> {
    return new Expr(apply('lower', [this.$node]));
  }

  /** Without spaces at both ends. */
  trim(this: Term<string | null, K>): Expr<T, K> {
    return new Expr(apply('trim', [this.$node]));
  }

  /** The number of code points. */
  length(this: Term<string | null, K>): Expr<number | NullOf<T>, K> {
    return new Expr(apply('length', [this.$node]));
  }

  /** `length` code points from `start`, which counts from 1; to the end without `length`. */
  substring(this: Term<string | null, K>, start: number, length?: number): Expr<T, K> {
    return new Expr(apply('substring', [this.$node, constant(start), ...(length === undefined ? [] : [constant(length)])]));
  }

  /** With each occurrence of `search` replaced. */
  replace(this: Term<string | null, K>, search: string, replacement: string): Expr<T, K> {
    return new Expr(apply('replace', [this.$node, constant(search), constant(replacement)]));
  }

  /** This text followed by the other. */
  concat(this: Term<string | null, K>, other: string): Expr<T, K>;
  concat<U extends string | null, L extends Mixable<K>>(this: Term<string | null, K>, other: Term<U, L>): Expr<T | NullOf<U>, Mixed<K, L>>;
  concat(this: Term<string | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('concat', this, other);
  }

  /** Whether the text holds another; `%` and `_` mean themselves. */
  contains(this: Term<string | null, K>, other: string): Expr<boolean | NullOf<T>, K>;
  contains<U extends string | null, L extends Mixable<K>>(this: Term<string | null, K>, other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  contains(this: Term<string | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('contains', this, other);
  }

  startsWith(this: Term<string | null, K>, other: string): Expr<boolean | NullOf<T>, K>;
  startsWith<U extends string | null, L extends Mixable<K>>(this: Term<string | null, K>, other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  startsWith(this: Term<string | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('startsWith', this, other);
  }

  endsWith(this: Term<string | null, K>, other: string): Expr<boolean | NullOf<T>, K>;
  endsWith<U extends string | null, L extends Mixable<K>>(this: Term<string | null, K>, other: Term<U, L>): Expr<boolean | NullOf<T> | NullOf<U>, Mixed<K, L>>;
  endsWith(this: Term<string | null, Kind>, other: unknown): Expr<never, never> {
    return arithmetic('endsWith', this, other);
  }

  /** SQL's LIKE with `%` and `_`, telling upper from lower case on every engine, with no escape character. */
  like(this: Term<string | null, K>, pattern: string): Expr<boolean | NullOf<T>, K> {
    return arithmetic('like', this, pattern);
  }

  year(this: Term<Temporal | null, K>): Expr<number | NullOf<T>, K> {
    return new Expr(apply('year', [this.$node]));
  }

  month(this: Term<Temporal | null, K>): Expr<number | NullOf<T>, K> {
    return new Expr(apply('month', [this.$node]));
  }

  /** The day of the month. */
  day(this: Term<Temporal | null, K>): Expr<number | NullOf<T>, K> {
    return new Expr(apply('day', [this.$node]));
  }

  /** The date so many days later; earlier for a negative number. */
  addDays(this: Term<DateOnly | null, K>, days: number): Expr<T, K> {
    return new Expr(apply('addDays', [this.$node, constant(days)]));
  }

  /** This value, or the first of the others that is not NULL. */
  coalesce(...others: readonly Literal<T>[]): Expr<NonNullable<T>, K>;
  coalesce<U extends Other<T>, L extends Mixable<K>>(other: Term<U, L>): Expr<NonNullable<T> | NullOf<U>, Mixed<K, L>>;
  coalesce(...others: readonly unknown[]): Expr<never, never> {
    return new Expr(apply('coalesce', [this.$node, ...others.map((other) => operandOf(other, this.$node))]));
  }

  /** NULL where the value equals the other. */
  nullIf(other: Literal<T>): Expr<T | null, K> {
    return this.#with('nullIf', other);
  }

  /** The same value as another type, by the engine's CAST. */
  cast<U, N extends Need>(type: ColumnType<U, N>): Expr<U | NullOf<T>, K> {
    return new Expr(convert(this.$node, type.dataType));
  }

  /** One of two values, by this condition; NULL counts as false. */
  then<U, V, L extends Mixable<K>, M extends Mixable<K>>(this: Term<boolean | null, K>, yes: Term<U, L>, no: Term<V, M>): Expr<U | V, Mixed<Mixed<K, L>, M>> {
    return new Expr(conditional([{ when: this.$node, then: yes.$node }], no.$node));
  }

  /** Ascending order. NULLs come last unless said otherwise. */
  asc(this: Term<unknown, RowKind>, options: { readonly nulls?: 'first' | 'last' } = {}): Order {
    return new Order(ordering(this.$node, false, options.nulls === 'first' ? 'FIRST' : 'LAST'));
  }

  /** Descending order. NULLs come last unless said otherwise. */
  desc(this: Term<unknown, RowKind>, options: { readonly nulls?: 'first' | 'last' } = {}): Order {
    return new Order(ordering(this.$node, true, options.nulls === 'first' ? 'FIRST' : 'LAST'));
  }

  #with<U, L extends Kind>(name: FunctionName, ...others: readonly unknown[]): Expr<U, L> {
    return new Expr(apply(name, [this.$node, ...others.map((other) => operandOf(other, this.$node))]));
  }

  #compared<U, L extends Kind>(name: FunctionName, other: unknown): Expr<U, L> {
    return new Expr(apply(name, [this.$node, operandOf(other, this.$node, name)]));
  }

  #member<U, L extends Kind>(values: readonly unknown[] | RowSource<unknown>, negated: boolean): Expr<U, L> {
    const given = '$plan' in values ? separate(values.$plan()) : values.map((value) => operandOf(value, this.$node));
    return new Expr(member(this.$node, given, negated));
  }
}

function arithmetic<U, L extends Kind>(name: FunctionName, left: Term<unknown, Kind>, other: unknown): Expr<U, L> {
  return new Expr(apply(name, [left.$node, operandOf(other, left.$node)]));
}

