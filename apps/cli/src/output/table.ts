/** A column of a printed table. */
export interface TableColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

export type Cell = string | number | bigint | boolean | null | undefined;

const longest = 60;

/** What a person reads in a cell: no value is blank, never the word undefined. */
function text(cell: Cell): string {
  const shown = cell === null || cell === undefined ? '' : typeof cell === 'number' && Number.isInteger(cell) ? cell.toLocaleString('en-US') : String(cell);
  const line = shown.replaceAll(/\s*\n\s*/g, ' ');
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line;
}

/**
 * Draws rows as a table: a rule under the titles, numbers to the right, two blanks between columns.
 *
 * @param columns titles and alignment; a column whose cells are all numbers is aligned right by itself.
 * @param rows one list of cells per row, as many as there are columns.
 */
export function renderTable(columns: readonly TableColumn[], rows: readonly (readonly Cell[])[]): string {
  const texts = rows.map((row) => columns.map((_, c) => text(row[c])));
  const widths = columns.map((column, c) => texts.reduce((width, row) => Math.max(width, row[c]?.length ?? 0), column.title.length));
  const right = columns.map((column, c) =>
    column.align === undefined ? rows.length > 0 && rows.every((row) => row[c] === null || typeof row[c] === 'number' || typeof row[c] === 'bigint') : column.align === 'right');
  const line = (cells: readonly string[]): string =>
    cells.map((cell, c) => (right[c] === true ? cell.padStart(widths[c] ?? 0) : cell.padEnd(widths[c] ?? 0))).join('  ').trimEnd();
  return [line(columns.map((column) => column.title)), widths.map((width) => '─'.repeat(width)).join('  '), ...texts.map(line)].join('\n');
}
