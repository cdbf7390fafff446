import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectRows, type EmbeddedPostgres, openDuckDb, openPostgres, type SqlConnector, startEmbeddedPostgres } from '@millrace/connectors';
import {
  advanceWatermark, findRun, finishRun, listRuns, listWatermarks, openState, readWatermark, recordStep, resetWatermark, startRun, watermarkHistory,
} from '@millrace/state-store';

let server: EmbeddedPostgres;
let folder: string;
beforeAll(async () => {
  server = await startEmbeddedPostgres();
  folder = await mkdtemp(join(tmpdir(), 'millrace-state-'));
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const key = { pipeline: 'sales', source: 'orders', target: 'orders', column: 'updated_at' };
const clock = (): (() => Date) => {
  let tick = 0;
  return () => new Date(Date.UTC(2024, 0, 1, 0, 0, tick++));
};
const count = async (db: SqlConnector): Promise<unknown> => (await collectRows((await db.query('SELECT count(*) AS n FROM loaded')).batches))[0]?.['n'];

describe.each([
  ['DuckDB', async (): Promise<SqlConnector> => openDuckDb()],
  ['PostgreSQL', async (): Promise<SqlConnector> => openPostgres({ url: server.url })],
])('state on %s', (name, open) => {
  let db: SqlConnector;
  beforeAll(async () => {
    db = await open();
    await db.execute('CREATE TABLE loaded (id INTEGER)');
  });
  afterAll(() => db.close());

  it('remembers runs and their steps, the latest run first', async () => {
    const state = await openState(db, { now: clock() });
    await startRun(state, { id: 'r1', pipeline: 'sales', planHash: 'abc' });
    await recordStep(state, 'r1', { id: 'b', ordinal: 1, kind: 'transform', name: 'u', status: 'running' });
    await recordStep(state, 'r1', { id: 'a', ordinal: 0, kind: 'load', name: 't', status: 'succeeded', rowsRead: 3_000_000_000, rowsWritten: 2 });
    await recordStep(state, 'r1', { id: 'b', ordinal: 1, kind: 'transform', name: 'u', status: 'failed', error: 'no such column' });
    await finishRun(state, 'r1', { status: 'failed', error: 'step u failed' });
    await startRun(state, { id: 'r2', pipeline: 'sales' });
    expect((await listRuns(state, { pipeline: 'sales' })).map((run) => [run.id, run.status])).toEqual([['r2', 'running'], ['r1', 'failed']]);
    expect(await findRun(state, 'r1')).toEqual({
      id: 'r1', pipeline: 'sales', status: 'failed', startedAt: '2024-01-01T00:00:00.000Z', finishedAt: '2024-01-01T00:00:01.000Z', planHash: 'abc', error: 'step u failed',
      steps: [
        { id: 'a', ordinal: 0, kind: 'load', name: 't', status: 'succeeded', rowsRead: 3_000_000_000, rowsWritten: 2 },
        { id: 'b', ordinal: 1, kind: 'transform', name: 'u', status: 'failed', error: 'no such column' },
      ],
    });
    await expect(findRun(state, 'nope')).rejects.toMatchObject({ code: 'STATE_NO_RUN' });
    await expect(finishRun(state, 'nope', { status: 'failed' })).rejects.toMatchObject({ code: 'STATE_NO_RUN' });
  });

  it('commits a watermark with its data or not at all', async () => {
    const state = await openState(db, { now: clock() });
    {
      await using transaction = await db.begin();
      await transaction.execute('INSERT INTO loaded VALUES (1)');
      await advanceWatermark(state, transaction, key, { from: undefined, to: '2024-01-15 12:15:00.000001', runId: 'r1' });
      // Leaving the block without a commit is what a crash does.
    }
    expect([await count(db), await readWatermark(state, db, key)]).toEqual([0n, undefined]);
    {
      await using transaction = await db.begin();
      await transaction.execute('INSERT INTO loaded VALUES (1)');
      await advanceWatermark(state, transaction, key, { from: undefined, to: '2024-01-15 12:15:00.000001', runId: 'r1' });
      await transaction.commit();
    }
    expect([await count(db), await readWatermark(state, db, key)]).toEqual([1n, '2024-01-15 12:15:00.000001']);
  });

  it('refuses to move a watermark that another run moved', async () => {
    const state = await openState(db, { now: clock() });
    await expect(advanceWatermark(state, db, key, { from: undefined, to: 'x' })).rejects.toMatchObject({ code: 'STATE_WATERMARK_MOVED', exitCode: 1 });
    await advanceWatermark(state, db, key, { from: '2024-01-15 12:15:00.000001', to: '2024-01-16 00:00:00' });
    expect(await listWatermarks(state, 'sales')).toMatchObject([{ ...key, value: '2024-01-16 00:00:00' }]);
  });

  it('lets one of two open transactions move a watermark, whichever value both began with', async () => {
    const state = await openState(db, { now: clock() });
    for (const [source, from] of [['new', undefined], ['known', 1]] as const) {
      const own = { ...key, source: `race ${source}` };
      if (from !== undefined) await advanceWatermark(state, db, own, { from: undefined, to: from });
      await using one = await db.begin();
      await using two = await db.begin();
      await advanceWatermark(state, one, own, { from, to: 2 });
      // DuckDB may see the other's row only when the second transaction commits, and refuses that commit then.
      const second = advanceWatermark(state, two, own, { from, to: 3 }).then(() => two.commit()).then(() => 'moved', (error: unknown) => error);
      await one.commit();
      expect(await second).toMatchObject({ code: expect.stringMatching(/^(STATE_WATERMARK_MOVED|CONNECT_CONFLICT)$/) });
      expect(await readWatermark(state, db, own)).toBe(2);
      expect((await watermarkHistory(state, own)).map((move) => move.value)).toEqual(from === undefined ? [2] : [1, 2]);
    }
  });

  it.each([[7], [9007199254740993n], ['1.10'], [true]])('keeps the type of %s', async (value) => {
    const state = await openState(db);
    const own = { ...key, source: `typed ${typeof value}'"; --` };
    await advanceWatermark(state, db, own, { from: undefined, to: value });
    expect(await readWatermark(state, db, own)).toBe(value);
  });

  it('tells every move, resets too', async () => {
    const state = await openState(db, { now: clock() });
    expect(await resetWatermark(state, db, key)).toBe(true);
    expect(await resetWatermark(state, db, key)).toBe(false);
    expect((await watermarkHistory(state, key)).map(({ previous, value }) => [previous, value])).toEqual([
      [null, '2024-01-15 12:15:00.000001'], ['2024-01-15 12:15:00.000001', '2024-01-16 00:00:00'], ['2024-01-16 00:00:00', null],
    ]);
  });

  it(`opens a second time without harm (${name})`, async () => {
    const [one, two] = await Promise.all([openState(db), openState(db)]);
    expect(await listRuns(one)).toEqual(await listRuns(two));
  });
});

describe('state in a file', () => {
  it('is there after the process that wrote it, and only DuckDB and PostgreSQL keep it', async () => {
    const path = join(folder, 'state.duckdb');
    {
      await using db = await openDuckDb({ path });
      await startRun(await openState(db), { id: 'r1', pipeline: 'p' });
    }
    await using db = await openDuckDb({ path });
    expect((await listRuns(await openState(db))).map((run) => run.id)).toEqual(['r1']);
    await expect(openState({ ...db, dialect: 'sqlite' })).rejects.toMatchObject({ code: 'STATE_UNSUPPORTED' });
  });
});
