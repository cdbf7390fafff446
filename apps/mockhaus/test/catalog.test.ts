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

const status = async (sql: string): Promise<unknown> => (await driver.run(sql))[0]?.['status'];
const names = async (sql: string): Promise<unknown[]> => (await driver.run(sql)).map((row) => row['name']);

describe('DDL', () => {
  it.each([
    ['CREATE DATABASE d1', 'Database D1 successfully created.'],
    ['CREATE DATABASE IF NOT EXISTS d1', 'D1 already exists, statement succeeded.'],
    ['CREATE SCHEMA s1', 'Schema S1 successfully created.'],
    ['CREATE TABLE t (a INT)', 'Table T successfully created.'],
    ['CREATE TABLE IF NOT EXISTS t (a INT)', 'T already exists, statement succeeded.'],
    ['CREATE OR REPLACE TABLE t (a INT, "b" INT, B INT)', 'Table T successfully created.'],
    ['CREATE VIEW v AS SELECT a, "b" FROM t', 'View V successfully created.'],
    ['CREATE TABLE copy CLONE t', 'Table COPY successfully created.'],
    ['CREATE STAGE st', 'Stage area ST successfully created.'],
    ["CREATE FILE FORMAT ff TYPE = CSV FIELD_DELIMITER = '|'", 'File format FF successfully created.'],
    ['CREATE SEQUENCE sq START 5 INCREMENT 2', 'Sequence SQ successfully created.'],
    ["CREATE WAREHOUSE wh WAREHOUSE_SIZE = 'SMALL'", 'Warehouse WH successfully created.'],
    ['DROP VIEW v', 'V successfully dropped.'],
    ['DROP TABLE IF EXISTS nothing', 'Drop statement executed successfully (NOTHING already dropped).'],
    ['DROP STAGE st', 'ST successfully dropped.'],
    ['USE SCHEMA public', 'Statement executed successfully.'],
    ['DROP SCHEMA s1', 'S1 successfully dropped.'],
    ['DROP DATABASE d1', 'D1 successfully dropped.'],
  ])('answers as Snowflake does: %s', async (sql, expected) => {
    expect(await status(sql)).toBe(expected);
  });

  it('tells names apart that differ in case alone', async () => {
    await driver.run('USE DATABASE demo');
    await driver.run('CREATE OR REPLACE TABLE "case" (a INT, "a" INT)');
    await driver.run('CREATE OR REPLACE TABLE case2 AS SELECT 1 AS x');
    await driver.run('CREATE OR REPLACE TABLE "CASE2x" (y INT)');
    await driver.run('CREATE OR REPLACE TABLE "Case2" (z INT)');
    await driver.run('INSERT INTO "case" VALUES (1, 2)');
    await driver.run('INSERT INTO "Case2" VALUES (3)');
    expect(await driver.run('SELECT a, "a" FROM "case"')).toEqual([{ A: 1, a: 2 }]);
    expect(await driver.run('SELECT x, z FROM case2, "Case2"')).toEqual([{ X: 1, Z: 3 }]);
    expect(await driver.failure('SELECT * FROM "CASE"')).toMatchObject({ code: '002003' });
  });

  it('fills defaults and counts identities on through ALTER TABLE', async () => {
    await driver.run("CREATE OR REPLACE TABLE counted (id INT AUTOINCREMENT(10, 5), s VARCHAR(3) DEFAULT 'x', n NUMBER(4,1) NOT NULL)");
    await driver.run('INSERT INTO counted (n) VALUES (1), (2)');
    await driver.run('ALTER TABLE counted ADD COLUMN extra INT DEFAULT 7');
    await driver.run('ALTER TABLE counted RENAME COLUMN s TO t');
    await driver.run("INSERT INTO counted (n, t) VALUES (3.14, 'y')");
    expect(await driver.run('SELECT * FROM counted ORDER BY id')).toEqual([
      { ID: 10, T: 'x', N: 1, EXTRA: 7 }, { ID: 15, T: 'x', N: 2, EXTRA: 7 }, { ID: 20, T: 'y', N: 3.1, EXTRA: 7 },
    ]);
    await driver.run('ALTER TABLE counted DROP COLUMN extra');
    expect(await driver.failure('INSERT INTO counted (n) VALUES (NULL)')).toMatchObject({ code: '100072' });
    expect(await driver.failure("INSERT INTO counted (n, t) VALUES (1, 'long')")).toMatchObject({ code: '100078' });
  });

  it('counts on sequences', async () => {
    await driver.run('CREATE OR REPLACE SEQUENCE counter START 5 INCREMENT 2');
    expect(await driver.run('SELECT counter.NEXTVAL AS a, demo.public.counter.NEXTVAL AS b')).toEqual([{ A: 5, B: 7 }]);
    await driver.run('CREATE OR REPLACE TABLE numbered (id INT DEFAULT counter.NEXTVAL, s VARCHAR)');
    await driver.run("INSERT INTO numbered (s) VALUES ('a'), ('b')");
    await driver.run("INSERT INTO numbered SELECT counter.NEXTVAL, 'c'");
    expect(await driver.run('SELECT * FROM numbered ORDER BY id')).toEqual([{ ID: 9, S: 'a' }, { ID: 11, S: 'b' }, { ID: 13, S: 'c' }]);
    expect(await status('DROP SEQUENCE counter')).toBe('COUNTER successfully dropped.');
    expect(await driver.failure('SELECT counter.NEXTVAL')).toMatchObject({ code: '000904' });
  });

  it('answers DML with counts', async () => {
    await driver.run('CREATE OR REPLACE TABLE dml (id INT, s VARCHAR)');
    expect(await driver.run("INSERT INTO dml VALUES (1, 'a'), (2, 'b'), (3, 'c')")).toEqual([{ 'number of rows inserted': 3 }]);
    expect(await driver.run("UPDATE dml SET s = 'z' WHERE id > 1")).toEqual([{ 'number of rows updated': 2, 'number of multi-joined rows updated': 0 }]);
    expect(await driver.run('DELETE FROM dml WHERE id = 3')).toEqual([{ 'number of rows deleted': 1 }]);
    const merge = 'MERGE INTO dml t USING (SELECT column1 AS id FROM VALUES (2), (9)) s ON t.id = s.id WHEN MATCHED THEN UPDATE SET s = \'m\' WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)';
    expect(await driver.run(merge)).toEqual([{ 'number of rows inserted': 1, 'number of rows updated': 1 }]);
    expect(await driver.run('SELECT * FROM dml ORDER BY id')).toEqual([{ ID: 1, S: 'a' }, { ID: 2, S: 'm' }, { ID: 9, S: null }]);
    expect(await status('TRUNCATE TABLE dml')).toBe('Statement executed successfully.');
    expect(await driver.run('SELECT COUNT(*) AS n FROM dml')).toEqual([{ N: 0 }]);
  });
});

