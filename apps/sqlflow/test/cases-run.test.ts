import { collectRows, openDuckDb } from '@millrace/connectors';
import { expect, test } from 'vitest';
import { sourceS, testProject } from './project.ts';

/** Cases of the specification, section 8.2, that run: files in, files out. Expected values are the specification's. */

const csvSource = (name: string): string => `SOURCE ${name} TYPE CSV PARAMS {"path": "data/${name}.csv", "has_header": true};\n`;

test('case 1: CSV to SQL to CSV', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\nCREATE TABLE u AS SELECT id, amt * 2 AS amt2 FROM t WHERE id > 1;\nEXPORT SELECT * FROM u TO "output/u.csv" TYPE CSV OPTIONS {"header": true};` });
  expect((await p.run()).exitCode).toBe(0);
  expect(p.read('output/u.csv')).toBe('id,amt2\n2,40\n3,60\n');
});

test.each([['LOAD s INTO t;', 3], ['LOAD s INTO t WHERE id > 1;', 2], ['LOAD t FROM s WHERE name IN (\'a\');', 1], ['LOAD t FROM s WHERE id > ${low} MODE APPEND;', 1]])('case 3: %s', async (load, rows) => {
  using p = testProject({ 'p.sf': `${sourceS}${load}\nEXPORT SELECT count(*) AS n FROM t TO "n.csv";` });
  expect((await p.run('p.sf', { variables: { low: 2 } })).exitCode).toBe(0);
  expect(p.read('n.csv')).toBe(`n\n${rows}\n`);
});

test('case 4: replace, append, upsert', async () => {
  using p = testProject({
    'data/users.csv': 'user_id,email,active\n1,a@x,true\n2,jane@x,true\n3,c@x,true\n4,d@x,false\n5,e@x,true\n',
    'data/new_users.csv': 'user_id,email,active\n6,f@x,true\n7,g@x,true\n8,h@x,true\n',
    'data/users_updates.csv': 'user_id,email,active\n2,jane.smith.updated@example.com,true\n4,d@x,true\n9,i@x,true\n',
    'p.sf': `${csvSource('users')}LOAD users_table FROM users;\n${csvSource('new_users')}LOAD users_table FROM new_users MODE APPEND;\n${csvSource('users_updates')}`
      + 'LOAD users_table FROM users_updates MODE UPSERT KEY (user_id);\nEXPORT SELECT * FROM users_table ORDER BY user_id TO "r.csv" TYPE CSV OPTIONS {"header": true};',
  });
  const { exitCode, result } = await p.run();
  expect(exitCode).toBe(0);
  const lines = p.read('r.csv').trim().split('\n');
  expect(lines).toHaveLength(10);
  expect(lines[2]).toBe('2,jane.smith.updated@example.com,true');
  expect(lines[4]).toBe('4,d@x,true');
  expect(lines[9]).toBe('9,i@x,true');
  expect(result?.steps.find((step) => step.id.includes('upsert'))).toMatchObject({ rowsRead: 3, inserted: 1, updated: 2 });
});

test('case 5: an upsert by two columns', async () => {
  using p = testProject({
    'data/a.csv': 'p,w,n\n1,x,10\n1,y,20\n2,x,30\n2,y,40\n', 'data/b.csv': 'p,w,n\n1,x,11\n2,y,41\n3,x,50\n3,y,60\n',
    'p.sf': `${csvSource('a')}${csvSource('b')}LOAD t FROM a;\nLOAD t FROM b MODE MERGE KEY (p, w);\nEXPORT SELECT * FROM t ORDER BY ALL TO "r.csv";`,
  });
  await p.run();
  expect(p.read('r.csv')).toBe('p,w,n\n1,x,11\n1,y,20\n2,x,30\n2,y,41\n3,x,50\n3,y,60\n');
});

const appended = (data: string, load = 'MODE APPEND'): Readonly<Record<string, string>> => ({
  'data/u.csv': data, 'p.sf': `${sourceS}LOAD t FROM s;\n${csvSource('u')}LOAD t FROM u ${load};\nEXPORT SELECT id, name, amt FROM t ORDER BY ALL TO "r.csv";`,
});

test('case 6: an append matches columns by name', async () => {
  using p = testProject(appended('name,id,amt\nZ,1,99\n'));
  expect((await p.run()).exitCode).toBe(0);
  expect(p.read('r.csv')).toBe('id,name,amt\n1,Z,99\n1,a,10\n2,b,20\n3,c,30\n');
});

test('case 7: an append with a column too many leaves the table as it was', async () => {
  using p = testProject({ ...appended('id,name,amt,extra\n9,z,9,9\n') });
  const { exitCode, messages } = await p.run('p.sf', { database: `${p.path}/w.duckdb` });
  expect(exitCode).toBe(1);
  expect(messages).toEqual(["Column 'extra' in source does not exist in target table 't'."]);
  expect(await p.query('SELECT count(*) AS n FROM t')).toEqual([{ n: 3n }]);
  expect(p.files()).not.toContain('r.csv');
});

test('case 8: an append of text into a number names column and types', async () => {
  using p = testProject(appended('id,name,amt\nabc,z,9\n'));
  const { exitCode, messages } = await p.run();
  expect(exitCode).toBe(1);
  expect(messages).toEqual(["Column 'id' is VARCHAR in the source but BIGINT in target table 't'."]);
});

test('case 9: an upsert key that is not there', async () => {
  using p = testProject(appended('id,name,amt\n1,z,9\n', 'MODE UPSERT KEY (nope)'));
  const { exitCode, messages } = await p.run();
  expect(exitCode).toBe(1);
  expect(messages).toEqual(["Upsert key 'nope' does not exist in source 'u'. Available columns: amt, id, name"]);
});

test('case 10: an upsert keeps the columns its source lacks', async () => {
  using p = testProject(appended('id,name\n2,B\n4,D\n', 'MODE UPSERT KEY (id)'));
  expect((await p.run()).exitCode).toBe(0);
  expect(p.read('r.csv')).toBe('id,name,amt\n1,a,10\n2,B,20\n3,c,30\n4,D,\n');
});

test('case 11: two rows with one key are an error, or the first or last of them by option', async () => {
  using p = testProject(appended('id,name,amt\n2,B,21\n2,BB,22\n', 'MODE UPSERT KEY (id)'));
  const failed = await p.run();
  expect(failed.exitCode).toBe(1);
  expect(failed.messages[0]).toContain("Source 'u' has 2 rows for key (id), for example 2");
  for (const [policy, row] of [['last', '2,BB,22'], ['first', '2,B,21']]) {
    using other = testProject(appended('id,name,amt\n2,B,21\n2,BB,22\n', `MODE UPSERT KEY (id) OPTIONS {"on_duplicate": "${policy}"}`));
    expect((await other.run()).exitCode).toBe(0);
    expect(other.read('r.csv')).toBe(`id,name,amt\n1,a,10\n${row}\n3,c,30\n`);
  }
});

test('case 12: a forward reference runs', async () => {
  using p = testProject({ 'p.sf': `EXPORT u TO "u.csv";\nCREATE TABLE u AS SELECT sum(amt) AS a FROM t;\nLOAD t FROM s;\n${sourceS}` });
  expect((await p.run()).exitCode).toBe(0);
  expect(p.read('u.csv')).toBe('a\n60\n');
});

test('case 14: a reader between two writers sees the first only', async () => {
  const text = `${sourceS}LOAD t FROM s;\nCREATE TABLE u AS SELECT count(*) AS n FROM t;\nCREATE VIEW v AS SELECT count(*) AS n FROM t;\nEXPORT v TO "v.csv";\nLOAD t FROM s MODE APPEND;\nCREATE TABLE w AS SELECT count(*) AS n FROM t;\nEXPORT u TO "u.csv"; EXPORT w TO "w.csv";`;
  using p = testProject({ 'p.sf': text });
  expect((await p.run('p.sf', { threads: 4 })).exitCode).toBe(0);
  expect([p.read('u.csv'), p.read('v.csv'), p.read('w.csv')]).toEqual(['n\n3\n', 'n\n3\n', 'n\n6\n']);
});

test('case 15: two exports of one table', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\nEXPORT t TO "a.csv" TYPE CSV;\nEXPORT t TO "b.csv" TYPE CSV;` });
  expect((await p.run()).exitCode).toBe(0);
  expect(p.files().filter((name) => name.endsWith('.csv') && !name.includes('/'))).toEqual(['a.csv', 'b.csv']);
});

