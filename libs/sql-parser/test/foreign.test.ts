import { expect, it } from 'vitest';
import type { DialectName } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';

/** What each vendor's own list of statements lacks. */
const cases: readonly (readonly [DialectName, string, string])[] = [
  ['duckdb', 'GRANT SELECT ON t TO u', 'DuckDB has no GRANT and REVOKE'],
  ['duckdb', 'SAVEPOINT s', 'DuckDB has no savepoints'],
  ['duckdb', 'CREATE MATERIALIZED VIEW v AS SELECT 1', 'DuckDB has no MATERIALIZED VIEW'],
  ['postgres', 'UNDROP TABLE t', 'PostgreSQL has no UNDROP'],
  ['postgres', 'CREATE WAREHOUSE w', 'PostgreSQL has no WAREHOUSE'],
  ['sqlite', 'TRUNCATE TABLE t', 'SQLite has no TRUNCATE'],
  ['sqlite', 'CREATE SEQUENCE s', 'SQLite has no SEQUENCE'],
  ['mysql', 'CREATE TABLE t CLONE u', 'MySQL has no CLONE'],
  ['mysql', 'ALTER TABLE t SWAP WITH u', 'MySQL has no ALTER TABLE … SWAP WITH'],
  ['mssql', 'EXPLAIN SELECT 1', 'SQL Server has no EXPLAIN'],
  ['mssql', 'SHOW TABLES', 'SQL Server has no SHOW'],
  ['oracle', 'BEGIN', 'Oracle has no BEGIN: a transaction begins with its first statement'],
  ['oracle', 'USE db', 'Oracle has no USE'],
  ['trino', 'CREATE INDEX i ON t (a)', 'Trino has no INDEX'],
  ['spark', 'COMMIT', 'Spark SQL has no transactions'],
  ['spark', 'USE ROLE r', 'Spark SQL has no USE ROLE'],
];

it.each(cases)('%s refuses %s', (dialect, sql, message) => {
  const { statements, diagnostics } = parse(`SELECT 1; ${sql};`, { dialect });
  expect(statements).toHaveLength(1);
  expect(diagnostics).toMatchObject([{ code: 'PARSE_FOREIGN', message, span: { start: 10 } }]);
});

it('lets Snowflake have all of its own', () => {
  for (const sql of ['UNDROP TABLE t', 'CREATE WAREHOUSE w', 'ALTER TABLE t SWAP WITH u', 'USE ROLE r', 'LIST @s']) expect(parse(sql, { dialect: 'snowflake' }).diagnostics).toEqual([]);
});
