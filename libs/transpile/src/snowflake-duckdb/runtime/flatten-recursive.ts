import { tagMark } from './tag-mark.ts';
import { type JsonPart, readParts } from './json-parts.ts';

const plainKey = /^[A-Za-z_][A-Za-z0-9_$]*$/;

/**
 * The rows of FLATTEN with RECURSIVE => TRUE as a JSON array of objects with KEY, PATH, INDEX, VALUE and THIS, depth first.
 *
 * @param json a variant in canonical form.
 * @param mode OBJECT, ARRAY or BOTH: which containers are opened.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/flatten
 */
export function flattenRecursive(json: string, prefix: string, mode: string): string {
  const rows: string[] = [];
  const walk = (text: string, path: string): void => {
    const { kind, parts } = readParts(text);
    if ((kind === 'array' && mode === 'OBJECT') || (kind === 'object' && mode === 'ARRAY')) return;
    for (const part of parts) {
      if (part.value === `"${tagMark}U"`) continue;
      const below = path + step(part, path);
      const key = part.key === undefined ? '' : `"KEY":${JSON.stringify(part.key)},`;
      const index = part.index === undefined ? '' : `"INDEX":${part.index},`;
      rows.push(`{${key}"PATH":${JSON.stringify(below)},${index}"VALUE":${part.value},"THIS":${text}}`);
      walk(part.value, below);
    }
  };
  walk(json, prefix);
  return `[${rows.join(',')}]`;
}

function step(part: JsonPart, path: string): string {
  if (part.key === undefined) return `[${part.index}]`;
  if (!plainKey.test(part.key)) return `['${part.key}']`;
  return path === '' ? part.key : `.${part.key}`;
}
