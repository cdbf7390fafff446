/**
 * Whether two trees mean the same text: structural equality that ignores spans. A property that is undefined counts as absent.
 *
 * @param a a node, or any part of one.
 * @param b the other.
 */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Uint8Array || b instanceof Uint8Array) return a instanceof Uint8Array && b instanceof Uint8Array && a.length === b.length && a.every((byte, i) => byte === b[i]);
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, i) => equal(item, b[i]));
  }
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  const keys = meanings(left);
  return keys.length === meanings(right).length && keys.every((key) => equal(left[key], right[key]));
}

const meanings = (record: Readonly<Record<string, unknown>>): readonly string[] => Object.keys(record).filter((key) => key !== 'pos' && key !== 'end' && record[key] !== undefined);
