import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, run } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => { engine = await openEngine(); });

// Data and rows: https://docs.snowflake.com/en/sql-reference/constructs/match_recognize#examples
const stock = `(SELECT column1 AS company, column2::DATE AS price_date, column3 AS price FROM VALUES
  ('ABCD', '2020-10-01', 50), ('XYZ', '2020-10-01', 89), ('ABCD', '2020-10-02', 36), ('XYZ', '2020-10-02', 24), ('ABCD', '2020-10-03', 39), ('XYZ', '2020-10-03', 37),
  ('ABCD', '2020-10-04', 42), ('XYZ', '2020-10-04', 63), ('ABCD', '2020-10-05', 30), ('XYZ', '2020-10-05', 65), ('ABCD', '2020-10-06', 47), ('XYZ', '2020-10-06', 56),
  ('ABCD', '2020-10-07', 71), ('XYZ', '2020-10-07', 50), ('ABCD', '2020-10-08', 80), ('XYZ', '2020-10-08', 54), ('ABCD', '2020-10-09', 75), ('XYZ', '2020-10-09', 30),
  ('ABCD', '2020-10-10', 63), ('XYZ', '2020-10-10', 32)) AS stock`;

const vShape = `PARTITION BY company ORDER BY price_date
  MEASURES MATCH_NUMBER() AS match_number, FIRST(price_date) AS start_date, LAST(price_date) AS end_date, COUNT(*) AS rows_in_sequence,
    COUNT(row_with_price_decrease.*) AS num_decreases, COUNT(row_with_price_increase.*) AS num_increases
  ONE ROW PER MATCH AFTER MATCH SKIP TO LAST row_with_price_increase
  PATTERN (row_before_decrease row_with_price_decrease+ row_with_price_increase+)
  DEFINE row_with_price_decrease AS price < LAG(price), row_with_price_increase AS price > LAG(price)`;

