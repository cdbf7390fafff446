import { describe, expect, it } from 'vitest';
import { renderDiagnostic, ToolError } from '@millrace/diagnostics';
import type { DialectName } from '@millrace/sql-ir';
import { errors, parse, parseExpression, parseQuery, parseStatement } from '@millrace/sql-parser';

const messages = (text: string, dialect: DialectName = 'snowflake'): readonly string[] => parse(text, { dialect, file: 'q.sql' }).diagnostics.map((d) => renderDiagnostic(d));

describe('a misspelled word', () => {
  it('is pointed at where it stands, though it was taken for an alias', () => {
    expect(messages('SELECT a\nFORM t')).toEqual([
      ["error[PARSE_SYNTAX]: unexpected 'FORM'", '  --> q.sql:2:1', '   2 | FORM t', '     | ^^^^', "  hint: did you mean 'FROM'?"].join('\n'),
    ]);
  });

  it('is recognised in the place of a clause', () => {
    expect(messages('SELECT a FROM t WEHRE x = 1')[0]).toContain("hint: did you mean 'WHERE'?");
    expect(messages('SELECT a FROM t GROPU BY a')[0]).toContain("hint: did you mean 'GROUP'?");
    expect(messages('SELECT a FROM t x ODRER BY a')[0]).toContain("hint: did you mean 'ORDER'?");
  });

  it('is recognised at the beginning of a statement', () => {
    expect(messages('SELEC 1')[0]).toContain("unexpected 'SELEC', expected a statement");
    expect(messages('SELEC 1')[0]).toContain("hint: did you mean 'SELECT'?");
    expect(messages('UPDTE t SET a = 1')[0]).toContain("hint: did you mean 'UPDATE'?");
  });
});

describe('a message', () => {
  it.each([
    ['SELECT (a FROM t', "unexpected 'FROM', expected ')'", "a ')' seems to be missing before it"],
    ['SELECT a FROM t)', "unexpected ')'", "there is no '(' for it"],
    ['SELECT a, FROM t', "unexpected ','", 'remove the comma before FROM'],
    ['INSERT INTO t (a VALUES (1)', "unexpected 'VALUES', expected ')'", "a ')' seems to be missing before it"],
  ])('%s', (text, message, hint) => {
    const [found] = parse(text, { dialect: 'postgres' }).diagnostics;
    expect(found?.message).toBe(message);
    expect(found?.hint).toBe(hint);
  });

  it.each([
    ['SELECT', 'PARSE_INCOMPLETE'], ['SELECT a FROM', 'PARSE_INCOMPLETE'], ["SELECT 'abc", 'PARSE_UNTERMINATED'], ['SELECT "abc', 'PARSE_UNTERMINATED'],
    ['SELECT 1 /* x', 'PARSE_UNTERMINATED'], ['SELECT $$x', 'PARSE_UNTERMINATED'], ['SELECT a FROM table', 'PARSE_SYNTAX'], ['SELECT `a`', 'PARSE_CHARACTER'],
    ['CREATE TABLE t (order INT)', 'PARSE_RESERVED'], ['SELECT * FROM current', 'PARSE_RESERVED'], ['CREATE TABLE t (column INT)', 'PARSE_RESERVED'],
  ])('%s has the code %s', (text, code) => expect(parse(text, { dialect: 'snowflake' }).diagnostics[0]?.code).toBe(code));

  it('names the reserved word that was used for a name', () => {
    const [found] = parse('CREATE TABLE t AS SELECT 1 FROM trigger', { dialect: 'snowflake' }).diagnostics;
    expect(found?.message).toContain("'trigger'");
  });

  it('never speaks of tokens or rules', () => {
    for (const text of ['SELECT )', 'CREATE', 'ALTER TABLE t', 'MERGE INTO t', 'COPY INTO', 'SHOW', 'USE', 'SELECT CASE END', 'SELECT CAST(a AS', 'PUT x', 'SELECT a:']) {
      const [found] = parse(text, { dialect: 'snowflake' }).diagnostics;
      expect(found, text).toBeDefined();
      expect(found?.message, text).not.toMatch(/token|Mismatch|NoViable|EOF|undefined|Redundant/);
    }
  });
});

