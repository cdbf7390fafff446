import { lower, optimise, type Plan, targets } from '@millrace/plan';
import { printOrThrow } from '@millrace/dialects';
import type { DialectName } from '@millrace/sql-ir';
import type { Compiled } from './runner.ts';

/** A plan as one engine's SQL. @throws ToolError PLAN_… or DIALECT_… for what the engine cannot say */
export function compile(plan: Plan, dialect: DialectName): Compiled {
  const { sql, parameters } = printOrThrow(lower(optimise(plan), targets[dialect]), dialect);
  return { sql, parameters };
}
