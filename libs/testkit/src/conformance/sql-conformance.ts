import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectRows, type Row, type SqlConnector, type SqlSession } from '@millrace/connectors';
import type { ParameterValue } from '@millrace/sql-ir';
import { batchOf, field, manyPeople, people, streamOf } from './batches.ts';

const payloads: readonly string[] = ["'; DROP TABLE victim; --", '" OR 1=1 --', '\\', '$1', '?', '%', '\u0001', '🚀', "''"];

/**
 * What a connector that speaks SQL promises beyond `connectorConformance`.
 *
 * @param placeholder how the dialect writes the n-th parameter, counted from 1.
 */
export function sqlConformance(name: string, open: () => Promise<SqlConnector>, placeholder: (index: number) => string): void {
  describe(`${name} keeps a SQL connector's promises`, () => {
    let db: SqlConnector;
    const rows = async (session: SqlSession, sql: string, parameters: readonly ParameterValue[] = []): Promise<readonly Row[]> =>
      collectRows((await session.query(sql, parameters)).batches);
    const count = async (session: SqlSession, table: string): Promise<unknown> => (await rows(session, `SELECT count(*) AS n FROM ${table}`))[0]?.['n'];
    beforeAll(async () => {
      db = await open();
    });
    afterAll(() => db.close());

    it('binds values, never pastes them', async () => {
      await db.execute('CREATE TABLE victim (id INTEGER, word VARCHAR(200))');
      const insert = `INSERT INTO victim (id, word) VALUES (${placeholder(1)}, ${placeholder(2)})`;
      for (const [i, payload] of payloads.entries()) expect(await db.execute(insert, [i, payload])).toBe(1);
      for (const payload of payloads) expect(await rows(db, `SELECT word FROM victim WHERE word = ${placeholder(1)}`, [payload])).toEqual([{ word: payload }]);
    });

    it('gives a parameter the type of its value', async () => {
      const [row] = await rows(db, `SELECT ${placeholder(1)} + 1 AS a, CAST(${placeholder(2)} AS VARCHAR(20)) AS b, CAST(${placeholder(3)} AS INTEGER) AS c WHERE CAST(${placeholder(4)} AS VARCHAR(20)) IS NULL`, [1, 'x', 2, null]);
      expect([Number(row?.['a']), row?.['b'], Number(row?.['c'])]).toEqual([2, 'x', 2]);
    });

    it('refuses the wrong number of values and an empty statement', async () => {
      await expect(rows(db, `SELECT ${placeholder(1)}`, [])).rejects.toMatchObject({ code: 'CONNECT_SQL' });
      await expect(db.query(' ')).rejects.toMatchObject({ code: 'CONNECT_SQL' });
    });

    transactions(() => db, rows, count);
    streams(() => db, rows);
    mistakes(() => db);
  });
}

type Get = () => SqlConnector;
type Rows = (session: SqlSession, sql: string) => Promise<readonly Row[]>;

