import { apply, type Conditional, conditional, constant, existence, lookup, types } from '@millrace/plan';
import type { RowSource } from '../types/row-source.ts';
import type { Kind, NullOf, RowKind } from '../types/sql-value.ts';
import { Expr } from './expr.ts';
import { separate } from './open-scopes.ts';
import type { RowTerm, Term } from './term.ts';
import { operandOf } from './operand.ts';

/** A constant as an expression; it travels as a bound parameter. */
export function lit<T extends number | bigint | string | boolean>(value: T): Expr<T extends number ? number : T extends string ? string : T extends boolean ? boolean : bigint> {
  return new Expr(constant(value));
}

/** Whether a frame has rows; its filters may read the columns of the frame around it. */
export function exists(source: RowSource<unknown>): Expr<boolean> {
  return new Expr(existence(separate(source.$plan())));
}

/** Whether a frame has no rows. */
export function notExists(source: RowSource<unknown>): Expr<boolean> {
  return new Expr(existence(separate(source.$plan()), true));
}

/** Rules out rows of several columns: a union of keys does not fit itself as a whole once it is taken apart. */
type OneColumn<R, K = keyof R> = K extends unknown ? ([keyof R] extends [K] ? unknown : never) : never;

/** The value of a frame of one column and at most one row; NULL without a row. @throws ToolError PLAN_COLUMN_COUNT */
export function scalar<R>(source: RowSource<R> & OneColumn<R>): Expr<R[keyof R] | null> {
  return new Expr(lookup(separate(source.$plan())));
}

/** Not. */
export function not<T extends boolean | null, K extends Kind>(condition: Term<T, K>): Expr<T, K> {
  return new Expr(apply('not', [condition.$node]));
}

/** The greatest of the expressions; NULL if one of them is. */
export function greatest<T, K extends RowKind = 'scalar'>(...expressions: readonly [Term<T, K>, Term<T, K>, ...Term<T, K>[]]): Expr<T, K> {
  return new Expr(apply('greatest', expressions.map((expression) => expression.$node)));
}

/** The least of the expressions; NULL if one of them is. */
export function least<T, K extends RowKind = 'scalar'>(...expressions: readonly [Term<T, K>, Term<T, K>, ...Term<T, K>[]]): Expr<T, K> {
  return new Expr(apply('least', expressions.map((expression) => expression.$node)));
}

/** The first of the expressions that is not NULL. */
export function coalesce<T, U, K extends Kind>(first: Term<T, K>, second: Term<U, K>): Expr<NonNullable<T> | NonNullable<U> | (NullOf<T> & NullOf<U>), K> {
  return new Expr(apply('coalesce', [first.$node, second.$node]));
}

type Plain = number | bigint | string | boolean | null;
/** The SQL type of a value given to `when`. */
type Given<V> = V extends Term<infer T, Kind> ? T : V extends number ? number : V extends string ? string : V extends boolean ? boolean : V;

/** A CASE that has branches, and may get more. */
export class When<T> {
  readonly #branches: Conditional['branches'];

  constructor(branches: Conditional['branches']) {
    this.#branches = branches;
  }

  /** Another branch, for rows that no earlier one took. */
  when<const V extends Plain | RowTerm>(condition: Term<boolean | null, RowKind>, value: V): When<T | Given<V>> {
    return new When([...this.#branches, { when: condition.$node, then: operandOf(value) }]);
  }

  /** The value of all other rows. */
  otherwise<const V extends Plain | RowTerm>(value: V): Expr<T | Given<V>> {
    return new Expr(conditional(this.#branches, value === null ? constant(null, types.text) : operandOf(value)));
  }

  /** NULL for all other rows. */
  end(): Expr<T | null> {
    return new Expr(conditional(this.#branches));
  }
}

/** Starts a CASE: the value where the condition is true. Close it with `otherwise` or `end`. */
export function when<const V extends Plain | RowTerm>(condition: Term<boolean | null, RowKind>, value: V): When<Given<V>> {
  return new When([{ when: condition.$node, then: operandOf(value) }]);
}
