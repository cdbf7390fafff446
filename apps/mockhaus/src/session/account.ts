import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addSchema, type Change, putDatabase } from '../catalog/change.ts';
import type { SchemaEntry } from '../catalog/entries.ts';
import type { CatalogModel } from '../catalog/model.ts';
import { loadCatalog } from '../catalog/storage.ts';
import { type Engine, type EngineConnection, type EngineStatement, openEngine } from '../engine/engine.ts';
import { physicalName } from '../engine/names.ts';
import { Serial } from '../engine/serial.ts';
import { UnitOfWork } from '../engine/unit-of-work.ts';
import { QueryStore } from '../history/query-store.ts';
import { ResultSpool } from '../history/result-spool.ts';
import { StageStore } from '../stages/stage-store.ts';

/** A tenant: its own database file, catalog, stages and query history. Nothing is shared with another account. */
export interface Account {
  readonly name: string;
  readonly engine: Engine;
  readonly catalog: CatalogModel;
  readonly stages: StageStore;
  readonly queries: QueryStore;
  readonly spool: ResultSpool;
  /** Catalog changes happen one at a time. */
  readonly changes: Serial;
  /** The connection of the account itself: stage files, load history, and what outlives any session. */
  readonly connection: EngineConnection;
  close(): Promise<void>;
}

/** Where an account keeps what it has. */
export interface AccountPlace {
  /** Absent: nothing is kept after the end. */
  readonly dataDir?: string;
  readonly now: () => number;
}

/** Opens an account, with what its file holds. @param name upper-case. */
export async function openAccount(name: string, place: AccountPlace): Promise<Account> {
  // An account's name comes from the network: only a harmless encoding of it becomes a path.
  const folder = place.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'mockhaus-')) : join(place.dataDir, encodeURIComponent(name).replaceAll('.', '%2E'));
  const stageFolder = join(folder, 'stages');
  const spoolFolder = join(folder, 'results');
  await rm(spoolFolder, { recursive: true, force: true });
  await mkdir(stageFolder, { recursive: true });
  await mkdir(spoolFolder, { recursive: true });
  const engine = await openEngine(place.dataDir === undefined ? ':memory:' : join(folder, 'account.duckdb'), [stageFolder]);
  const connection = await engine.connect();
  const catalog = await loadCatalog(connection);
  await dropLeftovers(connection);
  return {
    name, engine, catalog, connection,
    stages: await StageStore.open(connection, stageFolder, place.now),
    queries: new QueryStore(place.now),
    spool: new ResultSpool(spoolFolder, place.now),
    changes: new Serial(),
    close: async () => {
      connection.close();
      engine.close();
      await rm(place.dataDir === undefined ? folder : spoolFolder, { recursive: true, force: true });
    },
  };
}

/** The engine's schema for one session's temporary tables. */
export function temporarySchema(sessionId: number): string {
  return `_mh_session_${sessionId}`;
}

async function dropLeftovers(connection: EngineConnection): Promise<void> {
  const rows = await (await connection.run({ sql: "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE '\\_mh\\_session\\_%' ESCAPE '\\'" })).getRowsJS();
  for (const [schema] of rows) await connection.run({ sql: `DROP SCHEMA "${String(schema).replaceAll('"', '""')}" CASCADE` });
}

/**
 * Commits catalog changes together with the engine's statements that belong to them: all or nothing.
 *
 * @param unit where to run; DDL ends an open transaction first, as in Snowflake.
 * @param first statements that run before the catalog's own.
 */
export function commitChanges(account: Account, unit: UnitOfWork, changes: readonly Change[], first: readonly EngineStatement[] = []): Promise<void> {
  return account.changes.run(async () => {
    await unit.commit();
    await unit.atomically(async (connection) => {
      for (const statement of first) await connection.run(statement);
      for (const statement of changes.flatMap((change) => change.statements)) await connection.run(statement);
    });
    for (const change of changes) change.apply(account.catalog);
  });
}

/** The changes that make a database, with its schemas PUBLIC and INFORMATION_SCHEMA. */
export function createDatabase(account: Account, name: string, options: { readonly now: number; readonly owner: string; readonly comment?: string; readonly isTransient?: boolean }): readonly Change[] {
  const entry = { name, createdOn: options.now, owner: options.owner, comment: options.comment ?? '', isTransient: options.isTransient ?? false };
  const schemas = ['PUBLIC', 'INFORMATION_SCHEMA'].map((schema) => addSchema(schemaEntry(account, name, schema, options)));
  return [putDatabase(entry), ...schemas];
}

/** A new schema's entry. */
export function schemaEntry(account: Account, database: string, name: string, options: { readonly now: number; readonly owner: string; readonly comment?: string; readonly isTransient?: boolean }): SchemaEntry {
  return {
    database, name,
    physical: physicalName(`${database}.${name}`, account.catalog.schemas().map(({ physical }) => physical)),
    createdOn: options.now, owner: options.owner, comment: options.comment ?? '', isTransient: options.isTransient ?? false,
  };
}
