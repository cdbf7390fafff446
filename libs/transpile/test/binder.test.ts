import { renderDiagnostic, ToolError } from '@millrace/diagnostics';
import { type SessionContext, snowflakeCodeOf, type Translation, typeText } from '@millrace/transpile';
import { describe, expect, it } from 'vitest';
import { translateAll } from './support/engine.ts';
import { sampleCatalog } from './support/sample.ts';

const translated = (sql: string, session: SessionContext = {}): Translation => {
  const [only] = translateAll(sql, sampleCatalog, session);
  if (only === undefined) throw new Error('nothing was translated');
  return only;
};
const columns = (sql: string): readonly string[] => translated(sql).columns.map(({ name, type, nullable }) => `${name} ${typeText(type)}${nullable ? '' : ' NOT NULL'}`);
const failure = (sql: string): ToolError => {
  try {
    translateAll(sql, sampleCatalog);
  } catch (error) {
    if (error instanceof ToolError) return error;
    throw error;
  }
  throw new Error(`no error: ${sql}`);
};

// Scales: https://docs.snowflake.com/en/sql-reference/operators-arithmetic
describe('types', () => {
  it.each([
    ['SELECT 1.50 AS x', 'X NUMBER(3,2) NOT NULL'],
    ['SELECT amount + 1 AS x FROM orders', 'X NUMBER(11,2)'],
    ['SELECT amount * amount AS x FROM orders', 'X NUMBER(20,4)'],
    ['SELECT 2 / 7 AS x', 'X NUMBER(7,6) NOT NULL'],
    ['SELECT id / amount AS x FROM orders', 'X NUMBER(38,6)'],
    ['SELECT SUM(amount) AS x FROM orders', 'X NUMBER(38,2)'],
    ['SELECT AVG(amount) AS x FROM orders', 'X NUMBER(38,8)'],
    ['SELECT COUNT(*) AS x FROM orders', 'X NUMBER(18,0) NOT NULL'],
    ['SELECT detail:items[0].sku AS x FROM orders', 'X VARIANT'],
    ['SELECT detail:items[0].sku::VARCHAR(5) AS x FROM orders', 'X VARCHAR(5)'],
    ["SELECT customer || 'abc' AS x FROM orders", 'X VARCHAR(23)'],
    ['SELECT ordered + 1 AS x FROM orders', 'X DATE'],
    ['SELECT DATEADD(hour, 1, ordered) AS x FROM orders', 'X TIMESTAMP_NTZ(9)'],
    ['SELECT IFF(id > 1, amount, 0) AS x FROM orders', 'X NUMBER(10,2)'],
    ['SELECT 1 AS x UNION ALL SELECT 2.55', 'X NUMBER(3,2) NOT NULL'],
  ])('%s', (sql, expected) => {
    expect(columns(sql)).toEqual([expected]);
  });
});

describe('names', () => {
  it('derives result names from the text', () => {
    expect(translated('select id, count(*), 1+1, detail:a.b from orders group by all').columns.map(({ name }) => name)).toEqual(['ID', 'COUNT(*)', '1+1', 'DETAIL:A.B']);
  });
  it('keeps quoted names and folds the others', () => {
    expect(translated('select "City", customer as "c", customer as c from customers').columns.map(({ name }) => name)).toEqual(['City', 'c', 'C']);
  });
  it.each([
    ['SELECT * EXCLUDE (detail, ordered) RENAME amount AS total FROM orders', ['ID', 'CUSTOMER', 'TOTAL']],
    ["SELECT * ILIKE '%o%' FROM orders", ['CUSTOMER', 'AMOUNT', 'ORDERED']],
    ['SELECT o.*, c."City" FROM orders o JOIN customers c USING (customer)', ['ID', 'CUSTOMER', 'AMOUNT', 'ORDERED', 'DETAIL', 'City']],
    ['SELECT * FROM customers NATURAL JOIN (SELECT customer, id FROM orders)', ['CUSTOMER', 'City', 'ID']],
    ['SELECT * FROM VALUES (1, 2)', ['COLUMN1', 'COLUMN2']],
    ['WITH a (x) AS (SELECT id FROM orders) SELECT * FROM a', ['X']],
  ])('%s', (sql, expected) => {
    expect(translated(sql).columns.map(({ name }) => name)).toEqual(expected);
  });
  it('prefers a column to an alias of its name', () => {
    expect(translated('SELECT 7 AS id FROM orders WHERE id = 1').sql).toContain('"ORDERS"."ID" = 1');
  });
  it('replaces a session variable by its value, which travels beside the text', () => {
    const { sql, parameters } = translated('SELECT $who AS x', { variables: { WHO: "o'clock" } });
    expect(parameters).toEqual(["o'clock"]);
    expect(sql).not.toContain('clock');
  });
});

