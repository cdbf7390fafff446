import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** The TypeScript of the guide, in order, as one module. */
async function guideSource(): Promise<string> {
  const text = await readFile(new URL('../../../docs/guide/moltres.md', import.meta.url), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map((match) => match[1]).join('\n');
}

it('the guide runs as it is written', async () => {
  const source = await guideSource();
  expect(source).toContain('await using db');
  const folder = await mkdtemp(join(import.meta.dirname, 'guide-'));
  const file = join(folder, 'guide.ts');
  try {
    await writeFile(file, `import { expect } from 'vitest';\n${source}\nexport const finished = true;\n`);
    expect(await import(file)).toMatchObject({ finished: true });
  } finally {
    await rm(folder, { recursive: true });
  }
});
