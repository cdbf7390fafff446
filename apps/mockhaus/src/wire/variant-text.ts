import {
  type DuckDBValue, DuckDBArrayValue, DuckDBBlobValue, DuckDBDecimalValue, DuckDBListValue, DuckDBMapValue, DuckDBStructValue, DuckDBVariantValue,
} from '@duckdb/node-api';

/**
 * A semi-structured value as JSON text. Text is taken as JSON already (the engine keeps VARIANT as JSON);
 * engine values (lists, structs, maps) are written out.
 */
export function toVariantText(value: DuckDBValue): string {
  return typeof value === 'string' ? value : write(value);
}

function write(value: DuckDBValue): string {
  if (value === null) return 'undefined';
  if (value instanceof DuckDBVariantValue) return value.value === null ? 'null' : write(value.value);
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return `[${value.items.map(write).join(',')}]`;
  if (value instanceof DuckDBStructValue) return members(Object.entries(value.entries));
  if (value instanceof DuckDBMapValue) return members(value.entries.map(({ key, value: item }) => [String(key), item]));
  if (value instanceof DuckDBDecimalValue || typeof value === 'bigint' || typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof DuckDBBlobValue) return JSON.stringify(Buffer.from(value.bytes).toString('hex').toUpperCase());
  return JSON.stringify(String(value));
}

function members(entries: readonly (readonly [string, DuckDBValue])[]): string {
  return `{${entries.map(([key, value]) => `${JSON.stringify(key)}:${value === null ? 'null' : write(value)}`).join(',')}}`;
}
