import type { DuckDBConnection } from '@duckdb/node-api';
import { functionRecords } from '@millrace/transpile';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine, run } from './support/engine.ts';

let engine: DuckDBConnection;
beforeAll(async () => {
  engine = await openEngine();
});

describe.each([...new Set(functionRecords.map(({ family }) => family))])('%s', (family) => {
  const examples = functionRecords.filter((record) => record.family === family).flatMap(({ name, examples: all }) => all.map((example) => ({ name, ...example })));
  it.each(examples)('$name: $sql', async ({ sql, expected }) => {
    const rows = await run(engine, sql);
    expect(rows.map(([value]) => value)).toEqual(Array.isArray(expected) ? expected : [expected]);
  });
});

it('no two records share a name', () => {
  const names = functionRecords.flatMap(({ name, aliases }) => [name, ...aliases]);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});
