import type { ColumnEntry, TableEntry } from '../catalog/entries.ts';
import { dropStorage } from '../catalog/table-ddl.ts';
import { physicalName, quoteName } from '../engine/names.ts';
import { SqlFailure, shapes, unsupported } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { displayName, foldNames, lookUpTable, qualify, requireSchema } from '../session/resolve.ts';
import type { Command } from './context.ts';
import { freePhysicalName } from './create-table.ts';
import { commitDdl, forgetTable, recordTable } from './ddl.ts';
import { readSettings, settingText } from './properties.ts';
import { statusResult } from './results.ts';
import { translate } from './translate.ts';

/** CREATE VIEW: the translated query becomes a view of the engine; the catalog keeps the text as written. */
export const createViewCommand: Command<'CreateView'> = async (statement, context) => {
  const { session } = context;
  const name = qualify(session, foldNames(statement.name), 'CREATE VIEW');
  const schema = requireSchema(session, name);
  const before = lookUpTable(session, name);
  if (before !== undefined && statement.ifNotExists) return statusResult(`${displayName([name[2]])} already exists, statement succeeded.`, statementTypes.create);
  if (before !== undefined && !statement.orReplace) throw new SqlFailure(shapes.objectExists, `Object '${displayName(name)}' already exists.`);
  const translation = translate({ kind: 'QueryStatement', query: statement.query, pos: statement.query.pos, end: statement.query.end }, context, undefined, { clock: 'engine' });
  if (translation.parameters.length > 0) throw unsupported('CREATE VIEW with bound values');
  const names = statement.columns.length === 0 ? translation.columns.map((column) => column.name) : foldNames(statement.columns.map((column) => column.name));
  if (names.length !== translation.columns.length) throw new SqlFailure(shapes.columnDefinitions, 'Invalid column definition list');
  const taken: string[] = [];
  const columns = translation.columns.map((column, index): ColumnEntry => {
    const own = names[index] ?? column.name;
    const physical = physicalName(own, taken);
    taken.push(physical);
    return { name: own, physical, type: column.type, nullable: true };
  });
  const entry: TableEntry = {
    id: context.account.catalog.nextId(), database: name[0], schema: name[1], name: name[2], kind: 'VIEW', persistence: 'PERMANENT',
    physical: [schema.physical, before?.physical[1] ?? freePhysicalName(context, schema.physical, name[2])],
    columns, constraints: [], createdOn: context.now.getTime(), owner: session.context.role,
    comment: settingText(readSettings(statement.properties), 'COMMENT') ?? '',
    definition: context.source.slice(statement.pos, statement.end),
  };
  await commitDdl(
    context,
    [...(before === undefined ? [] : [forgetTable(session, before)]), recordTable(session, entry)],
    [
      ...(before === undefined ? [] : dropStorage(before)),
      { sql: `CREATE VIEW ${quoteName(...entry.physical)} (${columns.map(({ physical }) => quoteName(physical)).join(', ')}) AS ${translation.sql}` },
    ],
  );
  return statusResult(`View ${displayName([entry.name])} successfully created.`, statementTypes.create);
};
