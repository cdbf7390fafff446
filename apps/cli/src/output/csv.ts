import type { Value } from '@millrace/connectors';

/** One line of CSV (RFC 4180): fields with a comma, a quote or a line break are quoted, NULL is empty. */
export function csvLine(values: readonly Value[]): string {
  return values.map((value) => field(plain(value))).join(',');
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A value as text: what JSON would say for nested ones, hexadecimal for binary, nothing for NULL. */
export function plain(value: Value): string {
  if (value === null) return '';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'object') return JSON.stringify(value, jsonValue);
  return String(value);
}

/** The `JSON.stringify` replacer for values: big integers that fit stay numbers, others become strings; binary becomes hexadecimal. */
export function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  return value;
}
