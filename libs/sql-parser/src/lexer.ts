import type { Diagnostic } from '@millrace/diagnostics';
import type { Comment } from '@millrace/sql-ir';
import { errors } from './errors.ts';
import { hexString, quotedText, unescape, unicodeText } from './lexer-strings.ts';
import { numberSuffix, prefixedString, signedWordEnd, unescapePlain, variableEnd } from './lexer-dialects.ts';
import { Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Lexed {
  /** Ends with one token of kind `end`. */
  readonly tokens: Token[];
  readonly comments: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether an ASCII character may stand inside a word. */
const inWord: readonly boolean[] = Array.from({ length: 128 }, (_, c) => /[\w$]/.test(String.fromCharCode(c)));
/** Letters past ASCII, but not the spaces among them. */
const isLetterPastAscii = (c: number): boolean =>
  (c >= 0x80 && c <= 0x9f) || (c >= 0xa1 && c <= 0x1fff) || (c >= 0x200c && c <= 0x2fff) || (c >= 0x3001 && c <= 0xfefe) || c >= 0xff00;
const number = /0[xX][0-9a-fA-F]+|(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const variable = /\$\w+/y;
const tag = /\$(?:[A-Za-z_]\w*)?\$/y;
const stage = /@(?:"(?:[^"]|"")*"|[^\s;,()'"])+/y;
const fileUrl = /file:\/\/[^\s;]+/iy;
/** Longest first; every operator of every dialect, since none is a prefix of another's two tokens in practice. */
const symbol = /->>|#>>|&&|\^=|!<|!>|[-+*/%&|]=|!~\*|<=>|->|=>|::|:=|<>|<=|>=|!=|==|\|\||<<|>>|#>|@>|<@|!~|~\*|\*\*|\/\/|[-+*/%^&|<>=~!@#?:.,;()[\]{}]/y;

/** The same with PostgreSQL's operators of its own types. `?` is part of some, so they would split `?||` where it is a parameter. */
const manySymbols = /->>|#>>|!~~\*|!~~|~~\*|~~~|!~\*|<=>|<->|<#>|<<=|>>=|-\|-|\|\|\/|->|=>|::|:=|<>|<=|>=|!=|==|\|\||<<|>>|#>|#-|@>|<@|@@|@\?|\?\||\?&|&&|&<|&>|\^@|\|\/|!~|~~|~\*|~=|\*\*|\/\/|[-+*/%^&|<>=~!@#?:.,;()[\]{}]/y;
const decimalNumber = /(?:\d[\d_]*(?:\.[\d_]*)?|\.\d[\d_]*)(?:[eE][+-]?\d+)?/y;
const basedNumber = /0[bB][01_]+|0[oO][0-7_]+/y;

/** Chooses another sign for the backslash of `U&'…'`. */
const uescape = /\s+UESCAPE\s*'([^'])'/iy;
const isDigit = (c: number): boolean => c >= 48 && c <= 57;

const words = new Map<string, string>();
/** How many spellings are remembered; a bound against texts made of ever new names. */
const rememberedWords = 20_000;

/** The upper-case form, one string object per word, so that comparing is comparing pointers. */
export function upperOf(image: string): string {
  const known = words.get(image);
  if (known !== undefined) return known;
  if (words.size >= rememberedWords) words.clear();
  // A property's key is always the interned string.
  const upper = Object.keys({ [image.toUpperCase()]: 0 })[0] ?? image;
  words.set(image, upper);
  return upper;
}

/** How many findings of the lexer are told; a file that is no text has one at every other character. */
const reportedCharacters = 100;

/** Half a surrogate pair, or what a decoder puts for bytes that are no text. */
function isBroken(source: string, at: number, c: number): boolean {
  if (c === 0xfffd) return true;
  if (c < 0xd800 || c > 0xdfff) return false;
  const next = source.charCodeAt(at + 1);
  return c >= 0xdc00 || !(next >= 0xdc00 && next <= 0xdfff);
}

class Lexer {
  private readonly source: string;
  private readonly vocabulary: Vocabulary;
  private readonly file: string | undefined;
  private at = 0;
  private lineHasCode = false;
  /** Inside a comment of MySQL that is code. */
  private inCodeComment = false;
  readonly tokens: Token[] = [];
  readonly comments: Comment[] = [];
  readonly diagnostics: Diagnostic[] = [];

  constructor(source: string, vocabulary: Vocabulary, file: string | undefined) {
    this.source = source;
    this.vocabulary = vocabulary;
    this.file = file;
  }

