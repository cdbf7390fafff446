import { ordering, type WindowOver } from '@millrace/plan';
import { Order } from './order.ts';
import type { RowTerm } from './term.ts';

/** A term of ORDER BY: an expression alone means ascending. */
export type OrderTerm = Order | RowTerm;

/** Which rows around the current one a window function sees. */
export interface Window {
  readonly partitionBy?: RowTerm | readonly RowTerm[];
  readonly orderBy?: OrderTerm | readonly OrderTerm[];
  /** From and to, in rows from the current one: negative before it, 0 itself, positive after it. */
  readonly rows?: readonly [start: number | 'unbounded', end: number | 'unbounded'];
}

function isList<T>(given: T | readonly T[]): given is readonly T[] {
  return Array.isArray(given);
}

/** One or many, as many. */
export function listOf<T extends Order | RowTerm>(given: T | readonly T[] | undefined): readonly T[] {
  if (given === undefined) return [];
  return isList(given) ? given : [given];
}

/** The ordering that a term means. */
export function orderingOf(term: OrderTerm): Order['ordering'] {
  return term instanceof Order ? term.ordering : ordering(term.$node);
}

/** A window as the plan has it. */
export function windowOf(window: Window): WindowOver {
  const { rows } = window;
  return {
    partitionBy: listOf(window.partitionBy).map((item) => item.$node),
    orderBy: listOf(window.orderBy).map(orderingOf),
    ...(rows === undefined ? {} : { frame: { start: rows[0], end: rows[1] } }),
  };
}