describe('access and comments', () => {
  it.each([
    'GRANT SELECT ON ALL TABLES IN SCHEMA public TO ROLE r', 'REVOKE SELECT ON FUTURE TABLES IN SCHEMA public FROM ROLE r', 'GRANT ROLE a TO USER b', 'USE SECONDARY ROLES a, b',
  ])('are taken: %s', async (sql) => expect(await status(sql)).toBe('Statement executed successfully.'));

  it('COMMENT ON is shown afterwards, and IF EXISTS forgives what is missing', async () => {
    await driver.run("CREATE OR REPLACE TABLE commented (a INT WITH TAG (t = 'x') COMMENT 'first', b INT)");
    expect(await status("COMMENT ON TABLE commented IS 'it''s'")).toBe('Statement executed successfully.');
    await driver.run("COMMENT ON COLUMN commented.b IS 'second'");
    await driver.run("ALTER TABLE commented MODIFY a COMMENT 'third', b DROP NOT NULL");
    expect((await driver.run("SHOW TABLES LIKE 'commented'")).map((row) => row['comment'])).toEqual(["it's"]);
    expect((await driver.run('DESCRIBE TABLE commented')).map((row) => row['comment'])).toEqual(['third', 'second']);
    expect(await driver.failure("COMMENT ON TABLE nothing_there IS 'x'")).toMatchObject({ code: '002003' });
    expect(await status("COMMENT IF EXISTS ON TABLE nothing_there IS 'x'")).toBe('Statement executed successfully.');
  });

  it('a procedure that is missing is unknown, and scripting is not there yet', async () => {
    expect(await driver.failure('CALL no_such_procedure(1)')).toMatchObject({ code: '002140' });
    expect(await driver.failure('BEGIN RETURN 1; END')).toMatchObject({ code: '000002' });
  });
});

