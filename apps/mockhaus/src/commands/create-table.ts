import type { ColumnEntry, ConstraintEntry, TableEntry } from '../catalog/entries.ts';
import { createStorage, dropStorage, withSequences } from '../catalog/table-ddl.ts';
import type { EngineStatement } from '../engine/engine.ts';
import { physicalName, quoteName } from '../engine/names.ts';
import { SqlFailure, shapes, unsupported } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { displayName, foldNames, lookUpTable, qualify, requireSchema, requireTable } from '../session/resolve.ts';
import { bindValues } from '../session/bindings.ts';
import { rebuild } from './alter.ts';
import { readColumns, readConstraints } from './column-entries.ts';
import type { Command, StatementContext } from './context.ts';
import { commitDdl, ensureTemporarySchema, forgetTable, recordTable } from './ddl.ts';
import { readSettings, settingText } from './properties.ts';
import { statusResult } from './results.ts';
import { translate } from './translate.ts';

type CreateTable = Parameters<Command<'CreateTable'>>[0];

/** What a new table starts from. */
interface TableSource {
  readonly columns: readonly ColumnEntry[];
  readonly constraints: readonly ConstraintEntry[];
  /** Fills it, given the engine's name of the table. */
  readonly fill: (table: string) => readonly EngineStatement[];
}

const unsupportedKinds: ReadonlySet<string> = new Set(['EXTERNAL', 'DYNAMIC', 'ICEBERG', 'EVENT']);

/** CREATE TABLE: with columns, AS a query, LIKE or as a CLONE of another. */
export const createTableCommand: Command<'CreateTable'> = async (statement, context) => {
  const { session } = context;
  const parts = foldNames(statement.name);
  const kind = statement.modifiers.find((modifier) => unsupportedKinds.has(modifier));
  if (kind !== undefined) throw unsupported(`${kind} TABLE`);
  if (statement.template !== undefined) throw unsupported('CREATE TABLE … USING TEMPLATE');
  const name = qualify(session, parts, 'CREATE TABLE');
  const isTemporary = statement.modifiers.some((modifier) => modifier === 'TEMPORARY' || modifier === 'TEMP');
  const schema = requireSchema(session, name);
  const existing = lookUpTable(session, name);
  // A temporary table may stand before a permanent one of its name.
  const before = existing !== undefined && isTemporary && existing.persistence !== 'TEMPORARY' ? undefined : existing;
  if (before !== undefined && statement.ifNotExists) return statusResult(`${displayName([name[2]])} already exists, statement succeeded.`, statementTypes.create);
  if (before !== undefined && statement.orAlter === true) return alterToMatch(statement, before, context);
  if (before !== undefined && !statement.orReplace) throw new SqlFailure(shapes.objectExists, `Object '${displayName(name)}' already exists.`);
  const source = tableSource(statement, context);
  const engineSchema = isTemporary ? await ensureTemporarySchema(session) : schema.physical;
  const settings = readSettings(statement.properties);
  const clusterBy = settingText(settings, 'CLUSTER BY');
  const entry = withSequences({
    id: context.account.catalog.nextId(), database: name[0], schema: name[1], name: name[2], kind: 'TABLE',
    persistence: isTemporary ? 'TEMPORARY' : statement.modifiers.includes('TRANSIENT') ? 'TRANSIENT' : 'PERMANENT',
    physical: [engineSchema, before?.physical[0] === engineSchema ? before.physical[1] : freePhysicalName(context, engineSchema, name[2])],
    columns: source.columns, constraints: source.constraints,
    createdOn: context.now.getTime(), owner: session.context.role, comment: settingText(settings, 'COMMENT') ?? '',
    ...(clusterBy === undefined ? {} : { clusterBy }),
    ...(statement.modifiers.includes('HYBRID') ? { modifier: 'HYBRID' as const } : {}),
  });
  await commitDdl(
    context,
    [...(before === undefined ? [] : [forgetTable(session, before)]), recordTable(session, entry)],
    [...(before === undefined ? [] : dropStorage(before)), ...createStorage(entry), ...source.fill(quoteName(...entry.physical))],
  );
  return statusResult(`Table ${displayName([entry.name])} successfully created.`, statementTypes.create);
};

