import { escapeHtml } from './escape-html.ts';

/** One schema change, placed by the transaction it came in. */
export interface SchemaChange {
  readonly afterTransaction: number;
  readonly table: string;
  /** What happened, in a few words: `add column coupon`. */
  readonly description: string;
}

const layout = { width: 1040, left: 120, right: 30, lane: 64, top: 34 } as const;
const colors: Readonly<Record<string, string>> = { add: '#1a7f4b', drop: '#b3261e', rename: '#8a5a00', widen: '#2563a8' };

/**
 * Draws schema changes on a time line of transactions, a lane for each table, as SVG.
 * Labels of neighbours alternate between above and below, so that they do not cover each other.
 */
export function renderTimeline(evolution: { readonly totalTransactions: number; readonly changes: readonly SchemaChange[] }): string {
  const tables = [...new Set(evolution.changes.map((change) => change.table))].toSorted();
  const height = layout.top + layout.lane * Math.max(1, tables.length) + 30;
  const x = (at: number): number => layout.left + ((layout.width - layout.left - layout.right) * at) / Math.max(1, evolution.totalTransactions);
  const lanes = tables.map((table, lane) => {
    const y = layout.top + layout.lane * (lane + 0.5);
    const marks = evolution.changes.filter((change) => change.table === table).map((change, i) => {
      const color = colors[change.description.split(' ')[0] ?? ''] ?? '#5b6773';
      const cx = x(change.afterTransaction);
      const anchor = cx > layout.width - 200 ? 'end' : 'start';
      return `<circle cx="${cx.toFixed(1)}" cy="${y}" r="6" fill="${color}"/><text x="${cx.toFixed(1)}" y="${y + (i % 2 === 0 ? -11 : 22)}" font-size="12" fill="${color}" text-anchor="${anchor}">${escapeHtml(change.description)}</text>`;
    });
    return `<text x="0" y="${y + 4}" font-size="13" fill="#1c2530">${escapeHtml(table)}</text><line x1="${layout.left}" y1="${y}" x2="${layout.width - layout.right}" y2="${y}" stroke="#d5dbe1" stroke-width="2"/>${marks.join('')}`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].map((share) => {
    const at = evolution.totalTransactions * share;
    return `<text x="${x(at).toFixed(1)}" y="${height - 8}" font-size="12" fill="#5b6773" text-anchor="middle">${Math.round(at).toLocaleString('en-US')}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${layout.width} ${height}" role="img" aria-label="Schema changes over transactions">${lanes.join('')}${ticks.join('')}<text x="${layout.left}" y="14" font-size="12" fill="#5b6773">transactions before each schema change</text></svg>`;
}
