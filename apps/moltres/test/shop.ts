import type { SqlConnector } from '@millrace/connectors';
import { openSqlite } from '@millrace/connectors';
import { connect, type Db, t, table } from '@millrace/moltres';
import { temporaryDuckDb, temporaryPostgres } from '@millrace/testkit';

export const users = table('users', { id: t.int().primaryKey(), name: t.text(), age: t.int().nullable(), city: t.text().nullable(), created: t.date() });
export const orders = table('orders', { id: t.int().primaryKey(), user_id: t.int(), amount: t.float(), status: t.text() });

const statements = [
  'CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, age INTEGER, city VARCHAR(20), created DATE NOT NULL)',
  'CREATE TABLE orders (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, amount DOUBLE PRECISION NOT NULL, status VARCHAR(20) NOT NULL)',
  "INSERT INTO users VALUES (1, 'Alice', 30, 'NY', '2024-01-15'), (2, 'Bob', 25, 'LA', '2024-02-29'), (3, 'Carol', 35, 'NY', '2024-03-31'), (4, 'Dan', NULL, NULL, '2023-12-31')",
  "INSERT INTO orders VALUES (10, 1, 100, 'paid'), (11, 1, 50, 'open'), (12, 2, 75, 'paid'), (13, 9, 5, 'paid'), (14, 1, 100, 'paid')",
];

/** A database with the shop's two tables, and what takes it down. */
export interface Engine {
  readonly db: Db;
  close(): Promise<void>;
}

async function filled(connector: SqlConnector, close: () => Promise<void>): Promise<Engine> {
  const db = await connect(connector);
  for (const sql of statements) await db.execute(sql);
  return { db, close };
}

/** The engines that every case runs on. */
export const engines: Readonly<Record<'duckdb' | 'sqlite' | 'postgres', () => Promise<Engine>>> = {
  duckdb: async () => {
    const connector = await temporaryDuckDb();
    return filled(connector, () => connector.close());
  },
  sqlite: async () => {
    const connector = await openSqlite();
    return filled(connector, () => connector.close());
  },
  postgres: async () => {
    const server = await temporaryPostgres();
    const connector = await server.open();
    return filled(connector, async () => {
      await connector.close();
      await server[Symbol.asyncDispose]();
    });
  },
};

export const engineNames = ['duckdb', 'sqlite', 'postgres'] as const;
