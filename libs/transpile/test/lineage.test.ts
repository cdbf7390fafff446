import { describe, expect, it } from 'vitest';
import type { DialectName } from '@millrace/sql-ir';
import { parseStatement } from '@millrace/sql-parser';
import { lineage, type LineageCatalog } from '@millrace/transpile';

const tables: Readonly<Record<string, readonly string[]>> = {
  orders: ['id', 'customer_id', 'amount', 'placed', 'details'],
  customers: ['id', 'name', 'region'],
  staff: ['id', 'name', 'boss_id'],
  sales: ['region', 'month', 'amount'],
  months: ['region', 'jan', 'feb'],
};

/** Knows five tables, in any spelling; their full names are `db.s.<table>` as the dialect folds them. */
const catalog = (dialect: DialectName): LineageCatalog => {
  const fold = (name: string): string => (dialect === 'snowflake' ? name.toUpperCase() : name);
  return {
    table: (parts) => {
      const columns = tables[parts.at(-1)?.toLowerCase() ?? ''];
      return columns === undefined ? undefined : { name: ['db', 's', parts.at(-1) ?? ''].map(fold), columns: columns.map((name) => ({ name: fold(name) })) };
    },
  };
};

interface Told {
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly influences: readonly string[];
}

/** Lineage in a few words: `amount: aggregated orders.amount`. */
function told(sql: string, dialect: DialectName, known: boolean): Told {
  const result = lineage(parseStatement(sql, { dialect }), { dialect, source: sql, ...(known ? { catalog: catalog(dialect) } : {}) });
  const short = (table: readonly string[]): string => (table[0]?.toLowerCase() === 'db' ? table.slice(2) : table).join('.');
  const named = ({ table, column, among }: { readonly table: readonly string[]; readonly column: string; readonly among?: readonly (readonly string[])[] }): string =>
    `${table.length > 0 ? short(table) : among === undefined ? '?' : `?(${among.map(short).join('|')})`}.${column}`;
  return {
    columns: Object.fromEntries(result.columns.map(({ name, table, sources }) => [table === undefined ? name : `${short(table)}.${name}`, sources.map((source) => `${source.via} ${named(source)}`)])),
    influences: result.influences.map((influence) => `${influence.uses.join('+')} ${named(influence)}`),
  };
}

const columns = (sql: string, dialect: DialectName = 'duckdb'): Told['columns'] => told(sql, dialect, true).columns;
const unknown = (sql: string, dialect: DialectName = 'duckdb'): Told => told(sql, dialect, false);

