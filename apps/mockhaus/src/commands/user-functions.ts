import type { CreateRoutine, DataType, Describe, Property } from '@millrace/sql-ir';
import { type CatalogColumn, type CatalogFunction, functionRecords, type SqlType, typeText } from '@millrace/transpile';
import { putObject, removeObject } from '../catalog/change.ts';
import type { ObjectEntry, QualifiedName } from '../catalog/entries.ts';
import { familyOf, functionKey, functionOf, functionSettings } from '../catalog/user-function.ts';
import { missing, SqlFailure, shapes, unsupported } from '../failures.ts';
import { type QueryResult, statementTypes } from '../history/query-result.ts';
import { displayName, foldNames, qualify, requireSchema } from '../session/resolve.ts';
import { instantColumn, numberColumn, textColumn } from '../wire/result-column.ts';
import { readType } from './column-entries.ts';
import type { Command, StatementContext } from './context.ts';
import { commitDdl } from './ddl.ts';
import { readSettings, settingText } from './properties.ts';
import { rowsResult, statusResult } from './results.ts';
import { instant, type ShowItem, type ShowKind } from './show-kind.ts';

/**
 * CREATE FUNCTION in SQL, scalar or of a table; what else a routine may be is not there.
 *
 * @throws SqlFailure 002002 for a function that is there with arguments of the same types.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql/create-function
 */
export const createFunctionCommand: Command<'CreateRoutine'> = async (statement, context) => {
  const meaning = readFunction(statement, context);
  const name = qualify(context.session, foldNames(statement.name), 'CREATE FUNCTION');
  requireSchema(context.session, name);
  const key: QualifiedName = [name[0], name[1], functionKey(name[2], meaning.parameters.map(({ type }) => type))];
  const before = context.account.catalog.object('FUNCTION', key);
  if (before !== undefined && statement.ifNotExists) return statusResult(`${displayName([name[2]])} already exists, statement succeeded.`, statementTypes.create);
  if (before !== undefined && !statement.orReplace) throw new SqlFailure(shapes.objectExists, `Object '${displayName([name[2]])}' already exists.`);
  const settings = readSettings(statement.properties.filter(({ style }) => style === undefined));
  const entry: ObjectEntry = {
    id: context.account.catalog.nextId(), kind: 'FUNCTION', database: key[0], schema: key[1], name: key[2], isTemporary: false,
    createdOn: context.now.getTime(), owner: context.session.context.role, comment: settingText(settings, 'COMMENT') ?? '',
    settings: functionSettings({ name: name[2], meaning, isSecure: statement.modifiers.includes('SECURE') }),
  };
  await commitDdl(context, [...(before === undefined ? [] : [removeObject(before)]), putObject(entry)]);
  return statusResult(`Function ${displayName([name[2]])} successfully created.`, statementTypes.create);
};

function readFunction(statement: CreateRoutine, context: StatementContext): CatalogFunction {
  const { body, returns } = statement;
  const language = wordOf(statement.properties.find(({ name }) => name === 'LANGUAGE')) ?? 'SQL';
  const kind = statement.modifiers.find((modifier) => modifier !== 'SECURE');
  if (statement.object !== 'FUNCTION' || kind !== undefined) throw unsupported(`CREATE ${kind === undefined ? '' : `${kind} `}${statement.object}`);
  if (language !== 'SQL' || body?.kind !== 'Literal' || body.type !== 'string' || returns === undefined) throw unsupported(`CREATE FUNCTION … LANGUAGE ${language}`);
  const parameters = statement.parameters.map(({ name, type, default: initial }) => {
    if (initial !== undefined) throw unsupported('DEFAULT of an argument of a function');
    return { name: name === undefined ? '' : (foldNames([name])[0] ?? ''), type: readType(type, context) };
  });
  return { parameters, returns: returned(returns.type, context), body: { sql: body.value } };
}

function returned(type: DataType, context: StatementContext): CatalogFunction['returns'] {
  if (type.name !== 'TABLE') return { kind: 'scalar', type: readType(type, context) };
  const columns = type.fields.map((field): CatalogColumn => ({ name: field.name.toUpperCase(), type: readType(field.type, context), nullable: true }));
  return { kind: 'table', columns };
}

