import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** A part of a large result that lies on the disk until the driver fetches it. */
export interface SpooledChunk {
  /** Unguessable: knowing it is the permission to read it. */
  readonly key: string;
  readonly rowCount: number;
  readonly uncompressedSize: number;
  readonly compressedSize: number;
}

const lifetime = 24 * 60 * 60 * 1000;

/** The chunks of an account's large results, compressed, for a day. */
export class ResultSpool {
  readonly #folder: string;
  readonly #now: () => number;
  readonly #expiry = new Map<string, number>();

  /** @param now milliseconds since the epoch. */
  constructor(folder: string, now: () => number) {
    this.#folder = folder;
    this.#now = now;
  }

  async write(content: Uint8Array, rowCount: number): Promise<SpooledChunk> {
    await this.#dropExpired();
    const compressed = await compress(content, { level: 1 });
    const key = randomBytes(24).toString('base64url');
    await writeFile(join(this.#folder, key), compressed);
    this.#expiry.set(key, this.#now() + lifetime);
    return { key, rowCount, uncompressedSize: content.length, compressedSize: compressed.length };
  }

  /** The compressed bytes of a chunk, or undefined when there is none or it has expired. */
  async read(key: string): Promise<Buffer | undefined> {
    const expiry = this.#expiry.get(key);
    if (expiry === undefined || expiry < this.#now()) return undefined;
    return readFile(join(this.#folder, key));
  }

  async #dropExpired(): Promise<void> {
    for (const [key, expiry] of this.#expiry) {
      if (expiry >= this.#now()) break;
      this.#expiry.delete(key);
      await rm(join(this.#folder, key), { force: true });
    }
  }
}
