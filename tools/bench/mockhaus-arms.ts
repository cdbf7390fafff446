import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { openSnowflake, type SqlConnector } from '@millrace/connectors';
import { serve } from '@millrace/mockhaus';
import type { Arms } from './benchmark.ts';

/** A Mockhaus reached through the official driver, and DuckDB called directly, with what each side is to do. */
export async function mockhausArms(ours: (mockhaus: SqlConnector) => Promise<void>, theirs: (duckdb: DuckDBConnection) => Promise<void>): Promise<Arms> {
  const server = await serve({ port: 0 });
  const connector = await openSnowflake({ accessUrl: server.url, account: 'bench', username: 'bench', password: 'bench', database: 'BENCH', schema: 'PUBLIC' });
  const raw = await (await DuckDBInstance.create()).connect();
  return {
    ours: () => ours(connector),
    theirs: () => theirs(raw),
    [Symbol.asyncDispose]: async () => {
      raw.disconnectSync();
      await connector.close();
      await server.close();
    },
  };
}
