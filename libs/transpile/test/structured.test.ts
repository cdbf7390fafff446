import type { DuckDBConnection } from '@duckdb/node-api';
import { typeText } from '@millrace/transpile';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, run, translateAll } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});
const rows = (sql: string): Promise<readonly (readonly (string | null)[])[]> => run(engine, sql);
const typeOf = (sql: string): string => typeText(translateAll(sql)[0]?.columns[0]?.type ?? { type: 'unknown' });

// https://docs.snowflake.com/en/sql-reference/data-types-structured
describe('structured types', () => {
  it.each([
    ['SELECT [1, 2, 3]::ARRAY(NUMBER)', '[1,2,3]', 'ARRAY(NUMBER(38,0))'],
    ["SELECT {'city': 'San Mateo', 'state': 'CA'}::OBJECT(state VARCHAR, city VARCHAR)", '{"state":"CA","city":"San Mateo"}', 'OBJECT(state VARCHAR(16777216), city VARCHAR(16777216))'],
    ["SELECT {'city': 'San Mateo', 'state': 'CA'}::MAP(VARCHAR, VARCHAR)", '{"city":"San Mateo","state":"CA"}', 'MAP(VARCHAR(16777216), VARCHAR(16777216))'],
    ["SELECT ['1.456', '2']::ARRAY(NUMBER(4,1))", '[1.5,2]', 'ARRAY(NUMBER(4,1))'],
    ["SELECT [['1'], ['2', NULL]]::ARRAY(ARRAY(INT))", '[[1],[2,undefined]]', 'ARRAY(ARRAY(NUMBER(38,0)))'],
    ["SELECT {'k': {'b': 1, 'a': '2'}}::OBJECT(k OBJECT(b INT, a INT))::VARIANT", '{"k":{"a":2,"b":1}}', 'VARIANT'],
    ['SELECT ([10, 20]::ARRAY(INT))[1]', '20', 'NUMBER(38,0)'],
    ["SELECT {'a': 5}::OBJECT(a INT):a", '5', 'NUMBER(38,0)'],
    ["SELECT ({'1': 'x'}::MAP(INT, VARCHAR))[1]", 'x', 'VARCHAR(16777216)'],
  ])('%s', async (sql, expected, type) => {
    expect(await rows(sql)).toEqual([[expected]]);
    expect(typeOf(sql)).toBe(type);
  });
  it.each(["SELECT PARSE_JSON('1')::ARRAY(INT)", "SELECT {'a': 1}::OBJECT(b INT)", "SELECT ['x']::ARRAY(INT)", "SELECT TO_OBJECT(PARSE_JSON('1'))"])('refuses %s', async (sql) => {
    await expect(rows(sql)).rejects.toThrow(/Failed to cast|Could not convert/);
  });
});

describe('variants by value', () => {
  it('orders numbers as numbers', async () => {
    expect(await rows("SELECT v FROM (SELECT PARSE_JSON(column1) AS v FROM VALUES ('10'), ('9'), (NULL), ('1e1'), ('2.5')) ORDER BY v")).toEqual([['2.5'], ['9'], ['10'], ['1.000000000000000e+01'], [null]]);
    expect(await rows("SELECT RANK() OVER (ORDER BY PARSE_JSON(column1):n DESC) FROM VALUES ('{\"n\":10}'), ('{\"n\":9}') ORDER BY 1")).toEqual([['1'], ['2']]);
  });
  it.each([["PARSE_JSON('5') = PARSE_JSON('5e0')", 'true'], ["PARSE_JSON('10') > PARSE_JSON('9')", 'true'], ["PARSE_JSON('5') = PARSE_JSON('\"5\"')", 'false'], ["PARSE_JSON('{\"a\":1,\"b\":2}') = PARSE_JSON('{\"b\":2,\"a\":1}')", 'true']])('%s', async (condition, expected) => {
    expect(await rows(`SELECT ${condition}`)).toEqual([[expected]]);
  });
  it('orders by position, and takes the greatest, by value', async () => {
    expect(await rows("SELECT PARSE_JSON(column1):n FROM VALUES ('{\"n\":10}'), ('{\"n\":9}') ORDER BY 1")).toEqual([['9'], ['10']]);
    expect(await rows("SELECT MAX(PARSE_JSON(column1)), MIN(PARSE_JSON(column1)) FROM VALUES ('10'), ('9')")).toEqual([['10', '9']]);
  });
  it('takes a number that is not 0 for true', async () => {
    expect(await rows("SELECT PARSE_JSON('2')::BOOLEAN, PARSE_JSON('0')::BOOLEAN, PARSE_JSON('\"yes\"')::BOOLEAN")).toEqual([['true', 'false', 'true']]);
  });
  it('keeps every digit of an exact number inside an object', async () => {
    expect(await rows("SELECT PARSE_JSON('{\"a\": 0.1234567890123456789}'):a::NUMBER(38,19)")).toEqual([['0.1234567890123456789']]);
  });
  it('has a double keep its kind through a path', async () => {
    expect(await rows("SELECT TYPEOF(PARSE_JSON('{\"a\": [1.5e0]}'):a[0]), TYPEOF({'b': 2::DOUBLE}['b'])")).toEqual([['DOUBLE', 'DOUBLE']]);
  });
});
