import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = join(import.meta.dirname, '../bin/run.js');
let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'millrace-cli-')); });
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the built command as a user would, from a folder that has nothing to do with the workspace. */
function millrace(args: readonly string[], input = ''): { readonly code: number | null; readonly out: string; readonly err: string } {
  const run = spawnSync(process.execPath, [bin, ...args], { cwd: folder, input, encoding: 'utf8', env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', PG_URL: '' } });
  return { code: run.status, out: run.stdout, err: run.stderr };
}
const json = (args: readonly string[], input?: string): unknown => JSON.parse(millrace([...args, '--json'], input).out);

const commands = [
  'demo', 'kroft run', 'kroft verify', 'mockhaus query', 'mockhaus serve', 'moltres query', 'sql diff', 'sql explain', 'sql format', 'sql lineage', 'sql parse', 'sql transpile',
  'sqlflow compile', 'sqlflow describe', 'sqlflow init', 'sqlflow list', 'sqlflow run',
];

describe('help', () => {
  it('names every topic', () => {
    const { code, out } = millrace(['--help']);
    expect(code).toBe(0);
    for (const topic of ['moltres', 'sqlflow', 'mockhaus', 'kroft', 'demo', 'sql']) expect(out).toMatch(new RegExp(`^  ${topic} `, 'm'));
  });

  it.each(commands)('of %s has examples, and the command takes --json', (command) => {
    const { code, out } = millrace([...command.split(' '), '--help']);
    expect(code).toBe(0);
    expect(out).toContain('EXAMPLES');
    expect(out).toContain('--json');
  });

  it('lists just these commands and flags', () => {
    const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../oclif.manifest.json'), 'utf8'));
    const known = Object.entries((manifest as { commands: Record<string, { flags: object }> }).commands).map(([id, command]) => `${id.replaceAll(':', ' ')}: ${Object.keys(command.flags).toSorted().join(' ')}`);
    expect(known.toSorted()).toMatchSnapshot();
  });
});

describe('wrong usage', () => {
  it.each([
    [['sqlflw', 'run'], "did you mean 'sqlflow run'?"],
    [['sql', 'format', '--dialec', 'duckdb'], '--dialec'],
    [['sql', 'transpile', '--to', 'cobol'], 'duckdb'],
    [['kroft', 'verify'], '--copy'],
    [['kroft', 'run'], '--embedded'],
  ])('%j exits with 2 and says what to do', (args, expected) => {
    const { code, out, err } = millrace(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err.replaceAll(/\s*›?\s+/g, ' ')).toContain(expected);
  });
});

describe('sql', () => {
  it('parses from standard input, a file, or a flag', () => {
    writeFileSync(join(folder, 'one.sql'), 'select 1');
    expect(json(['sql', 'parse', '-'], 'select 1')).toEqual(json(['sql', 'parse', 'one.sql']));
    expect(json(['sql', 'parse', '--sql', 'select 1'])).toMatchObject({ statements: [{ kind: 'QueryStatement' }] });
  });

  it('says where a statement is wrong, with a caret, and exits with 3', () => {
    const { code, err } = millrace(['sql', 'parse', '--sql', 'select a\nfrm t where']);
    expect(code).toBe(3);
    expect(err).toContain('--> --sql:2:');
    expect(err).toContain('^');
    expect(json(['sql', 'parse', '--sql', 'select 1;\nselec 1'])).toMatchObject({ error: { code: expect.stringMatching(/^PARSE_/) as string, diagnostics: [{ line: 2, column: 1 }] } });
  });

  it('translates Snowflake to DuckDB', () => {
    expect(millrace(['sql', 'transpile', '--sql', "select iff(a > 1, 'x', 'y') as z from t"]).out).toBe("SELECT CASE WHEN a > 1 THEN 'x' ELSE 'y' END AS z FROM t;\n");
  });

  it('formats a file in place, and the second time changes nothing', () => {
    const file = join(folder, 'messy.sql');
    writeFileSync(file, 'select a,b from t where a>1 and b=2');
    expect(json(['sql', 'format', 'messy.sql', '--write'])).toMatchObject({ changed: true });
    const once = readFileSync(file, 'utf8');
    expect(once.split('\n').length).toBeGreaterThan(3);
    expect(json(['sql', 'format', 'messy.sql', '--write'])).toMatchObject({ changed: false });
    expect(readFileSync(file, 'utf8')).toBe(once);
  });

  it('names a file that does not exist', () => {
    const { code, err } = millrace(['sql', 'parse', 'nope.sql']);
    expect(code).toBe(4);
    expect(err).toContain("File 'nope.sql' does not exist.");
  });
});

describe('moltres query', () => {
  it('binds values, and prints tables, CSV and JSON', () => {
    const sql = "select $1 as name, 12345 as n, null as nothing union all select 'x', -1, null order by n desc";
    expect(millrace(['moltres', 'query', 'duckdb:', sql, "O'Brien; drop"]).out.split('\n')).toEqual([
      'name                n  nothing', '─────────────  ──────  ───────', "O'Brien; drop  12,345", 'x                  -1', '2 rows', '',
    ]);
    expect(millrace(['moltres', 'query', 'duckdb:', sql, 'a,b', '--format', 'csv']).out).toBe('name,n,nothing\n"a,b",12345,\nx,-1,\n');
    expect(json(['moltres', 'query', 'duckdb:', sql, 'a'])).toMatchObject({ rowCount: 2, rows: [{ name: 'a', n: 12345, nothing: null }, { name: 'x' }] });
  });

  it('shows the engine error under the spot, and suggests the column', () => {
    const { code, err } = millrace(['moltres', 'query', 'duckdb:', 'select nam from (select 1 as name) t']);
    expect(code).toBe(1);
    expect(err).toContain('^');
    expect(err).toContain('name');
  });

  it('exits with 5 when a server cannot be reached, and shows no password', () => {
    const { code, err } = millrace(['moltres', 'query', 'postgres://ann:s3cret@127.0.0.1:1/shop', 'select 1']);
    expect(code).toBe(5);
    expect(err).not.toContain('s3cret');
  });
});

describe('mockhaus', () => {
  it('serves until it is told to stop, and answers the official driver', async () => {
    const server = spawn(process.execPath, [bin, 'mockhaus', 'serve', '--port', '0', '--json'], { cwd: folder });
    try {
      const [first] = (await once(server.stdout, 'data')) as [Buffer];
      const url = /"url": "([^"]+)"/.exec(first.toString())?.[1] ?? '';
      expect(millrace(['mockhaus', 'query', "select iff(1 < 2, 'yes', 'no') as answer", '--url', url]).out).toBe('ANSWER\n──────\nyes\n1 row\n');
      const wrong = millrace(['mockhaus', 'query', 'select nope from nowhere', '--url', url]);
      expect(wrong.code).toBe(1);
      expect(wrong.err).toContain('NOWHERE');
    } finally {
      server.kill('SIGINT');
      expect((await once(server, 'exit'))[0]).toBe(0);
    }
  });

  it('says when the port is taken, and exits with 5', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, err } = await new Promise<{ code: number | null; err: string }>((resolve) => {
      const child = spawn(process.execPath, [bin, 'mockhaus', 'serve', '--port', String(port)], { cwd: folder });
      let err = '';
      child.stderr.on('data', (chunk: Buffer) => { err += chunk.toString(); });
      child.on('exit', (exit) => resolve({ code: exit, err }));
    });
    taken.close();
    expect(code).toBe(5);
    expect(err).toContain(String(port));
  });
});

