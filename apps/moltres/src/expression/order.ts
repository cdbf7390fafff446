import type { Ordering } from '@millrace/plan';

/** One term of an ordering. */
export class Order {
  readonly ordering: Ordering;

  constructor(ordering: Ordering) {
    this.ordering = ordering;
  }
}

/** An ordering by a column's name. */
export interface KeyOrder<out N> {
  readonly key: N;
  readonly descending: boolean;
  readonly nulls: 'first' | 'last';
}

/** Descending by a column's name, for `orderBy(desc('id'))`. NULLs come last unless said otherwise. */
export function desc<const N extends string>(key: N, options: { readonly nulls?: 'first' | 'last' } = {}): KeyOrder<N> {
  return { key, descending: true, nulls: options.nulls ?? 'last' };
}

/** Ascending by a column's name. NULLs come last unless said otherwise. */
export function asc<const N extends string>(key: N, options: { readonly nulls?: 'first' | 'last' } = {}): KeyOrder<N> {
  return { key, descending: false, nulls: options.nulls ?? 'last' };
}
