import type { Statement } from '@millrace/sql-ir';
import type { LowerContext, Lowering } from '../lower-context.ts';

/** One step from Snowflake's meaning to DuckDB's: pure, and without effect when run again. */
export type Pass = RelationalPass | NodePass;

/** What the passes over FROM clauses look for; the binder says which of it a statement has. */
export interface Relations {
  /** A table function to the right of a join. */
  lateralJoins: boolean;
  generators: boolean;
}

/** A pass over the shape of FROM clauses, run on its own where the statement has what it looks for. */
export interface RelationalPass {
  readonly name: string;
  readonly over: keyof Relations;
  readonly run: (statement: Statement, context: LowerContext) => Statement;
}

/** A pass that looks at one node at a time, whose children are lowered already: neighbours of this sort share one walk. */
export interface NodePass {
  readonly name: string;
  readonly handlers: Lowering;
}
