import { Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckDb, openPostgres, openSqlite, type SqlConnector, toKyselyDialect } from '@millrace/connectors';
import { temporaryPostgres, type TemporaryPostgres } from '@millrace/testkit';

interface Shop {
  orders: { id: number; note: string | null };
}

let server: TemporaryPostgres;
beforeAll(async () => {
  server = await temporaryPostgres();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each([
  ['DuckDB', (): Promise<SqlConnector> => openDuckDb()],
  ['PostgreSQL', (): Promise<SqlConnector> => openPostgres({ url: server.url })],
  ['SQLite', (): Promise<SqlConnector> => openSqlite()],
])('Kysely on %s', (_, open) => {
  let connector: SqlConnector;
  let db: Kysely<Shop>;
  beforeAll(async () => {
    connector = await open();
    db = new Kysely<Shop>({ dialect: await toKyselyDialect(connector) });
    await db.schema.createTable('orders').addColumn('id', 'int4', (c) => c.primaryKey()).addColumn('note', 'varchar(50)').execute();
  });
  afterAll(() => connector.close());

  it('builds, binds, counts and returns', async () => {
    expect((await db.insertInto('orders').values([{ id: 1, note: "it's" }, { id: 2, note: null }]).executeTakeFirst()).numInsertedOrUpdatedRows).toBe(2n);
    expect(await db.insertInto('orders').values({ id: 3, note: "'; DROP TABLE orders; --" }).returning('id').execute()).toEqual([{ id: 3 }]);
    expect(await db.selectFrom('orders').selectAll().where('note', 'is not', null).orderBy('id').execute()).toEqual([{ id: 1, note: "it's" }, { id: 3, note: "'; DROP TABLE orders; --" }]);
    expect((await db.updateTable('orders').set({ note: 'x' }).where('id', '>', 1).executeTakeFirst()).numUpdatedRows).toBe(2n);
    expect((await db.introspection.getTables()).map((table) => table.name)).toContain('orders');
  });

  it('rolls back what fails and streams what is read', async () => {
    await expect(db.transaction().execute(async (transaction) => {
      await transaction.deleteFrom('orders').execute();
      await transaction.insertInto('orders').values([{ id: 9, note: null }, { id: 9, note: null }]).execute();
    })).rejects.toMatchObject({ code: 'CONNECT_CONSTRAINT' });
    const seen: number[] = [];
    for await (const row of db.selectFrom('orders').select('id').orderBy('id').stream()) seen.push(row.id);
    expect(seen).toEqual([1, 2, 3]);
  });
});

it('lets two processes migrate one PostgreSQL database at the same time', async () => {
  const url = await server.createDatabase();
  const migrations = {
    '1': { up: async (db: Kysely<unknown>): Promise<void> => { await db.schema.createTable('made_once').addColumn('id', 'integer').execute(); } },
  };
  const results = await Promise.all([1, 2, 3].map(async () => {
    await using connector = await openPostgres({ url });
    const db = new Kysely<unknown>({ dialect: await toKyselyDialect(connector) });
    const { error, results: applied } = await new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } }).migrateToLatest();
    await sql`select 1`.execute(db);
    return { error, applied: applied?.length };
  }));
  expect(results.map((result) => result.error)).toEqual([undefined, undefined, undefined]);
  expect(results.reduce((sum, result) => sum + (result.applied ?? 0), 0)).toBe(1);
});
