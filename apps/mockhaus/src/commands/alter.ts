import type { AlterAction } from '@millrace/sql-ir';
import { type Change, putObject } from '../catalog/change.ts';
import type { ColumnEntry, Settings, TableEntry } from '../catalog/entries.ts';
import { createStorage, dropStorage, withSequences } from '../catalog/table-ddl.ts';
import type { EngineStatement } from '../engine/engine.ts';
import { physicalName, quoteName } from '../engine/names.ts';
import { missing, SqlFailure, shapes, unsupported } from '../failures.ts';
import { statementTypes } from '../history/query-result.ts';
import { displayName, foldNames, lookUpObject, lookUpTable, qualify, requireSchema } from '../session/resolve.ts';
import { readColumns, readDefault, readType, tableConstraint } from './column-entries.ts';
import type { Command, StatementContext } from './context.ts';
import { commitDdl, forgetTable, recordTable } from './ddl.ts';
import { readSettings, settingText } from './properties.ts';
import { statusResult } from './results.ts';

const executed = (): ReturnType<typeof statusResult> => statusResult('Statement executed successfully.', statementTypes.ddl);

/** ALTER TABLE and VIEW, and of what has only settings. */
export const alterCommand: Command<'Alter'> = async (statement, context) => {
  const parts = foldNames(statement.name);
  if (statement.object !== 'TABLE' && statement.object !== 'VIEW') return alterSettings(statement.object, parts, statement.ifExists, statement.actions, context);
  const name = qualify(context.session, parts, `ALTER ${statement.object}`);
  const table = lookUpTable(context.session, name);
  if (table === undefined) {
    if (statement.ifExists) return executed();
    throw missing('Table', displayName(parts));
  }
  for (const action of statement.actions) await alterTable(lookUpTable(context.session, name) ?? table, action, context);
  return executed();
};

async function alterTable(table: TableEntry, action: AlterAction, context: StatementContext): Promise<void> {
  switch (action.type) {
    case 'RENAME TO': return renameTable(table, foldNames(action.name), context);
    case 'SWAP WITH': return swapTables(table, foldNames(action.name), context);
    case 'ADD COLUMN': {
      const known = new Set(table.columns.map(({ name }) => name));
      const wanted = action.ifNotExists ? action.columns.filter((column) => !known.has(foldNames([column.name])[0] ?? '')) : action.columns;
      return rebuild(table, [...table.columns, ...readColumns(wanted, context, table.columns)], context);
    }
    case 'DROP COLUMN': {
      const names = foldNames(action.columns);
      for (const name of names) if (!action.ifExists) requireColumn(table, name);
      return rebuild(table, table.columns.filter(({ name }) => !names.includes(name)), context);
    }
    case 'RENAME COLUMN': {
      const [from = '', to = ''] = foldNames([action.from, action.to]);
      const column = requireColumn(table, from);
      if (table.columns.some(({ name }) => name === to)) throw new SqlFailure(shapes.duplicateColumn, `duplicate column name '${to}'`);
      const physical = physicalName(to, table.columns.filter((other) => other !== column).map((other) => other.physical));
      return rebuild(table, replace(table, column, { ...column, name: to, physical }), context, new Map([[physical, column.physical]]));
    }
    case 'ALTER COLUMN': return alterColumn(table, requireColumn(table, foldNames([action.column])[0] ?? ''), action.change, context);
    // Tags and policies guard nothing here, and are taken as said.
    case 'SET TAG': case 'UNSET TAG': return;
    case 'ADD CONSTRAINT': return commitDdl(context, [recordTable(context.session, { ...table, constraints: [...table.constraints, ...tableConstraint(action.constraint)] })]);
    case 'SET': {
      const comment = settingText(readSettings(action.properties), 'COMMENT');
      return commitDdl(context, comment === undefined ? [] : [recordTable(context.session, { ...table, comment })]);
    }
    case 'UNSET': return commitDdl(context, action.names.some((name) => name.toUpperCase() === 'COMMENT') ? [recordTable(context.session, { ...table, comment: '' })] : []);
    default: throw unsupported(`ALTER ${table.kind} ${actionName(action)}`);
  }
}

const actionName = (action: AlterAction): string => (action.type === 'CLAUSES' ? (action.clauses[0]?.name ?? '') : action.type);

function alterColumn(table: TableEntry, column: ColumnEntry, change: Extract<AlterAction, { type: 'ALTER COLUMN' }>['change'], context: StatementContext): Promise<void> {
  const { defaultText, defaultSql, ...plain } = column;
  switch (change.type) {
    case 'TYPE': return rebuild(table, replace(table, column, { ...column, type: readType(change.dataType, context) }), context);
    case 'SET NOT NULL': return rebuild(table, replace(table, column, { ...column, nullable: false }), context);
    case 'DROP NOT NULL': return rebuild(table, replace(table, column, { ...column, nullable: true }), context);
    case 'SET DEFAULT': return rebuild(table, replace(table, column, { ...column, ...readDefault(change.value, column.type, context) }), context);
    case 'DROP DEFAULT': return defaultText === undefined && defaultSql === undefined ? Promise.resolve() : rebuild(table, replace(table, column, plain), context);
    case 'COMMENT': return commitDdl(context, [recordTable(context.session, { ...table, columns: replace(table, column, { ...column, comment: change.text }) })]);
    case 'SET TAG': case 'UNSET TAG': return Promise.resolve();
    case 'SET': case 'UNSET': case 'CLAUSES': throw unsupported(`ALTER COLUMN … ${change.type}`);
  }
}

