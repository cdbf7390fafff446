import { type FunctionRecord, functionRecords, type TableFunctionRecord, tableFunctions } from '@millrace/transpile';

/** The page of Snowflake's functions by family: which work, how they are said in DuckDB, and where their rule comes from. */
export function functionsPage(): string {
  const works = functionRecords.filter((record) => !('unsupported' in record.to));
  const families = Map.groupBy(functionRecords, (record) => record.family);
  const sections = [...families].map(([family, records]) => {
    const rows = records.toSorted((a, b) => a.name.localeCompare(b.name, 'en')).map(row);
    return `## ${family}\n\n| function | arguments | in DuckDB | example |\n|---|---|---|---|\n${rows.join('\n')}\n`;
  });
  const names = works.reduce((sum, { aliases }) => sum + 1 + aliases.length, 0);
  const counts = `${works.length} of Snowflake's functions work on DuckDB, under ${names} names; ${functionRecords.length - works.length} more are recorded with the reason why they do not.`;
  return `# Functions\n\n${counts}\nEach example runs in the tests. This page is generated from the function records.\n\n${sections.join('\n')}\n${tableSection()}`;
}

/** Functions that stand in FROM. */
function tableSection(): string {
  const rows = Object.entries(tableFunctions).flatMap(([name, record]) => (record === undefined ? [] : [tableRow(name, record)])).toSorted();
  return `## table functions\n\nWhat a server alone can answer is asked of the catalog.\n\n| function | columns | example |\n|---|---|---|\n${rows.join('\n')}\n`;
}

function tableRow(name: string, record: TableFunctionRecord): string {
  if (record.columns === undefined) return `| [\`${name}\`](${record.docs}) | asked of the catalog: ${cell(record.unsupported)} | |`;
  return `| [\`${name}\`](${record.docs}) | ${record.columns.map((column) => column.name).join(', ')} | \`${cell(record.examples[0]?.sql ?? '')}\` |`;
}

function row(record: FunctionRecord): string {
  const names = [record.name, ...record.aliases].map((name) => `\`${name}\``).join(', ');
  const signatures = [...new Set(record.signatures.map((signature) => signature.text))].map((text) => `\`${cell(text)}\``).join('<br>');
  const [example] = record.examples;
  const shown = example === undefined ? '' : `\`${cell(example.sql)}\` → \`${cell(Array.isArray(example.expected) ? example.expected.join(', ') : String(example.expected))}\``;
  return `| [${names}](${record.docs}) | ${signatures} | ${how(record)} | ${shown} |`;
}

function how({ to }: FunctionRecord): string {
  if ('name' in to) return `\`${cell(to.name)}\``;
  if ('template' in to) return typeof to.template === 'string' ? `\`${cell(to.template)}\`` : 'SQL by number of arguments';
  if ('rewrite' in to) return 'rewritten as a tree';
  if ('macro' in to) return 'a macro';
  if ('native' in to) return 'a function in TypeScript';
  return `not yet: ${cell(to.unsupported)}`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('`', "'").replaceAll(/\s+/g, ' ').replaceAll('{{', '{ {');