describe('a mistake that users make often', () => {
  it.each<[DialectName, string, string, string | undefined]>([
    ['postgres', 'SELECT a b c FROM t', 'c', 'a comma seems to be missing before it'],
    ['postgres', 'SELECT f(a b) FROM t', 'b', 'a comma seems to be missing before it'],
    ['snowflake', 'CREATE TABLE t (a INT b INT)', 'b', 'a comma seems to be missing before it'],
    ['postgres', 'SELECT a, b, FROM t', ',', 'remove the comma before FROM'],
    ['snowflake', 'SELECT a FROM t GROUP BY a WHERE b = 1', 'WHERE', 'WHERE comes before GROUP BY'],
    ['postgres', 'SELECT a FROM t ORDER BY a GROUP BY a', 'GROUP', 'GROUP BY comes before ORDER BY'],
    ['snowflake', 'SELECT a FROM t LIMIT 5 WHERE a = 1', 'WHERE', 'WHERE comes before LIMIT'],
    ['duckdb', 'SELECT a FROM t WHERE b = 1 LEFT JOIN u ON x = y', 'LEFT', 'JOIN comes before WHERE'],
    ['postgres', 'SELECT * t WHERE a = 1', 't', 'FROM seems to be missing before it'],
    ['snowflake', 'SELECT a FROM WHERE b = 1', 'WHERE', 'the name of a table is missing before WHERE'],
    ['snowflake', 'SELECT a FROM t WHERE a = 1 b = 2', 'b', 'AND or OR seems to be missing before it'],
    ['snowflake', 'SELECT a FROM t WHERE a = 1 && b = 2', '&&', 'write AND'],
    ['postgres', 'SELECT a FROM t WHERE a IN 1, 2', '1', 'the values stand in parentheses: IN (1, 2)'],
    ['postgres', 'INSERT INTO t VALUES 1, 2', 'VALUES', 'each row stands in parentheses: VALUES (1, 2), (3, 4)'],
    ['snowflake', 'INSERT t (a) VALUES (1)', 't', 'write INSERT INTO'],
    ['postgres', 'DELETE t WHERE a = 1', 't', 'write DELETE FROM'],
    ['postgres', 'UPDATE t a = 1', 'a', 'SET seems to be missing before it'],
    ['postgres', 'SELECT a FROM t ORDER a', 'ORDER', 'write ORDER BY'],
    ['postgres', 'SELECT a FROM t GROUP a', 'a', 'write GROUP BY'],
    ['postgres', 'SELECT TOP 5 a FROM t', 'TOP', 'write LIMIT at the end of the query instead of TOP'],
    ['postgres', 'SELECT CASE WHEN a THEN 1 FROM t', 'FROM', 'END of the CASE is missing before FROM'],
    ['postgres', 'COMMENT ON TABLE t IS "x"', '"x"', "strings stand in single quotes: '…'; double quotes are for names"],
    ['snowflake', "SELECT 'it's' FROM t", "' FROM t", "inside a string a quote is written twice: 'it''s'"],
    ['snowflake', 'SELECT `a` FROM t', '`', 'names stand in double quotes here: "…"'],
    ['postgres', 'SELECT COUNT(* FROM t', 'FROM', "a ')' seems to be missing before it"],
    ['postgres', 'SELECT a + b) FROM t', ')', "there is no '(' for it"],
    ['snowflake', 'SELECT a FROM t HAVNG a > 1', 'HAVNG', "did you mean 'HAVING'?"],
    ['snowflake', 'SELECT a FROM t JION u ON x = y', 'JION', "did you mean 'JOIN'?"],
    ['snowflake', 'SELECT a FROM t LEFT JION u ON x = y', 'JION', "did you mean 'JOIN'?"],
    ['snowflake', 'SELECT a FROM t INNER u ON x = y', 'INNER', 'write INNER JOIN'],
    ['snowflake', 'SELECT a FROM t ON x = y', 'ON', 'ON stands behind the table that is joined: a JOIN b ON …'],
    ['snowflake', 'SELECT a FROM t LATERAL FLATTEN(x)', 'LATERAL', 'a comma or JOIN seems to be missing before it'],
    ['snowflake', 'SELECT a FROM t b c', 'c', 'a comma or JOIN seems to be missing before it'],
    ['snowflake', 'SELECT a FROM TABLE f(x)', 'TABLE', 'a function that makes a table stands in parentheses: TABLE(f(x))'],
    ['snowflake', 'SELECT a FROM [t]', '[', 'names stand in double quotes here: "…"'],
    ['snowflake', 'SELECT a:: FROM t', 'FROM', undefined],
    ['snowflake', 'SELECT CAST(a INT) FROM t', 'INT', undefined],
    ['snowflake', 'SELECT a FROM t WHERE a = 1 AND OR b', 'OR', undefined],
    ['snowflake', 'SELECT a FROM t WHERE a =< 1', '<', 'write <='],
    ['snowflake', 'SELECT a FROM t WHERE a => 1', '=>', 'write >='],
    ['snowflake', 'SELECT a FROM t WHERE a NOT NULL', 'NOT', 'write IS NOT NULL'],
    ['snowflake', 'SELECT a FROM t WHERE a BETWEEN 1, 2', ',', 'write BETWEEN 1 AND 2'],
    ['snowflake', 'SELECT a FROM t WHERE d > DATE 2020-01-01', '2020', "its value stands in quotes: DATE '…'"],
    ['snowflake', 'SELECT a FROM (SELECT b FROM t WHERE c = 1 d', 'd', "AND, OR or a ')' seems to be missing before it"],
    ['snowflake', 'SELECT SUM(a) OVER PARTITION BY b FROM t', 'PARTITION', 'a window stands in parentheses: OVER (PARTITION BY …)'],
    ['snowflake', 'SELECT SUM(a) OVER (PARTITON BY b) FROM t', 'PARTITON', "did you mean 'PARTITION'?"],
    ['snowflake', 'SELECT SUM(a) OVER (PARTITION b) FROM t', 'PARTITION', 'write PARTITION BY'],
    ['snowflake', 'SELECT SUM(a) OVER (ORDER BY a PARTITION BY b) FROM t', 'PARTITION', 'PARTITION BY comes before ORDER BY'],
    ['snowflake', 'WITH a AS SELECT 1 SELECT 2', 'SELECT', "a '(' seems to be missing before it"],
    ['snowflake', 'WITH a AS (SELECT 1) b AS (SELECT 2) SELECT 3', 'b', 'a comma seems to be missing before it'],
    ['snowflake', 'INSERT INTO t (a, b) (1, 2)', '(', 'VALUES seems to be missing before it'],
    ['snowflake', 'UPDATE SET a = 1', 'SET', 'the name of a table is missing before SET'],
    ['snowflake', 'UPDATE t SET a == 1', '==', 'write ='],
    ['snowflake', 'UPDATE t SET a = 1, WHERE b = 2', 'WHERE', 'remove the comma before WHERE'],
    ['snowflake', 'CREATE TABLE t (a INT PRIMARY)', 'PRIMARY', 'write PRIMARY KEY'],
    ['snowflake', 'CREATE TABLE t (a INT, select INT)', 'select', 'write it in quotes: "select"'],
    ['snowflake', 'CREATE TABLE IF NOT EXIST t (a INT)', 'IF', 'write IF NOT EXISTS'],
    ['snowflake', 'CREATE VIEW v SELECT 1', 'SELECT', 'AS seems to be missing before it'],
    ['snowflake', "CREATE STAGE s URL 's3://b'", 'URL', "write URL = '…'"],
    ['snowflake', 'DROP TABLE t CASCAD', 'CASCAD', "did you mean 'CASCADE'?"],
    ['snowflake', 'ALTER TABLE t DROP COLUM a', 'COLUM', "did you mean 'COLUMN'?"],
    ['snowflake', 'USE WAREHOSE w', 'WAREHOSE', "did you mean 'WAREHOUSE'?"],
  ])('%s: %s', (dialect, text, place, hint) => {
    const [found] = parse(text, { dialect }).diagnostics;
    expect(text.slice(found?.span?.start, found?.span?.end)).toBe(place);
    expect(found?.hint).toBe(hint);
  });
});

