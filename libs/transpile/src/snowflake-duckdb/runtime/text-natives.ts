import type { NativeFunction, NativeValue } from '../functions/record.ts';
import { combineBits, invertBits, shiftBits } from './bits.ts';
import { compress, decompress } from './compression.ts';
import { decrypt, decryptRaw, encrypt, encryptRaw } from './cipher.ts';
import { editDistance, jaroWinkler } from './edit-distance.ts';
import { parseIp, searchIp } from './ip-address.ts';
import { tagMark } from './tag-mark.ts';
import { writeObject } from './parse-json.ts';
import { foldVectors, normalizeVector, vectorMeasure } from './vector.ts';

const text = (value: NativeValue | undefined): string => String(value);
const maybe = (value: NativeValue | undefined): string | null => (value === null || value === undefined ? null : String(value));

/** The object of ENCRYPT_RAW: binary members, tagged as binary values within a variant are (docs/adr/0004). */
function sealedObject(value: string, key: string, iv: string | null, aad: string | null, method: string): string {
  return writeObject(new Map(Object.entries(encryptRaw(value, key, iv, aad, method)).map(([name, hex]) => [name, JSON.stringify(`${tagMark}X${hex}`)])));
}

/** What a call that fails on its data gives instead of an error. */
function orNull(compute: () => string): string | null {
  try {
    return compute();
  } catch {
    return null;
  }
}

const five = ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'] as const;

/** Functions of texts and bytes in TypeScript; bytes travel as hexadecimal digits. */
export const textNatives: readonly (NativeFunction & { readonly name: string })[] = [
  { name: 'mr_edit_distance', parameters: ['VARCHAR', 'VARCHAR'], returns: 'BIGINT', call: (a, b) => BigInt(editDistance(text(a), text(b))) },
  { name: 'mr_jaro_winkler', parameters: ['VARCHAR', 'VARCHAR'], returns: 'BIGINT', call: (a, b) => BigInt(jaroWinkler(text(a), text(b))) },
  { name: 'mr_parse_ip_text', parameters: ['VARCHAR', 'VARCHAR', 'BIGINT'], returns: 'JSON', call: (value, kind, permissive) => parseIp(text(value), text(kind), permissive === 1n) },
  { name: 'mr_search_address', parameters: ['VARCHAR', 'VARCHAR'], returns: 'BOOLEAN', call: (value, wanted) => searchIp(text(value), text(wanted)) },
  { name: 'mr_bits_hex', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (left, right, side, op) => combineBits(text(left), text(right), text(side), op === 'AND' || op === 'OR' ? op : 'XOR') },
  { name: 'mr_shift_hex', parameters: ['VARCHAR', 'BIGINT'], returns: 'VARCHAR', call: (digits, by) => shiftBits(text(digits), Number(by)) },
  { name: 'mr_invert_hex', parameters: ['VARCHAR'], returns: 'VARCHAR', call: (digits) => invertBits(text(digits)) },
  { name: 'mr_vector_measure', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'DOUBLE', call: (a, b, how) => vectorMeasure(text(a), text(b), text(how)) },
  { name: 'mr_vector_unit', parameters: ['VARCHAR'], returns: 'JSON', call: (vector) => normalizeVector(text(vector)) },
  { name: 'mr_vector_fold', parameters: ['VARCHAR', 'VARCHAR'], returns: 'JSON', call: (vectors, how) => foldVectors(text(vectors), text(how)) },
  { name: 'mr_compress_hex', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, method) => compress(text(value), text(method)) },
  { name: 'mr_decompress_hex', parameters: ['VARCHAR', 'VARCHAR'], returns: 'VARCHAR', call: (value, method) => decompress(text(value), text(method)) },
  { name: 'mr_encrypt_hex', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'VARCHAR', takesNull: true, volatile: true, call: (value, phrase, aad, method) =>
    (value === null || phrase === null || method === null ? null : encrypt(text(value), text(phrase), maybe(aad), text(method))) },
  { name: 'mr_decrypt_hex', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'VARCHAR', takesNull: true, call: (value, phrase, aad, method) =>
    (value === null || phrase === null || method === null ? null : decrypt(text(value), text(phrase), maybe(aad), text(method))) },
  { name: 'mr_try_decrypt_hex', parameters: ['VARCHAR', 'VARCHAR', 'VARCHAR', 'VARCHAR'], returns: 'VARCHAR', takesNull: true, call: (value, phrase, aad, method) =>
    (value === null || phrase === null || method === null ? null : orNull(() => decrypt(text(value), text(phrase), maybe(aad), text(method)))) },
  { name: 'mr_encrypt_raw_hex', parameters: five, returns: 'JSON', takesNull: true, volatile: true, call: (value, key, iv, aad, method) =>
    (value === null || key === null || method === null ? null : sealedObject(text(value), text(key), maybe(iv), maybe(aad), text(method))) },
  { name: 'mr_decrypt_raw_hex', parameters: [...five, 'VARCHAR'], returns: 'VARCHAR', takesNull: true, call: (value, key, iv, aad, method, tag) =>
    (value === null || key === null || method === null ? null : decryptRaw(text(value), text(key), maybe(iv), maybe(aad), text(method), maybe(tag))) },
  { name: 'mr_try_decrypt_raw_hex', parameters: [...five, 'VARCHAR'], returns: 'VARCHAR', takesNull: true, call: (value, key, iv, aad, method, tag) =>
    (value === null || key === null || method === null ? null : orNull(() => decryptRaw(text(value), text(key), maybe(iv), maybe(aad), text(method), maybe(tag)))) },
];
