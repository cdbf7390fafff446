import { tagMark } from './tag-mark.ts';

/** The numbers of a vector, which travels as a JSON array; a double may stand in it as a tagged string (docs/adr/0004). */
function numbersOf(json: string): readonly number[] {
  const items: unknown = JSON.parse(json);
  return Array.isArray(items) ? items.map((item: unknown) => (typeof item === 'number' ? item : Number(String(item).slice(2)))) : [];
}

/** A vector of doubles as JSON: whole ones are tagged, so that they are not taken for integers. */
const vectorJson = (numbers: readonly number[]): string => `[${numbers.map((x) => (Number.isInteger(x) ? JSON.stringify(`${tagMark}F${x}`) : String(x))).join(',')}]`;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, x) => total + x, 0);
const inner = (a: readonly number[], b: readonly number[]): number => sum(a.map((x, i) => x * (b[i] ?? 0)));

/**
 * How near two vectors are.
 *
 * @param how inner, l1, l2 or cosine.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions-vector
 */
export function vectorMeasure(left: string, right: string, how: string): number {
  const [a, b] = [numbersOf(left), numbersOf(right)];
  switch (how) {
    case 'inner': return inner(a, b);
    case 'l1': return sum(a.map((x, i) => Math.abs(x - (b[i] ?? 0))));
    case 'l2': return Math.sqrt(sum(a.map((x, i) => (x - (b[i] ?? 0)) ** 2)));
    default: return inner(a, b) / Math.sqrt(inner(a, a) * inner(b, b));
  }
}

/** The vector of the same direction with the length 1. */
export function normalizeVector(json: string): string {
  const numbers = numbersOf(json);
  const length = Math.sqrt(inner(numbers, numbers));
  return vectorJson(numbers.map((x) => x / length));
}

/**
 * One vector of many, element by element.
 *
 * @param vectors a JSON array of vectors.
 * @param how sum, avg, min or max.
 * @returns null for no vector at all.
 */
export function foldVectors(vectors: string, how: string): string | null {
  const rows: unknown = JSON.parse(vectors);
  const all = Array.isArray(rows) ? rows.filter((row) => row !== null).map((row) => numbersOf(JSON.stringify(row))) : [];
  const [first] = all;
  if (first === undefined) return null;
  const columns = first.map((_, i) => all.map((row) => row[i] ?? 0));
  return vectorJson(columns.map((column) => (how === 'sum' ? sum(column) : how === 'avg' ? sum(column) / column.length : how === 'min' ? Math.min(...column) : Math.max(...column))));
}