function requireColumn(table: TableEntry, name: string): ColumnEntry {
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) throw new SqlFailure(shapes.invalidIdentifier, `invalid identifier '${displayName([name])}'`);
  return column;
}

function replace(table: TableEntry, column: ColumnEntry, by: ColumnEntry): readonly ColumnEntry[] {
  return table.columns.map((other) => (other === column ? by : other));
}

/**
 * Gives a table new columns by writing it anew under its name: the engine refuses most changes of columns that
 * have checks or defaults. Columns that are new get their default.
 *
 * @param renamed new to old physical name, where they differ.
 */
export function rebuild(table: TableEntry, columns: readonly ColumnEntry[], context: StatementContext, renamed: ReadonlyMap<string, string> = new Map()): Promise<void> {
  if (table.kind === 'VIEW') throw unsupported('ALTER VIEW of columns');
  const next = withNewSequences({ ...table, columns }, context.account.catalog.nextId());
  const aside = quoteName(table.physical[0], `_mh_aside_${table.id}`);
  const before = new Set(table.columns.map(({ physical }) => physical));
  const kept = columns.filter(({ physical }) => before.has(renamed.get(physical) ?? physical));
  const copy: EngineStatement[] = kept.length === 0 ? [] : [{
    sql: `INSERT INTO ${quoteName(...table.physical)} (${kept.map(({ physical }) => quoteName(physical)).join(', ')})
      SELECT ${kept.map(({ physical }) => quoteName(renamed.get(physical) ?? physical)).join(', ')} FROM ${aside}`,
  }];
  return commitDdl(context, [recordTable(context.session, next)], [
    { sql: `CREATE TABLE ${aside} AS SELECT * FROM ${quoteName(...table.physical)}` },
    ...dropStorage(table, next), ...createStorage(next, table), ...copy, { sql: `DROP TABLE ${aside}` },
  ]);
}

/** Columns that begin to count get a sequence that no other has. */
function withNewSequences(table: TableEntry, id: number): TableEntry {
  const fresh = withSequences({ ...table, id });
  return { ...table, columns: table.columns.map((column, index) => (column.identity?.sequence === undefined ? (fresh.columns[index] ?? column) : column)) };
}

async function renameTable(table: TableEntry, parts: readonly string[], context: StatementContext): Promise<void> {
  const name = qualify(context.session, parts, 'ALTER TABLE');
  const schema = requireSchema(context.session, name);
  if (lookUpTable(context.session, name) !== undefined) throw new SqlFailure(shapes.objectExists, `Object '${displayName(name)}' already exists.`);
  if (schema.physical !== table.physical[0] && table.persistence !== 'TEMPORARY') throw unsupported('ALTER TABLE … RENAME TO another schema');
  // The engine keeps its own name of the table, so that views which read it still do.
  await commitDdl(context, [forgetTable(context.session, table), recordTable(context.session, { ...table, name: name[2] })]);
}

async function swapTables(table: TableEntry, parts: readonly string[], context: StatementContext): Promise<void> {
  const other = lookUpTable(context.session, qualify(context.session, parts, 'ALTER TABLE'));
  if (other === undefined) throw missing('Table', displayName(parts));
  const place = ({ database, schema, name }: TableEntry): Pick<TableEntry, 'database' | 'schema' | 'name'> => ({ database, schema, name });
  const changes: readonly Change[] = [
    forgetTable(context.session, table), forgetTable(context.session, other),
    recordTable(context.session, { ...table, ...place(other) }), recordTable(context.session, { ...other, ...place(table) }),
  ];
  await commitDdl(context, changes);
}

async function alterSettings(object: string, parts: readonly string[], ifExists: boolean, actions: readonly AlterAction[], context: StatementContext): Promise<ReturnType<typeof statusResult>> {
  if (object !== 'STAGE' && object !== 'FILE FORMAT' && object !== 'WAREHOUSE' && object !== 'SEQUENCE') throw unsupported(`ALTER ${object}`);
  const entry = lookUpObject(context.session, object, object === 'WAREHOUSE' ? ['', '', parts.at(-1) ?? ''] : qualify(context.session, parts, `ALTER ${object}`));
  if (entry === undefined) {
    if (ifExists) return executed();
    throw missing(object, displayName(parts));
  }
  const settings = Object.assign({}, entry.settings, ...actions.map((action) => {
    if (action.type !== 'SET') throw unsupported(`ALTER ${object} ${actionName(action)}`);
    return readSettings(action.properties);
  })) as Settings;
  await commitDdl(context, [putObject({ ...entry, settings, comment: settingText(settings, 'COMMENT') ?? entry.comment })]);
  return executed();
}
