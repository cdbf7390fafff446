import { expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import { parseStatement } from '@millrace/sql-parser';

const lines = (...text: readonly string[]): string => text.join('\n');

it.each<[string, string, string]>([
  [
    'a block',
    "declare x int default 1; e exception (-20001, 'no'); begin if (x > 1) then return 1; elseif (x = 0) then null; else raise e; end if; exception when e or other_error then return 2; when other then raise; end",
    lines(
      'DECLARE', '  x int DEFAULT 1;', "  e EXCEPTION (-20001, 'no');", 'BEGIN', '  IF (x > 1) THEN', '    RETURN 1;', '  ELSEIF (x = 0) THEN', '    NULL;', '  ELSE', '    RAISE e;', '  END IF;',
      'EXCEPTION', '  WHEN e OR other_error THEN', '    RETURN 2;', '  WHEN OTHER THEN', '    RAISE;', 'END',
    ).replace('x int', 'x INT'),
  ],
  [
    'loops',
    'begin for i in reverse 1 to 3 loop x := x + i; end loop; for r in c do continue; end for l; while (x < 3) do break l; end while; repeat x := 1; until (x = 1) end repeat; loop exit; end loop; end',
    lines(
      'BEGIN', '  FOR i IN REVERSE 1 TO 3 DO', '    x := x + i;', '  END FOR;', '  FOR r IN c DO', '    CONTINUE;', '  END FOR l;', '  WHILE (x < 3) DO', '    BREAK l;', '  END WHILE;',
      '  REPEAT', '    x := 1;', '  UNTIL (x = 1)', '  END REPEAT;', '  LOOP', '    BREAK;', '  END LOOP;', 'END',
    ),
  ],
  [
    'a task',
    'create task t warehouse = w after a, b when x > 1 as insert into t select 1',
    lines('CREATE TASK t', 'WAREHOUSE = w', 'AFTER a, b', 'WHEN x > 1', 'AS', 'INSERT INTO t', 'SELECT 1'),
  ],
  [
    'a procedure with a block',
    'create procedure p(a int, b varchar default null) returns table (x int) language sql execute as caller as begin return 1; end',
    lines('CREATE PROCEDURE p(a INT, b VARCHAR DEFAULT NULL)', 'RETURNS TABLE(x INT)', 'LANGUAGE sql', 'EXECUTE AS CALLER', 'AS', 'BEGIN', '  RETURN 1;', 'END'),
  ],
  ['a body that needs escapes as a string', "create function f() returns int as 'select ''a\\\\b'''", lines('CREATE FUNCTION f()', 'RETURNS INT', "AS $$select 'a\\b'$$")],
  ['a body that cannot stand between dollar signs', "create function f() returns int as 'a$$''b'", lines('CREATE FUNCTION f()', 'RETURNS INT', "AS 'a$$''b'")],
  ['tags with commas, settings without', "create stage s file_format = (type = csv skip_header = 1) with tag (a = 'b', c = 'd')", "CREATE STAGE s FILE_FORMAT = (TYPE = csv SKIP_HEADER = 1) TAG (A = 'b', C = 'd')"],
  ['columns altered together', "alter table t modify (a drop not null, column b comment 'x')", "ALTER TABLE t ALTER COLUMN a DROP NOT NULL, COLUMN b COMMENT 'x'"],
  ['policies of a tag', 'alter tag t set masking policy p, masking policy q force', 'ALTER TAG t SET MASKING POLICY p, MASKING POLICY q FORCE'],
  ['words that are reserved elsewhere', 'create api integration i allowed_authentication_secrets = all', 'CREATE API INTEGRATION i ALLOWED_AUTHENTICATION_SECRETS = all'],
])('%s', (_, text, expected) => expect(print(parseStatement(text, { dialect: 'snowflake' }), 'snowflake', { pretty: true }).sql).toBe(expected));

it('what no other dialect knows is said, not printed', () => {
  for (const text of ['BEGIN NULL; END', 'UNDROP TABLE t', 'EXECUTE TASK t', 'CREATE TABLE t (a INT WITH TAG (a = \'b\'))', 'CREATE MASKING POLICY p AS (v INT) RETURNS INT -> v', 'ALTER TABLE t SUSPEND RECLUSTER']) {
    expect(print(parseStatement(text, { dialect: 'snowflake' }), 'duckdb').diagnostics.map((d) => d.code), text).toContain('DIALECT_UNSUPPORTED');
  }
});

it('how constraints are enforced is information that DuckDB has no words for', () => {
  const table = parseStatement('CREATE TABLE t (a INT PRIMARY KEY NOT ENFORCED RELY, FOREIGN KEY (a) REFERENCES u (b) ON DELETE CASCADE DEFERRABLE)', { dialect: 'snowflake' });
  expect(print(table, 'duckdb').sql).toBe('CREATE TABLE t (a INT PRIMARY KEY, FOREIGN KEY (a) REFERENCES u (b))');
  expect(print(table, 'postgres').sql).toBe('CREATE TABLE t (a INT PRIMARY KEY, FOREIGN KEY (a) REFERENCES u (b) ON DELETE CASCADE DEFERRABLE)');
});
