import type { Columns } from '../expression/columns.ts';
import type { Term } from '../expression/term.ts';
import type { JsRow, Js } from '../types/sql-value.ts';

/** What a write did. */
export interface Changed {
  /** Rows inserted, updated or deleted. */
  readonly count: number;
}

/** What a write did, with the rows asked for by `returning`. */
export interface ChangedRows<R> extends Changed {
  readonly rows: readonly JsRow<R>[];
}

/** Asks for columns of the rows that were written. */
export interface Returning<K> {
  readonly returning: readonly K[];
}

/** New values for columns: constants, or expressions over the row. */
export type Assignments<R> = { readonly [K in keyof R]?: Js<R[K]> | Term<R[K]> };

/** How rows are told apart and what becomes of one that is there already. */
export interface UpsertOptions<R> {
  /** The columns that a unique index or the primary key has. */
  readonly on: readonly (keyof R)[];
  /** New values for the row there, which may read it and the one that came. Without it the row there stays. */
  readonly set?: (current: Columns<R>, incoming: Columns<R>) => Assignments<R>;
}

/** What a merge does with rows that match and with those that do not. */
export interface MergeOptions<R, S> {
  readonly on: (current: Columns<R>, source: Columns<S>) => Term<boolean | null>;
  readonly whenMatched?: 'delete' | ((current: Columns<R>, source: Columns<S>) => Assignments<R>);
  readonly whenNotMatched?: (source: Columns<S>) => Assignments<R>;
}
