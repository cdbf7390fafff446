import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testProject } from './project.ts';

const guide = readFileSync(new URL('../../../docs/guide/sqlflow.md', import.meta.url), 'utf8');

/** The fenced block that follows a line which names a file. */
function blockAfter(name: string): string {
  const [, text] = new RegExp(`\`${name.replaceAll('.', '\\.')}\`:\\n\\n\`\`\`\\w+\\n([^]*?)\`\`\``).exec(guide) ?? [];
  if (text === undefined) throw new Error(`the guide has no block for ${name}`);
  return text;
}

test('the example of the guide runs and gives what the guide says', async () => {
  const files = ['data/orders.csv', 'orders.sf', 'udfs/loyalty.ts'];
  using p = testProject(Object.fromEntries(files.map((name) => [name, blockAfter(name)])));
  const { exitCode, messages } = await p.run('orders.sf');
  expect({ exitCode, messages }).toEqual({ exitCode: 0, messages: [] });
  expect(p.read('output/spending.csv')).toBe(blockAfter('output/spending.csv'));
  await p.run('orders.sf', { variables: { format: 'json', minimum: 10 } });
  expect(JSON.parse(p.read('output/spending.json'))).toEqual([{ customer: 'Ada', total: 50, loyalty: 'regular' }, { customer: 'Grace', total: 15, loyalty: 'new' }]);
});
