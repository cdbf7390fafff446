import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { collectRows, connectorDefinition, connectorKinds, openConnector, openUrl, parametersOf, parseUrl, type Batch, type Connector } from '@millrace/connectors';
import { build } from '@millrace/sql-ir';
import { temporaryFolder } from '@millrace/testkit';

const folder = temporaryFolder();
afterAll(() => folder[Symbol.dispose]());
const at = (name: string): string => join(folder.path, name);
const rows = async (connector: Connector, name: string): Promise<unknown> => collectRows(connector.read([name]));
const fields = [{ name: 'id', type: build.type('BIGINT'), nullable: true }, { name: 'word', type: build.type('VARCHAR'), nullable: true }];
async function* one(id: bigint, word: string): AsyncGenerator<Batch> {
  await Promise.resolve();
  yield { fields, rowCount: 1, columns: [[id], [word]] };
}

describe('the registry', () => {
  it('describes every kind and every parameter', async () => {
    for (const kind of connectorKinds) {
      const definition = await connectorDefinition(kind);
      expect(definition.kind).toBe(kind);
      expect(definition.description).toMatch(/\.$/);
      for (const parameter of parametersOf(definition)) expect(parameter.description, `${kind}.${parameter.name}`).toMatch(/\.$/);
    }
    expect(parametersOf(await connectorDefinition('postgres')).filter((parameter) => parameter.secret).map((parameter) => parameter.name)).toEqual(['url', 'password']);
  });

  it.each([
    ['postgrse', {}, 'CONNECT_UNKNOWN_KIND', "did you mean 'postgres'?"],
    ['toString', {}, 'CONNECT_UNKNOWN_KIND', 'the kinds are: '],
    ['csv', { delimeter: ';' }, 'CONNECT_BAD_PARAMETER', "did you mean 'delimiter'?"],
    ['csv', { delimiter: ';;' }, 'CONNECT_BAD_PARAMETER', 'delimiter: The sign between fields'],
    ['postgres', { port: '5432' }, 'CONNECT_BAD_PARAMETER', 'port: 5432 when absent.'],
    ['postgres', { url: 'mysql://root:s3cret@db' }, 'CONNECT_BAD_PARAMETER', 'url: '],
  ])('refuses %s with %o', async (kind, parameters, code, hint) => {
    const error: unknown = await openConnector(kind, parameters).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code, exitCode: 4, diagnostics: [{ hint: expect.stringContaining(hint) as unknown }] });
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  it('reads addresses', () => {
    expect(parseUrl('postgres://ann@db/shop')).toEqual(['postgres', { url: 'postgres://ann@db/shop' }]);
    expect(parseUrl('duckdb::memory:')).toEqual(['duckdb', { path: ':memory:' }]);
    expect(parseUrl('sqlite:a b.sqlite')).toEqual(['sqlite', { path: 'a b.sqlite' }]);
    expect(parseUrl('./data/*.parquet')).toEqual(['parquet', { path: './data/*.parquet' }]);
    expect(parseUrl('orders.csv.gz')).toEqual(['csv', { path: 'orders.csv.gz' }]);
    expect(parseUrl('snowflake://ann:p%40ss@acme/SHOP/PUBLIC?warehouse=w')).toEqual(
      ['snowflake', { account: 'acme', username: 'ann', password: 'p@ss', database: 'SHOP', schema: 'PUBLIC', warehouse: 'w' }],
    );
    for (const url of ['mysql://ann:s3cret@db', 'orders', 'https://x/y.csv']) {
      expect(() => parseUrl(url)).toThrow(expect.objectContaining({ code: 'CONNECT_BAD_URL' }) as Error);
      expect(() => parseUrl(url)).not.toThrow('s3cret');
    }
  });

  it('opens what an address names', async () => {
    await using db = await openUrl(`duckdb:${at('shop.duckdb')}`);
    expect(db.kind).toBe('duckdb');
    writeFileSync(at('one.csv'), 'id,word\n1,x\n');
    await using csv = await openUrl(at('one.csv'));
    expect(await csv.list()).toEqual([['one.csv']]);
    expect(await rows(csv, 'one.csv')).toEqual([{ id: 1n, word: 'x' }]);
  });
});

