import { build, type Expression } from '@millrace/sql-ir';
import { type ConstantPattern, constantPattern, countOf, matchesWhole } from '../constant-pattern.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord } from './record.ts';

type Rewrite = (args: readonly Expression[]) => Expression;

/** A call of a native with the arguments that were left out: their defaults. */
const filled = (name: string, ...defaults: readonly Expression[]): Rewrite => (args) => build.call(name, [...args, ...defaults.slice(args.length - 2)]);

const one = build.number(1);
const zero = build.number(0);
const sensitive = build.string('c');
const noGroup = build.number(-1);
const whole = { rewrite: ([subject = one, source = one, flags]: readonly Expression[]): Expression => matchesWhole(subject, source, flags) };

/** Where the pattern is constant and matches no empty text, the engine's own words; else the function in TypeScript. */
const quick = (slow: Rewrite, fast: (args: readonly Expression[], pattern: ConstantPattern) => Expression | undefined, flagsAt: number) => ({
  rewrite: (args: readonly Expression[]): Expression => {
    const pattern = constantPattern(args[1], args[flagsAt], false);
    return (pattern === undefined || pattern.least === 0 ? undefined : fast(args, pattern)) ?? slow(args);
  },
});

/** The group that a call asks for, where it is sure that the group matches no empty text; 0 is the whole match. */
function groupOf(pattern: ConstantPattern, flags: Expression | undefined, group: Expression | undefined): number | undefined {
  const extracts = flags?.kind === 'Literal' && flags.type === 'string' && flags.value.includes('e') && pattern.groups.length > 0;
  const wanted = countOf(group, extracts ? 1 : 0);
  return wanted === undefined || wanted > pattern.groups.length || (wanted > 0 && pattern.groups[wanted - 1] === 0) ? undefined : wanted;
}

const count = quick(filled('mr_regexp_count', one, sensitive), ([subject = one, , position], { engine }) => (countOf(position, 1) === 1 ? build.call('len', [build.call('regexp_extract_all', [subject, engine])]) : undefined), 3);

const substring = quick(filled('mr_regexp_substr', one, one, sensitive, noGroup), ([subject = one, , position, occurrence, flags, group], pattern) => {
  const wanted = groupOf(pattern, flags, group);
  const nth = countOf(occurrence, 1);
  if (wanted === undefined || nth === undefined || nth < 1 || countOf(position, 1) !== 1) return undefined;
  const given = [subject, pattern.engine, build.number(wanted)];
  const found: Expression = nth === 1 ? build.call('regexp_extract', given) : { kind: 'Index', operand: build.call('regexp_extract_all', given), index: build.number(nth), pos: -1, end: -1 };
  // The engine gives an empty text where nothing matches.
  return build.call('nullif', [found, build.string('')]);
}, 4);

const all = quick(filled('mr_regexp_substr_all', one, one, sensitive, noGroup), ([subject = one, , position, occurrence, flags, group], pattern) => {
  const wanted = groupOf(pattern, flags, group);
  // Of a group that took no part in a match the engine's list has NULL.
  if (wanted !== 0 || countOf(occurrence, 1) !== 1 || countOf(position, 1) !== 1) return undefined;
  return build.cast(build.call('to_json', [build.call('regexp_extract_all', [subject, pattern.engine])]), build.type('JSON'));
}, 4);

const replace = quick(filled('mr_regexp_replace', build.string(''), one, zero, sensitive), ([subject = one, , replacement = build.string(''), position, occurrence], pattern) => {
  const plain = replacement.kind === 'Literal' && replacement.type === 'string' && /^(?:[^\\]|\\[0-9])*$/.test(replacement.value);
  if (!plain || countOf(position, 1) !== 1 || countOf(occurrence, 0) !== 0) return undefined;
  const highest = Math.max(0, ...[...replacement.value.matchAll(/\\(\d)/g)].map(([, digit]) => Number(digit)));
  return highest > pattern.groups.length ? undefined : build.call('regexp_replace', [subject, pattern.engine, replacement, build.string('g')]);
}, 5);

