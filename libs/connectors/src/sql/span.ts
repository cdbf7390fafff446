import type { Location } from '@millrace/diagnostics';

/** The UTF-16 offset of a UTF-8 byte offset in a text. */
export function offsetOfByte(text: string, byte: number): number {
  return Buffer.from(text, 'utf8').subarray(0, byte).toString('utf8').length;
}

/** The UTF-16 offset of a 1-based character (code point) position in a text. */
export function offsetOfCharacter(text: string, position: number): number {
  return Array.from(text).slice(0, position - 1).join('').length;
}

/** The place of the word, quoted name, string or sign that starts at an offset of a statement. */
export function locationAt(source: string, start: number): Location {
  const token = /^(?:"(?:[^"]|"")*"|'(?:[^']|'')*'|[\p{L}\p{N}_$]+|\s*$|.)/u.exec(source.slice(start));
  return { source, span: { start, end: start + Math.max(1, token?.[0].length ?? 1) } };
}
