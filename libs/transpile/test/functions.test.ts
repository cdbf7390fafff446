import type { DuckDBConnection } from '@duckdb/node-api';
import { ToolError } from '@millrace/diagnostics';
import { functionRecords, tableFunctions, snowflakeCodeOf } from '@millrace/transpile';
import { beforeAll, describe, expect, it } from 'vitest';
import { documentedCatalog, documentedSession } from './support/documented-session.ts';
import { openEngine, run, translateAll } from './support/engine.ts';
import { sampleCatalog } from './support/sample.ts';

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});

const shown = functionRecords.filter(({ examples }) => examples.length > 0);

describe.each([...new Set(shown.map(({ family }) => family))])('%s', (family) => {
  const examples = shown.filter((record) => record.family === family).flatMap(({ name, examples: all }) => all.map((example) => ({ name, ...example })));
  it.each(examples)('$name: $sql', async ({ sql, expected }) => {
    const rows = await run(engine, sql, documentedCatalog, documentedSession);
    expect(rows.map(([value]) => value)).toEqual(Array.isArray(expected) ? expected : [expected]);
  });
});

it('what cannot work says why, where the call stands', async () => {
  const refused = functionRecords.filter(({ to }) => 'unsupported' in to);
  for (const { name, minimum } of refused) {
    const failed = await run(engine, `SELECT 1, ${name}(${Array.from({ length: minimum }, () => 'NULL').join(', ')})`, documentedCatalog).then(() => undefined, (error: unknown) => error);
    expect(failed, name).toMatchObject({ code: 'TRANSPILE_UNSUPPORTED', diagnostics: [{ span: { start: 10 } }] });
  }
});

describe('table functions', () => {
  const examples = Object.entries(tableFunctions).flatMap(([name, record]) => (record?.columns === undefined ? [] : record.examples.map((example) => ({ name, ...example }))));
  it.each(examples)('$name: $sql', async ({ sql, expected }) => {
    const rows = await run(engine, sql);
    expect(rows.map(([value]) => value)).toEqual(Array.isArray(expected) ? expected : [expected]);
  });
});

it('no two records share a name', () => {
  const names = functionRecords.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

/** https://docs.snowflake.com/en/sql-reference/functions/search#examples-of-expected-error-cases */
it.each([
  ['SELECT SEARCH(customer, 5) FROM orders', '001045'], ["SELECT SEARCH(id, 'dream') FROM orders", '001173'], ['SELECT SEARCH(customer, customer) FROM orders', '001015'],
])('refuses %s', (sql, code) => {
  const refused = (): unknown => translateAll(sql, sampleCatalog);
  expect(refused).toThrow(ToolError);
  expect(snowflakeCodeOf(codeOf(refused))?.code).toBe(code);
});

function codeOf(run: () => unknown): string {
  try {
    run();
    return '';
  } catch (error) {
    return error instanceof ToolError ? error.code : String(error);
  }
}
