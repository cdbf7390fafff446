import type { Lineage, LineageColumn, LineageSource } from '@millrace/transpile';

/** A source or influence as text: `db.schema.table.column`, `?` for a table that is not known. */
export function columnText({ table, column, among }: Pick<LineageSource, 'table' | 'column' | 'among'>): string {
  if (table.length > 0) return `${table.join('.')}.${column}`;
  return among === undefined ? `?.${column}` : `(${among.map((each) => each.join('.')).join(' or ')}).${column}`;
}

/** Where each column comes from as a tree, and below it what else the rows depend on. */
export function lineageTree(lineage: Lineage): string {
  const columns = lineage.columns.map(columnTree);
  const width = Math.max(0, ...lineage.influences.map(({ uses }) => uses.join(', ').length));
  const influences = lineage.influences.map((influence) => `  ${influence.uses.join(', ').padEnd(width)}  ${columnText(influence)}`);
  const rows = influences.length === 0 ? [] : [['rows depend on', ...influences].join('\n')];
  return [...columns, ...rows].join('\n');
}

interface Branch {
  readonly text: string;
  readonly below: Branch[];
}

function columnTree({ name, table, sources }: LineageColumn): string {
  const root: Branch = { text: table === undefined ? name : `${table.join('.')}.${name}`, below: [] };
  for (const { through, via, ...source } of sources) {
    let at = root;
    for (const step of through) {
      const known = at.below.find(({ text }) => text === step);
      const next = known ?? { text: step, below: [] };
      if (known === undefined) at.below.push(next);
      at = next;
    }
    at.below.push({ text: `${columnText(source)}${via === 'identity' ? '' : `  (${via})`}`, below: [] });
  }
  if (sources.length === 0) root.below.push({ text: '(no column)', below: [] });
  return draw(root, '', '').join('\n');
}

function draw({ text, below }: Branch, head: string, tail: string): readonly string[] {
  return [`${head}${text}`, ...below.flatMap((branch, i) => (i === below.length - 1 ? draw(branch, `${tail}└─ `, `${tail}   `) : draw(branch, `${tail}├─ `, `${tail}│  `)))];
}