  run(): Lexed {
    const { source } = this;
    const { length } = source;
    while (this.at < length) {
      const c = source.charCodeAt(this.at);
      if (c === 10) this.lineHasCode = false;
      if (c === 32 || (c >= 9 && c <= 13) || c === 0xa0 || c === 0xfeff || (c >= 0x2000 && c <= 0x200b) || c === 0x3000) this.at += 1;
      else if (!this.comment(c)) {
        this.token(c);
        this.lineHasCode = true;
      }
    }
    this.tokens.push(new Token('end', '', '', length, length));
    return this;
  }

  private comment(c: number): boolean {
    const next = this.source.charCodeAt(this.at + 1);
    if (this.vocabulary.mysqlComments) {
      const taken = this.mysqlComment(c, next);
      if (taken !== undefined) return taken;
    }
    if ((c === 45 && next === 45) || (c === 47 && next === 47 && this.vocabulary.slashComments)) {
      const end = this.source.indexOf('\n', this.at);
      this.addComment(end === -1 ? this.source.length : end);
      return true;
    }
    if (c !== 47 || next !== 42) return false;
    this.addComment(this.blockEnd());
    return true;
  }

  /** `# …`, `-- …` and `/*! code *\/`; undefined when it is for the rules of all others to say. */
  private mysqlComment(c: number, next: number): boolean | undefined {
    const { source } = this;
    if (c === 35) {
      const end = source.indexOf('\n', this.at);
      this.addComment(end === -1 ? source.length : end);
      return true;
    }
    if (c === 45 && next === 45) {
      const after = source.charCodeAt(this.at + 2);
      return after > 32 ? false : undefined;
    }
    if (c === 47 && next === 42 && source.charCodeAt(this.at + 2) === 33) {
      this.inCodeComment = true;
      this.at += 3;
      while (source.charCodeAt(this.at) >= 48 && source.charCodeAt(this.at) <= 57) this.at += 1;
      return true;
    }
    if (c !== 42 || next !== 47 || !this.inCodeComment) return undefined;
    this.inCodeComment = false;
    this.at += 2;
    return true;
  }

  private addComment(end: number): void {
    this.comments.push({ pos: this.at, end, text: this.source.slice(this.at, end).trimEnd(), trailing: this.lineHasCode });
    this.at = end;
  }

  private blockEnd(): number {
    let depth = 1;
    let i = this.at + 2;
    for (; i < this.source.length; i++) {
      const c = this.source.charCodeAt(i);
      const next = this.source.charCodeAt(i + 1);
      if (c === 42 && next === 47) {
        depth -= 1;
        i += 1;
        if (depth === 0) return i + 1;
      } else if (c === 47 && next === 42 && this.vocabulary.nestedComments) {
        depth += 1;
        i += 1;
      }
    }
    this.unterminated('comment', '*/');
    return this.source.length;
  }

