import { createHash } from 'node:crypto';
import type { NativeFunction, NativeValue } from '../functions/record.ts';
import { arraysToObject, zipArrays } from './arrays.ts';
import { flattenRecursive } from './flatten-recursive.ts';
import { jsonPath } from './json-path.ts';
import { formatMoment, readMoment } from './moment-format.ts';
import { formatNumber } from './number-format.ts';
import { parseNumber } from './number-parse.ts';
import { matchRows } from './match-rows.ts';
import { parseUrl } from './parse-url.ts';
import { raise } from './raise.ts';
import { searchTokens } from './search-tokens.ts';
import { canonicalJson, JsonSyntaxError } from './parse-json.ts';
import { variantText } from './variant-text.ts';
import { isElement } from './xml.ts';

const text = (value: NativeValue | undefined): string => String(value);

function parseJson(value: NativeValue | undefined, parameter?: NativeValue): string | null {
  try {
    return canonicalJson(text(value), parameter === 'd' ? 'last' : 'refuse');
  } catch (error) {
    if (!(error instanceof JsonSyntaxError)) throw error;
    return raise('100069', '22P02', `Error parsing JSON: ${error.message}`);
  }
}

function tryParseJson(value: NativeValue | undefined, parameter?: NativeValue): string | null {
  try {
    return canonicalJson(text(value), parameter === 'd' ? 'last' : 'refuse');
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
  { name: 'mr_parse_json', parameters: ['VARCHAR'], returns: 'JSON', call: (value) => parseJson(value) },
  { name: 'mr_parse_json_with', parameters: ['VARCHAR', 'VARCHAR'], returns: 'JSON', call: parseJson },
  { name: 'mr_uuid_of', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (space, name) => namedUuid(text(space), text(name)) },
  { name: 'mr_try_parse_json', parameters: ['VARCHAR'], returns: 'JSON', call: (value) => tryParseJson(value) },
  { name: 'mr_try_parse_json_with', parameters: ['VARCHAR', 'VARCHAR'], returns: 'JSON', call: tryParseJson },
  { name: 'mr_check_json', parameters: ['VARCHAR'], returns: 'VARCHAR', call: checkJson },
  { name: 'mr_match_rows', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (bits, search) => matchRows(text(bits), text(search)) },
  { name: 'mr_locale_upper', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, locale) => text(value).toLocaleUpperCase(text(locale)) },
  { name: 'mr_locale_lower', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, locale) => text(value).toLocaleLowerCase(text(locale)) },
  { name: 'mr_read_wall', parameters: ['VARCHAR', 'VARCHAR'], returns: 'BIGINT', call: (value, model) => readMoment(text(value), text(model))?.micros ?? null },
  { name: 'mr_read_offset', parameters: ['VARCHAR', 'VARCHAR'], returns: 'BIGINT', call: (value, model) => readMoment(text(value), text(model))?.offset ?? null },
  { name: 'mr_format_moment', parameters: ['BIGINT', 'BIGINT', 'VARCHAR'], returns: 'VARCHAR', call: (micros, offset, model) => formatMoment(BigInt(text(micros)), Number(offset), text(model)) },
  { name: 'mr_sha2_hex', parameters: ['VARCHAR', 'BIGINT'], returns: 'VARCHAR', call: (value, size) => createHash(`sha${size === 0n ? 256 : String(size)}`).update(Buffer.from(text(value), 'hex')).digest('hex') },
  { name: 'mr_fixed_text', parameters: ['DOUBLE', 'BIGINT'], returns: 'VARCHAR', call: (value, scale) => Number(value).toFixed(Number(scale)) },
  { name: 'mr_format_number', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, model) => formatNumber(text(value), text(model)) },
  { name: 'mr_parse_number', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, model) => parseNumber(text(value), text(model)) ?? raise('100140', '22007', `Can't parse '${text(value)}' as number with format '${text(model)}'`) },
  { name: 'mr_try_parse_number', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, model) => parseNumber(text(value), text(model)) },
  { name: 'mr_parse_url_text', parameters: ['VARCHAR', 'BIGINT'], returns: 'JSON', call: (url, permissive) => parseUrl(text(url), permissive === 1n) },
  { name: 'mr_search_tokens', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'BOOLEAN', takesNull: true, call: (value, query, analyzer, mode) =>
    (value === null || query === null ? null : searchTokens(text(value), text(query), analyzer === null ? 'DEFAULT_ANALYZER' : text(analyzer), mode === null ? 'OR' : text(mode).toUpperCase())) },
  { name: 'mr_zip_arrays', parameters: ['VARCHAR'], returns: 'JSON', call: (arrays) => zipArrays(text(arrays)) },
  { name: 'mr_arrays_object', parameters: ['VARCHAR', 'VARCHAR'], returns: 'JSON', call: (keys, values) => arraysToObject(text(keys), text(values)) },
  // An XML element is shown over several lines, any other value in one.
  { name: 'mr_variant_text', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (json) => variantText(text(json), isElement(text(json))) },
  { name: 'mr_json_path', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (path) => jsonPath(text(path)) },
  { name: 'mr_flatten_recursive', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'JSON', call: (json, prefix, mode) => flattenRecursive(text(json), text(prefix), text(mode)) },
];

/** A version 5 UUID: the SHA-1 of a namespace and a name (RFC 9562, section 5.5). */
function namedUuid(space: string, name: string): string {
  const digest = createHash('sha1').update(Buffer.from(space.replaceAll('-', ''), 'hex')).update(name).digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  return digest.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
