import type { DuckDBConnection } from '@duckdb/node-api';
import { print } from '@millrace/dialects';
import type { Statement } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';
import { golden } from '@millrace/testkit';
import { explain, functionRecords } from '@millrace/transpile';
import { beforeAll, describe, expect, it } from 'vitest';
import { bindStatement } from '../src/binder/bind-statement.ts';
import { passes, runPass } from '../src/snowflake-duckdb/passes/index.ts';
import { bindContext, lowerStatement } from '../src/translate.ts';
import { openEngine, run, translateAll } from './support/engine.ts';
import { createSample, sampleCatalog } from './support/sample.ts';

/** A query that each pass changes, and the rows that Snowflake gives for it. */
const cases: Readonly<Record<string, { readonly sql: string; readonly rows: readonly (readonly (string | null)[])[] }>> = {
  joins: { sql: 'SELECT COUNT(*) FROM orders JOIN customers', rows: [['6']] },
  paths: { sql: 'SELECT detail:items[0].sku, detail:NOTE, detail:Note FROM orders ORDER BY id', rows: [['"a"', null, 'null'], [null, null, null], [null, null, null]] },
  'semi-structured-literals': { sql: "SELECT {'b': 1, 'a': [NULL, 'x']}", rows: [['{"a":[undefined,"x"],"b":1}']] },
  'table-rows': { sql: "SELECT f.index, f.value FROM TABLE(FLATTEN(INPUT => PARSE_JSON('[7, 8]'))) f", rows: [['0', '7'], ['1', '8']] },
  'lateral-rows': { sql: 'SELECT o.id, f.seq, f.index, f.value:sku::STRING FROM orders o, LATERAL FLATTEN(INPUT => o.detail:items) f', rows: [['1', '1', '0', 'a'], ['1', '1', '1', 'b']] },
  generator: { sql: 'SELECT COUNT(*) FROM TABLE(GENERATOR(ROWCOUNT => 5))', rows: [['5']] },
  coercions: { sql: "SELECT id FROM orders WHERE detail:items[0].n = '2' AND id = '1' AND ordered < '2024-02-01'", rows: [['1']] },
  collations: { sql: "SELECT COLLATE('a', 'en-ci') = 'A', 'm' BETWEEN COLLATE('A', 'lower') AND 'Z', customer FROM orders ORDER BY COLLATE(customer, 'es') LIMIT 1", rows: [['true', 'true', 'ann']] },
  arithmetic: { sql: "SELECT 2 / 7, 1.5 * 2, amount / 3, ordered + 1 FROM orders WHERE id = 1", rows: [['0.285714', '3.0', '3.50000000', '2024-02-01']] },
  integers: { sql: 'SELECT a * a FROM (SELECT 100000 AS a)', rows: [['10000000000']] },
  casts: { sql: "SELECT '12.567'::NUMBER(5,2), 'yes'::BOOLEAN, TRY_CAST('x' AS INT), 1.0::FLOAT::VARCHAR", rows: [['12.57', 'true', null, '1']] },
  functions: { sql: "SELECT IFF(id > 1, 'more', 'one'), LISTAGG(customer, '+') WITHIN GROUP (ORDER BY id DESC) FROM orders GROUP BY 1 ORDER BY 1", rows: [['more', 'ann+bob'], ['one', 'ann']] },
  like: { sql: "SELECT customer LIKE ANY ('a%', 'z%'), customer NOT LIKE ALL ('a%', '%n'), customer RLIKE 'an' FROM orders ORDER BY id LIMIT 1", rows: [['true', 'false', 'false']] },
  'null-order': { sql: 'SELECT amount FROM orders ORDER BY amount DESC', rows: [[null], ['20.00'], ['10.50']] },
  definitions: { sql: 'CREATE OR REPLACE TEMPORARY TABLE made (a INT PRIMARY KEY, b FLOAT, c VARIANT, d TIMESTAMP_TZ)', rows: [] },
  results: { sql: 'SELECT AVG(amount) FROM orders', rows: [['15.25000000']] },
};

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
  await createSample(engine);
});

it('every pass has a case', () => {
  expect(Object.keys(cases).toSorted()).toEqual(passes.map(({ name }) => name).toSorted());
});

describe.each(Object.entries(cases))('%s', (name, { sql, rows }) => {
  it('gives the rows that Snowflake gives', async () => {
    expect(await run(engine, sql, sampleCatalog)).toEqual(rows);
  });
  it('says them as its golden says', () => {
    const [translation] = translateAll(sql, sampleCatalog);
    golden(`test/golden/passes/${name}.sql`, `-- ${sql}\n${translation?.sql ?? ''};`);
  });
  it('changes the query', () => {
    const steps = explain(sql, { catalog: sampleCatalog }).flatMap((statement) => statement.steps);
    expect(steps.filter((step) => step.changed).map(({ pass }) => pass)).toContain(name);
  });
  it('runs twice without effect', () => {
    const [statement] = parse(sql, { dialect: 'snowflake' }).statements;
    if (statement === undefined) throw new Error('not parsed');
    const context = bindContext({ catalog: sampleCatalog, source: sql });
    let tree: Statement = bindStatement(statement, context).statement;
    for (const pass of passes) {
      tree = runPass(pass, tree, context);
      expect(print(runPass(pass, tree, context), 'duckdb').sql, pass.name).toBe(print(tree, 'duckdb').sql);
    }
  });
});

it('says in one walk what the passes say one after another', () => {
  const examples = functionRecords.filter(({ to }) => !('unsupported' in to)).flatMap((record) => record.examples.map((example) => example.sql));
  for (const sql of [...examples, ...Object.values(cases).map((each) => each.sql)]) {
    for (const statement of parse(sql, { dialect: 'snowflake' }).statements) {
      const options = { catalog: sampleCatalog, source: sql };
      const seen: string[] = [];
      const apart = lowerStatement(statement, { ...options, observe: (pass) => void seen.push(pass) }).lowered;
      expect(print(lowerStatement(statement, options).lowered, 'duckdb').sql, sql).toBe(print(apart, 'duckdb').sql);
      expect(seen.length).toBeGreaterThan(5);
    }
  }
});
