import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { collectRows, type Connector, type ObjectName, type Value } from '@millrace/connectors';
import { batchOf, brokenStream, field, manyPeople, people, sortedRows, streamOf } from './batches.ts';
import { hostileNames, samples } from './values.ts';

/** What a connector's test tells the suite about it. */
export interface ConformanceSubject {
  /** Opens the connector on an empty place. */
  open(): Promise<Connector>;
  /** The object of a name: a table, or a file's path. */
  object(name: string): ObjectName;
  /** Samples it stores as something else, with what comes back in their place; `false` for those it refuses. */
  readonly stores?: Readonly<Record<string, ((value: Value) => Value) | false>>;
  /** What its objects may be called; file names cannot hold everything. */
  readonly names?: readonly string[];
  /** The columns of an object without rows, where those that were written are not kept. */
  readonly emptyColumns?: readonly string[];
}

const rows = [[1n, 'ann', 1.5], [2n, 'bob', null], [3n, null, 2]] as const;
const start = (): ReturnType<typeof streamOf> => streamOf(batchOf(people, rows));

/** JSON text may be spaced anew; its meaning may not change. */
function meaning(value: Value, type: string): unknown {
  return type === 'JSON' && typeof value === 'string' ? value.replaceAll(/(?<=[:,]) /g, '') : value;
}

/**
 * The one suite that every connector passes: what the interface promises, checked against the real thing.
 *
 * @param name shown in the report.
 */
export function connectorConformance(name: string, subject: ConformanceSubject): void {
  describe(`${name} keeps a connector's promises`, () => {
    let connector: Connector;
    let made = 0;
    const fresh = (): ObjectName => subject.object(`t${(made += 1)}`);
    const ids = async (object: ObjectName): Promise<readonly Value[]> => (await sortedRows(connector.read(object), 'id')).map((row) => row['id'] ?? null);
    beforeAll(async () => {
      connector = await subject.open();
    });
    afterAll(() => connector.close());

    roundTrips(() => connector, fresh, subject);
    reads(() => connector, fresh);
    writes(() => connector, fresh, ids, subject);
    failures(() => connector, fresh, ids, subject);

    it('reaches its place', async () => {
      await expect(connector.check()).resolves.toBeUndefined();
    });

    it('closes twice without harm', async () => {
      const other = await subject.open();
      await other.close();
      await expect(other.close()).resolves.toBeUndefined();
    });
  });
}

type Get = () => Connector;
type Fresh = () => ObjectName;
type Ids = (object: ObjectName) => Promise<readonly Value[]>;

function roundTrips(connector: Get, fresh: Fresh, subject: ConformanceSubject): void {
  it.each(samples.map((sample) => [sample.name, sample] as const))('brings back %s unchanged, NULL too', async (_, sample) => {
    const stored = subject.stores?.[sample.name];
    const object = fresh();
    const fields = [field('id', 'BIGINT'), { name: 'value', type: sample.type, nullable: true }];
    const values: readonly Value[] = [...sample.values, null];
    const write = connector().write(object, fields, streamOf(batchOf(fields, values.map((value, i) => [BigInt(i), value]))), { mode: 'replace' });
    if (stored === false) return expect(write).rejects.toMatchObject({ code: expect.stringMatching(/^CONNECT_(UNSUPPORTED_TYPE|BAD_VALUE|FILE)$/) as unknown });
    expect(await write).toBe(values.length);
    const back = (await sortedRows(connector().read(object), 'id')).map((row) => row['value'] ?? null);
    const expected = values.map((value) => (value === null || stored === undefined ? value : stored(value)));
    return expect(back.map((value) => meaning(value, sample.type.name))).toEqual(expected.map((value) => meaning(value, sample.type.name)));
  });

  it.each([...(subject.names ?? hostileNames)])('takes %s as the name of an object and of a column', async (name) => {
    const object = subject.object(name);
    const fields = [field('id', 'BIGINT'), field(name, 'VARCHAR')];
    await connector().write(object, fields, streamOf(batchOf(fields, [[1n, name]])), { mode: 'replace' });
    expect((await connector().schema(object)).map((column) => column.name)).toEqual(['id', name]);
    expect(await collectRows(connector().read(object, { columns: [name] }))).toEqual([{ [name]: name }]);
    expect((await connector().list()).map((found) => found.at(-1))).toContain(object.at(-1));
  });

  it('streams 100,000 rows in batches', async () => {
    const object = fresh();
    expect(await connector().write(object, people, manyPeople(100_000), { mode: 'replace' })).toBe(100_000);
    let [count, sum, batches] = [0, 0n, 0];
    for await (const batch of connector().read(object, { batchSize: 5000 })) {
      count += batch.rowCount;
      batches += 1;
      for (const id of batch.columns[0] ?? []) sum += typeof id === 'bigint' ? id : 0n;
    }
    expect([count, sum]).toEqual([100_000, 4_999_950_000n]);
    expect(batches).toBeGreaterThan(5);
  });
}

