import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MockhausServer, serve } from '../src/index.ts';
import { connect, type Driver } from './support/driver.ts';

let server: MockhausServer;
let driver: Driver;
beforeAll(async () => {
  server = await serve({ port: 0 });
  driver = await connect(server.url);
});
afterAll(() => server.close());

const rowsOf = async (sql: string): Promise<readonly unknown[][]> => (await driver.run(sql)).map((row) => Object.values(row));

// Data and rows: https://docs.snowflake.com/en/sql-reference/constructs/pivot#examples
describe('PIVOT over values that the data knows', () => {
  beforeAll(async () => {
    await driver.run(`CREATE OR REPLACE TABLE quarterly_sales (empid INT, amount INT, quarter TEXT) AS SELECT * FROM VALUES
      (1, 10000, '2023_Q1'), (1, 400, '2023_Q1'), (2, 4500, '2023_Q1'), (2, 35000, '2023_Q1'), (1, 5000, '2023_Q2'), (1, 3000, '2023_Q2'), (2, 200, '2023_Q2'), (2, 90500, '2023_Q2'),
      (1, 6000, '2023_Q3'), (1, 5000, '2023_Q3'), (2, 2500, '2023_Q3'), (2, 9500, '2023_Q3'), (3, 2700, '2023_Q3')`);
  });
  it('takes ANY in its order', async () => {
    expect(await driver.run('SELECT * FROM quarterly_sales PIVOT (SUM(amount) FOR quarter IN (ANY ORDER BY quarter)) ORDER BY empid')).toEqual([
      { EMPID: 1, "'2023_Q1'": 10400, "'2023_Q2'": 8000, "'2023_Q3'": 11000 }, { EMPID: 2, "'2023_Q1'": 39500, "'2023_Q2'": 90700, "'2023_Q3'": 12000 },
      { EMPID: 3, "'2023_Q1'": null, "'2023_Q2'": null, "'2023_Q3'": 2700 },
    ]);
  });
  it('takes a subquery, and sees the names of WITH', async () => {
    expect(await rowsOf(`WITH s AS (SELECT * FROM quarterly_sales WHERE empid < 3), q AS (SELECT DISTINCT quarter FROM s WHERE quarter > '2023_Q1')
      SELECT * FROM s PIVOT (SUM(amount) FOR quarter IN (SELECT quarter FROM q ORDER BY 1 DESC)) ORDER BY empid`)).toEqual([[1, 11000, 8000], [2, 12000, 90700]]);
  });
});