/** https://docs.snowflake.com/en/sql-reference/functions-regexp */
export const regexps: readonly FunctionRecord[] = defineFunctions('regexp', [
  { name: 'REGEXP_LIKE', args: 'text text text?', returns: 'boolean', to: whole, examples: [
    { sql: "SELECT REGEXP_LIKE('Sacramento', 'san.*', 'i')", expected: 'false' }, { sql: "SELECT REGEXP_LIKE('San Jose', 'san.*', 'i')", expected: 'true' }, { sql: "SELECT REGEXP_LIKE('', '')", expected: 'true' }] },
  { name: 'RLIKE', aliases: ['REGEXP'], args: 'text text text?', returns: 'boolean', to: whole, examples: [
    { sql: "SELECT RLIKE('San Francisco', 'San')", expected: 'false' }, { sql: String.raw`SELECT RLIKE('800-456-7891', $$[2-9]\d{2}-\d{3}-\d{4}$$)`, expected: 'true' }, { sql: String.raw`SELECT RLIKE('jsmith@email.com', $$\w+@[a-zA-Z_]+?\.[a-zA-Z]{2,3}$$)`, expected: 'true' }] },
  { name: 'REGEXP_REPLACE', args: 'text text text? int? int? text?', returns: 'text', to: replace, examples: [
    { sql: String.raw`SELECT REGEXP_REPLACE('Customers - (NY)', '\\(|\\)', '')`, expected: 'Customers - NY' },
    { sql: "SELECT REGEXP_REPLACE('It was the best of times, it was the worst of times', '( ){1,}', '')", expected: 'Itwasthebestoftimes,itwastheworstoftimes' },
    { sql: "SELECT REGEXP_REPLACE('It was the best of times, it was the worst of times', 'times', 'days', 1, 2)", expected: 'It was the best of times, it was the worst of days' },
    { sql: String.raw`SELECT REGEXP_REPLACE('firstname middlename lastname', '(.*) (.*) (.*)', '\\3, \\1 \\2')`, expected: 'lastname, firstname middlename' },
    { sql: "SELECT REGEXP_REPLACE('Hellooo World', '()', '*')", expected: '*H*e*l*l*o*o*o* *W*o*r*l*d*' },
    { sql: "SELECT REGEXP_REPLACE('Hellooo World', '[aeiou]', '', 1, 0, 'i')", expected: 'Hll Wrld' },
    { sql: String.raw`SELECT REGEXP_REPLACE('How are you doing today?', '\\b(\\S*)o(\\S*)\\b')`, expected: ' are   ?' },
    { sql: String.raw`SELECT REGEXP_REPLACE('Hellooo World', '\\b(\\S*)o(\\S*)\\b', '\\2@@\\1', 3)`, expected: 'He@@lloo rld@@W' },
    { sql: String.raw`SELECT REGEXP_REPLACE('PACK MY BOX WITH FIVE DOZEN LIQUOR JUGS', '\\b(\\S*)o(\\S*)\\b', '\\2@@\\1', 3, 3, 'i')`, expected: 'PACK MY BOX WITH FIVE DOZEN R@@LIQU JUGS' },
    { sql: "SELECT REGEXP_REPLACE('a', 'a', NULL)", expected: null }] },
  { name: 'REGEXP_SUBSTR', args: 'text text int? int? text? int?', returns: 'text', nulls: 'any', to: substring, examples: [
    { sql: String.raw`SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\W+\\w+')`, expected: 'the best' },
    { sql: String.raw`SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\W+\\w+', 1, 2)`, expected: 'the worst' },
    { sql: String.raw`SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\W+(\\w+)', 1, 2, 'e')`, expected: 'worst' },
    { sql: String.raw`SELECT REGEXP_SUBSTR('It was the best of times, it was the worst of times.', 'the\\W+(\\w+)', 1, 2, '', 1)`, expected: 'worst' },
    { sql: String.raw`SELECT REGEXP_SUBSTR('A thespian theater is nearby.', 'the\\W+\\w+')`, expected: null },
    { sql: String.raw`SELECT REGEXP_SUBSTR('A MAN A PLAN A CANAL', 'A\\W+(\\w)(\\w)(\\w)', 1, 1, 'e', 3)`, expected: 'N' },
    { sql: String.raw`SELECT REGEXP_SUBSTR('Customers - (NY)', $$\([[:alnum:]]+\)$$)`, expected: '(NY)' },
    { sql: String.raw`SELECT REGEXP_SUBSTR('Release 24', 'Release\\W+(\\d+)', 1, 1, 'e')`, expected: '24' }] },
  { name: 'REGEXP_COUNT', args: 'text text int? text?', returns: 'count', to: count, examples: [
    { sql: String.raw`SELECT REGEXP_COUNT('It was the best of times, it was the worst of times', '\\bwas\\b', 1)`, expected: '2' },
    { sql: "SELECT REGEXP_COUNT(',abc,,def,,ghi,,jkl,', '[[:punct:]][[:alnum:]]+[[:punct:]]', 1, 'i')", expected: '4' }, { sql: "SELECT REGEXP_COUNT(',abc,def,ghi,jkl,', '[[:punct:]][[:alnum:]]+[[:punct:]]', 1, 'i')", expected: '2' }, { sql: "SELECT REGEXP_COUNT('Excelence', 'e', 1, 'i')", expected: '4' }, { sql: "SELECT REGEXP_COUNT('snow', 'SNOW', 1, 'c')", expected: '0' }, { sql: "SELECT REGEXP_COUNT('snow', 'SNOW', 1, 'i')", expected: '1' }, { sql: "SELECT REGEXP_COUNT('a', '')", expected: '0' }] },
  { name: 'REGEXP_INSTR', args: 'text text int? int? int? text? int?', returns: 'count', to: { rewrite: filled('mr_regexp_instr', one, one, zero, sensitive, noGroup) }, examples: [
    { sql: String.raw`SELECT REGEXP_INSTR('nevermore1, nevermore2, nevermore3.', 'nevermore\\d', 5)`, expected: '13' },
    { sql: String.raw`SELECT REGEXP_INSTR('nevermore1, nevermore2, nevermore3.', 'nevermore\\d', 1, 3, 1)`, expected: '35' },
    { sql: "SELECT REGEXP_INSTR('nevermore1, nevermore2, nevermore3.', 'nevermore', 1, 4)", expected: '0' },
    { sql: String.raw`SELECT REGEXP_INSTR('In    the   string   the   extra   spaces  are   redundant.', 'the\\W+(\\w+)', 1, 2, 0, 'e')`, expected: '28' },
    { sql: String.raw`SELECT REGEXP_INSTR('A MAN A PLAN A CANAL', 'A\\W+(\\w)(\\w)(\\w)', 1, 1, 0, 'e', 2)`, expected: '4' },
    { sql: "SELECT REGEXP_INSTR('It was the best of times, it was the worst of times', '[[:alpha:]]{2,}st', 15, 1)", expected: '38' },
    { sql: String.raw`SELECT REGEXP_INSTR('How are you doing today?', '\\b\\S*o\\S*\\b', 3, 3, 1)`, expected: '24' }] },
  { name: 'REGEXP_SUBSTR_ALL', aliases: ['REGEXP_EXTRACT_ALL'], args: 'text text int? int? text? int?', returns: 'array', nulls: 'any', to: all, examples: [
    { sql: "SELECT REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]')", expected: '["a1","a2","a3","a4","a6"]' }, { sql: "SELECT REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]', 2)", expected: '["a2","a3","a4","a6"]' },
    { sql: "SELECT REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'a[[:digit:]]', 1, 3)", expected: '["a3","a4","a6"]' }, { sql: "SELECT REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', '(a)([[:digit:]])', 1, 1, 'ie')", expected: '["a","a","a","a","A","a"]' },
    { sql: "SELECT REGEXP_SUBSTR_ALL('a1_a2a3_a4A5a6', 'b')", expected: '[]' }, { sql: String.raw`SELECT REGEXP_SUBSTR_ALL('A MAN A PLAN A CANAL', 'A\\W+(\\w+)', 1, 2, 'e', 1)`, expected: '["PLAN","CANAL"]' },
    { sql: "SELECT REGEXP_SUBSTR_ALL('abc', 'a(b)c', 1, 1, 'e', 2)", expected: null }] },
]);
