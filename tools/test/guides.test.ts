import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const guides = readdirSync(join(root, 'docs/guide')).filter((name) => name.endsWith('.md'));

/** The blocks of a page that stand alone: TypeScript with an import. */
function examples(page: string): readonly string[] {
  return [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((match) => match[1] ?? '').filter((code) => code.includes('import '));
}

describe('the guides', () => {
  it.each(guides.flatMap((name) => examples(readFileSync(join(root, 'docs/guide', name), 'utf8')).map((code, i) => [name, i + 1, code] as const)))('%s, example %i runs', (_, __, code) => {
    // Inside the workspace, so that packages resolve as they do for a user.
    const folder = mkdtempSync(join(root, 'tools/.example-'));
    try {
      writeFileSync(join(folder, 'example.ts'), code);
      const run = spawnSync(process.execPath, ['--conditions=@millrace/source', join(folder, 'example.ts')], { encoding: 'utf8', cwd: folder, timeout: 60_000 });
      expect(run.stderr.replaceAll(/\(node:\d+\) (ExperimentalWarning|Warning).*\n.*\n/g, '')).toBe('');
      expect(run.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
