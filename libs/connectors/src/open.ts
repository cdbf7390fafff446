import type { Dialect } from 'kysely';
import type { SqlConnector } from './connector.ts';
import type { DuckDbConnector } from './duckdb/connector.ts';
import type { DuckDbOptions } from './duckdb/options.ts';
import type { PostgresOptions } from './postgres/client.ts';
import type { PostgresConnector } from './postgres/connector.ts';
import type { SnowflakeConnector, SnowflakeOptions } from './snowflake/connector.ts';
import type { SqliteConnector, SqliteOptions } from './sqlite/connector.ts';

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

/**
 * Opens a PostgreSQL database; the server is reached by the first statement.
 *
 * @example
 * await using db = await openPostgres({ url: 'postgres://ann@localhost/shop' });
 * await db.check();
 */
export async function openPostgres(options: PostgresOptions): Promise<PostgresConnector> {
  return (await import('./postgres/connector.ts')).openPostgres(options);
}

/**
 * Opens an SQLite database.
 *
 * @example
 * await using db = await openSqlite({ path: 'shop.sqlite' });
 */
export async function openSqlite(options: SqliteOptions = {}): Promise<SqliteConnector> {
  return (await import('./sqlite/connector.ts')).openSqlite(options);
}

/**
 * Logs in to Snowflake, or to Mockhaus in its place.
 *
 * @example
 * await using db = await openSnowflake({ accessUrl: 'http://127.0.0.1:8080', username: 'ann', password: 'x', database: 'SHOP', schema: 'PUBLIC' });
 */
export async function openSnowflake(options: SnowflakeOptions): Promise<SnowflakeConnector> {
  return (await import('./snowflake/connector.ts')).openSnowflake(options);
}

/**
 * Lets a user's Kysely run on any engine we connect to; Kysely is loaded on the first call.
 *
 * @param connector stays the caller's to close.
 * @example
 * const kysely = new Kysely<Shop>({ dialect: await toKyselyDialect(await openDuckDb({ path: 'shop.duckdb' })) });
 */
export async function toKyselyDialect(connector: SqlConnector): Promise<Dialect> {
  return (await import('./kysely/dialect.ts')).kyselyDialect(connector);
}
