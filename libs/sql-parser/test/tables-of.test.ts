import { expect, it } from 'vitest';
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
])('%s', (text, reads, writes) => expect(tables(text)).toEqual({ reads, writes }));

it('tells names apart as the dialect does', () => {
  const text = 'WITH a AS (SELECT 1) SELECT * FROM "a", "A"';
  const reads = (dialect: 'snowflake' | 'postgres' | 'duckdb'): readonly string[] =>
    tablesOf(parseStatement(text, { dialect }), dialect).reads.map(({ name }) => name[0]?.name ?? '');
  expect(reads('snowflake')).toEqual(['a']);
  expect(reads('postgres')).toEqual(['A']);
  expect(reads('duckdb')).toEqual([]);
});
