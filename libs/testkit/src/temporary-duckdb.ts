import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DuckDbConnector, openDuckDb } from '@millrace/connectors';

/** A folder of its own that disposing removes. */
export interface TemporaryFolder extends Disposable {
  readonly path: string;
}

/** Makes an empty folder among the system's temporary ones. */
export function temporaryFolder(): TemporaryFolder {
  const path = mkdtempSync(join(tmpdir(), 'millrace-test-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** A DuckDB database that is gone after the test. */
export interface TemporaryDuckDb extends AsyncDisposable {
  readonly connector: DuckDbConnector;
  /** The database file, or `:memory:`. */
  readonly path: string;
}

/**
 * Opens a throw-away DuckDB database.
 *
 * @param where `memory`, or `file` for one that a second connector can open.
 * @example await using db = await temporaryDuckDb();
 */
export async function temporaryDuckDb(where: 'memory' | 'file' = 'memory'): Promise<TemporaryDuckDb> {
  const folder = where === 'file' ? temporaryFolder() : undefined;
  const path = folder === undefined ? ':memory:' : join(folder.path, 'test.duckdb');
  const connector = await openDuckDb({ path });
  return {
    connector,
    path,
    [Symbol.asyncDispose]: async () => {
      await connector.close();
      folder?.[Symbol.dispose]();
    },
  };
}