function reads(connector: Get, fresh: Fresh): void {
  it('reads a subset of the columns, in the order asked', async () => {
    const object = fresh();
    await connector().write(object, people, start(), { mode: 'replace' });
    const [batch] = await Array.fromAsync(connector().read(object, { columns: ['score', 'id'] }));
    expect(batch?.fields.map((column) => column.name)).toEqual(['score', 'id']);
    expect(batch?.columns).toEqual([[1.5, null, 2], [1n, 2n, 3n]]);
  });

  it('reads what is new since a value, in its order', async () => {
    const object = fresh();
    await connector().write(object, people, streamOf(batchOf(people, [rows[2], rows[0], rows[1]])), { mode: 'replace' });
    const since = async (value: number, exclusive: boolean): Promise<readonly Value[]> =>
      (await collectRows(connector().read(object, { columns: ['id'], since: { column: 'id', value, exclusive } }))).map((row) => row['id'] ?? null);
    expect(await since(2, true)).toEqual([3n]);
    expect(await since(2, false)).toEqual([2n, 3n]);
    expect(await since(3, true)).toEqual([]);
  });

  it('gives the cursor back when the reader leaves early', async () => {
    const object = fresh();
    await connector().write(object, people, manyPeople(20_000), { mode: 'replace' });
    for (let i = 0; i < 12; i++) {
      for await (const batch of connector().read(object, { batchSize: 100 })) {
        expect(batch.rowCount).toBeGreaterThan(0);
        break;
      }
    }
    expect(await connector().write(object, people, start(), { mode: 'replace' })).toBe(3);
  });

  it('stops when it is told to', async () => {
    const object = fresh();
    await connector().write(object, people, manyPeople(50_000), { mode: 'replace' });
    const controller = new AbortController();
    const reading = (async (): Promise<void> => {
      for await (const batch of connector().read(object, { batchSize: 100, signal: controller.signal })) if (batch.rowCount > 0) controller.abort();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'CONNECT_CANCELLED', exitCode: 130 });
    await expect(Array.fromAsync(connector().read(object, { signal: AbortSignal.abort() }))).rejects.toMatchObject({ code: 'CONNECT_CANCELLED' });
  });
}

function writes(connector: Get, fresh: Fresh, ids: Ids, subject: ConformanceSubject): void {
  it('writes an empty stream as an object with columns and no rows', async () => {
    const object = fresh();
    expect(await connector().write(object, people, streamOf(), { mode: 'replace' })).toBe(0);
    expect((await connector().schema(object)).map((column) => column.name)).toEqual(subject.emptyColumns ?? ['id', 'name', 'score']);
    expect(await collectRows(connector().read(object))).toEqual([]);
  });

  it('replaces, columns too', async () => {
    const object = fresh();
    await connector().write(object, people, start(), { mode: 'replace' });
    const fields = [field('only', 'VARCHAR')];
    await connector().write(object, fields, streamOf(batchOf(fields, [['x']])), { mode: 'replace' });
    expect(await collectRows(connector().read(object))).toEqual([{ only: 'x' }]);
  });

  it('replaces an object by what is read from it', async () => {
    const object = fresh();
    await connector().write(object, people, manyPeople(10_000), { mode: 'replace' });
    expect(await connector().write(object, people, connector().read(object), { mode: 'replace' })).toBe(10_000);
    expect((await ids(object)).length).toBe(10_000);
  });

  it('appends by column name, whatever the order', async () => {
    const object = fresh();
    await connector().write(object, people, start(), { mode: 'replace' });
    const turned = [field('score', 'DOUBLE'), field('id', 'BIGINT')];
    expect(await connector().write(object, turned, streamOf(batchOf(turned, [[9, 4n]])), { mode: 'append' })).toBe(1);
    expect(await sortedRows(connector().read(object), 'id')).toMatchObject([{ id: 1n }, { id: 2n }, { id: 3n }, { id: 4n, name: null, score: 9 }]);
  });

  it('appends to what is not there yet by making it', async () => {
    const object = fresh();
    expect(await connector().write(object, people, start(), { mode: 'append' })).toBe(3);
    expect(await ids(object)).toEqual([1n, 2n, 3n]);
  });

  it('upserts: rows with known keys change, the others are added', async () => {
    const object = fresh();
    await connector().write(object, people, start(), { mode: 'replace' });
    const more = streamOf(batchOf(people, [[2n, 'rob', 7], [4n, 'dan', null]]));
    expect(await connector().write(object, people, more, { mode: 'upsert', keys: ['id'] })).toBe(2);
    expect(await sortedRows(connector().read(object), 'id')).toEqual([
      { id: 1n, name: 'ann', score: 1.5 }, { id: 2n, name: 'rob', score: 7 }, { id: 3n, name: null, score: 2 }, { id: 4n, name: 'dan', score: null },
    ]);
  });
}

