import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { judge } from '../check-budgets.ts';

const root = join(import.meta.dirname, '../..');

/** Lints a text as if it stood at `path`, with the workspace's own rule. */
function lint(path: string, text: string): string {
  const run = spawnSync('eslint', ['--stdin', '--stdin-filename', path], { cwd: root, input: text, encoding: 'utf8', env: { ...process.env, NX_DAEMON: 'false' } });
  return run.stdout;
}

describe('the layers', () => {
  it.each([
    ['a library that imports a tool', 'libs/plan/src/violation.ts', "import { serve } from '@millrace/mockhaus';\nexport const x = serve;\n"],
    ['a tool that imports another tool', 'apps/sqlflow/src/violation.ts', "import { simulate } from '@millrace/kroft';\nexport const x = simulate;\n"],
    ['the compile layer that touches io', 'libs/transpile/src/violation.ts', "import { openDuckDb } from '@millrace/connectors';\nexport const x = openDuckDb;\n"],
    ['a base library with a third-party import', 'libs/sql-ir/src/violation.ts', "import { z } from 'zod';\nexport const x = z;\n"],
    ['source that imports the testkit', 'apps/kroft/src/violation.ts', "import { golden } from '@millrace/testkit';\nexport const x = golden;\n"],
    ['an import past the public surface', 'apps/kroft/src/violation.ts', "import { isNode } from '../../../libs/sql-ir/src/walk.ts';\nexport const x = isNode;\n"],
  ])('refuse %s', (_, path, text) => {
    expect(lint(path, text)).toContain('@nx/enforce-module-boundaries');
  });

  it('allow what the design allows', () => {
    expect(lint('apps/moltres/src/fine.ts', "import { build } from '@millrace/sql-ir';\nexport const x = build;\n")).toBe('');
  });
});

describe('budgets', () => {
  it('fail past 600 lines, warn past 400, and leave tables of data alone', () => {
    const files = [{ path: 'a.ts', lines: 601 }, { path: 'b.ts', lines: 600 }, { path: 'libs/x/functions/string.ts', lines: 5000 }, { path: 'c.ts', lines: 10 }];
    const { over, near } = judge(files);
    expect([over.map((f) => f.path), near.map((f) => f.path)]).toEqual([['a.ts'], ['b.ts']]);
  });
});