describe('SHOW', () => {
  beforeAll(async () => {
    await driver.run('CREATE OR REPLACE DATABASE shown');
    await driver.run("CREATE TABLE orders (id INT PRIMARY KEY, note VARCHAR(10) COMMENT 'free text') COMMENT = 'all orders'");
    await driver.run('CREATE TRANSIENT TABLE order_items (id INT)');
    await driver.run('CREATE VIEW open_orders AS SELECT * FROM orders');
    await driver.run('CREATE SCHEMA other');
    await driver.run('CREATE TABLE elsewhere (id INT)');
    await driver.run('USE SCHEMA public');
  });

  it('lists tables with their kinds, rows and comments', async () => {
    await driver.run('INSERT INTO orders (id) VALUES (1), (2)');
    expect(await driver.run('SHOW TABLES')).toMatchObject([
      { name: 'ORDERS', database_name: 'SHOWN', schema_name: 'PUBLIC', kind: 'TABLE', comment: 'all orders', rows: 2, owner: 'SYSADMIN' },
      { name: 'ORDER_ITEMS', kind: 'TRANSIENT', rows: 0 },
    ]);
  });

  it.each([
    ["SHOW TABLES LIKE 'order%'", ['ORDERS', 'ORDER_ITEMS']],
    ["SHOW TABLES LIKE 'ORDER\\\\_%'", ['ORDER_ITEMS']],
    ["SHOW TABLES STARTS WITH 'ord'", []],
    ['SHOW TABLES IN SCHEMA other', ['ELSEWHERE']],
    ['SHOW TABLES IN DATABASE shown', ['ELSEWHERE', 'ORDERS', 'ORDER_ITEMS']],
    ['SHOW TABLES IN ACCOUNT LIMIT 1', 1],
    ['SHOW VIEWS', ['OPEN_ORDERS']],
    ['SHOW OBJECTS', ['OPEN_ORDERS', 'ORDERS', 'ORDER_ITEMS']],
    ['SHOW SCHEMAS', ['INFORMATION_SCHEMA', 'OTHER', 'PUBLIC']],
    ["SHOW DATABASES LIKE 'shown'", ['SHOWN']],
    ["SHOW WAREHOUSES LIKE 'wh'", ['WH']],
  ])('%s', async (sql, expected) => {
    const found = await names(sql);
    expect(typeof expected === 'number' ? found.length : new Set(found)).toEqual(typeof expected === 'number' ? expected : new Set(expected));
  });

  it('has fewer columns when it is TERSE', async () => {
    expect(new Set(Object.keys((await driver.run('SHOW TERSE TABLES'))[0] ?? {}))).toEqual(new Set(['created_on', 'name', 'kind', 'database_name', 'schema_name']));
  });

  it('lists columns and keys', async () => {
    const columns = await driver.run('SHOW COLUMNS IN TABLE orders');
    expect(columns.map((row) => [row['column_name'], JSON.parse(String(row['data_type'])).type, row['null?']])).toEqual([['ID', 'FIXED', 'NOT_NULL'], ['NOTE', 'TEXT', 'true']]);
    expect(await driver.run('SHOW PRIMARY KEYS IN TABLE orders')).toMatchObject([{ table_name: 'ORDERS', column_name: 'ID', key_sequence: 1 }]);
  });

  it('says so when the place does not exist', async () => {
    expect(await driver.failure('SHOW TABLES IN SCHEMA no_such')).toMatchObject({ code: '002003', sqlState: '02000' });
  });

  it('can be queried afterwards', async () => {
    await driver.run('SHOW TABLES');
    expect(await driver.run('SELECT "name" AS n FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "rows" = 2')).toEqual([{ N: 'ORDERS' }]);
  });
});

