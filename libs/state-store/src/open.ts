import { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { messageOf } from '@millrace/diagnostics';
import { type SqlConnector, toKyselyDialect } from '@millrace/connectors';
import { errors } from './errors.ts';
import { migrationProvider } from './migrations.ts';
import type { StateTables } from './tables.ts';

/** A database whose schema `millrace` is up to date, and how to speak to it. */
export interface StateDatabase {
  readonly connector: SqlConnector;
  readonly kysely: Kysely<StateTables>;
  /** Now, as ISO 8601 in UTC. */
  readonly now: () => string;
}

export interface StateOptions {
  /** The time; tests pass their own. */
  readonly now?: () => Date;
}

/**
 * Opens the state kept in a database, creating or upgrading its schema `millrace`.
 *
 * @param connector DuckDB or PostgreSQL; it stays the caller's to close.
 * @throws ToolError STATE_UNSUPPORTED, STATE_MIGRATION.
 */
export async function openState(connector: SqlConnector, options: StateOptions = {}): Promise<StateDatabase> {
  if (connector.dialect !== 'duckdb' && connector.dialect !== 'postgres') throw errors.STATE_UNSUPPORTED.error({ dialect: connector.dialect });
  const kysely = new Kysely<StateTables>({ dialect: await toKyselyDialect(connector) });
  const migrator = new Migrator({ db: kysely, provider: migrationProvider, migrationTableSchema: 'millrace', migrationTableName: 'migrations', migrationLockTableName: 'migration_lock' });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw errors.STATE_MIGRATION.error({ target: connector.kind, reason: messageOf(error) }, {}, { cause: error });
  const clock = options.now ?? ((): Date => new Date());
  return { connector, kysely, now: () => clock().toISOString() };
}