// https://docs.snowflake.com/en/developer-guide/udf/sql/udf-sql-scalar-functions, https://docs.snowflake.com/en/developer-guide/udf/sql/udf-sql-tabular-functions
describe('functions in SQL', () => {
  beforeAll(async () => {
    await driver.run('CREATE OR REPLACE TABLE purchases (number_sold INTEGER, wholesale_price NUMBER(7,2), retail_price NUMBER(7,2))');
    await driver.run('INSERT INTO purchases VALUES (3, 10.00, 20.00), (5, 100.00, 200.00)');
    await driver.run("CREATE OR REPLACE FUNCTION area_of_circle(radius FLOAT) RETURNS FLOAT AS $$ PI() * radius * radius $$");
    await driver.run("CREATE OR REPLACE FUNCTION multiply1(a NUMBER, b NUMBER) RETURNS NUMBER COMMENT='multiply two numbers' AS 'a * b'");
    await driver.run("CREATE OR REPLACE FUNCTION multiply1(a VARCHAR, b NUMBER) RETURNS VARCHAR AS 'REPEAT(a, b)'");
    await driver.run('CREATE OR REPLACE FUNCTION profit() RETURNS NUMERIC(11, 2) AS $$ SELECT SUM((retail_price - wholesale_price) * number_sold) FROM purchases $$');
    await driver.run('CREATE OR REPLACE FUNCTION sold(n INT) RETURNS TABLE (price NUMBER(7,2)) AS $$ SELECT retail_price FROM purchases WHERE number_sold = n $$');
  });
  it('are called by name, with the overload that fits', async () => {
    expect(await rowsOf("SELECT area_of_circle(1.0), multiply1(2, 3), multiply1('ab', 2), demo.public.profit(), multiply1(b => 5, a => 4)")).toEqual([[Math.PI, 6, 'abab', 530, 20]]);
  });
  it('give tables', async () => {
    expect(await rowsOf('SELECT p.number_sold, s.price FROM purchases p, TABLE(sold(p.number_sold)) s ORDER BY 1')).toEqual([[3, 20], [5, 200]]);
  });
  it('are listed, described and written out', async () => {
    expect((await driver.run("SHOW USER FUNCTIONS LIKE 'multiply%'")).map((row) => row['arguments'])).toEqual(['MULTIPLY1(NUMBER, NUMBER) RETURN NUMBER', 'MULTIPLY1(VARCHAR, NUMBER) RETURN VARCHAR']);
    expect(await rowsOf('DESCRIBE FUNCTION multiply1(NUMBER, NUMBER)')).toEqual([['signature', '(A NUMBER, B NUMBER)'], ['returns', 'NUMBER(38,0)'], ['language', 'SQL'], ['body', 'a * b']]);
    expect(await rowsOf("SELECT GET_DDL('FUNCTION', 'multiply1(number, number)')")).toEqual([[`CREATE OR REPLACE FUNCTION "MULTIPLY1"("A" NUMBER(38,0), "B" NUMBER(38,0))\nRETURNS NUMBER(38,0)\nLANGUAGE SQL\nCOMMENT='multiply two numbers'\nAS 'a * b';`]]);
    expect(await rowsOf("SHOW FUNCTIONS LIKE 'ABS'")).toHaveLength(1);
  });
  it.each([
    ['CREATE FUNCTION multiply1(x INT, y INT) RETURNS INT AS $$ x $$', '002002'], ['DROP FUNCTION multiply1(DATE)', '002003'], ['SELECT nowhere(1)', '002140'],
    ['CREATE FUNCTION f(a INT) RETURNS INT LANGUAGE JAVASCRIPT AS $$ return A $$', '000002'], ['CREATE PROCEDURE p() RETURNS INT AS $$ BEGIN RETURN 1; END $$', '000002'],
  ])('%s is refused', async (sql, code) => {
    expect((await driver.failure(sql)).code).toBe(code);
  });
  it('may not call themselves, and can be dropped', async () => {
    await driver.run('CREATE OR REPLACE FUNCTION again(a INT) RETURNS INT AS $$ again(a) + 1 $$');
    expect((await driver.failure('SELECT again(1)')).message).toContain('recursive SQL function');
    await driver.run('DROP FUNCTION again(INT)');
    expect(await driver.run('DROP FUNCTION IF EXISTS again(INT)')).toEqual([{ status: 'Drop statement executed successfully (AGAIN already dropped).' }]);
  });
});

// https://docs.snowflake.com/en/sql-reference/sql/create-table: a default is a simple expression
it('computes a DEFAULT written without parentheses', async () => {
  await driver.run("CREATE OR REPLACE TABLE computed (k INT, a INT DEFAULT 1 + 2 * 3 NOT NULL, b VARCHAR DEFAULT 'x' || 'y' COMMENT 'both')");
  await driver.run('INSERT INTO computed (k) VALUES (1)');
  expect(await rowsOf('SELECT a, b FROM computed')).toEqual([[7, 'xy']]);
});

// https://docs.snowflake.com/en/sql-reference/constructs/unpivot#examples
it('UNPIVOT names its rows by the aliases of the columns', async () => {
  await driver.run('CREATE OR REPLACE TABLE monthly (empid INT, jan INT, feb INT) AS SELECT 1, 100, NULL');
  expect(await rowsOf('SELECT * FROM monthly UNPIVOT INCLUDE NULLS (sales FOR month IN (jan AS january, feb AS "Feb."))')).toEqual([[1, 'JANUARY', 100], [1, 'Feb.', null]]);
});