function wordOf(property: Property | undefined): string | undefined {
  const value = property === undefined ? undefined : readSettings([property])[property.name];
  return typeof value === 'string' ? value.toUpperCase() : undefined;
}

/** The function that a name and the types of its arguments mean. */
export function lookUpFunction(parts: readonly string[], signature: readonly DataType[] | undefined, context: StatementContext, action: string): ObjectEntry | undefined {
  const [database, schema, name] = qualify(context.session, parts, action);
  return context.account.catalog.object('FUNCTION', [database, schema, functionKey(name, (signature ?? []).map((type) => readType(type, context)))]);
}

/** DESCRIBE FUNCTION. Rule: https://docs.snowflake.com/en/sql-reference/sql/desc-function */
export function describeFunction(statement: Describe, context: StatementContext): QueryResult {
  const parts = foldNames(statement.name);
  const entry = lookUpFunction(parts, statement.signature, context, 'DESCRIBE');
  if (entry === undefined) throw missing('Function', displayName(parts));
  const { parameters, returns, body } = functionOf(entry).meaning;
  const listed = (columns: readonly { readonly name: string; readonly type: SqlType }[]): string => columns.map(({ name, type }) => `${name} ${familyOf(type)}`).join(', ');
  const rows = [
    ['signature', `(${listed(parameters)})`], ['returns', returns.kind === 'scalar' ? typeText(returns.type) : `TABLE (${listed(returns.columns)})`],
    ['language', 'SQL'], ['body', 'sql' in body ? body.sql : ''],
  ];
  return rowsResult([textColumn('property'), textColumn('value')], rows, statementTypes.describe);
}

const shownColumns = [
  instantColumn('created_on'), textColumn('name'), textColumn('schema_name'), textColumn('is_builtin'), textColumn('is_aggregate'), textColumn('is_ansi'), numberColumn('min_num_arguments'), numberColumn('max_num_arguments'),
  textColumn('arguments'), textColumn('description'), textColumn('catalog_name'), textColumn('is_table_function'), textColumn('valid_for_clustering'), textColumn('is_secure'), textColumn('is_external_function'), textColumn('language'),
];

function shownFunction(entry: ObjectEntry): ShowItem {
  const { name, meaning: { parameters, returns }, isSecure } = functionOf(entry);
  const count = BigInt(parameters.length);
  const result = returns.kind === 'scalar' ? familyOf(returns.type) : `TABLE (${returns.columns.map(({ type }) => familyOf(type)).join(', ')})`;
  return { name, row: {
    created_on: instant(entry.createdOn), name, schema_name: entry.schema, is_builtin: 'N', is_aggregate: 'N', is_ansi: 'N', min_num_arguments: count, max_num_arguments: count,
    arguments: `${entry.name} RETURN ${result}`, description: entry.comment === '' ? 'user-defined function' : entry.comment, catalog_name: entry.database,
    is_table_function: returns.kind === 'table' ? 'Y' : 'N', valid_for_clustering: 'N', is_secure: isSecure ? 'Y' : 'N', is_external_function: 'N', language: 'SQL',
  } };
}

/** SHOW USER FUNCTIONS. Rule: https://docs.snowflake.com/en/sql-reference/sql/show-user-functions */
export const shownUserFunctions: ShowKind = {
  columns: shownColumns,
  items: ({ account }, { database, schema }) => account.catalog.objects('FUNCTION', database, schema).map(shownFunction),
};

/** SHOW FUNCTIONS: those that are built in, and the users'. Rule: https://docs.snowflake.com/en/sql-reference/sql/show-functions */
export const shownFunctions: ShowKind = {
  columns: shownColumns,
  items: async (context, scope) => [
    ...functionRecords.map(({ name, kind, minimum, maximum }): ShowItem => ({ name, row: {
      name, is_builtin: 'Y', is_aggregate: kind === 'aggregate' ? 'Y' : 'N', is_ansi: 'N', min_num_arguments: BigInt(minimum), max_num_arguments: BigInt(Number.isFinite(maximum) ? maximum : 2_147_483_647),
      arguments: name, description: '', is_table_function: 'N', valid_for_clustering: 'N', is_secure: 'N', is_external_function: 'N', language: 'SQL',
    } })),
    ...await shownUserFunctions.items(context, scope),
  ].toSorted((a, b) => (a.name < b.name ? -1 : 1)),
};
