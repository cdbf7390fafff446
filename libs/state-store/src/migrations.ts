import { type Kysely, sql } from 'kysely';
import type { Migration, MigrationProvider } from 'kysely/migration';

/** Every change of the state schema, in order. A landed one is never edited: a new one follows it. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001_runs_steps_watermarks': { up: createTables },
};

export const migrationProvider: MigrationProvider = { getMigrations: () => Promise.resolve({ ...migrations }) };

async function createTables(db: Kysely<unknown>): Promise<void> {
  const schema = db.schema.withSchema('millrace');
  await schema.createTable('runs')
    .addColumn('id', 'varchar', (c) => c.primaryKey())
    .addColumn('pipeline', 'varchar', (c) => c.notNull())
    .addColumn('status', 'varchar', (c) => c.notNull())
    .addColumn('started_at', 'varchar', (c) => c.notNull())
    .addColumn('finished_at', 'varchar')
    .addColumn('plan_hash', 'varchar')
    .addColumn('error', 'varchar')
    .execute();
  await schema.createTable('steps')
    .addColumn('run_id', 'varchar', (c) => c.notNull())
    .addColumn('id', 'varchar', (c) => c.notNull())
    .addColumn('ordinal', 'integer', (c) => c.notNull())
    .addColumn('kind', 'varchar', (c) => c.notNull())
    .addColumn('name', 'varchar', (c) => c.notNull())
    .addColumn('status', 'varchar', (c) => c.notNull())
    .addColumn('rows_read', 'bigint')
    .addColumn('rows_written', 'bigint')
    .addColumn('started_at', 'varchar')
    .addColumn('finished_at', 'varchar')
    .addColumn('fingerprint', 'varchar')
    .addColumn('error', 'varchar')
    .addPrimaryKeyConstraint('steps_key', ['run_id', 'id'])
    .execute();
  await schema.createTable('watermarks')
    .addColumn('pipeline', 'varchar', (c) => c.notNull())
    .addColumn('source', 'varchar', (c) => c.notNull())
    .addColumn('target', 'varchar', (c) => c.notNull())
    .addColumn('column_name', 'varchar', (c) => c.notNull())
    .addColumn('value', 'varchar', (c) => c.notNull())
    .addColumn('value_type', 'varchar', (c) => c.notNull())
    .addColumn('run_id', 'varchar')
    .addColumn('updated_at', 'varchar', (c) => c.notNull())
    .addPrimaryKeyConstraint('watermarks_key', ['pipeline', 'source', 'target', 'column_name'])
    .execute();
  await sql`create sequence ${sql.table('millrace.watermark_history_sequence')}`.execute(db);
  await schema.createTable('watermark_history')
    .addColumn('sequence', 'bigint', (c) => c.notNull().defaultTo(sql`nextval('millrace.watermark_history_sequence')`))
    .addColumn('pipeline', 'varchar', (c) => c.notNull())
    .addColumn('source', 'varchar', (c) => c.notNull())
    .addColumn('target', 'varchar', (c) => c.notNull())
    .addColumn('column_name', 'varchar', (c) => c.notNull())
    .addColumn('previous', 'varchar')
    .addColumn('value', 'varchar')
    .addColumn('value_type', 'varchar', (c) => c.notNull())
    .addColumn('run_id', 'varchar')
    .addColumn('at', 'varchar', (c) => c.notNull())
    .execute();
}
