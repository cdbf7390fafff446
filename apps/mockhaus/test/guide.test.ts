import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const guide = fileURLToPath(new URL('../../../docs/guide/mockhaus.md', import.meta.url));

it('runs the example of the guide as it stands', async () => {
  const code = /```ts\n([^]*?)```/.exec(await readFile(guide, 'utf8'))?.[1] ?? '';
  // Beside the package, so that its imports are found.
  const folder = await mkdtemp(fileURLToPath(new URL('guide-', import.meta.url)));
  try {
    const file = join(folder, 'example.ts');
    await writeFile(file, code);
    const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@millrace/source', file]);
    expect(stdout.trim()).toBe("[ { CUSTOMER: 'ann', TOTAL: 13.5 } ]");
  } finally {
    await rm(folder, { recursive: true });
  }
});