  private token(c: number): void {
    // A letter, an underscore, or anything past ASCII.
    if ((c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95) return this.word(c);
    if (c >= 128) return isBroken(this.source, this.at, c) ? this.unknown() : this.word(c);
    if (c >= 48 && c <= 57) return this.number();
    switch (c) {
      // These begin no longer symbol.
      case 40: return this.push('symbol', '(', '(', this.at + 1);
      case 41: return this.push('symbol', ')', ')', this.at + 1);
      case 44: return this.push('symbol', ',', ',', this.at + 1);
      case 59: return this.push('symbol', ';', ';', this.at + 1);
      case 39: return this.string('string', this.at, this.vocabulary.backslashEscapes);
      case 34: return this.vocabulary.doubleQuotedStrings ? this.string('string', this.at, this.vocabulary.backslashEscapes) : this.quotedName('"');
      case 35: return this.vocabulary.nameSigns === 'first' ? this.signedWord() : this.symbol();
      case 46: {
        const next = this.source.charCodeAt(this.at + 1);
        const last = this.tokens.at(-1);
        const afterName = last !== undefined && last.endOffset === this.at && (last.kind === 'word' || last.kind === 'name');
        return next >= 48 && next <= 57 && !afterName ? this.number() : this.symbol();
      }
      case 36: return this.dollar();
      case 64: {
        const end = this.vocabulary.atVariables ? variableEnd(this.source, this.at) : undefined;
        if (end !== undefined) return this.push('variable', '', this.source.slice(this.at, end), end);
        return this.vocabulary.stages && this.match(stage, 'stage') ? undefined : this.symbol();
      }
      case 91: return this.vocabulary.bracketNames ? this.quotedName(']') : this.symbol();
      // What runs the statement before it, in Oracle's tools.
      case 47: return this.vocabulary.dialect === 'oracle' && this.hasLineAlone(this.at + 1) ? this.push('symbol', ';', '/', this.at + 1) : this.symbol();
      case 96: return this.vocabulary.backtickNames ? this.quotedName('`') : this.unknown();
      default: this.symbol();
    }
  }

  private match(pattern: RegExp, kind: Token['kind']): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.source)) return false;
    this.push(kind, '', this.source.slice(this.at, pattern.lastIndex), pattern.lastIndex);
    return true;
  }

  private push(kind: Token['kind'], text: string, image: string, end: number): void {
    this.tokens.push(new Token(kind, text, image, this.at, end));
    this.at = end;
  }

  private word(c: number): void {
    const next = this.source.charCodeAt(this.at + 1);
    if (next === 39) {
      if (c === 88 || c === 120) return this.binary();
      if ((c === 69 || c === 101) && this.vocabulary.escapeStrings) return this.string('string', this.at + 1, true);
      if ((c === 66 || c === 98) && this.vocabulary.dialect === 'postgres') return this.bits();
    }
    if (next === 38 && (c === 85 || c === 117) && (this.vocabulary.dialect === 'postgres' || this.vocabulary.dialect === 'trino') && this.source.charCodeAt(this.at + 2) === 39) return this.unicodeString();
    if ((c === 70 || c === 102) && (next === 105 || next === 73) && this.vocabulary.stages && this.match(fileUrl, 'file')) return;
    if (next === 39 || next === 34 || c === 78 || c === 110) {
      const found = prefixedString(this.source, this.at, this.vocabulary);
      if (found !== undefined) {
        if (!found.closed) this.unterminated('string', "'");
        return this.push(found.kind, '', found.image, found.end);
      }
    }
    if (this.vocabulary.nameSigns !== 'none') return this.signedWord();
    if (c >= 128 && !isLetterPastAscii(c)) return this.unknown();
    const { source } = this;
    let end = this.at + 1;
    for (; end < source.length; end++) {
      const inside = source.charCodeAt(end);
      if (inside < 128 ? inWord[inside] !== true : !isLetterPastAscii(inside)) break;
    }
    const image = source.slice(this.at, end);
    this.push('word', upperOf(image), image, end);
  }

  /** A name that may hold signs, and begin with them. */
  private signedWord(): void {
    const end = signedWordEnd(this.source, this.at, this.vocabulary.nameSigns);
    if (end === undefined) return this.symbol();
    const image = this.source.slice(this.at, end);
    const text = upperOf(image);
    // What ends a batch for SQL Server's tools.
    if (text === 'GO' && this.vocabulary.dialect === 'mssql' && this.hasLineAlone(end)) return this.push('symbol', ';', image, end);
    this.push('word', text, image, end);
  }

  /** Whether nothing else stands on the line of a token, but for a comment before it. */
  private hasLineAlone(end: number): boolean {
    let i = end;
    while (i < this.source.length && this.source.charCodeAt(i) <= 32 && this.source.charCodeAt(i) !== 10) i += 1;
    return !this.lineHasCode && (i === this.source.length || this.source.charCodeAt(i) === 10);
  }

  private number(): void {
    // Most numbers are digits alone.
    const { source } = this;
    let after = this.at + 1;
    while (isDigit(source.charCodeAt(after))) after += 1;
    const next = source.charCodeAt(after);
    if (next !== 46 && next !== 36 && !(next >= 128) && inWord[next] !== true) return this.push('number', '', source.slice(this.at, after), after);
    const pattern = this.numberPattern();
    pattern.lastIndex = this.at;
    pattern.test(this.source);
    const end = pattern.lastIndex;
    const written = this.source.slice(this.at, end);
    if (this.vocabulary.hexBytes && /^0x/i.test(written)) {
      const digits = written.slice(2).toUpperCase();
      return this.push('binary', '', digits.length % 2 === 0 ? digits : `0${digits}`, end);
    }
    const digits = written.includes('_') ? written.replaceAll('_', '') : written;
    const type = this.vocabulary.numberSuffixes ? numberSuffix(this.source, end) : '';
    this.push('number', type, /^0[xbo]/i.test(digits) ? BigInt(digits).toString() : digits, end + type.length);
  }

  /** PostgreSQL has `0b101` and `0o17` too; DuckDB has only decimals, and reads `0xFF` as 0 with a name. */
  private numberPattern(): RegExp {
    const { dialect } = this.vocabulary;
    if (dialect === 'duckdb') return decimalNumber;
    basedNumber.lastIndex = this.at;
    return dialect === 'postgres' && this.source.charCodeAt(this.at) === 48 && basedNumber.test(this.source) ? basedNumber : number;
  }

  private string(kind: 'string', quote: number, escapes: boolean): void {
    const close = this.source.charAt(quote);
    const found = quotedText(this.source, quote, close, escapes);
    if (!found.closed) this.unterminated('string', close);
    const clean = this.vocabulary.stringPrefixes === 'mysql' || this.vocabulary.stringPrefixes === 'raw' ? unescapePlain : unescape;
    this.push(kind, '', escapes ? clean(found.text) : found.text, found.end);
  }

  private binary(): void {
    const found = quotedText(this.source, this.at + 1, "'", false);
    if (!found.closed) this.unterminated('binary literal', "'");
    this.push('binary', '', hexString(found.text), found.end);
  }

  /** `B'101'`, marked by a small b, which no hexadecimal digit is here. */
  private bits(): void {
    const found = quotedText(this.source, this.at + 1, "'", false);
    if (!found.closed) this.unterminated('bit string', "'");
    this.push('binary', '', `b${found.text}`, found.end);
  }

  /** `U&'d\0061t\+000061'`; https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-STRINGS-UESCAPE */
  private unicodeString(): void {
    const found = quotedText(this.source, this.at + 2, "'", false);
    if (!found.closed) this.unterminated('string', "'");
    uescape.lastIndex = found.end;
    const chosen = uescape.exec(this.source);
    this.push('string', '', unicodeText(found.text, chosen?.[1] ?? '\\'), chosen === null ? found.end : uescape.lastIndex);
  }

  private quotedName(close: string): void {
    const found = quotedText(this.source, this.at, close, false);
    if (!found.closed) this.unterminated('quoted name', close);
    this.push('name', '', found.text, found.end);
  }

  private dollar(): void {
    const { dollarStrings } = this.vocabulary;
    tag.lastIndex = this.at;
    if (dollarStrings !== false && tag.test(this.source) && (dollarStrings === 'tagged' || tag.lastIndex === this.at + 2)) {
      const open = this.source.slice(this.at, tag.lastIndex);
      const close = this.source.indexOf(open, tag.lastIndex);
      if (close === -1) this.unterminated(`${open} string`, open);
      const end = close === -1 ? this.source.length : close;
      return this.push('string', '', this.source.slice(this.at + open.length, end), Math.min(this.source.length, end + open.length));
    }
    // A lone sign ends a pattern of rows.
    if (!this.match(variable, 'variable')) this.push('symbol', '$', '$', this.at + 1);
  }

  private symbol(): void {
    const pattern = this.vocabulary.manyOperators ? manySymbols : symbol;
    pattern.lastIndex = this.at;
    if (!pattern.test(this.source)) return this.unknown();
    const found = this.source.slice(this.at, pattern.lastIndex);
    // Where it is a parameter, a question mark stands alone.
    if (this.vocabulary.questionParameters && found.length === 2 && found.startsWith('?')) return this.push('symbol', '?', '?', this.at + 1);
    this.push('symbol', upperOf(found), found, pattern.lastIndex);
  }

  /** Reports a character that begins no token, once for all that follow it and are the same. */
  private unknown(): void {
    const character = String.fromCodePoint(this.source.codePointAt(this.at) ?? 0);
    let end = this.at + character.length;
    while (this.source.startsWith(character, end)) end += character.length;
    if (this.diagnostics.length < reportedCharacters) {
      this.diagnostics.push(errors.PARSE_CHARACTER.diagnostic({ character: JSON.stringify(character).replaceAll('"', "'") }, { ...this.place({ start: this.at, end }), ...(character === '`' ? { hint: 'names stand in double quotes here: "…"' } : {}) }));
    }
    this.at = end;
  }

  /** Whether a name stands right behind the string before it: that string was ended by a quote it holds. */
  private followsCutString(): boolean {
    const word = this.tokens.at(-1);
    const before = this.tokens.at(-2);
    return word?.kind === 'word' && before?.kind === 'string' && word.startOffset === before.endOffset;
  }

  private unterminated(what: string, close: string): void {
    const newline = this.source.indexOf('\n', this.at);
    const end = newline === -1 ? this.source.length : newline;
    this.diagnostics.push(errors.PARSE_UNTERMINATED.diagnostic({ what, close }, {
      ...this.place({ start: this.at, end }), ...(what === 'string' && this.followsCutString() ? { hint: "inside a string a quote is written twice: 'it''s'" } : {}),
    }));
  }

  private place(span: { readonly start: number; readonly end: number }): Pick<Diagnostic, 'source' | 'span' | 'file'> {
    return { source: this.source, span, ...(this.file === undefined ? {} : { file: this.file }) };
  }
}

/** Cuts a text into tokens; what cannot be one is a diagnostic and is skipped. */
export function lex(source: string, vocabulary: Vocabulary, file?: string): Lexed {
  return new Lexer(source, vocabulary, file).run();
}
