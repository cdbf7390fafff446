import type { Plan } from '@millrace/plan';

/** Anything that has rows: a frame or a table. Names that begin with `$` are the library's own. */
export interface RowSource<out R> {
  /** The row's type; never there at run time. */
  readonly $row?: R;
  $plan(): Plan;
}
