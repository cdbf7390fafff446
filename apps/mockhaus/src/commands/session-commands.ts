import { missing, SqlFailure, shapes } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { displayName, foldNames, qualify } from '../session/resolve.ts';
import type { Command, StatementContext } from './context.ts';
import { readSettings } from './properties.ts';
import { statusResult } from './results.ts';

const executed = 'Statement executed successfully.';

/** USE DATABASE, SCHEMA, WAREHOUSE, ROLE; and `USE a.b`. */
export const useCommand: Command<'Use'> = async (statement, context) => {
  const parts = foldNames(statement.name);
  const { context: here } = context.session;
  switch (statement.object) {
    case 'WAREHOUSE':
      here.warehouse = parts[0];
      return statusResult(executed, statementTypes.useWarehouse);
    case 'ROLE':
      here.role = parts[0] ?? here.role;
      return statusResult(executed, statementTypes.use);
    case 'SECONDARY ROLES':
      return statusResult(executed, statementTypes.use);
    case 'SCHEMA':
      useSchema(context, parts);
      return statusResult(executed, statementTypes.useSchema);
    default:
      if (parts.length > 1) useSchema(context, parts);
      else useDatabase(context, parts[0] ?? '');
      return statusResult(executed, statementTypes.useDatabase);
  }
};

function useDatabase(context: StatementContext, name: string): void {
  if (context.account.catalog.database(name) === undefined) throw missing('Database', displayName([name]));
  context.session.context.database = name;
  context.session.context.schema = context.account.catalog.schema(name, 'PUBLIC') === undefined ? undefined : 'PUBLIC';
}

function useSchema(context: StatementContext, parts: readonly string[]): void {
  const [database, schema] = qualify(context.session, [...parts, ''], 'USE SCHEMA');
  if (context.account.catalog.database(database) === undefined) throw missing('Database', displayName([database]));
  if (context.account.catalog.schema(database, schema) === undefined) throw missing('Schema', displayName([database, schema]));
  context.session.context.database = database;
  context.session.context.schema = schema;
}

/** ALTER SESSION SET and UNSET. */
export const alterSessionCommand: Command<'AlterSession'> = async (statement, context) => {
  const { parameters, lane } = context.session;
  for (const [name, value] of Object.entries(readSettings(statement.set))) {
    if (typeof value === 'object') throw new SqlFailure(shapes.invalidProperty, `invalid value for parameter '${name}'`);
    parameters.set(name, value);
  }
  for (const name of statement.unset) parameters.unset(name);
  // Turning AUTOCOMMIT on ends what is open.
  if (parameters.isOn('AUTOCOMMIT') && 'AUTOCOMMIT' in readSettings(statement.set)) await lane.unit.commit();
  return statusResult(executed, statementTypes.alterSession);
};

/** BEGIN, COMMIT and ROLLBACK. */
export const transactionCommand: Command<'Transaction'> = async (statement, context) => {
  const { unit } = context.lane;
  if (statement.action === 'BEGIN') await unit.begin();
  else if (statement.action === 'COMMIT') await unit.commit();
  else await unit.rollback();
  return statusResult(executed, statementTypes.tcl);
};
