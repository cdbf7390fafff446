import { expect, test } from 'vitest';
import { sourceS, testProject } from './project.ts';

/** Cases of the specification, section 8.2, that end with compiling. Expected values are the specification's. */

test('case 2: keywords in lower case', async () => {
  using p = testProject({ 'p.sf': 'source s type csv params {"path": "data/x.csv"};\nload t from s mode append;' });
  const { plan, exitCode } = await p.compile();
  expect(exitCode).toBe(0);
  expect(plan?.operations[1]).toMatchObject({ id: 'load_t_append_1', mode: 'APPEND', depends_on: ['source_s'] });
});

test('ids and keys of a plan are those of the original', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\nCREATE TABLE u AS SELECT id FROM t;\nEXPORT SELECT * FROM u TO "output/u.csv" TYPE CSV OPTIONS {"header": true};` });
  const { plan } = await p.compile();
  expect(plan?.operations.map((o) => o['id'])).toEqual(['source_s', 'load_t_replace_1', 'transform_u_2', 'export_csv_u']);
  expect(plan?.operations[2]).toMatchObject({ type: 'transform', name: 'u', query: 'SELECT id FROM t', is_replace: false, depends_on: ['load_t_replace_1'], line: 3, column: 1, file: 'p.sf', mode: 'REPLACE' });
  expect(plan?.operations[3]).toMatchObject({ type: 'export', query: { sql_query: 'SELECT * FROM u', destination_uri: 'output/u.csv', options: { header: true }, type: 'csv' } });
});

test('case 12: a forward reference is put in order', async () => {
  using p = testProject({ 'p.sf': `CREATE TABLE u AS SELECT * FROM t;\nLOAD t FROM s;\n${sourceS}` });
  const { plan } = await p.compile();
  expect(plan?.operations.map((o) => o['type'])).toEqual(['source_definition', 'load', 'transform']);
});

test('case 13: a cycle is an error with both names and lines', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELECT * FROM b;\nCREATE TABLE b AS SELECT * FROM a;' });
  const { exitCode, messages } = await p.compile();
  expect(exitCode).toBe(3);
  expect(messages).toEqual(['Tables depend on each other: CREATE TABLE a (line 1) → CREATE TABLE b (line 2) → CREATE TABLE a (line 1).']);
});

test('every cycle is reported, beside steps that have none', async () => {
  using p = testProject({
    'p.sf': 'CREATE TABLE fine AS SELECT 1 AS x;\nCREATE TABLE a AS SELECT * FROM b;\nCREATE TABLE b AS SELECT * FROM c;\nCREATE TABLE c AS SELECT * FROM a;\nCREATE TABLE d AS SELECT * FROM d;',
  });
  const { messages } = await p.compile();
  expect(messages).toHaveLength(2);
  expect(messages[0]).toContain('CREATE TABLE a (line 2) → CREATE TABLE b (line 3) → CREATE TABLE c (line 4) → CREATE TABLE a (line 2)');
  expect(messages[1]).toContain('CREATE TABLE d (line 5) → CREATE TABLE d (line 5)');
});

test('case 19: an export of a table that is not there', async () => {
  using p = testProject({ 'p.sf': 'EXPORT nope TO "o.csv" TYPE CSV;' });
  expect(await p.compile()).toMatchObject({ exitCode: 3, places: ['p.sf:1:8 FLOW_UNKNOWN_TABLE'] });
});

const branches = 'IF ${env|dev} == \'prod\' THEN CREATE TABLE prod AS SELECT 1 AS a;\nELSEIF ${env} == \'test\' THEN CREATE TABLE test AS SELECT 1 AS a;\nELSE CREATE TABLE other AS SELECT 1 AS a;\nEND IF;';
test.each([
  ['the default', {}, {}, '', 'other'],
  ['the environment', {}, { env: 'test' }, '', 'test'],
  ['SET before the environment', {}, { env: 'test' }, 'SET env = "prod";', 'prod'],
  ['the profile before SET', { profile: 'dev' }, {}, 'SET env = "prod";', 'test'],
  ['the command line before all', { profile: 'dev', variables: { env: 'prod' } }, { env: 'x' }, 'SET env = "y";', 'prod'],
])('case 20: the branch is chosen by %s', async (_, options, environment, set, table) => {
  using p = testProject({ 'p.sf': `${branches}\n${set}`, ...('profile' in options ? { 'profiles/dev.yml': 'variables: { env: test }' } : {}) });
  const { plan } = await p.compile('p.sf', { ...options, environment });
  expect(plan?.operations.map((o) => o['name'])).toEqual([table]);
});

test.each([
  ['${n} > 9 AND NOT ${n} IN (11, 12)', true], ['${n} = 10', true], ["${s} LIKE 'us-%'", true], ["${s} in ('eu', 'us-east')", true], ['${s} == us-east', true],
  ['${nothing} IS NULL', true], ['${nothing} is not null or false', false], ["${n} == '10'", true], ["(${n} < 10 or ${s} == 'us-east') and true", true], ['not ${flag}', false],
])('the condition %s is %s', async (condition, expected) => {
  using p = testProject({ 'p.sf': `IF ${condition} THEN CREATE TABLE yes AS SELECT 1 AS a; ELSE CREATE TABLE no AS SELECT 1 AS a; ENDIF;` });
  const { plan, messages } = await p.compile('p.sf', { variables: { n: 10, s: 'us-east', flag: true } });
  expect(messages).toEqual([]);
  expect(plan?.operations[0]?.['name']).toBe(expected ? 'yes' : 'no');
});

test('case 23: an undefined variable, with its place and the nearest name', async () => {
  using p = testProject({ 'p.sf': 'SET region = "eu";\nCREATE TABLE u AS\nSELECT 1 AS a WHERE ${regin} = \'x\';' });
  const { exitCode, messages, places, hints } = await p.compile();
  expect({ exitCode, messages, places, hints }).toEqual({ exitCode: 3, messages: ["Variable 'regin' is not defined."], places: ['p.sf:3:21 FLOW_UNDEFINED_VARIABLE'], hints: ["did you mean 'region'?"] });
});

test('case 24: a misspelt table, on its own line', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE users AS SELECT 1 AS id;\nCREATE TABLE u AS\n  SELECT * FROM user;' });
  const { exitCode, places, hints } = await p.compile();
  expect({ exitCode, places, hints }).toEqual({ exitCode: 3, places: ['p.sf:3:17 FLOW_UNKNOWN_TABLE'], hints: ["did you mean 'users'?"] });
});

test('case 36: an unknown profile lists those there are', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELECT 1 AS x;', 'profiles/dev.yml': '{}', 'profiles/prod.yml': '{}' });
  const { exitCode, hints } = await p.compile('p.sf', { profile: 'nope' });
  expect(exitCode).toBe(4);
  expect(hints[0]).toContain('dev, prod');
});

test('case 38: an unknown statement is an error', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE a AS SELECT 1 AS x;\n  HELLO WORLD;' });
  const { exitCode, messages, places } = await p.compile();
  expect({ exitCode, messages, places }).toEqual({ exitCode: 3, messages: ["Unknown statement 'HELLO'."], places: ['p.sf:2:3 FLOW_UNKNOWN_STATEMENT'] });
});

test('case 39: compiling twice gives the same bytes', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s MODE UPSERT KEY (id);\nCREATE TABLE u AS SELECT * FROM t;\nEXPORT u TO "a.csv";\nEXPORT u TO "b.csv";` });
  expect(JSON.stringify((await p.compile()).plan)).toBe(JSON.stringify((await p.compile()).plan));
});

