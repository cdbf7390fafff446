import { closeSession } from './close-session.ts';
import type { Session } from './session.ts';
import { claimedSession, type IssuedToken, issueToken, matches } from './tokens.ts';

/** How long tokens last, in seconds. */
export interface TokenLifetimes {
  readonly session: number;
  readonly master: number;
}

/** The tokens of a session as the driver gets them. */
export interface TokenPair {
  readonly token: string;
  readonly masterToken: string;
}

/** What a token turned out to be. */
export type TokenCheck =
  | { readonly status: 'valid'; readonly session: Session }
  | { readonly status: 'expired' | 'unknown' };

interface Entry {
  readonly session: Session;
  token: IssuedToken;
  tokenExpiry: number;
  readonly master: IssuedToken;
  readonly masterExpiry: number;
}

/** Who is logged in. */
export class SessionStore {
  readonly #entries = new Map<number, Entry>();
  readonly #lifetimes: TokenLifetimes;
  readonly #now: () => number;
  #lastId: number;

  /** @param now milliseconds since the epoch. */
  constructor(lifetimes: TokenLifetimes, now: () => number) {
    this.#lifetimes = lifetimes;
    this.#now = now;
    // Session ids are whole numbers below 2^53 that no earlier server of this machine has given out.
    this.#lastId = now() * 100;
  }

  newId(): number {
    return ++this.#lastId;
  }

  add(session: Session): TokenPair {
    const [token, master] = [issueToken(session.id), issueToken(session.id)];
    this.#entries.set(session.id, { session, token, master, tokenExpiry: this.#expiry('session'), masterExpiry: this.#expiry('master') });
    return { token: token.text, masterToken: master.text };
  }

  /** Checks a session token. */
  check(text: string | undefined): TokenCheck {
    const entry = this.#claimed(text);
    if (entry === undefined || text === undefined || !matches(text, entry.token.digest)) return { status: 'unknown' };
    return entry.tokenExpiry <= this.#now() ? { status: 'expired' } : { status: 'valid', session: entry.session };
  }

  /** Checks a master token, which only renews. */
  checkMaster(text: string | undefined): TokenCheck {
    const entry = this.#claimed(text);
    if (entry === undefined || text === undefined || !matches(text, entry.master.digest)) return { status: 'unknown' };
    return entry.masterExpiry <= this.#now() ? { status: 'expired' } : { status: 'valid', session: entry.session };
  }

  /** Gives a session a new token; the old one ends. @param masterToken of that session, already checked. */
  renew(session: Session, masterToken: string): TokenPair {
    const token = issueToken(session.id);
    const entry = this.#entries.get(session.id);
    if (entry !== undefined) {
      entry.token = token;
      entry.tokenExpiry = this.#expiry('session');
    }
    return { token: token.text, masterToken };
  }

  get(id: number): Session | undefined {
    return this.#entries.get(id)?.session;
  }

  /** Ends a session: its transaction is rolled back, its temporary objects are dropped. */
  async remove(session: Session): Promise<void> {
    if (this.#entries.delete(session.id)) await closeSession(session);
  }

  async removeAll(): Promise<void> {
    for (const { session } of this.#entries.values()) {
      session.lane.connection.interrupt();
      await this.remove(session);
    }
  }

  #claimed(text: string | undefined): Entry | undefined {
    return text === undefined ? undefined : this.#entries.get(claimedSession(text));
  }

  #expiry(kind: keyof TokenLifetimes): number {
    return this.#now() + this.#lifetimes[kind] * 1000;
  }
}
