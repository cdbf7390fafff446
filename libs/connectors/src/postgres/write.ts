import type { Batch, Field } from '../batch.ts';
import type { ObjectName, WriteOptions } from '../connector.ts';
import { errors } from '../errors.ts';
import { checkKeys } from '../sql/columns.ts';
import { quoteIdentifier, quoteList, quoteName, shownName } from '../sql/quote.ts';
import { duplicateKeys, insertMissing, updateFrom } from '../sql/statements.ts';
import { hasUniqueKey, objectSchema } from './catalog.ts';
import { denseRows } from './client.ts';
import { copyRows } from './copy.ts';
import type { PostgresTarget } from './errors.ts';
import type { PostgresLane } from './session.ts';
import { postgresTypeName } from './types.ts';

let stagings = 0;

function stagingName(): string {
  stagings += 1;
  return `millrace_${process.pid}_${stagings}`;
}

/** Writes batches inside the lane's transaction. @returns rows written. */
export async function writeObject(lane: PostgresLane, target: PostgresTarget, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, options: WriteOptions): Promise<number> {
  switch (options.mode) {
    case 'replace':
      return replace(lane, target, object, fields, batches);
    case 'append':
      await run(lane, `CREATE TABLE IF NOT EXISTS ${quoteName(object)} (${columnList(fields)})`);
      return copyInto(lane, target, object, batches);
    case 'upsert':
      return upsert(lane, target, object, fields, batches, checkKeys(object, fields, options.keys));
  }
}

/** Copies batches into an existing table within the lane. */
export async function copyInto(lane: PostgresLane, target: PostgresTarget, object: ObjectName, batches: AsyncIterable<Batch>): Promise<number> {
  const columns = await lane.exclusive((sql) => objectSchema(sql, target, object));
  return lane.exclusive((sql) => copyRows(sql, target, object, columns, batches));
}

function run(lane: PostgresLane, sql: string): Promise<number> {
  return lane.execute({ sql, parameters: [] });
}

function columnList(fields: readonly Field[]): string {
  return fields.map((field) => `${quoteIdentifier(field.name)} ${postgresTypeName(field.type)}${field.nullable ? '' : ' NOT NULL'}`).join(', ');
}

/** Fills a new table first and takes the old one's place at the end, so that readers wait for a moment only. */
async function replace(lane: PostgresLane, target: PostgresTarget, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>): Promise<number> {
  const staging = [...object.slice(0, -1), stagingName()];
  await run(lane, `CREATE TABLE ${quoteName(staging)} (${columnList(fields)})`);
  const rows = await copyInto(lane, target, staging, batches);
  await run(lane, `DROP TABLE IF EXISTS ${quoteName(object)}`);
  await run(lane, `ALTER TABLE ${quoteName(staging)} RENAME TO ${quoteIdentifier(object.at(-1) ?? '')}`);
  return rows;
}

async function upsert(lane: PostgresLane, target: PostgresTarget, object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, keys: readonly string[]): Promise<number> {
  await run(lane, `CREATE TABLE IF NOT EXISTS ${quoteName(object)} (${columnList(fields)})`);
  const staging = ['pg_temp', stagingName()];
  const columns = fields.map((field) => field.name);
  await run(lane, `CREATE TEMPORARY TABLE ${quoteName(staging)} ON COMMIT DROP AS SELECT ${quoteList(columns)} FROM ${quoteName(object)} WITH NO DATA`);
  const rows = await copyInto(lane, target, staging, batches);
  const twice = denseRows(await lane.exclusive((sql) => sql.unsafe(duplicateKeys(staging, keys))));
  if (twice.length > 0) throw errors.CONNECT_BAD_WRITE.error({ object: shownName(object), problem: `two rows have the key ${Object.values(twice[0] ?? {}).map(String).join(', ')}` });
  if (await lane.exclusive((sql) => hasUniqueKey(sql, object, keys))) {
    await run(lane, insertOrUpdate(object, staging, columns, keys));
    return rows;
  }
  // With no unique index nothing else keeps two writers from adding the same key.
  await run(lane, `LOCK TABLE ${quoteName(object)} IN SHARE ROW EXCLUSIVE MODE`);
  const update = updateFrom(object, staging, columns, keys);
  if (update !== undefined) await run(lane, update);
  await run(lane, insertMissing(object, staging, columns, keys));
  return rows;
}

function insertOrUpdate(object: ObjectName, staging: ObjectName, columns: readonly string[], keys: readonly string[]): string {
  const rest = columns.filter((column) => !keys.includes(column));
  const action = rest.length === 0 ? 'NOTHING' : `UPDATE SET ${rest.map((column) => `${quoteIdentifier(column)} = EXCLUDED.${quoteIdentifier(column)}`).join(', ')}`;
  return `INSERT INTO ${quoteName(object)} (${quoteList(columns)}) SELECT ${quoteList(columns)} FROM ${quoteName(staging)} `
    + `ON CONFLICT (${quoteList(keys)}) DO ${action}`;
}
