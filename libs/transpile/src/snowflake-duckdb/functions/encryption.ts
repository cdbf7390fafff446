import { build, type Expression } from '@millrace/sql-ir';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const standard = build.string('AES-GCM');
/** Bytes as hexadecimal digits, as the functions in TypeScript take them. */
const hexOf = (value: Expression, binary: boolean): Expression => build.call('hex', [binary ? value : build.call('encode', [value])]);
const isBinary = (index: number, { types }: RewriteContext): boolean => types[index]?.type === 'binary';
const isNull = (index: number, { types }: RewriteContext): boolean => types[index]?.type === 'null';
const bytes = (value: Expression | undefined, index: number, context: RewriteContext): Expression => (value === undefined || isNull(index, context) ? build.nothing() : hexOf(value, isBinary(index, context)));

/** ENCRYPT and DECRYPT: value, passphrase, then a method, or additional data and a method; data alone are told by their type. */
const byPassphrase = (native: string) => (args: readonly Expression[], context: RewriteContext): Expression => {
  const [value = build.nothing(), passphrase = build.nothing(), third, fourth] = args;
  const aloneIsMethod = third !== undefined && fourth === undefined && third.kind === 'Literal' && /^aes\b/i.test(String('value' in third ? third.value : ''));
  const method = aloneIsMethod ? third : (fourth ?? standard);
  return build.call('unhex', [build.call(native, [bytes(value, 0, context), passphrase, aloneIsMethod ? build.nothing() : bytes(third, 2, context), method])]);
};

const encryptRaw = ([value, key, iv, aad, method]: readonly Expression[], context: RewriteContext): Expression =>
  build.call('mr_encrypt_raw_hex', [bytes(value, 0, context), bytes(key, 1, context), bytes(iv, 2, context), bytes(aad, 3, context), method ?? standard]);

const decryptRaw = (native: string) => ([value, key, iv, aad, method, tag]: readonly Expression[], context: RewriteContext): Expression =>
  build.call('unhex', [build.call(native, [bytes(value, 0, context), bytes(key, 1, context), bytes(iv, 2, context), bytes(aad, 3, context), method ?? standard, bytes(tag, 5, context)])]);

const rawCall = "ENCRYPT_RAW(TO_BINARY(HEX_ENCODE('Bonjour'), 'HEX'), SHA2_BINARY('NotSecretEnough', 256), SUBSTR(TO_BINARY(HEX_ENCODE('AlsoNotSecretEnough'), 'HEX'), 0, 12), TO_BINARY(HEX_ENCODE('additional data'), 'HEX'), 'AES-GCM')";
const rawBack = (name: string, phrase: string): string =>
  `SELECT TO_VARCHAR(${name}(TO_BINARY('CA2F4A383F6F55'), SHA2_BINARY('${phrase}', 256), TO_BINARY('416C736F4E6F745365637265'), TO_BINARY(HEX_ENCODE('additional data')), 'AES-GCM', TO_BINARY('91F28FBC6A2FE9B213D1C44B8D75D147')), 'utf-8')`;

/** https://docs.snowflake.com/en/sql-reference/functions-encryption */
export const encryptions: readonly FunctionRecord[] = defineFunctions('encryption', [
  { name: 'ENCRYPT', args: 'text|binary text any? text?', returns: 'binary', nulls: 'any', volatile: true, to: { rewrite: byPassphrase('mr_encrypt_hex') }, examples: [
    { sql: "SELECT TO_VARCHAR(DECRYPT(ENCRYPT('Patient tested positive for COVID-19', 'poiuqewjlkfsd'), 'poiuqewjlkfsd'), 'utf-8')", expected: 'Patient tested positive for COVID-19' }, { sql: "SELECT TO_VARCHAR(DECRYPT(ENCRYPT(TO_BINARY(HEX_ENCODE('secret!')), 'sample_passphrase', NULL, 'aes-cbc/pad:pkcs'), 'sample_passphrase', NULL, 'aes-cbc/pad:pkcs'), 'utf-8')", expected: 'secret!' }] },
  { name: 'DECRYPT', args: 'binary text any? text?', returns: 'binary', nulls: 'any', to: { rewrite: byPassphrase('mr_decrypt_hex') }, examples: [
    { sql: "SELECT TO_VARCHAR(DECRYPT(ENCRYPT('penicillin', 'poiuqewjlkfsd', 'John Dough AAD', 'aes-gcm'), 'poiuqewjlkfsd', 'John Dough AAD', 'aes-gcm'), 'utf-8')", expected: 'penicillin' }] },
  { name: 'TRY_DECRYPT', args: 'binary text any? text?', returns: 'binary', nulls: 'any', to: { rewrite: byPassphrase('mr_try_decrypt_hex') }, examples: [
    { sql: "SELECT TRY_DECRYPT(ENCRYPT('penicillin', 'poiuqewjlkfsd', 'John Dough AAD', 'aes-gcm'), 'poiuqewjlkfsd', 'wrong patient AAD', 'aes-gcm')", expected: null }, { sql: "SELECT TO_VARCHAR(TRY_DECRYPT(ENCRYPT('penicillin', 'poiuqewjlkfsd'), 'poiuqewjlkfsd'), 'utf-8')", expected: 'penicillin' }] },
  { name: 'ENCRYPT_RAW', args: 'binary binary binary binary? text?', returns: 'variant', nulls: 'any', volatile: true, to: { rewrite: encryptRaw }, examples: [{ sql: `SELECT ${rawCall}`, expected: '{"ciphertext":"CA2F4A383F6F55","iv":"416C736F4E6F745365637265","tag":"91F28FBC6A2FE9B213D1C44B8D75D147"}' }] },
  { name: 'DECRYPT_RAW', args: 'binary binary binary binary? text? binary?', returns: 'binary', nulls: 'any', to: { rewrite: decryptRaw('mr_decrypt_raw_hex') }, examples: [{ sql: rawBack('DECRYPT_RAW', 'NotSecretEnough'), expected: 'Bonjour' }] },
  { name: 'TRY_DECRYPT_RAW', args: 'binary binary binary binary? text? binary?', returns: 'binary', nulls: 'any', to: { rewrite: decryptRaw('mr_try_decrypt_raw_hex') }, examples: [{ sql: rawBack('TRY_DECRYPT_RAW', 'NotSecretEnough'), expected: 'Bonjour' }, { sql: rawBack('TRY_DECRYPT_RAW', 'Wrong'), expected: null }] },
]);
