import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptance } from '../conformance/acceptance.ts';

const tool = join(import.meta.dirname, '../conformance/run.ts');
let folder: string;
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'millrace-conformance-test-')); });
afterAll(() => rmSync(folder, { recursive: true }));

function conformance(...args: readonly string[]): { readonly code: number | null; readonly out: string; readonly err: string } {
  const run = spawnSync(process.execPath, ['--conditions=@millrace/source', tool, ...args], { encoding: 'utf8', env: { ...process.env, MILLRACE_CONFORMANCE: folder } });
  return { code: run.status, out: run.stdout, err: run.stderr };
}

/** Asks the server that it was given for one row, and writes the report of a runner. */
const runner = `
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
const { values } = parseArgs({ options: { url: { type: 'string' }, json: { type: 'string' }, show: { type: 'string' }, filter: { type: 'string' } } });
const answer = await fetch(values.url + '/session/v1/login-request', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ data: { ACCOUNT_NAME: 'a', LOGIN_NAME: 'u', PASSWORD: 'p' } }) });
const { success } = await answer.json();
writeFileSync(values.json, JSON.stringify([{ path: (values.filter ?? 'all') + '.slt', queries: 4, passed: success ? 3 : 0, statements: 1, statementsPassed: 1, errors: 0, errorsRaised: 0, errorsExact: 0, failures: [{ line: 7, sql: 'SELECT 2', problem: '3 came, 2 expected' }] }]));
`;

describe('conformance', () => {
  it('says what it skips where there are no suites, and exits with 0', () => {
    const { code, out } = conformance('acceptance', 'meaning', '--suites', join(folder, 'nowhere'));
    expect(code).toBe(0);
    expect(out).toMatch(/^acceptance: skipped: .*nowhere.*\nmeaning: skipped: .*nowhere/);
  });

  it('measures a suite of its own', () => {
    writeFileSync(join(folder, 'snowflake-statements.json'), JSON.stringify(['SELECT a:b::INT FROM t', 'SELECT FROM WHERE', 'DROP TABLE t']));
    writeFileSync(join(folder, 'slt.mjs'), runner);
    const { code, out, err } = conformance('--show', '1', '--filter', 'dates');
    expect(err).toBe('');
    expect(code).toBe(0);
    expect(out).toContain('acceptance: 2 of 3 statements accepted (66.7 %), 2 round-trip (66.7 %)');
    expect(out).toContain('SELECT FROM WHERE');
    expect(out).toContain('meaning: 3 of 4 queries pass (75.0 %), 1 of 1 statements run, 0 of 0 expected errors came');
    expect(out).toContain('dates.slt:7 3 came, 2 expected');
    expect(out).toMatch(/^functions: \d+ records work/m);
  });

  it('gives all of it as data', () => {
    const report: unknown = JSON.parse(conformance('--json').out);
    expect(report).toMatchObject({ acceptance: { total: 3, accepted: 2, failures: [{ stage: 'parse' }] }, meaning: { passed: 3, failures: [{ file: 'all.slt' }] }, functions: { working: expect.any(Number) as number } });
  });

  it.each([[['acceptence'], "did you mean 'acceptance'"], [['--show', 'x'], '--show']])('%j exits with 2', (args, expected) => {
    const { code, err } = conformance(...args);
    expect(code).toBe(2);
    expect(err).toContain(expected);
  });
});

describe('acceptance', () => {
  it('takes a text without a statement for a failure', () => expect(acceptance(['-- nothing'], 'snowflake')).toMatchObject({ accepted: 0, failures: [{ stage: 'parse' }] }));
});
