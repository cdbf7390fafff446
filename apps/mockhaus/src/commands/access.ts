import { type Change, putDatabase, putObject } from '../catalog/change.ts';
import { missing, SqlFailure, shapes, unsupported } from '../failures.ts';
import type { QueryResult } from '../history/query-result.ts';
import { displayName, foldNames, qualify, requireObject, requireTable } from '../session/resolve.ts';
import type { Command, StatementContext } from './context.ts';
import { commitDdl, recordTable } from './ddl.ts';
import { statusResult } from './results.ts';

const executed = (): QueryResult => statusResult('Statement executed successfully.');

/** GRANT and REVOKE: taken as said; every role may do everything here. */
export const grantCommand: Command<'Grant'> = async () => executed();

/** CALL: there are no procedures to call, and Snowflake says so of those that are missing. */
export const callCommand: Command<'CallStatement'> = async (statement) => {
  throw new SqlFailure(shapes.unknownFunction, `Unknown user-defined function ${displayName(foldNames(statement.call.name))}.`);
};

/** COMMENT ON a database, table, view, column, or what has settings. */
export const commentCommand: Command<'CommentOn'> = async (statement, context) => {
  const parts = foldNames(statement.name);
  try {
    await commitDdl(context, [commented(statement.object, parts, statement.text ?? '', context)]);
  } catch (thrown) {
    const isMissing = thrown instanceof SqlFailure && (thrown.code === shapes.objectMissing[1] || thrown.code === shapes.invalidIdentifier[1]);
    if (!isMissing || !statement.ifExists) throw thrown;
  }
  return executed();
};

function commented(object: string, parts: readonly string[], comment: string, context: StatementContext): Change {
  const { account, session } = context;
  switch (object) {
    case 'TABLE': case 'VIEW': return recordTable(session, { ...requireTable(session, parts, 'COMMENT'), comment });
    case 'COLUMN': return columnComment(parts, comment, context);
    case 'DATABASE': {
      const entry = account.catalog.database(parts[0] ?? '');
      if (entry === undefined) throw missing('Database', displayName(parts));
      return putDatabase({ ...entry, comment });
    }
    case 'STAGE': case 'FILE FORMAT': case 'SEQUENCE': return putObject({ ...requireObject(session, object, parts, 'COMMENT'), comment });
    case 'WAREHOUSE': {
      const entry = account.catalog.object('WAREHOUSE', ['', '', parts.at(-1) ?? '']);
      if (entry === undefined) throw missing('Warehouse', displayName(parts));
      return putObject({ ...entry, comment });
    }
    default: throw unsupported(`COMMENT ON ${object}`);
  }
}

function columnComment(parts: readonly string[], comment: string, { session }: StatementContext): Change {
  const name = parts.at(-1) ?? '';
  const table = requireTable(session, qualify(session, parts.slice(0, -1), 'COMMENT'), 'COMMENT');
  if (!table.columns.some((column) => column.name === name)) throw new SqlFailure(shapes.invalidIdentifier, `invalid identifier '${displayName([name])}'`);
  return recordTable(session, { ...table, columns: table.columns.map((column) => (column.name === name ? { ...column, comment } : column)) });
}
