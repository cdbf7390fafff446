import type { DuckDBConnection } from '@duckdb/node-api';
import { runtimeError } from '@millrace/transpile';
import { beforeEach, describe, expect, it } from 'vitest';
import { openEngine, run } from './support/engine.ts';
import { createSample, sampleCatalog } from './support/sample.ts';

let engine: DuckDBConnection;
beforeEach(async () => {
  engine = await openEngine();
  await createSample(engine);
});
const query = (sql: string): Promise<readonly (readonly (string | null)[])[]> => run(engine, sql, sampleCatalog);

describe('queries', () => {
  it.each([
    ['SELECT id AS k, k * 2 AS d FROM orders WHERE d > 2 ORDER BY d', [['2', '4'], ['3', '6']]],
    ['SELECT customer, ROW_NUMBER() OVER (PARTITION BY customer ORDER BY id DESC) AS rn FROM orders QUALIFY rn = 1 ORDER BY customer', [['ann', '1'], ['bob', '1']]],
    ['SELECT SUM(amount) FROM orders GROUP BY ROLLUP (customer) ORDER BY 1', [['10.50'], ['20.00'], ['30.50']]],
    ['SELECT * FROM (SELECT customer, id, amount FROM orders) PIVOT (SUM(amount) FOR customer IN (\'ann\', \'bob\')) ORDER BY id', [['1', '10.50', null], ['2', null, '20.00'], ['3', null, null]]],
    ["SELECT $2, column1 FROM VALUES (1, 'x')", [['x', '1']]],
    ['WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3) SELECT SUM(i) FROM n', [['6']]],
    ['SELECT (SELECT COUNT(*) FROM orders o WHERE o.customer = c.customer) FROM customers c ORDER BY c.customer', [['2'], ['1']]],
    // https://docs.snowflake.com/en/sql-reference/operators-expansion
    ["SELECT id FROM orders WHERE id IN (** [1, 3]) OR customer IN (** ['bob'], 'eve') ORDER BY id", [['1'], ['2'], ['3']]],
    ["SELECT COALESCE(** [NULL, NULL, 'my_string_1', 'my_string_2']), GREATEST(** [1, 2, 5, 4, 3])", [['my_string_1', '5']]],
    // https://docs.snowflake.com/en/sql-reference/data-types-semistructured#object-constants
    ["SELECT {*}, {o.* EXCLUDE a}, {* ILIKE 'B%'} FROM (SELECT 1 AS a, 'x' AS b) AS o", [['{"A":1,"B":"x"}', '{"B":"x"}', '{"B":"x"}']]],
    ["SELECT {*, 'k': a + 1} FROM (SELECT 1 AS a)", [['{"A":1,"k":2}']]],
    // NUMBER has 38 digits wherever it comes from: https://docs.snowflake.com/en/sql-reference/data-types-numeric
    ['WITH RECURSIVE f (n, x) AS (SELECT 1, 1 UNION ALL SELECT n + 1, x * (n + 1) FROM f WHERE n < 25) SELECT MAX(x) FROM f', [['15511210043330985984000000']]],
    ['WITH RECURSIVE f AS (SELECT 1.5 AS x UNION ALL SELECT x * 2 FROM f WHERE x < 1000) SELECT MAX(x) FROM f', [['1536.0']]],
    ['SELECT 9223372036854775807 + 1, 123456789 * 987654321 * 1000', [['9223372036854775808', '121932631112635269000']]],
    // A text beside a number is read as a number: https://docs.snowflake.com/en/sql-reference/data-type-conversion
    ["SELECT 1.5 AS x UNION ALL SELECT '2' ORDER BY x", [['1.50000'], ['2.00000']]],
    ["SELECT column1 + 1 FROM VALUES (1), ('2') ORDER BY 1", [['2.00000'], ['3.00000']]],
    // https://docs.snowflake.com/en/sql-reference/constructs/limit
    ["SELECT id FROM orders ORDER BY id LIMIT '' OFFSET NULL", [['1'], ['2'], ['3']]],
    ['SELECT LEFT(customer, 1), COUNT(*), GROUPING(ordered) FROM orders GROUP BY GROUPING SETS ((LEFT(customer, 1), ordered), (LEFT(customer, 1))) ORDER BY 1, 2 DESC LIMIT 2', [['a', '2', '1'], ['a', '1', '0']]],
    ["SELECT value FROM TABLE(SPLIT_TO_TABLE('a.b', '.'))", [['a'], ['b']]],
    ["SELECT path, value FROM TABLE(FLATTEN(INPUT => PARSE_JSON('{\"a\":{\"b c\":[1]}}'), RECURSIVE => TRUE))", [['a', '{"b c":[1]}'], ["a['b c']", '[1]'], ["a['b c'][0]", '1']]],
    ["SELECT customer FROM orders WHERE id IN (SELECT MAX(id) FROM orders) AND EXISTS (SELECT 1 FROM customers WHERE customers.customer = orders.customer)", [['ann']]],
  ])('%s', async (sql, expected) => {
    expect(await query(sql)).toEqual(expected);
  });
});

