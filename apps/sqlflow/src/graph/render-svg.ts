import { type Step, stepName } from '../planner/step.ts';
import type { DagResults } from './render.ts';
import { layOut, type Placed } from './layout.ts';

const box = { width: 190, height: 50, gapX: 64, gapY: 18, margin: 16 } as const;

const colours: Readonly<Record<Step['kind'], { readonly fill: string; readonly line: string; readonly label: string }>> = {
  source: { fill: '#eef4ff', line: '#3867d6', label: 'SOURCE' },
  load: { fill: '#eafaf1', line: '#20976b', label: 'LOAD' },
  transform: { fill: '#fff8e6', line: '#c78a00', label: 'CREATE' },
  export: { fill: '#fdeef4', line: '#c2427a', label: 'EXPORT' },
};

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function shortened(text: string): string {
  return text.length > 25 ? `${text.slice(0, 24)}…` : text;
}

function detailOf(step: Step): string {
  switch (step.kind) {
    case 'source': return step.incremental === undefined ? step.type : `${step.type}, incremental`;
    case 'load': return step.mode.toLowerCase();
    case 'transform': return `${step.object}${step.mode.type === 'REPLACE' ? '' : ` ${step.mode.type}`}`.toLowerCase();
    case 'export': return step.type;
  }
}

function drawBox(node: Placed, x: number, y: number, results: DagResults): string {
  const { step } = node;
  const colour = colours[step.kind];
  const result = results.get(step.id);
  const rows = result?.rowsWritten ?? result?.rowsRead;
  const counted = rows === undefined ? '' : ` · ${rows.toLocaleString('en')} rows`;
  const isFailed = result?.status === 'failed';
  const opacity = result?.status === 'skipped' ? ' opacity="0.45"' : '';
  const title = `${step.id} (${step.text.file})`;
  return `<g${opacity}><title>${escapeXml(title)}</title>`
    + `<rect x="${x}" y="${y}" width="${box.width}" height="${box.height}" rx="7" fill="${colour.fill}" stroke="${isFailed ? '#d63031' : colour.line}" stroke-width="${isFailed ? 3 : 1.3}"/>`
    + `<text x="${x + 11}" y="${y + 18}" font-size="10" fill="${colour.line}">${colour.label} <tspan fill="#666">${escapeXml(detailOf(step) + counted)}</tspan></text>`
    + `<text x="${x + 11}" y="${y + 37}" font-size="13" font-weight="600" fill="#1d2433">${escapeXml(shortened(stepName(step)))}</text></g>`;
}

/** Draws the DAG as an SVG that stands alone: boxes coloured by kind from left to right, arrows along the data. */
export function renderSvg(steps: readonly Step[], results: DagResults): string {
  const { nodes, edges, layers, rows } = layOut(steps);
  const tallest = rows * (box.height + box.gapY) - box.gapY;
  const perLayer = Map.groupBy(nodes, (node) => node.layer);
  const corner = new Map(nodes.map((node) => {
    const count = perLayer.get(node.layer)?.length ?? 1;
    const top = box.margin + (tallest - (count * (box.height + box.gapY) - box.gapY)) / 2;
    return [node.step.id, { x: box.margin + node.layer * (box.width + box.gapX), y: top + node.row * (box.height + box.gapY) }];
  }));
  const arrows = edges.map(([from, to]) => {
    const a = corner.get(from) ?? { x: 0, y: 0 };
    const b = corner.get(to) ?? { x: 0, y: 0 };
    const [x1, y1, x2, y2] = [a.x + box.width, a.y + box.height / 2, b.x - 5, b.y + box.height / 2];
    const bend = Math.max(24, (x2 - x1) / 2);
    return `<path d="M${x1},${y1} C${x1 + bend},${y1} ${x2 - bend},${y2} ${x2},${y2}" fill="none" stroke="#8a94a6" stroke-width="1.4" marker-end="url(#arrow)"/>`;
  });
  const boxes = nodes.map((node) => drawBox(node, corner.get(node.step.id)?.x ?? 0, corner.get(node.step.id)?.y ?? 0, results));
  const width = 2 * box.margin + layers * (box.width + box.gapX) - box.gapX;
  const height = 2 * box.margin + Math.max(tallest, 0);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, -apple-system, 'Segoe UI', sans-serif" role="img" aria-label="pipeline graph">\n`
    + '<defs><marker id="arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0,0 L8,4 L0,8 z" fill="#8a94a6"/></marker></defs>\n'
    + `${[...arrows, ...boxes].join('\n')}\n</svg>`;
}
