import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Compares a text with a file beside the test; with UPDATE=1 in the environment the file is written instead.
 *
 * @param file the golden's address: `new URL('golden/join.sql', import.meta.url)`.
 * @throws Error when the file is missing or differs, with the first line that does.
 */
export function golden(file: URL | string, actual: string): void {
  const path = typeof file === 'string' ? file : fileURLToPath(file);
  if (process.env['UPDATE'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, actual);
    return;
  }
  if (!existsSync(path)) throw new Error(`there is no golden ${path}; UPDATE=1 writes it`);
  const expected = readFileSync(path, 'utf8');
  if (expected === actual) return;
  const [before, after] = [expected.split('\n'), actual.split('\n')];
  const line = before.findIndex((text, i) => text !== after[i]);
  const at = line === -1 ? before.length : line;
  throw new Error(`${path}:${at + 1} differs; UPDATE=1 rewrites it\n  expected: ${before[at] ?? '(end)'}\n  actual:   ${after[at] ?? '(end)'}`);
}