describe('changes', () => {
  it('inserts with the casts of the columns', async () => {
    await query("INSERT INTO orders (id, amount, ordered) SELECT '7', '1.239', '2024-05-01'");
    expect(await query('SELECT amount, ordered FROM orders WHERE id = 7')).toEqual([['1.24', '2024-05-01']]);
  });
  it('refuses a text that is too long', async () => {
    const failed = query("INSERT INTO customers VALUES ('a name of more than twenty letters', NULL)");
    await expect(failed).rejects.toThrow();
    expect(runtimeError(await failed.catch((error: Error) => error.message) as string)?.code).toBe('100078');
  });
  it('overwrites', async () => {
    await query("INSERT OVERWRITE INTO customers VALUES ('eve', 'Rome')");
    expect(await query('SELECT * FROM customers')).toEqual([['eve', 'Rome']]);
  });
  it('updates from another table', async () => {
    await query('UPDATE orders o SET amount = o.amount + 1, customer = c."City" FROM customers c WHERE o.customer = c.customer AND o.id = 1');
    expect(await query('SELECT amount, customer FROM orders WHERE id = 1')).toEqual([['11.50', 'Oslo']]);
  });
  it('deletes by another table', async () => {
    await query('DELETE FROM orders USING customers WHERE orders.customer = customers.customer AND customers."City" IS NULL');
    expect(await query('SELECT id FROM orders ORDER BY id')).toEqual([['1'], ['3']]);
  });
  it('merges', async () => {
    await query(`MERGE INTO customers t USING (SELECT column1 AS customer, column2 AS city FROM VALUES ('ann', 'Bern'), ('eve', 'Rome'), ('bob', 'x')) s ON t.customer = s.customer
      WHEN MATCHED AND s.city = 'x' THEN DELETE WHEN MATCHED THEN UPDATE SET "City" = s.city WHEN NOT MATCHED THEN INSERT (customer, "City") VALUES (s.customer, UPPER(s.city))`);
    expect(await query('SELECT * FROM customers ORDER BY customer')).toEqual([['ann', 'Bern'], ['eve', 'ROME']]);
  });
});

describe('run-time errors', () => {
  it.each([
    ['SELECT id / 0 FROM orders', '100051'], ['SELECT 1.5::FLOAT / 0', '100051'], ["SELECT customer::INT FROM orders", '100038'], ["SELECT PARSE_JSON('{')", '100069'],
    ["SELECT TO_DATE('never')", '100040'], ["SELECT 'maybe'::BOOLEAN", '100037'], ["SELECT 'x'::TIMESTAMP", '100035'],
    ['SELECT (SELECT id FROM orders)', '090150'], ["SELECT 'a' AS x UNION ALL SELECT 1", '100038'], ['SELECT 1000::NUMBER(3,0)', '100039'],
  ])('%s', async (sql, code) => {
    const message = await query(sql).then(() => '', (error: Error) => error.message);
    expect(runtimeError(message)?.code).toBe(code);
  });
});
