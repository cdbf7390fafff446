import { describe, expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import type { DialectName } from '@millrace/sql-ir';
import { parseStatement } from '@millrace/sql-parser';

function translated(sql: string, from: DialectName, to: DialectName): { readonly sql: string; readonly missing: readonly string[] } {
  const printed = print(parseStatement(sql, { dialect: from }), to);
  return { sql: printed.sql, missing: printed.diagnostics.map(({ message }) => message) };
}

describe('hints', () => {
  it('that only say how to read are no loss where they mean nothing', () => {
    const plain = { sql: 'SELECT a FROM t', missing: [] };
    expect(translated('SELECT a FROM t WITH (NOLOCK, INDEX(i)) OPTION (MAXDOP 1)', 'mssql', 'duckdb')).toEqual(plain);
    expect(translated('SELECT a FROM t USE INDEX (i)', 'mysql', 'postgres')).toEqual(plain);
    expect(translated('SELECT a FROM t USE INDEX (i)', 'mysql', 'mssql')).toEqual(plain);
    expect(translated('SELECT a FROM t WITH (NOLOCK)', 'mssql', 'mysql')).toEqual(plain);
  });

  it('that lock are missed elsewhere', () => {
    expect(translated('SELECT a FROM t WITH (UPDLOCK, NOLOCK)', 'mssql', 'postgres').missing).toEqual(['PostgreSQL has no table hint UPDLOCK.']);
  });
});

it.each([
  ["SELECT a FROM t FOR JSON PATH", 'mssql', 'duckdb', 'FOR JSON'],
  ['DECLARE @a INT = 1', 'mssql', 'postgres', 'DECLARE'],
  ['INSERT INTO t (a) OUTPUT inserted.a INTO @x VALUES (1)', 'mssql', 'postgres', 'RETURNING … INTO'],
  ['DELETE FROM t RETURNING a INTO :x', 'oracle', 'mssql', 'RETURNING … INTO variables'],
  ['SAVEPOINT s', 'postgres', 'trino', 'savepoints'],
  ['BEGIN READ ONLY', 'postgres', 'mssql', 'a transaction that is READ ONLY'],
] satisfies [string, DialectName, DialectName, string][])('%s of %s is missed in %s', (sql, from, to, what) => {
  expect(translated(sql, from, to).missing.map((message) => message.replace(/^.* has no (.*)\.$/, '$1'))).toEqual([what]);
});

it('keeps the order of rows that become one text', () => {
  expect(translated("SELECT STUFF((SELECT ',' + b FROM u ORDER BY b FOR XML PATH('')), 1, 1, '') FROM t", 'mssql', 'mssql').sql).toBe("SELECT STUFF((SELECT ',' + b FROM u ORDER BY b FOR XML PATH ('')), 1, 1, '') FROM t");
});
