import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

/** One SCRAM-SHA-256 conversation, client side (RFC 5802, RFC 7677), without channel binding. */
export interface ScramClient {
  /** The client-first-message. */
  readonly first: string;
  /** Answers the server-first-message with the client-final-message. @throws Error when the server's nonce is not built on ours. */
  final(serverFirst: string): string;
  /** Whether the server-final-message proves that the server knows the password too. */
  verifies(serverFinal: string): boolean;
}

function attribute(message: string, name: string): string {
  return message.split(',').find((part) => part.startsWith(`${name}=`))?.slice(2) ?? '';
}

/**
 * Starts a conversation.
 *
 * @param user left empty towards PostgreSQL, which takes the name from the startup message.
 * @param nonce for tests that replay a known conversation.
 */
export function scramClient(password: string, user = '', nonce: string = randomBytes(18).toString('base64')): ScramClient {
  const bare = `n=${user},r=${nonce}`;
  let serverSignature: Buffer = Buffer.alloc(0);
  const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const final = (serverFirst: string): string => {
    const serverNonce = attribute(serverFirst, 'r');
    if (!serverNonce.startsWith(nonce)) throw new Error('the server answered with a nonce that is not ours');
    const salted = pbkdf2Sync(password.normalize('NFKC'), Buffer.from(attribute(serverFirst, 's'), 'base64'), Number(attribute(serverFirst, 'i')), 32, 'sha256');
    const withoutProof = `c=biws,r=${serverNonce}`;
    const conversation = `${bare},${serverFirst},${withoutProof}`;
    const clientKey = hmac(salted, 'Client Key');
    const signature = hmac(createHash('sha256').update(clientKey).digest(), conversation);
    const proof = Buffer.from(clientKey.map((byte, i) => byte ^ (signature[i] ?? 0)));
    serverSignature = hmac(hmac(salted, 'Server Key'), conversation);
    return `${withoutProof},p=${proof.toString('base64')}`;
  };
  const verifies = (serverFinal: string): boolean => {
    const given = Buffer.from(attribute(serverFinal, 'v'), 'base64');
    return given.length === serverSignature.length && given.length > 0 && timingSafeEqual(given, serverSignature);
  };
  return { first: `n,,${bare}`, final, verifies };
}
