import { DuckDBDataChunk, type DuckDBAppender, type DuckDBType } from '@duckdb/node-api';
import { didYouMean } from '@millrace/diagnostics';
import type { Batch, Field, Value } from '../batch.ts';
import type { ObjectName, QueryOptions, QueryResult, SqlSession } from '../connector.ts';
import { errors } from '../errors.ts';
import { insertFrom, type Statement } from '../sql/statements.ts';
import { quoteList, quoteName, shownName } from '../sql/quote.ts';
import { jsonText } from '../json-text.ts';
import type { ChunkStream, Lane } from './lane.ts';
import { canonicalDuckDbType } from './types.ts';
import { columnFromDuckDb, toDuckDb } from './values.ts';

/** SQL on one DuckDB connection. */
export function duckDbSession(lane: Lane): SqlSession {
  return {
    dialect: 'duckdb',
    query: (sql, parameters, options) => duckDbQuery(lane, { sql, parameters: parameters ?? [] }, options),
    execute: (sql, parameters = [], options = {}) => lane.execute(sql, parameters, options.signal),
    append: (table, batches) => appendRows(lane, table, batches),
  };
}

/** Runs a statement and hands its rows on chunk by chunk. */
export async function duckDbQuery(lane: Lane, statement: Statement, options: QueryOptions = {}): Promise<QueryResult> {
  const stream = await lane.stream(statement.sql, statement.parameters, options.signal);
  const types = stream.result.columnTypes();
  const fields = stream.result.columnNames().map((name, i): Field => ({ name, type: canonicalDuckDbType(types[i] ?? stream.result.columnType(i)), nullable: true }));
  return { fields, batches: batchesOf(stream, fields, types, options.batchSize ?? 2048) };
}

async function* batchesOf(stream: ChunkStream, fields: readonly Field[], types: readonly DuckDBType[], batchSize: number): AsyncGenerator<Batch> {
  let columns: Value[][] = fields.map(() => []);
  let rowCount = 0;
  try {
    for (let chunk = await stream.next(); chunk !== undefined; chunk = await stream.next()) {
      const read = types.map((type, c) => columnFromDuckDb(chunk?.getColumnValues(c) ?? [], type));
      if (rowCount === 0 && chunk.rowCount >= batchSize) {
        yield { fields, rowCount: chunk.rowCount, columns: read };
        continue;
      }
      columns.forEach((column, c) => read[c]?.forEach((value) => column.push(value)));
      rowCount += chunk.rowCount;
      if (rowCount < batchSize) continue;
      yield { fields, rowCount, columns };
      columns = fields.map(() => []);
      rowCount = 0;
    }
    if (rowCount > 0) yield { fields, rowCount, columns };
  } finally {
    await stream.stop();
  }
}

/** A column of a table that rows are added to. */
export interface TargetColumn {
  readonly name: string;
  readonly type: DuckDBType;
}

/** The columns of a table as the engine has them. */
export function targetColumns(lane: Lane, table: ObjectName): Promise<readonly TargetColumn[]> {
  return lane.exclusive(async (connection) => {
    const result = await connection.run(`SELECT * FROM ${quoteName(table)} LIMIT 0`);
    return result.columnNames().map((name, i) => ({ name, type: result.columnType(i) }));
  });
}

/** Adds batches to a table by its Appender. Columns that the batches lack get their defaults, by way of a temporary table. */
export async function appendRows(lane: Lane, table: ObjectName, batches: AsyncIterable<Batch>): Promise<number> {
  const target = await targetColumns(lane, table);
  let sink: Sink | undefined;
  let rows = 0;
  try {
    for await (const batch of batches) {
      if (batch.rowCount === 0) continue;
      sink ??= await openSink(lane, table, target, batch.fields);
      const { appender, columns } = sink;
      await lane.exclusive(() => Promise.resolve(appendBatch(appender, columns, batch)));
      rows += batch.rowCount;
    }
    if (sink !== undefined) await sink.finish();
  } catch (error) {
    if (sink !== undefined) await sink.discard();
    throw error;
  }
  return rows;
}

