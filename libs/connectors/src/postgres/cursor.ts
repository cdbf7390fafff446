import type { ParameterValue } from '@millrace/sql-ir';
import type { Field, Value } from '../batch.ts';
import { errors } from '../errors.ts';
import type { Statement } from '../sql/statements.ts';
import { refuseBlank } from '../sql/text.ts';
import { denseRows, type PostgresClient } from './client.ts';
import { postgresError, type PostgresTarget } from './errors.ts';
import { canonicalPostgresType } from './types.ts';
import { type Decoder, decoderOf } from './values.ts';
import { cancelQuery } from './cancel-query.ts';

/** A column of a result as postgres.js tells it. */
interface ResultColumn {
  readonly name: string;
  readonly type: number;
}

type RawRow = readonly (Buffer | null)[];

/** Rows in order, a page at a time. */
export interface RowStream {
  readonly fields: readonly Field[];
  /** The next page as columns, undefined at the end. */
  next(): Promise<Page | undefined>;
  /** Gives the rest up and frees the connection. */
  stop(): Promise<void>;
}

export interface Page {
  readonly rowCount: number;
  readonly columns: readonly (readonly Value[])[];
}

/** One of two parties' meeting point: `wait` ends when `call` was called. */
function bell(): { readonly wait: Promise<void>; call(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { wait: promise, call: resolve };
}

/**
 * Runs a statement behind a server-side portal, so that no more than two pages are ever in memory.
 *
 * @param pageSize rows per page.
 * @throws ToolError when the statement is wrong or the server fails.
 */
export async function openCursor(sql: PostgresClient, target: PostgresTarget, statement: Statement, pageSize: number, signal?: AbortSignal): Promise<RowStream> {
  if (cancelled(signal)) throw errors.CONNECT_CANCELLED.error({ target: target.name });
  refuseBlank(statement.sql);
  const query = sql.unsafe(statement.sql, statement.parameters.map((value) => typed(sql, value)));
  let asked: Promise<void> | undefined;
  const cancel = (): void => { asked = cancelQuery(query); };
  signal?.addEventListener('abort', cancel, { once: true });

  const pages: (readonly RawRow[])[] = [];
  let columns: readonly ResultColumn[] | undefined;
  let [arrived, wanted] = [bell(), bell()];
  let stopped = false;
  let ended = false;
  let failure: unknown;

  const onPage = async (rows: readonly RawRow[]): Promise<unknown> => {
    columns ??= columnsOf(rows);
    pages.push(denseRows(rows));
    arrived.call();
    if (!stopped) await wanted.wait;
    wanted = bell();
    return stopped ? sql.CLOSE : undefined;
  };
  // The driver awaits what the callback returns, which its types do not say.
  const finished = query.raw().cursor(pageSize, (rows): unknown => onPage(rows)).then((result) => {
    columns ??= columnsOf(result);
  }, (error: unknown) => {
    failure = postgresError(error, target, statement.sql);
  }).then(async () => {
    signal?.removeEventListener('abort', cancel);
    await asked;
    ended = true;
    arrived.call();
  });

  await arrived.wait;
  if (failure !== undefined && pages.length === 0) throw failure;
  const read = columns ?? [];
  const decoders = read.map((column) => decoderOf(column.type));
  return {
    fields: read.map((column): Field => ({ name: column.name, type: canonicalPostgresType(column.type), nullable: true })),
    next: async () => {
      if (cancelled(signal)) throw errors.CONNECT_CANCELLED.error({ target: target.name });
      if (pages.length === 0 && !ended) {
        arrived = bell();
        wanted.call();
        await arrived.wait;
      }
      const page = pages.shift();
      if (page !== undefined) return { rowCount: page.length, columns: transpose(page, decoders) };
      if (failure !== undefined) throw failure;
      return undefined;
    },
    stop: async () => {
      stopped = true;
      wanted.call();
      await finished;
    },
  };
}

function cancelled(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

/** The columns that a result carries beside its rows; only a statement's first page has them. */
function columnsOf(rows: object): readonly ResultColumn[] | undefined {
  const columns: unknown = Reflect.get(rows, 'columns');
  return Array.isArray(columns) ? columns : undefined;
}

function transpose(rows: readonly RawRow[], decoders: readonly Decoder[]): readonly (readonly Value[])[] {
  return decoders.map((decode, c) => rows.map((row) => {
    const cell = row[c];
    return cell === null || cell === undefined ? null : decode(cell.toString('utf8'));
  }));
}

type Bound = Parameters<PostgresClient['unsafe']>[1] extends readonly (infer P)[] | undefined ? P : never;

/** A parameter has the type that a literal of its value has; strings and NULL take theirs from where they stand. */
export function typed(sql: PostgresClient, value: ParameterValue): Bound {
  if (typeof value === 'bigint') return sql.typed(String(value), BigInt.asIntN(64, value) === value ? 20 : 1700);
  if (typeof value !== 'number') return value;
  if (!Number.isSafeInteger(value)) return sql.typed(String(value), Number.isFinite(value) ? 1700 : 701);
  return sql.typed(String(value), Math.abs(value) < 2 ** 31 ? 23 : 20);
}
