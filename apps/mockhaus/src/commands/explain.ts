import { statementTypes } from '../history/query-result.ts';
import { numberColumn, textColumn } from '../wire/result-column.ts';
import { unsupported } from '../failures.ts';
import type { Command } from './context.ts';
import { rowsResult } from './results.ts';
import { translate } from './translate.ts';

const columns = [numberColumn('step'), numberColumn('id'), numberColumn('parent'), textColumn('operation'), textColumn('objects'), textColumn('alias'), textColumn('expressions')];

/** EXPLAIN: the engine's own plan, a line per row, under the columns that Snowflake uses. */
export const explainCommand: Command<'Explain'> = async ({ statement }, context) => {
  if (statement.kind !== 'QueryStatement') throw unsupported(`EXPLAIN of ${statement.kind}`);
  const translation = translate(statement, context);
  const result = await context.lane.unit.run((connection) => connection.run({ ...translation, sql: `EXPLAIN ${translation.sql}` }));
  const plan = (await result.getRowsJS()).map(([, text]) => String(text)).join('\n').split('\n');
  return rowsResult(columns, plan.map((line, index) => [1n, BigInt(index), null, line, null, null, null]), statementTypes.select);
};
