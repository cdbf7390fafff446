import type { Relation, Statement } from '@millrace/sql-ir';
import type { LowerContext, Lowering } from '../lower-context.ts';

/** One step from Snowflake's meaning to DuckDB's: pure, and without effect when run again. */
export type Pass = RelationalPass | NodePass;

/** A pass over the shape of FROM clauses, run on its own where the statement has such a relation. */
export interface RelationalPass {
  readonly name: string;
  readonly relation: Relation['kind'];
  readonly run: (statement: Statement, context: LowerContext) => Statement;
}

/** A pass that looks at one node at a time, whose children are lowered already: neighbours of this sort share one walk. */
export interface NodePass {
  readonly name: string;
  readonly handlers: Lowering;
}