const faithful = [
  "SELECT id::INT AS i, '5'::BIGINT AS b FROM t", "SELECT '{\"a\": [1, 2]}'::JSON ->> '$.a[1]' AS j, '{\"a\": 1}'::JSON -> 'a' AS k", 'SELECT * FROM t WHERE id <> 2',
  "SELECT 'it''s  ok. Really; -- no' AS s", 'SELECT /* c ; */ 1 AS a -- d ;\n, 2 AS b', 'WITH x AS (SELECT id FROM t) SELECT * FROM x',
  'SELECT id FROM t QUALIFY row_number() OVER (ORDER BY amt DESC) = 1', 'SELECT id, sum(amt) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING) AS s FROM t', 'SELECT 1.5e3 AS e, 1e3 AS f, .5 AS g',
  "SELECT [1, 2, 3] AS l, {'a': 1, 'b': 'x'} AS st, MAP {'k': 1} AS m", 'FROM t', '(SELECT id FROM t)', 'SELECT list_transform([1, 2], x -> x + 1) AS l, @(-5) AS a',
  'SELECT $$a;b\'"$$ AS d', 'SELECT "id" AS "a ; b" FROM "t"', 'PIVOT t ON name USING sum(amt)', 'SELECT extract(year FROM DATE \'2024-01-02\') AS y', "SELECT E'a\\'b;' AS e", 'SELECT * EXCLUDE (name) FROM t a, (VALUES (1)) v(q)',
  'SELECT * FROM t a JOIN t b USING (id)', "SELECT name LIKE 'a%' AS l, name !~ 'b' AS r, id ** 2 AS p, 7 // 2 AS d, 5 % 3 AS m FROM t",
];
test('case 16: the SQL reaches DuckDB as it stands', async () => {
  const steps = faithful.map((sql, i) => `CREATE TABLE r${i} AS ${sql};`).join('\n');
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\n${steps}` });
  const { exitCode, messages } = await p.run('p.sf', { database: `${p.path}/w.duckdb` });
  expect({ exitCode, messages }).toEqual({ exitCode: 0, messages: [] });
  await using direct = await openDuckDb();
  await direct.execute(`CREATE TABLE t AS SELECT * FROM read_csv('${p.path}/data/x.csv')`);
  for (const [i, sql] of faithful.entries()) {
    await direct.execute(`CREATE TABLE r${i} AS ${sql}`);
    expect(await p.query(`FROM r${i} ORDER BY ALL`), sql).toEqual(await collectRows((await direct.query(`FROM r${i} ORDER BY ALL`)).batches));
  }
});

test('the SQL of a plan is the text of the file, byte for byte', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\n${faithful.map((sql, i) => `CREATE TABLE r${i} AS   ${sql}  ;`).join('\n')}` });
  const { plan } = await p.compile();
  expect(plan?.operations.filter((o) => o['type'] === 'transform').map((o) => o['query'])).toEqual(faithful);
});

