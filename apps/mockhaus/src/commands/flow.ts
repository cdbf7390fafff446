import { build, rewrite, type Statement } from '@millrace/sql-ir';
import type { CatalogTable } from '@millrace/transpile';
import { quoteName } from '../engine/names.ts';
import type { QueryResult } from '../history/query-result.ts';
import type { Command, StatementContext } from './context.ts';
import { runStatement } from './registry.ts';
import { materialise } from './result-scan.ts';

/**
 * `statement ->> statement`: each sees the results of those before it as the tables `$1` (the nearest), `$2`, …; the last gives the answer.
 * Rule: https://docs.snowflake.com/en/sql-reference/operators-flow
 */
export const flowCommand: Command<'Flow'> = async ({ statements }, context) => {
  const before: CatalogTable[] = [];
  const { connection } = context.lane;
  try {
    for (const statement of statements.slice(0, -1)) before.unshift(await materialise(await runStep(statement, context, before), connection));
    const last = statements.at(-1);
    if (last === undefined) throw new RangeError('a flow has at least one statement');
    return await runStep(last, context, before);
  } finally {
    for (const table of before) await connection.run({ sql: `DROP TABLE IF EXISTS ${quoteName('temp', table.name[2])}` });
  }
};

function runStep(statement: Statement, context: StatementContext, before: readonly CatalogTable[]): Promise<QueryResult> {
  const named = rewrite(statement, {
    Table: (table) => {
      const position = table.name.length === 1 ? /^\$(\d+)$/.exec(table.name[0]?.name ?? '')?.[1] : undefined;
      const found = position === undefined ? undefined : before[Number(position) - 1];
      return found === undefined ? table : { ...build.table([found.name[2]]), ...(table.alias === undefined ? {} : { alias: table.alias }), pos: table.pos, end: table.end };
    },
  });
  return runStatement(named, { ...context, results: before });
}