describe('MATCH_RECOGNIZE', () => {
  it('gives one row for each V', async () => {
    expect(await run(engine, `SELECT * FROM ${stock} MATCH_RECOGNIZE (${vShape}) ORDER BY company, match_number`)).toEqual([
      ['ABCD', '1', '2020-10-01', '2020-10-04', '4', '1', '2'], ['ABCD', '2', '2020-10-04', '2020-10-08', '5', '1', '3'],
      ['XYZ', '1', '2020-10-01', '2020-10-05', '5', '1', '3'], ['XYZ', '2', '2020-10-05', '2020-10-08', '4', '2', '1'], ['XYZ', '3', '2020-10-08', '2020-10-10', '3', '1', '1'],
    ]);
  });
  it('gives all rows of a match, with running and final measures', async () => {
    expect(await run(engine, `SELECT price_date, match_number, msq, price, cl, so_far, total FROM (SELECT * FROM ${stock} WHERE company = 'ABCD') MATCH_RECOGNIZE (
      ORDER BY price_date MEASURES MATCH_NUMBER() AS match_number, MATCH_SEQUENCE_NUMBER() AS msq, CLASSIFIER() AS cl, COUNT(*) AS so_far, FINAL COUNT(*) AS total
      ALL ROWS PER MATCH PATTERN (any_row up+) DEFINE any_row AS TRUE, up AS price > LAG(price)) ORDER BY match_number, msq`)).toEqual([
      ['2020-10-02', '1', '1', '36', 'ANY_ROW', '1', '3'], ['2020-10-03', '1', '2', '39', 'UP', '2', '3'], ['2020-10-04', '1', '3', '42', 'UP', '3', '3'],
      ['2020-10-05', '2', '1', '30', 'ANY_ROW', '1', '4'], ['2020-10-06', '2', '2', '47', 'UP', '2', '4'], ['2020-10-07', '2', '3', '71', 'UP', '3', '4'], ['2020-10-08', '2', '4', '80', 'UP', '4', '4'],
    ]);
  });
  it('keeps the rows that match nothing when asked, and leaves out what is between {- and -}', async () => {
    expect(await run(engine, `SELECT x, cl FROM (SELECT column1 AS x FROM VALUES (1), (2), (3), (9)) MATCH_RECOGNIZE (
      ORDER BY x MEASURES CLASSIFIER() AS cl ALL ROWS PER MATCH WITH UNMATCHED ROWS PATTERN (a {- b -} c) DEFINE a AS x = 1, b AS x = 2, c AS x = 3) ORDER BY x`)).toEqual([['1', 'A'], ['3', 'C'], ['9', null]]);
  });
  it('knows alternatives, counts, reluctance, permutations, subsets and the edges of a partition', async () => {
    const found = async (pattern: string, more = ''): Promise<unknown> => (await run(engine, `SELECT s FROM (SELECT column1 AS n, column2 AS x FROM VALUES (1, 'a'), (2, 'b'), (3, 'a'), (4, 'c'), (5, 'c')) MATCH_RECOGNIZE (
      ORDER BY n MEASURES LISTAGG(x) AS s ONE ROW PER MATCH PATTERN (${pattern}) ${more} DEFINE a AS x = 'a', b AS x = 'b', c AS x = 'c') ORDER BY s`)).flat();
    expect(await found('a | b')).toEqual(['a', 'a', 'b']);
    expect(await found('c{2}')).toEqual(['cc']);
    expect(await found('c+?')).toEqual(['c', 'c']);
    expect(await found('PERMUTE(b, a)')).toEqual(['ab']);
    expect(await found('^ a b? a*')).toEqual(['aba']);
    expect(await found('c $')).toEqual(['c']);
    expect(await run(engine, `SELECT * FROM (SELECT column1 AS n, column2 AS x FROM VALUES (1, 'a'), (2, 'b'), (3, 'c')) MATCH_RECOGNIZE (
      ORDER BY n MEASURES COUNT(ab.*) AS k, a.n AS first_n, LAST(ab.n) AS last_n PATTERN (a b c) SUBSET ab = (a, b) DEFINE a AS x = 'a', b AS x = 'b', c AS c.x = 'c')`)).toEqual([['2', '1', '2']]);
  });
  it('goes on where it is told to', async () => {
    const count = async (skip: string): Promise<unknown> => (await run(engine, `SELECT COUNT(*) FROM (SELECT column1 AS n FROM VALUES (1), (2), (3), (4)) MATCH_RECOGNIZE (
      ORDER BY n MEASURES MATCH_NUMBER() AS m ONE ROW PER MATCH ${skip} PATTERN (a b) DEFINE b AS n > LAG(n))`)).flat();
    expect([await count('AFTER MATCH SKIP PAST LAST ROW'), await count('AFTER MATCH SKIP TO NEXT ROW'), await count('AFTER MATCH SKIP TO LAST b'), await count('')]).toEqual([['2'], ['3'], ['3'], ['2']]);
  });
  it('numbers matches of no rows among the others, and shows them unless told not to', async () => {
    const overAverage = (rows: string): Promise<unknown> => run(engine, `SELECT company, price_date, price, match, cl, n FROM ${stock} MATCH_RECOGNIZE (PARTITION BY company ORDER BY price_date
      MEASURES MATCH_NUMBER() AS match, CLASSIFIER() AS cl, COUNT(*) AS n ALL ROWS PER MATCH ${rows} PATTERN (overavg*)
      DEFINE overavg AS price > AVG(price) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) WHERE price_date > '2020-10-05' ORDER BY company, price_date`);
    expect(await overAverage('OMIT EMPTY MATCHES')).toEqual([
      ['ABCD', '2020-10-07', '71', '7', 'OVERAVG', '1'], ['ABCD', '2020-10-08', '80', '7', 'OVERAVG', '2'], ['ABCD', '2020-10-09', '75', '7', 'OVERAVG', '3'], ['ABCD', '2020-10-10', '63', '7', 'OVERAVG', '4'],
      ['XYZ', '2020-10-06', '56', '4', 'OVERAVG', '3'], ['XYZ', '2020-10-08', '54', '6', 'OVERAVG', '1'],
    ]);
    expect(await overAverage('')).toContainEqual(['XYZ', '2020-10-07', '50', '5', null, '0']);
  });
  it('says what it cannot', async () => {
    await expect(run(engine, 'SELECT * FROM (SELECT 1 AS n) MATCH_RECOGNIZE (ORDER BY n MEASURES MATCH_NUMBER() AS m PATTERN (a b) DEFINE b AS b.n > a.n)')).rejects.toThrow(/another symbol/);
  });
});
