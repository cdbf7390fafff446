import {
  type DatabaseIntrospector, type Dialect, type DialectAdapter, type Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type QueryCompiler,
  SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler,
} from 'kysely';
import { unreachable } from '@millrace/diagnostics';
import type { SqlConnector } from '../connector.ts';
import { kyselyDriver } from './driver.ts';
import { informationSchemaIntrospector } from './information-schema-introspector.ts';

/** PostgreSQL's rules without its advisory locks, which only PostgreSQL has. */
class UnlockedAdapter extends PostgresAdapter {
  override acquireMigrationLock(): Promise<void> {
    return Promise.resolve();
  }
  override releaseMigrationLock(): Promise<void> {
    return Promise.resolve();
  }
}

/** Snowflake takes `?` for a parameter and quotes names like PostgreSQL. */
class QuestionMarkCompiler extends PostgresQueryCompiler {
  protected override getCurrentParameterPlaceholder(): string {
    return '?';
  }
}

/** The Kysely dialect of a connector's engine, running on the connector's own connections. */
export function kyselyDialect(connector: SqlConnector): Dialect {
  const parts = partsOf(connector);
  return {
    createAdapter: () => parts.adapter(),
    createQueryCompiler: () => parts.compiler(),
    createDriver: () => kyselyDriver(connector),
    createIntrospector: (db) => parts.introspector(db as Kysely<unknown>),
  };
}

interface Parts {
  adapter(): DialectAdapter;
  compiler(): QueryCompiler;
  introspector(db: Kysely<unknown>): DatabaseIntrospector;
}

function partsOf(connector: SqlConnector): Parts {
  switch (connector.dialect) {
    case 'postgres':
      return { adapter: () => new PostgresAdapter(), compiler: () => new PostgresQueryCompiler(), introspector: (db) => new PostgresIntrospector(db) };
    case 'sqlite':
      return { adapter: () => new SqliteAdapter(), compiler: () => new SqliteQueryCompiler(), introspector: (db) => new SqliteIntrospector(db) };
    case 'duckdb':
      return { adapter: () => new UnlockedAdapter(), compiler: () => new PostgresQueryCompiler(), introspector: informationSchemaIntrospector };
    case 'snowflake':
      return { adapter: () => new UnlockedAdapter(), compiler: () => new QuestionMarkCompiler(), introspector: informationSchemaIntrospector };
    default:
      return unreachable(connector.dialect);
  }
}
