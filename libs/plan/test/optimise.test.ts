import { openSqlite, type SqlConnector } from '@millrace/connectors';
import { printOrThrow } from '@millrace/dialects';
import { lower, optimise, type Plan, type Target, targets } from '@millrace/plan';
import { propertyRuns, propertyTimeout, temporaryDuckDb, type TemporaryPostgres, temporaryPostgres } from '@millrace/testkit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ListRow, listRows, planOf, type Row, rows, steps } from './random-plan.ts';

const usual = 150;
const runs = propertyRuns(usual);
/** Filling tables takes longer than asking them, so that several plans share their rows. */
const plansPerTables = 5;
const number = (value: number | null): string => (value === null ? 'NULL' : String(value));
const text = (value: string | null): string => (value === null ? 'NULL' : `'${value}'`);

describe('an optimised plan', () => {
  let duckdb: SqlConnector;
  let sqlite: SqlConnector;
  let postgres: SqlConnector;
  let server: TemporaryPostgres;
  beforeAll(async () => {
    [duckdb, sqlite, server] = [await temporaryDuckDb(), await openSqlite(), await temporaryPostgres()];
    postgres = await server.open();
    // A few rows are not worth a thread, nor a plan that is compiled.
    await duckdb.execute('SET threads = 1');
    await postgres.execute('SET jit = off');
    await postgres.execute('SET synchronous_commit = off');
    for (const engine of [duckdb, sqlite, postgres]) {
      for (const name of ['t', 'u']) await engine.execute(`CREATE TABLE ${name} (a INTEGER, b INTEGER, c VARCHAR)`);
      await engine.execute(`CREATE TABLE w (a INTEGER, l ${engine === sqlite ? 'TEXT' : 'INTEGER[]'})`);
    }
  }, 60_000);
  afterAll(async () => {
    for (const engine of [duckdb, sqlite, postgres]) await engine.close();
    await server[Symbol.asyncDispose]();
  });

  async function fill(engine: SqlConnector, name: string, given: readonly string[]): Promise<void> {
    await engine.execute(`DELETE FROM ${name}`);
    if (given.length > 0) await engine.execute(`INSERT INTO ${name} VALUES ${given.map((row) => `(${row})`).join(', ')}`);
  }

  const plain = (given: readonly Row[]): readonly string[] => given.map(([a, b, c]) => `${number(a)}, ${number(b)}, ${text(c)}`);
  const lists = (given: readonly ListRow[], list: (items: readonly string[]) => string): readonly string[] =>
    given.map(([a, l]) => `${number(a)}, ${l === null ? 'NULL' : list(l.map(number))}`);

  async function fillAll(t: readonly Row[], u: readonly Row[], w: readonly ListRow[]): Promise<void> {
    await Promise.all([duckdb, sqlite, postgres].map(async (engine) => {
      await fill(engine, 't', plain(t));
      await fill(engine, 'u', plain(u));
      await fill(engine, 'w', lists(w, (items) => (engine === sqlite ? `'[${items.join(',').toLowerCase()}]'` : `CAST(ARRAY[${items.join(', ')}] AS INTEGER[])`)));
    }));
  }

  /** The rows as sorted texts; a column that the plan says is never NULL must not be. */
  async function rowsOf(engine: SqlConnector, plan: Plan, target: Target): Promise<readonly string[]> {
    const { sql, parameters } = printOrThrow(lower(plan, target), target.dialect);
    const found: string[] = [];
    const { batches } = await engine.query(sql, parameters);
    for await (const batch of batches) {
      for (let r = 0; r < batch.rowCount; r++) {
        const values = batch.columns.map((column) => column[r]);
        for (const [i, column] of plan.schema.entries()) if (!column.nullable && values[i] === null) throw new Error(`NULL in ${column.name} of ${sql}`);
        found.push(values.map(String).join('|'));
      }
    }
    return found.toSorted();
  }

  async function check(plan: Plan): Promise<void> {
    const optimised = optimise(plan);
    const [expected, ...others] = await Promise.all([
      rowsOf(duckdb, plan, targets.duckdb),
      rowsOf(duckdb, optimised, targets.duckdb),
      rowsOf(duckdb, optimised, { ...targets.duckdb, qualify: false, aggregateFilter: false }),
      rowsOf(postgres, plan, targets.postgres),
      rowsOf(postgres, optimised, targets.postgres),
      rowsOf(sqlite, optimised, targets.sqlite),
    ]);
    for (const found of others) expect(found).toEqual(expected);
  }

  it('still has one row for all of no rows, when only constants are read of it', async () => {
    await fillAll([], [], []);
    await check(planOf([[12, 0, 0, 0], [9, 2049, 0, 0], [7, 0, 0, 0]]));
  });

  it(`gives the rows of the plan as it was, on DuckDB, PostgreSQL and SQLite (${runs} random plans)`, async () => {
    await fc.assert(fc.asyncProperty(rows, rows, listRows, fc.array(steps, { minLength: plansPerTables, maxLength: plansPerTables }), async (t, u, w, plans) => {
      await fillAll(t, u, w);
      for (const plan of plans.map(planOf)) await check(plan);
    }), { numRuns: Math.ceil(runs / plansPerTables), seed: 20_240_229 });
  }, propertyTimeout(usual));
});
