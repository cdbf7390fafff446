import type { NativeFunction, NativeValue } from '../functions/record.ts';
import { raise } from './raise.ts';
import { toJavaScript } from './regexp-pattern.ts';

const compiled = new Map<string, RegExp>();
const mostCompiled = 500;

/**
 * A pattern with its flags: c, i, m, s, and e, which only says that a group is wanted. Of c and i the last counts.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions-regexp#specifying-the-parameters-for-the-regular-expression
 */
function patternOf(source: string, flags: string, whole: boolean): RegExp {
  const key = `${whole ? '=' : '~'}${flags}\0${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  for (const flag of flags) if (!'cimes'.includes(flag)) raise('100050', '2201B', `Invalid regular expression flag: '${flag}'`);
  const insensitive = flags.lastIndexOf('i') > flags.lastIndexOf('c');
  const text = toJavaScript(source, { insensitive, multiline: flags.includes('m') && !whole, dotAll: flags.includes('s') });
  const pattern = new RegExp(whole ? `^(?:${text})$` : text, insensitive ? 'giu' : 'gu');
  if (compiled.size >= mostCompiled) compiled.clear();
  compiled.set(key, pattern);
  return pattern;
}

/** A call's arguments: the subject from where the search starts, and what was asked for. An empty pattern matches nothing. */
function matchesIn(subject: string, source: string, position: number, flags: string): readonly RegExpExecArray[] {
  return source === '' ? [] : [...tail(subject, position).matchAll(patternOf(source, flags, false))];
}

const surrogate = /[\uD800-\uDFFF]/;

/** The text from its n-th character (not code unit) on. @throws Error for a position that is not positive. */
function tail(subject: string, position: number): string {
  if (position < 1) return raise('100047', '22023', `Invalid parameter value: ${position}. Reason: Position must be positive`);
  if (position === 1) return subject;
  return surrogate.test(subject) ? Array.from(subject).slice(position - 1).join('') : subject.slice(position - 1);
}

/** How many characters a text has. */
const characters = (text: string): number => (surrogate.test(text) ? Array.from(text).length : text.length);

/** The group that is wanted: its number, or with `e` the first where there is one. */
function groupOf(match: RegExpExecArray, flags: string, group: number): number {
  return group >= 0 ? group : flags.includes('e') && match.length > 1 ? 1 : 0;
}

const text = (value: NativeValue | undefined): string => String(value);

function substring([subject, source, position, occurrence, flags, group]: readonly NativeValue[]): NativeValue {
  const match = matchesIn(text(subject), text(source), Number(position), text(flags))[Number(occurrence) - 1];
  return match?.[groupOf(match, text(flags), Number(group))] ?? null;
}

/** The place of a group within the whole match: right for groups that occur once in it. */
function groupStart(match: RegExpExecArray, group: number, pattern: RegExp, subject: string): number {
  if (group === 0) return match.index;
  const located = new RegExp(pattern.source, `${pattern.flags.replace('g', 'y')}d`);
  located.lastIndex = match.index;
  return located.exec(subject)?.indices?.[group]?.[0] ?? match.index;
}

function place([subject, source, position, occurrence, option, flags, group]: readonly NativeValue[]): NativeValue {
  const match = matchesIn(text(subject), text(source), Number(position), text(flags))[Number(occurrence) - 1];
  if (match === undefined) return 0n;
  const wanted = groupOf(match, text(flags), Number(group));
  const found = match[wanted];
  if (found === undefined) return 0n;
  const from = groupStart(match, wanted, patternOf(text(source), text(flags), false), match.input);
  const start = Number(position) + characters(match.input.slice(0, from));
  return BigInt(option === 1n ? start + characters(found) : start);
}

function all([subject, source, position, occurrence, flags, group]: readonly NativeValue[]): NativeValue {
  const options = text(flags);
  const found = matchesIn(text(subject), text(source), Number(position), options).slice(Number(occurrence) - 1);
  if (found.some((match) => groupOf(match, options, Number(group)) >= match.length)) return null;
  return JSON.stringify(found.map((match) => match[groupOf(match, options, Number(group))] ?? ''));
}

/** Snowflake writes a group as \1 and the whole match as \0. */
function replace([subject, source, replacement, position, occurrence, flags]: readonly NativeValue[]): NativeValue {
  const whole = text(subject);
  if (source === '') return whole;
  const searched = tail(whole, Number(position));
  const wanted = Number(occurrence);
  let seen = 0;
  const changed = searched.replace(patternOf(text(source), text(flags), false), (match: string, ...groups: readonly unknown[]) => {
    seen += 1;
    if (wanted !== 0 && seen !== wanted) return match;
    return text(replacement).replace(/\\(\\|\d)/g, (_, digit: string) => (digit === '\\' ? digit : digit === '0' ? match : typeof groups[Number(digit) - 1] === 'string' ? String(groups[Number(digit) - 1]) : ''));
  });
  return whole.slice(0, whole.length - searched.length) + changed;
}

function like([subject, source, flags]: readonly NativeValue[]): NativeValue {
  const pattern = patternOf(text(source), text(flags), true);
  pattern.lastIndex = 0;
  return pattern.test(text(subject));
}

/** What the records of regular expressions call, every argument filled in: a group below 0 is one that was not given. */
export const regexpNatives: readonly (NativeFunction & { readonly name: string })[] = [
  { name: 'mr_regexp_like', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'BOOLEAN', call: (...args) => like(args) },
  { name: 'mr_regexp_replace', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'VARCHAR'], returns: 'VARCHAR', call: (...args) => replace(args) },
  { name: 'mr_regexp_substr', parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'VARCHAR', 'BIGINT'], returns: 'VARCHAR', call: (...args) => substring(args) },
  { name: 'mr_regexp_substr_all', parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'VARCHAR', 'BIGINT'], returns: 'JSON', call: (...args) => all(args) },
  { name: 'mr_regexp_instr', parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'BIGINT', 'VARCHAR', 'BIGINT'], returns: 'BIGINT', call: (...args) => place(args) },
  { name: 'mr_regexp_count', parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'VARCHAR'], returns: 'BIGINT', call: (subject, source, position, flags) => BigInt(matchesIn(text(subject), text(source), Number(position), text(flags)).length) },
];