describe('lineage', () => {
  it.each<[string, Told['columns']]>([
    ['SELECT id, amount * 2 AS twice, 1 AS one FROM orders', { id: ['identity orders.id'], twice: ['derived orders.amount'], one: [] }],
    ['SELECT o.id FROM orders o', { id: ['identity orders.id'] }],
    ['SELECT db.s.orders.id FROM db.s.orders', { id: ['identity orders.id'] }],
    ['SELECT sum(amount) AS total, count(*) AS n, max(o.id) + 1 AS m FROM orders o', { total: ['aggregated orders.amount'], n: [], m: ['aggregated orders.id'] }],
    ['SELECT CASE WHEN region = 1 THEN name ELSE id END AS x FROM customers', { x: ['derived customers.region', 'derived customers.name', 'derived customers.id'] }],
    ['SELECT CAST(id AS TEXT) AS x, coalesce(name, region) AS y FROM customers', { x: ['derived customers.id'], y: ['derived customers.name', 'derived customers.region'] }],
    ['SELECT * FROM customers', { id: ['identity customers.id'], name: ['identity customers.name'], region: ['identity customers.region'] }],
    ['SELECT * EXCLUDE (id) REPLACE (upper(name) AS name) FROM customers', { name: ['derived customers.name'], region: ['identity customers.region'] }],
    ['SELECT c.* RENAME (name AS who) FROM customers c', { id: ['identity customers.id'], who: ['identity customers.name'], region: ['identity customers.region'] }],
    ['SELECT amount + 1 AS a, a * 2 AS b FROM orders', { a: ['derived orders.amount'], b: ['derived orders.amount'] }],
    ['SELECT upper(name) AS name, name || 1 AS x FROM customers', { name: ['derived customers.name'], x: ['derived customers.name'] }],
    ['SELECT id FROM orders JOIN customers USING (id)', { id: ['identity orders.id'] }],
    ['SELECT id FROM orders RIGHT JOIN customers USING (id)', { id: ['identity customers.id'] }],
    ['SELECT id FROM orders FULL JOIN customers USING (id)', { id: ['derived orders.id', 'derived customers.id'] }],
    ['SELECT * FROM customers NATURAL JOIN (SELECT id, amount FROM orders)', { id: ['identity customers.id'], name: ['identity customers.name'], region: ['identity customers.region'], amount: ['identity orders.amount'] }],
    ['SELECT (SELECT max(amount) FROM orders WHERE customer_id = c.id) AS best FROM customers c', { best: ['aggregated orders.amount'] }],
    ['SELECT (SELECT c.name) AS n FROM customers c', { n: ['identity customers.name'] }],
    ['SELECT id IN (SELECT customer_id FROM orders) AS x FROM customers', { x: ['derived customers.id', 'derived orders.customer_id'] }],
    ['SELECT x.a FROM customers c, LATERAL (SELECT c.region AS a) x', { a: ['identity customers.region'] }],
    ['SELECT name FROM customers UNION ALL SELECT name FROM staff', { name: ['identity customers.name', 'identity staff.name'] }],
    ['SELECT id, name FROM customers UNION BY NAME SELECT boss_id, name FROM staff', { id: ['identity customers.id'], name: ['identity customers.name', 'identity staff.name'], boss_id: ['identity staff.boss_id'] }],
    ['SELECT id FROM customers EXCEPT SELECT customer_id FROM orders', { id: ['identity customers.id'] }],
    ['SELECT x, y FROM (VALUES (1, 2)) t (x, y)', { x: [], y: [] }],
    ['SELECT sum(amount) OVER (PARTITION BY customer_id ORDER BY placed) AS s, lag(id) OVER w AS l FROM orders WINDOW w AS (ORDER BY amount)', { s: ['aggregated orders.amount'], l: ['derived orders.id'] }],
    ['SELECT string_agg(name ORDER BY region) AS all_names, quantile_cont(id, 0.5) AS q FROM customers', { all_names: ['aggregated customers.name'], q: ['aggregated customers.id'] }],
    ['SELECT list_transform([name], x -> x || region) AS l FROM customers', { l: ['derived customers.name', 'derived customers.region'] }],
    ['SELECT u FROM orders, unnest(details) AS u', { u: ['derived orders.details'] }],
    ['SELECT details.a.b AS f FROM orders', { f: ['derived orders.details'] }],
    ['SELECT a FROM read_csv(\'x.csv\')', { a: ['identity x.csv.a'] }],
  ])('DuckDB: %s', (sql, expected) => expect(columns(sql)).toEqual(expected));

  it.each<[string, Told['columns']]>([
    ['WITH a AS (SELECT id, amount FROM orders), b AS (SELECT id, sum(amount) AS total FROM a GROUP BY id) SELECT total / 2 AS half FROM b', { half: ['aggregated orders.amount'] }],
    ['WITH x (k, v) AS (SELECT id, name FROM customers) SELECT v FROM x', { v: ['identity customers.name'] }],
    ['WITH customers AS (SELECT boss_id AS id FROM staff) SELECT id FROM customers', { id: ['identity staff.boss_id'] }],
    ['WITH staff AS (SELECT id FROM staff) SELECT id FROM staff', { id: ['identity staff.id'] }],
    ['WITH RECURSIVE up AS (SELECT id, boss_id, 0 AS depth FROM staff UNION ALL SELECT s.id, s.boss_id, up.depth + s.id FROM staff s JOIN up ON s.id = up.boss_id) SELECT id, depth FROM up', { id: ['identity staff.id'], depth: ['derived staff.id'] }],
    ['WITH RECURSIVE r AS (SELECT id AS a, name AS b, region AS c FROM customers UNION ALL SELECT b, c, a FROM r) SELECT a FROM r', { a: ['identity customers.id', 'identity customers.name', 'identity customers.region'] }],
    ['SELECT * FROM (SELECT * FROM (SELECT name AS n FROM customers) a) b', { n: ['identity customers.name'] }],
  ])('through WITH and subqueries: %s', (sql, expected) => expect(columns(sql)).toEqual(expected));

  it.each<[string, Told['columns']]>([
    ['SELECT Name, details:a.b::INT AS x FROM Orders, Customers', { NAME: ['identity CUSTOMERS.NAME'], X: ['derived ORDERS.DETAILS'] }],
    ['SELECT iff(amount > 1, id, 0), upper(c.name) FROM orders o JOIN customers c ON c.id = o.id', { 'IFF(AMOUNT > 1, ID, 0)': ['derived ORDERS.AMOUNT', 'derived ORDERS.ID'], 'UPPER(C.NAME)': ['derived CUSTOMERS.NAME'] }],
    ['SELECT f.value:x AS x, f.index FROM orders, LATERAL FLATTEN(INPUT => orders.details) f', { X: ['derived ORDERS.DETAILS'], INDEX: ['derived ORDERS.DETAILS'] }],
    ['SELECT datediff(day, placed, current_date) AS d FROM orders', { D: ['derived ORDERS.PLACED'] }],
    ["SELECT listagg(name, ',') WITHIN GROUP (ORDER BY region) AS l, percentile_cont(0.5) WITHIN GROUP (ORDER BY id) AS p FROM customers", { L: ['aggregated CUSTOMERS.NAME'], P: ['aggregated CUSTOMERS.ID'] }],
    ["SELECT * FROM sales PIVOT (SUM(amount) FOR month IN ('JAN', 'FEB' AS f)) AS p", { REGION: ['identity SALES.REGION'], "'JAN'": ['aggregated SALES.AMOUNT'], F: ['aggregated SALES.AMOUNT'] }],
    ['SELECT * FROM months UNPIVOT (amount FOR month IN (jan, feb))', { REGION: ['identity MONTHS.REGION'], MONTH: [], AMOUNT: ['identity MONTHS.JAN', 'identity MONTHS.FEB'] }],
    ['WITH r AS (SELECT id FROM staff UNION ALL SELECT s.boss_id FROM staff s JOIN r ON r.id = s.id) SELECT id FROM r', { ID: ['identity STAFF.ID', 'identity STAFF.BOSS_ID'] }],
    ['SELECT $2 FROM (VALUES (1, 2))', { $2: [] }],
    ['SELECT s.nextval, id FROM orders', { NEXTVAL: [], ID: ['identity ORDERS.ID'] }],
    ["SELECT * ILIKE '%id' FROM orders", { ID: ['identity ORDERS.ID'], CUSTOMER_ID: ['identity ORDERS.CUSTOMER_ID'] }],
    ['SELECT id, level AS l, PRIOR name AS p FROM staff START WITH boss_id IS NULL CONNECT BY PRIOR id = boss_id', { ID: ['identity STAFF.ID'], L: [], P: ['derived STAFF.NAME'] }],
    ['SELECT "name" FROM customers', { name: ['identity ?.name'] }],
  ])('Snowflake: %s', (sql, expected) => expect(columns(sql, 'snowflake')).toEqual(expected));

  it.each<[string, Told['columns']]>([
    ['SELECT count(amount), id::text, CASE WHEN id = 1 THEN 2 END, id + 1 FROM orders', { count: ['aggregated orders.amount'], id: ['derived orders.id'], case: ['derived orders.id'], '?column?': ['derived orders.id'] }],
    ['SELECT c FROM customers c', { c: ['derived customers.id', 'derived customers.name', 'derived customers.region'] }],
    ['SELECT n FROM generate_series(1, (SELECT max(id) FROM orders)) AS g (n)', { n: ['aggregated orders.id'] }],
    ['SELECT json_arrayagg(name ORDER BY id) AS j, ARRAY(SELECT amount FROM orders) AS a FROM customers', { j: ['aggregated customers.name'], a: ['derived orders.amount'] }],
    ['SELECT DISTINCT ON (region) name FROM customers ORDER BY region', { name: ['identity customers.name'] }],
  ])('PostgreSQL: %s', (sql, expected) => expect(columns(sql, 'postgres')).toEqual(expected));

  it.each<[DialectName, string, Told['columns']]>([
    ['duckdb', 'INSERT INTO customers (name, id) SELECT upper(name), id FROM staff', { 'customers.name': ['derived staff.name'], 'customers.id': ['identity staff.id'] }],
    ['duckdb', 'INSERT INTO customers SELECT id, name FROM staff', { 'customers.id': ['identity staff.id'], 'customers.name': ['identity staff.name'] }],
    ['duckdb', 'INSERT INTO customers BY NAME SELECT name FROM staff', { 'customers.name': ['identity staff.name'] }],
    ['postgres', 'INSERT INTO customers (id, name) SELECT id, name FROM staff ON CONFLICT (id) DO UPDATE SET name = excluded.name || customers.region', { 'customers.id': ['identity staff.id'], 'customers.name': ['derived staff.name', 'derived customers.region'] }],
    ['duckdb', 'CREATE TABLE t AS SELECT id AS k FROM staff', { 't.k': ['identity staff.id'] }],
    ['postgres', 'CREATE VIEW v (a, b) AS SELECT id, name FROM staff', { 'v.a': ['identity staff.id'], 'v.b': ['identity staff.name'] }],
    ['snowflake', 'CREATE TABLE t CLONE customers', { 'T.ID': ['identity CUSTOMERS.ID'], 'T.NAME': ['identity CUSTOMERS.NAME'], 'T.REGION': ['identity CUSTOMERS.REGION'] }],
    ['postgres', 'UPDATE customers SET name = s.name, region = region || 1 FROM staff s WHERE s.id = customers.id', { 'customers.name': ['identity staff.name'], 'customers.region': ['derived customers.region'] }],
    ['snowflake', 'MERGE INTO customers c USING staff s ON c.id = s.id WHEN MATCHED THEN UPDATE SET name = s.name WHEN NOT MATCHED THEN INSERT (id, name) VALUES (s.id, upper(s.name))', { 'CUSTOMERS.NAME': ['derived STAFF.NAME'], 'CUSTOMERS.ID': ['identity STAFF.ID'] }],
    ['snowflake', 'COPY INTO customers (id, name) FROM (SELECT $1, $2 || $3 FROM @stage)', { 'CUSTOMERS.ID': ['identity @stage.$1'], 'CUSTOMERS.NAME': ['derived @stage.$2', 'derived @stage.$3'] }],
    ['snowflake', 'INSERT ALL WHEN a > 1 THEN INTO customers (id) VALUES (a) ELSE INTO staff (name) VALUES (b) SELECT id AS a, customer_id AS b FROM orders', { 'CUSTOMERS.ID': ['identity ORDERS.ID'], 'STAFF.NAME': ['identity ORDERS.CUSTOMER_ID'] }],
    ['snowflake', 'BEGIN IF (1 > 0) THEN INSERT INTO customers (id) SELECT id FROM staff; END IF; END', { 'CUSTOMERS.ID': ['identity STAFF.ID'] }],
    ['duckdb', 'EXPLAIN SELECT id FROM staff', { id: ['identity staff.id'] }],
    ['postgres', 'DELETE FROM customers USING staff WHERE staff.id = customers.id', {}],
  ])('%s: %s', (dialect, sql, expected) => expect(columns(sql, dialect)).toEqual(expected));
});

