import { DuckDBInstance } from '@duckdb/node-api';
import { serve } from '@millrace/mockhaus';
import { openSnowflake } from '@millrace/connectors';
import type { Benchmark } from './benchmark.ts';

const rows = 200_000;
const text = `SELECT seq4() AS id, 'name ' || seq4() AS name FROM TABLE(GENERATOR(ROWCOUNT => ${rows}))`;

/** A large result through chunks and the official driver, against DuckDB's rows as JavaScript objects. */
export const mockhausFetch: Benchmark = {
  name: 'mockhaus-fetch',
  task: `${rows.toLocaleString('en-US')} rows × 2 columns through snowflake-sdk`,
  peer: 'DuckDB rows as objects',
  amount: rows,
  unit: 'rows',
  rounds: 3,
  open: async () => {
    const server = await serve({ port: 0 });
    const connector = await openSnowflake({ accessUrl: server.url, account: 'bench', username: 'bench', password: 'bench', database: 'BENCH', schema: 'PUBLIC' });
    const raw = await (await DuckDBInstance.create()).connect();
    return {
      ours: async () => {
        let seen = 0;
        for await (const batch of (await connector.query(text)).batches) seen += batch.rowCount;
        if (seen !== rows) throw new Error(`${seen} rows came back`);
      },
      theirs: async () => {
        const found = await (await raw.run(`SELECT i::INTEGER AS id, 'name ' || i AS name FROM range(${rows}) t(i)`)).getRowObjectsJS();
        if (found.length !== rows) throw new Error(`${found.length} rows came back`);
      },
      [Symbol.asyncDispose]: async () => {
        raw.disconnectSync();
        await connector.close();
        await server.close();
      },
    };
  },
};
