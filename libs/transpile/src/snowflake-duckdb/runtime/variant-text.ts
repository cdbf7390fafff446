import { readParts } from './json-parts.ts';
import { isElement, xmlText } from './xml.ts';
import { tagMark } from './tag-mark.ts';

const step = '  ';

/**
 * A variant as Snowflake shows it: JSON over several lines, two spaces deep, with `undefined` for a missing array element.
 *
 * @param json the engine's text of a VARIANT, OBJECT or ARRAY column.
 * @param pretty false for one line without spaces, as TO_JSON gives it.
 * @example variantText('{"a":[1]}') // '{\n  "a": [\n    1\n  ]\n}'
 */
export function variantText(json: string, pretty = true): string {
  return isElement(json) ? xmlText(json, scalar, pretty) : write(json, pretty, '');
}

function write(json: string, pretty: boolean, indent: string): string {
  const { kind, parts } = readParts(json);
  if (kind === 'scalar') return scalar(json);
  if (parts.length === 0) return kind === 'array' ? '[]' : '{}';
  const inner = indent + step;
  const items = parts.map(({ key, value }) => `${key === undefined ? '' : `${JSON.stringify(key)}:${pretty ? ' ' : ''}`}${write(value, pretty, inner)}`);
  const [open, close] = kind === 'array' ? ['[', ']'] : ['{', '}'];
  return pretty ? `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}` : `${open}${items.join(',')}${close}`;
}

/** A variant that holds no others, its tag removed. */
export function scalar(json: string): string {
  if (!json.startsWith(`"${tagMark}`) && !json.startsWith(String.raw`"\ue000`)) return json;
  const tagged = String(JSON.parse(json));
  const kind = tagged.charAt(1);
  if (kind === 'U') return 'undefined';
  if (kind === 'F') return scientific(tagged.slice(2));
  // TIME_OUTPUT_FORMAT's default shows no fraction; the value keeps it.
  if (kind === 'T') return JSON.stringify(tagged.slice(2).replace(/\.\d+$/, ''));
  return kind === 'M' ? tagged.slice(2) : JSON.stringify(tagged.slice(2));
}

/** A double with 15 digits behind the point and an exponent of two at least: `1.912000000000000e+02`. */
function scientific(text: string): string {
  const value = Number(text);
  return Number.isFinite(value) ? value.toExponential(15).replace(/e([+-])(\d)$/, 'e$10$2') : text;
}
