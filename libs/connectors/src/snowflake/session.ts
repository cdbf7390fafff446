import type { Readable } from 'node:stream';
import type { Connection, ConnectionOptions, RowStatement, SnowflakeError } from 'snowflake-sdk';
import type { Batch, Field, Value } from '../batch.ts';
import type { ObjectName, QueryOptions, QueryResult, SqlSession } from '../connector.ts';
import { errors } from '../errors.ts';
import { quoteIdentifier, quoteList, quoteName, shownName } from '../sql/quote.ts';
import { refuseBlank } from '../sql/text.ts';
import { checkColumns } from '../sql/columns.ts';
import { isMissingObject, snowflakeError, type SnowflakeTarget } from './errors.ts';
import { canonicalSnowflakeType, snowflakeConversion } from './types.ts';
import { type Bind, bindSnowflake, cellText, fromSnowflake, sessionFormats } from './values.ts';

/** One session on a Snowflake account. */
export interface SnowflakeSession extends SqlSession {
  readonly connection: Connection;
  close(): Promise<void>;
}

/** Logs in and sets the formats in which values travel. @throws ToolError CONNECT_AUTH, CONNECT_UNREACHABLE. */
export async function openSession(options: ConnectionOptions, target: SnowflakeTarget): Promise<SnowflakeSession> {
  const { default: snowflake } = await import('snowflake-sdk');
  const quiet = (): void => undefined;
  // The driver's own logger leaves a file in the working directory.
  snowflake.configure({ customLogger: { error: quiet, warn: quiet, info: quiet, debug: quiet, trace: quiet } });
  const connection = snowflake.createConnection({ application: 'Millrace', sfRetryMaxLoginRetries: 1, representNullAsStringNull: false, ...options });
  await new Promise<void>((resolve, reject) => {
    void connection.connectAsync((error) => (error === undefined || error === null ? resolve() : reject(snowflakeError(error, target)))).catch((error: unknown) => {
      reject(snowflakeError(error, target));
    });
  });
  const run = (sql: string, binds?: Binds, signal?: AbortSignal): Promise<RowStatement> => runStatement(connection, target, sql, binds, signal);
  await run(`ALTER SESSION SET ${sessionFormats.join(', ')}`);
  return {
    connection,
    dialect: 'snowflake',
    query: async (sql, parameters = [], query = {}) => resultOf(await run(sql, parameters.map(bindSnowflake), query.signal), target, sql, query),
    execute: async (sql, parameters = [], execute = {}) => changedRows(await run(sql, parameters.map(bindSnowflake), execute.signal)),
    append: (table, batches) => appendRows(run, target, table, batches),
    close: () => new Promise((resolve) => {
      connection.destroy(() => resolve());
    }),
  };
}

/** One row of values, or many for one INSERT. */
type Binds = readonly Bind[] | readonly Bind[][];
type Run = (sql: string, binds?: Binds, signal?: AbortSignal) => Promise<RowStatement>;

function runStatement(connection: Connection, target: SnowflakeTarget, sql: string, binds: Binds | undefined, signal: AbortSignal | undefined): Promise<RowStatement> {
  refuseBlank(sql);
  if (signal?.aborted === true) return Promise.reject(errors.CONNECT_CANCELLED.error({ target: target.name }));
  return new Promise((resolve, reject) => {
    const statement = connection.execute({
      sqlText: sql,
      ...(binds === undefined || binds.length === 0 ? {} : { binds }),
      streamResult: true,
      rowMode: 'array',
      // As numbers and dates they would lose digits.
      fetchAsString: ['Number', 'Date', 'JSON'],
      complete: (error: SnowflakeError | undefined, done) => {
        signal?.removeEventListener('abort', cancel);
        if (error === undefined || error === null) resolve(done);
        else reject(snowflakeError(error, target, sql));
      },
    });
    const cancel = (): void => statement.cancel();
    signal?.addEventListener('abort', cancel, { once: true });
  });
}

function fieldsOf(statement: RowStatement): readonly Field[] {
  return (statement.getColumns() ?? []).map((column) => ({
    name: column.getName(),
    type: canonicalSnowflakeType({ type: column.getType(), precision: column.getPrecision(), scale: column.getScale() }),
    nullable: column.isNullable(),
  }));
}

