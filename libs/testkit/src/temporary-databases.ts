import { randomBytes } from 'node:crypto';
import { type DuckDbConnector, openDuckDb, openPostgres, type PostgresConnector, startEmbeddedPostgres } from '@millrace/connectors';

/** A fresh DuckDB database in memory. */
export function temporaryDuckDb(): Promise<DuckDbConnector> {
  return openDuckDb();
}

/** A fresh PostgreSQL database for one test file. */
export interface TemporaryPostgres extends AsyncDisposable {
  /** `postgres://user:password@host:port/database` */
  readonly url: string;
  /** Another empty database on the same server. @returns its URL. */
  createDatabase(): Promise<string>;
  open(): Promise<PostgresConnector>;
}

/**
 * A real PostgreSQL server with `wal_level=logical`: an embedded one that is gone afterwards, or, where `PG_URL` is set,
 * a fresh database on that server.
 *
 * @example
 * await using postgres = await temporaryPostgres();
 */
export async function temporaryPostgres(): Promise<TemporaryPostgres> {
  const given = process.env['PG_URL'];
  const server = given === undefined ? await startEmbeddedPostgres() : undefined;
  const base = given ?? server?.url ?? '';
  const made: string[] = [];
  const admin = async (sql: (name: string) => string, name: string): Promise<void> => {
    await using connector = await openPostgres({ url: base });
    await connector.execute(sql(name));
  };
  const createDatabase = async (): Promise<string> => {
    // The name is our own and plain, so that it can stand in DDL, which takes no parameters.
    const name = `millrace_test_${randomBytes(6).toString('hex')}`;
    await admin((database) => `CREATE DATABASE "${database}"`, name);
    made.push(name);
    const url = new URL(base);
    url.pathname = `/${name}`;
    return url.href;
  };
  const url = server?.url ?? (await createDatabase());
  return {
    url,
    createDatabase,
    open: () => openPostgres({ url }),
    [Symbol.asyncDispose]: async () => {
      if (server !== undefined) await server.stop();
      else for (const name of made) await admin((database) => `DROP DATABASE IF EXISTS "${database}" WITH (FORCE)`, name);
    },
  };
}
