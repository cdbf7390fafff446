import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { connectorDefinition, connectorKinds, parametersOf } from '@millrace/connectors';

const page = join(import.meta.dirname, '../../../docs/guide/connectors.md');
const [begin, end] = ['<!-- parameters:begin -->\n', '<!-- parameters:end -->'];

async function parameterTables(): Promise<string> {
  const sections: string[] = [];
  for (const kind of connectorKinds) {
    const definition = await connectorDefinition(kind);
    const rows = parametersOf(definition).map((parameter) => {
      const notes = [parameter.default === undefined ? '' : ` Default: \`${String(parameter.default)}\`.`, parameter.secret ? ' Never shown.' : ''].join('');
      return `| \`${parameter.name}\` | ${parameter.description}${notes} |`;
    });
    sections.push(`### ${kind}\n\n${definition.description}\n\n| parameter | meaning |\n|---|---|\n${rows.join('\n')}\n`);
  }
  return sections.join('\n');
}

it('lists every kind and parameter in the guide (UPDATE=1 rewrites the list)', async () => {
  const text = readFileSync(page, 'utf8');
  const from = text.indexOf(begin) + begin.length;
  const to = text.indexOf(end);
  const tables = await parameterTables();
  if (process.env['UPDATE'] === '1') writeFileSync(page, text.slice(0, from) + tables + text.slice(to));
  expect(readFileSync(page, 'utf8')).toContain(begin + tables + end);
});
