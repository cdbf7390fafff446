import type { DialectName } from '@millrace/sql-ir';

/** What one text means, wherever it is run. */
export interface MeaningCase {
  readonly name: string;
  /** The dialect `sql` is written in. */
  readonly from: DialectName;
  readonly sql: string;
  /** A query that shows what a statement did, plain enough for every engine. */
  readonly check?: string;
  /** Worked out from the tables by hand; booleans as 1 and 0. */
  readonly rows: readonly (readonly (string | null)[])[];
}

/** Tables that all engines make alike. */
export const tables: readonly string[] = [
  'DROP TABLE IF EXISTS people',
  'DROP TABLE IF EXISTS bonus',
  'DROP TABLE IF EXISTS rich',
  'CREATE TABLE people (id INTEGER PRIMARY KEY, name VARCHAR(20), dept VARCHAR(20), salary INTEGER, hired DATE, active BOOLEAN)',
  "INSERT INTO people VALUES (1, 'Ann', 'it', 100, '2020-01-31', TRUE), (2, 'Bob', 'it', 200, '2021-06-15', FALSE), (3, 'Cy', 'hr', NULL, '2019-12-30', TRUE), (4, 'Dee', NULL, 150, '2022-03-01', NULL)",
  'CREATE TABLE bonus (id INTEGER PRIMARY KEY, amount INTEGER)',
  'INSERT INTO bonus VALUES (1, 10), (2, 20), (9, 90)',
];

const ids = (...values: readonly number[]): readonly (readonly string[])[] => values.map((value) => [String(value)]);