/**
 * CREATE OR ALTER of a table that exists: it gets the columns of the definition, and keeps the data of those it had.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql/create-table#create-or-alter-table
 */
async function alterToMatch(statement: CreateTable, table: TableEntry, context: StatementContext): Promise<ReturnType<typeof statusResult>> {
  if (statement.query !== undefined || statement.like !== undefined || statement.clone !== undefined) throw unsupported('CREATE OR ALTER TABLE from another');
  const before = new Map(table.columns.map((column) => [column.name, column]));
  const taken = table.columns.map(({ physical }) => physical);
  const columns = readColumns(statement.columns, context).map((column) => {
    const physical = before.get(column.name)?.physical ?? physicalName(column.name, taken);
    taken.push(physical);
    return { ...column, physical };
  });
  await rebuild({ ...table, constraints: readConstraints(statement.columns, statement.constraints), comment: settingText(readSettings(statement.properties), 'COMMENT') ?? '' }, columns, context);
  return statusResult(`Table ${displayName([table.name])} successfully created.`, statementTypes.create);
}

/** A name for the engine that no table of that engine's schema has. */
export function freePhysicalName(context: StatementContext, engineSchema: string, name: string): string {
  const all = [...context.account.catalog.tables(), ...context.session.temporary.tables.values()];
  return physicalName(name, all.filter(({ physical }) => physical[0] === engineSchema).map(({ physical }) => physical[1]));
}

function tableSource(statement: CreateTable, context: StatementContext): TableSource {
  const original = statement.clone ?? statement.like;
  if (original !== undefined) {
    const table = requireTable(context.session, foldNames(original), 'CREATE TABLE');
    const from = quoteName(...table.physical);
    const { columns, constraints } = table;
    return { columns, constraints, fill: (target) => (statement.clone === undefined ? [] : [{ sql: `INSERT INTO ${target} SELECT * FROM ${from}` }]) };
  }
  if (statement.query !== undefined) return querySource(statement, context);
  if (statement.columns.length === 0) throw unsupported('CREATE TABLE without columns');
  return { columns: readColumns(statement.columns, context), constraints: readConstraints(statement.columns, statement.constraints), fill: () => [] };
}

/** CREATE TABLE … AS: the query's columns, under the names and types that the statement may give them. */
function querySource(statement: CreateTable, context: StatementContext): TableSource {
  const { query } = bindValues(statement, context.request);
  if (query === undefined) throw unsupported('CREATE TABLE without columns');
  const translation = translate({ kind: 'QueryStatement', query, pos: query.pos, end: query.end }, context);
  const named = statement.columns.length > 0;
  if (named && statement.columns.length !== translation.columns.length) {
    throw new SqlFailure(shapes.columnDefinitions, 'Invalid column definition list');
  }
  const taken: string[] = [];
  const columns = translation.columns.map((column, index): ColumnEntry => {
    const definition = statement.columns[index];
    const [name = column.name] = definition === undefined ? [] : foldNames([definition.name]);
    if (taken.includes(name)) throw new SqlFailure(shapes.duplicateColumn, `duplicate column name '${name}'`);
    const physical = physicalName(name, taken);
    taken.push(name);
    if (definition?.type !== undefined) {
      const [typed] = readColumns([definition], context);
      if (typed !== undefined) return { ...typed, physical };
    }
    return { name, physical, type: column.type.type === 'null' || column.type.type === 'unknown' ? { type: 'varchar', length: 16_777_216 } : column.type, nullable: true };
  });
  return {
    columns, constraints: readConstraints(statement.columns.filter(({ type }) => type !== undefined), statement.constraints),
    fill: (target) => [{ sql: `INSERT INTO ${target} ${translation.sql}`, parameters: translation.parameters }],
  };
}