test('case 40: six broken statements are six findings with their places', async () => {
  using p = testProject({ 'p.sf': 'SOURCE;\nLOAD;\nEXPORT;\nSET x;\nINCLUDE;\nCREATE;\n' });
  const { messages, places } = await p.compile();
  expect(messages.map((m, i) => `${m} ${places[i]?.split(' ')[0] ?? ''}`)).toEqual([
    "Expected source name after 'SOURCE'. p.sf:1:7",
    'Expected table name after LOAD. p.sf:2:5',
    "Expected 'SELECT' or table name after 'EXPORT'. p.sf:3:7",
    "Expected '=' after variable name. p.sf:4:6",
    "Expected file path string after 'INCLUDE'. p.sf:5:8",
    "Expected 'TABLE' or 'VIEW' after 'CREATE' or 'CREATE OR REPLACE'. p.sf:6:7",
  ]);
});

test.each([
  ['SOURCE s TYPE CSV PARAMS {"path": "a.csv"}\nLOAD t FROM s;', "Expected ';' after SOURCE statement.", '2:1'],
  ['SOURCE s FROM "x" TYPE CSV;', 'Cannot mix FROM and TYPE', '1:19'],
  ['SOURCE s TYPE CSV OPTIONS {};', 'Cannot use OPTIONS with TYPE-based syntax', '1:19'],
  ['SOURCE s TYPE CSV;', "Expected 'PARAMS' after connector type.", '1:18'],
  ['SOURCE s TYPE CSV PARAMS {"path": a.csv};', "'a.csv' needs quotes", '1:35'],
  ['CREATE TABLE u MODE FOO AS SELECT 1;', "Invalid MODE 'FOO'. Expected: REPLACE, APPEND, UPSERT, INCREMENTAL.", '1:21'],
  ['CREATE TABLE u MODE INCREMENTAL AS SELECT 1;', 'INCREMENTAL mode requires BY <time_column>.', '1:33'],
  ['SOURCE s TYPE CSV PARAMS {"path": "data/x.csv"}; LOAD t FROM s MODE UPSERT;', 'UPSERT mode requires KEY', '1:69'],
  ['LOAD t FROM nope;', "LOAD references undefined source: 'nope'.", '1:13'],
  ['SOURCE s TYPE CSV PARAMS {"path": "a"};\nSOURCE s TYPE CSV PARAMS {"path": "b"};', "Duplicate source definition: 's'.", '2:8'],
  ['SOURCE s TYPE CVS PARAMS {"path": "a"};', "Unknown connector type: 'CVS'.", '1:15'],
  ['SOURCE s TYPE CSV PARAMS {"path": "a", "delimeter": ";"};', "Unknown parameter 'delimeter' for CSV.", '1:40'],
  ['SOURCE s TYPE CSV PARAMS {"has_header": true};', "Required parameter 'path' is missing for CSV.", '1:26'],
  ['SOURCE s TYPE CSV PARAMS {"path": "a", "sync_mode": "incremental"};', "Required parameter 'cursor_field' is missing", '1:40'],
  ['CREATE TABLE u AS SELECT 1;\nCREATE TABLE u AS SELECT 2;', "Table 'u' is defined twice.", '2:1'],
  ['IF ${a} => 1 THEN CREATE TABLE u AS SELECT 1; END IF;', 'Error in condition', '1:10'],
  ['IF true THEN CREATE TABLE u AS SELECT 1;', "Expected 'END IF' to close the IF.", '1:41'],
  ['CREATE TABLE u AS SELECT 1 FROM WHERE;', 'SQL syntax error', '1:33'],
  ['EXPORT SELECT 1 TO "a.bin";', "The type of export 'a.bin' is not known.", '1:20'],
  ["CREATE TABLE u AS SELECT 'abc;\nCREATE TABLE v AS SELECT 1;", 'This string is never closed.', '1:26'],
  ['CREATE TABLE u AS SELECT 1 /* abc;', 'This comment is never closed.', '1:28'],
  ['INCLUDE "nope.sf";', "Included file 'nope.sf' does not exist.", '1:9'],
  ['CREATE TABLE u AS SELECT t${x} FROM (SELECT 1 AS t5);', "The value of 'x' cannot stand here: it touches a word.", '1:27'],
])('%s', async (text, message, place) => {
  using p = testProject({ 'p.sf': text });
  const { exitCode, messages, places } = await p.compile('p.sf', { variables: { x: 5, a: 1 } });
  expect(exitCode).toBe(3);
  expect(messages[0]).toContain(message);
  expect(places[0]?.split(' ')[0]).toBe(`p.sf:${place}`);
});

