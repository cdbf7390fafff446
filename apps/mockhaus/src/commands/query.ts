import type { Statement } from '@millrace/sql-ir';
import type { Translation } from '@millrace/transpile';
import { collectRows } from '../history/collect-rows.ts';
import { type QueryResult, statementTypes } from '../history/query-result.ts';
import { bindValues, countBinds } from '../session/bindings.ts';
import { wireColumn } from '../wire/from-sql-type.ts';
import type { Command, StatementContext } from './context.ts';
import { describeObjects } from './describe-objects.ts';
import { openHistories } from './open-histories.ts';
import { openPivots } from './open-pivots.ts';
import { openResults } from './result-scan.ts';
import { openStages } from './stage-tables.ts';
import { translate } from './translate.ts';

/** SELECT, VALUES, WITH and their set operations. */
export const queryCommand: Command<'QueryStatement'> = (statement, context) => context.lane.unit.run(async (connection) => {
  const bound = bindValues(statement, context.request);
  const answered = await openHistories(describeObjects(bound, context), context, connection);
  const scanned = await openResults(answered, context, connection);
  const staged = await openStages(scanned.statement, context, connection);
  try {
    const extra = new Map([...scanned.extra, ...staged.extra]);
    const translation = translate(await openPivots(staged.statement, context, connection, extra), context, extra);
    const shape = describedResult(statement, translation, context);
    if (context.request.describeOnly) return shape;
    const limit = Number(context.parameters.get('ROWS_PER_RESULTSET') ?? 0);
    const rows = await context.lane.unit.read(translation, (result) => collectRows(result, shape.columns, context.format, context.account.spool, limit));
    return { ...shape, ...rows };
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
