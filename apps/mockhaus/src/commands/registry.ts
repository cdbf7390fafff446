import type { Statement } from '@millrace/sql-ir';
import { unsupported } from '../failures.ts';
import type { QueryResult } from '../history/query-result.ts';
import { statusResult } from './results.ts';
import type { Command, StatementContext } from './context.ts';
import { deleteCommand, insertCommand, mergeCommand, truncateCommand, updateCommand } from './dml.ts';
import { flowCommand } from './flow.ts';
import { insertAllCommand } from './insert-all.ts';
import { createTableCommand } from './create-table.ts';
import { createViewCommand } from './create-view.ts';
import { alterCommand } from './alter.ts';
import { copyCommand } from './copy.ts';
import { createObjectCommand } from './create-object.ts';
import { dropCommand } from './drop.ts';
import { setVariableCommand } from './set-variable.ts';
import { showCommand } from './show.ts';
import { describeCommand } from './describe.ts';
import { explainCommand } from './explain.ts';
import { queryCommand } from './query.ts';
import { callCommand, commentCommand, grantCommand } from './access.ts';
import { alterSessionCommand, transactionCommand, useCommand } from './session-commands.ts';
import { createFunctionCommand } from './user-functions.ts';
import { stageCommand } from './stage-files.ts';

const none = (what: string) => async (): Promise<never> => { throw unsupported(what); };

/** Who carries out which kind of statement. A new kind of statement fails the compile here until it has a command. */
const commands: { readonly [K in Statement['kind']]: Command<K> } = {
  QueryStatement: queryCommand,
  Insert: insertCommand,
  InsertAll: insertAllCommand,
  Update: updateCommand,
  Delete: deleteCommand,
  Merge: mergeCommand,
  Truncate: truncateCommand,
  Copy: copyCommand,
  CreateTable: createTableCommand,
  CreateView: createViewCommand,
  CreateObject: createObjectCommand,
  Alter: alterCommand,
  Drop: dropCommand,
  Undrop: none('UNDROP'),
  Use: useCommand,
  SetVariable: setVariableCommand,
  AlterSession: alterSessionCommand,
  Show: showCommand,
  Describe: describeCommand,
  Explain: explainCommand,
  Flow: flowCommand,
  EngineCommand: none('An order of another engine'),
  Transaction: transactionCommand,
  StageCommand: stageCommand,
  CreateRoutine: createFunctionCommand,
  CommentOn: commentCommand,
  Grant: grantCommand,
  CallStatement: callCommand,
  Execute: async (statement) => { throw unsupported(`EXECUTE ${statement.object}`); },
  Block: none('Snowflake Scripting'),
  Declare: none('Snowflake Scripting'),
  Assign: none('Snowflake Scripting'),
  Branch: none('Snowflake Scripting'),
  Loop: none('Snowflake Scripting'),
  Jump: none('Snowflake Scripting'),
  CursorCommand: none('Snowflake Scripting'),
  Async: none('Snowflake Scripting'),
};

const describable: ReadonlySet<Statement['kind']> = new Set(['QueryStatement', 'Insert', 'InsertAll', 'Update', 'Delete', 'Merge', 'Show', 'Describe']);

/** Carries a statement out, or, when only a description is asked for, says what its result would look like. */
export function runStatement(statement: Statement, context: StatementContext): Promise<QueryResult> {
  if (context.request.describeOnly && !describable.has(statement.kind)) return Promise.resolve({ ...statusResult(''), batches: [], total: 0 });
  // Each command takes exactly the kind it is listed under.
  const command = commands[statement.kind] as (statement: Statement, context: StatementContext) => Promise<QueryResult>;
  return command(statement, context);
}