describe('influences', () => {
  it.each<[string, readonly string[]]>([
    ['SELECT name FROM customers WHERE region = 1', ['filter customers.region']],
    ['SELECT c.name FROM customers c JOIN orders o ON o.customer_id = c.id', ['join orders.customer_id', 'join customers.id']],
    ['SELECT region, count(*) FROM customers GROUP BY 1 HAVING max(id) > 2 ORDER BY region', ['filter customers.id', 'group+order customers.region']],
    ['SELECT region, sum(id) AS s FROM customers GROUP BY ALL ORDER BY s', ['group customers.region', 'order customers.id']],
    ['SELECT name FROM customers QUALIFY row_number() OVER (PARTITION BY region ORDER BY id) = 1', ['window customers.region', 'window customers.id']],
    ['SELECT count(*) FILTER (WHERE region = 1) FROM customers', ['filter customers.region']],
    ['SELECT name FROM customers c WHERE EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id)', ['filter orders.customer_id', 'filter customers.id']],
    ['WITH used AS (SELECT id FROM customers WHERE region = 1), unused AS (SELECT 1 FROM orders WHERE amount > 1) SELECT id FROM used', ['filter customers.region']],
    ['SELECT id FROM customers INTERSECT SELECT id FROM staff', ['filter staff.id']],
    ['SELECT id FROM customers JOIN staff USING (id)', ['join customers.id', 'join staff.id']],
  ])('%s', (sql, expected) => expect(told(sql, 'duckdb', true).influences).toEqual(expected));
});

