import { createHash } from 'node:crypto';
import type { NativeFunction, NativeValue } from '../functions/record.ts';
import { arraysToObject, zipArrays } from './arrays.ts';
import { flattenRecursive } from './flatten-recursive.ts';
import { jsonPath } from './json-path.ts';
import { formatNumber, parseNumber } from './number-format.ts';
import { parseUrl } from './parse-url.ts';
import { raise } from './raise.ts';
import { searchTokens } from './search-tokens.ts';
import { canonicalJson, JsonSyntaxError } from './parse-json.ts';

const text = (value: NativeValue | undefined): string => String(value);

function parseJson(value: NativeValue | undefined): string | null {
  try {
    return canonicalJson(text(value));
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return raise('100069', '22P02', `Error parsing JSON: ${error.message}`);
  }
}

function tryParseJson(value: NativeValue | undefined): string | null {
  try {
    return canonicalJson(text(value));
  } catch (error) {
    if (error instanceof JsonSyntaxError) return null;
    throw error;
  }
}

function checkJson(value: NativeValue | undefined): string | null {
  try {
    canonicalJson(text(value));
    return null;
  } catch (error) {
    if (error instanceof JsonSyntaxError) return error.message;
    throw error;
  }
}

/** Functions in TypeScript that lowering itself needs: what no SQL macro can say, because it recurses. */
export const coreNatives: readonly (NativeFunction & { readonly name: string })[] = [
  { name: 'mr_parse_json', parameters: ['VARCHAR'], returns: 'JSON', call: parseJson },
  { name: 'mr_try_parse_json', parameters: ['VARCHAR'], returns: 'JSON', call: tryParseJson },
  { name: 'mr_check_json', parameters: ['VARCHAR'], returns: 'VARCHAR', call: checkJson },
  { name: 'mr_sha2_hex', parameters: ['VARCHAR', 'BIGINT'], returns: 'VARCHAR', call: (value, size) => createHash(`sha${size === 0n ? 256 : String(size)}`).update(text(value)).digest('hex') },
  { name: 'mr_format_number', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, model) => formatNumber(text(value), text(model)) },
  { name: 'mr_parse_number', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, model) => parseNumber(text(value), text(model)) ?? raise('100140', '22007', `Can't parse '${text(value)}' as number with format '${text(model)}'`) },
  { name: 'mr_try_parse_number', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, model) => parseNumber(text(value), text(model)) },
  { name: 'mr_parse_url_text', parameters: ['VARCHAR', 'BIGINT'], returns: 'JSON', call: (url, permissive) => parseUrl(text(url), permissive === 1n) },
  { name: 'mr_search_tokens', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'BOOLEAN', takesNull: true, call: (value, query, analyzer, mode) =>
    (value === null || query === null ? null : searchTokens(text(value), text(query), analyzer === null ? 'DEFAULT_ANALYZER' : text(analyzer), mode === null ? 'OR' : text(mode).toUpperCase())) },
  { name: 'mr_zip_arrays', parameters: ['VARCHAR'], returns: 'JSON', call: (arrays) => zipArrays(text(arrays)) },
  { name: 'mr_arrays_object', parameters: ['VARCHAR', 'VARCHAR'], returns: 'JSON', call: (keys, values) => arraysToObject(text(keys), text(values)) },
  { name: 'mr_json_path', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (path) => jsonPath(text(path)) },
  { name: 'mr_flatten_recursive', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'JSON', call: (json, prefix, mode) => flattenRecursive(text(json), text(prefix), text(mode)) },
];
