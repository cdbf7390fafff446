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
        'WHERE first_long_column_name = 1', '  AND second_long_column_name = 2', '  AND third_condition',
      ),
    );
  });

  it('fills lines with a long list of literals', () => {
    const numbers = Array.from({ length: 30 }, (_, i) => 100 + i);
    expect(format(`SELECT a FROM t WHERE b IN (${numbers.join(', ')})`)).toBe(
      lines('SELECT a', 'FROM t', 'WHERE b IN (', `  ${numbers.slice(0, 16).join(', ')},`, `  ${numbers.slice(16).join(', ')}`, ')'),
    );
  });

  it('gives the parts of a long window a line each', () => {
    expect(format('SELECT SUM(amount_of_the_order) OVER (PARTITION BY customer_identifier ORDER BY day_of_the_order) AS s FROM t')).toBe(
      lines('SELECT', '  SUM(amount_of_the_order) OVER (', '    PARTITION BY customer_identifier', '    ORDER BY day_of_the_order', '  ) AS s', 'FROM t'),
    );
  });

  it('leaves no blank at the end of a line', () => {
    expect(format(`INSERT INTO t VALUES ${Array.from({ length: 9 }, (_, i) => `(${i}, 'some text')`).join(', ')}`)).not.toMatch(/ $/m);
    expect(format(`UPDATE t SET ${Array.from({ length: 9 }, (_, i) => `some_column_${i} = ${i}`).join(', ')}`)).not.toMatch(/ $/m);
  });

  it('lays out a very long list', () => {
    const items = 50_000;
    const text = `SELECT ${Array.from({ length: items }, (_, i) => `COALESCE(column_${i}, 1) AS c_${i}`).join(', ')} FROM t WHERE a IN (${Array.from({ length: items }, (_, i) => i).join(', ')})`;
    expect(format(text).split('\n').filter((line) => line.includes('COALESCE'))).toHaveLength(items);
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

  it('stay behind the item they follow, in lists of rows and before the next clause', () => {
    expect(format('INSERT INTO t VALUES (1, 2), -- one\n (3, 4)')).toBe(lines('INSERT INTO t', 'VALUES', '  (1, 2), -- one', '  (3, 4)'));
    expect(format('SELECT a FROM t WHERE (b = 1 -- one\n) ORDER BY a')).toBe(lines('SELECT a', 'FROM t', 'WHERE b = 1 -- one', 'ORDER BY a'));
    expect(format('CREATE TABLE x ( -- columns\n a INT, b INT)')).toBe(lines('CREATE TABLE x ( -- columns', '  a INT,', '  b INT', ')'));
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
