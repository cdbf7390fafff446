import { raise } from './raise.ts';

/** What a pattern's flags ask for. */
export interface PatternFlags {
  readonly insensitive: boolean;
  readonly multiline: boolean;
  readonly dotAll: boolean;
}

const classes: Readonly<Record<string, string>> = {
  d: '0-9', w: '0-9A-Za-z_', s: String.raw`\t\n\f\r `,
};
const posix: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z', alpha: 'A-Za-z', ascii: String.raw`\x00-\x7f`, blank: String.raw`\t `, cntrl: String.raw`\x00-\x1f\x7f`, digit: '0-9', graph: '!-~', lower: 'a-z', print: ' -~',
  punct: String.raw`!-\/:-@\[-\x60\{-~`, space: String.raw`\t\n\v\f\r `, upper: 'A-Z', word: '0-9A-Za-z_', xdigit: '0-9A-Fa-f',
};
const controls: Readonly<Record<string, string>> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const mostRepetitions = 1000;

interface Cursor {
  readonly source: string;
  readonly chars: readonly string[];
  at: number;
}

/**
 * A POSIX extended pattern, with Perl's classes and word boundaries, in the words of JavaScript's Unicode mode.
 * Quantifiers that follow one another are one greedy quantifier: there are no lazy ones, no lookaround and no backreferences.
 *
 * @throws Error 100048 for a pattern that is none, in the words of the user's pattern.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions-regexp#general-usage-notes
 */
export function toJavaScript(source: string, flags: PatternFlags): string {
  return readPattern(source, flags).text;
}

/** A pattern read: in JavaScript's words, with the fewest characters that it matches, as a whole and by each of its groups. */
export interface ReadPattern {
  readonly text: string;
  readonly least: number;
  readonly groups: readonly number[];
}

/** As `toJavaScript`, with what is known of the pattern. */
export function readPattern(source: string, flags: PatternFlags): ReadPattern {
  const cursor: Cursor = { source, chars: Array.from(source), at: 0 };
  const parts: Part[] = [];
  const groups: number[] = [];
  const open: number[] = [];
  while (cursor.at < cursor.chars.length) {
    const part = readPart(cursor, flags);
    if (part.kind === 'quantifier') {
      quantify(cursor, parts, part.text);
      continue;
    }
    if (part.kind === 'open') open.push(groups.push(0) - 1);
    if (part.kind === 'close') {
      const group = open.pop();
      if (group === undefined) return refuse(cursor, `unexpected ): ${source}`);
      groups[group] = closeGroup(parts);
      continue;
    }
    parts.push(part);
  }
  if (open.length > 0) refuse(cursor, `missing ): ${source}`);
  return { text: parts.map(({ text }) => text).join(''), least: leastOf(parts), groups };
}

/** The fewest characters that alternatives match. */
function leastOf(parts: readonly Part[]): number {
  let least = Infinity;
  let sum = 0;
  for (const part of parts) {
    if (part.kind === 'bar') {
      least = Math.min(least, sum);
      sum = 0;
    } else sum += part.least;
  }
  return Math.min(least, sum);
}

/**
 * A pattern in the words of the engine's own expressions (RE2).
 *
 * @param text what `readPattern` gives: its own signs, which no literal can look like, are exchanged.
 */
export function toEngine(text: string, { insensitive }: PatternFlags): string {
  const words = text.replaceAll(String.raw`\u{`, String.raw`\x{`).replaceAll('[^]', '(?s:.)').replaceAll(String.raw`(?:(?<![^\n]))`, '(?m:^)').replaceAll(String.raw`(?:(?![^\n]))`, '(?m:$)')
    .replaceAll('(?:^)', String.raw`\A`).replaceAll('(?:$)', String.raw`\z`);
  return insensitive ? `(?i)${words}` : words;
}

/** A piece of a pattern: an `atom` may be repeated, what else there is may not. */
interface Part {
  readonly kind: 'atom' | 'repeated' | 'open' | 'close' | 'bar' | 'quantifier';
  readonly text: string;
  /** The fewest characters that it matches. */
  readonly least: number;
}

function refuse(cursor: Cursor, why: string): never {
  return raise('100048', '2201B', `Invalid regular expression: '${cursor.source}', ${why}`);
}

