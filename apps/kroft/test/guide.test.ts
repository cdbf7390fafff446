import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

test.each([
  ['the guide', '../../../docs/guide/kroft.md', ['shop.ledger.duckdb', 'shop.copy.duckdb']],
  ['the README', '../README.md', ['ledger.duckdb', 'copy.duckdb']],
])('the first example of %s runs as it is written', (_, path, files) => {
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readFileSync(new URL(path, import.meta.url), 'utf8')) ?? [];
  const folder = mkdtempSync(join(tmpdir(), 'kroft-guide-'));
  // Packages are found from here, files are written there.
  const here = fileURLToPath(new URL('.', import.meta.url));
  const source = `process.chdir(${JSON.stringify(folder)});\n${example ?? ''}`;
  const output = execFileSync(process.execPath, ['--conditions=@millrace/source', '--input-type=module-typescript', '-e', source], { cwd: here, encoding: 'utf8' });
  expect(files.filter((file) => !existsSync(join(folder, file)))).toEqual([]);
  expect(output).toMatch(path.endsWith('README.md') ? /^[\d.]+ 0 0$/m : /ok: true/);
  rmSync(folder, { recursive: true, force: true });
});
