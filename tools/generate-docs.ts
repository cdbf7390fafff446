// Writes docs/reference from what the code declares, so that the pages cannot drift: `npm run docs:generate`.
// With --check it writes nothing and fails when a page is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandsPage } from './reference/commands.ts';
import { errorsPage } from './reference/errors.ts';
import { functionsPage } from './reference/functions.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Each generated page: its path below docs/reference, and its text. */
async function referencePages(): Promise<readonly { readonly path: string; readonly text: string }[]> {
  return [
    { path: 'errors.md', text: errorsPage() },
    { path: 'functions.md', text: functionsPage() },
    { path: 'cli.md', text: await commandsPage(join(root, 'apps/cli')) },
  ];
}

/** The pages whose file differs from what the code says now. */
export async function stalePages(): Promise<readonly string[]> {
  const current = (path: string): string => {
    try {
      return readFileSync(join(root, 'docs/reference', path), 'utf8');
    } catch {
      return '';
    }
  };
  return (await referencePages()).filter((page) => current(page.path) !== page.text).map((page) => page.path);
}

async function main(): Promise<void> {
  if (process.argv.includes('--check')) {
    const stale = await stalePages();
    if (stale.length > 0) {
      console.error(`docs: ${stale.join(', ')} differ from the code; run npm run docs:generate`);
      process.exitCode = 1;
    }
    return;
  }
  for (const page of await referencePages()) writeFileSync(join(root, 'docs/reference', page.path), page.text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
