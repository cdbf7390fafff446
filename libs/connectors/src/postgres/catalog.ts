import { didYouMean } from '@millrace/diagnostics';
import type { Field } from '../batch.ts';
import type { ObjectName } from '../connector.ts';
import { errors } from '../errors.ts';
import { quoteName, shownName } from '../sql/quote.ts';
import { denseRows, type PostgresClient } from './client.ts';
import type { PostgresTarget } from './errors.ts';
import { canonicalPostgresType } from './types.ts';

/** The user's tables and views; those of the current schema have one part. */
export async function listObjects(sql: PostgresClient): Promise<readonly ObjectName[]> {
  const rows = await sql<{ schema: string; name: string; here: boolean }[]>`
    SELECT table_schema AS schema, table_name AS name, table_schema = current_schema() AS here FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_schema NOT LIKE 'pg_temp%' ORDER BY 1, 2`;
  return denseRows(rows).map((row) => (row.here ? [row.name] : [row.schema, row.name]));
}

/** The columns of a table or view. @throws ToolError CONNECT_NO_OBJECT with the nearest name. */
export async function objectSchema(sql: PostgresClient, target: PostgresTarget, object: ObjectName): Promise<readonly Field[]> {
  const rows = await sql<{ name: string; oid: number; modifier: number; nullable: boolean }[]>`
    SELECT a.attname AS name, coalesce(nullif(t.typbasetype, 0), a.atttypid) AS oid, NOT a.attnotnull AS nullable,
      CASE WHEN a.atttypmod = -1 THEN t.typtypmod ELSE a.atttypmod END AS modifier
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE a.attrelid = to_regclass(${quoteName(object)}) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum`;
  if (rows.length === 0) throw await missingObject(sql, target, object);
  return denseRows(rows).map((row) => ({ name: row.name, type: canonicalPostgresType(row.oid, row.modifier), nullable: row.nullable }));
}

async function missingObject(sql: PostgresClient, target: PostgresTarget, object: ObjectName): Promise<Error> {
  const hint = didYouMean(shownName(object), (await listObjects(sql)).map(shownName));
  return errors.CONNECT_NO_OBJECT.error({ object: shownName(object), target: target.name }, hint === undefined ? {} : { hint });
}

/** Whether a unique index of exactly these columns lets ON CONFLICT find the rows. */
export async function hasUniqueKey(sql: PostgresClient, table: ObjectName, keys: readonly string[]): Promise<boolean> {
  const rows = await sql<{ found: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_index i
      WHERE i.indrelid = to_regclass(${quoteName(table)}) AND i.indisunique AND i.indpred IS NULL AND i.indexprs IS NULL
        AND (SELECT string_agg(a.attname, chr(31) ORDER BY a.attname) FROM pg_catalog.pg_attribute a
          WHERE a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)) = ${keys.toSorted().join('\u001f')}) AS found`;
  return denseRows(rows)[0]?.found ?? false;
}
