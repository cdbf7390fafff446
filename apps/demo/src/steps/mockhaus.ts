import type { SqlSession } from '@millrace/connectors';
import { serve } from '@millrace/mockhaus';
import { describeComparison, type Rows } from '../compare-rows.ts';
import type { StepContext } from '../scenario.ts';
import { connectSnowflake, type SnowflakeClient } from '../snowflake-client.ts';
import { documents, factPairs, setup } from './snowflake-queries.ts';

/** A running Mockhaus with the exported data in it. */
export interface RunningMockhaus extends AsyncDisposable {
  readonly url: string;
}

export const database = 'DEMO';

/**
 * Serves Mockhaus, loads the exported Parquet files through the official driver, and asks it for facts in Snowflake's
 * dialect that the warehouse must answer alike.
 *
 * @param exports Parquet files by table name.
 */
export async function runMockhaus(
  context: StepContext,
  input: { readonly warehouse: SqlSession; readonly exports: Readonly<Record<'route_revenue' | 'airports', string>> },
): Promise<{ readonly rows: number; readonly result: RunningMockhaus }> {
  const server = await serve({ port: 0 });
  try {
    await using client = await connectSnowflake(server.url, database);
    const session = await client.run('SELECT CURRENT_DATABASE(), CURRENT_SCHEMA(), CURRENT_USER()');
    context.check('the official snowflake-sdk connects', session.rows[0]?.join('.') === `${database}.PUBLIC.DEMO`, `${server.url}, session ${session.rows[0]?.join('.') ?? 'unknown'}`);
    for (const sql of setup) await client.run(sql);
    let loaded = 0;
    for (const [table, file] of Object.entries(input.exports)) loaded += await putAndCopy(context, client, input.warehouse, table, file);
    for (const sql of documents) await client.run(sql);
    for (const pair of factPairs) {
      const [theirs, ours] = [await rowsOf(input.warehouse, pair.duckdb), (await client.run(pair.snowflake)).rows];
      const { ok, detail } = describeComparison(ours, theirs);
      context.check(pair.name, ok, detail);
    }
    await checkMerge(context, client, input.warehouse);
    await checkCatalog(context, client);
    return { rows: loaded, result: { url: server.url, [Symbol.asyncDispose]: () => server.close() } };
  } catch (error) {
    await server.close();
    throw error;
  }
}

async function putAndCopy(context: StepContext, client: SnowflakeClient, warehouse: SqlSession, table: string, file: string): Promise<number> {
  const put = await client.run(`PUT 'file://${file}' @exports/${table} AUTO_COMPRESS = FALSE OVERWRITE = TRUE`);
  const status = String(put.rows[0]?.[put.columns.indexOf('status')]);
  const copy = await client.run(`COPY INTO ${table} FROM @exports/${table} FILE_FORMAT = (TYPE = PARQUET) MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE`);
  const loaded = Number(copy.rows[0]?.[copy.columns.indexOf('rows_loaded')]);
  const [[expected] = []] = await rowsOf(warehouse, `SELECT count(*) FROM ${table}`);
  context.check(`PUT and COPY INTO ${table}`, status === 'UPLOADED' && loaded === Number(expected), `${status.toLowerCase()}, ${loaded} of ${String(expected)} rows`);
  return loaded;
}

/** A MERGE that updates half of a copy and inserts what was taken out; the copy must then equal the original with the change applied. */
async function checkMerge(context: StepContext, client: SnowflakeClient, warehouse: SqlSession): Promise<void> {
  await client.run(`CREATE OR REPLACE TABLE merged AS SELECT origin, destination, bookings FROM route_revenue WHERE bookings % 2 = 0`);
  const merge = await client.run(`MERGE INTO merged t USING route_revenue s ON t.origin = s.origin AND t.destination = s.destination
    WHEN MATCHED THEN UPDATE SET bookings = t.bookings * 10 WHEN NOT MATCHED THEN INSERT (origin, destination, bookings) VALUES (s.origin, s.destination, s.bookings)`);
  const [counts] = await rowsOf(warehouse, `SELECT count(*) FILTER (bookings % 2 = 1), count(*) FILTER (bookings % 2 = 0) FROM route_revenue`);
  const { ok, detail } = describeComparison(merge.rows, counts === undefined ? [] : [counts]);
  context.check('MERGE reports rows inserted and updated', ok, `${detail}: ${merge.rows[0]?.join(' inserted, ')} updated`);
  const after = describeComparison(
    (await client.run('SELECT origin, destination, bookings FROM merged ORDER BY 1, 2')).rows,
    await rowsOf(warehouse, `SELECT origin, destination, CASE WHEN bookings % 2 = 0 THEN bookings * 10 ELSE bookings END FROM route_revenue ORDER BY 1, 2`),
  );
  context.check('the merged table equals the same merge done by hand', after.ok, after.detail);
}

async function checkCatalog(context: StepContext, client: SnowflakeClient): Promise<void> {
  const show = await client.run('SHOW TABLES');
  const names = show.rows.map((row) => String(row[show.columns.indexOf('name')])).toSorted();
  const expected = ['AIRPORTS', 'MERGED', 'ORIGIN_DOCUMENTS', 'ROUTE_DOCUMENTS', 'ROUTE_REVENUE'];
  context.check('SHOW TABLES', names.join() === expected.join(), names.join(', '));
  const columns = await client.run(`SELECT column_name, data_type FROM information_schema.columns WHERE table_name = 'ROUTE_REVENUE' ORDER BY ordinal_position`);
  const types = columns.rows.map((row) => row.join(' '));
  const wanted = ['ORIGIN TEXT', 'DESTINATION TEXT', 'ORIGIN_CITY TEXT', 'ORIGIN_STATE TEXT', 'BOOKINGS NUMBER', 'REVENUE NUMBER', 'FLIGHTS NUMBER', 'MEAN_DELAY FLOAT', 'DELAY_CLASS TEXT'];
  context.check('INFORMATION_SCHEMA.COLUMNS', types.join() === wanted.join(), types.join(', '));
}

/** The rows of a query on the warehouse, as lists of cells. */
export async function rowsOf(session: SqlSession, sql: string, parameters: readonly string[] = []): Promise<Rows> {
  const { batches } = await session.query(sql, parameters);
  const rows: unknown[][] = [];
  for await (const batch of batches) {
    for (let r = 0; r < batch.rowCount; r++) rows.push(batch.columns.map((column) => column[r]));
  }
  return rows;
}