// https://docs.snowflake.com/en/sql-reference/sql/merge#nondeterministic-results-for-update-and-delete, https://docs.snowflake.com/en/sql-reference/sql/update
describe('a target row that several source rows match', () => {
  beforeAll(async () => {
    await driver.run('CREATE OR REPLACE TABLE target_orig (k NUMBER, v NUMBER)');
    await driver.run('CREATE OR REPLACE TABLE src (k NUMBER, v NUMBER)');
    await driver.run('INSERT INTO target_orig VALUES (0, 10)');
    await driver.run('INSERT INTO src VALUES (0, 11), (0, 12), (0, 13)');
  });
  it.each([
    'WHEN MATCHED AND src.v = 11 THEN DELETE WHEN MATCHED THEN UPDATE SET v = src.v', 'WHEN MATCHED AND src.v <= 12 THEN UPDATE SET v = src.v', 'WHEN MATCHED THEN UPDATE SET v = src.v',
  ])('is refused by MERGE … %s', async (whens) => {
    const failure = await driver.failure(`MERGE INTO target_orig t USING src ON t.k = src.k ${whens}`);
    expect([failure.code, failure.message]).toEqual(['100090', 'Duplicate row detected during DML action\nRow Values: [0, 10]']);
  });
  it('is taken where one source row alone says what happens', async () => {
    expect(await driver.run('MERGE INTO target_orig t USING src ON t.k = src.k WHEN MATCHED AND src.v = 11 THEN UPDATE SET v = src.v')).toEqual([{ 'number of rows updated': 1 }]);
    await driver.run('ALTER SESSION SET ERROR_ON_NONDETERMINISTIC_MERGE = FALSE');
    await driver.run('MERGE INTO target_orig t USING src ON t.k = src.k WHEN MATCHED THEN UPDATE SET v = src.v');
    await driver.run('ALTER SESSION UNSET ERROR_ON_NONDETERMINISTIC_MERGE');
  });
  it('is counted by UPDATE', async () => {
    const update = 'UPDATE target_orig SET v = src.v FROM src WHERE target_orig.k = src.k';
    expect(await driver.run(update)).toEqual([{ 'number of rows updated': 1, 'number of multi-joined rows updated': 1 }]);
    await driver.run('ALTER SESSION SET ERROR_ON_NONDETERMINISTIC_UPDATE = TRUE');
    expect((await driver.failure(update)).code).toBe('100090');
    await driver.run('ALTER SESSION UNSET ERROR_ON_NONDETERMINISTIC_UPDATE');
  });
});

