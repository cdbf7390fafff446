/** What was found between two quotes. */
interface Quoted {
  readonly text: string;
  /** After the closing quote. */
  readonly end: number;
  readonly closed: boolean;
}

/**
 * Reads a quoted text; a doubled closing quote stands for one.
 *
 * @param open the offset of the opening quote.
 * @param escapes whether a backslash keeps the next character from closing; escapes are left in the text.
 */
export function quotedText(source: string, open: number, close: string, escapes: boolean): Quoted {
  let text = '';
  let from = open + 1;
  for (let i = from; i < source.length; i++) {
    const c = source.charAt(i);
    if (escapes && c === '\\') i += 1;
    else if (c === close) {
      if (source.charAt(i + 1) !== close) return { text: text + source.slice(from, i), end: i + 1, closed: true };
      text += source.slice(from, i + 1);
      i += 1;
      from = i + 1;
    }
  }
  return { text: text + source.slice(from), end: source.length, closed: false };
}

const control: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', 0: '\0' };
const escape = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([0-3]?[0-7]{1,2})|([^]))/g;

/** Resolves backslash escapes; https://docs.snowflake.com/en/sql-reference/data-types-text#escape-sequences-in-single-quoted-string-constants */
export function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(escape, (_, hex?: string, unicode?: string, octal?: string, plain?: string) => {
    if (hex !== undefined || unicode !== undefined) return String.fromCharCode(Number.parseInt(hex ?? unicode ?? '', 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
    return control[plain ?? ''] ?? plain ?? '';
  });
}

/** The hexadecimal digits of a binary literal, upper-case. */
export function hexString(text: string): string {
  return text.replaceAll(/\s/g, '').toUpperCase();
}

const codePoint = (code: number): string => (code > 0x10ffff ? '\ufffd' : String.fromCodePoint(code));

/** Resolves `\0061` and `\+000061`, whose sign may be another. */
export function unicodeText(text: string, sign: string): string {
  if (!text.includes(sign)) return text;
  const parts = text.split(sign + sign);
  return parts.map((part) => part.split(sign).map((piece, i) => (i === 0 ? piece : unicodePiece(piece, sign))).join('')).join(sign);
}

function unicodePiece(piece: string, sign: string): string {
  const digits = /^(?:\+([0-9a-fA-F]{6})|([0-9a-fA-F]{4}))/.exec(piece);
  return digits === null ? sign + piece : codePoint(Number.parseInt(digits[1] ?? digits[2] ?? '', 16)) + piece.slice(digits[0].length);
}
