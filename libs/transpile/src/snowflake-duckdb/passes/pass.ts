import type { Statement } from '@millrace/sql-ir';
import type { LowerContext } from '../lower-context.ts';

/** One step from Snowflake's meaning to DuckDB's: pure, and without effect when run again. */
export interface Pass {
  readonly name: string;
  readonly run: (statement: Statement, context: LowerContext) => Statement;
}
