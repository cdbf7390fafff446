import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { collectRows } from '@millrace/connectors';
import { golden, temporaryDuckDb, temporaryPostgres } from '@millrace/testkit';

describe('temporary databases', () => {
  it('are real servers with logical decoding, and are gone afterwards', async () => {
    let url: string;
    {
      await using postgres = await temporaryPostgres();
      url = postgres.url;
      await using db = await postgres.open();
      expect(await collectRows((await db.query("SELECT current_setting('wal_level') AS level")).batches)).toEqual([{ level: 'logical' }]);
      expect(await postgres.createDatabase()).not.toBe(url);
    }
    await using duckdb = await temporaryDuckDb();
    expect(await collectRows((await duckdb.query('SELECT 42 AS answer')).batches)).toEqual([{ answer: 42 }]);
  });
});

describe('goldens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-golden-'));
  const path = join(folder, 'deep', 'a.sql');
  afterEach(() => vi.unstubAllEnvs());

  it('fail when they are missing or differ, and are written only when asked', () => {
    vi.stubEnv('UPDATE', '');
    expect(() => golden(path, 'SELECT 1')).toThrow('does not exist');
    vi.stubEnv('UPDATE', '1');
    golden(path, 'SELECT 1');
    expect(readFileSync(path, 'utf8')).toBe('SELECT 1\n');
    vi.stubEnv('UPDATE', '');
    golden(path, 'SELECT 1');
    expect(() => golden(path, 'SELECT 2')).toThrow();
    rmSync(folder, { recursive: true });
  });
});
