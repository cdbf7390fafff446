import { readFileSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import { transpile } from '@millrace/transpile';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});

/** Statements of every form, one a line. */
const forms = readFileSync(new URL('statements/forms.sql', import.meta.url), 'utf8').split('\n').filter((line) => line !== '');

describe('without a catalog, what has no finding is SQL that DuckDB reads', () => {
  it.each(forms)('%s', async (sql) => {
    const { statements, diagnostics } = transpile(sql, { from: 'snowflake', to: 'duckdb' });
    const [finding] = diagnostics;
    if (finding !== undefined) {
      expect(finding.message).toMatch(/^DuckDB has no |^Unsupported feature '|^Unknown function |^Session variable '|^Bind variable |not enough arguments/);
      expect(finding.span?.end ?? 0).toBeLessThanOrEqual(sql.length);
      return;
    }
    expect(statements.length).toBeGreaterThan(0);
    for (const statement of statements) await engine.extractStatements(statement.sql);
  });
});

const findings: readonly (readonly [sql: string, message: string])[] = [
  ['SELECT t.* FROM o, TABLE(f(o.a) OVER (PARTITION BY o.b)) t', "Unsupported feature 'F OVER a partition of its rows: the engine's table functions take none'."],
  ["SELECT * FROM TABLE(RESULT_SCAN('x'))", "Unsupported feature 'RESULT_SCAN: the results of earlier queries are the server's'."],
  ['SELECT * FROM TABLE(INFORMATION_SCHEMA.QUERY_HISTORY())', "Unsupported feature 'INFORMATION_SCHEMA.QUERY_HISTORY: what the service has done and used is known to the server'."],
  ["SELECT SPLIT_TO_TABLE('a.b', '.')", 'Unknown function SPLIT_TO_TABLE'],
  ['SELECT m!PREDICT(1)', "Unsupported feature 'M!PREDICT: the methods of classes are the server's'."],
  ['SELECT * FROM @st', "Unsupported feature 'the stage @ST: staged files are the server's'."],
  ['SHOW WAREHOUSES', "Unsupported feature 'SHOW WAREHOUSES'."],
  ['SHOW VIEWS', "Unsupported feature 'SHOW VIEWS'."],
  ['CREATE SECRET s TYPE = PASSWORD', "Unsupported feature 'SECRET: the engine's is another thing'."],
  ['CALL p(1)', "Unsupported feature 'CALL of a procedure: the engine has none'."],
  ['SELECT * FROM IDENTIFIER($v)', "Session variable '$V' does not exist"],
  ['SELECT * FROM IDENTIFIER(?)', 'Bind variable ? not set.'],
  ['CREATE TABLE t (a FILE)', "Unsupported feature 'type FILE'."],
  ['ALTER TABLE t ADD PRIMARY KEY (a)', "Unsupported feature 'ADD CONSTRAINT: Snowflake does not enforce it and the engine would'."],
  ['SELECT COUNT(t.*) FROM t', "Unsupported feature 'COUNT(*) of unknown columns'."],
  ['USE WAREHOUSE w', 'DuckDB has no USE WAREHOUSE.'],
  ['DESCRIBE STAGE s', 'DuckDB has no DESCRIBE STAGE.'],
  ['TRUNCATE TABLE IF EXISTS t', 'DuckDB has no TRUNCATE … IF EXISTS.'],
];
it.each(findings)('%s is refused', (sql, message) => {
  const { statements, diagnostics } = transpile(sql, { from: 'snowflake', to: 'duckdb' });
  expect(diagnostics.map((finding) => finding.message)).toEqual([message]);
  if (!message.startsWith('DuckDB')) expect(statements).toEqual([]);
});

/** https://docs.snowflake.com/en/sql-reference/constraints-overview, https://docs.snowflake.com/en/sql-reference/intro-summary-data-types */
const definitions: readonly (readonly [sql: string, translated: string])[] = [
  ['CREATE TABLE t (a INT PRIMARY KEY, b NUMBER(10, 2) UNIQUE, c VARCHAR(5) REFERENCES o (id), d FLOAT)', 'CREATE TABLE t (a DECIMAL(38, 0) NOT NULL, b DECIMAL(10, 2), c VARCHAR(5), d DOUBLE)'],
  ['CREATE TABLE t (a VARIANT, b GEOGRAPHY, c TIMESTAMP_LTZ, PRIMARY KEY (a))', 'CREATE TABLE t (a JSON NOT NULL, b VARCHAR, c TIMESTAMPTZ)'],
  ['CREATE TABLE t (a INT DEFAULT s.NEXTVAL, b VARCHAR DEFAULT UUID_STRING())', `CREATE TABLE t (a DECIMAL(38, 0) DEFAULT nextval('"s"'), b VARCHAR DEFAULT CAST(UUID() AS VARCHAR))`],
  ['CREATE TABLE t (a VARCHAR, b NUMBER(5, 1)) AS SELECT 1, 2', 'CREATE TABLE t AS SELECT CAST("_q"."_c1" AS VARCHAR) AS a, CAST("_q"."_c2" AS DECIMAL(5, 1)) AS b FROM (SELECT CAST(1 AS BIGINT), CAST(2 AS BIGINT)) AS "_q" ("_c1", "_c2")'],
  ['ALTER TABLE t ADD COLUMN a INT', 'ALTER TABLE t ADD COLUMN a DECIMAL(38, 0)'],
  ['MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET t.b = s.b', 'MERGE INTO t USING s ON t.a = s.a WHEN MATCHED THEN UPDATE SET b = s.b'],
  ["SELECT * FROM TABLE('db.t')", 'SELECT * FROM db.t'],
  ['SELECT * FROM t SAMPLE BLOCK (3)', 'SELECT * FROM t TABLESAMPLE SYSTEM (3 PERCENT)'],
  ['SELECT * FROM t SAMPLE ROW (3 ROWS)', 'SELECT * FROM t TABLESAMPLE (3 ROWS)'],
  ['SELECT * FROM t PIVOT (SUM(a) FOR b IN (SELECT x FROM u))', 'PIVOT t ON b IN (SELECT x FROM u) USING SUM(a)'],
  ['EXPLAIN USING JSON SELECT 1', 'EXPLAIN (FORMAT JSON) SELECT CAST(1 AS BIGINT)'],
  ['USE SCHEMA d.s', 'USE d.s'],
  ['DROP SCHEMA s RESTRICT', 'DROP SCHEMA s CASCADE'],
];
it.each(definitions)('%s', (sql, translated) => {
  expect(transpile(sql, { from: 'snowflake', to: 'duckdb' })).toEqual({ statements: [{ sql: translated }], diagnostics: [] });
});

it('puts the names that variables hold in their places', () => {
  const session = { variables: { T: 'db."My T"' }, bindings: { 0: 'a', 1: 'x' } };
  expect(transpile('SELECT IDENTIFIER(?) FROM IDENTIFIER($t) WHERE b = ?', { from: 'snowflake', to: 'duckdb', session }).statements.map(({ sql }) => sql)).toEqual(['SELECT a FROM db."My T" WHERE b = CAST($1 AS VARCHAR)']);
});
