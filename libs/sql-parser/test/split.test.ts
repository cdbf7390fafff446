import { expect, it } from 'vitest';
import type { DialectName } from '@millrace/sql-ir';
import { parse, splitStatements } from '@millrace/sql-parser';

const split = (text: string, dialect: DialectName): readonly string[] => splitStatements(text, dialect).map(({ start, end }) => text.slice(start, end));

it.each<[string, DialectName, readonly string[]]>([
  ["SELECT ';'; SELECT 2", 'postgres', ["SELECT ';'", 'SELECT 2']],
  ['SELECT 1;;\n ; SELECT 2;', 'sqlite', ['SELECT 1', 'SELECT 2']],
  ['SELECT 1 -- ; not here\n, 2; SELECT 3', 'duckdb', ['SELECT 1 -- ; not here\n, 2', 'SELECT 3']],
  ['/* ; /* ; */ ; */ SELECT 1', 'postgres', ['SELECT 1']],
  ['/* ; /* ; */ SELECT 1; SELECT 2', 'snowflake', ['SELECT 1', 'SELECT 2']],
  ['SELECT $$a;b$$; SELECT 1', 'snowflake', ['SELECT $$a;b$$', 'SELECT 1']],
  ['SELECT $f$a;$$;b$f$; SELECT 1', 'postgres', ['SELECT $f$a;$$;b$f$', 'SELECT 1']],
  ["SELECT 'a\\';b'; SELECT 1", 'snowflake', ["SELECT 'a\\';b'", 'SELECT 1']],
  ["SELECT 'a\\'; SELECT 1", 'postgres', ["SELECT 'a\\'", 'SELECT 1']],
  ["SELECT E'a\\';b'; SELECT 1", 'postgres', ["SELECT E'a\\';b'", 'SELECT 1']],
  ['SELECT "a;b"; SELECT [c;d]', 'sqlite', ['SELECT "a;b"', 'SELECT [c;d]']],
  ['SELECT 1 // ; x\n; SELECT 2', 'snowflake', ['SELECT 1', 'SELECT 2']],
  ['PUT file:///tmp/a.csv @s; LIST @s/x', 'snowflake', ['PUT file:///tmp/a.csv @s', 'LIST @s/x']],
  ['', 'duckdb', []],
  ['BEGIN; SELECT 1; COMMIT', 'snowflake', ['BEGIN', 'SELECT 1', 'COMMIT']],
  ['BEGIN TRANSACTION; SELECT 1; END', 'snowflake', ['BEGIN TRANSACTION', 'SELECT 1', 'END']],
  ['BEGIN NAME t; SELECT 1', 'snowflake', ['BEGIN NAME t', 'SELECT 1']],
  ['BEGIN SELECT 1; SELECT 2; END; SELECT 3', 'snowflake', ['BEGIN SELECT 1; SELECT 2; END', 'SELECT 3']],
  ['DECLARE a INT; BEGIN a := 1; RETURN a; END; SELECT 1', 'snowflake', ['DECLARE a INT; BEGIN a := 1; RETURN a; END', 'SELECT 1']],
  [
    "BEGIN IF (a = 1) THEN SELECT CASE WHEN x THEN IFF(y, 1, 2) ELSE 3 END; ELSE BEGIN COMMIT; END; END IF; FOR r IN c DO LET x := IF(a, b, c); END FOR l; END; SELECT 1", 'snowflake',
    ["BEGIN IF (a = 1) THEN SELECT CASE WHEN x THEN IFF(y, 1, 2) ELSE 3 END; ELSE BEGIN COMMIT; END; END IF; FOR r IN c DO LET x := IF(a, b, c); END FOR l; END", 'SELECT 1'],
  ],
  ['BEGIN CASE (x) WHEN 1 THEN SELECT 1; END CASE; LOOP BREAK; END LOOP; REPEAT a := 1; UNTIL (TRUE) END REPEAT; END; SELECT 1', 'snowflake',
    ['BEGIN CASE (x) WHEN 1 THEN SELECT 1; END CASE; LOOP BREAK; END LOOP; REPEAT a := 1; UNTIL (TRUE) END REPEAT; END', 'SELECT 1']],
  ['BEGIN BEGIN TRANSACTION; COMMIT; EXCEPTION WHEN OTHER THEN ROLLBACK; END; SELECT 1', 'snowflake', ['BEGIN BEGIN TRANSACTION; COMMIT; EXCEPTION WHEN OTHER THEN ROLLBACK; END', 'SELECT 1']],
  ['CREATE TASK t AS BEGIN SELECT 1; SELECT 2; END; SELECT 3', 'snowflake', ['CREATE TASK t AS BEGIN SELECT 1; SELECT 2; END', 'SELECT 3']],
  ['CREATE OR REPLACE PROCEDURE p() RETURNS INT AS DECLARE a INT; BEGIN RETURN 1; END; SELECT 3', 'snowflake', ['CREATE OR REPLACE PROCEDURE p() RETURNS INT AS DECLARE a INT; BEGIN RETURN 1; END', 'SELECT 3']],
  ['DECLARE p PROCEDURE () RETURNS INT AS BEGIN RETURN 1; END; BEGIN CALL p(); END; SELECT 3', 'snowflake', ['DECLARE p PROCEDURE () RETURNS INT AS BEGIN RETURN 1; END; BEGIN CALL p(); END', 'SELECT 3']],
  ['ALTER TASK t MODIFY AS BEGIN SELECT 1; END; SELECT 2', 'snowflake', ['ALTER TASK t MODIFY AS BEGIN SELECT 1; END', 'SELECT 2']],
  ['CREATE TABLE t AS SELECT a AS begin, b FROM x; SELECT 2', 'snowflake', ['CREATE TABLE t AS SELECT a AS begin, b FROM x', 'SELECT 2']],
  ['BEGIN SELECT 1; SELECT 2', 'snowflake', ['BEGIN SELECT 1; SELECT 2']],
  ['BEGIN; CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = 1; SELECT 1; END; COMMIT', 'sqlite', ['BEGIN', 'CREATE TRIGGER t AFTER INSERT ON a BEGIN UPDATE a SET x = 1; SELECT 1; END', 'COMMIT']],
  ["CREATE TRIGGER t AFTER UPDATE ON a WHEN CASE WHEN new.x THEN 1 END BEGIN UPDATE a SET x = CASE WHEN x > 1 THEN 2 ELSE 3 END; SELECT 1; END; SELECT 2", 'sqlite',
    ["CREATE TRIGGER t AFTER UPDATE ON a WHEN CASE WHEN new.x THEN 1 END BEGIN UPDATE a SET x = CASE WHEN x > 1 THEN 2 ELSE 3 END; SELECT 1; END", 'SELECT 2']],
  ['CREATE TEMP TRIGGER IF NOT EXISTS t DELETE ON a BEGIN DELETE FROM b; END; SELECT 2', 'sqlite', ['CREATE TEMP TRIGGER IF NOT EXISTS t DELETE ON a BEGIN DELETE FROM b; END', 'SELECT 2']],
  ['CREATE PROCEDURE p(a INT) BEGIN DECLARE x INT DEFAULT 0; DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; END; IF a = 1 THEN SELECT IF(a, 1, 2); ELSE SELECT CASE a WHEN 1 THEN 2 END; END IF; l: LOOP LEAVE l; END LOOP; WHILE x < 1 DO SET x = 1; END WHILE; REPEAT SET x = 2; UNTIL x END REPEAT; END; SELECT 2', 'mysql',
    ['CREATE PROCEDURE p(a INT) BEGIN DECLARE x INT DEFAULT 0; DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN ROLLBACK; END; IF a = 1 THEN SELECT IF(a, 1, 2); ELSE SELECT CASE a WHEN 1 THEN 2 END; END IF; l: LOOP LEAVE l; END LOOP; WHILE x < 1 DO SET x = 1; END WHILE; REPEAT SET x = 2; UNTIL x END REPEAT; END', 'SELECT 2']],
  ['CREATE PROCEDURE p() SELECT 1; SELECT 2', 'mysql', ['CREATE PROCEDURE p() SELECT 1', 'SELECT 2']],
  ['BEGIN; SELECT 1; COMMIT', 'mysql', ['BEGIN', 'SELECT 1', 'COMMIT']],
  ['CREATE OR ALTER PROC p @a INT AS SET NOCOUNT ON; BEGIN TRAN; SELECT 1; COMMIT;\nGO\nSELECT 2\ngo\nSELECT 3 AS go', 'mssql', ['CREATE OR ALTER PROC p @a INT AS SET NOCOUNT ON; BEGIN TRAN; SELECT 1; COMMIT;', 'SELECT 2', 'SELECT 3 AS go']],
  ['BEGIN TRY SELECT CASE WHEN 1 = 1 THEN 2 END; SELECT 2; END TRY BEGIN CATCH THROW; END CATCH; SELECT 3', 'mssql', ['BEGIN TRY SELECT CASE WHEN 1 = 1 THEN 2 END; SELECT 2; END TRY BEGIN CATCH THROW; END CATCH', 'SELECT 3']],
  ['BEGIN TRANSACTION; SELECT 1; COMMIT', 'mssql', ['BEGIN TRANSACTION', 'SELECT 1', 'COMMIT']],
  ['IF @a = 1 BEGIN SELECT 1; SELECT 2; END ELSE BEGIN SELECT 3; END; SELECT 4', 'mssql', ['IF @a = 1 BEGIN SELECT 1; SELECT 2; END ELSE BEGIN SELECT 3; END', 'SELECT 4']],
  ['CREATE OR REPLACE PROCEDURE p (a IN NUMBER) IS x NUMBER; PROCEDURE q; PROCEDURE q IS BEGIN NULL; END q; BEGIN IF a = 1 THEN x := CASE a WHEN 1 THEN 2 END; END IF; FOR r IN (SELECT 1 FROM t) LOOP NULL; END LOOP; END p;\n/\nSELECT 2 FROM dual', 'oracle',
    ['CREATE OR REPLACE PROCEDURE p (a IN NUMBER) IS x NUMBER; PROCEDURE q; PROCEDURE q IS BEGIN NULL; END q; BEGIN IF a = 1 THEN x := CASE a WHEN 1 THEN 2 END; END IF; FOR r IN (SELECT 1 FROM t) LOOP NULL; END LOOP; END p', 'SELECT 2 FROM dual']],
  ['CREATE PACKAGE BODY b AS n NUMBER := 1; FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; END b; SELECT 2 FROM dual', 'oracle', ['CREATE PACKAGE BODY b AS n NUMBER := 1; FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END; END b', 'SELECT 2 FROM dual']],
  ['CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW DECLARE x NUMBER; BEGIN x := 1; END; SELECT 2 FROM dual', 'oracle', ['CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW DECLARE x NUMBER; BEGIN x := 1; END', 'SELECT 2 FROM dual']],
  ['DECLARE x NUMBER; BEGIN x := 1; END; SELECT 2 / 3\n, 4 FROM dual', 'oracle', ['DECLARE x NUMBER; BEGIN x := 1; END', 'SELECT 2 / 3\n, 4 FROM dual']],
  ['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END; SELECT 3', 'postgres', ['CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END', 'SELECT 3']],
])('%s in %s', (text, dialect, expected) => expect(split(text, dialect)).toEqual(expected));

it('hands comments over, with what stands before them', () => {
  const { comments } = parse('-- head\nSELECT 1 -- tail\n, /* in */ 2', { dialect: 'snowflake' });
  expect(comments).toEqual([
    { pos: 0, end: 7, text: '-- head', trailing: false },
    { pos: 17, end: 24, text: '-- tail', trailing: true },
    { pos: 27, end: 35, text: '/* in */', trailing: true },
  ]);
});