/** A group, once closed, is one atom. Gives the fewest characters that it matches. */
function closeGroup(parts: Part[]): number {
  const inner = parts.splice(parts.findLastIndex(({ kind }) => kind === 'open'));
  const least = leastOf(inner);
  parts.push({ kind: 'atom', text: `${inner.map(({ text }) => text).join('')})`, least });
  return least;
}

function readPart(cursor: Cursor, flags: PatternFlags): Part {
  const char = cursor.chars[cursor.at] ?? '';
  switch (char) {
    case '(': {
      if (cursor.chars[cursor.at + 1] === '?') refuse(cursor, 'no argument for repetition operator: ?');
      cursor.at += 1;
      return { kind: 'open', text: '(', least: 0 };
    }
    case ')': cursor.at += 1; return { kind: 'close', text: ')', least: 0 };
    case '|': cursor.at += 1; return { kind: 'bar', text: '|', least: 0 };
    case '*': case '+': case '?': cursor.at += 1; return { kind: 'quantifier', text: char, least: 0 };
    case '{': return readBraces(cursor);
    case '.': cursor.at += 1; return { kind: 'atom', text: flags.dotAll ? '[^]' : String.raw`[^\n]`, least: 1 };
    // Assertions stand in groups of their own: JavaScript does not repeat bare ones.
    case '^': cursor.at += 1; return { kind: 'atom', text: flags.multiline ? String.raw`(?:(?<![^\n]))` : '(?:^)', least: 0 };
    case '$': cursor.at += 1; return { kind: 'atom', text: flags.multiline ? String.raw`(?:(?![^\n]))` : '(?:$)', least: 0 };
    case '[': return { kind: 'atom', text: readClass(cursor), least: 1 };
    case '\\': return readEscape(cursor);
    default: cursor.at += 1; return { kind: 'atom', text: literal(char), least: 1 };
  }
}

function readBraces(cursor: Cursor): Part {
  const rest = cursor.chars.slice(cursor.at, cursor.at + 16).join('');
  const match = /^\{(\d+)(?:,(\d*))?\}/.exec(rest);
  if (match === null) {
    cursor.at += 1;
    return { kind: 'atom', text: String.raw`\{`, least: 1 };
  }
  const [text, low, high] = match;
  if (Number(low) > mostRepetitions || Number(high ?? 0) > mostRepetitions || (high !== undefined && high !== '' && Number(high) < Number(low))) refuse(cursor, `invalid repetition size: ${text}`);
  cursor.at += text.length;
  return { kind: 'quantifier', text, least: 0 };
}

/** Puts a quantifier to the atom before it; of two quantifiers in a row the pair is what repeats: `**` is `*`, `+?` is `*`. */
function quantify(cursor: Cursor, parts: Part[], quantifier: string): void {
  const last = parts.at(-1);
  if (last === undefined || (last.kind !== 'atom' && last.kind !== 'repeated')) return refuse(cursor, `no argument for repetition operator: ${quantifier}`);
  const before = last.text.slice(-1);
  if (last.kind === 'repeated' && quantifier.length === 1 && before !== '}') {
    parts[parts.length - 1] = { kind: 'repeated', text: last.text.slice(0, -1) + (before === quantifier ? quantifier : '*'), least: before === '+' && quantifier === '+' ? last.least : 0 };
    return;
  }
  const atom = last.kind === 'repeated' ? `(?:${last.text})` : last.text;
  const times = quantifier === '+' ? 1 : Number.parseInt(quantifier.slice(1), 10) || 0;
  parts[parts.length - 1] = { kind: 'repeated', text: atom + quantifier, least: last.least * times };
}

function literal(char: string): string {
  return /[$()*+./?[\\\]^{|}-]/.test(char) && char !== '-' ? `\\${char}` : char;
}

/** An escape outside of brackets. */
function readEscape(cursor: Cursor): Part {
  const char = cursor.chars[cursor.at + 1];
  if (char === undefined) refuse(cursor, String.raw`trailing \ at end of regular expression`);
  const lower = char.toLowerCase();
  const named = classes[lower];
  if (named !== undefined) {
    cursor.at += 2;
    return { kind: 'atom', text: `[${char === lower ? '' : '^'}${named}]`, least: 1 };
  }
  if (lower === 'b') {
    cursor.at += 2;
    return { kind: 'atom', text: `(?:\\${char})`, least: 0 };
  }
  return { kind: 'atom', text: literal(readEscapedChar(cursor)), least: 1 };
}

