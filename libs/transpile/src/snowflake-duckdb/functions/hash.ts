import { build, type Expression } from '@millrace/sql-ir';
import { numberType, type SqlType, types, varcharType } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { textOrBinary } from './by-type.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const anyBytes = ['text', 'binary'];
const sized = (digits: number) => (): SqlType => varcharType(digits);
/** DuckDB digests texts and bytes alike. */
const digest = (name: string, aliases: readonly string[], engine: string, digits: number, expected: string): readonly FunctionDefinition[] => [
  { name, aliases, args: anyBytes, returns: sized(digits), to: { name: engine }, examples: [{ sql: `SELECT ${name}('Snowflake')`, expected }], docs: name.toLowerCase() },
  { name: `${name}_BINARY`, args: anyBytes, returns: (): SqlType => ({ type: 'binary', length: digits / 2 }), to: { template: `unhex(${engine}($1))` }, examples: [{ sql: `SELECT ${name}_BINARY('Snowflake')`, expected: expected.toUpperCase() }] },
];
const sha2 = textOrBinary({ 1: 'sha256($1)', 2: 'mr_sha2_hex(hex(encode($1)), $2)' }, { 1: 'sha256($1)', 2: 'mr_sha2_hex(hex($1), $2)' });
const sha2Binary = textOrBinary({ 1: 'unhex(sha256($1))', 2: 'unhex(mr_sha2_hex(hex(encode($1)), $2))' }, { 1: 'unhex(sha256($1))', 2: 'unhex(mr_sha2_hex(hex($1), $2))' });
const half = (name: string, from: number, expected: string): FunctionDefinition => ({
  name: `MD5_NUMBER_${name}64`, args: anyBytes, returns: numberType(20), to: { template: `CAST(('0x' || substr(md5($1), ${from}, 16)) AS UBIGINT)` }, examples: [{ sql: `SELECT MD5_NUMBER_${name}64('Snowflake')`, expected }],
});

/** A value as text with a letter for its kind: equal numbers give equal text whatever their scale, and no text gives a number's. */
function fingerprint(value: Expression, type: SqlType): Expression {
  const tagged = (letter: string, text: Expression): Expression => build.call('coalesce', [build.binary('||', build.string(letter), text), build.string('0')]);
  switch (type.type) {
    case 'null': return build.string('0');
    case 'number': return tagged('n', build.call('mr_plain_number', [castTo(value, types.text)]));
    case 'float': return tagged('n', build.call('mr_plain_number', [build.call('mr_float_text', [value])]));
    case 'variant': return build.call('coalesce', [build.call('mr_variant_print', [value]), build.string('0')]);
    default: return tagged(type.type === 'varchar' ? 's' : type.type === 'binary' ? 'x' : type.type.charAt(0), type.type === 'binary' ? build.call('hex', [value]) : castTo(value, types.text));
  }
}

/** Snowflake's function is its own: ours has its properties and other values. */
function hash(args: readonly Expression[], context: RewriteContext): Expression {
  const prints = args.map((arg, i) => fingerprint(arg, context.types[i] ?? types.unknown));
  return build.call('mr_hash_of', [{ kind: 'ArrayOf', items: prints, pos: -1, end: -1 }]);
}

/** https://docs.snowflake.com/en/sql-reference/functions-string (Cryptographic/Checksum) and https://docs.snowflake.com/en/sql-reference/functions-hash-scalar */
export const hashes: readonly FunctionRecord[] = defineFunctions('hash', [
  ...digest('MD5', ['MD5_HEX'], 'md5', 32, 'edf1439075a83a447fb8b630ddc9c8de'),
  ...digest('SHA1', ['SHA1_HEX'], 'sha1', 40, 'fda76b0bcc1e87cf259b1d1e3271d76f590fb5dd'),
  half('UPPER', 1, '17145559544104499780'), half('LOWER', 17, '9203306159527282910'),
  { name: 'SHA2', aliases: ['SHA2_HEX'], args: ['text constant?', 'binary constant?'], returns: sized(128), to: sha2, examples: [
    { sql: "SELECT SHA2('Snowflake', 224)", expected: '6267d3d7a59929e6864dd4b737d98e3ef8569d9f88a7466647838532' }, { sql: "SELECT SHA2('Snowflake', 256)", expected: '1dbd59f661d68b90724f21084396b865497173e4d2714f4d91cf05fa5fc5e18d' }] },
  { name: 'SHA2_BINARY', args: ['text constant?', 'binary constant?'], returns: (): SqlType => ({ type: 'binary', length: 64 }), to: sha2Binary, examples: [
    { sql: "SELECT SHA2_BINARY('Snowflake', 384)", expected: '736BD8A53845348830B1EE63A8CD3972F031F13B111F66FFDEC2271A7AE709662E503A0CA305BD50DA8D1CED48CD45D9' }] },
  { name: 'HASH', args: 'any any...', returns: numberType(19), nulls: 'never', to: { rewrite: hash }, examples: [
    { sql: 'SELECT HASH(10) = HASH(10::NUMBER(38,0)) AND HASH(10) = HASH(10::NUMBER(5,3)) AND HASH(10) = HASH(10::FLOAT)', expected: 'true' }, { sql: "SELECT HASH(10) = HASH('10')", expected: 'false' },
    { sql: 'SELECT HASH(NULL) IS NULL OR HASH(NULL) = HASH(NULL, NULL)', expected: 'false' }] },
]);