test('a forgotten semicolon inside SQL is guessed', async () => {
  using p = testProject({ 'p.sf': 'CREATE TABLE u AS SELECT 1 AS a\nEXPORT u TO "u.csv";' });
  expect(await p.compile()).toMatchObject({ exitCode: 3, hints: ["a ';' may be missing before EXPORT"] });
});

test('a pipeline file that is not there', async () => {
  using p = testProject({});
  expect(await p.run('nope.sf')).toMatchObject({ exitCode: 4, places: [':0:0 FLOW_NO_FILE'] });
});

test('a folder in the place of a pipeline file, or of an included one', async () => {
  using p = testProject({ 'pipelines/a.sf': '', 'p.sf': 'INCLUDE "pipelines";' });
  expect(await p.run('pipelines')).toMatchObject({ exitCode: 4, places: [':0:0 FLOW_IS_FOLDER'] });
  expect(await p.run('p.sf')).toMatchObject({ places: ['p.sf:1:9 FLOW_IS_FOLDER'] });
});

test.each(['', '-- later\n', "IF 1 == 2 THEN CREATE TABLE a AS SELECT 1 AS x; END IF;"])('a pipeline with nothing to do says so: %j', async (text) => {
  using p = testProject({ 'p.sf': text });
  const { exitCode, result } = await p.run();
  expect(exitCode).toBe(0);
  expect(result?.diagnostics.map((d) => d.code)).toContain('FLOW_EMPTY');
});
