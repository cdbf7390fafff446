import { textOrBinary } from './by-type.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord } from './record.ts';

const standard = (text: string, alphabet: string): string => `translate(${text}, mr_base64_alphabet(${alphabet}), '+/=')`;
const clean = "regexp_replace($1, '\\s', '', 'g')";
const encode = textOrBinary(
  { 1: 'base64(encode($1))', 2: 'mr_base64_lines(base64(encode($1)), $2)', 3: "mr_base64_lines(translate(base64(encode($1)), '+/=', mr_base64_alphabet($3)), $2)" },
  { 1: 'base64($1)', 2: 'mr_base64_lines(base64($1), $2)', 3: "mr_base64_lines(translate(base64($1), '+/=', mr_base64_alphabet($3)), $2)" },
);
const decoded = { 1: `from_base64(${clean})`, 2: `from_base64(${standard(clean, '$2')})` };
const through = (before: string, after: string): Readonly<Record<number, string>> => ({ 1: before + decoded[1] + after, 2: before + decoded[2] + after });
const method = "CASE WHEN $2 IS NOT NULL THEN";

/** https://docs.snowflake.com/en/sql-reference/functions-string (Encoding/Decoding, Compression/Decompression) */
export const encodings: readonly FunctionRecord[] = defineFunctions('encoding', [
  { name: 'HEX_ENCODE', args: ['text int?', 'binary int?'], returns: 'text', to: textOrBinary({ 1: 'hex(encode($1))', 2: 'CASE WHEN $2 = 0 THEN lower(hex(encode($1))) ELSE hex(encode($1)) END' }, { 1: 'hex($1)', 2: 'CASE WHEN $2 = 0 THEN lower(hex($1)) ELSE hex($1) END' }), examples: [
    { sql: "SELECT HEX_ENCODE('Snowflake')", expected: '536E6F77666C616B65' }, { sql: "SELECT HEX_ENCODE('Snowflake', 0)", expected: '536e6f77666c616b65' }] },
  { name: 'HEX_DECODE_STRING', args: 'text', returns: 'text', to: { template: 'decode(mr_hex_bytes($1))' }, examples: [{ sql: "SELECT HEX_DECODE_STRING('534E4F57464C414B45')", expected: 'SNOWFLAKE' }] },
  { name: 'HEX_DECODE_BINARY', args: 'text', returns: 'binary', to: { name: 'mr_hex_bytes' }, examples: [{ sql: "SELECT HEX_DECODE_BINARY('48454C50')", expected: '48454C50' }] },
  { name: 'TRY_HEX_DECODE_STRING', args: 'text', returns: 'text', nulls: 'any', to: { template: 'try(decode(mr_try_hex_bytes($1)))' }, examples: [{ sql: "SELECT TRY_HEX_DECODE_STRING('41')", expected: 'A' }, { sql: "SELECT TRY_HEX_DECODE_STRING('ZZ')", expected: null }, { sql: "SELECT TRY_HEX_DECODE_STRING('FF')", expected: null }] },
  { name: 'TRY_HEX_DECODE_BINARY', args: 'text', returns: 'binary', nulls: 'any', to: { name: 'mr_try_hex_bytes' }, examples: [{ sql: "SELECT TRY_HEX_DECODE_BINARY('41')", expected: '41' }, { sql: "SELECT TRY_HEX_DECODE_BINARY('4')", expected: null }] },
  { name: 'BASE64_ENCODE', args: ['text int? text?', 'binary int? text?'], returns: 'text', to: encode, examples: [
    { sql: "SELECT BASE64_ENCODE('Snowflake')", expected: 'U25vd2ZsYWtl' }, { sql: "SELECT BASE64_ENCODE('Snowflake ❄❄❄ Snowman ☃☃☃', 32, '$')", expected: 'U25vd2ZsYWtlIOKdhOKdhOKdhCBTbm93\nbWFuIOKYg$KYg$KYgw==' }] },
  { name: 'BASE64_DECODE_STRING', args: 'text text?', returns: 'text', to: { template: through('decode(', ')') }, examples: [{ sql: "SELECT BASE64_DECODE_STRING('U25vd2ZsYWtl')", expected: 'Snowflake' }, { sql: "SELECT BASE64_DECODE_STRING('U25vd2ZsYWtlIOKdhOKdhOKdhCBTbm93\nbWFuIOKYg$KYg$KYgw==', '$')", expected: 'Snowflake ❄❄❄ Snowman ☃☃☃' }] },
  { name: 'BASE64_DECODE_BINARY', args: 'text text?', returns: 'binary', to: { template: decoded }, examples: [{ sql: "SELECT BASE64_DECODE_BINARY('SEVMUA==')", expected: '48454C50' }] },
  { name: 'TRY_BASE64_DECODE_STRING', args: 'text text?', returns: 'text', nulls: 'any', to: { template: through('try(decode(', '))') }, examples: [{ sql: "SELECT TRY_BASE64_DECODE_STRING('SEVMTE8=')", expected: 'HELLO' }, { sql: "SELECT TRY_BASE64_DECODE_STRING('invalid-base64!')", expected: null }] },
  { name: 'TRY_BASE64_DECODE_BINARY', args: 'text text?', returns: 'binary', nulls: 'any', to: { template: through('try(', ')') }, examples: [{ sql: "SELECT TRY_BASE64_DECODE_BINARY('SEVMUA==')", expected: '48454C50' }, { sql: "SELECT TRY_BASE64_DECODE_BINARY('a')", expected: null }] },
  { name: 'COMPRESS', args: ['text text', 'binary text'], returns: 'binary', to: textOrBinary(`${method} unhex(mr_compress_hex(hex(encode($1)), $2)) END`, `${method} unhex(mr_compress_hex(hex($1), $2)) END`), examples: [{ sql: "SELECT COMPRESS('Snowflake', 'SNAPPY')", expected: '0920536E6F77666C616B65' }] },
  { name: 'DECOMPRESS_STRING', args: 'binary text', returns: 'text', to: { template: 'decode(unhex(mr_decompress_hex(hex($1), $2)))' }, examples: [
    { sql: "SELECT DECOMPRESS_STRING(TO_BINARY('0920536E6F77666C616B65', 'HEX'), 'SNAPPY')", expected: 'Snowflake' }, { sql: "SELECT DECOMPRESS_STRING(COMPRESS('Snowflake', 'ZLIB(1)'), 'zlib')", expected: 'Snowflake' }, { sql: "SELECT DECOMPRESS_STRING(COMPRESS('Snowflake', 'ZSTD'), 'ZSTD')", expected: 'Snowflake' }] },
  { name: 'DECOMPRESS_BINARY', args: 'binary text', returns: 'binary', to: { template: 'unhex(mr_decompress_hex(hex($1), $2))' }, examples: [{ sql: "SELECT DECOMPRESS_BINARY(TO_BINARY('0920536E6F77666C616B65', 'HEX'), 'SNAPPY')", expected: '536E6F77666C616B65' }] },
]);
