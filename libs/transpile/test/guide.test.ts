import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import * as library from '@millrace/transpile';
import { expect, it } from 'vitest';

/** The guide's program and what its comments say it prints. */
function readGuide(): { readonly program: string; readonly expected: readonly string[] } {
  const text = readFileSync(new URL('../../../docs/guide/transpile.md', import.meta.url), 'utf8');
  const program = /```ts\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  return { program, expected: [...program.matchAll(/^\/\/ (.*)$/gm)].map(([, line]) => line ?? '') };
}

it('the guide prints what it says', () => {
  const { program, expected } = readGuide();
  const printed: string[] = [];
  const body = stripTypeScriptTypes(program.replace(/^import .*$/m, ''));
  // The guide's text is run as a reader would run it.
  // oxlint-disable-next-line no-new-func, no-implied-eval
  const run = new Function('explain', 'transpile', 'console', body) as (...args: readonly unknown[]) => void;
  run(library.explain, library.transpile, { log: (value: unknown) => printed.push(String(value)) });
  expect(printed).toEqual(expected);
});
