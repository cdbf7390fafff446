import { DuckDBInstance } from '@duckdb/node-api';
import { openSnowflake } from '@millrace/connectors';
import { serve } from '@millrace/mockhaus';
import type { Benchmark } from './benchmark.ts';

const queries = 50;

/** Small queries through the official driver, HTTP and translation, against DuckDB called directly. */
export const mockhausQuery: Benchmark = {
  name: 'mockhaus-query',
  task: `${queries} small queries through snowflake-sdk`,
  peer: 'DuckDB called directly',
  amount: queries,
  unit: 'queries',
  rounds: 5,
  open: async () => {
    const server = await serve({ port: 0 });
    const connector = await openSnowflake({ accessUrl: server.url, account: 'bench', username: 'bench', password: 'bench', database: 'BENCH', schema: 'PUBLIC' });
    const raw = await (await DuckDBInstance.create()).connect();
    return {
      ours: async () => {
        for (let i = 0; i < queries; i++) for await (const batch of (await connector.query('SELECT IFF(? > 1, 1, 2) AS a, DATEADD(day, 1, \'2024-01-31\'::DATE) AS d', [i])).batches) if (batch.rowCount !== 1) throw new Error('one row was expected');
      },
      theirs: async () => {
        for (let i = 0; i < queries; i++) await (await raw.run("SELECT CASE WHEN ? > 1 THEN 1 ELSE 2 END AS a, DATE '2024-01-31' + INTERVAL 1 DAY AS d", [i])).getRowsJS();
      },
      [Symbol.asyncDispose]: async () => {
        raw.disconnectSync();
        await connector.close();
        await server.close();
      },
    };
  },
};
