import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { initProject, runPipeline } from '@millrace/sqlflow';
import { temporaryFolder } from '@millrace/testkit';

it('runs UDFs of a project whose package.json says commonjs, as npm init writes it', async () => {
  using folder = temporaryFolder();
  const project = initProject(join(folder.path, 'shop'));
  writeFileSync(join(project.folder, 'package.json'), '{ "name": "shop", "type": "commonjs" }');
  expect(await runPipeline(join(project.folder, project.pipeline))).toMatchObject({ status: 'succeeded' });
});