// https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table#examples
describe('INSERT into several tables', () => {
  beforeAll(async () => {
    await driver.run('CREATE OR REPLACE TABLE t1 (n1 INT, n2 INT, n3 INT DEFAULT 7)');
    await driver.run('CREATE OR REPLACE TABLE t2 (n1 INT, n2 INT, n3 INT DEFAULT 7)');
  });
  const contents = async (): Promise<readonly unknown[]> => [await rowsOf('SELECT * FROM t1 ORDER BY ALL'), await rowsOf('SELECT * FROM t2 ORDER BY ALL')];
  it('gives every row to each table', async () => {
    const counts = await driver.run('INSERT ALL INTO t1 INTO t1 (n1, n2, n3) VALUES (n2, n1, DEFAULT) INTO t2 (n3, n2, n1) INTO t2 VALUES (n3, n2, n1) SELECT 1 AS n1, 11 AS n2, 111 AS n3');
    expect(counts).toEqual([{ 'number of rows inserted into T1': 2, 'number of rows inserted into T2': 2 }]);
    expect(await contents()).toEqual([[[1, 11, 111], [11, 1, 7]], [[111, 11, 1], [111, 11, 1]]]);
  });
  it.each([
    ['ALL', [[11], [101], [101]], [[1], [11], [101]]],
    ['FIRST', [[11], [101]], [[1], [11]]],
  ])('asks the conditions: %s', async (word, first, second) => {
    await driver.run(`INSERT OVERWRITE ${word} WHEN n1 > 100 THEN INTO t1 (n1) VALUES (n1) WHEN n1 > 10 THEN INTO t1 (n1) VALUES (n1) INTO t2 (n1) VALUES (n1) ELSE INTO t2 (n1) VALUES (n1)
      SELECT column1 AS n1 FROM VALUES (1), (11), (101)`);
    expect([await rowsOf('SELECT n1 FROM t1 ORDER BY 1'), await rowsOf('SELECT n1 FROM t2 ORDER BY 1')]).toEqual([first, second]);
  });
  it('inserts nothing when one of them fails', async () => {
    const before = await contents();
    expect((await driver.failure("INSERT ALL INTO t1 (n1) VALUES (n) INTO t2 (n1) VALUES (s) SELECT 5 AS n, 'x' AS s")).code).toBe('100038');
    expect(await contents()).toEqual(before);
  });
});

describe('names in variables', () => {
  it('stand for tables, databases and columns', async () => {
    await driver.run('CREATE OR REPLACE TABLE named (a INT) AS SELECT 1');
    await driver.run("SET (tab, qualified, col) = ('named', 'demo.public.\"NAMED\"', 'a')");
    for (const table of ['IDENTIFIER($tab)', 'IDENTIFIER($qualified)', 'TABLE($tab)', "TABLE('public.named')", "IDENTIFIER('named')"]) expect(await rowsOf(`SELECT * FROM ${table}`)).toEqual([[1]]);
    await driver.run('INSERT INTO IDENTIFIER($tab) SELECT IDENTIFIER($col) + 1 FROM IDENTIFIER($tab)');
    expect(await rowsOf('SELECT IDENTIFIER($col) FROM named ORDER BY 1')).toEqual([[1], [2]]);
    expect((await driver.failure('SELECT * FROM IDENTIFIER($unset)')).code).toBe('002211');
  });
});

describe('quoted names', () => {
  it('are upper-case where the session says so', async () => {
    await driver.run('ALTER SESSION SET QUOTED_IDENTIFIERS_IGNORE_CASE = TRUE');
    expect(await driver.run('SELECT "a" AS "b" FROM "named" ORDER BY 1 LIMIT 1')).toEqual([{ B: 1 }]);
    await driver.run('ALTER SESSION SET QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE');
    expect((await driver.failure('SELECT "a" FROM named')).code).toBe('000904');
  });
});

// https://docs.snowflake.com/en/sql-reference/sql/truncate-table
describe('TRUNCATE TABLE', () => {
  it('passes over a table that does not exist when asked', async () => {
    await driver.run('CREATE OR REPLACE TABLE emptied (a INT) AS SELECT 1');
    await driver.run('TRUNCATE TABLE IF EXISTS emptied');
    expect(await driver.run('SELECT * FROM emptied')).toEqual([]);
    expect(await driver.run('TRUNCATE TABLE IF EXISTS nowhere')).toEqual([{ status: 'Statement executed successfully.' }]);
    expect((await driver.failure('TRUNCATE TABLE nowhere')).code).toBe('002003');
  });
});

// https://docs.snowflake.com/en/sql-reference/sql/create-table#create-or-alter-table
describe('CREATE OR ALTER TABLE', () => {
  it('gives a table the columns of its definition, and keeps its data', async () => {
    await driver.run('CREATE OR ALTER TABLE altered (a INT, b VARCHAR)');
    await driver.run("INSERT INTO altered VALUES (1, 'x')");
    await driver.run('CREATE OR ALTER TABLE altered (a INT PRIMARY KEY, c INT DEFAULT 7, d VARCHAR)');
    expect(await driver.run('SELECT * FROM altered')).toEqual([{ A: 1, C: 7, D: null }]);
    expect((await driver.run('DESC TABLE altered')).map((column) => [column['name'], column['null?'], column['primary key']])).toEqual([['A', 'N', 'Y'], ['C', 'Y', 'N'], ['D', 'Y', 'N']]);
  });
});

