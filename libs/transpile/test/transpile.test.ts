import { format, transpile } from '@millrace/transpile';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyRuns, propertyTimeout } from '@millrace/testkit';

const duckdb = (sql: string): string => transpile(sql, { from: 'snowflake', to: 'duckdb' }).statements.map((statement) => statement.sql).join('; ');

describe('transpile without a catalog', () => {
  it('keeps names and says functions in the words of the target', () => {
    expect(duckdb('select iff(a > 1, b, c) x from t')).toBe('SELECT CASE WHEN a > 1 THEN b ELSE c END AS x FROM t');
  });
  it('keeps a function that it does not know', () => {
    expect(duckdb('SELECT my_own(a) FROM t')).toBe('SELECT MY_OWN(a) FROM t');
  });
  it.each([
    ['SELECT OBJECT_CONSTRUCT(*) FROM t', 'OBJECT_CONSTRUCT(*) of unknown columns'],
    ['SELECT HASH(t.*) FROM t', 'HASH(*) of unknown columns'],
    ['SELECT COUNT(DISTINCT *) FROM t', 'COUNT(*) of unknown columns'],
    ['SELECT * FROM t PIVOT (SUM(a) FOR b IN (1) DEFAULT ON NULL (0))', 'PIVOT … DEFAULT ON NULL'],
    ["CREATE FUNCTION f(a FLOAT) RETURNS FLOAT AS 'a * 2'", 'RETURNS of a FUNCTION'],
    ['CREATE SCHEMA s WITH MANAGED ACCESS', 'SCHEMA setting WITH MANAGED ACCESS'],
    ['CREATE DATABASE d', 'DATABASE'],
    ["CREATE SEQUENCE s COMMENT = 'x'", 'SEQUENCE setting COMMENT'],
    ['ALTER TABLE t MODIFY COLUMN a SET MASKING POLICY p', 'SET MASKING POLICY'],
    ["SHOW TABLES LIKE 'a%'", 'SHOW TABLES of some only'],
    ['SHOW PRIMARY KEYS IN TABLE t', 'SHOW PRIMARY KEYS'],
    ['ALTER VIEW v SET SECURE', 'SET SECURE'],
  ])('says what DuckDB cannot say of %s', (sql, feature) => {
    const messages = transpile(sql, { from: 'snowflake', to: 'duckdb' }).diagnostics.map(({ message }) => message);
    expect([`DuckDB has no ${feature}.`, `Unsupported feature '${feature}'.`]).toContain(messages[0]);
  });
  it('prints other pairs with the same meaning', () => {
    expect(transpile("SELECT a::INT FROM t WHERE b LIKE 'x%'", { from: 'postgres', to: 'duckdb' }).statements).toEqual([{ sql: "SELECT CAST(a AS INT) FROM t WHERE b LIKE 'x%'" }]);
  });
  it('reports what cannot be parsed and goes on', () => {
    const result = transpile('SELEC 1; SELECT 2', { from: 'snowflake', to: 'postgres' });
    expect(result.statements).toEqual([{ sql: 'SELECT 2' }]);
    expect(result.diagnostics).toHaveLength(1);
  });
  it('never throws, whatever the text', () => {
    const word = fc.constantFrom('SELECT', 'FROM', 'WHERE', '(', ')', ',', 'a', 'FLATTEN', '=>', '1', "'x'", ':', '[0]', 'QUALIFY', 'IFF', '*', 'MERGE', 'INTO', 'OVER', 'DATEADD', 'LATERAL', '::', 'INT');
    fc.assert(fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      transpile(words.join(' '), { from: 'snowflake', to: 'duckdb' });
    }), { numRuns: propertyRuns(500), seed: 7 });
  }, propertyTimeout(500));
});

describe('format', () => {
  it('is stable', () => {
    const once = format('select a,b from t where a=1 and b in (1,2) -- end', { dialect: 'snowflake' }).text;
    expect(format(once, { dialect: 'snowflake' }).text).toBe(once);
  });
  it('keeps comments', () => {
    expect(format('select 1 -- why\n', { dialect: 'duckdb' }).text).toContain('-- why');
  });
  it('gives a text with an error back as it was', () => {
    const result = format('select from from', { dialect: 'duckdb' });
    expect(result.text).toBe('select from from');
    expect(result.diagnostics).toHaveLength(1);
  });
});
