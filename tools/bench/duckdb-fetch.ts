import { DuckDBInstance } from '@duckdb/node-api';
import { openDuckDb } from '@millrace/connectors';
import type { Benchmark } from './benchmark.ts';

const rows = 500_000;
const sql = `SELECT i::INTEGER AS id, i::BIGINT * 7 AS big, 'name ' || (i % 1000) AS name, i / 3.0 AS ratio, DATE '2024-01-01' + (i % 365)::INTEGER AS day FROM range(${rows}) t(i)`;

/** How much the connector's exact values cost over the driver's own columns. */
export const duckdbFetch: Benchmark = {
  name: 'duckdb-fetch',
  task: `${rows.toLocaleString('en-US')} rows × 5 columns fetched`,
  peer: '@duckdb/node-api columns',
  amount: rows,
  unit: 'rows',
  rounds: 5,
  open: async () => {
    const connector = await openDuckDb();
    const raw = await (await DuckDBInstance.create()).connect();
    return {
      ours: async () => {
        let seen = 0;
        for await (const batch of (await connector.query(sql)).batches) seen += batch.rowCount;
        if (seen !== rows) throw new Error(`${seen} rows came back`);
      },
      theirs: async () => {
        const result = await raw.stream(sql);
        let seen = 0;
        for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
          chunk.getColumns();
          seen += chunk.rowCount;
        }
        if (seen !== rows) throw new Error(`${seen} rows came back`);
      },
      [Symbol.asyncDispose]: async () => {
        raw.disconnectSync();
        await connector.close();
      },
    };
  },
};
