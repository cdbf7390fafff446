import type { EngineConnection } from '../engine/engine.ts';
import type { ColumnEntry, ObjectEntry, TableEntry } from './entries.ts';
import { CatalogModel } from './model.ts';

const schema: readonly string[] = [
  'CREATE SCHEMA IF NOT EXISTS _mh',
  'CREATE TABLE IF NOT EXISTS _mh.databases (name VARCHAR, created_on TIMESTAMP, owner VARCHAR, comment VARCHAR, is_transient BOOLEAN)',
  `CREATE TABLE IF NOT EXISTS _mh.schemas
     (database_name VARCHAR, name VARCHAR, physical VARCHAR, created_on TIMESTAMP, owner VARCHAR, comment VARCHAR, is_transient BOOLEAN)`,
  `CREATE TABLE IF NOT EXISTS _mh.tables
     (id INTEGER, database_name VARCHAR, schema_name VARCHAR, name VARCHAR, kind VARCHAR, persistence VARCHAR, created_on TIMESTAMP,
      owner VARCHAR, comment VARCHAR, definition VARCHAR, entry VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS _mh.columns
     (table_id INTEGER, ordinal INTEGER, name VARCHAR, type VARCHAR, argument1 INTEGER, argument2 INTEGER, nullable BOOLEAN,
      default_text VARCHAR, comment VARCHAR, entry VARCHAR)`,
  'CREATE TABLE IF NOT EXISTS _mh.objects (id INTEGER, kind VARCHAR, database_name VARCHAR, schema_name VARCHAR, name VARCHAR, entry VARCHAR)',
  'CREATE TABLE IF NOT EXISTS _mh.stage_files (stage VARCHAR, path VARCHAR, blob VARCHAR, size BIGINT, md5 VARCHAR, modified_on BIGINT)',
  'CREATE TABLE IF NOT EXISTS _mh.loads (table_id INTEGER, stage VARCHAR, path VARCHAR, md5 VARCHAR, loaded_on BIGINT, rows BIGINT)',
];

/** Makes the catalog's tables where they are missing, and reads what they hold. */
export async function loadCatalog(connection: EngineConnection): Promise<CatalogModel> {
  for (const sql of schema) await connection.run({ sql });
  const model = new CatalogModel();
  const read = async (sql: string): Promise<readonly (readonly unknown[])[]> => (await connection.run({ sql })).getRowsJS();
  for (const [name, createdOn, owner, comment, isTransient] of await read('SELECT name, epoch_ms(created_on), owner, comment, is_transient FROM _mh.databases')) {
    model.putDatabase({ name: String(name), createdOn: Number(createdOn), owner: String(owner), comment: String(comment), isTransient: isTransient === true });
  }
  for (const [database, name, physical, createdOn, owner, comment, isTransient] of await read('SELECT database_name, name, physical, epoch_ms(created_on), owner, comment, is_transient FROM _mh.schemas')) {
    model.putSchema({
      database: String(database), name: String(name), physical: String(physical), createdOn: Number(createdOn), owner: String(owner), comment: String(comment),
      isTransient: isTransient === true,
    });
  }
  const columns = Map.groupBy(await read('SELECT table_id, entry FROM _mh.columns ORDER BY table_id, ordinal'), ([id]) => Number(id));
  for (const [id, entry] of await read('SELECT id, entry FROM _mh.tables')) {
    const own = (columns.get(Number(id)) ?? []).map(([, text]) => stored<ColumnEntry>(text));
    model.putTable({ ...stored<Omit<TableEntry, 'columns'>>(entry), columns: own });
  }
  for (const [entry] of await read('SELECT entry FROM _mh.objects')) model.putObject(stored<ObjectEntry>(entry));
  return model;
}

/** Reads back what a `Change` wrote with JSON.stringify; the catalog's tables are written by nothing else. */
function stored<T>(text: unknown): T {
  return JSON.parse(String(text)) as T;
}
