import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, run } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => { engine = await openEngine(); });

const trades = "(SELECT column1 AS stock_symbol, column2::TIMESTAMP AS trade_time, column3 AS quantity FROM VALUES ('SNOW', '2023-10-01 09:00:05', 1000), ('AAPL', '2023-10-01 09:00:05', 2000), ('SNOW', '2023-09-30 12:02:55', 3000)) t";
const quotes = `(SELECT column1 AS stock_symbol, column2::TIMESTAMP AS quote_time, column3 AS price FROM VALUES
  ('SNOW', '2023-10-01 09:00:01', 163), ('SNOW', '2023-10-01 09:00:02', 166), ('AAPL', '2023-10-01 09:00:03', 139), ('SNOW', '2023-10-01 09:00:07', 142)) q`;

// https://docs.snowflake.com/en/sql-reference/constructs/asof-join: the closest row of the right side, NULL where there is none.
describe('ASOF JOIN', () => {
  it.each([
    [`SELECT t.stock_symbol, quantity, price FROM ${trades} ASOF JOIN ${quotes} MATCH_CONDITION (t.trade_time >= q.quote_time) ON t.stock_symbol = q.stock_symbol ORDER BY quantity`,
      [['SNOW', '1000', '166'], ['AAPL', '2000', '139'], ['SNOW', '3000', null]]],
    [`SELECT * EXCLUDE (trade_time, quote_time) FROM ${trades} ASOF JOIN ${quotes} MATCH_CONDITION (trade_time <= quote_time) USING (stock_symbol) ORDER BY quantity`,
      [['SNOW', '1000', '142'], ['AAPL', '2000', null], ['SNOW', '3000', '163']]],
    [`SELECT quantity, price FROM ${trades} ASOF JOIN ${quotes} MATCH_CONDITION (t.trade_time > q.quote_time) ORDER BY quantity`,
      [['1000', '139'], ['2000', '139'], ['3000', null]]],
  ])('%s', async (sql, expected) => {
    expect(await run(engine, sql)).toEqual(expected);
  });
});

const t1 = '(SELECT column1 AS c1 FROM VALUES (1), (2)) t1';
const t2 = "(SELECT column1 AS c1, column2 AS c2 FROM VALUES (1, 'one'), (3, 'three')) t2";

describe('JOIN', () => {
  it('joins every row where nothing is said', async () => {
    expect(await run(engine, 'SELECT * FROM (SELECT 1 AS a) AS x LEFT JOIN LATERAL (SELECT x.a + 1 AS b) AS y')).toEqual([['1', '2']]);
  });
  it('gives the same rows in whatever order the tables are read', async () => {
    expect(await run(engine, `SELECT t1.c1, c2 FROM ${t1} LEFT DIRECTED JOIN ${t2} ON t1.c1 = t2.c1 ORDER BY 1`)).toEqual([['1', 'one'], ['2', null]]);
  });
});

// https://docs.snowflake.com/en/sql-reference/constructs/where: (+) marks the side whose rows may be missing.
describe('(+)', () => {
  it.each([
    [`SELECT t1.c1, t2.c1 FROM ${t1}, ${t2} WHERE t2.c1(+) = t1.c1 ORDER BY 1`, [['1', '1'], ['2', null]]],
    [`SELECT t1.c1, t2.c1 FROM ${t1}, ${t2} WHERE t1.c1 (+) = t2.c1 ORDER BY 2`, [['1', '1'], [null, '3']]],
    [`SELECT t1.c1, c2 FROM ${t1}, ${t2} WHERE t2.c1 (+) = t1.c1 AND c2(+) = 'two' AND t1.c1 < 2`, [['1', null]]],
    [`SELECT t1.c1, t3.c1 FROM ${t1}, (SELECT 1 AS c1) t3, ${t2} WHERE t1.c1 = t2.c1(+) AND t2.c1 = t3.c1 (+) ORDER BY 1`, [['1', '1'], ['2', null]]],
  ])('%s', async (sql, expected) => {
    expect(await run(engine, sql)).toEqual(expected);
  });
});
