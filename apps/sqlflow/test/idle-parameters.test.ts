import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compilePipeline } from '@millrace/sqlflow';
import { temporaryFolder } from '@millrace/testkit';

it('says that a parameter has no effect, at its place, and compiles', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'a.sf');
  writeFileSync(file, 'SOURCE s TYPE CSV PARAMS {"path": "x.csv", "max_retries": 3};\nLOAD t FROM s;\n');
  const { diagnostics } = await compilePipeline(file);
  expect(diagnostics).toMatchObject([{ code: 'FLOW_IDLE_PARAMETER', severity: 'warning', message: "The parameter 'max_retries' is accepted and has no effect yet." }]);
  const [{ span = { start: 0, end: 0 }, source = '' } = {}] = diagnostics;
  expect(source.slice(span.start, span.end)).toContain('3');
});
