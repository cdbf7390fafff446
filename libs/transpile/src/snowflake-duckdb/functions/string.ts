import { build, type Expression } from '@millrace/sql-ir';
import { collated, type SqlType, types, varcharType } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { textOrBinary } from './by-type.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord } from './record.ts';

/** Concatenation of any number of values; `||` passes NULL on, as CONCAT does in Snowflake and not in DuckDB. */
const concat = (args: readonly Expression[]): Expression => (args.length === 1 ? castTo(args[0] ?? build.nothing(), types.text) : args.reduce((left, right) => build.binary('||', left, right)));

/** A NULL separator makes the whole NULL, with one value too. */
const concatWs = ([separator = build.nothing(), ...rest]: readonly Expression[]): Expression =>
  (rest.length === 1
    ? { kind: 'Case', branches: [{ when: { kind: 'Is', operand: separator, test: 'NULL', negated: true, pos: -1, end: -1 }, then: rest[0] ?? separator }], pos: -1, end: -1 }
    : rest.reduce((left, right) => build.binary('||', build.binary('||', left, separator), right)));

const sameKind = (args: readonly SqlType[]): SqlType => (args.some(({ type }) => type === 'binary') ? types.binary : types.text);
/** As long as the first argument at most. */
const noLonger = ([type]: readonly SqlType[]): SqlType => (type?.type === 'binary' || type?.type === 'varchar' ? type : types.text);
/** As long as all arguments together. */
const joined = (args: readonly SqlType[]): SqlType => (sameKind(args).type === 'binary' || !args.every(({ type }) => type === 'varchar') ? sameKind(args) : varcharType(args.reduce((sum, type) => sum + ('length' in type ? type.length : 0), 0)));

/** TRIM of some characters; without them only of spaces. */
const trim = (name: string) => ({ template: { 1: `${name}($1, ' ')`, 2: `${name}($1, $2)` } });

/** The place of a text, or of bytes: hexadecimal digits are told apart by blanks, so that no match begins in the middle of a byte. */
const position = textOrBinary(
  { 2: "CASE WHEN $1 = '' THEN 1 ELSE strpos($2, $1) END", 3: 'mr_position($1, $2, $3)' },
  { 2: 'mr_byte_position($1, $2, 1)', 3: 'mr_byte_position($1, $2, $3)' },
);

const from = (index: number): string => `CASE WHEN $${index} > 0 THEN 2 * $${index} - 1 WHEN $${index} = 0 THEN 1 ELSE 2 * $${index} END`;
const pad = (name: string) => textOrBinary(
  { 2: `mr_${name}($1, $2, ' ')`, 3: `mr_${name}($1, $2, $3)` },
  `CASE WHEN $2 <= 0 THEN ''::BLOB WHEN octet_length($3) = 0 THEN unhex(left(hex($1), 2 * $2)) ELSE unhex(${name}(hex($1), CAST(2 * $2 AS INTEGER), hex($3))) END`,
);

/** DuckDB compares bytes: what has other characters than ASCII's goes to a function of ours. */
const distance = 'CASE WHEN strlen($1) = length($1) AND strlen($2) = length($2) THEN levenshtein($1, $2) ELSE mr_edit_distance($1, $2) END';