export const cases: readonly MeaningCase[] = [
  { name: 'paging', from: 'postgres', sql: 'SELECT id FROM people ORDER BY id LIMIT 2 OFFSET 1', rows: ids(2, 3) },
  { name: 'limit', from: 'postgres', sql: 'SELECT id FROM people ORDER BY id DESC LIMIT 2', rows: ids(4, 3) },
  { name: 'offset-alone', from: 'postgres', sql: 'SELECT id FROM people ORDER BY id OFFSET 3', rows: ids(4) },
  { name: 'limited-union', from: 'postgres', sql: 'SELECT id FROM people UNION SELECT id FROM bonus ORDER BY id DESC LIMIT 2', rows: ids(9, 4) },
  { name: 'set-operations', from: 'postgres', sql: 'SELECT id FROM people EXCEPT (SELECT id FROM bonus EXCEPT SELECT 1) ORDER BY id', rows: ids(1, 3, 4) },
  { name: 'nulls-last', from: 'postgres', sql: 'SELECT id FROM people ORDER BY salary NULLS LAST', rows: ids(1, 4, 2, 3) },
  { name: 'nulls-first-descending', from: 'postgres', sql: 'SELECT id, salary AS pay FROM people ORDER BY pay DESC NULLS FIRST', rows: [['3', null], ['2', '200'], ['4', '150'], ['1', '100']] },
  { name: 'predicate-as-value', from: 'postgres', sql: 'SELECT id, salary > 120 AS high, active FROM people ORDER BY id', rows: [['1', '0', '1'], ['2', '1', '0'], ['3', null, '1'], ['4', '1', null]] },
  { name: 'value-as-predicate', from: 'postgres', sql: 'SELECT id FROM people WHERE active AND NOT (salary IS NULL) OR id = 4', rows: ids(1, 4) },
  { name: 'constant-conditions', from: 'postgres', sql: 'SELECT CASE WHEN TRUE THEN 1 ELSE 2 END AS a, CASE WHEN id = 1 AND FALSE THEN 1 ELSE 2 END AS b FROM people WHERE TRUE AND id = 1', rows: [['1', '2']] },
  { name: 'is-true', from: 'postgres', sql: 'SELECT id FROM people WHERE (salary > 120) IS NOT TRUE ORDER BY id', rows: ids(1, 3) },
  { name: 'is-unknown', from: 'postgres', sql: 'SELECT id FROM people WHERE (salary > 120) IS UNKNOWN', rows: ids(3) },
  { name: 'null-safe-equality', from: 'postgres', sql: "SELECT id FROM people WHERE dept IS NOT DISTINCT FROM NULL OR dept IS DISTINCT FROM 'it' AND id < 4 ORDER BY id", rows: ids(3, 4) },
  { name: 'ilike', from: 'postgres', sql: "SELECT id FROM people WHERE name ILIKE 'aN%' OR name NOT ILIKE '%E%' AND id = 3 ORDER BY id", rows: ids(1, 3) },
  { name: 'concatenation', from: 'postgres', sql: "SELECT name || '-' || dept || 'x' FROM people ORDER BY id", rows: [['Ann-itx'], ['Bob-itx'], ['Cy-hrx'], [null]] },
  { name: 'recursive', from: 'postgres', sql: 'WITH RECURSIVE r (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 3) SELECT n FROM r ORDER BY n', rows: ids(1, 2, 3) },
  { name: 'values', from: 'postgres', sql: "SELECT v.b, v.a FROM (VALUES (1, 'x'), (2, 'y')) AS v (a, b) ORDER BY v.a DESC", rows: [['y', '2'], ['x', '1']] },
  { name: 'named-columns', from: 'postgres', sql: 'SELECT d.n FROM (SELECT COUNT(*), dept FROM people GROUP BY dept) AS d (n, g) WHERE d.g = \'it\'', rows: ids(2) },
  { name: 'days', from: 'snowflake', sql: "SELECT id FROM people WHERE hired + INTERVAL '31 days' > DATE '2022-03-31' OR hired - INTERVAL '1 day' = DATE '2019-12-29' ORDER BY id", rows: ids(3, 4) },
  { name: 'subqueries', from: 'postgres', sql: 'SELECT id FROM people AS p WHERE EXISTS (SELECT 1 FROM bonus AS b WHERE b.id = p.id) AND p.salary >= (SELECT MAX(amount) FROM bonus) AND p.id NOT IN (SELECT 2) ORDER BY id', rows: ids(1) },
  { name: 'window', from: 'postgres', sql: 'SELECT id, SUM(salary) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY id) AS n FROM people WHERE id < 3 ORDER BY id', rows: [['1', '100', '1'], ['2', '300', '2']] },
  { name: 'casts', from: 'postgres', sql: "SELECT CAST('7' AS INTEGER) + 1, CAST(id AS VARCHAR(5)), CAST('2020-02-29' AS DATE) FROM people WHERE id = 3", rows: [['8', '3', '2020-02-29']] },
  { name: 'upsert', from: 'postgres', sql: 'INSERT INTO bonus (id, amount) VALUES (2, 5), (7, 70) ON CONFLICT (id) DO UPDATE SET amount = bonus.amount + EXCLUDED.amount', check: 'SELECT id, amount FROM bonus ORDER BY id', rows: [['1', '10'], ['2', '25'], ['7', '70'], ['9', '90']] },
  { name: 'insert-or-nothing', from: 'postgres', sql: 'INSERT INTO bonus (id, amount) VALUES (2, 5), (7, 70) ON CONFLICT (id) DO NOTHING', check: 'SELECT id, amount FROM bonus ORDER BY id', rows: [['1', '10'], ['2', '20'], ['7', '70'], ['9', '90']] },
  { name: 'merge', from: 'postgres', sql: 'MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN DELETE WHEN MATCHED THEN UPDATE SET amount = p.salary WHEN NOT MATCHED THEN INSERT (id, amount) VALUES (p.id, 1)', check: 'SELECT id, amount FROM bonus ORDER BY id', rows: [['1', '100'], ['3', '1'], ['4', '1'], ['9', '90']] },
  { name: 'merge-two-ways', from: 'postgres', sql: 'MERGE INTO bonus AS b USING people AS p ON b.id = p.id WHEN MATCHED AND p.salary > 150 THEN UPDATE SET amount = p.salary WHEN NOT MATCHED AND p.id = 3 THEN INSERT (id, amount) VALUES (p.id, 1)', check: 'SELECT id, amount FROM bonus ORDER BY id', rows: [['1', '10'], ['2', '200'], ['3', '1'], ['9', '90']] },
  { name: 'update-from', from: 'postgres', sql: 'UPDATE people SET salary = b.amount FROM bonus AS b WHERE people.id = b.id', check: 'SELECT id, salary FROM people ORDER BY id', rows: [['1', '10'], ['2', '20'], ['3', null], ['4', '150']] },
  { name: 'update-alias', from: 'postgres', sql: 'UPDATE people AS p SET salary = 1 WHERE p.id > 2', check: 'SELECT id, salary FROM people ORDER BY id', rows: [['1', '100'], ['2', '200'], ['3', '1'], ['4', '1']] },
  { name: 'delete-using', from: 'postgres', sql: 'DELETE FROM people USING bonus AS b WHERE people.id = b.id AND b.amount > 10', check: 'SELECT id FROM people ORDER BY id', rows: ids(1, 3, 4) },
  { name: 'insert-select', from: 'postgres', sql: 'WITH s AS (SELECT id + 10 AS id, salary FROM people WHERE id = 1) INSERT INTO bonus (id, amount) SELECT id, salary FROM s', check: 'SELECT id, amount FROM bonus WHERE id > 10', rows: [['11', '100']] },
  { name: 'returning', from: 'postgres', sql: 'INSERT INTO bonus (id, amount) VALUES (5, 50) RETURNING id, amount', rows: [['5', '50']] },
  { name: 'lateral', from: 'postgres', sql: 'SELECT p.id, s.amount FROM people AS p LEFT JOIN LATERAL (SELECT b.amount FROM bonus AS b WHERE b.id = p.id ORDER BY b.amount LIMIT 1) AS s ON TRUE ORDER BY p.id', rows: [['1', '10'], ['2', '20'], ['3', null], ['4', null]] },
  { name: 'full-join', from: 'postgres', sql: 'SELECT p.id, b.amount FROM people AS p FULL JOIN bonus AS b ON p.id = b.id WHERE p.id IS NULL OR p.id = 1 ORDER BY b.amount', rows: [['1', '10'], [null, '90']] },
  { name: 'rollup', from: 'postgres', sql: "SELECT g.dept, g.n FROM (SELECT dept, COUNT(*) AS n FROM people WHERE dept = 'it' GROUP BY ROLLUP (dept)) AS g ORDER BY g.n, g.dept NULLS LAST", rows: [['it', '2'], [null, '2']] },
  { name: 'qualify', from: 'snowflake', sql: 'SELECT id FROM people QUALIFY ROW_NUMBER() OVER (ORDER BY id DESC) = 1', rows: ids(4) },
  { name: 'qualify-by-alias', from: 'snowflake', sql: 'SELECT id AS k, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY salary DESC NULLS LAST, id) AS n FROM people WHERE dept IS NOT NULL QUALIFY n = 1 ORDER BY name LIMIT 2', rows: [['2', '1'], ['3', '1']] },
  { name: 'distinct-on', from: 'postgres', sql: 'SELECT DISTINCT ON (1) dept, id FROM people ORDER BY dept NULLS LAST, salary DESC NULLS LAST', rows: [['hr', '3'], ['it', '2'], [null, '4']] },
  { name: 'create-table-as', from: 'postgres', sql: 'CREATE TABLE rich AS SELECT id FROM people WHERE salary > 120', check: 'SELECT id FROM rich ORDER BY id', rows: ids(2, 4) },
  { name: 'filter', from: 'postgres', sql: 'SELECT COUNT(*) FILTER (WHERE salary > 120) FROM people', rows: ids(2) },
  { name: 'texts', from: 'postgres', sql: "SELECT 'it''s' AS a, 'a\\b' AS b, 'x%' AS c FROM people WHERE id = 1 AND name LIKE 'A%'", rows: [["it's", 'a\\b', 'x%']] },
  { name: 'text-functions', from: 'postgres', sql: "SELECT TRIM(BOTH 'x' FROM 'xax'), POSITION('b' IN 'abc'), EXTRACT(YEAR FROM hired) FROM people WHERE id = 1", rows: [['a', '2', '2020']] },
  { name: 'names', from: 'postgres', sql: 'SELECT p.id AS "order", p.name AS "Mixed Case" FROM people AS p WHERE p.id = 2', rows: [['2', 'Bob']] },
  { name: 'no-table', from: 'postgres', sql: 'SELECT 1 + 1 AS two', rows: ids(2) },
  { name: 'using', from: 'postgres', sql: 'SELECT id, amount FROM people JOIN bonus USING (id) ORDER BY id', rows: [['1', '10'], ['2', '20']] },
  { name: 'comma-and-cross', from: 'postgres', sql: 'SELECT p.id FROM people AS p, bonus AS b CROSS JOIN (SELECT 1 AS one) AS c WHERE p.id = b.id ORDER BY p.id', rows: ids(1, 2) },
  { name: 'integer-and-bits', from: 'duckdb', sql: 'SELECT 7 // 2, 7 % 4, 6 & 3, 6 | 1 FROM people WHERE id = 1', rows: [['3', '3', '2', '7']] },
  { name: 'null-count', from: 'postgres', sql: 'SELECT dept, COUNT(DISTINCT salary) FROM people GROUP BY dept HAVING COUNT(*) = 1 ORDER BY dept NULLS FIRST', rows: [[null, '1'], ['hr', '0']] },
];
