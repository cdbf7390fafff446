/** A result as every engine can give it: rows of cells, in the order of its columns. */
export type Rows = readonly (readonly unknown[])[];

/** The first place where two results part. */
export interface Difference {
  readonly row: number;
  readonly column: number;
  readonly left: string;
  readonly right: string;
}

/**
 * One cell in a form that no longer tells which driver it came from: numbers by value to 12 significant digits
 * (engines sum floats in different orders), dates as ISO text, the rest as text.
 */
export function canonical(cell: unknown): string {
  if (cell === null || cell === undefined) return '∅';
  if (typeof cell === 'boolean') return String(cell);
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'object') return JSON.stringify(cell);
  const text = String(cell);
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text) ? String(Number(Number(text).toPrecision(12))) : text;
}

/** Compares two results row by row. @returns undefined when they are equal. */
export function firstDifference(left: Rows, right: Rows): Difference | undefined {
  for (let row = 0; row < Math.max(left.length, right.length); row++) {
    const [a, b] = [left[row], right[row]];
    for (let column = 0; column < Math.max(a?.length ?? 1, b?.length ?? 1); column++) {
      const cells = [a === undefined ? 'no row' : canonical(a[column]), b === undefined ? 'no row' : canonical(b[column])] as const;
      if (cells[0] !== cells[1]) return { row, column, left: cells[0], right: cells[1] };
    }
  }
  return undefined;
}

/** A difference in words, or how many rows are equal: the detail of a check. */
export function describeComparison(left: Rows, right: Rows): { readonly ok: boolean; readonly detail: string } {
  const difference = firstDifference(left, right);
  if (difference === undefined) return { ok: left.length > 0, detail: left.length === 1 ? 'one row, equal' : `${left.length} rows, all equal` };
  return { ok: false, detail: `row ${difference.row + 1}, column ${difference.column + 1}: ${difference.left} here, ${difference.right} there` };
}
