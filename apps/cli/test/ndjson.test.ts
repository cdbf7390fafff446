import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = join(import.meta.dirname, '../bin/run.js');
let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'millrace-ndjson-')); });
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a `sql` command on lines. @returns its exit code, its answers, and standard error. */
function answers(args: readonly string[], input: string | Buffer): { readonly code: number | null; readonly lines: readonly unknown[]; readonly err: string } {
  const run = spawnSync(process.execPath, [bin, 'sql', ...args, '--ndjson'], { cwd: folder, input, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' }, maxBuffer: 1 << 28 });
  return { code: run.status, err: run.stderr, lines: run.stdout.split('\n').slice(0, -1).map((line): unknown => JSON.parse(line)) };
}
const lines = (...texts: readonly string[]): string => texts.map((text) => `${JSON.stringify(text)}\n`).join('');

describe('--ndjson', () => {
  it('counts statements, and places the first error', () => {
    expect(answers(['parse'], lines('select 1; select 2', '', 'select 1;\n  selec 2'))).toMatchObject({
      code: 0, err: '', lines: [{ ok: true, statements: 2 }, { ok: true, statements: 0 }, { ok: false, code: 'PARSE_SYNTAX', line: 2, column: 3 }],
    });
  });

  it('formats each statement, with the comments around it', () => {
    expect(answers(['format', '--dialect', 'postgres'], lines("-- a\nselect '--x' ; -- b\nselect 2 -- c\n\n/* d */")).lines).toEqual([
      { ok: true, sql: ["-- a\nSELECT '--x' -- b", 'SELECT 2 -- c\n/* d */'] },
    ]);
  });

  it('translates Snowflake to DuckDB unless told otherwise, knowing no table', () => {
    expect(answers(['transpile'], lines("select iff(a > 1, 'x', 'y') as z from t", 'select a from t where b is null')).lines).toEqual([
      { ok: true, sql: ["SELECT CASE WHEN a > 1 THEN 'x' ELSE 'y' END AS z FROM t"] }, { ok: true, sql: ['SELECT a FROM t WHERE b IS NULL'] },
    ]);
    expect(answers(['transpile'], lines('select $1, upper(x)')).lines).toMatchObject([{ ok: true }]);
    expect(answers(['transpile', '--from', 'duckdb', '--to', 'postgres'], lines('select 1')).lines).toEqual([{ ok: true, sql: ['SELECT 1'] }]);
  });

  it('answers every line, whatever it is', () => {
    const input = Buffer.concat([Buffer.from('not json\n\n{"a": 1}\n"select 1"\r\n"sel'), Buffer.from([0xff]), Buffer.from(`"\n"select ${'('.repeat(10_000)}"\n"a\\u0000b"\n"select 1"`)]);
    const { code, lines: got } = answers(['parse'], input);
    expect(code).toBe(0);
    expect(got.map((answer) => (answer as { readonly code?: string }).code ?? 'ok')).toEqual([
      'CLI_BAD_LINE', 'CLI_BAD_LINE', 'CLI_BAD_LINE', 'ok', 'CLI_BAD_LINE', 'PARSE_TOO_DEEP', expect.stringMatching(/^PARSE_/) as string, 'ok',
    ]);
    for (const answer of got) expect(answer).toMatchObject({ ok: expect.any(Boolean) as boolean });
  });

  it('keeps the order over many chunks of input, from a file too', () => {
    const many = lines(...Array.from({ length: 20_000 }, (_, i) => `select ${i} as "naïve", 'é${'x'.repeat(i % 50)}'`));
    writeFileSync(join(folder, 'many.ndjson'), many);
    const fromFile = answers(['format', 'many.ndjson'], '');
    expect(fromFile.lines).toHaveLength(20_000);
    expect(fromFile.lines[19_999]).toEqual({ ok: true, sql: [`SELECT 19999 AS "naïve", 'é${'x'.repeat(49)}'`] });
    expect(answers(['format'], many)).toEqual(fromFile);
  });

  it('answers a line before the next one is sent', async () => {
    const child = spawn(process.execPath, [bin, 'sql', 'parse', '--ndjson'], { cwd: folder });
    for (let i = 1; i <= 2; i++) {
      child.stdin.write(lines('select 1;'.repeat(i)));
      const [answer] = (await once(child.stdout, 'data')) as [Buffer];
      expect(JSON.parse(answer.toString())).toEqual({ ok: true, statements: i });
    }
    child.stdin.end();
    expect((await once(child, 'exit'))[0]).toBe(0);
  });

  it.each([
    [['parse', '--sql', 'select 1'], 2, '--sql'], [['format', 'x.sql', '--write'], 2, '--write'], [['parse', 'nope.ndjson'], 4, 'CLI_NO_FILE'], [['parse', '.'], 4, 'it is a folder'],
  ])('%j exits with %i', (args, code, expected) => {
    const got = answers(args, '');
    expect(got.code).toBe(code);
    expect(got.err).toContain(expected);
  });
});

describe('standard input', () => {
  it('is what is worked on when nothing is named', () => {
    const run = spawnSync(process.execPath, [bin, 'sql', 'format'], { cwd: folder, input: 'select a,b from t', encoding: 'utf8' });
    expect(run.stdout).toBe('SELECT a, b\nFROM t;\n');
  });
});
