import { raise } from '../raise.ts';

/** Cells with five sides, by the base cell they lie in. Rule: https://h3geo.org/docs/core-library/h3Indexing */
const pentagons: ReadonlySet<number> = new Set([4, 14, 24, 38, 49, 58, 63, 72, 83, 97, 107, 117]);
const bits = (cell: bigint, from: bigint, width: bigint): number => Number((cell >> from) & ((1n << width) - 1n));
const digit = (cell: bigint, resolution: number): number => bits(cell, BigInt(3 * (15 - resolution)), 3n);
const setDigit = (cell: bigint, resolution: number, value: number): bigint => {
  const shift = BigInt(3 * (15 - resolution));
  return (cell & ~(7n << shift)) | (BigInt(value) << shift);
};
const setResolution = (cell: bigint, resolution: number): bigint => (cell & ~(15n << 52n)) | (BigInt(resolution) << 52n);

/** A cell's resolution, 0 to 15. */
export const resolutionOf = (cell: bigint): number => bits(cell, 52n, 4n);

/** The first digit that is not 0, 0 for none: it tells the part of a pentagon that does not exist. */
function leading(cell: bigint): number {
  for (let resolution = 1; resolution <= resolutionOf(cell); resolution++) {
    const value = digit(cell, resolution);
    if (value !== 0) return value;
  }
  return 0;
}

/** Whether the bits are those of a cell: its mode, a base cell that exists, digits up to its resolution and none beyond. */
export function isCell(cell: bigint): boolean {
  if (cell < 0n || bits(cell, 63n, 1n) !== 0 || bits(cell, 59n, 4n) !== 1 || bits(cell, 56n, 3n) !== 0 || bits(cell, 45n, 7n) > 121) return false;
  for (let resolution = 1; resolution <= 15; resolution++) if ((digit(cell, resolution) === 7) !== resolution > resolutionOf(cell)) return false;
  return !(pentagons.has(bits(cell, 45n, 7n)) && leading(cell) === 1);
}

/** Whether the cell is one of the twelve of its resolution that have five sides. */
export const isPentagon = (cell: bigint): boolean => pentagons.has(bits(cell, 45n, 7n)) && leading(cell) === 0;

function checked(cell: bigint): bigint {
  return isCell(cell) ? cell : raise('100217', 'P0000', `Invalid H3 cell ID ${cell}`);
}

/** The cell of a coarser resolution that the cell lies in. @throws the error of the user's data for a finer one. */
export function parentOf(cell: bigint, resolution: number): bigint {
  if (resolution < 0 || resolution > resolutionOf(checked(cell))) return raise('100217', 'P0000', `Invalid H3 resolution ${resolution} for the parent of a cell of resolution ${resolutionOf(cell)}`);
  let parent = setResolution(cell, resolution);
  for (let at = resolution + 1; at <= resolutionOf(cell); at++) parent = setDigit(parent, at, 7);
  return parent;
}

/** The cells of a finer resolution inside the cell: seven per step, six in a pentagon. */
export function childrenOf(cell: bigint, resolution: number): readonly bigint[] {
  if (resolution < resolutionOf(checked(cell)) || resolution > 15) return raise('100217', 'P0000', `Invalid H3 resolution ${resolution} for the children of a cell of resolution ${resolutionOf(cell)}`);
  let cells = [cell];
  for (let at = resolutionOf(cell) + 1; at <= resolution; at++) {
    cells = cells.flatMap((each) => (isPentagon(each) ? [0, 2, 3, 4, 5, 6] : [0, 1, 2, 3, 4, 5, 6]).map((value) => setDigit(setResolution(each, at), at, value)));
  }
  return cells;
}

/** Cells with each full set of children replaced by their parent, again and again. */
export function compacted(cells: readonly bigint[]): readonly bigint[] {
  const done: bigint[] = [];
  let open = [...new Set(cells.map(checked))];
  while (open.length > 0) {
    const byParent = Map.groupBy(open.filter((cell) => resolutionOf(cell) > 0), (cell) => parentOf(cell, resolutionOf(cell) - 1));
    const full = new Set([...byParent].filter(([parent, children]) => children.length === (isPentagon(parent) ? 6 : 7)).map(([parent]) => parent));
    done.push(...open.filter((cell) => resolutionOf(cell) === 0 || !full.has(parentOf(cell, resolutionOf(cell) - 1))));
    open = [...full];
  }
  return done.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
}

/** Cells with each coarser one replaced by its children of a resolution. */
export const uncompacted = (cells: readonly bigint[], resolution: number): readonly bigint[] => cells.flatMap((cell) => childrenOf(cell, resolution));

/** A cell as its sixteen hexadecimal digits without the leading zero. */
export const cellText = (cell: bigint): string => cell.toString(16).toUpperCase();

/** A cell from a number or from its hexadecimal text. @throws the error of the user's data for a text that is none. */
export function readCell(value: string): bigint {
  if (/^\d{17,}$/.test(value)) return BigInt(value);
  return /^[0-9A-Fa-f]{1,16}$/.test(value) ? BigInt(`0x${value}`) : raise('100217', 'P0000', `Invalid H3 cell ID '${value}'`);
}
