import type { DuckDbConnector } from './duckdb/connector.ts';
import type { DuckDbOptions } from './duckdb/options.ts';

/**
 * Opens a DuckDB database; the engine is loaded on the first call.
 *
 * @example
 * await using db = await openDuckDb({ path: 'shop.duckdb' });
 * await db.execute('CREATE TABLE orders (id INTEGER)');
 */
export async function openDuckDb(options: DuckDbOptions = {}): Promise<DuckDbConnector> {
  return (await import('./duckdb/connector.ts')).openDuckDb(options);
}