describe('files', () => {
  it('reads a pattern as one object', async () => {
    mkdirSync(at('parts'));
    writeFileSync(at('parts/a.csv'), 'id\n1\n');
    writeFileSync(at('parts/b.csv'), 'id\n2\n');
    await using csv = await openUrl(at('parts/*.csv'));
    expect(await csv.list()).toEqual([['a.csv'], ['b.csv']]);
    expect(await rows(csv, '*.csv')).toEqual([{ id: 1n }, { id: 2n }]);
  });

  it('keeps to its parameters, both ways', async () => {
    await using csv = await openConnector('csv', { path: folder.path, delimiter: ';', null: 'NA', types: { id: 'DECIMAL(38,2)' } });
    writeFileSync(at('typed.csv'), 'id;word\n12345678901234567890123456789.10;""\n1;NA\n');
    expect(await rows(csv, 'typed.csv')).toEqual([{ id: '12345678901234567890123456789.10', word: '' }, { id: '1.00', word: null }]);
    await csv.write(['out.csv'], fields, one(1n, 'a;b'), { mode: 'replace' });
    expect(readFileSync(at('out.csv'), 'utf8')).toBe('id;word\n1;"a;b"\n');
  });

  it('adds to a text file without touching what is there, also where it lacks its last newline', async () => {
    await using csv = await openConnector('csv', { path: folder.path });
    writeFileSync(at('zeros.csv'), 'word,id\n007,1');
    await csv.write(['zeros.csv'], fields, one(2n, '008'), { mode: 'append' });
    expect(readFileSync(at('zeros.csv'), 'utf8')).toBe('word,id\n007,1\n008,2\n');
    await csv.write(['zeros.csv'], fields, one(1n, '009'), { mode: 'upsert', keys: ['id'] });
    expect(readFileSync(at('zeros.csv'), 'utf8').split('\n').toSorted()).toEqual(['', '008,2', '009,1', 'word,id']);
    await using jsonl = await openConnector('jsonl', { path: folder.path });
    writeFileSync(at('exact.jsonl'), '{"id":1,"word":1.5}\n{"id":2,"word":"2024-01-31T10:00:00Z"}\n');
    await jsonl.write(['exact.jsonl'], fields, one(3n, 'x'), { mode: 'upsert', keys: ['id'] });
    expect(readFileSync(at('exact.jsonl'), 'utf8').split('\n').toSorted()).toEqual(['', '{"id":1,"word":1.5}', '{"id":2,"word":"2024-01-31T10:00:00Z"}', '{"id":3,"word":"x"}']);
  });

  it('compresses by the name', async () => {
    await using csv = await openConnector('csv', { path: folder.path });
    await csv.write(['small.csv.gz'], fields, one(1n, 'x'), { mode: 'replace' });
    await csv.write(['small.csv.gz'], fields, one(2n, 'y'), { mode: 'append' });
    expect(readFileSync(at('small.csv.gz')).subarray(0, 2)).toEqual(Buffer.from([0x1f, 0x8b]));
    expect(await rows(csv, 'small.csv.gz')).toEqual([{ id: 1n, word: 'x' }, { id: 2n, word: 'y' }]);
  });

  it('says what is wrong with a file, and leaves nothing behind', async () => {
    await using parquet = await openConnector('parquet', { path: folder.path });
    writeFileSync(at('broken.parquet'), 'this is no parquet');
    await expect(rows(parquet, 'broken.parquet')).rejects.toMatchObject({ code: 'CONNECT_FILE' });
    await expect(parquet.write(['broken.parquet'], fields, one(1n, 'x'), { mode: 'append' })).rejects.toMatchObject({ code: 'CONNECT_FILE' });
    await expect(rows(parquet, 'nowhere/x.parquet')).rejects.toMatchObject({ code: 'CONNECT_NO_FILE', exitCode: 4, diagnostics: [{ hint: expect.stringContaining('does not exist') as unknown }] });
    await expect(parquet.write(['a', 'b'], fields, one(1n, 'x'), { mode: 'replace' })).rejects.toMatchObject({ code: 'CONNECT_BAD_WRITE' });
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(existsSync(at('nowhere'))).toBe(false);
  });
});
