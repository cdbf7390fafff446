import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

/** The modules a fresh Node loads for what follows the import of the package as `t`. */
function loadedBy(script: string): readonly string[] {
  const text = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const t = await import('@millrace/transpile');
    ${script}
    console.log(loaded.join('\\n'));`;
  const answer = execFileSync(process.execPath, ['--conditions=@millrace/source', '--input-type=module', '--eval', text], { cwd: fileURLToPath(new URL('.', import.meta.url)), encoding: 'utf8' });
  return answer.split('\n');
}

const onlyForEngines = /^node:(?:crypto|zlib)$|runtime\/(?:engine-side|natives|sketches|match-rows|geo\/)/;
const translation = `t.transpile("SELECT IFF(a > 1, 'x', 'y') FROM t", { from: 'snowflake', to: 'duckdb' });`;

it('translates without loading what only an engine calls, nor the printers of other databases', () => {
  const loaded = loadedBy(translation);
  expect(loaded.filter((url) => onlyForEngines.test(url))).toEqual([]);
  expect(loaded.filter((url) => /dialects\/src\/(?:mssql|mysql|oracle|postgres|spark|sqlite|trino)\//.test(url))).toEqual([]);
});

it('loads them for those who ask', () => {
  const loaded = loadedBy("t.runtimeFunctions(); t.transpile('SELECT 1', { from: 'snowflake', to: 'oracle' });");
  expect(loaded.some((url) => onlyForEngines.test(url))).toBe(true);
  expect(loaded.some((url) => url.endsWith('dialects/src/oracle/printers.ts'))).toBe(true);
});