/** `\n`, `\x41`, `\x{1F600}`, `\101`, or a sign that stands for itself. */
function readEscapedChar(cursor: Cursor): string {
  const char = cursor.chars[cursor.at + 1] ?? '';
  const rest = cursor.chars.slice(cursor.at, cursor.at + 12).join('');
  const coded = /^\\(?:x([0-9A-Fa-f]{2})|x\{([0-9A-Fa-f]{1,6})\}|(0[0-7]{0,2}|[1-7][0-7]{1,2}))/.exec(rest);
  if (coded !== null) {
    cursor.at += coded[0].length;
    return String.fromCodePoint(Number.parseInt(coded[1] ?? coded[2] ?? coded[3] ?? '0', coded[3] === undefined ? 16 : 8));
  }
  const control = controls[char];
  if (control === undefined && /[A-Za-z0-9]/.test(char)) refuse(cursor, `invalid escape sequence: \\${char}`);
  cursor.at += 2;
  return control ?? char;
}

/** A bracket expression: a first `]` stands for itself, `[:alpha:]` and `\d` name sets. */
function readClass(cursor: Cursor): string {
  const from = cursor.at;
  cursor.at += 1;
  const negated = cursor.chars[cursor.at] === '^';
  if (negated) cursor.at += 1;
  let text = '';
  for (let first = true; first || cursor.chars[cursor.at] !== ']'; first = false) {
    if (cursor.at >= cursor.chars.length) refuse(cursor, `missing closing ]: ${cursor.chars.slice(from).join('')}`);
    text += readNamedSet(cursor) ?? readRange(cursor);
  }
  cursor.at += 1;
  return `[${negated ? '^' : ''}${text}]`;
}

function readNamedSet(cursor: Cursor): string | undefined {
  const char = cursor.chars[cursor.at];
  const next = cursor.chars[cursor.at + 1] ?? '';
  if (char === '\\' && classes[next.toLowerCase()] !== undefined) {
    cursor.at += 2;
    return next === next.toLowerCase() ? (classes[next] ?? '') : outside(classes[next.toLowerCase()] ?? '');
  }
  if (char !== '[' || next !== ':') return undefined;
  const named = /^\[:(\^?)(\w+):\]/.exec(cursor.chars.slice(cursor.at, cursor.at + 12).join(''));
  if (named === null) return undefined;
  const set = posix[named[2] ?? ''];
  if (set === undefined) return refuse(cursor, `invalid character class range: ${named[0]}`);
  cursor.at += named[0].length;
  return named[1] === '^' ? outside(set) : set;
}

const complements = new Map<string, string>();

/** The complement of a set of ASCII characters, as ranges: JavaScript cannot nest a negated set in another without its newer mode. */
function outside(set: string): string {
  const known = complements.get(set);
  if (known !== undefined) return known;
  const member = new RegExp(`[${set}]`, 'u');
  const hex = (code: number): string => `\\x${code.toString(16).padStart(2, '0')}`;
  const codes = Array.from({ length: 128 }, (_, code) => code).filter((code) => !member.test(String.fromCodePoint(code)));
  const ranges = `${codes.map(hex).join('')}\\u{80}-\\u{10ffff}`;
  complements.set(set, ranges);
  return ranges;
}

function readRange(cursor: Cursor): string {
  const low = readMember(cursor);
  if (cursor.chars[cursor.at] !== '-' || cursor.chars[cursor.at + 1] === ']' || cursor.chars[cursor.at + 1] === undefined) return inClass(low);
  cursor.at += 1;
  const high = readMember(cursor);
  if ((high.codePointAt(0) ?? 0) < (low.codePointAt(0) ?? 0)) refuse(cursor, `invalid character class range: ${low}-${high}`);
  return `${inClass(low)}-${inClass(high)}`;
}

function readMember(cursor: Cursor): string {
  if (cursor.chars[cursor.at] === '\\') return readEscapedChar(cursor);
  cursor.at += 1;
  return cursor.chars[cursor.at - 1] ?? '';
}

const inClass = (char: string): string => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`;
