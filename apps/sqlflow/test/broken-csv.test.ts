import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runPipeline } from '@millrace/sqlflow';
import { temporaryFolder } from '@millrace/testkit';

it.each([
  ['a row with too many fields', 'id,name\n1,a\n2,b,c\n3,d\n'],
  ['a quote that is never closed', 'id,name\n1,a\n2,"b\n3,c\n'],
])('refuses %s rather than load it as one wide column', async (_, csv) => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'x.csv'), csv);
  writeFileSync(join(folder.path, 'a.sf'), 'SOURCE s TYPE CSV PARAMS {"path": "x.csv"};\nLOAD t FROM s;\nEXPORT t TO "out.csv";\n');
  const result = await runPipeline(join(folder.path, 'a.sf'));
  expect(result).toMatchObject({ status: 'failed', exitCode: 1 });
  expect(result.diagnostics[0]?.message).toContain('x.csv');
  expect(existsSync(join(folder.path, 'out.csv'))).toBe(false);
});
