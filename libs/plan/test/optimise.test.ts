import { openSqlite, type SqlConnector, type Value } from '@millrace/connectors';
import { printOrThrow } from '@millrace/dialects';
import { lower, optimise, type Plan, type Target, targets } from '@millrace/plan';
import { propertyRuns, temporaryDuckDb } from '@millrace/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { planOf, rows, steps } from './random-plan.ts';

const runs = propertyRuns(150);

describe('an optimised plan', () => {
  let duckdb: SqlConnector;
  let sqlite: SqlConnector;
  beforeAll(async () => {
    [duckdb, sqlite] = [await temporaryDuckDb(), await openSqlite()];
    for (const engine of [duckdb, sqlite]) for (const name of ['t', 'u']) await engine.execute(`CREATE TABLE ${name} (a INTEGER, b INTEGER, c VARCHAR)`);
  });
  afterAll(async () => {
    await duckdb.close();
    await sqlite.close();
  });

  async function fill(engine: SqlConnector, name: string, given: readonly (readonly Value[])[]): Promise<void> {
    await engine.execute(`DELETE FROM ${name}`);
    const text = (value: Value | undefined): string => (value === null || value === undefined ? 'NULL' : typeof value === 'number' ? String(value) : `'${String(value)}'`);
    if (given.length > 0) await engine.execute(`INSERT INTO ${name} VALUES ${given.map((row) => `(${row.map(text).join(', ')})`).join(', ')}`);
  }

  async function rowsOf(engine: SqlConnector, plan: Plan, target: Target): Promise<readonly string[]> {
    const { sql, parameters } = printOrThrow(lower(plan, target), target.dialect);
    const found: string[] = [];
    const { batches } = await engine.query(sql, parameters);
    for await (const batch of batches) {
      for (let r = 0; r < batch.rowCount; r++) found.push(batch.columns.map((column) => String(column[r])).join('|'));
    }
    return found.toSorted();
  }

  it(`gives the rows of the plan as it was, on DuckDB and on SQLite (${runs} random plans)`, async () => {
    await fc.assert(fc.asyncProperty(rows, rows, steps, async (t, u, given) => {
      for (const engine of [duckdb, sqlite]) {
        await fill(engine, 't', t);
        await fill(engine, 'u', u);
      }
      const plan = planOf(given);
      const expected = await rowsOf(duckdb, plan, targets.duckdb);
      const optimised = optimise(plan);
      expect(await rowsOf(duckdb, optimised, targets.duckdb)).toEqual(expected);
      expect(await rowsOf(duckdb, optimised, { ...targets.duckdb, qualify: false, aggregateFilter: false })).toEqual(expected);
      expect(await rowsOf(sqlite, optimised, targets.sqlite)).toEqual(expected);
    }), { numRuns: runs, seed: 20_240_229 });
  }, 120_000);
});
