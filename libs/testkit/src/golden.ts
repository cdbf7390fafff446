import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from 'vitest';

/**
 * Compares a text with the golden file at `path`. With `UPDATE=1` in the environment the file is written instead,
 * to be reviewed as a diff; a missing golden fails, so that none appears unseen in CI.
 *
 * @param path absolute, or from the package's root; by convention below `test/golden/`.
 */
export function golden(path: string, actual: string): void {
  const text = actual.endsWith('\n') ? actual : `${actual}\n`;
  if (process.env['UPDATE'] === '1') {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return;
  }
  expect(existsSync(path), `${path} does not exist; run with UPDATE=1 and review it`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}
