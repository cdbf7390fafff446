import { quotedText } from './lexer-strings.ts';
import type { Vocabulary } from './vocabulary.ts';

/** A string that a prefix gives a meaning of its own. */
interface Prefixed {
  readonly kind: 'string' | 'number';
  readonly image: string;
  readonly end: number;
  readonly closed: boolean;
}

const closers: Readonly<Record<string, string>> = { '[': ']', '(': ')', '{': '}', '<': '>' };

/** Oracle's `q'[…]'`, whose end is the closing bracket and a quote; `open` is the offset of the bracket. */
function oracleQuote(source: string, open: number): Prefixed {
  const bracket = source.charAt(open);
  const close = `${closers[bracket] ?? bracket}'`;
  const end = source.indexOf(close, open + 1);
  const closed = end !== -1 && bracket !== '';
  return { kind: 'string', image: source.slice(open + 1, closed ? end : undefined), end: closed ? end + 2 : source.length, closed };
}

function plain(source: string, quote: number, escapes: boolean, clean: (text: string) => string): Prefixed {
  const found = quotedText(source, quote, source.charAt(quote), escapes);
  return { kind: 'string', image: clean(found.text), end: found.end, closed: found.closed };
}

const isQuote = (code: number): boolean => code === 39;

/**
 * A string behind a prefix of the dialect: `N'…'`, `q'[…]'`, `r'…'`, `b'01'`; undefined when none begins at `at`.
 *
 * @param at the offset of a letter.
 */
export function prefixedString(source: string, at: number, vocabulary: Vocabulary): Prefixed | undefined {
  const next = source.charCodeAt(at + 1);
  const first = source.charCodeAt(at) | 32;
  switch (vocabulary.stringPrefixes) {
    case 'none': return undefined;
    // n
    case 'national': return first === 110 && isQuote(next) ? plain(source, at + 1, false, (text) => text) : undefined;
    case 'oracle': {
      const national = first === 110 ? 1 : 0;
      const isQ = (source.charCodeAt(at + national) | 32) === 113;
      if (isQ && isQuote(source.charCodeAt(at + national + 1))) return oracleQuote(source, at + national + 2);
      return national === 1 && isQuote(next) ? plain(source, at + 1, false, (text) => text) : undefined;
    }
    // r
    case 'raw': return first === 114 && (isQuote(next) || next === 34) ? plain(source, at + 1, false, (text) => text) : undefined;
    case 'mysql': {
      if (!isQuote(next)) return undefined;
      if (first === 110) return plain(source, at + 1, true, unescapePlain);
      // b
      if (first !== 98) return undefined;
      const bits = plain(source, at + 1, false, (text) => text);
      return /^[01]+$/.test(bits.image) ? { ...bits, kind: 'number', image: BigInt(`0b${bits.image}`).toString() } : bits;
    }
  }
}

const control: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', Z: '\u001a', 0: '\0' };
const escape = /\\([^])/g;

/** Resolves the escapes of MySQL and Spark, which leave `\%` and `\_` to LIKE; https://dev.mysql.com/doc/refman/8.0/en/string-literals.html */
export function unescapePlain(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(escape, (whole, c: string) => (c === '%' || c === '_' ? whole : (control[c] ?? c)));
}

const suffix = /(?:bd|[lsydf])(?!\w)/iy;

/** The letters behind a number that give its type, upper-case; empty for none. */
export function numberSuffix(source: string, at: number): string {
  suffix.lastIndex = at;
  return suffix.test(source) ? source.slice(at, suffix.lastIndex).toUpperCase() : '';
}

const atVariable = /@@[\w$.]+|@[\w$#]+|@`(?:[^`]|``)*`/y;

/** The end of `@v`, `@@v` or `@@scope.v` that begins at `at`; undefined when there is none. */
export function variableEnd(source: string, at: number): number | undefined {
  atVariable.lastIndex = at;
  return atVariable.test(source) ? atVariable.lastIndex : undefined;
}

const signedWord = /#{0,2}[A-Za-z_\u0080-\uffff][\w$#@\u0080-\uffff]*/y;
const inner = /[A-Za-z_\u0080-\uffff][\w$#\u0080-\uffff]*/y;

/** The end of a name that may hold `#`, and where signs may also come first, `@`. */
export function signedWordEnd(source: string, at: number, signs: Vocabulary['nameSigns']): number | undefined {
  const pattern = signs === 'first' ? signedWord : inner;
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}