describe('a text that is never closed', () => {
  it.each(["SELECT 'it's' FROM t", 'SELECT /* a FROM t', 'SELECT a FROM t WHERE x = "a"b"', 'SELECT $$a FROM t WHERE'])('%s is the one finding', (text) => {
    expect(parse(text, { dialect: 'snowflake' }).diagnostics.map(({ code }) => code)).toEqual(['PARSE_UNTERMINATED']);
  });

  it('hides nothing that was wrong before it', () => {
    expect(parse("SELEC 1; SELECT a FORM t WHERE b = 'x", { dialect: 'snowflake' }).diagnostics.map(({ code }) => code)).toEqual(['PARSE_SYNTAX', 'PARSE_SYNTAX', 'PARSE_UNTERMINATED']);
  });
});

describe("a mistake in one of Snowflake's statements", () => {
  it.each<[string, string, string | undefined]>([
    ['CREATE OR REPALCE TABLE t (a INT)', "unexpected 'REPALCE', expected 'REPLACE' or 'ALTER'", "did you mean 'REPLACE'?"],
    ['CREATE TABEL t (a INT)', "unexpected 'TABEL', expected 'TABLE', 'VIEW', 'SCHEMA' or 'DATABASE'", "did you mean 'TABLE'?"],
    ['CREATE TABLE t (a INT,)', "unexpected ','", "remove the comma before ')'"],
    ['CREATE TABLE t (a INT b INT)', "unexpected 'b', expected ',', ')', 'NOT NULL' or 'DEFAULT'", 'a comma seems to be missing before it'],
    ['CREATE TABLE t a INT', "unexpected 'a', expected '(', 'AS', 'LIKE' or 'CLONE'", "a '(' seems to be missing before it"],
    ['CREATE TABLE t (a INT NOT NUL)', "unexpected 'NUL', expected 'NULL'", "did you mean 'NULL'?"],
    ['CREATE TABLE t (a INT PRIMERY KEY)', "unexpected 'PRIMERY', expected ',', ')', 'NOT NULL' or 'DEFAULT'", "did you mean 'PRIMARY'?"],
    ['CREATE TABLE order (a INT)', "'order' is a reserved word and cannot stand here as a name", 'write it in quotes: "order"'],
    ['CREATE TABLE t (a INT) CLUSTER (a)', "unexpected 'CLUSTER', expected 'CLUSTER BY LINEAR', 'CLUSTER BY' or a setting such as NAME = value", 'write CLUSTER BY'],
    ['CREATE WAREHOUSE w WAREHOUSE_SIZE XSMALL', "unexpected 'WAREHOUSE_SIZE', expected a setting such as NAME = value", undefined],
    ['CREATE FUNCTION f(a INT) RETURN INT AS $$ 1 $$', "unexpected 'RETURN', expected 'RETURNS', 'AS' or a setting such as NAME = value", "did you mean 'RETURNS'?"],
    ['CREATE FUNCTION f(a) RETURNS INT AS $$ 1 $$', "unexpected ')', expected a type", undefined],
    ['CREATE PROCEDURE p() RETURNS INT AS SELECT 1', "unexpected 'SELECT', expected a string, 'BEGIN' or 'DECLARE'", undefined],
    ["CREATE TASK t SCHEDULE = '1 minute' SELECT 1", "unexpected 'SELECT', expected 'AS' or a setting such as NAME = value", 'AS seems to be missing before it'],
    ['GRANT SELECT ON TABLE t FROM ROLE r', "unexpected 'FROM', expected 'TO'", 'it is GRANT … TO and REVOKE … FROM'],
    ['ALTER TASK t RESUM', "unexpected 'RESUM', expected 'RENAME TO', 'SET', 'UNSET' or 'MODIFY'", "did you mean 'RESUME'?"],
    ['ALTER SESSION TIMEZONE = 1', "unexpected 'TIMEZONE', expected 'SET' or 'UNSET'", undefined],
    ['ALTER TABLE t SET COMMENT "x"', "unexpected 'COMMENT', expected a setting such as NAME = value", undefined],
    ['SHOW TABLES IN', "the statement ends too early, expected 'ACCOUNT', 'DATABASE', 'SCHEMA' or a name", undefined],
    ['USE DATABASE', 'the statement ends too early, expected a name', undefined],
    ['EXECUTE IMEDIATE $$x$$', "unexpected 'IMEDIATE', expected 'IMMEDIATE', 'TASK', 'ALERT' or 'JOB SERVICE'", "did you mean 'IMMEDIATE'?"],
    ['BEGIN SELECT 1 END;', "the statement ends too early, expected 'END', 'EXCEPTION' or a statement", "a block, a branch or a loop lacks its END, or the ';' before it"],
    ['BEGIN IF (a) RETURN 1; END IF; END', "unexpected 'RETURN', expected 'THEN'", undefined],
    ['BEGIN IF (a) THEN RETURN 1; END; END', "unexpected 'END', expected 'END IF'", 'each IF needs its END IF; ELSEIF needs none of its own'],
    ['BEGIN x = 1; END', "unexpected '=', expected ':='", 'write :='],
    ['DECLARE x INT BEGIN RETURN x; END', "unexpected 'BEGIN', expected ';'", "a ';' seems to be missing before it"],
    ['BEGIN RETRUN 1; END', "unexpected 'RETRUN', expected a statement", "did you mean 'RETURN'?"],
    ['BEGIN TRANSACTON', "unexpected 'TRANSACTON', expected a statement", "did you mean 'TRANSACTION'?"],
  ])('%s', (text, message, hint) => {
    const { diagnostics } = parse(text, { dialect: 'snowflake' });
    expect(diagnostics.map((d) => [d.message, d.hint])).toEqual([[message, hint]]);
  });
});