describe('without a catalog', () => {
  it.each<[string, Told['columns']]>([
    ['SELECT a, t.b FROM t', { a: ['identity t.a'], b: ['identity t.b'] }],
    ['SELECT a, t.b FROM t, u', { a: ['identity ?(t|u).a'], b: ['identity t.b'] }],
    ['SELECT a FROM x.t JOIN (SELECT b FROM u) q ON true', { a: ['identity x.t.a'] }],
    ['SELECT * FROM t', { '*': ['identity t.*'] }],
    ['SELECT a FROM (SELECT * FROM t)', { a: ['identity t.a'] }],
    ['SELECT a, b FROM (SELECT *, x + 1 AS b FROM t)', { a: ['identity t.a'], b: ['derived t.x'] }],
    ['SELECT a FROM (SELECT * FROM t UNION ALL SELECT * FROM u)', { a: ['identity t.a', 'identity u.a'] }],
    ['WITH c AS (SELECT * EXCLUDE (b) FROM t) SELECT a, b FROM c', { a: ['identity t.a'], b: ['identity ?.b'] }],
    ['SELECT * REPLACE (a + 1 AS a) FROM t', { a: ['derived t.a'], '*': ['identity t.*'] }],
    ['SELECT a AS b, b + 1 AS c FROM t', { b: ['identity t.a'], c: ['derived t.a'] }],
    ['SELECT trim(b) AS b, b AS c FROM t', { b: ['derived t.b'], c: ['identity t.b'] }],
    ['INSERT INTO t SELECT a, b FROM s', { 't.a': ['identity s.a'], 't.b': ['identity s.b'] }],
    ['INSERT INTO t (x, y) SELECT * FROM s', { 't.x': ['identity s.$1'], 't.y': ['identity s.$2'] }],
    ['SELECT nowhere', { nowhere: ['identity ?.nowhere'] }],
  ])('%s', (sql, expected) => expect(unknown(sql).columns).toEqual(expected));

  it('keeps the way through named queries', () => {
    const sql = 'WITH a AS (SELECT x AS y FROM t) SELECT z FROM (SELECT y + 1 AS z FROM a) b';
    expect(lineage(parseStatement(sql, { dialect: 'duckdb' }), { dialect: 'duckdb' }).columns).toEqual([
      { name: 'z', sources: [{ table: ['t'], column: 'x', via: 'derived', through: ['b.z', 'a.y'] }] },
    ]);
  });

  it('is plain data', () => {
    const result = lineage(parseStatement('SELECT a FROM t', { dialect: 'postgres' }), { dialect: 'postgres' });
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });
});
