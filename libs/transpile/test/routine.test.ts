import type { DuckDBConnection } from '@duckdb/node-api';
import { type Catalog, type CatalogFunction, numberType, type SqlType, types } from '@millrace/transpile';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, run, translateAll } from './support/engine.ts';
import { createSample, sampleCatalog } from './support/sample.ts';

const scalar = (type: SqlType): CatalogFunction['returns'] => ({ kind: 'scalar', type });
const functions: Readonly<Record<string, CatalogFunction>> = {
  AREA_OF_CIRCLE: { parameters: [{ name: 'RADIUS', type: types.float }], returns: scalar(types.float), body: { sql: 'pi() * radius * radius' } },
  PROFIT: { parameters: [], returns: scalar(numberType(11, 2)), body: { sql: ' SELECT SUM(amount) FROM orders ' } },
  NAME_OF: { parameters: [{ name: 'WHO', type: types.text }], returns: scalar(types.text), body: { sql: 'SELECT "City" FROM customers WHERE customer = who' } },
  TWICE: { parameters: [{ name: 'N', type: numberType(38) }], returns: scalar(numberType(38)), body: { sql: 'area_helper(n) + area_helper(n)' } },
  AREA_HELPER: { parameters: [{ name: 'N', type: numberType(38) }], returns: scalar(numberType(38)), body: { sql: 'n' } },
  FOREVER: { parameters: [], returns: scalar(numberType(38)), body: { sql: 'forever()' } },
  SHOUT: { parameters: [{ name: 'S', type: types.text }], returns: scalar(types.text), body: { engine: 'upper' } },
  ORDERS_OF: {
    parameters: [{ name: 'WHO', type: types.text }], returns: { kind: 'table', columns: [{ name: 'NUMBER', type: numberType(38), nullable: true }, { name: 'SUM', type: numberType(10, 2), nullable: true }] },
    body: { sql: 'SELECT id, amount FROM orders AS o WHERE o.customer = who;' },
  },
};
const catalog: Catalog = { ...sampleCatalog, userFunction: (parts) => functions[parts.at(-1) ?? ''] };

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
  await createSample(engine);
});

// https://docs.snowflake.com/en/developer-guide/udf/sql/udf-sql-scalar-functions and udf-sql-tabular-functions
describe("a user's functions", () => {
  it.each([
    ['SELECT ROUND(area_of_circle(1.0), 4)', [['3.1416']]],
    ['SELECT profit()', [['30.50']]],
    ["SELECT name_of(o.customer) FROM orders o ORDER BY o.id", [['Oslo'], [null], ['Oslo']]],
    ["SELECT twice('21')", [['42']]],
    ['SELECT twice(n => 4)', [['8']]],
    ["SELECT shout('a')", [['A']]],
    ["SELECT number, sum FROM TABLE(orders_of('ann')) ORDER BY number", [['1', '10.50'], ['3', null]]],
    ["SELECT c.customer, t.number FROM customers c, TABLE(orders_of(c.customer)) AS t ORDER BY 2", [['ann', '1'], ['bob', '2'], ['ann', '3']]],
  ])('%s', async (sql, expected) => {
    expect(await run(engine, sql, catalog)).toEqual(expected);
  });
  it('has the declared type and the name of its call', () => {
    expect(translateAll('SELECT profit()', catalog)[0]?.columns).toEqual([{ name: 'PROFIT()', type: numberType(11, 2), nullable: true }]);
  });
  it.each([
    ['SELECT forever()', /recursive SQL function FOREVER/], ['SELECT area_of_circle()', /not enough arguments/], ['SELECT nobody()', /Unknown function NOBODY/],
    ['SELECT name_of(customer) FROM customers', /which its body reads too/],
  ])('refuses %s', (sql, message) => {
    expect(() => translateAll(sql, catalog)).toThrow(message);
  });
});