function resultOf(statement: RowStatement, target: SnowflakeTarget, sql: string, options: QueryOptions): QueryResult {
  const fields = fieldsOf(statement);
  return { fields, batches: batchesOf(() => statement.streamRows(), fields, target, sql, options) };
}

async function* batchesOf(open: () => Readable, fields: readonly Field[], target: SnowflakeTarget, sql: string, options: QueryOptions): AsyncGenerator<Batch> {
  const size = options.batchSize ?? 2048;
  let columns: Value[][] = fields.map(() => []);
  let rowCount = 0;
  try {
    for await (const row of open()) {
      if (options.signal?.aborted === true) throw errors.CONNECT_CANCELLED.error({ target: target.name });
      const cells: readonly unknown[] = Array.isArray(row) ? row : [];
      fields.forEach((field, c) => columns[c]?.push(fromSnowflake(cells[c], field.type)));
      rowCount += 1;
      if (rowCount < size) continue;
      yield { fields, rowCount, columns };
      columns = fields.map(() => []);
      rowCount = 0;
    }
  } catch (error) {
    throw snowflakeError(error, target, sql);
  }
  if (rowCount > 0) yield { fields, rowCount, columns };
}

/** INSERT, UPDATE, DELETE and MERGE tell how many rows they changed; for other statements the driver says -1 or nothing. */
function changedRows(statement: RowStatement): number {
  return Math.max(0, statement.getNumUpdatedRows() ?? 0);
}

/** The columns of a table as the server has them. @throws ToolError CONNECT_NO_OBJECT. */
async function describeTable(run: Run, table: ObjectName, target: SnowflakeTarget): Promise<readonly (Field & { readonly wireType: string })[]> {
  try {
    const statement = await run(`SELECT * FROM ${quoteName(table)} LIMIT 0`);
    const columns = statement.getColumns() ?? [];
    return fieldsOf(statement).map((field, i) => Object.assign({ wireType: columns[i]?.getType() ?? 'text' }, field));
  } catch (error) {
    if (isMissingObject(error)) throw errors.CONNECT_NO_OBJECT.error({ object: shownName(table), target: target.name }, {}, { cause: error });
    throw error;
  }
}

/** Values in one INSERT: more than 100,000 and the driver would upload a file to a stage of its own making. */
const valuesPerInsert = 50_000;
/** Values in one INSERT … SELECT FROM VALUES, which lists every one in its text. */
const valuesPerSelect = 4000;

async function appendRows(run: Run, target: SnowflakeTarget, table: ObjectName, batches: AsyncIterable<Batch>): Promise<number> {
  const columns = await describeTable(run, table, target);
  let rows = 0;
  for await (const batch of batches) {
    checkColumns(table, columns, batch.fields.map((field) => field.name), false);
    const conversions = batch.fields.map((field) => snowflakeConversion(columns.find((column) => column.name === field.name)?.wireType ?? 'text'));
    const plain = conversions.every((conversion) => conversion === undefined);
    const perStatement = Math.max(1, Math.floor((plain ? valuesPerInsert : valuesPerSelect) / Math.max(1, batch.fields.length)));
    for (let start = 0; start < batch.rowCount; start += perStatement) {
      const size = Math.min(perStatement, batch.rowCount - start);
      const cells = Array.from({ length: size }, (_, r) => batch.columns.map((column) => cellText(column[start + r] ?? null)));
      await (plain ? run(insertValues(table, batch.fields), cells) : run(insertConverted(table, batch.fields, conversions, size), cells.flat()));
    }
    rows += batch.rowCount;
  }
  return rows;
}

function insertValues(table: ObjectName, fields: readonly Field[]): string {
  return `INSERT INTO ${quoteName(table)} (${quoteList(fields.map((field) => field.name))}) VALUES (${fields.map(() => '?').join(', ')})`;
}

/** VALUES takes no functions: the conversion stands in a SELECT around it. */
function insertConverted(table: ObjectName, fields: readonly Field[], conversions: readonly (string | undefined)[], rows: number): string {
  const list = conversions.map((conversion, i) => (conversion === undefined ? `column${i + 1}` : `${conversion}(column${i + 1})`)).join(', ');
  const row = `(${fields.map(() => '?').join(', ')})`;
  const names = fields.map((field) => quoteIdentifier(field.name)).join(', ');
  return `INSERT INTO ${quoteName(table)} (${names}) SELECT ${list} FROM VALUES ${Array.from({ length: rows }, () => row).join(', ')}`;
}
