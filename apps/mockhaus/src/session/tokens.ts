import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A bearer token and what the server keeps of it. */
export interface IssuedToken {
  /** What the client sends back: `<session>.<secret>`. */
  readonly text: string;
  readonly digest: Buffer;
}

/** Makes a token of 256 random bits that names its session. */
export function issueToken(sessionId: number): IssuedToken {
  const text = `${sessionId}.${randomBytes(32).toString('base64url')}`;
  return { text, digest: digestOf(text) };
}

/** Whether a token is the one issued; takes the same time for every wrong one. */
export function matches(text: string, digest: Buffer): boolean {
  return timingSafeEqual(digestOf(text), digest);
}

/** The session a token claims to belong to; not proof of anything. */
export function claimedSession(text: string): number {
  return Number(text.slice(0, Math.max(0, text.indexOf('.'))));
}

/** The token in an `Authorization: Snowflake Token="…"` header. */
export function tokenOf(authorization: string | undefined): string | undefined {
  return /^Snowflake Token="([^"]*)"$/.exec(authorization ?? '')?.[1];
}

/** A digest of fixed length, so that secrets of any length compare in constant time. */
export function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
