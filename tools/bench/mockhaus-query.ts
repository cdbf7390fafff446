import type { Benchmark } from './benchmark.ts';
import { mockhausArms } from './mockhaus-arms.ts';

const queries = 50;
const snowflake = "SELECT IFF(? > 1, 1, 2) AS a, DATEADD(day, 1, '2024-01-31'::DATE) AS d";
const duckdb = "SELECT CASE WHEN ? > 1 THEN 1 ELSE 2 END AS a, DATE '2024-01-31' + INTERVAL 1 DAY AS d";

/** Small queries through the official driver, HTTP and translation, against DuckDB called directly. */
export const mockhausQuery: Benchmark = {
  name: 'mockhaus-query',
  task: `${queries} small queries through snowflake-sdk`,
  peer: 'DuckDB called directly',
  amount: queries,
  unit: 'queries',
  rounds: 5,
  open: () => mockhausArms(
    async (mockhaus) => {
      for (let i = 0; i < queries; i++) for await (const batch of (await mockhaus.query(snowflake, [i])).batches) if (batch.rowCount !== 1) throw new Error('one row was expected');
    },
    async (raw) => {
      for (let i = 0; i < queries; i++) await (await raw.run(duckdb, [i])).getRowsJS();
    },
  ),
};
