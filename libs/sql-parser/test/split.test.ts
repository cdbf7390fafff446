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
])('%s in %s', (text, dialect, expected) => expect(split(text, dialect)).toEqual(expected));

it('hands comments over, with what stands before them', () => {
  const { comments } = parse('-- head\nSELECT 1 -- tail\n, /* in */ 2', { dialect: 'snowflake' });
  expect(comments).toEqual([
    { pos: 0, end: 7, text: '-- head', trailing: false },
    { pos: 17, end: 24, text: '-- tail', trailing: true },
    { pos: 27, end: 35, text: '/* in */', trailing: true },
  ]);
});
