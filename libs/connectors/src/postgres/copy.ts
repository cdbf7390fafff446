import { once } from 'node:events';
import { didYouMean } from '@millrace/diagnostics';
import type { Batch, Field } from '../batch.ts';
import type { ObjectName } from '../connector.ts';
import { errors } from '../errors.ts';
import { quoteList, quoteName, shownName } from '../sql/quote.ts';
import type { PostgresClient } from './client.ts';
import { postgresError, type PostgresTarget } from './errors.ts';
import { copyText } from './values.ts';

/** Text is sent in pieces of about this many characters. */
const pieceSize = 64 * 1024;

/**
 * Adds batches to a table by COPY, matching columns by name.
 *
 * @param columns the table's columns.
 * @returns rows added. @throws ToolError when a column is unknown or the server refuses a row; the statement then adds none.
 */
export async function copyRows(sql: PostgresClient, target: PostgresTarget, table: ObjectName, columns: readonly Field[], batches: AsyncIterable<Batch>): Promise<number> {
  let copy: Copy | undefined;
  let rows = 0;
  try {
    for await (const batch of batches) {
      if (batch.rowCount === 0) continue;
      copy ??= await startCopy(sql, target, table, columns, batch.fields);
      await copy.add(batch);
      rows += batch.rowCount;
    }
    await copy?.finish();
  } catch (error) {
    await copy?.abort();
    throw postgresError(error, target);
  }
  return rows;
}

interface Copy {
  add(batch: Batch): Promise<void>;
  finish(): Promise<void>;
  abort(): Promise<void>;
}

async function startCopy(sql: PostgresClient, target: PostgresTarget, table: ObjectName, columns: readonly Field[], fields: readonly Field[]): Promise<Copy> {
  const isArray = fields.map((field) => arrayColumn(table, columns, field));
  const statement = `COPY ${quoteName(table)} (${quoteList(fields.map((field) => field.name))}) FROM STDIN`;
  const query = sql.unsafe(statement);
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => undefined);
  onFailure(query, (error) => failed.reject(postgresError(error, target, statement)));
  const stream = await query.writable();
  stream.on('error', (error) => failed.reject(postgresError(error, target, statement)));
  let piece = '';
  const send = async (): Promise<void> => {
    const full = !stream.write(piece);
    piece = '';
    if (full) await Promise.race([once(stream, 'drain'), failed.promise]);
  };
  return {
    add: async (batch) => {
      const sources = fields.map((field) => batch.columns[batch.fields.findIndex((other) => other.name === field.name)] ?? []);
      for (let r = 0; r < batch.rowCount; r++) {
        for (let c = 0; c < sources.length; c++) piece += (c === 0 ? '' : '\t') + copyText(sources[c]?.[r] ?? null, isArray[c] ?? false);
        piece += '\n';
        if (piece.length >= pieceSize) await send();
      }
    },
    finish: async () => {
      if (piece !== '') await send();
      const finished = once(stream, 'finish');
      stream.end();
      await Promise.race([finished, failed.promise]);
    },
    abort: async () => {
      if (stream.destroyed || stream.writableEnded) return;
      stream.destroy(new Error('the rows could not all be read'));
      await failed.promise.catch(() => undefined);
    },
  };
}

/**
 * Hears of an error that the server reports after COPY has begun. postgres.js tells it to the query alone, whose promise
 * was settled by the stream; without this, a row that breaks a constraint at the end would leave the writer waiting for ever.
 */
function onFailure(query: object, report: (error: unknown) => void): void {
  const reject: unknown = Reflect.get(query, 'reject');
  if (typeof reject !== 'function') return;
  Reflect.set(query, 'reject', (error: unknown) => {
    report(error);
    Reflect.apply(reject, query, [error]);
  });
}

function arrayColumn(table: ObjectName, columns: readonly Field[], field: Field): boolean {
  const column = columns.find((other) => other.name === field.name);
  if (column !== undefined) return column.type.name === 'ARRAY';
  const hint = didYouMean(field.name, columns.map((other) => other.name));
  throw errors.CONNECT_NO_COLUMN.error({ object: shownName(table), column: field.name }, hint === undefined ? {} : { hint });
}
