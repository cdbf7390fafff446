import { build, type Expression } from '@millrace/sql-ir';
import { collated, type SqlType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

/** Concatenation of any number of values; `||` passes NULL on, as CONCAT does in Snowflake and not in DuckDB. */
const concat = (args: readonly Expression[]): Expression => (args.length === 1 ? castTo(args[0] ?? build.nothing(), types.text) : args.reduce((left, right) => build.binary('||', left, right)));

const concatWs = ([separator = build.nothing(), ...rest]: readonly Expression[]): Expression =>
  rest.reduce((left, right, i) => (i === 0 ? right : build.binary('||', build.binary('||', left, separator), right)));

const textOrBinary = (args: readonly SqlType[]): SqlType => (args[0]?.type === 'binary' ? types.binary : types.text);

/** TRIM of some characters; without them only of spaces. */
const trim = (name: string) => ({ template: { 1: `${name}($1, ' ')`, 2: `${name}($1, $2)` } });

const substring = (args: readonly Expression[], context: RewriteContext): Expression => build.call(`mr_substr${args.length}`, [args[0] ?? context.call, ...args.slice(1)]);

/** https://docs.snowflake.com/en/sql-reference/functions-string */
export const strings: readonly FunctionRecord[] = defineFunctions('string', [
  { name: 'CONCAT', args: ['text text...', 'binary binary...'], returns: textOrBinary, to: { rewrite: concat }, examples: [
    { sql: "SELECT CONCAT('George Washington ', 'Carver')", expected: 'George Washington Carver' }, { sql: "SELECT CONCAT('a', NULL)", expected: null }, { sql: "SELECT CONCAT('a', 1, 'b')", expected: 'a1b' }] },
  { name: 'CONCAT_WS', args: 'text text text...', returns: 'text', to: { rewrite: concatWs }, examples: [
    { sql: "SELECT CONCAT_WS(',', 'one', 'two', 'three')", expected: 'one,two,three' }, { sql: "SELECT CONCAT_WS(',', 'one', NULL)", expected: null }, { sql: "SELECT CONCAT_WS(',', 'one')", expected: 'one' }] },
  { name: 'LOWER', args: 'text', returns: 'text', to: { name: 'lower' }, examples: [{ sql: "SELECT LOWER('Ab')", expected: 'ab' }] },
  { name: 'UPPER', args: 'text', returns: 'text', to: { name: 'upper' }, examples: [{ sql: "SELECT UPPER('Ab')", expected: 'AB' }] },
  { name: 'LENGTH', aliases: ['LEN', 'CHAR_LENGTH', 'CHARACTER_LENGTH'], args: ['text', 'binary'], returns: 'count', to: { rewrite: ([value = build.nothing()], { types: [type] }) => build.call(type?.type === 'binary' ? 'octet_length' : 'length', [value]) }, examples: [
    { sql: "SELECT LENGTH('joyeux Noël')", expected: '11' }, { sql: "SELECT LENGTH('')", expected: '0' }, { sql: 'SELECT LENGTH(NULL)', expected: null }, { sql: "SELECT LENGTH(12345)", expected: '5' }] },
  { name: 'OCTET_LENGTH', args: ['text', 'binary'], returns: 'count', to: { rewrite: ([value = build.nothing()], { types: [type] }) => build.call('octet_length', [type?.type === 'binary' ? value : build.call('encode', [value])]) }, examples: [
    { sql: "SELECT OCTET_LENGTH('abc')", expected: '3' }, { sql: "SELECT OCTET_LENGTH('\\u392D\\u1C05')", expected: '6' }] },
  { name: 'BIT_LENGTH', args: 'text', returns: 'count', to: { template: 'octet_length(encode($1)) * 8' }, examples: [{ sql: "SELECT BIT_LENGTH('abc')", expected: '24' }] },
  { name: 'SUBSTR', aliases: ['SUBSTRING'], args: ['text int int?', 'binary int int?'], returns: textOrBinary, to: { rewrite: substring }, examples: [
    { sql: "SELECT SUBSTR('testing 1 2 3', 9, 5)", expected: '1 2 3' }, { sql: "SELECT SUBSTR('abcdef', -3)", expected: 'def' }, { sql: "SELECT SUBSTR('abcdef', 0, 2)", expected: 'ab' }, { sql: "SELECT SUBSTR('abcdef', 2, -1)", expected: '' }] },
  { name: 'LEFT', args: 'text int', returns: 'text', to: { template: 'left($1, greatest($2, 0))' }, examples: [{ sql: "SELECT LEFT('ABCDEF', 3)", expected: 'ABC' }, { sql: "SELECT LEFT('ABC', -1)", expected: '' }] },
  { name: 'RIGHT', args: 'text int', returns: 'text', to: { template: 'right($1, greatest($2, 0))' }, examples: [{ sql: "SELECT RIGHT('ABCDEFG', 3)", expected: 'EFG' }] },
  { name: 'LPAD', args: 'text int text?', returns: 'text', to: { macro: { parameters: "s, n, p := ' '", body: "CASE WHEN n <= 0 THEN '' WHEN p = '' THEN left(s, n) ELSE lpad(s, n::INTEGER, p) END" } }, examples: [{ sql: "SELECT LPAD('123.50', 19, '*_')", expected: '*_*_*_*_*_*_*123.50' }, { sql: "SELECT LPAD('abc', 2)", expected: 'ab' }, { sql: "SELECT LPAD('abc', 5)", expected: '  abc' }] },
  { name: 'RPAD', args: 'text int text?', returns: 'text', to: { macro: { parameters: "s, n, p := ' '", body: "CASE WHEN n <= 0 THEN '' WHEN p = '' THEN left(s, n) ELSE rpad(s, n::INTEGER, p) END" } }, examples: [{ sql: "SELECT RPAD('123.50', 19, '*_')", expected: '123.50*_*_*_*_*_*_*' }] },
  { name: 'TRIM', args: 'text text?', returns: 'text', to: trim('trim'), examples: [{ sql: "SELECT TRIM('*-*ABC-*-', '*-')", expected: 'ABC' }, { sql: "SELECT TRIM('  a ')", expected: 'a' }] },
  { name: 'LTRIM', args: 'text text?', returns: 'text', to: trim('ltrim'), examples: [{ sql: "SELECT LTRIM('#000000123', '0#')", expected: '123' }] },
  { name: 'RTRIM', args: 'text text?', returns: 'text', to: trim('rtrim'), examples: [{ sql: "SELECT RTRIM('*-*ABC-*-', '*-')", expected: '*-*ABC' }, { sql: "SELECT RTRIM('$125.00', '0.')", expected: '$125' }] },
  { name: 'RTRIMMED_LENGTH', args: 'text', returns: 'count', to: { template: "length(rtrim($1, ' '))" }, examples: [{ sql: "SELECT RTRIMMED_LENGTH(' ABCD ')", expected: '5' }] },
  { name: 'REPLACE', args: 'text text text?', returns: 'text', to: { template: { 2: "replace($1, $2, '')", 3: 'replace($1, $2, $3)' } }, examples: [
    { sql: "SELECT REPLACE('down', 'down', 'up')", expected: 'up' }, { sql: "SELECT REPLACE('Vacation in Athens', 'Athens', 'Rome')", expected: 'Vacation in Rome' }, { sql: "SELECT REPLACE('abcd', 'bc')", expected: 'ad' }] },
  { name: 'REVERSE', args: 'text', returns: 'text', to: { name: 'reverse' }, examples: [{ sql: "SELECT REVERSE('Hello, world!')", expected: '!dlrow ,olleH' }] },
  { name: 'REPEAT', args: 'text int', returns: 'text', to: { name: 'repeat' }, examples: [{ sql: "SELECT REPEAT('xy', 5)", expected: 'xyxyxyxyxy' }] },
  { name: 'SPACE', args: 'int', returns: 'text', to: { template: "repeat(' ', $1)" }, examples: [{ sql: "SELECT CONCAT('>', SPACE(3), '<')", expected: '>   <' }] },
  { name: 'CHARINDEX', args: 'text text int?', returns: 'count', to: { macro: { parameters: 'needle, s, start := 1', body: "CASE WHEN needle = '' THEN start WHEN strpos(substr(s, start), needle) = 0 THEN 0 ELSE strpos(substr(s, start), needle) + start - 1 END" } }, examples: [
    { sql: "SELECT CHARINDEX('an', 'banana', 1)", expected: '2' }, { sql: "SELECT CHARINDEX('an', 'banana', 3)", expected: '4' }, { sql: "SELECT CHARINDEX('an', 'banana', 6)", expected: '0' }, { sql: "SELECT CHARINDEX('', 'banana')", expected: '1' }] },
  { name: 'POSITION', args: 'text text int?', returns: 'count', to: { macro: { parameters: 'needle, s, start := 1', body: "CASE WHEN needle = '' THEN start WHEN strpos(substr(s, start), needle) = 0 THEN 0 ELSE strpos(substr(s, start), needle) + start - 1 END" } }, examples: [
    { sql: "SELECT POSITION('an', 'banana', 3)", expected: '4' }, { sql: "SELECT POSITION('an' IN 'banana')", expected: '2' }] },
  { name: 'CONTAINS', args: 'text text', returns: 'boolean', to: { name: 'contains' }, examples: [{ sql: "SELECT CONTAINS('coffee', 'ff')", expected: 'true' }] },
  { name: 'STARTSWITH', args: 'text text', returns: 'boolean', to: { name: 'starts_with' }, examples: [{ sql: "SELECT STARTSWITH('coffee', 'co')", expected: 'true' }] },
  { name: 'ENDSWITH', args: 'text text', returns: 'boolean', to: { name: 'ends_with' }, examples: [{ sql: "SELECT ENDSWITH('tea', 'a')", expected: 'true' }] },
  { name: 'INSERT', args: 'text int int text', returns: 'text', to: { template: 'substr($1, 1, $2 - 1) || $4 || substr($1, $2 + $3)' }, examples: [
    { sql: "SELECT INSERT('abcdef', 3, 2, 'zzz')", expected: 'abzzzef' }, { sql: "SELECT INSERT('abc', 1, 2, 'Z')", expected: 'Zc' }] },
  { name: 'INITCAP', args: 'text text?', returns: 'text', to: { native: { parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', takesNull: true, call: (s, delimiters) => (s === null || s === undefined ? null : initcap(String(s), delimiters === null || delimiters === undefined ? undefined : String(delimiters))) } }, examples: [
    { sql: "SELECT INITCAP('The Quick Gray Fox')", expected: 'The Quick Gray Fox' }, { sql: "SELECT INITCAP('the sky is blue')", expected: 'The Sky Is Blue' }, { sql: "SELECT INITCAP('WORD A1B2')", expected: 'Word A1b2' }, { sql: "SELECT INITCAP('this is the new Frame+work', '')", expected: 'This is the new frame+work' }] },
  { name: 'ASCII', args: 'text', returns: 'small', to: { template: "CASE WHEN $1 = '' THEN 0 ELSE ascii($1) END" }, examples: [{ sql: "SELECT ASCII('!')", expected: '33' }, { sql: "SELECT ASCII('bcd')", expected: '98' }, { sql: "SELECT ASCII('')", expected: '0' }] },
  { name: 'UNICODE', args: 'text', returns: 'small', to: { template: "CASE WHEN $1 = '' THEN 0 ELSE unicode($1) END" }, examples: [{ sql: "SELECT UNICODE('a')", expected: '97' }, { sql: "SELECT UNICODE('\\u2744')", expected: '10052' }] },
  { name: 'CHR', aliases: ['CHAR'], args: 'int', returns: 'text', to: { template: 'chr(CAST($1 AS INTEGER))' }, examples: [{ sql: 'SELECT CHR(83)', expected: 'S' }, { sql: 'SELECT CHR(8364)', expected: '€' }] },
  { name: 'SPLIT', args: 'text text', returns: 'array', to: { template: 'CAST(to_json(mr_split_list($1, $2)) AS JSON)' }, examples: [{ sql: "SELECT SPLIT('127.0.0.1', '.')", expected: '["127","0","0","1"]' }, { sql: "SELECT SPLIT('|a||', '|')", expected: '["","a","",""]' }] },
  { name: 'SPLIT_PART', args: 'text text int', returns: 'text', to: { macro: { parameters: 's, separator, n', body: "CASE WHEN separator = '' THEN CASE WHEN abs(n) <= 1 THEN s ELSE '' END ELSE coalesce(string_split(s, separator)[CASE WHEN n = 0 THEN 1 ELSE n END], CASE WHEN s IS NULL OR separator IS NULL OR n IS NULL THEN NULL ELSE '' END) END" } }, examples: [
    { sql: "SELECT SPLIT_PART('11.22.33', '.', 0)", expected: '11' }, { sql: "SELECT SPLIT_PART('11.22.33', '.', 1)", expected: '11' }, { sql: "SELECT SPLIT_PART('11.22.33', '.', 4)", expected: '' }, { sql: "SELECT SPLIT_PART('11.22.33', '.', -1)", expected: '33' }, { sql: "SELECT SPLIT_PART('aaa--bbb', '', 1)", expected: 'aaa--bbb' }] },
  { name: 'STRTOK', args: 'text text? int?', returns: 'text', nulls: 'any', to: { macro: { parameters: "s, delimiters := ' ', n := 1", body: "CASE WHEN n IS NOT NULL THEN mr_strtok_list(s, delimiters)[n] END" } }, examples: [
    { sql: "SELECT STRTOK('a.b.c', '.', 1)", expected: 'a' }, { sql: "SELECT STRTOK('user@snowflake.com', '@.', 2)", expected: 'snowflake' }, { sql: "SELECT STRTOK('user@snowflake.com', '@.', 4)", expected: null }] },
  { name: 'STRTOK_TO_ARRAY', args: 'text text?', returns: 'array', to: { macro: { parameters: "s, delimiters := ' '", body: 'CAST(to_json(mr_strtok_list(s, delimiters)) AS JSON)' } }, examples: [{ sql: "SELECT STRTOK_TO_ARRAY('a.b.c', '.')", expected: '["a","b","c"]' }, { sql: "SELECT STRTOK_TO_ARRAY('user@snowflake.com', '.@')", expected: '["user","snowflake","com"]' }] },
  { name: 'TRANSLATE', args: 'text text text', returns: 'text', to: { name: 'translate' }, examples: [{ sql: "SELECT TRANSLATE('peña', 'ñ', 'n')", expected: 'pena' }, { sql: "SELECT TRANSLATE('*a*bX*dYZ*', 'XYZ*', 'cef')", expected: 'abcdef' }] },
  { name: 'EDITDISTANCE', args: 'text text int?', returns: 'small', to: { template: { 2: 'levenshtein($1, $2)', 3: 'least(levenshtein($1, $2), $3)' } }, examples: [{ sql: "SELECT EDITDISTANCE('Gute nacht', 'Ich weis nicht')", expected: '8' }, { sql: "SELECT EDITDISTANCE('future', 'past', 2)", expected: '2' }] },
  { name: 'JAROWINKLER_SIMILARITY', args: 'text text', returns: 'small', to: { template: 'CAST(floor(jaro_winkler_similarity(lower($1), lower($2)) * 100) AS INTEGER)' }, examples: [{ sql: "SELECT JAROWINKLER_SIMILARITY('snowflake', 'Oracle')", expected: '61' }] },
  { name: 'SOUNDEX', args: 'text', returns: 'text', to: { native: { parameters: ['VARCHAR'], returns: 'VARCHAR', call: (value) => soundex(String(value), true) } }, examples: [{ sql: "SELECT SOUNDEX('Marsha')", expected: 'M620' }, { sql: "SELECT SOUNDEX('Pfister')", expected: 'P236' }] },
  { name: 'SOUNDEX_P123', args: 'text', returns: 'text', to: { native: { parameters: ['VARCHAR'], returns: 'VARCHAR', call: (value) => soundex(String(value), false) } }, examples: [{ sql: "SELECT SOUNDEX_P123('Pfister')", expected: 'P123' }] },
  { name: 'MD5', aliases: ['MD5_HEX'], args: 'text', returns: 'text', to: { name: 'md5' }, examples: [{ sql: "SELECT MD5('Snowflake')", expected: 'edf1439075a83a447fb8b630ddc9c8de' }] },
  { name: 'MD5_BINARY', args: 'text', returns: 'binary', to: { template: 'unhex(md5($1))' }, examples: [{ sql: "SELECT MD5_BINARY('Snowflake')", expected: 'EDF1439075A83A447FB8B630DDC9C8DE' }] },
  { name: 'SHA1', aliases: ['SHA1_HEX'], args: 'text', returns: 'text', to: { name: 'sha1' }, examples: [{ sql: "SELECT SHA1('Snowflake')", expected: 'fda76b0bcc1e87cf259b1d1e3271d76f590fb5dd' }] },
  { name: 'SHA1_BINARY', args: 'text', returns: 'binary', to: { template: 'unhex(sha1($1))' }, examples: [{ sql: "SELECT SHA1_BINARY('Snowflake')", expected: 'FDA76B0BCC1E87CF259B1D1E3271D76F590FB5DD' }] },
  { name: 'SHA2_BINARY', args: 'text constant?', returns: 'binary', to: { template: { 1: 'unhex(sha256($1))', 2: 'unhex(mr_sha2_hex($1, $2))' } }, examples: [{ sql: "SELECT SHA2_BINARY('Snowflake', 256)", expected: '1DBD59F661D68B90724F21084396B865497173E4D2714F4D91CF05FA5FC5E18D' }] },
  { name: 'PARSE_URL', args: 'text constant?', returns: 'object', to: { template: { 1: 'mr_parse_url_text($1, 0)', 2: 'mr_parse_url_text($1, $2)' } }, examples: [{ sql: "SELECT PARSE_URL('https://www.snowflake.com/')", expected: '{"fragment":null,"host":"www.snowflake.com","parameters":null,"path":"","port":null,"query":null,"scheme":"https"}' }, { sql: "SELECT PARSE_URL('example.int/hello.php?user=12#nofragment', 1)", expected: '{"error":"scheme not specified"}' }] },
  { name: 'SEARCH', args: 'search_data:any search_string:text analyzer:text? search_mode:text?', returns: 'boolean', to: { rewrite: search }, examples: [{ sql: "SELECT SEARCH('king', 'KING')", expected: 'true' }, { sql: "SELECT SEARCH('5.1.33', '32')", expected: 'false' }] },
  { name: 'SHA2', aliases: ['SHA2_HEX'], args: 'text constant?', returns: 'text', to: { template: { 1: 'sha256($1)', 2: 'mr_sha2_hex($1, $2)' } }, examples: [
    { sql: "SELECT SHA2('Snowflake', 256)", expected: '1dbd59f661d68b90724f21084396b865497173e4d2714f4d91cf05fa5fc5e18d' }, { sql: "SELECT SHA2('Snowflake', 224)", expected: '6267d3d7a59929e6864dd4b737d98e3ef8569d9f88a7466647838532' }] },
  { name: 'HEX_ENCODE', args: ['text', 'binary'], returns: 'text', to: { rewrite: ([value = build.nothing()], { types: [type] }) => build.call('hex', [type?.type === 'binary' ? value : build.call('encode', [value])]) }, examples: [{ sql: "SELECT HEX_ENCODE('SNOW')", expected: '534E4F57' }] },
  { name: 'HEX_DECODE_STRING', args: 'text', returns: 'text', to: { template: 'decode(unhex($1))' }, examples: [{ sql: "SELECT HEX_DECODE_STRING('534E4F57464C414B45')", expected: 'SNOWFLAKE' }] },
  { name: 'HEX_DECODE_BINARY', args: 'text', returns: 'binary', to: { name: 'unhex' }, examples: [{ sql: "SELECT HEX_DECODE_BINARY('48454C50')", expected: '48454C50' }] },
  { name: 'BASE64_ENCODE', args: ['text', 'binary'], returns: 'text', to: { rewrite: ([value = build.nothing()], { types: [type] }) => build.call('base64', [type?.type === 'binary' ? value : build.call('encode', [value])]) }, examples: [{ sql: "SELECT BASE64_ENCODE('Snowflake')", expected: 'U25vd2ZsYWtl' }] },
  { name: 'BASE64_DECODE_STRING', args: 'text', returns: 'text', to: { template: 'decode(from_base64($1))' }, examples: [{ sql: "SELECT BASE64_DECODE_STRING('U25vd2ZsYWtl')", expected: 'Snowflake' }] },
  { name: 'BASE64_DECODE_BINARY', args: 'text', returns: 'binary', to: { name: 'from_base64' }, examples: [{ sql: "SELECT BASE64_DECODE_BINARY('SEVMUA==')", expected: '48454C50' }] },
  { name: 'LIKE', args: 'text text text?', returns: 'boolean', to: { template: { 2: '$1 LIKE $2', 3: '$1 LIKE $2 ESCAPE $3' } }, examples: [{ sql: "SELECT LIKE('abc', 'a%')", expected: 'true' }] },
  { name: 'ILIKE', args: 'text text text?', returns: 'boolean', to: { template: { 2: '$1 ILIKE $2', 3: '$1 ILIKE $2 ESCAPE $3' } }, examples: [{ sql: "SELECT ILIKE('ABC', 'a%')", expected: 'true' }] },
  { name: 'COLLATE', args: 'text constant', returns: ([type = types.text], [, specification]) => collated(type, specification?.kind === 'Literal' && specification.type === 'string' ? specification.value : ''), to: { template: '$1' }, examples: [{ sql: "SELECT COLLATE('a', 'en-ci') = 'A'", expected: 'true' }] },
  { name: 'COLLATION', args: 'text', returns: 'text', nulls: 'any', to: { rewrite: (_, { types: [type] }) => (type?.type === 'varchar' && type.collation !== undefined ? build.string(type.collation) : build.nothing()) }, examples: [{ sql: "SELECT COLLATION(COLLATE('a', 'en-ci')), COLLATION('a')", expected: 'en-ci' }] },
]);

/** Upper-cases the first letter of each word and lower-cases the rest; words end at whitespace and punctuation. */
function initcap(text: string, delimiters = ' \t\n\r\f\v!?@"^#$&~_,.:;+-*%/|\\[](){}<>'): string {
  let start = true;
  let result = '';
  for (const char of text) {
    const delimiter = delimiters.includes(char);
    result += start && !delimiter ? char.toUpperCase() : char.toLowerCase();
    start = delimiter;
  }
  return result;
}

/** The texts that SEARCH looks through, joined by line breaks; columns that are no text are passed over. */
function search([data = build.nothing(), ...rest]: readonly Expression[], context: RewriteContext): Expression {
  const columns = data.kind === 'Tuple' ? data.items.filter((item) => context.table.typeOf(item).type === 'varchar') : [data];
  const texts = build.call('concat_ws', [build.string('\n'), ...columns]);
  return build.call('mr_search_tokens', [texts, ...rest, ...Array.from({ length: 3 - rest.length }, () => build.nothing())]);
}

const soundexCodes: Readonly<Record<string, string>> = { B: '1', F: '1', P: '1', V: '1', C: '2', G: '2', J: '2', K: '2', Q: '2', S: '2', X: '2', Z: '2', D: '3', T: '3', L: '4', M: '5', N: '5', R: '6' };

/** The first letter and three digits of consonants; neighbours of one code count once, the first letter among them or not. */
function soundex(text: string, firstCounts: boolean): string {
  const letters = text.toUpperCase().replaceAll(/[^A-Z]/g, '').split('');
  const [first] = letters;
  if (first === undefined) return '';
  let result = first;
  let last = firstCounts ? (soundexCodes[first] ?? '') : '';
  for (const letter of letters.slice(1)) {
    const code = soundexCodes[letter] ?? '';
    if (code !== '' && code !== last) result += code;
    if (letter !== 'H' && letter !== 'W') last = code;
  }
  return result.slice(0, 4).padEnd(4, '0');
}