test('case 17: an unknown column is shown at its place, and nothing is exported', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\nCREATE TABLE u AS SELECT nosuchcol FROM t;\nEXPORT u TO "u.csv";` });
  const { exitCode, messages, places, result } = await p.run();
  expect(exitCode).toBe(1);
  expect(messages[0]).toContain('"nosuchcol" not found');
  expect(places).toEqual(['p.sf:3:26 FLOW_SQL_FAILED']);
  expect(result?.steps.at(-1)).toMatchObject({ kind: 'export', status: 'skipped' });
  expect(p.files()).toEqual(['data/x.csv', 'p.sf']);
});

test('case 18: Parquet, JSON, JSON Lines and delimited exports', async () => {
  using p = testProject({
    'p.sf': `${sourceS}LOAD t FROM s WHERE id < 3;\nEXPORT t TO "o.parquet" TYPE PARQUET;\nEXPORT t TO "o.json" TYPE JSON;\nEXPORT t TO "o.jsonl";\nEXPORT t TO "o.csv" TYPE CSV OPTIONS {"delimiter": "|", "header": false};\nEXPORT t TO "o.csv.gz";`,
  });
  const { exitCode, messages } = await p.run();
  expect({ exitCode, messages }).toEqual({ exitCode: 0, messages: [] });
  const rows = [{ id: 1, name: 'a', amt: 10 }, { id: 2, name: 'b', amt: 20 }];
  expect(JSON.parse(p.read('o.json'))).toEqual(rows);
  expect(p.read('o.jsonl').trim().split('\n').map((line) => JSON.parse(line) as unknown)).toEqual(rows);
  expect(p.read('o.csv')).toBe('1|a|10\n2|b|20\n');
  await using direct = await openDuckDb();
  for (const file of ['o.parquet', 'o.csv.gz']) expect(await collectRows((await direct.query(`SELECT count(*) AS n FROM '${p.path}/${file}'`)).batches)).toEqual([{ n: 2n }]);
});

test.each(["O'Brien", 'say "hi"', "a' OR 1=1 --", '${x}', 'é\\n; DROP TABLE t', "''"])('case 21: the value %s is data, wherever it stands', async (name) => {
  using p = testProject({
    'p.sf': 'CREATE TABLE u AS SELECT ${name} AS bare, \'<${name}>\' AS quoted, E\'${name}\' AS escaped, 1 AS "c ${name}", $$${name}$$ AS dollar;\nEXPORT SELECT * FROM u TO "u.json" TYPE JSON;',
  });
  const { exitCode, messages } = await p.run('p.sf', { variables: { name } });
  expect({ exitCode, messages }).toEqual({ exitCode: 0, messages: [] });
  expect(JSON.parse(p.read('u.json'))).toEqual([{ bare: name, quoted: `<${name}>`, escaped: name, [`c ${name}`]: 1, dollar: name }]);
});

test('variables keep their types in SQL', async () => {
  using p = testProject({
    'p.sf': 'SET n = 5;\nSET twice = "${n}";\nCREATE TABLE u AS SELECT ${n} AS n, ${twice} + 1 AS t, 1 -${neg} AS m, ${yes} AS b, ${none} AS z, ${big} AS big, 2 IN (${list}) AS l, "${col}" AS q, ${col:id} AS i, ${expr:raw} AS r, ${d|"us east"} AS d FROM (SELECT 7 AS "my col");\n'
      + 'EXPORT u TO "u.json";',
  });
  const { exitCode, messages } = await p.run('p.sf', { variables: { neg: -5, yes: true, none: null, big: 2n ** 60n, list: [1, 2], col: 'my col', expr: '1 + 1' } });
  expect({ exitCode, messages }).toEqual({ exitCode: 0, messages: [] });
  expect(p.read('u.json').trim()).toContain('"n":5,"t":6,"m":6,"b":true,"z":null,"big":1152921504606846976,"l":true,"q":7,"i":7,"r":2,"d":"us east"');
});

test('case 22: a variable in PARAMS wins over its default', async () => {
  using p = testProject({ 'data/y.csv': 'id\n42\n', 'p.sf': 'SOURCE s TYPE CSV PARAMS {"path": "${p|data/x.csv}", "has_header": "${h|true}"};\nLOAD t FROM s;\nEXPORT SELECT max(id) AS m FROM t TO "m.csv";' });
  await p.run('p.sf', { variables: { p: 'data/y.csv' } });
  expect(p.read('m.csv')).toBe('m\n42\n');
  await p.run();
  expect(p.read('m.csv')).toBe('m\n3\n');
});

test('case 25: INCLUDE brings tables, also under its alias; a cycle is an error', async () => {
  using p = testProject({
    'lib/common.sf': `SET factor = 3;\n${sourceS}LOAD t FROM s;`,
    'p.sf': 'INCLUDE "lib/common.sf" AS c;\nCREATE TABLE u AS SELECT sum(amt) * ${factor} AS a FROM c.t;\nCREATE TABLE w AS SELECT count(*) AS n FROM t;\nEXPORT u TO "u.csv"; EXPORT c.t TO "t.csv";',
    'a.sf': 'INCLUDE "b.sf";', 'b.sf': 'CREATE TABLE b AS SELECT 1 AS x;\nINCLUDE "a.sf";',
  });
  expect((await p.run()).messages).toEqual([]);
  expect(p.read('u.csv')).toBe('a\n180\n');
  expect(await p.compile('a.sf')).toMatchObject({ exitCode: 3, messages: ['Files include each other: a.sf -> b.sf -> a.sf.'], places: ['b.sf:2:9 FLOW_INCLUDE_CYCLE'] });
});

test('case 34: a TypeScript UDF with default and NULL; one that throws is named with its row', async () => {
  using p = testProject({
    'udfs/tax.ts': `import { scalarUdf } from '@millrace/sqlflow';
export const apply_discount = scalarUdf({ args: { price: 'DOUBLE', pct: 'DOUBLE' }, returns: 'DOUBLE', defaults: { pct: 10 } }, (price: number, pct: number) => price - price * pct / 100);
export const shout = scalarUdf({ args: { text: 'VARCHAR' }, returns: 'VARCHAR', nulls: 'call' }, (text: string | null) => (text ?? 'nothing').toUpperCase());
export const picky = scalarUdf({ args: { n: 'BIGINT' }, returns: 'BIGINT' }, (n: bigint) => { if (n === 3n) throw new Error('three is too many'); return n * 2n; });`,
    'p.sf': `${sourceS}LOAD t FROM s;\nCREATE TABLE u AS SELECT apply_discount(100, 15) AS a, apply_discount(100) AS b, apply_discount(NULL, 1) AS c, shout(NULL) AS d, PYTHON_FUNC("python_udfs.tax.apply_discount", 50, 50) AS e, shout(max(name)) AS f FROM t;\nEXPORT u TO "u.csv";`,
    'bad.sf': `${sourceS}LOAD t FROM s;\nCREATE TABLE u AS\n  SELECT picky(id) FROM t;`,
    'unknown.sf': 'CREATE TABLE u AS SELECT UDF("tax.shoot", 1) AS a;',
  });
  const good = await p.run();
  expect(good.messages).toEqual([]);
  expect(p.read('u.csv')).toBe('a,b,c,d,e,f\n85.0,90.0,,NOTHING,25.0,C\n');
  const bad = await p.run('bad.sf');
  expect(bad.exitCode).toBe(1);
  expect(bad.messages).toEqual(["UDF 'picky' failed for (n = 3): three is too many."]);
  expect(bad.places).toEqual(['bad.sf:4:10 FLOW_SQL_FAILED']);
  expect(await p.run('unknown.sf')).toMatchObject({ exitCode: 3, hints: ["did you mean 'tax.shout'?"] });
});

test('case 35: a table UDF in FROM with a named parameter; a column it requires that is missing', async () => {
  using p = testProject({
    'udfs/stats.ts': `import { tableUdf } from '@millrace/sqlflow';
export const outliers = tableUdf({ requires: ['amt'], output: { id: 'BIGINT', amt: 'DOUBLE', far: 'BOOLEAN' }, params: { k: 'DOUBLE' }, defaults: { k: 100 } }, async function* (rows, { k }) {
  for await (const row of rows) yield { id: row['id'] as bigint, amt: Number(row['amt']), far: Number(row['amt']) > k };
});
export const broken = tableUdf({ output: { a: 'INTEGER' } }, () => [{ a: 1 }, {} as { a: number }]);`,
    'p.sf': `CREATE TABLE o AS SELECT f.id, far FROM PYTHON_FUNC("python_udfs.stats.outliers", t, k := \${limit}) AS f JOIN t USING (id) ORDER BY id;\n${sourceS}LOAD t FROM s;\nEXPORT SELECT count(*) AS n FROM UDF("stats.outliers", t) WHERE NOT far TO "n.csv";\nEXPORT o TO "o.csv";`,
    'missing.sf': 'CREATE TABLE t AS SELECT 1 AS id;\nCREATE TABLE o AS\n  SELECT * FROM UDF("stats.outliers", t);',
    'broken.sf': 'CREATE TABLE t AS SELECT 1 AS id;\nCREATE TABLE o AS SELECT * FROM UDF("stats.broken", t);',
    'typo.sf': 'CREATE TABLE t AS SELECT 1 AS id;\nCREATE TABLE o AS SELECT * FROM UDF("stats.outliers", tt);',
  });
  expect((await p.run('p.sf', { variables: { limit: 15 } })).messages).toEqual([]);
  expect(p.read('o.csv')).toBe('id,far\n1,false\n2,true\n3,true\n');
  expect(p.read('n.csv')).toBe('n\n3\n');
  expect(await p.run('missing.sf')).toMatchObject({ exitCode: 1, messages: ["UDF 'stats.outliers' failed: it requires columns that t lacks: amt"], places: ['missing.sf:3:17 FLOW_UDF_FAILED'] });
  expect(await p.run('broken.sf')).toMatchObject({ exitCode: 1, messages: ["UDF 'stats.broken' failed: its output lacks the column 'a'"] });
  expect(await p.run('typo.sf')).toMatchObject({ exitCode: 3, places: ['typo.sf:2:55 FLOW_UNKNOWN_TABLE'] });
});

test.each(['SQLITE', 'DUCKDB'])('a round trip through a %s file beside the pipeline', async (type) => {
  using p = testProject({
    'out.sf': `${sourceS}LOAD t FROM s;\nEXPORT t TO "shop.db" TYPE ${type} OPTIONS {"table": "items"};\nEXPORT SELECT 2 AS id, 'B' AS name, 21 AS amt TO "shop.db" TYPE ${type} OPTIONS {"table": "items", "mode": "upsert", "keys": "id"};`,
    'in.sf': `SOURCE items TYPE ${type} PARAMS {"path": "shop.db", "table": "items"};\nLOAD t FROM items;\nEXPORT SELECT * FROM t ORDER BY id TO "t.csv";`,
  });
  expect((await p.run('out.sf', { threads: 1 })).messages).toEqual([]);
  expect((await p.run('in.sf')).messages).toEqual([]);
  expect(p.read('t.csv')).toBe('id,name,amt\n1,a,10\n2,B,21\n3,c,30\n');
});
