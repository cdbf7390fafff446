import type { DuckDBConnection } from '@duckdb/node-api';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, run } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => { engine = await openEngine(); });

const employees = `(SELECT column1 AS title, column2 AS employee_id, column3 AS manager_id FROM VALUES
  ('President', 1, NULL), ('Vice President Engineering', 10, 1), ('Programmer', 100, 10), ('QA Engineer', 101, 10),
  ('Vice President HR', 20, 1), ('Health Insurance Analyst', 200, 20)) AS employees`;

// Data and rows: https://docs.snowflake.com/en/sql-reference/constructs/connect-by#examples
describe('CONNECT BY', () => {
  it.each([
    [`SELECT employee_id, manager_id, title FROM ${employees} START WITH title = 'President' CONNECT BY manager_id = PRIOR employee_id ORDER BY employee_id`,
      [['1', null, 'President'], ['10', '1', 'Vice President Engineering'], ['20', '1', 'Vice President HR'], ['100', '10', 'Programmer'], ['101', '10', 'QA Engineer'], ['200', '20', 'Health Insurance Analyst']]],
    [`SELECT SYS_CONNECT_BY_PATH(title, ' -> ') FROM ${employees} START WITH title = 'President' CONNECT BY manager_id = PRIOR employee_id ORDER BY employee_id LIMIT 4`,
      [[' -> President'], [' -> President -> Vice President Engineering'], [' -> President -> Vice President HR'], [' -> President -> Vice President Engineering -> Programmer']]],
    [`SELECT employee_id, CONNECT_BY_ROOT title, LEVEL, PRIOR title FROM ${employees} START WITH title LIKE 'Vice%' CONNECT BY manager_id = PRIOR employee_id ORDER BY employee_id`,
      [['10', 'Vice President Engineering', '1', null], ['20', 'Vice President HR', '1', null], ['100', 'Vice President Engineering', '2', 'Vice President Engineering'], ['101', 'Vice President Engineering', '2', 'Vice President Engineering'], ['200', 'Vice President HR', '2', 'Vice President HR']]],
    // WHERE filters what the walk has reached, it does not end it.
    [`SELECT title FROM ${employees} WHERE LEVEL = 3 START WITH manager_id IS NULL CONNECT BY manager_id = PRIOR employee_id ORDER BY title`,
      [['Health Insurance Analyst'], ['Programmer'], ['QA Engineer']]],
    ['SELECT LEVEL FROM dual CONNECT BY LEVEL <= 3', [['1'], ['2'], ['3']]],
  ])('%s', async (sql, expected) => {
    expect(await run(engine, sql)).toEqual(expected);
  });
});