function transactions(db: Get, rows: Rows, count: (session: SqlSession, table: string) => Promise<unknown>): void {
  it('commits, rolls back, and rolls back what is left open', async () => {
    await db().execute('CREATE TABLE ledger (id INTEGER)');
    const add = async (end: 'commit' | 'rollback' | 'leave'): Promise<void> => {
      await using transaction = await db().begin();
      expect(await transaction.execute('INSERT INTO ledger VALUES (1)')).toBe(1);
      if (end !== 'leave') await transaction[end]();
    };
    await add('rollback');
    await add('leave');
    expect(await count(db(), 'ledger')).toBe(0n);
    await add('commit');
    expect(await count(db(), 'ledger')).toBe(1n);
  });

  it('sees its own writes, and is finished once', async () => {
    await db().execute('CREATE TABLE own (id BIGINT, name VARCHAR(20), score DOUBLE PRECISION)');
    const transaction = await db().begin();
    expect(await transaction.append(['own'], streamOf(batchOf(people, [[1n, 'ann', 0.5]])))).toBe(1);
    expect(await rows(transaction, 'SELECT * FROM own')).toEqual([{ id: 1n, name: 'ann', score: 0.5 }]);
    await transaction.rollback();
    await expect(transaction.commit()).rejects.toMatchObject({ code: 'CONNECT_FINISHED' });
    await expect(transaction.execute('SELECT 1')).rejects.toMatchObject({ code: 'CONNECT_FINISHED' });
    await transaction[Symbol.asyncDispose]();
    expect(await count(db(), 'own')).toBe(0n);
  });

  it('appends all rows or none', async () => {
    await db().execute('CREATE TABLE strict (id BIGINT PRIMARY KEY)');
    const fields = [field('id', 'BIGINT')];
    const ids = Array.from({ length: 10_000 }, (_, i) => [BigInt(i)]);
    await expect(db().append(['strict'], streamOf(batchOf(fields, ids), batchOf(fields, [[5n]])))).rejects.toMatchObject({ code: 'CONNECT_CONSTRAINT' });
    expect(await count(db(), 'strict')).toBe(0n);
    expect(await db().append(['strict'], streamOf(batchOf(fields, ids)))).toBe(10_000);
    await expect(db().execute('INSERT INTO strict VALUES (5)')).rejects.toMatchObject({ code: 'CONNECT_CONSTRAINT' });
  });

  it('lets a transaction that failed only be rolled back or given up', async () => {
    await db().execute('CREATE TABLE failed (id BIGINT PRIMARY KEY)');
    {
      await using transaction = await db().begin();
      await transaction.execute('INSERT INTO failed VALUES (1)');
      await expect(transaction.execute('INSERT INTO failed VALUES (1)')).rejects.toMatchObject({ code: 'CONNECT_CONSTRAINT' });
    }
    expect(await count(db(), 'failed')).toBe(0n);
    await using next = await db().begin();
    expect(await next.execute('INSERT INTO failed VALUES (1)')).toBe(1);
  });
}

function streams(db: Get, rows: Rows): void {
  it('keeps a stream whole while other statements run, in a transaction too', async () => {
    await db().execute('CREATE TABLE many (id BIGINT, name VARCHAR(20), score DOUBLE PRECISION)');
    await db().append(['many'], manyPeople(20_000));
    await db().execute('CREATE TABLE notes (n BIGINT)');
    const through = async (session: SqlSession): Promise<number> => {
      let seen = 0;
      for await (const batch of (await session.query('SELECT id FROM many', [], { batchSize: 1000 })).batches) {
        if (seen < 6000) await rows(session, 'SELECT count(*) AS n FROM notes');
        seen += batch.rowCount;
      }
      return seen;
    };
    expect(await through(db())).toBe(20_000);
    await using transaction = await db().begin();
    expect(await through(transaction)).toBe(20_000);
    await transaction.commit();
  });

  it('tells the columns of an empty result', async () => {
    const { fields, batches } = await db().query("SELECT 1 AS a, 'x' AS b WHERE 1 = 0");
    expect(fields.map((column) => column.name)).toEqual(['a', 'b']);
    expect(await collectRows(batches)).toEqual([]);
  });

  it('counts the rows a statement changed', async () => {
    await db().execute('CREATE TABLE counted (id INTEGER)');
    expect(await db().execute('INSERT INTO counted VALUES (1), (2), (3)')).toBe(3);
    expect(await db().execute('UPDATE counted SET id = id + 1 WHERE id > 1')).toBe(2);
    expect(await db().execute('CREATE TABLE counted_too (id INTEGER)')).toBe(0);
    expect(await db().execute('DELETE FROM counted')).toBe(3);
  });
}

function mistakes(db: Get): void {
  it.each([
    ['an unknown column', "SELECT 'ü', colour FROM palette", 'colour'],
    ['an unknown table', 'SELECT 1 FROM palet WHERE 1 = 1', 'palet'],
    ['a syntax error', 'SELECT 1 FROMM palette', 'palette'],
  ])('points at %s', async (_, sql, word) => {
    await db().execute('CREATE TABLE IF NOT EXISTS palette (color VARCHAR(10))');
    const start = sql.indexOf(word);
    await expect(db().query(sql)).rejects.toMatchObject({ code: 'CONNECT_SQL', diagnostics: [{ source: sql, span: { start, end: start + word.length } }] });
  });

  it('cancels what has not begun', async () => {
    await expect(db().execute('SELECT 1', [], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CONNECT_CANCELLED' });
    await expect(db().query('SELECT 1', [], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'CONNECT_CANCELLED' });
  });
}
