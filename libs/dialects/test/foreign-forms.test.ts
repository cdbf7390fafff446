import { describe, expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import type { DialectName } from '@millrace/sql-ir';
import { parse, parseStatement } from '@millrace/sql-parser';

describe('what only one dialect says', () => {
  it.each<[DialectName, string, readonly DialectName[], string]>([
    ['snowflake', 'SELECT m!PREDICT(a)', ['duckdb', 'postgres', 'oracle'], 'a method of a model'],
    ['snowflake', 'SELECT * FROM t CHANGES (INFORMATION => DEFAULT) AT (OFFSET => -60)', ['trino', 'spark', 'oracle'], 'CHANGES'],
    ['mssql', 'SELECT @@ROWCOUNT', ['duckdb', 'postgres', 'oracle', 'trino'], '@@ROWCOUNT'],
    ['mysql', "SELECT DATE_ADD(d, INTERVAL '1:1' MINUTE_SECOND)", ['duckdb', 'postgres'], 'INTERVAL … MINUTE_SECOND'],
    ['oracle', 'SELECT a FROM t CONNECT BY NOCYCLE PRIOR a = b', ['snowflake'], 'NOCYCLE'],
    ['postgres', 'SELECT a[1:2] FROM t', ['snowflake'], 'array slice'],
    ['postgres', 'SELECT FROM t', ['duckdb', 'snowflake', 'mysql', 'trino'], 'SELECT of no columns'],
    ['spark', 'SELECT EXISTS(b, x -> x IS NULL)', ['snowflake', 'duckdb', 'trino'], 'EXISTS over an array'],
    ['spark', 'CREATE TABLE t (a INT) USING DELTA PARTITIONED BY (a)', ['snowflake', 'postgres'], 'table setting PARTITIONED BY'],
    ['snowflake', 'SHOW ACCOUNTS', ['mysql', 'trino', 'spark'], 'SHOW ACCOUNTS'],
    ['snowflake', "COMMENT ON TABLE t IS 'x'", ['mysql', 'mssql', 'sqlite'], 'COMMENT ON'],
    ['snowflake', 'USE SCHEMA s', ['mysql', 'mssql', 'trino'], 'USE SCHEMA'],
    ['snowflake', 'GRANT SELECT ON TABLE t TO DATABASE ROLE d.r', ['postgres', 'mysql', 'trino'], 'TO DATABASE ROLE of a database'],
    ['spark', 'SELECT * FROM t VERSION AS OF 1', ['oracle'], 'AT (VERSION => …)'],
  ])('%s: %s', (from, sql, targets, feature) => {
    const tree = parseStatement(sql, { dialect: from });
    expect(print(tree, from).diagnostics).toEqual([]);
    for (const to of targets) expect(print(tree, to).diagnostics.map(({ message }) => message), to).toContainEqual(expect.stringContaining(` has no ${feature}.`));
  });
});

describe('a placeholder without a name', () => {
  it.each<[DialectName, string]>([
    ['postgres', 'SELECT $1, f($2, 3)'], ['mssql', 'SELECT @p1, f(@p2, 3)'], ['oracle', 'SELECT :1, F(:2, 3) FROM DUAL'], ['sqlite', 'SELECT ?, f(?, 3)'], ['duckdb', 'SELECT ?, f(?, 3)'],
  ])('is counted where the engine counts: %s', (to, sql) => {
    const printed = print(parseStatement('SELECT ?, f(?, 3)', { dialect: 'snowflake' }), to);
    expect(printed.sql.toLowerCase()).toBe(sql.toLowerCase());
    expect(parse(printed.sql, { dialect: to }).diagnostics).toEqual([]);
  });

  it('keeps its count when a line is tried and broken', () => {
    const names = Array.from({ length: 30 }, (_, i) => `column_${i} = ?`).join(', ');
    const printed = print(parseStatement(`UPDATE t SET ${names}`, { dialect: 'snowflake' }), 'postgres', { pretty: true });
    expect([...printed.sql.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n))).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
  });
});
