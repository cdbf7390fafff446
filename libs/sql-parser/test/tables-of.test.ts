import { expect, it } from 'vitest';
import type { DialectName } from '@millrace/sql-ir';
import { parseStatement, tablesOf } from '@millrace/sql-parser';

function tables(text: string): { readonly reads: readonly string[]; readonly writes: readonly string[] } {
  const { reads, writes } = tablesOf(parseStatement(text, { dialect: 'snowflake' }), 'snowflake');
  const names = (uses: typeof reads): readonly string[] => uses.map(({ name }) => name.map((part) => part.name).join('.'));
  return { reads: names(reads), writes: names(writes) };
}

it.each<[string, readonly string[], readonly string[]]>([
  ['SELECT * FROM a.b.c JOIN d ON TRUE', ['a.b.c', 'd'], []],
  ['WITH x AS (SELECT * FROM a) SELECT * FROM x', ['a'], []],
  ['WITH a AS (SELECT * FROM a) SELECT * FROM a', ['a'], []],
  ['WITH RECURSIVE a AS (SELECT * FROM b UNION ALL SELECT * FROM a) SELECT * FROM a', ['b'], []],
  ['WITH a AS (SELECT 1 FROM t), b AS (SELECT * FROM a) SELECT * FROM b', ['t'], []],
  ['WITH b AS (SELECT * FROM a), a AS (SELECT 1 FROM t) SELECT * FROM a, b', ['a', 't'], []],
  ['SELECT * FROM (WITH a AS (SELECT 1) SELECT * FROM a), a', ['a'], []],
  ['WITH a AS (SELECT 1) SELECT * FROM s.a', ['s.a'], []],
  ['WITH a AS (SELECT 1) SELECT * FROM A', [], []],
  ['WITH "a" AS (SELECT 1) SELECT * FROM A', ['A'], []],
  ['SELECT (SELECT MAX(x) FROM a) FROM b WHERE EXISTS (SELECT 1 FROM c) AND x IN (SELECT y FROM d)', ['a', 'b', 'c', 'd'], []],
  ['INSERT INTO t SELECT * FROM s', ['s'], ['t']],
  ['INSERT INTO t WITH t AS (SELECT 1 FROM u) SELECT * FROM t', ['u'], ['t']],
  ['UPDATE t SET a = (SELECT 1 FROM x) FROM s WHERE t.i = s.i', ['x', 's'], ['t']],
  ['DELETE FROM t USING s WHERE t.i = s.i', ['s'], ['t']],
  ['MERGE INTO t USING (SELECT * FROM s) q ON t.i = q.i WHEN MATCHED THEN UPDATE SET a = (SELECT 1 FROM u)', ['s', 'u'], ['t']],
  ['CREATE TABLE t AS SELECT * FROM s', ['s'], ['t']],
  ['CREATE TABLE t CLONE s', ['s'], ['t']],
  ['CREATE VIEW v AS SELECT * FROM s', ['s'], ['v']],
  ['COPY INTO t FROM @stage/path', ['@stage/path'], ['t']],
  ['COPY INTO @stage/path FROM (SELECT * FROM s)', ['s'], ['@stage/path']],
  ['TRUNCATE TABLE t', [], ['t']],
  ['DROP TABLE t', [], ['t']],
  ['DROP SCHEMA t', [], []],
  ['ALTER TABLE t ADD COLUMN a INT', [], ['t']],
  ['EXPLAIN INSERT INTO t SELECT * FROM s', ['s'], ['t']],
  ['SELECT * FROM t, LATERAL FLATTEN(INPUT => t.v) f, TABLE(GENERATOR(ROWCOUNT => 1))', ['t'], []],
  ['WITH r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r WHERE n < 9) SELECT * FROM r', [], []],
  ['WITH r AS (SELECT * FROM r UNION ALL SELECT * FROM r) SELECT * FROM r', ['r'], []],
  ['WITH a AS (WITH b AS (SELECT * FROM c) SELECT * FROM b) SELECT * FROM a, b', ['c', 'b'], []],
  ['SELECT * FROM (SELECT 1 AS x UNION SELECT x FROM t ORDER BY (SELECT MAX(y) FROM u))', ['t', 'u'], []],
  ['SELECT CASE WHEN a IN (SELECT b FROM c) THEN (SELECT 1 FROM d) END FROM e GROUP BY (SELECT 1 FROM f) HAVING EXISTS (SELECT 1 FROM g) QUALIFY 1 = (SELECT 1 FROM h)', ['c', 'd', 'e', 'f', 'g', 'h'], []],
  ['SELECT SUM(x) OVER (ORDER BY (SELECT 1 FROM a)), LISTAGG(x) WITHIN GROUP (ORDER BY (SELECT 1 FROM b)) FROM c LIMIT 1', ['a', 'b', 'c'], []],
  ['SELECT * FROM a JOIN b ON a.x = (SELECT MAX(y) FROM c)', ['a', 'b', 'c'], []],
  ["SELECT * FROM a PIVOT (SUM(x) FOR m IN (SELECT m FROM b))", ['a', 'b'], []],
  ['DELETE FROM t WHERE x IN (WITH t AS (SELECT 1 FROM u) SELECT * FROM t)', ['u'], ['t']],
  ['INSERT ALL INTO a INTO b SELECT * FROM c', ['c'], ['a', 'b']],
  ['MERGE INTO t USING s ON t.i = s.i WHEN NOT MATCHED AND EXISTS (SELECT 1 FROM u) THEN INSERT (a) VALUES ((SELECT 1 FROM v))', ['s', 'u', 'v'], ['t']],
  ['COPY INTO t FROM (SELECT $1 FROM @stage)', ['@stage'], ['t']],
  ['CREATE TABLE t LIKE s', ['s'], ['t']],
  ['CREATE DYNAMIC TABLE t TARGET_LAG = \'1 hour\' WAREHOUSE = w AS WITH a AS (SELECT * FROM s) SELECT * FROM a', ['s'], ['t']],
  ['ALTER TABLE a SWAP WITH b', [], ['a', 'b']],
  ['ALTER TABLE a RENAME TO b', [], ['a', 'b']],
  ['UNDROP TABLE t', [], ['t']],
  ['DROP VIEW v', [], ['v']],
])('%s', (text, reads, writes) => expect(tables(text)).toEqual({ reads, writes }));

