import { randomBytes } from 'node:crypto';
import { openPostgres, type PostgresConnector, startEmbeddedPostgres } from '@millrace/connectors';

/** A PostgreSQL database that is gone after the test. */
export interface TemporaryPostgres extends AsyncDisposable {
  readonly connector: PostgresConnector;
  /** `postgres://…` of the database. */
  readonly url: string;
}

/**
 * Starts a throw-away PostgreSQL server (about 0.7 s), or makes a fresh database on the server that PG_URL names.
 * Start one per test file, in `beforeAll`.
 *
 * @example await using server = await temporaryPostgres();
 */
export async function temporaryPostgres(): Promise<TemporaryPostgres> {
  const given = process.env['PG_URL'];
  return given === undefined || given === '' ? embedded() : freshDatabase(given);
}

async function embedded(): Promise<TemporaryPostgres> {
  const server = await startEmbeddedPostgres();
  const connector = await openPostgres({ url: server.url });
  return {
    connector,
    url: server.url,
    [Symbol.asyncDispose]: async () => {
      await connector.close();
      await server.stop();
    },
  };
}

async function freshDatabase(given: string): Promise<TemporaryPostgres> {
  const name = `millrace_test_${randomBytes(6).toString('hex')}`;
  const admin = await openPostgres({ url: given });
  await admin.client`CREATE DATABASE ${admin.client(name)}`;
  const url = new URL(given);
  url.pathname = `/${name}`;
  const connector = await openPostgres({ url: url.href });
  return {
    connector,
    url: url.href,
    [Symbol.asyncDispose]: async () => {
      await connector.close();
      await admin.client`DROP DATABASE ${admin.client(name)} WITH (FORCE)`;
      await admin.close();
    },
  };
}