describe('errors', () => {
  it.each([
    ['SELECT nope FROM orders', 'TRANSPILE_INVALID_IDENTIFIER', '000904'],
    ['SELECT customer FROM orders, customers', 'TRANSPILE_AMBIGUOUS_COLUMN', '002028'],
    ['SELECT * FROM missing', 'TRANSPILE_UNKNOWN_TABLE', '002003'],
    ['SELECT NVLL(1, 2)', 'TRANSPILE_UNKNOWN_FUNCTION', '002140'],
    ['SELECT NVL(1)', 'TRANSPILE_NOT_ENOUGH_ARGUMENTS', '000938'],
    ['SELECT NVL(1, 2, 3)', 'TRANSPILE_TOO_MANY_ARGUMENTS', '000939'],
    ['SELECT SUM(detail) FROM (SELECT TRUE AS b, [1] AS detail)', 'TRANSPILE_ARGUMENT_TYPES', '001044'],
    ['SELECT id FROM orders QUALIFY id > 1', 'TRANSPILE_QUALIFY_WITHOUT_WINDOW', '000992'],
    ['SELECT id FROM orders WHERE SUM(id) > 1', 'TRANSPILE_AGGREGATE_IN_WHERE', '002035'],
    ['SELECT ROW_NUMBER() OVER (PARTITION BY id) FROM orders', 'TRANSPILE_WINDOW_ORDER', '002303'],
    ['SELECT LAG(id) FROM orders', 'TRANSPILE_WINDOW_ORDER', '002303'],
    ['SELECT 1, 2 UNION SELECT 1', 'TRANSPILE_BRANCH_COLUMNS', '001789'],
    ["SELECT id FROM orders UNION SELECT ordered FROM orders", 'TRANSPILE_BRANCH_TYPES', '001790'],
    ['WITH n AS (SELECT 1 AS i UNION SELECT i + 1 FROM n) SELECT * FROM n', 'TRANSPILE_RECURSIVE_UNION', '001102'],
    ['SELECT customer, ordered, SUM(amount) FROM orders GROUP BY customer', 'TRANSPILE_NOT_GROUPED', '001104'],
    ['SELECT customer, SUM(amount) FROM orders', 'TRANSPILE_NOT_GROUPED', '001104'],
    ['SELECT customer FROM orders GROUP BY customer HAVING id > 1', 'TRANSPILE_NOT_GROUPED', '001104'],
    ['SELECT ordered + ordered FROM orders', 'TRANSPILE_ARGUMENT_TYPES', '001044'],
    ['SELECT [1] + 1', 'TRANSPILE_ARGUMENT_TYPES', '001044'],
    ['INSERT INTO customers VALUES (1)', 'TRANSPILE_COLUMN_COUNT', '002020'],
    ['SELECT $unset', 'TRANSPILE_UNKNOWN_VARIABLE', '002211'],
    ['SELECT 1::WIDGET', 'TRANSPILE_UNKNOWN_TYPE', '002040'],
  ])('%s', (sql, code, snowflake) => {
    const error = failure(sql);
    expect(error.code).toBe(code);
    expect(snowflakeCodeOf(error.code)?.code).toBe(snowflake);
  });
  it('points at the word and offers the nearest', () => {
    const [diagnostic] = failure('SELECT id,\n  amuont\nFROM orders').diagnostics;
    if (diagnostic === undefined) throw new Error('no diagnostic');
    expect(renderDiagnostic(diagnostic)).toBe([
      "error[TRANSPILE_INVALID_IDENTIFIER]: invalid identifier 'AMUONT'", '  --> input:2:3', '   2 |   amuont', '     |   ^^^^^^', "  hint: did you mean 'AMOUNT'?",
    ].join('\n'));
  });
});
