import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cases } from './cases.ts';
import { type Engine, engineNames, engines, orders, users } from './shop.ts';

function rounded(value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toFixed(6)) : value;
}

function sorted(rows: readonly (readonly unknown[])[]): readonly string[] {
  return rows.map((row) => JSON.stringify(row)).toSorted();
}

describe.each(engineNames)('the cases on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await engines[name]();
  });
  afterAll(() => engine.close());

  it.each(cases)('$id', async ({ frame, columns, rows, ordered }) => {
    const made = frame(engine.db.from(users), engine.db.from(orders), engine.db);
    const found = await made.collect();
    const values = found.map((row) => Object.values(row).map(rounded));
    for (const row of found) expect(Object.keys(row)).toEqual(columns);
    if (ordered === true) expect(values, made.toSQL().sql).toEqual(rows);
    else expect(sorted(values), made.toSQL().sql).toEqual(sorted(rows));
  });
});
