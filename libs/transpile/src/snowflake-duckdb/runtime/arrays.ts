import { readParts } from './json-parts.ts';
import { tagMark } from './tag-mark.ts';
import { writeObject } from './parse-json.ts';

const missing = `"${tagMark}U"`;
const plain = (value: string | undefined): string => (value === undefined || value === missing ? 'null' : value);

/**
 * ARRAYS_ZIP: one object per position with the arrays' elements under `$1`, `$2`, …; shorter arrays give null.
 *
 * @param arrays a JSON array of the arrays.
 */
export function zipArrays(arrays: string): string {
  const lists = readParts(arrays).parts.map(({ value }) => readParts(value).parts);
  const length = Math.max(...lists.map((list) => list.length));
  if (length === 0) return '[{}]';
  const rows = Array.from({ length }, (_, i) => writeObject(new Map(lists.map((list, n) => [`$${n + 1}`, plain(list[i]?.value)]))));
  return `[${rows.join(',')}]`;
}

/** ARRAYS_TO_OBJECT: keys and values in pairs; a NULL key leaves its pair out. */
export function arraysToObject(keys: string, values: string): string {
  const found = readParts(values).parts;
  const pairs = readParts(keys).parts.flatMap(({ value: key }, i) => (key === missing || key === 'null' ? [] : [[String(JSON.parse(key)), plain(found[i]?.value)] as const]));
  return writeObject(new Map(pairs));
}