describe('DESCRIBE', () => {
  it('shows types, defaults and keys', async () => {
    expect(await driver.run('DESCRIBE TABLE orders')).toMatchObject([
      { name: 'ID', type: 'NUMBER(38,0)', kind: 'COLUMN', 'null?': 'N', 'primary key': 'Y' }, { name: 'NOTE', type: 'VARCHAR(10)', 'null?': 'Y', 'primary key': 'N', comment: 'free text' },
    ]);
    expect(await driver.run('DESC VIEW open_orders')).toMatchObject([{ name: 'ID' }, { name: 'NOTE', type: 'VARCHAR(10)' }]);
  });
});

describe('INFORMATION_SCHEMA', () => {
  it('is a schema of every database', async () => {
    expect(await driver.run("SELECT table_schema, table_name, table_type, is_transient, row_count FROM information_schema.tables WHERE table_schema <> 'INFORMATION_SCHEMA' ORDER BY 1, 2")).toEqual([
      { TABLE_SCHEMA: 'OTHER', TABLE_NAME: 'ELSEWHERE', TABLE_TYPE: 'BASE TABLE', IS_TRANSIENT: 'NO', ROW_COUNT: 0 },
      { TABLE_SCHEMA: 'PUBLIC', TABLE_NAME: 'OPEN_ORDERS', TABLE_TYPE: 'VIEW', IS_TRANSIENT: 'NO', ROW_COUNT: null },
      { TABLE_SCHEMA: 'PUBLIC', TABLE_NAME: 'ORDERS', TABLE_TYPE: 'BASE TABLE', IS_TRANSIENT: 'NO', ROW_COUNT: 2 },
      { TABLE_SCHEMA: 'PUBLIC', TABLE_NAME: 'ORDER_ITEMS', TABLE_TYPE: 'BASE TABLE', IS_TRANSIENT: 'YES', ROW_COUNT: 0 },
    ]);
    expect(await driver.run("SELECT column_name, data_type, character_maximum_length AS length, numeric_precision AS digits, is_nullable FROM shown.information_schema.columns WHERE table_name = 'ORDERS' ORDER BY ordinal_position")).toEqual([
      { COLUMN_NAME: 'ID', DATA_TYPE: 'NUMBER', LENGTH: null, DIGITS: 38, IS_NULLABLE: 'NO' }, { COLUMN_NAME: 'NOTE', DATA_TYPE: 'TEXT', LENGTH: 10, DIGITS: null, IS_NULLABLE: 'YES' },
    ]);
    expect(await driver.run('SELECT schema_name FROM information_schema.schemata ORDER BY 1')).toEqual([{ SCHEMA_NAME: 'INFORMATION_SCHEMA' }, { SCHEMA_NAME: 'OTHER' }, { SCHEMA_NAME: 'PUBLIC' }]);
    expect((await driver.run('SELECT table_name, view_definition FROM information_schema.views'))[0]).toMatchObject({ TABLE_NAME: 'OPEN_ORDERS', VIEW_DEFINITION: expect.stringMatching(/^CREATE VIEW open_orders/) });
  });
});

describe('session variables', () => {
  it('keep values with their types', async () => {
    await driver.run("SET (n, s) = (2 * 21, 'it''s')");
    expect(await driver.run('SELECT $n + 1 AS n, $s AS s')).toEqual([{ N: 43, S: "it's" }]);
    expect(await names('SHOW VARIABLES')).toEqual(['N', 'S']);
    await driver.run('UNSET n');
    expect(await driver.failure('SELECT $n')).toMatchObject({ code: '002211' });
  });
});
