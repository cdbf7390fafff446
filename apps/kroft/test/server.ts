import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, type PostgresClient, postgresClient, startEmbeddedPostgres } from '@millrace/connectors';
import { afterAll, beforeAll } from 'vitest';

/** What the tests of a file share: a server and a folder. */
export interface TestGround {
  readonly url: string;
  readonly sql: PostgresClient;
  /** A path in the test's folder. */
  readonly file: (name: string) => string;
}

/** Starts a server for the tests of a file and removes everything after them. */
export function testGround(): TestGround {
  const folder = mkdtempSync(join(tmpdir(), 'kroft-test-'));
  let server: EmbeddedPostgres | undefined;
  let sql: PostgresClient | undefined;
  beforeAll(async () => {
    server = await startEmbeddedPostgres();
    sql = await postgresClient({ url: server.url });
  });
  afterAll(async () => {
    await sql?.end();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the server is not started');
    return value;
  };
  return {
    get url() {
      return started(server).url;
    },
    get sql() {
      return started(sql);
    },
    file: (name) => join(folder, name),
  };
}
