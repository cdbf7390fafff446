import type { Statement } from '@millrace/sql-ir';
import type { LowerContext, Lowering } from '../lower-context.ts';

/** One step from Snowflake's meaning to DuckDB's: pure, and without effect when run again. */
export type Pass = RelationalPass | NodePass;

/** A pass over the table functions in FROM clauses, run on its own where the statement has any. */
export interface RelationalPass {
  readonly name: string;
  readonly run: (statement: Statement, context: LowerContext) => Statement;
}

/** A pass that looks at one node at a time, whose children are lowered already: neighbours of this sort share one walk. */
export interface NodePass {
  readonly name: string;
  readonly handlers: Lowering;
}