it('tells names apart as the dialect does', () => {
  const text = 'WITH a AS (SELECT 1) SELECT * FROM "a", "A"';
  const reads = (dialect: 'snowflake' | 'postgres' | 'duckdb'): readonly string[] =>
    tablesOf(parseStatement(text, { dialect }), dialect).reads.map(({ name }) => name[0]?.name ?? '');
  expect(reads('snowflake')).toEqual(['a']);
  expect(reads('postgres')).toEqual(['A']);
  expect(reads('duckdb')).toEqual([]);
});

it('sees a union name itself where the dialect needs no RECURSIVE', () => {
  const reads = (dialect: 'mssql' | 'oracle' | 'postgres'): readonly string[] =>
    tablesOf(parseStatement('WITH r (n) AS (SELECT a FROM t UNION ALL SELECT n + 1 FROM r) SELECT n FROM r', { dialect }), dialect).reads.map(({ name }) => name[0]?.name ?? '');
  expect(reads('mssql')).toEqual(['t']);
  expect(reads('oracle')).toEqual(['t']);
  expect(reads('postgres')).toEqual(['t', 'r']);
});

it.each<['mysql' | 'mssql', string, readonly string[], readonly string[]]>([
  ['mysql', 'UPDATE t AS a LEFT JOIN s ON a.i = s.i AND s.x IN (SELECT x FROM u) SET a.x = 1', ['s', 'u'], ['t']],
  ['mysql', 'DELETE a, b FROM t AS a JOIN s AS b JOIN u', ['u'], ['t', 's']],
  ['mssql', 'UPDATE a SET x = s.x FROM dbo.t AS a JOIN s ON a.i = s.i', ['s'], ['dbo.t']],
  ['mssql', 'DELETE a FROM t AS a CROSS APPLY (SELECT * FROM s WHERE s.i = a.i) AS q', ['s'], ['t']],
  ['mssql', 'DELETE t FROM s WHERE s.i = t.i', ['s'], ['t']],
])('%s changes what it names in a join: %s', (dialect, text, reads, writes) => {
  const found = tablesOf(parseStatement(text, { dialect }), dialect);
  expect(found.reads.map(({ name }) => name.map((part) => part.name).join('.'))).toEqual(reads);
  expect(found.writes.map(({ name }) => name.map((part) => part.name).join('.'))).toEqual(writes);
});

it.each<[string, DialectName, readonly string[], readonly string[]]>([
  ['FROM t INSERT INTO a SELECT x WHERE y IN (SELECT z FROM u) INSERT OVERWRITE TABLE b SELECT z', 'spark', ['u', 't'], ['a', 'b']],
  ['UPDATE t SET a = 1 OUTPUT deleted.a INTO log', 'mssql', [], ['log', 't']],
  ['UPDATE t SET a = 1 OUTPUT deleted.a INTO @x', 'mssql', [], ['t']],
])('%s in %s', (sql, dialect, reads, writes) => {
  const found = tablesOf(parseStatement(sql, { dialect }), dialect);
  const names = (uses: typeof found.reads): readonly string[] => uses.map(({ name }) => name.map((part) => part.name).join('.'));
  expect([names(found.reads), names(found.writes)]).toEqual([reads, writes]);
});
