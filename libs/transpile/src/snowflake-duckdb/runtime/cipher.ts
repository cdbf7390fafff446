import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes, type CipherGCM, type DecipherGCM } from 'node:crypto';
import { raise } from './raise.ts';

/** An encryption method taken apart: `AES-GCM`, `aes-cbc/pad:pkcs`. */
interface Method {
  readonly mode: 'ecb' | 'cbc' | 'gcm' | 'ctr' | 'ofb' | 'cfb';
  readonly padded: boolean;
}

const modes: ReadonlySet<string> = new Set<Method['mode']>(['ecb', 'cbc', 'gcm', 'ctr', 'ofb', 'cfb']);
const isMode = (mode: string): mode is Method['mode'] => modes.has(mode);
const tagLength = 16;

function methodOf(text: string): Method {
  const match = /^aes(?:-(\w+))?\s*(?:\/\s*pad:\s*(\w+))?$/.exec(text.trim().toLowerCase());
  const mode = match?.[1] ?? 'gcm';
  const padding = match?.[2] ?? 'pkcs';
  if (match === null || !isMode(mode) || (padding !== 'pkcs' && padding !== 'none')) return raise('100312', '22023', `Invalid encryption method: '${text}'`);
  return { mode, padded: padding === 'pkcs' };
}

const ivLength = ({ mode }: Method): number => (mode === 'ecb' ? 0 : mode === 'gcm' ? 12 : 16);

/** What encryption gives. */
interface Sealed {
  readonly iv: Buffer;
  readonly ciphertext: Buffer;
  readonly tag?: Buffer;
}

function checkKey(key: Buffer): void {
  if (![16, 24, 32].includes(key.length)) raise('100310', '22023', `Invalid key length: ${key.length * 8} bits; expected 128, 192 or 256`);
}

function seal(value: Buffer, key: Buffer, iv: Buffer | null, aad: Buffer | null, method: Method): Sealed {
  checkKey(key);
  const vector = iv ?? randomBytes(ivLength(method));
  if (vector.length !== ivLength(method) && method.mode !== 'ecb') raise('100313', '22023', `Invalid length of the initialization vector: ${vector.length * 8} bits`);
  const cipher = createCipheriv(`aes-${key.length * 8}-${method.mode}`, key, method.mode === 'ecb' ? null : vector);
  if (method.mode === 'ecb' || method.mode === 'cbc') cipher.setAutoPadding(method.padded);
  if (method.mode !== 'gcm') return { iv: vector, ciphertext: Buffer.concat([cipher.update(value), cipher.final()]) };
  const authenticated = cipher as CipherGCM;
  if (aad !== null) authenticated.setAAD(aad);
  const ciphertext = Buffer.concat([authenticated.update(value), authenticated.final()]);
  return { iv: vector, ciphertext, tag: authenticated.getAuthTag() };
}

function open({ iv, ciphertext, tag }: Sealed, key: Buffer, aad: Buffer | null, method: Method): Buffer {
  try {
    const decipher = createDecipheriv(`aes-${key.length * 8}-${method.mode}`, key, method.mode === 'ecb' ? null : iv);
    if (method.mode === 'ecb' || method.mode === 'cbc') decipher.setAutoPadding(method.padded);
    if (method.mode === 'gcm') {
      const authenticated = decipher as DecipherGCM;
      authenticated.setAuthTag(tag ?? Buffer.alloc(0));
      if (aad !== null) authenticated.setAAD(aad);
    }
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  } catch {
    return raise('100311', '22023', 'Decryption failed. Check encrypted data, key, AAD, or AEAD tag.');
  }
}

const keys = new Map<string, Buffer>();

/** The key of a passphrase. Snowflake's own seed is not public, so its ciphertexts and ours cannot be exchanged. */
function keyOf(passphrase: string): Buffer {
  const known = keys.get(passphrase);
  if (known !== undefined) return known;
  const key = pbkdf2Sync(passphrase, 'millrace', 1000, 32, 'sha256');
  if (keys.size >= 100) keys.clear();
  keys.set(passphrase, key);
  return key;
}

const bytes = (hex: string | null): Buffer | null => (hex === null ? null : Buffer.from(hex, 'hex'));
const hexOf = (buffer: Buffer): string => buffer.toString('hex').toUpperCase();

/**
 * ENCRYPT: the vector, the ciphertext and the tag in a row, all as hexadecimal text.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/encrypt
 */
export function encrypt(hex: string, passphrase: string, aad: string | null, method: string): string {
  const { iv, ciphertext, tag } = seal(Buffer.from(hex, 'hex'), keyOf(passphrase), null, bytes(aad), methodOf(method));
  return hexOf(Buffer.concat([iv, ciphertext, tag ?? Buffer.alloc(0)]));
}

/** DECRYPT of what `encrypt` gave. @throws Error 100311 where key, data or additional data are not those of the encryption. */
export function decrypt(hex: string, passphrase: string, aad: string | null, method: string): string {
  const data = Buffer.from(hex, 'hex');
  const how = methodOf(method);
  const end = how.mode === 'gcm' ? Math.max(data.length - tagLength, 0) : data.length;
  return hexOf(open({ iv: data.subarray(0, ivLength(how)), ciphertext: data.subarray(ivLength(how), end), tag: data.subarray(end) }, keyOf(passphrase), bytes(aad), how));
}

/**
 * ENCRYPT_RAW: a JSON object of ciphertext, iv and tag in hexadecimal digits.
 *
 * @param iv null for a random one.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/encrypt_raw
 */
export function encryptRaw(hex: string, key: string, iv: string | null, aad: string | null, method: string): { readonly ciphertext: string; readonly iv: string; readonly tag?: string } {
  const sealed = seal(Buffer.from(hex, 'hex'), Buffer.from(key, 'hex'), bytes(iv), bytes(aad), methodOf(method));
  return { ciphertext: hexOf(sealed.ciphertext), iv: hexOf(sealed.iv), ...(sealed.tag === undefined ? {} : { tag: hexOf(sealed.tag) }) };
}

/** DECRYPT_RAW. @throws Error 100311 where key, data, tag or additional data are not those of the encryption. */
export function decryptRaw(hex: string, key: string, iv: string | null, aad: string | null, method: string, tag: string | null): string {
  const sealed: Sealed = { iv: bytes(iv) ?? Buffer.alloc(0), ciphertext: Buffer.from(hex, 'hex'), tag: bytes(tag) ?? Buffer.alloc(0) };
  return hexOf(open(sealed, Buffer.from(key, 'hex'), bytes(aad), methodOf(method)));
}
