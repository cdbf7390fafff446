import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const bin = join(import.meta.dirname, '../bin/run.js');
let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'millrace-rough-')); });
afterAll(() => rmSync(folder, { recursive: true }));

const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '0', PG_URL: '' };

function millrace(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const run = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8', env: environment, timeout: 60_000, maxBuffer: 1 << 30 });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** Runs a command whose reader leaves after the first line. @returns its exit code and what it said on standard error. */
function withLostReader(command: string): { readonly code: number; readonly err: string } {
  const run = spawnSync('bash', ['-c', `"$NODE" "$BIN" ${command} | head -1 > /dev/null; exit "\${PIPESTATUS[0]}"`], {
    cwd: folder, encoding: 'utf8', timeout: 60_000, env: { ...environment, NODE: process.execPath, BIN: bin },
  });
  return { code: run.status ?? -1, err: run.stderr };
}

describe('a reader that leaves early', () => {
  it.each(['--help', 'sql format many.sql', 'sql parse many.sql --json', 'moltres query duckdb: "from range(500000)" --format csv'])('ends %s quietly', (command) => {
    writeFileSync(join(folder, 'many.sql'), 'select a, b from t where c = 5;\n'.repeat(5000));
    expect(withLostReader(command)).toEqual({ code: 0, err: '' });
  });

  it('does not end a pipeline before its work is done', () => {
    writeFileSync(join(folder, 'p.sf'), 'CREATE TABLE a AS SELECT 1 AS x;\nCREATE TABLE b AS SELECT x FROM a;\nEXPORT b TO "out/b.csv";\n');
    const run = spawnSync('bash', ['-c', '"$NODE" "$BIN" sqlflow run p.sf | true; exit "${PIPESTATUS[0]}"'], { cwd: folder, encoding: 'utf8', env: { ...environment, NODE: process.execPath, BIN: bin } });
    expect(run.status).toBe(0);
    expect(run.stderr).not.toContain('await');
    expect(readFileSync(join(folder, 'out/b.csv'), 'utf8')).toBe('x\n1\n');
  });
});

describe('input that is not what it seems', () => {
  it('prints a large tree as JSON', () => {
    writeFileSync(join(folder, 'large.sql'), "select 1 as a, 'xyz' as b from t where c = 5;\n".repeat(30_000));
    const { code, out } = millrace('sql', 'parse', 'large.sql', '--json');
    expect(code).toBe(0);
    expect((JSON.parse(out) as { statements: unknown[] }).statements).toHaveLength(30_000);
  });

  it('refuses a folder and a file that is not UTF-8, and leaves the file alone', () => {
    expect(millrace('sql', 'format', '.')).toMatchObject({ code: 4, err: expect.stringContaining('it is a folder') as string });
    const latin1 = Buffer.from("select 'caf\xe9'", 'latin1');
    writeFileSync(join(folder, 'latin1.sql'), latin1);
    expect(millrace('sql', 'format', 'latin1.sql', '--write')).toMatchObject({ code: 4, err: expect.stringContaining('not UTF-8') as string });
    expect(readFileSync(join(folder, 'latin1.sql'))).toEqual(latin1);
  });

  it('refuses standard input that is not UTF-8', () => {
    const run = spawnSync(process.execPath, [bin, 'sql', 'format'], { input: Buffer.from("select 'caf\xe9'", 'latin1'), encoding: 'utf8', env: environment });
    expect(run).toMatchObject({ status: 4, stdout: '', stderr: expect.stringContaining('not UTF-8') as string });
  });

  it('takes a text or a file, not both', () => {
    writeFileSync(join(folder, 'one.sql'), 'select 1');
    expect(millrace('sql', 'format', 'one.sql', '--sql', 'select 2')).toMatchObject({ code: 2, out: '' });
  });

  it.each([
    [['sql', 'format', '--sql', 'select 1', '--write'], 2, 'CLI_NOTHING_TO_WRITE'],
    [['mockhaus', 'serve', '--port', '0', '--user', 'ann'], 2, 'CLI_BAD_USER'],
    [['mockhaus', 'serve', '--port', '0', '--timezone', 'Mars/Crater'], 2, 'CLI_BAD_TIMEZONE'],
    [['mockhaus', 'query', 'select 1', '--url', 'localhost'], 4, 'CONNECT_BAD_PARAMETER'],
    [['sqlflow', 'run', '.'], 4, 'FLOW_IS_FOLDER'],
    [['sqlflow', 'run', 'nope.sf'], 4, 'FLOW_NO_FILE'],
    [['sqlflow', 'list', 'nowhere'], 4, 'FLOW_NO_FOLDER'],
  ])('%j exits with %i', (args, exit, code) => {
    const { code: got, err } = millrace(...args);
    expect(got).toBe(exit);
    expect(err).toContain(`error[${code}]`);
    expect(err).not.toMatch(/^\s+at /m);
  });

  it('shows no password of a pipeline, as text or as JSON', () => {
    writeFileSync(join(folder, 'secret.sf'), 'SOURCE s TYPE POSTGRES PARAMS {"connection": "postgres://ann:s3cret@127.0.0.1:1/x", "table": "t"};\nLOAD t FROM s;\n');
    for (const json of [[], ['--json']]) {
      const { code, out, err } = millrace('sqlflow', 'run', 'secret.sf', ...json);
      expect(code).toBe(5);
      expect(out + err).not.toContain('s3cret');
    }
  });

  it('starts a server of its own although PG_URL names another', () => {
    const run = spawnSync(process.execPath, [bin, 'kroft', 'run', '--embedded', '--changes', '50', '--json'], { cwd: folder, encoding: 'utf8', env: { ...environment, PG_URL: 'postgres://127.0.0.1:1/x' } });
    expect(JSON.parse(run.stdout)).toMatchObject({ ok: true, run: { changes: 50 } });
    expect(existsSync(join(folder, 'kroft.ledger.duckdb'))).toBe(true);
  });
});
