import { createHash, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineConnection } from '../engine/engine.ts';
import { Serial } from '../engine/serial.ts';

/** A file in a stage. */
export interface StageFile {
  /** Which stage, as `StageStore` keys them: see `stageKey`. */
  readonly stage: string;
  /** Its path in the stage, as the client named it. */
  readonly path: string;
  /** Where its bytes are on this machine. */
  readonly file: string;
  readonly size: number;
  readonly md5: string;
  /** Milliseconds since the epoch. */
  readonly modifiedOn: number;
}

/**
 * The files of an account's stages. Paths are names in a table, never paths on the disk: bytes lie in files
 * that we name ourselves, so no path of a client's can lead out of the folder.
 */
export class StageStore {
  readonly #connection: EngineConnection;
  readonly #folder: string;
  readonly #now: () => number;
  readonly #files = new Map<string, StageFile>();
  readonly #writes = new Serial();

  private constructor(connection: EngineConnection, folder: string, now: () => number) {
    this.#connection = connection;
    this.#folder = folder;
    this.#now = now;
  }

  static async open(connection: EngineConnection, folder: string, now: () => number): Promise<StageStore> {
    const store = new StageStore(connection, folder, now);
    const rows = await (await connection.run({ sql: 'SELECT stage, path, blob, size, md5, modified_on FROM _mh.stage_files' })).getRowsJS();
    for (const [stage, path, blob, size, md5, modifiedOn] of rows) {
      store.#remember({ stage: String(stage), path: String(path), file: join(folder, String(blob)), size: Number(size), md5: String(md5), modifiedOn: Number(modifiedOn) });
    }
    return store;
  }

  /** A path for bytes that are written by somebody else (the engine's COPY TO) and then taken in with `adopt`. */
  newBlob(): string {
    return join(this.#folder, randomUUID());
  }

  /** Keeps a file, in place of one of the same path. */
  async write(stage: string, path: string, bytes: Uint8Array): Promise<StageFile> {
    const file = this.newBlob();
    await writeFile(file, bytes);
    return this.adopt(stage, path, file, bytes);
  }

  /** Makes bytes that lie in a file of `newBlob` a file of the stage. */
  async adopt(stage: string, path: string, file: string, bytes: Uint8Array): Promise<StageFile> {
    const entry: StageFile = { stage, path, file, size: bytes.length, md5: createHash('md5').update(bytes).digest('hex'), modifiedOn: this.#now() };
    const blob = file.slice(this.#folder.length + 1);
    const before = this.get(stage, path);
    await this.#writes.run(async () => {
      await this.#connection.run({ sql: 'DELETE FROM _mh.stage_files WHERE stage = $1 AND path = $2', parameters: [stage, path] });
      await this.#connection.run({
        sql: 'INSERT INTO _mh.stage_files VALUES ($1, $2, $3, $4, $5, $6)',
        parameters: [stage, path, blob, BigInt(entry.size), entry.md5, BigInt(entry.modifiedOn)],
      });
    });
    this.#remember(entry);
    if (before !== undefined) await rm(before.file, { force: true });
    return entry;
  }

  get(stage: string, path: string): StageFile | undefined {
    return this.#files.get(keyOf(stage, path));
  }

  /** The files of a stage whose path starts with a prefix, by path. */
  list(stage: string, prefix = ''): readonly StageFile[] {
    return [...this.#files.values()].filter((entry) => entry.stage === stage && entry.path.startsWith(prefix)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
  }

  async remove(entry: StageFile): Promise<void> {
    await this.#writes.run(() => this.#connection.run({ sql: 'DELETE FROM _mh.stage_files WHERE stage = $1 AND path = $2', parameters: [entry.stage, entry.path] }));
    this.#files.delete(keyOf(entry.stage, entry.path));
    await rm(entry.file, { force: true });
  }

  #remember(entry: StageFile): void {
    this.#files.set(keyOf(entry.stage, entry.path), entry);
  }
}

function keyOf(stage: string, path: string): string {
  return JSON.stringify([stage, path]);
}
