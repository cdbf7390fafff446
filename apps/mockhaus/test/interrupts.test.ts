import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, type EngineConnection, openEngine } from '../src/engine/engine.ts';
import { UnitOfWork } from '../src/engine/unit-of-work.ts';

let engine: Engine;
let connection: EngineConnection;
let unit: UnitOfWork;

beforeAll(async () => {
  engine = await openEngine(':memory:', []);
  connection = await engine.connect();
  unit = new UnitOfWork(connection);
});
afterAll(() => {
  connection.close();
  engine.close();
});

const slow = { sql: 'SELECT COUNT(*) FROM range(100000000000)' };
const count = (sql: string): Promise<unknown> => unit.read({ sql }, async (rows) => (await rows.getRows())[0]?.[0]);

/** Interrupts without a pause until the work has ended. @returns whether it ended well. */
async function interrupted(work: () => Promise<unknown>): Promise<boolean> {
  let running = true;
  const interrupt = (): void => {
    connection.interrupt();
    if (running) setImmediate(interrupt);
  };
  setImmediate(interrupt);
  try {
    await work();
    return true;
  } catch {
    return false;
  } finally {
    running = false;
  }
}

describe('interrupts that go on while a statement ends', () => {
  it('leave no transaction open behind a query', async () => {
    for (let i = 0; i < 50; i++) {
      expect(await interrupted(() => unit.read(slow, (rows) => rows.getRows()))).toBe(false);
      expect(await count('SELECT 1::INTEGER')).toBe(1);
    }
  });

  it('lose nothing of an open transaction', async () => {
    await connection.run({ sql: 'CREATE TABLE kept (a INTEGER)' });
    await unit.begin();
    const insert = { sql: 'INSERT INTO kept VALUES (1)' };
    await unit.run((given) => given.run(insert), () => (given) => given.run(insert));
    for (let i = 0; i < 50; i++) expect(await interrupted(() => unit.run(() => unit.read(slow, (rows) => rows.getRows())))).toBe(false);
    await unit.commit();
    expect(await count('SELECT COUNT(*)::INTEGER FROM kept')).toBe(1);
  });
});
