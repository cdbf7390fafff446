import type { RowProgram } from '../row-pattern.ts';

/** Where the search goes on after a match: behind it, at its second row, or at the first or last row of a symbol. */
export type RowSkip = { readonly to: 'past' } | { readonly to: 'next' } | { readonly to: 'first' | 'last'; readonly symbols: readonly number[] };

/** What a search needs beside the rows. */
export interface RowSearch {
  readonly program: RowProgram;
  readonly skip: RowSkip;
  /** Whether a match of no rows is shown, at the row it was found before. */
  readonly showsEmpty: boolean;
}

interface Label {
  readonly symbol: number;
  readonly hidden: boolean;
}

const searches = new Map<string, RowSearch>();

function readSearch(text: string): RowSearch {
  const known = searches.get(text) ?? (JSON.parse(text) as RowSearch);
  if (searches.size > 100) searches.clear();
  searches.set(text, known);
  return known;
}

/**
 * Finds the matches of a row pattern in one partition.
 *
 * @param bits for each row, in order, one character per symbol: `1` where the row meets its condition; rows are parted by commas.
 * @param search a `RowSearch` as JSON text.
 * @returns as JSON text, for each row of each match: row, match and place in the match (each from 1), symbol, whether it is the last, whether it is left out;
 *   for a match of no rows that is shown, the row it stands before, at place 0 and without a symbol.
 */
export function matchRows(bits: string, search: string): string {
  const rows = bits.split(',');
  const { program, skip, showsEmpty } = readSearch(search);
  const found: (readonly [number, number, number, string | null, boolean, boolean])[] = [];
  let match = 0;
  for (let start = 0; start < rows.length;) {
    const labels = matchAt(rows, start, program);
    if (labels === undefined) {
      start += 1;
      continue;
    }
    // A match of no rows counts among the others.
    match += 1;
    if (labels.length === 0) {
      if (showsEmpty) found.push([start + 1, match, 0, null, false, false]);
      start += 1;
      continue;
    }
    for (const [i, { symbol, hidden }] of labels.entries()) found.push([start + i + 1, match, i + 1, program.symbols[symbol] ?? '', i === labels.length - 1, hidden]);
    start = Math.max(start + 1, nextStart(start, labels, skip));
  }
  return JSON.stringify(found);
}

function nextStart(start: number, labels: readonly Label[], skip: RowSkip): number {
  if (skip.to === 'past') return start + labels.length;
  if (skip.to === 'next') return start + 1;
  const { symbols } = skip;
  const isWanted = ({ symbol }: Label): boolean => symbols.includes(symbol);
  const at = skip.to === 'first' ? labels.findIndex(isWanted) : labels.findLastIndex(isWanted);
  return at < 0 ? start + 1 : start + at;
}

/** The preferred match that begins at a row. A step that failed at a row is not tried there again, so the work is steps times rows. */
function matchAt(rows: readonly string[], start: number, { steps }: RowProgram): readonly Label[] | undefined {
  const labels: Label[] = [];
  const tried = new Set<number>();
  const waiting: { readonly step: number; readonly row: number }[] = [{ step: 0, row: start }];
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    let { step, row } = state;
    labels.length = row - start;
    for (;;) {
      const key = row * steps.length + step;
      const current = steps[step];
      if (current === undefined || tried.has(key)) break;
      tried.add(key);
      if (current.op === 'match') return labels;
      if (current.op === 'split') {
        waiting.push({ step: current.second, row });
        step = current.first;
      } else if (current.op === 'jump') step = current.to;
      else if (current.op === 'row') {
        if (rows[row]?.charAt(current.symbol) !== '1') break;
        labels.push(current);
        row += 1;
        step += 1;
      } else if (row === (current.op === 'start' ? 0 : rows.length)) step += 1;
      else break;
    }
  }
  return undefined;
}
