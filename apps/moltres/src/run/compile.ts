import { lower, optimise, type Plan, targets } from '@millrace/plan';
import { printOrThrow } from '@millrace/dialects';
import type { DialectName } from '@millrace/sql-ir';
import { withEngineNames } from './engine-names.ts';
import type { Compiled } from './runner.ts';

/** A plan as one engine's SQL. @throws ToolError PLAN_… or DIALECT_… for what the engine cannot say */
export function compile(plan: Plan, dialect: DialectName): Compiled {
  const { sql, parameters } = printOrThrow(withEngineNames(lower(optimise(plan), targets[dialect]), dialect), dialect);
  return { sql, parameters };
}
