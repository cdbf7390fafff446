import type { ColumnId } from './scalar.ts';

let last = 0;

/** A column id that no other column of this process has. */
export function nextColumnId(): ColumnId {
  last += 1;
  return last;
}