describe('recovery', () => {
  it('goes on after a whole block', () => {
    const { statements, diagnostics } = parse('BEGIN SELEC 1; SELECT 2; END; SELECT 3; CREATE TASK t AS BEGIN FOO; BAR; END; SELECT 4', { dialect: 'snowflake' });
    expect(diagnostics.map((d) => d.span?.start)).toEqual([6, 63, 68]);
    expect(statements.map((s) => s.pos)).toEqual([30, 78]);
  });

  it('finds all that is wrong in a block', () => {
    const { statements, diagnostics } = parse('BEGIN SELEC 1; IF (a) THEN UPDTE t; x := 1 END IF; INSERT t; LOOP BREAK; END LOOP; END; SELECT 2', { dialect: 'snowflake' });
    expect(diagnostics.map((d) => d.message)).toEqual([
      "unexpected 'SELEC', expected a statement", "unexpected 'UPDTE', expected a statement", "unexpected 'END', expected ';'", "unexpected 't', expected 'INTO'",
    ]);
    expect(statements.length).toBe(1);
  });

  it('goes on after the next semicolon', () => {
    const { statements, diagnostics } = parse("SELECT 1; SELEC 2; SELECT 'a;b'; SELECT FROM WHERE; SELECT 3", { dialect: 'snowflake' });
    expect(statements.map((s) => s.pos)).toEqual([0, 19, 52]);
    expect(diagnostics.map((d) => d.span?.start)).toEqual([10, 40]);
  });
});

