import type { Value } from './batch.ts';

/** A value as a JSON document; integers keep all their digits, binary is hexadecimal. */
export function jsonText(value: Value): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString('hex'));
  if (Array.isArray(value)) return `[${value.map(jsonText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value).map(([name, entry]) => `${JSON.stringify(name)}:${jsonText(entry)}`).join(',')}}`;
}
