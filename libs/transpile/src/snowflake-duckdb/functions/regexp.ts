import { type Expression, build } from '@millrace/sql-ir';
import { raise } from '../runtime/raise.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, NativeFunction, NativeValue } from './record.ts';

const text = (value: NativeValue | undefined, instead = ''): string => (value === null || value === undefined ? instead : String(value));
const number = (value: NativeValue | undefined, instead: number): number => (value === null || value === undefined ? instead : Number(value));

const compiled = new Map<string, RegExp>();

/** A pattern with Snowflake's flags: c, i, m, e, s. Rule: https://docs.snowflake.com/en/sql-reference/functions-regexp#specifying-the-parameters-for-the-regular-expression */
function pattern(source: string, flags: string, more = ''): RegExp {
  const key = `${flags}\0${more}\0${source}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const insensitive = flags.lastIndexOf('i') > flags.lastIndexOf('c') ? 'i' : '';
  try {
    const regexp = new RegExp(source.replace(/\[\[:(\w+):\]\]/g, (_, name: string) => posix[name] ?? ''), `g${insensitive}${flags.includes('m') ? 'm' : ''}${flags.includes('s') ? 's' : ''}${more}`);
    compiled.set(key, regexp);
    return regexp;
  } catch {
    return raise('100048', '2201B', `Invalid regular expression: '${source}'`);
  }
}

const posix: Readonly<Record<string, string>> = { alpha: '[A-Za-z]', digit: '[0-9]', alnum: '[A-Za-z0-9]', upper: '[A-Z]', lower: '[a-z]', space: '\\s', punct: '[!-/:-@\\[-`{-~]' };

function matches(source: string, regexp: string, position: number, flags: string): readonly RegExpExecArray[] {
  return [...source.slice(position - 1).matchAll(pattern(regexp, flags))];
}

function substring(...args: readonly NativeValue[]): NativeValue {
  const [source, regexp, position, occurrence, flags, group] = args;
  if (source === null || regexp === null) return null;
  const options = text(flags, 'c');
  const found = matches(text(source), text(regexp), number(position, 1), options)[number(occurrence, 1) - 1];
  const wanted = number(group, options.includes('e') ? 1 : 0);
  return found?.[wanted] ?? null;
}

function replace(...args: readonly NativeValue[]): NativeValue {
  const [source, regexp, replacement, position, occurrence, flags] = args;
  if (source === null || regexp === null || replacement === null) return null;
  const start = number(position, 1) - 1;
  const wanted = number(occurrence, 0);
  let seen = 0;
  const whole = text(source);
  // Snowflake writes a group as \1; JavaScript's $ has no meaning here.
  const changed = whole.slice(start).replace(pattern(text(regexp), text(flags, 'c')), (match: string, ...groups: readonly unknown[]) => {
    seen += 1;
    return wanted !== 0 && seen !== wanted ? match : text(replacement).replace(/\\(\\|\d)/g, (_, digit: string) => (digit === '\\' ? digit : digit === '0' ? match : String(groups[Number(digit) - 1] ?? '')));
  });
  return whole.slice(0, start) + changed;
}

function position(...args: readonly NativeValue[]): NativeValue {
  const [source, regexp, start, occurrence, option, flags, group] = args;
  if (source === null || regexp === null) return null;
  const options = text(flags, 'c');
  const from = number(start, 1);
  const found = matches(text(source), text(regexp), from, options)[number(occurrence, 1) - 1];
  if (found === undefined) return 0n;
  const wanted = number(group, options.includes('e') ? 1 : 0);
  const inner = wanted === 0 ? 0 : Math.max(0, found[0].indexOf(found[wanted] ?? ''));
  const begin = from + found.index + inner;
  return BigInt(number(option, 0) === 1 ? begin + (found[wanted] ?? '').length : begin);
}

function count(...args: readonly NativeValue[]): NativeValue {
  const [source, regexp, start, flags] = args;
  return source === null || regexp === null ? null : BigInt(matches(text(source), text(regexp), number(start, 1), text(flags, 'c')).length);
}

function all(...args: readonly NativeValue[]): NativeValue {
  const [source, regexp, start, occurrence, flags, group] = args;
  if (source === null || regexp === null) return null;
  const options = text(flags, 'c');
  const wanted = number(group, options.includes('e') ? 1 : 0);
  const found = matches(text(source), text(regexp), number(start, 1), options).slice(number(occurrence, 1) - 1);
  return JSON.stringify(found.map((match) => match[wanted] ?? null));
}

function like(...args: readonly NativeValue[]): NativeValue {
  const [source, regexp, flags] = args;
  if (source === null || regexp === null) return null;
  const expression = pattern(`^(?:${text(regexp)})$`, text(flags, 'c').replace('m', ''));
  expression.lastIndex = 0;
  return expression.test(text(source));
}

/** Without a replacement what matches is removed; what is left out after it counts as NULL. */
function substitute(args: readonly Expression[]): Expression {
  const given = args.length === 2 ? [...args, build.string('')] : args;
  return build.call('mr_regexp_substitute', [...given, ...Array.from({ length: 6 - given.length }, () => build.nothing())]);
}

/** https://docs.snowflake.com/en/sql-reference/functions-regexp */
export const regexps: readonly FunctionRecord[] = defineFunctions('regexp', [
  { name: 'REGEXP_LIKE', aliases: ['RLIKE', 'REGEXP'], args: 'text text text?', returns: 'boolean', to: { native: { parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'BOOLEAN', takesNull: true, call: like } }, examples: [
    { sql: "SELECT REGEXP_LIKE('Sacramento', 'san.*', 'i')", expected: 'false' }, { sql: "SELECT REGEXP_LIKE('San Jose', 'san.*', 'i')", expected: 'true' }, { sql: "SELECT RLIKE('San Francisco', 'San')", expected: 'false' }] },
  { name: 'REGEXP_REPLACE', args: 'text text text? int? int? text?', returns: 'text', to: { rewrite: substitute }, examples: [
    { sql: "SELECT REGEXP_REPLACE('It was the best of times, it was the worst of times', '( ){1,}', '')", expected: 'Itwasthebestoftimes,itwastheworstoftimes' },
    { sql: "SELECT REGEXP_REPLACE('It was the best of times, it was the worst of times', 'times', 'days', 1, 2)", expected: 'It was the best of times, it was the worst of days' },
    { sql: "SELECT REGEXP_REPLACE('firstname middlename lastname', '(.*) (.*) (.*)', '\\\\3, \\\\1 \\\\2')", expected: 'lastname, firstname middlename' }] },
  { name: 'REGEXP_SUBSTR', args: 'text text int? int? text? int?', returns: 'text', nulls: 'any', to: { native: { parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'VARCHAR', 'BIGINT'], returns: 'VARCHAR', takesNull: true, call: substring } }, examples: [
    { sql: "SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\\\W+\\\\w+')", expected: 'the best' },
    { sql: "SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\\\W+\\\\w+', 1, 2)", expected: 'the worst' },
    { sql: "SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\\\W+(\\\\w+)', 1, 1, 'e')", expected: 'best' }] },
  { name: 'REGEXP_COUNT', args: 'text text int? text?', returns: 'count', to: { native: { parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'VARCHAR'], returns: 'BIGINT', takesNull: true, call: count } }, examples: [{ sql: "SELECT REGEXP_COUNT('It was the best of times, it was the worst of times', '\\\\bwas\\\\b', 1)", expected: '2' }, { sql: "SELECT REGEXP_COUNT('nevermore', 'e', 3, 'c')", expected: '2' }] },
  { name: 'REGEXP_INSTR', args: 'text text int? int? int? text? int?', returns: 'count', to: { native: { parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'BIGINT', 'VARCHAR', 'BIGINT'], returns: 'BIGINT', takesNull: true, call: position } }, examples: [
    { sql: "SELECT REGEXP_INSTR('nevermore1, nevermore2, nevermore3.', 'nevermore\\\\d')", expected: '1' }, { sql: "SELECT REGEXP_INSTR('nevermore1, nevermore2, nevermore3.', 'nevermore\\\\d', 5)", expected: '13' }, { sql: "SELECT REGEXP_INSTR('nevermore1, nevermore2, nevermore3.', 'nevermore\\\\d', 1, 3, 1)", expected: '35' }] },
  { name: 'REGEXP_SUBSTR_ALL', aliases: ['REGEXP_EXTRACT_ALL'], args: 'text text int? int? text? int?', returns: 'array', to: { native: { parameters: ['VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'VARCHAR', 'BIGINT'], returns: 'JSON', takesNull: true, call: all } }, examples: [{ sql: "SELECT REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]')", expected: '["a1","a2","a3","a4","a6"]' }] },
]);

/** What REGEXP_REPLACE calls with its replacement filled in. */
export const regexpNatives: readonly (NativeFunction & { readonly name: string })[] = [
  { name: 'mr_regexp_substitute', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'BIGINT', 'BIGINT', 'VARCHAR'], returns: 'VARCHAR', takesNull: true, call: replace },
];