// https://docs.snowflake.com/en/sql-reference/operators-flow
describe('->>', () => {
  it('hands results on', async () => {
    expect(await rowsOf("SHOW TABLES LIKE 'NAM%' ->> SELECT \"name\" FROM $1")).toEqual([['NAMED']]);
    expect(await rowsOf('SELECT 1 AS a ->> SELECT 2 AS b ->> SELECT x.a, y.b FROM $2 AS x, $1 AS y')).toEqual([[1, 2]]);
  });
});

describe('collated columns', () => {
  it('are compared by their collation', async () => {
    await driver.run("CREATE OR REPLACE TABLE collated (v VARCHAR COLLATE 'en-ci', w VARCHAR)");
    await driver.run("INSERT INTO collated VALUES ('Ann', 'Ann')");
    expect(await rowsOf("SELECT v = 'ANN', w = 'ANN', COLLATION(v) FROM collated")).toEqual([[true, false, 'en-ci']]);
  });
});

// https://docs.snowflake.com/en/sql-reference/functions/get_ddl
describe('GET_DDL', () => {
  const ddl = async (call: string): Promise<unknown> => (await rowsOf(`SELECT ${call}`))[0]?.[0];
  it('writes tables, views, sequences and schemas', async () => {
    await driver.run('CREATE OR REPLACE SCHEMA books_schema');
    expect(await ddl("GET_DDL('SCHEMA', 'books_schema')")).toBe('create or replace schema BOOKS_SCHEMA;\n');
    await driver.run("CREATE OR REPLACE TABLE books_schema.books (id NUMBER NOT NULL PRIMARY KEY, title VARCHAR(50) DEFAULT 'none', \"Year\" NUMBER(4,0))");
    expect(await ddl("GET_DDL('TABLE', 'books_schema.books')")).toBe("create or replace TABLE BOOKS (\n\tID NUMBER(38,0) NOT NULL,\n\tTITLE VARCHAR(50) DEFAULT 'none',\n\t\"Year\" NUMBER(4,0),\n\tprimary key (ID)\n);");
    await driver.run('CREATE OR REPLACE VIEW books_schema.v AS\nSELECT title FROM books_schema.books');
    expect(await ddl("GET_DDL('VIEW', 'books_schema.v')")).toBe('create or replace view V(\n\tTITLE\n) as\nSELECT title FROM books_schema.books;');
    await driver.run('CREATE OR REPLACE SEQUENCE books_schema.s START 5 INCREMENT 2');
    expect(await ddl("GET_DDL('SEQUENCE', 'books_schema.s')")).toBe('create or replace sequence S start with 5 increment by 2 noorder;');
    expect((await driver.failure("SELECT GET_DDL('TABLE', 'nowhere')")).code).toBe('002003');
  });
});

// https://docs.snowflake.com/en/sql-reference/info-schema#table-functions
describe('histories', () => {
  it('are empty where a service has not run, and tell what statements were sent', async () => {
    expect(await rowsOf('SELECT * FROM TABLE(INFORMATION_SCHEMA.WAREHOUSE_METERING_HISTORY(CURRENT_DATE())) AS w')).toEqual([]);
    await driver.run('SELECT 4711');
    expect(await rowsOf("SELECT query_text, execution_status, rows_produced FROM TABLE(demo.information_schema.query_history()) WHERE query_text LIKE 'SELECT 4_11'")).toEqual([['SELECT 4711', 'SUCCESS', 1]]);
  });
});