describe('sqlflow', () => {
  it('makes a project that runs, twice, and describes it', () => {
    expect(millrace(['sqlflow', 'init', 'shop']).code).toBe(0);
    const pipeline = String((json(['sqlflow', 'list', 'shop']) as { pipelines: { file: string }[] }).pipelines[0]?.file);
    const path = join('shop', pipeline);
    expect(json(['sqlflow', 'run', path])).toMatchObject({ status: 'succeeded', exitCode: 0 });
    expect(millrace(['sqlflow', 'run', path]).code).toBe(0);
    expect(millrace(['sqlflow', 'describe', path]).out).toContain('sources');
    expect(millrace(['sqlflow', 'compile', path, '--graph', 'mermaid']).out).toContain('-->');
    expect(millrace(['sqlflow', 'init', 'shop']).code).not.toBe(0);
  });

  it('exits with 3 for a pipeline that is not valid, and shows every mistake in it', () => {
    writeFileSync(join(folder, 'bad.sf'), 'LOAD t FROM nope;\nCREATE TABLE u AS SELECT * FROM ;\nHELLO;\n');
    const { code, err } = millrace(['sqlflow', 'run', 'bad.sf']);
    expect(code).toBe(3);
    expect(err).toContain('bad.sf:3:1');
  });
});

describe('kroft', () => {
  it('verifies only when asked to', () => {
    expect(json(['kroft', 'run', '--embedded', '--changes', '200', '--ledger', 'quick.duckdb'])).not.toHaveProperty('verification');
  });

  it('proves a run on a server of its own, and later the copy alone', () => {
    const args = ['kroft', 'run', '--embedded', '--changes', '3000', '--seed', '7', '--every', '1000', '--ledger', 'l.duckdb', '--copy', 'c.duckdb', '--verify'];
    expect(json(args)).toMatchObject({ ok: true, run: { changes: 3000 }, verification: { copy: { missing: 0, wrong: 0 } } });
    const { code, out } = millrace(['kroft', 'verify', '--ledger', 'l.duckdb', '--copy', 'c.duckdb']);
    expect(code).toBe(0);
    expect(out).toContain('equal');
  });
});
