import { parse } from '@millrace/sql-parser';
import { transpile } from '@millrace/transpile';
import type { Benchmark } from './benchmark.ts';

const statements: readonly string[] = [
  "SELECT id, IFF(amount > 10, 'big', 'small') AS size, DATEADD(day, 7, booked_at) AS due FROM orders WHERE status = 'paid' QUALIFY ROW_NUMBER() OVER (PARTITION BY customer_id ORDER BY booked_at DESC) = 1",
  'WITH t AS (SELECT customer_id, SUM(amount) AS total FROM orders GROUP BY 1) SELECT c.name, t.total / 3 AS third FROM t JOIN customers c ON c.id = t.customer_id WHERE t.total > 100 ORDER BY 2 DESC LIMIT 10',
  "SELECT o.id, f.value:sku::VARCHAR AS sku, f.index FROM orders o, LATERAL FLATTEN(INPUT => o.doc:items) f WHERE o.doc:meta.region = 'EU'",
];
const rounds = 300;

/** What translating costs beyond reading: Snowflake to DuckDB, against parsing the same text. */
export const sqlTranslate: Benchmark = {
  name: 'sql-translate',
  task: 'Snowflake statements parsed, bound, rewritten and printed for DuckDB',
  peer: 'parsing them',
  amount: statements.length * rounds,
  unit: 'statements',
  rounds: 5,
  open: () => Promise.resolve({
    ours: () => { for (let i = 0; i < rounds; i++) for (const sql of statements) transpile(sql, { from: 'snowflake', to: 'duckdb' }); },
    theirs: () => { for (let i = 0; i < rounds; i++) for (const sql of statements) parse(sql, { dialect: 'snowflake' }); },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }),
};