describe('parsing one thing', () => {
  it('throws what is wrong', () => {
    expect(() => parseExpression('a +', { dialect: 'duckdb' })).toThrow(ToolError);
    expect(() => parseExpression('a b', { dialect: 'duckdb' })).toThrow("unexpected 'b'");
    expect(() => parseQuery('DELETE FROM t', { dialect: 'duckdb' })).toThrow('expected');
    expect(() => parseStatement('SELECT 1; SELECT 2', { dialect: 'duckdb' })).toThrow('expected one statement, found 2');
    expect(() => parseStatement('  -- nothing', { dialect: 'duckdb' })).toThrow('expected one statement, found 0');
  });

  it('takes what is whole', () => {
    expect(parseExpression('a + 1', { dialect: 'sqlite' })).toMatchObject({ kind: 'Binary', op: '+', pos: 0, end: 5 });
    expect(parseQuery('SELECT 1;', { dialect: 'sqlite' }).kind).toBe('Select');
    expect(parseStatement('COMMIT;', { dialect: 'sqlite' })).toMatchObject({ kind: 'Transaction', action: 'COMMIT' });
  });
});

it('every code begins with the name of the package', () => {
  for (const code of Object.keys(errors)) expect(code).toMatch(/^PARSE_[A-Z_]+$/);
});
