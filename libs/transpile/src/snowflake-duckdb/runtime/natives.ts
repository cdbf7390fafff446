import type { NativeFunction, NativeValue } from '../functions/record.ts';
import { flattenRecursive } from './flatten-recursive.ts';
import { jsonPath } from './json-path.ts';
import { canonicalJson, JsonSyntaxError } from './parse-json.ts';

/** An error of the user's data, in the form that `runtimeError` reads back. */
export function raise(code: string, sqlState: string, message: string): never {
  throw new Error(`[${code}/${sqlState}] ${message}`);
}

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
  { name: 'mr_json_path', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (path) => jsonPath(text(path)) },
  { name: 'mr_flatten_recursive', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'JSON', call: (json, prefix, mode) => flattenRecursive(text(json), text(prefix), text(mode)) },
];
