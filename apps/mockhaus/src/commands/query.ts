import type { Statement } from '@millrace/sql-ir';
import type { Translation } from '@millrace/transpile';
import { collectRows } from '../history/collect-rows.ts';
import { type QueryResult, statementTypes } from '../history/query-result.ts';
import { bindValues, countBinds } from '../session/bindings.ts';
import { wireColumn } from '../wire/from-sql-type.ts';
import type { Command, StatementContext } from './context.ts';
import { openPivots } from './open-pivots.ts';
import { openResults } from './result-scan.ts';
import { openStages } from './stage-tables.ts';
import { translate } from './translate.ts';

/** SELECT, VALUES, WITH and their set operations. */
export const queryCommand: Command<'QueryStatement'> = (statement, context) => context.lane.unit.run(async (connection) => {
  const bound = bindValues(statement, context.request);
  const scanned = await openResults(bound, context, connection);
  const staged = await openStages(scanned.statement, context, connection);
  try {
    const extra = new Map([...scanned.extra, ...staged.extra]);
    const translation = translate(await openPivots(staged.statement, context, connection, extra), context, extra);
    const described = describedResult(statement, translation, context);
    if (context.request.describeOnly) return described;
    const limit = Number(context.parameters.get('ROWS_PER_RESULTSET') ?? 0);
    const rows = await context.lane.unit.read(translation, (result) => collectRows(result, described.columns, context.format, context.account.spool, limit));
    return { ...described, ...rows };
  } finally {
    await staged.release();
    await scanned.release();
  }
});

/** What a query's result looks like, without rows. */
function describedResult(statement: Statement, translation: Translation, context: StatementContext): QueryResult {
  return {
    columns: translation.columns.map(wireColumn), batches: [], chunks: [], total: 0, format: context.format,
    statementTypeId: statementTypes.select, numberOfBinds: countBinds(statement),
  };
}
