import type { Benchmark } from './benchmark.ts';
import { mockhausArms } from './mockhaus-arms.ts';

const rows = 200_000;
const snowflake = `SELECT seq4() AS id, 'name ' || seq4() AS name FROM TABLE(GENERATOR(ROWCOUNT => ${rows}))`;
const duckdb = `SELECT i::INTEGER AS id, 'name ' || i AS name FROM range(${rows}) t(i)`;

/** A large result through chunks and the official driver, against DuckDB's rows as JavaScript objects. */
export const mockhausFetch: Benchmark = {
  name: 'mockhaus-fetch',
  task: `${rows.toLocaleString('en-US')} rows × 2 columns through snowflake-sdk`,
  peer: 'DuckDB rows as objects',
  amount: rows,
  unit: 'rows',
  rounds: 3,
  open: () => mockhausArms(
    async (mockhaus) => {
      let seen = 0;
      for await (const batch of (await mockhaus.query(snowflake)).batches) seen += batch.rowCount;
      if (seen !== rows) throw new Error(`${seen} rows came back`);
    },
    async (raw) => {
      const found = await (await raw.run(duckdb)).getRowObjectsJS();
      if (found.length !== rows) throw new Error(`${found.length} rows came back`);
    },
  ),
};
