import type { Scalar } from '@millrace/plan';
import type { Kind, RowKind } from '../types/sql-value.ts';

/** What every expression is, without its methods: parameters ask for this, so that the compiler compares two properties and not fifty methods. */
export interface Term<out T, out K extends Kind = 'scalar'> {
  /** The value's type; never there at run time. */
  readonly $type: T;
  /** The kind; never there at run time. */
  readonly $kind: K;
  readonly $node: Scalar;
}

/** A term that may stand where rows are computed. */
export type RowTerm<T = unknown> = Term<T, RowKind>;
/** Named expressions. */
export type Shape<K extends Kind> = Readonly<Record<string, Term<unknown, K>>>;
/** The row that named expressions make. */
export type ShapeRow<S extends Shape<Kind>> = { -readonly [N in keyof S]: S[N]['$type'] };
