import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compilePipeline, describePipeline, initProject, listPipelines, renderDag, runPipeline } from '@millrace/sqlflow';
import { temporaryFolder } from '@millrace/testkit';
import { sourceS, testProject } from './project.ts';

test('a new project runs at once, and is not overwritten', async () => {
  using folder = temporaryFolder();
  const { pipeline, files } = initProject(`${folder.path}/shop`);
  expect(files.every((file) => existsSync(`${folder.path}/shop/${file}`))).toBe(true);
  const run = await runPipeline(`${folder.path}/shop/${pipeline}`);
  expect(run.exitCode).toBe(0);
  expect(existsSync(`${folder.path}/shop/output/spending.csv`)).toBe(true);
  const production = await runPipeline(`${folder.path}/shop/${pipeline}`, { profile: 'prod', variables: { region: 'north' } });
  expect(production.exitCode).toBe(0);
  expect(existsSync(`${folder.path}/shop/target/sales.duckdb`)).toBe(true);
  expect(existsSync(`${folder.path}/shop/output/north.csv`)).toBe(true);
  expect(() => initProject(`${folder.path}/shop`)).toThrow(/exists already/);
  expect(listPipelines(`${folder.path}/shop`)).toEqual([{ name: 'sales', file: 'pipelines/sales.sf', statements: 7, errors: 0 }]);
  expect(() => listPipelines(`${folder.path}/shop/pipelines/sales.sf`)).toThrow('There is no folder');
  expect(() => listPipelines(`${folder.path}/nowhere`)).toThrow('There is no folder');
});

test('a pipeline describes itself', async () => {
  using p = testProject({ 'p.sf': `SET n = 1;\n${sourceS}LOAD t FROM s;\nCREATE TABLE u AS SELECT * FROM t WHERE id > \${n|2};\nEXPORT u TO "out-\${day|x}.csv";` });
  expect(await describePipeline(`${p.path}/p.sf`)).toMatchObject({
    name: 'p', files: ['p.sf'], sources: [{ name: 's', type: 'csv', incremental: false }], tables: ['t', 'u'], exports: [{ type: 'csv', destination: 'out-x.csv' }],
    variables: [{ name: 'day', fallback: 'x' }, { name: 'n', fallback: 2 }],
    dependencies: { source_s: [], load_t_replace_1: ['source_s'], transform_u_2: ['load_t_replace_1'], export_csv_u: ['transform_u_2'] },
    dag: '1. SOURCE s  (p.sf:2)\n2. LOAD t  (p.sf:3)  <- 1\n3. CREATE TABLE u  (p.sf:4)  <- 2\n4. EXPORT csv_u  (p.sf:5)  <- 3',
  });
});

test('the drawings hold every step and every dependency', async () => {
  using p = testProject({ 'p.sf': `${sourceS}LOAD t FROM s;\nCREATE TABLE "a<b" AS SELECT * FROM t;\nCREATE TABLE c AS SELECT * FROM t, "a<b";` });
  const compiled = await compilePipeline(`${p.path}/p.sf`);
  expect(renderDag(compiled, 'mermaid').split('\n').filter((line) => line.includes('-->'))).toEqual(['  s1 --> s2', '  s2 --> s3', '  s3 --> s4']);
  expect(renderDag(compiled, 'dot').split('\n').filter((line) => line.includes('->'))).toHaveLength(3);
  const svg = renderDag(compiled, 'svg', await runPipeline(`${p.path}/p.sf`));
  expect(svg.match(/<rect/g)).toHaveLength(4);
  expect(svg.match(/marker-end/g)).toHaveLength(3);
  expect(svg).toContain('a&lt;b');
  expect(svg).toContain('3 rows');
});