function failures(connector: Get, fresh: Fresh, ids: Ids, subject: ConformanceSubject): void {
  it.each(['replace', 'append', 'upsert'] as const)('leaves the object as it was when a %s fails on the way', async (mode) => {
    const object = fresh();
    await connector().write(object, people, start(), { mode: 'replace' });
    const write = connector().write(object, people, brokenStream(batchOf(people, [[7n, 'x', 0]])), { mode, keys: ['id'] });
    await expect(write).rejects.toThrow('the source failed');
    expect(await ids(object)).toEqual([1n, 2n, 3n]);
    const missing = fresh();
    await expect(connector().write(missing, people, brokenStream(batchOf(people, rows)), { mode, keys: ['id'] })).rejects.toThrow('the source failed');
    await expect(connector().schema(missing)).rejects.toThrow();
    expect((await connector().list()).map((found) => found.at(-1))).not.toContain(missing.at(-1));
  });

  it('refuses two rows with one key, a key that is no column, and no key at all', async () => {
    const object = fresh();
    await connector().write(object, people, start(), { mode: 'replace' });
    const twice = streamOf(batchOf(people, [[5n, 'a', 0], [5n, 'b', 0]]));
    await expect(connector().write(object, people, twice, { mode: 'upsert', keys: ['id'] })).rejects.toMatchObject({ code: 'CONNECT_BAD_WRITE' });
    await expect(connector().write(object, people, start(), { mode: 'upsert', keys: ['idd'] })).rejects.toMatchObject({ code: 'CONNECT_NO_COLUMN' });
    await expect(connector().write(object, people, start(), { mode: 'upsert' })).rejects.toMatchObject({ code: 'CONNECT_BAD_WRITE' });
    expect(await ids(object)).toEqual([1n, 2n, 3n]);
  });

  it('refuses a column that the object lacks, and names the nearest', async () => {
    const object = fresh();
    await connector().write(object, people, start(), { mode: 'replace' });
    const fields = [field('id', 'BIGINT'), field('nmae', 'VARCHAR')];
    const write = connector().write(object, fields, streamOf(batchOf(fields, [[4n, 'x']])), { mode: 'append' });
    await expect(write).rejects.toMatchObject({ code: 'CONNECT_NO_COLUMN', diagnostics: [{ hint: "did you mean 'name'?" }] });
    await expect(Array.fromAsync(connector().read(object, { columns: ['scor'] }))).rejects.toMatchObject({ code: 'CONNECT_NO_COLUMN', diagnostics: [{ hint: "did you mean 'score'?" }] });
    expect(await ids(object)).toEqual([1n, 2n, 3n]);
  });

  it('says that an object is missing, and names the nearest', async () => {
    const object = subject.object('customers');
    await connector().write(object, people, start(), { mode: 'replace' });
    const wrong = subject.object('custmers');
    const expected = { diagnostics: [{ code: expect.stringMatching(/^CONNECT_NO_(OBJECT|FILE)$/) as unknown, hint: expect.stringContaining('customers') as unknown }] };
    await expect(connector().schema(wrong)).rejects.toMatchObject(expected);
    await expect(Array.fromAsync(connector().read(wrong))).rejects.toMatchObject(expected);
  });
}
