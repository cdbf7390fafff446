import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runtimeFunctions } from '@millrace/transpile';
import { manifestOf } from '../bundle/package-manifest.ts';

const root = join(import.meta.dirname, '../..');
const packages = globSync('{libs,apps}/*/package.json', { cwd: root }).map((path) => manifestOf(join(root, dirname(path))).name).filter((name) => name !== '@millrace/testkit').toSorted();
let folder: string;

/** Each package as npm would publish it, unpacked. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-packages-'));
  const made = execFileSync('npm', ['pack', '--workspaces', '--json', '--silent', '--pack-destination', folder], { cwd: root, encoding: 'utf8' });
  for (const { name, filename } of Object.values(JSON.parse(made) as Record<string, { readonly name: string; readonly filename: string }>)) {
    const to = join(folder, 'packed', name);
    mkdirSync(to, { recursive: true });
    execFileSync('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', to]);
  }
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder where only this package is installed, with what it and its own packages list as dependencies. */
function installed(name: string): string {
  const place = join(folder, 'installed', name);
  const install = (each: string): void => {
    const to = join(place, 'node_modules', each);
    if (existsSync(to)) return;
    mkdirSync(dirname(to), { recursive: true });
    if (!each.startsWith('@millrace/')) return symlinkSync(join(root, 'node_modules', each), to, 'junction');
    cpSync(join(folder, 'packed', each), to, { recursive: true });
    for (const dependency of Object.keys(manifestOf(to).dependencies ?? {})) install(dependency);
  };
  install(name);
  return place;
}

function node(place: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: place, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  return status === 0 ? stdout : `exit ${status}: ${stderr}`;
}

describe('a package on its own', () => {
  it.each(packages)('%s loads, and exports what its source does', async (name) => {
    const place = installed(name);
    const script = `console.log(JSON.stringify(Object.keys(await import(${JSON.stringify(name)})).toSorted()))`;
    const source = (await import(name)) as object;
    expect(JSON.parse(node(place, ['--input-type=module', '--eval', script]))).toEqual(Object.keys(source).toSorted());
  });

  it('translates, and finds the printers and functions that are loaded when asked for', () => {
    const script = `
      import { runtimeFunctions, transpile } from '@millrace/transpile';
      for (const to of ['duckdb', 'postgres', 'oracle']) console.log(transpile('SELECT a AS "b" FROM t LIMIT 1', { from: 'snowflake', to }).statements[0].sql);
      console.log(runtimeFunctions().length);`;
    const lines = node(installed('@millrace/transpile'), ['--input-type=module', '--eval', script]).trim().split('\n');
    expect(lines).toEqual(['SELECT a AS "b" FROM t LIMIT 1', 'SELECT a AS "b" FROM t LIMIT 1', expect.stringMatching(/ FETCH (?:FIRST|NEXT) 1 ROWS? ONLY$/), `${runtimeFunctions().length}`]);
  });

  it('starts with a file or two per package, and with nothing that only an engine needs', () => {
    const script = `
      import { registerHooks } from 'node:module';
      const loaded = [];
      registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
      const { transpile } = await import('@millrace/transpile');
      transpile('SELECT IFF(a > 1, b, c) FROM t', { from: 'snowflake', to: 'duckdb' });
      console.log(JSON.stringify(loaded));`;
    const loaded = JSON.parse(node(installed('@millrace/transpile'), ['--input-type=module', '--eval', script])) as readonly string[];
    const files = loaded.filter((url) => url.startsWith('file:')).map((url) => url.replace(/^.*\/@millrace\//, '').replace('/dist', '')).toSorted();
    expect(files).toEqual([
      'diagnostics/index.js', 'dialects/chunks/shared.js', 'dialects/index.js', 'sql-ir/index.js', 'sql-parser/index.js', 'transpile/chunks/shared.js', 'transpile/index.js',
    ]);
    expect(loaded.filter((url) => url === 'node:crypto' || url === 'node:zlib')).toEqual([]);
  });

  it('opens an engine, and runs a command', () => {
    const script = "import { collectRows, openUrl } from '@millrace/connectors'; await using db = await openUrl('duckdb:'); console.log(JSON.stringify(await collectRows((await db.query('SELECT 6 * 7 AS n')).batches)));";
    expect(node(installed('@millrace/connectors'), ['--input-type=module', '--eval', script])).toBe('[{"n":42}]\n');
    const run = ['node_modules/@millrace/cli/bin/run.js', 'sql', 'transpile', '--sql', 'SELECT IFF(a > 1, b, c) FROM t'];
    expect(node(installed('@millrace/cli'), run)).toContain('CASE WHEN a > 1 THEN b ELSE c END');
  });

  it.runIf(process.platform === 'linux')('gives statements their threads before a driver starts the pool', () => {
    const script = `
      import { readFileSync } from 'node:fs';
      import { pbkdf2 } from 'node:crypto';
      import '@millrace/mockhaus';
      pbkdf2('a', 'b', 1, 32, 'sha256', () => console.log(/^Threads:\\s+(\\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]));`;
    expect(Number(node(installed('@millrace/mockhaus'), ['--input-type=module', '--eval', script]))).toBeGreaterThan(64);
  });

  it('has types that need nothing else', () => {
    const place = installed('@millrace/transpile');
    writeFileSync(join(place, 'use.mts'), "import { transpile } from '@millrace/transpile';\nexport const sql: string | undefined = transpile('SELECT 1', { from: 'snowflake', to: 'duckdb' }).statements[0]?.sql;\n");
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
    expect(spawnSync('tsc', [...options, 'use.mts'], { cwd: place, encoding: 'utf8' }).stdout).toBe('');
  });

  it('takes in one package, and says so', () => {
    const taken = packages.filter((name) => existsSync(join(folder, 'packed', name, 'dist/LICENSES.txt')));
    expect(taken).toEqual(['@millrace/sql-parser']);
    const notice = readFileSync(join(folder, 'packed/@millrace/sql-parser/dist/LICENSES.txt'), 'utf8');
    expect(notice).toMatch(/^chevrotain [\d.]+ \(Apache-2\.0\)$/m);
    expect(notice).toContain('TERMS AND CONDITIONS');
  });
});