interface Sink {
  readonly appender: DuckDBAppender;
  readonly columns: readonly TargetColumn[];
  finish(): Promise<void>;
  discard(): Promise<void>;
}

let stagings = 0;

async function openSink(lane: Lane, table: ObjectName, target: readonly TargetColumn[], fields: readonly Field[]): Promise<Sink> {
  const columns = matchColumns(table, target, fields);
  if (columns.length === target.length) return directSink(lane, table, target);
  stagings += 1;
  const staging = ['temp', 'main', `millrace_append_${stagings}`];
  const names = columns.map((column) => column.name);
  await lane.execute(`CREATE TEMP TABLE ${quoteName(staging)} AS SELECT ${quoteList(names)} FROM ${quoteName(table)} LIMIT 0`, []);
  const sink = await directSink(lane, staging, columns);
  const drop = (): Promise<number> => lane.execute(`DROP TABLE ${quoteName(staging)}`, []);
  return {
    ...sink,
    finish: async () => {
      await sink.finish();
      await lane.execute(insertFrom(table, staging, names), []);
      await drop();
    },
    discard: async () => {
      await sink.discard();
      // In an aborted transaction the table goes with the rollback.
      await drop().catch(() => undefined);
    },
  };
}

async function directSink(lane: Lane, table: ObjectName, columns: readonly TargetColumn[]): Promise<Sink> {
  const [name = '', schema = null, catalog = null] = table.toReversed();
  // Of two parts the first may be a schema or, as in SQL, an attached database.
  const appender = await lane.exclusive((connection) => connection.createAppender(name, schema, catalog).catch((error: unknown) => {
    if (table.length !== 2) throw error;
    return connection.createAppender(name, null, schema);
  }));
  return {
    appender,
    columns,
    finish: () => lane.exclusive(() => {
      appender.flushSync();
      appender.closeSync();
      return Promise.resolve();
    }),
    discard: () => lane.exclusive(() => {
      appender.clear();
      appender.closeSync();
      return Promise.resolve();
    }).catch(() => undefined),
  };
}

/** The target's columns that the fields name, in the target's order. @throws ToolError CONNECT_NO_COLUMN for one it lacks. */
function matchColumns(table: ObjectName, target: readonly TargetColumn[], fields: readonly Field[]): readonly TargetColumn[] {
  for (const field of fields) {
    if (target.some((column) => sameName(column.name, field.name))) continue;
    const hint = didYouMean(field.name, target.map((column) => column.name));
    throw errors.CONNECT_NO_COLUMN.error({ object: shownName(table), column: field.name }, hint === undefined ? {} : { hint });
  }
  return target.filter((column) => fields.some((field) => sameName(column.name, field.name)));
}

/** DuckDB's names ignore case. */
function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

const chunkSize = 2048;

function appendBatch(appender: DuckDBAppender, columns: readonly TargetColumn[], batch: Batch): void {
  const sources = columns.map((column) => {
    const at = batch.fields.findIndex((field) => sameName(field.name, column.name));
    if (at === -1) throw errors.CONNECT_BAD_WRITE.error({ object: column.name, problem: `a later batch lacks the column '${column.name}'` });
    return batch.columns[at] ?? [];
  });
  for (let start = 0; start < batch.rowCount; start += chunkSize) {
    const size = Math.min(chunkSize, batch.rowCount - start);
    const chunk = DuckDBDataChunk.create(columns.map((column) => column.type), size);
    columns.forEach((column, c) => {
      chunk.setColumnValues(c, sources[c]?.slice(start, start + size).map((value) => {
        const encoded = toDuckDb(value, column.type);
        if (encoded === undefined) throw badValue(column, value);
        return encoded;
      }) ?? []);
    });
    appender.appendDataChunk(chunk);
  }
}

function badValue(column: TargetColumn, value: Value): Error {
  const shown = jsonText(value);
  return errors.CONNECT_BAD_VALUE.error({ column: column.name, type: column.type.toString(), value: shown.length > 60 ? `${shown.slice(0, 60)}…` : shown });
}

/** The placeholder of the n-th parameter, counted from 1. */
export function duckDbPlaceholder(index: number): string {
  return `$${index}`;
}

