import { describe, expect, it } from 'vitest';
import { print } from '@millrace/dialects';
import { parse } from '@millrace/sql-parser';

function format(text: string): string {
  const { statements, comments } = parse(text, { dialect: 'snowflake' });
  const [statement] = statements;
  return statement === undefined ? '' : print(statement, 'snowflake', { pretty: true, comments }).sql;
}

const lines = (...text: readonly string[]): string => text.join('\n');

describe('pretty printing', () => {
  it('gives each clause a line', () => {
    expect(format('select a, b from t join u using (id) where a = 1 and b = 2 group by a order by b limit 3')).toBe(
      lines('SELECT a, b', 'FROM t', '  JOIN u USING (id)', 'WHERE a = 1 AND b = 2', 'GROUP BY a', 'ORDER BY b', 'LIMIT 3'),
    );
  });

  it('breaks what is longer than a line', () => {
    expect(format('SELECT first_long_column_name, second_long_column_name, third_long_column_name AS third FROM t WHERE first_long_column_name = 1 AND second_long_column_name = 2 AND third_condition')).toBe(
      lines(
        'SELECT', '  first_long_column_name,', '  second_long_column_name,', '  third_long_column_name AS third', 'FROM t',
        'WHERE first_long_column_name = 1 AND second_long_column_name = 2', '  AND third_condition',
      ),
    );
  });

  it('sets subqueries in', () => {
    expect(format('WITH a AS (SELECT some_column, another_column FROM some_schema.some_table WHERE x > 1) SELECT * FROM a')).toBe(
      lines('WITH a AS (', '  SELECT some_column, another_column', '  FROM some_schema.some_table', '  WHERE x > 1', ')', 'SELECT *', 'FROM a'),
    );
  });
});

describe('comments', () => {
  it('stay before what they stood before', () => {
    expect(format('-- all of them\nSELECT a\n-- from here\nFROM t')).toBe(lines('-- all of them', 'SELECT a', '-- from here', 'FROM t'));
  });

  it('stay at the end of their line', () => {
    expect(format('SELECT a, -- the first\n  b -- the second\nFROM t -- all\n')).toBe(lines('SELECT', '  a, -- the first', '  b -- the second', 'FROM t -- all'));
  });

  it('are all kept', () => {
    const text = '/* 1 */ SELECT /* 2 */ a /* 3 */ , b -- 4\n FROM /* 5 */ t -- 6\n WHERE -- 7\n x = /* 8 */ 1 -- 9';
    const printed = format(text);
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9]) expect(printed).toMatch(new RegExp(`(?:-- |/\\* )${String(n)}\\b`));
    const again = parse(printed, { dialect: 'snowflake' });
    expect(again.diagnostics).toEqual([]);
    expect(again.comments.length).toBe(9);
  });
});
