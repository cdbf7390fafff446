import type { Statement } from '@millrace/sql-ir';
import { arithmetic } from './40-arithmetic.ts';
import { casts } from './50-casts.ts';
import { definitions } from './95-definitions.ts';
import { coercions } from './30-coercions.ts';
import { collations } from './35-collations.ts';
import { lateralRows } from './20-lateral-rows.ts';
import { functions } from './60-functions.ts';
import { integers } from './45-integers.ts';
import { joins } from './05-joins.ts';
import { like } from './70-like.ts';
import { nullOrder } from './80-null-order.ts';
import { lowering, type LowerContext } from '../lower-context.ts';
import type { NodePass, Pass, RelationalPass, Relations } from './pass.ts';
import { paths } from './10-paths.ts';
import { results } from './90-results.ts';
import { semiStructuredLiterals } from './15-semi-structured-literals.ts';
import { generatorPass } from './25-generator.ts';
import { tableRows } from './27-table-rows.ts';

const relational: readonly RelationalPass[] = [lateralRows, generatorPass];
const byNode: readonly NodePass[] = [tableRows, joins, paths, semiStructuredLiterals, coercions, collations, arithmetic, integers, casts, functions, like, nullOrder, results, definitions];

/** From Snowflake's meaning to DuckDB's, in this order: first the shape of FROM clauses, then node by node. */
export const passes: readonly Pass[] = [...relational, ...byNode];

const allNodes = lowering(byNode.map(({ handlers }) => handlers));

/** Runs one pass alone. */
export function runPass(pass: Pass, statement: Statement, context: LowerContext): Statement {
  return 'run' in pass ? pass.run(statement, context) : lowering([pass.handlers])(statement, context);
}

/**
 * Runs all passes. Those that look at one node at a time share a walk, unless someone wants to see the tree after each.
 *
 * @param relations what the statement has of what passes over FROM clauses look for.
 */
export function runPasses(statement: Statement, context: LowerContext, relations: Readonly<Relations>, observe?: (pass: string, statement: Statement) => void): Statement {
  if (observe === undefined) {
    let tree = statement;
    for (const pass of relational) if (relations[pass.over]) tree = pass.run(tree, context);
    return allNodes(tree, context);
  }
  return passes.filter((pass) => !('over' in pass) || relations[pass.over]).reduce((tree, pass) => {
    const next = runPass(pass, tree, context);
    observe(pass.name, next);
    return next;
  }, statement);
}
