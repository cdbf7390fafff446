import type { Lineage } from '@millrace/transpile';
import { columnText } from './lineage-tree.ts';

interface Graph {
  /** Tables with their columns; the results' last. */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly edges: readonly { readonly from: string; readonly to: string; readonly label: string; readonly direct: boolean }[];
}

/** Columns as nodes `c1`, `c2`, …, grouped by table. */
function graphOf(lineages: readonly Lineage[]): Graph {
  const groups = new Map<string, Map<string, string>>();
  let count = 0;
  const node = (group: string, column: string): string => {
    const known = groups.get(group) ?? new Map<string, string>();
    groups.set(group, known);
    const id = known.get(column) ?? `c${(count += 1)}`;
    known.set(column, id);
    return id;
  };
  const edges: { from: string; to: string; label: string; direct: boolean }[] = [];
  lineages.forEach((lineage, i) => {
    const result = lineages.length > 1 ? `result ${i + 1}` : 'result';
    const split = (source: Parameters<typeof columnText>[0]): string => node(columnText({ ...source, column: '' }).replace(/\.$/, ''), source.column);
    const targets = new Set<string>();
    for (const { name, table, sources } of lineage.columns) {
      const from = sources.map((source) => ({ from: split(source), label: source.via === 'identity' ? '' : source.via }));
      targets.add(table?.join('.') ?? result);
      const to = node(table?.join('.') ?? result, name);
      edges.push(...from.map((edge) => ({ ...edge, to, direct: true })));
    }
    for (const influence of lineage.influences) {
      for (const group of targets) edges.push({ from: split(influence), to: node(group, 'rows'), label: influence.uses.join(', '), direct: false });
    }
  });
  return { groups, edges };
}

/** Lineage as a Mermaid flow chart; what rows depend on is dotted. */
export function lineageMermaid(lineages: readonly Lineage[]): string {
  const { groups, edges } = graphOf(lineages);
  const quote = (text: string): string => `"${text.replaceAll('"', '#quot;')}"`;
  const boxes = [...groups].flatMap(([group, columns], i) => [`  subgraph t${i + 1}[${quote(group)}]`, ...[...columns].map(([column, id]) => `    ${id}[${quote(column)}]`), '  end']);
  const arrows = edges.map(({ from, to, label, direct }) => `  ${from} ${direct ? '-->' : '-.->'}${label === '' ? '' : `|${label}|`} ${to}`);
  return ['flowchart LR', ...boxes, ...arrows].join('\n');
}

/** Lineage in Graphviz's language; what rows depend on is dashed. */
export function lineageDot(lineages: readonly Lineage[]): string {
  const { groups, edges } = graphOf(lineages);
  const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  const boxes = [...groups].flatMap(([group, columns], i) => [`  subgraph cluster_${i + 1} {`, `    label=${quote(group)};`, ...[...columns].map(([column, id]) => `    ${id} [label=${quote(column)}];`), '  }']);
  const arrows = edges.map(({ from, to, label, direct }) => `  ${from} -> ${to}${direct && label === '' ? '' : ` [${[...(label === '' ? [] : [`label=${quote(label)}`]), ...(direct ? [] : ['style=dashed'])].join(', ')}]`};`);
  return ['digraph lineage {', '  rankdir=LR;', '  node [shape=box];', ...boxes, ...arrows, '}'].join('\n');
}
