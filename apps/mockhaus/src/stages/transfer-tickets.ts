import { randomBytes } from 'node:crypto';

/** The permission to move one file. */
export interface TransferTicket {
  readonly action: 'upload' | 'download';
  readonly account: string;
  readonly stage: string;
  readonly path: string;
  /** For uploads: whether a file of that path is replaced; if not, the one there stays. */
  readonly overwrite?: boolean;
}

const lifetime = 60 * 60 * 1000;

/** Permissions to move one file each, good for an hour. */
export class TransferTickets {
  readonly #now: () => number;
  readonly #tickets = new Map<string, { readonly ticket: TransferTicket; readonly expiry: number }>();

  /** @param now milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** @returns the unguessable key of the permission. */
  issue(ticket: TransferTicket): string {
    for (const [key, { expiry }] of this.#tickets) {
      if (expiry >= this.#now()) break;
      this.#tickets.delete(key);
    }
    const key = randomBytes(24).toString('base64url');
    this.#tickets.set(key, { ticket, expiry: this.#now() + lifetime });
    return key;
  }

  find(key: string): TransferTicket | undefined {
    const found = this.#tickets.get(key);
    return found === undefined || found.expiry < this.#now() ? undefined : found.ticket;
  }
}