/** https://docs.snowflake.com/en/sql-reference/functions-string */
export const strings: readonly FunctionRecord[] = defineFunctions('string', [
  { name: 'CONCAT', args: ['text text...', 'binary binary...'], returns: joined, to: { rewrite: concat }, examples: [
    { sql: "SELECT CONCAT('George Washington ', 'Carver')", expected: 'George Washington Carver' }, { sql: "SELECT CONCAT('a', NULL)", expected: null }, { sql: "SELECT CONCAT('a', 1, 'b')", expected: 'a1b' }, { sql: "SELECT CONCAT(X'01', X'02')", expected: '0102' }] },
  { name: 'CONCAT_WS', args: ['text text text...', 'binary binary binary...'], returns: sameKind, to: { rewrite: concatWs }, examples: [
    { sql: "SELECT CONCAT_WS(',', 'one', 'two', 'three')", expected: 'one,two,three' }, { sql: "SELECT CONCAT_WS(',', 'one', NULL, 'two')", expected: null }, { sql: "SELECT CONCAT_WS(',', 'one')", expected: 'one' }] },
  { name: 'LOWER', args: 'text', returns: noLonger, to: { name: 'lower' }, examples: [{ sql: "SELECT LOWER('ĄąĆćĘęŁłŃńÓóŚśŹźŻż')", expected: 'ąąććęęłłńńóóśśźźżż' }] },
  { name: 'UPPER', args: 'text', returns: 'text', to: { template: "upper(replace($1, 'ß', 'SS'))" }, examples: [{ sql: "SELECT UPPER('1č2Щ3ß4Ę!-?abc@')", expected: '1Č2Щ3SS4Ę!-?ABC@' }] },
  { name: 'LENGTH', aliases: ['LEN', 'CHAR_LENGTH', 'CHARACTER_LENGTH'], args: ['text', 'binary'], returns: 'count', to: textOrBinary('length($1)', 'octet_length($1)'), examples: [
    { sql: "SELECT LENGTH('joyeux Noël')", expected: '11' }, { sql: "SELECT LENGTH('')", expected: '0' }, { sql: 'SELECT LENGTH(NULL)', expected: null }, { sql: 'SELECT LENGTH(12345)', expected: '5' }, { sql: "SELECT LENGTH('圣诞节快乐')", expected: '5' }, { sql: "SELECT LENGTH(X'A1B2')", expected: '2' }] },
  { name: 'OCTET_LENGTH', args: ['text', 'binary'], returns: 'count', to: textOrBinary('strlen($1)', 'octet_length($1)'), examples: [
    { sql: "SELECT OCTET_LENGTH('abc')", expected: '3' }, { sql: "SELECT OCTET_LENGTH('\\u0392')", expected: '2' }, { sql: "SELECT OCTET_LENGTH(X'A1B2')", expected: '2' }] },
  { name: 'BIT_LENGTH', args: ['text', 'binary'], returns: 'count', to: textOrBinary('strlen($1) * 8', 'octet_length($1) * 8'), examples: [
    { sql: "SELECT BIT_LENGTH('abc')", expected: '24' }, { sql: "SELECT BIT_LENGTH('\\u0394')", expected: '16' }, { sql: "SELECT BIT_LENGTH(X'A1B2')", expected: '16' }] },
  { name: 'SUBSTR', aliases: ['SUBSTRING'], args: ['text int int?', 'binary int int?'], returns: noLonger, to: textOrBinary(
    { 2: 'mr_substr2($1, $2)', 3: 'mr_substr3($1, $2, $3)' },
    { 2: `CASE WHEN $2 < -octet_length($1) THEN ''::BLOB ELSE unhex(substr(hex($1), ${from(2)})) END`, 3: `CASE WHEN $3 <= 0 OR $2 < -octet_length($1) THEN ''::BLOB ELSE unhex(substr(hex($1), ${from(2)}, 2 * $3)) END` },
  ), examples: [
    { sql: "SELECT SUBSTR('testing 1 2 3', 9, 3)", expected: '1 2' }, { sql: "SELECT SUBSTR('mystring', -3, 7)", expected: 'ing' }, { sql: "SELECT SUBSTR('mystring', 0, 3)", expected: 'mys' }, { sql: "SELECT SUBSTR('mystring', 2, -1)", expected: '' }, { sql: "SELECT SUBSTR('mystring', -10, 3)", expected: '' }, { sql: "SELECT SUBSTR('mystring', NULL, 3)", expected: null },
    { sql: "SELECT TO_VARCHAR(SUBSTR(TO_BINARY(HEX_ENCODE('AlsoNotSecretEnough'), 'HEX'), 0, 12), 'UTF-8')", expected: 'AlsoNotSecre' }] },
  { name: 'LEFT', args: ['text int', 'binary int'], returns: noLonger, to: textOrBinary('left($1, mr_no_less($2))', 'unhex(left(hex($1), 2 * mr_no_less($2)))'), examples: [{ sql: "SELECT LEFT('ABC', NULL)", expected: null }, { sql: "SELECT LEFT('ABCDEF', 3)", expected: 'ABC' }, { sql: "SELECT LEFT('ABC', -1)", expected: '' }, { sql: "SELECT LEFT(X'010203', 2)", expected: '0102' }] },
  { name: 'RIGHT', args: ['text int', 'binary int'], returns: noLonger, to: textOrBinary('right($1, mr_no_less($2))', 'unhex(right(hex($1), 2 * mr_no_less($2)))'), examples: [{ sql: "SELECT RIGHT('ABC', NULL)", expected: null }, { sql: "SELECT RIGHT('ABCDEFG', 3)", expected: 'EFG' }, { sql: "SELECT RIGHT(X'010203', 2)", expected: '0203' }] },
  { name: 'LPAD', args: ['text int text?', 'binary int binary'], returns: sameKind, to: pad('lpad'), examples: [
    { sql: "SELECT LPAD('123.50', 19, '*_')", expected: '*_*_*_*_*_*_*123.50' }, { sql: "SELECT LPAD('Hi', 10, '$')", expected: '$$$$$$$$Hi' }, { sql: "SELECT LPAD('Twelve Dollars', 10)", expected: 'Twelve Dol' }, { sql: "SELECT LPAD(TO_BINARY('4869'), 10, TO_BINARY(HEX_ENCODE('$')))", expected: '24242424242424244869' }] },
  { name: 'RPAD', args: ['text int text?', 'binary int binary'], returns: sameKind, to: pad('rpad'), examples: [
    { sql: "SELECT RPAD('123.50', 19, '*_')", expected: '123.50*_*_*_*_*_*_*' }, { sql: "SELECT RPAD(TO_BINARY('4869'), 10, TO_BINARY(HEX_ENCODE(' ')))", expected: '48692020202020202020' }] },
  { name: 'TRIM', args: 'text text?', returns: noLonger, to: trim('trim'), examples: [{ sql: "SELECT TRIM('❄-❄ABC-❄-', '❄-')", expected: 'ABC' }, { sql: "SELECT TRIM('*-*ABC-*-', '*-')", expected: 'ABC' }, { sql: "SELECT TRIM('  a ')", expected: 'a' }] },
  { name: 'LTRIM', args: 'text text?', returns: noLonger, to: trim('ltrim'), examples: [{ sql: "SELECT LTRIM('#000000123', '0#')", expected: '123' }] },
  { name: 'RTRIM', args: 'text text?', returns: noLonger, to: trim('rtrim'), examples: [{ sql: "SELECT RTRIM('$125.00', '0.')", expected: '$125' }] },
  { name: 'RTRIMMED_LENGTH', args: 'text', returns: 'count', to: { template: "length(rtrim($1, ' '))" }, examples: [{ sql: "SELECT RTRIMMED_LENGTH(' ABCD ')", expected: '5' }] },
  { name: 'REPLACE', args: 'text text text?', returns: 'text', to: { template: { 2: "replace($1, $2, '')", 3: 'replace($1, $2, $3)' } }, examples: [
    { sql: "SELECT REPLACE('down', 'down', 'up')", expected: 'up' }, { sql: "SELECT REPLACE('Vacation in Athens', 'Athens', 'Rome')", expected: 'Vacation in Rome' }, { sql: "SELECT REPLACE('abcd', 'bc')", expected: 'ad' }] },
  { name: 'REVERSE', args: ['text', 'binary'], returns: noLonger, to: textOrBinary('reverse($1)', "unhex(array_to_string(list_reverse(regexp_extract_all(hex($1), '..')), ''))"), examples: [{ sql: "SELECT REVERSE('Hello, world!')", expected: '!dlrow ,olleH' }, { sql: "SELECT REVERSE(X'010203')", expected: '030201' }] },
  { name: 'REPEAT', args: 'text int', returns: 'text', to: { name: 'repeat' }, examples: [{ sql: "SELECT REPEAT('xy', 5)", expected: 'xyxyxyxyxy' }, { sql: "SELECT REPEAT('xy', 0)", expected: '' }] },
  { name: 'SPACE', args: 'int', returns: 'text', to: { template: "repeat(' ', $1)" }, examples: [{ sql: "SELECT CONCAT('>', SPACE(3), '<')", expected: '>   <' }] },
  { name: 'CHARINDEX', args: ['text text int?', 'binary binary int?'], returns: 'count', to: position, examples: [
    { sql: "SELECT CHARINDEX('an', 'banana', 1)", expected: '2' }, { sql: "SELECT CHARINDEX('an', 'banana', 3)", expected: '4' }, { sql: "SELECT CHARINDEX('☃☃', 'bunch of ☃☃☃☃')", expected: '10' }, { sql: "SELECT CHARINDEX('', 'banana')", expected: '1' }, { sql: "SELECT CHARINDEX(X'EF', X'ABCDEF')", expected: '3' }] },
  { name: 'POSITION', args: ['text text int?', 'binary binary int?'], returns: 'count', to: position, examples: [
    { sql: "SELECT POSITION('an', 'banana', 3)", expected: '4' }, { sql: "SELECT POSITION('nicht' IN 'Ich weiß nicht')", expected: '10' }, { sql: "SELECT POSITION(X'EF', X'ABCDEF')", expected: '3' }, { sql: "SELECT POSITION(X'BC', X'ABCD')", expected: '0' }, { sql: "SELECT POSITION('an', 'banana', 7)", expected: '0' }] },
  { name: 'CONTAINS', args: ['text text', 'binary binary'], returns: 'boolean', to: textOrBinary('contains($1, $2)', 'mr_byte_position($2, $1, 1) > 0'), examples: [{ sql: "SELECT CONTAINS('latte', 'te')", expected: 'true' }, { sql: "SELECT CONTAINS('coffee', 'te')", expected: 'false' }, { sql: "SELECT CONTAINS(X'ABCD', X'BC')", expected: 'false' }] },
  { name: 'STARTSWITH', args: ['text text', 'binary binary'], returns: 'boolean', to: textOrBinary('starts_with($1, $2)', 'starts_with(hex($1), hex($2))'), examples: [{ sql: "SELECT STARTSWITH('tea', 'te')", expected: 'true' }, { sql: "SELECT STARTSWITH('latte', 'te')", expected: 'false' }, { sql: "SELECT STARTSWITH(X'ABCD', X'AB')", expected: 'true' }] },
  { name: 'ENDSWITH', args: ['text text', 'binary binary'], returns: 'boolean', to: textOrBinary('ends_with($1, $2)', 'ends_with(hex($1), hex($2))'), examples: [{ sql: "SELECT ENDSWITH('latte', 'te')", expected: 'true' }, { sql: "SELECT ENDSWITH('tea', 'te')", expected: 'false' }, { sql: "SELECT ENDSWITH(X'ABCD', X'CD')", expected: 'true' }] },
  { name: 'INSERT', args: ['text int int text', 'binary int int binary'], returns: sameKind, to: textOrBinary(
    'substr($1, 1, $2 - 1) || $4 || substr($1, $2 + $3)', 'unhex(substr(hex($1), 1, 2 * $2 - 2) || hex($4) || substr(hex($1), 2 * ($2 + $3) - 1))',
  ), examples: [
    { sql: "SELECT INSERT('abcdef', 3, 2, 'zzz')", expected: 'abzzzef' }, { sql: "SELECT INSERT('abc', 1, 2, 'Z')", expected: 'Zc' }, { sql: "SELECT INSERT('abc', 2, 1, '')", expected: 'ac' }, { sql: "SELECT INSERT('abc', 4, 0, 'Z')", expected: 'abcZ' }, { sql: "SELECT INSERT('abc', 1, 2, NULL)", expected: null }] },
  { name: 'INITCAP', args: 'text text?', returns: noLonger, to: { native: { parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', takesNull: true, call: (s, delimiters) => (s === null || s === undefined ? null : initcap(String(s), delimiters === null || delimiters === undefined ? undefined : String(delimiters))) } }, examples: [
    { sql: "SELECT INITCAP('HelL0_hi+therE')", expected: 'Hell0_Hi+There' }, { sql: "SELECT INITCAP('νησί του ποταμού')", expected: 'Νησί Του Ποταμού' }, { sql: "SELECT INITCAP('Hi,are?you!there')", expected: 'Hi,Are?You!There' }, { sql: "SELECT INITCAP('this is the new Frame+work', '')", expected: 'This is the new frame+work' }, { sql: "SELECT INITCAP('lion☂fRog potato⨊cLoUD', '⨊☂')", expected: 'Lion☂Frog potato⨊Cloud' }, { sql: "SELECT INITCAP('apple is僉sweetandballIsROUND', '僉a b')", expected: 'aPple Is僉SweetaNdbaLlisround' }] },
  { name: 'ASCII', args: 'text', returns: 'small', to: { template: "CASE WHEN $1 = '' THEN 0 ELSE ascii($1) END" }, examples: [{ sql: "SELECT ASCII('!')", expected: '33' }, { sql: "SELECT ASCII('bcd')", expected: '98' }, { sql: "SELECT ASCII('')", expected: '0' }] },
  { name: 'UNICODE', args: 'text', returns: 'small', to: { template: "CASE WHEN $1 = '' THEN 0 ELSE unicode($1) END" }, examples: [{ sql: "SELECT UNICODE('a')", expected: '97' }, { sql: "SELECT UNICODE('\\u2744')", expected: '10052' }, { sql: "SELECT UNICODE('cde')", expected: '99' }, { sql: "SELECT UNICODE('')", expected: '0' }] },
  { name: 'CHR', aliases: ['CHAR'], args: 'int', returns: () => varcharType(1), to: { template: "CASE WHEN $1 < 0 OR $1 > 1114111 OR $1 BETWEEN 55296 AND 57343 THEN mr_raise('100186', '22000', 'Invalid character code ' || $1 || ' in the CHR input') ELSE chr(CAST($1 AS INTEGER)) END" }, examples: [{ sql: 'SELECT CHR(83)', expected: 'S' }, { sql: 'SELECT CHR(169)', expected: '©' }, { sql: 'SELECT CHR(8364)', expected: '€' }] },
  { name: 'SPLIT', args: 'text text', returns: 'array', to: { template: 'CAST(to_json(mr_split_list($1, $2)) AS JSON)' }, examples: [{ sql: "SELECT SPLIT('127.0.0.1', '.')", expected: '["127","0","0","1"]' }, { sql: "SELECT SPLIT('|a||', '|')", expected: '["","a","",""]' }, { sql: "SELECT SPLIT('a', NULL)", expected: null }] },
  { name: 'SPLIT_PART', args: 'text text int', returns: 'text', to: { macro: { parameters: 's, separator, n', body: "CASE WHEN s IS NULL OR separator IS NULL OR n IS NULL THEN NULL WHEN separator = '' THEN CASE WHEN abs(n) <= 1 THEN s ELSE '' END ELSE coalesce(string_split(s, separator)[CASE WHEN n = 0 THEN 1 ELSE n END], '') END" } }, examples: [
    { sql: "SELECT SPLIT_PART('a.b', NULL, 1)", expected: null },
    { sql: "SELECT SPLIT_PART('11.22.33', '.', 0)", expected: '11' }, { sql: "SELECT SPLIT_PART('11.22.33', '.', 4)", expected: '' }, { sql: "SELECT SPLIT_PART('11.22.33', '.', -3)", expected: '11' }, { sql: "SELECT SPLIT_PART('11.22.33', '.', -4)", expected: '' }, { sql: "SELECT SPLIT_PART('aaa--bbb-BBB--ccc', '--', 2)", expected: 'bbb-BBB' }, { sql: "SELECT SPLIT_PART('user@snowflake.com', '', -1)", expected: 'user@snowflake.com' }, { sql: "SELECT SPLIT_PART('user@snowflake.com', '', 2)", expected: '' }] },
  { name: 'STRTOK', args: 'text text? int?', returns: 'text', nulls: 'any', to: { macro: { parameters: "s, delimiters := ' ', n := 1", body: "CASE WHEN n > 0 THEN mr_strtok_list(s, delimiters)[n] END" } }, examples: [
    { sql: "SELECT STRTOK('a.b.c', '.', 1)", expected: 'a' }, { sql: "SELECT STRTOK('user@snowflake.com', '@.', 2)", expected: 'snowflake' }, { sql: "SELECT STRTOK('user@snowflake.com.', '@.', 4)", expected: null }, { sql: "SELECT STRTOK('', '', 1)", expected: null }, { sql: "SELECT STRTOK('a.b', '', 1)", expected: 'a.b' }, { sql: "SELECT STRTOK('a.b', NULL, 1)", expected: null }] },
  { name: 'STRTOK_TO_ARRAY', args: 'text text?', returns: 'array', to: { macro: { parameters: "s, delimiters := ' '", body: 'CAST(to_json(mr_strtok_list(s, delimiters)) AS JSON)' } }, examples: [{ sql: "SELECT STRTOK_TO_ARRAY('a.b.c', '.')", expected: '["a","b","c"]' }, { sql: "SELECT STRTOK_TO_ARRAY('user@snowflake.com', '.@')", expected: '["user","snowflake","com"]' }] },
  { name: 'TRANSLATE', args: 'text text text', returns: 'text', to: { template: "translate($1, $2, CASE WHEN length($3) > length($2) THEN mr_raise('100078', '22000', 'String ''' || $3 || ''' is too long and would be truncated') ELSE $3 END)" }, examples: [{ sql: "SELECT TRANSLATE('peña', 'ñ', 'n')", expected: 'pena' }, { sql: "SELECT TRANSLATE('❄a❄bX❄dYZ❄', 'XYZ❄', 'cef')", expected: 'abcdef' }] },
  { name: 'EDITDISTANCE', args: 'text text int?', returns: 'small', to: { template: { 2: distance, 3: `CASE WHEN $3 IS NOT NULL THEN least(${distance}, mr_no_less($3)) END` } }, examples: [
    { sql: "SELECT EDITDISTANCE('Gute nacht', 'Ich weis nicht')", expected: '8' }, { sql: "SELECT EDITDISTANCE('Ich weiß nicht', 'Ich wei? nicht')", expected: '1' }, { sql: "SELECT EDITDISTANCE('święta', 'swieta')", expected: '2' }, { sql: "SELECT EDITDISTANCE('future', 'past', 2)", expected: '2' }, { sql: "SELECT EDITDISTANCE('Snowflake', 'Oracle', -1)", expected: '0' }] },
  { name: 'JAROWINKLER_SIMILARITY', args: 'text text', returns: 'small', to: { name: 'mr_jaro_winkler' }, examples: [
    { sql: "SELECT JAROWINKLER_SIMILARITY('Snowflake', 'Oracle')", expected: '61' }, { sql: "SELECT JAROWINKLER_SIMILARITY('Gute nacht', 'Ich weis nicht')", expected: '56' }, { sql: "SELECT JAROWINKLER_SIMILARITY('Ich weiß nicht', 'Ich wei? nicht')", expected: '98' }, { sql: "SELECT JAROWINKLER_SIMILARITY('Ich weiß nicht', 'Ich weiss nicht')", expected: '97' }, { sql: "SELECT JAROWINKLER_SIMILARITY('święta', 'swieta')", expected: '77' }, { sql: "SELECT JAROWINKLER_SIMILARITY('', '')", expected: '0' }] },
  { name: 'SOUNDEX', args: 'text', returns: 'text', to: { native: { parameters: ['VARCHAR'], returns: 'VARCHAR', call: (value) => soundex(String(value), true) } }, examples: [{ sql: "SELECT SOUNDEX('Marks')", expected: 'M620' }, { sql: "SELECT SOUNDEX('Marx')", expected: 'M620' }, { sql: "SELECT SOUNDEX('I love rock and roll music.')", expected: 'I416' }, { sql: "SELECT SOUNDEX('Pfister')", expected: 'P236' }, { sql: "SELECT SOUNDEX('Lloyd')", expected: 'L300' }] },
  { name: 'SOUNDEX_P123', args: 'text', returns: 'text', to: { native: { parameters: ['VARCHAR'], returns: 'VARCHAR', call: (value) => soundex(String(value), false) } }, examples: [{ sql: "SELECT SOUNDEX_P123('Pfister')", expected: 'P123' }, { sql: "SELECT SOUNDEX_P123('Lloyd')", expected: 'L430' }] },
  { name: 'PARSE_URL', args: 'text constant?', returns: 'object', to: { template: { 1: 'mr_parse_url_text($1, 0)', 2: 'mr_parse_url_text($1, $2)' } }, examples: [
    { sql: "SELECT PARSE_URL('https://www.snowflake.com/')", expected: '{"fragment":null,"host":"www.snowflake.com","parameters":null,"path":"","port":null,"query":null,"scheme":"https"}' },
    { sql: "SELECT PARSE_URL('mailto:abc@xyz.com')", expected: '{"fragment":null,"host":null,"parameters":null,"path":"abc@xyz.com","port":null,"query":null,"scheme":"mailto"}' },
    { sql: "SELECT PARSE_URL('http://USER:PASS@EXAMPLE.INT:4345/HELLO.PHP?USER=1')", expected: '{"fragment":null,"host":"USER:PASS@EXAMPLE.INT","parameters":{"USER":"1"},"path":"HELLO.PHP","port":"4345","query":"USER=1","scheme":"http"}' },
    { sql: "SELECT PARSE_URL('example.int/hello.php?user=12#nofragment', 1)", expected: '{"error":"scheme not specified"}' }] },
  { name: 'PARSE_IP', args: 'text text int?', returns: 'object', to: { template: { 2: 'mr_parse_ip_text($1, $2, 0)', 3: 'mr_parse_ip_text($1, $2, $3)' } }, examples: [
    { sql: "SELECT PARSE_IP('192.168.242.188/24', 'INET')", expected: '{"family":4,"host":"192.168.242.188","ip_fields":[3232297660,0,0,0],"ip_type":"inet","ipv4":3232297660,"ipv4_range_end":3232297727,"ipv4_range_start":3232297472,"netmask_prefix_length":24,"snowflake$type":"ip_address"}' },
    { sql: "SELECT PARSE_IP('fe80::20c:29ff:fe2c:429/64', 'INET')", expected: '{"family":6,"hex_ipv6":"FE80000000000000020C29FFFE2C0429","hex_ipv6_range_end":"FE80000000000000FFFFFFFFFFFFFFFF","hex_ipv6_range_start":"FE800000000000000000000000000000","host":"fe80::20c:29ff:fe2c:429","ip_fields":[4269801472,0,34351615,4264297513],"ip_type":"inet","netmask_prefix_length":64,"snowflake$type":"ip_address"}' }] },
  { name: 'LIKE', args: 'text text text?', returns: 'boolean', to: { template: { 2: '$1 LIKE $2', 3: '$1 LIKE $2 ESCAPE $3' } }, examples: [{ sql: "SELECT LIKE('John  Dddoe', '%Jo%oe%')", expected: 'true' }, { sql: "SELECT LIKE('John_do%wn', '%J%h%^_do%', '^')", expected: 'true' }] },
  { name: 'ILIKE', args: 'text text text?', returns: 'boolean', to: { template: { 2: '$1 ILIKE $2', 3: '$1 ILIKE $2 ESCAPE $3' } }, examples: [{ sql: "SELECT ILIKE('John_down', 'j%h%^_do%', '^')", expected: 'true' }] },
  { name: 'UUID_STRING', args: ['', 'text text'], returns: () => varcharType(36), volatile: true, to: { template: { 0: 'CAST(uuid() AS VARCHAR)', 2: 'mr_uuid_of($1, $2)' } }, examples: [{ sql: "SELECT UUID_STRING('fe971b24-9572-4005-b22f-351e9c09274d', 'foo')", expected: 'dc0b6f65-fca6-5b4b-9d37-ccc3fde1f3e2' }, { sql: 'SELECT LENGTH(UUID_STRING())', expected: '36' }] },
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
