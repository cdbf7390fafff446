import type { ColumnEntry, TableEntry } from '../catalog/entries.ts';
import { quoteName } from '../engine/names.ts';
import { nameKey } from '../session/resolve.ts';
import { describeColumn, instantColumn, numberColumn, textColumn } from '../wire/result-column.ts';
import { wireColumn } from '../wire/from-sql-type.ts';
import type { StatementContext } from './context.ts';
import { instant, type ShowItem, type ShowKind, type ShowScope } from './show-kind.ts';

const flag = (value: boolean): string => (value ? 'Y' : 'N');
const terse = ['created_on', 'name', 'kind', 'database_name', 'schema_name'];

/** The tables and views in a scope that this session sees, its temporary ones among them. */
function tablesIn({ account, session }: StatementContext, scope: ShowScope): readonly TableEntry[] {
  const temporary = [...session.temporary.tables.values()].filter((entry) =>
    (scope.database === undefined || entry.database === scope.database) && (scope.schema === undefined || entry.schema === scope.schema));
  const hidden = new Set(temporary.map((entry) => nameKey([entry.database, entry.schema, entry.name])));
  const lasting = account.catalog.tables(scope.database, scope.schema).filter((entry) => !hidden.has(nameKey([entry.database, entry.schema, entry.name])));
  return [...lasting, ...temporary].filter((entry) => scope.table === undefined || entry.name === scope.table)
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** TABLE, TRANSIENT, TEMPORARY or VIEW. */
function kindOf(entry: TableEntry): string {
  return entry.kind === 'VIEW' ? 'VIEW' : entry.persistence === 'PERMANENT' ? 'TABLE' : entry.persistence;
}

async function countRows(context: StatementContext, entry: TableEntry): Promise<bigint> {
  const result = await context.lane.unit.run((connection) => connection.run({ sql: `SELECT count(*) FROM ${quoteName(...entry.physical)}` }));
  const [[count] = []] = await result.getRowsJS();
  return BigInt(Number(count));
}

async function tableItem(context: StatementContext, entry: TableEntry): Promise<ShowItem> {
  const isTable = entry.kind === 'TABLE';
  return {
    name: entry.name,
    row: {
      created_on: instant(entry.createdOn), name: entry.name, database_name: entry.database, schema_name: entry.schema, kind: kindOf(entry),
      comment: entry.comment, cluster_by: entry.clusterBy ?? '', rows: isTable ? await countRows(context, entry) : null, bytes: isTable ? 0n : null, owner: entry.owner,
      retention_time: '1', automatic_clustering: 'OFF', change_tracking: 'OFF', is_external: 'N', owner_role_type: 'ROLE', is_event: 'N',
      is_hybrid: 'N', is_iceberg: 'N', is_dynamic: 'N', is_immutable: 'N', reserved: '', text: entry.definition ?? null,
      is_secure: 'false', is_materialized: 'false',
    },
  };
}

const items = async (context: StatementContext, scope: ShowScope, keep: (entry: TableEntry) => boolean): Promise<readonly ShowItem[]> =>
  Promise.all(tablesIn(context, scope).filter(keep).map((entry) => tableItem(context, entry)));

const tables: ShowKind = {
  columns: [
    instantColumn('created_on'), textColumn('name'), textColumn('database_name'), textColumn('schema_name'), textColumn('kind'), textColumn('comment'),
    textColumn('cluster_by'), numberColumn('rows'), numberColumn('bytes'), textColumn('owner'), textColumn('retention_time'), textColumn('automatic_clustering'),
    textColumn('change_tracking'), textColumn('is_external'), textColumn('owner_role_type'), textColumn('is_event'), textColumn('is_hybrid'),
    textColumn('is_iceberg'), textColumn('is_dynamic'), textColumn('is_immutable'),
  ],
  terse,
  items: (context, scope) => items(context, scope, ({ kind }) => kind === 'TABLE'),
};

const views: ShowKind = {
  columns: [
    instantColumn('created_on'), textColumn('name'), textColumn('reserved'), textColumn('database_name'), textColumn('schema_name'), textColumn('owner'),
    textColumn('comment'), textColumn('text'), textColumn('is_secure'), textColumn('is_materialized'), textColumn('owner_role_type'), textColumn('change_tracking'),
  ],
  terse,
  items: (context, scope) => items(context, scope, ({ kind }) => kind === 'VIEW'),
};

const objects: ShowKind = {
  columns: [
    instantColumn('created_on'), textColumn('name'), textColumn('database_name'), textColumn('schema_name'), textColumn('kind'), textColumn('comment'),
    textColumn('cluster_by'), numberColumn('rows'), numberColumn('bytes'), textColumn('owner'), textColumn('retention_time'), textColumn('owner_role_type'),
    textColumn('is_hybrid'), textColumn('is_dynamic'), textColumn('is_iceberg'),
  ],
  terse,
  items: (context, scope) => items(context, scope, () => true),
};

const columns: ShowKind = {
  columns: [
    textColumn('table_name'), textColumn('schema_name'), textColumn('column_name'), textColumn('data_type'), textColumn('null?'), textColumn('default'),
    textColumn('kind'), textColumn('expression'), textColumn('comment'), textColumn('database_name'), textColumn('autoincrement'),
  ],
  items: (context, scope) => tablesIn(context, scope).flatMap((entry) => entry.columns.map((column) => ({
    name: column.name,
    row: {
      table_name: entry.name, schema_name: entry.schema, column_name: column.name, data_type: columnTypeJson(column), 'null?': column.nullable ? 'true' : 'NOT_NULL',
      default: column.defaultText ?? '', kind: 'COLUMN', expression: '', comment: column.comment ?? '', database_name: entry.database,
      autoincrement: column.identity === undefined ? '' : `IDENTITY START ${column.identity.start} INCREMENT ${column.identity.step} NOORDER`,
    },
  }))),
};

/** A column's type as SHOW COLUMNS has it: JSON. */
function columnTypeJson(column: ColumnEntry): string {
  const { type, precision, scale, length, byteLength, nullable } = describeColumn(wireColumn(column));
  const known = Object.entries({ precision, scale, length, byteLength }).filter(([, value]) => value !== null);
  return JSON.stringify({ type: type.toUpperCase(), ...Object.fromEntries(known), nullable, ...(type === 'text' || type === 'binary' ? { fixed: false } : {}) });
}

const schemas: ShowKind = {
  columns: [
    instantColumn('created_on'), textColumn('name'), textColumn('is_default'), textColumn('is_current'), textColumn('database_name'), textColumn('owner'),
    textColumn('comment'), textColumn('options'), textColumn('retention_time'), textColumn('owner_role_type'),
  ],
  terse,
  items: ({ account, session }, scope) => account.catalog.schemas(scope.database).map((entry) => ({
    name: entry.name,
    row: {
      created_on: instant(entry.createdOn), name: entry.name, is_default: 'N', is_current: flag(entry.database === session.context.database && entry.name === session.context.schema),
      database_name: entry.database, owner: entry.name === 'INFORMATION_SCHEMA' ? '' : entry.owner, comment: entry.comment, options: entry.isTransient ? 'TRANSIENT' : '',
      retention_time: '1', owner_role_type: entry.name === 'INFORMATION_SCHEMA' ? '' : 'ROLE',
    },
  })),
};

const databases: ShowKind = {
  columns: [
    instantColumn('created_on'), textColumn('name'), textColumn('is_default'), textColumn('is_current'), textColumn('origin'), textColumn('owner'), textColumn('comment'),
    textColumn('options'), textColumn('retention_time'), textColumn('kind'), textColumn('owner_role_type'),
  ],
  terse,
  items: ({ account, session }) => account.catalog.databases().map((entry) => ({
    name: entry.name,
    row: {
      created_on: instant(entry.createdOn), name: entry.name, is_default: 'N', is_current: flag(entry.name === session.context.database), origin: '', owner: entry.owner,
      comment: entry.comment, options: entry.isTransient ? 'TRANSIENT' : '', retention_time: '1', kind: 'STANDARD', owner_role_type: 'ROLE',
    },
  })),
};

const keys = (type: 'PRIMARY KEY' | 'UNIQUE'): ShowKind => ({
  columns: [
    instantColumn('created_on'), textColumn('database_name'), textColumn('schema_name'), textColumn('table_name'), textColumn('column_name'), numberColumn('key_sequence'),
    textColumn('constraint_name'), textColumn('rely'), textColumn('comment'),
  ],
  items: (context, scope) => tablesIn(context, scope).flatMap((entry) => entry.constraints.filter((constraint) => constraint.type === type).flatMap((constraint) => constraint.columns.map((column, index) => ({
    name: entry.name,
    row: {
      created_on: instant(entry.createdOn), database_name: entry.database, schema_name: entry.schema, table_name: entry.name, column_name: column,
      key_sequence: BigInt(index + 1), constraint_name: constraint.name, rely: 'false', comment: null,
    },
  })))),
});

/** SHOW of what the catalog's tables hold. */
export const showCatalogs: Readonly<Record<string, ShowKind>> = {
  TABLES: tables, VIEWS: views, OBJECTS: objects, COLUMNS: columns, SCHEMAS: schemas, DATABASES: databases, 'PRIMARY KEYS': keys('PRIMARY KEY'), 'UNIQUE KEYS': keys('UNIQUE'),
};
