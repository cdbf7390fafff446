import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { didYouMean } from '@millrace/diagnostics';
import type { ParameterValue } from '@millrace/sql-ir';
import type { Batch, Field, Value } from '../batch.ts';
import type { ObjectName, QueryOptions, QueryResult, SqlSession } from '../connector.ts';
import { errors } from '../errors.ts';
import { jsonText } from '../json-text.ts';
import { quoteList, quoteName, shownName } from '../sql/quote.ts';
import { checkParameterCount, isBlank, questionMarks, refuseBlank } from '../sql/text.ts';
import { sqliteError } from './errors.ts';
import { canonicalSqliteType } from './types.ts';
import { bindSqlite, fromSqlite, toSqlite } from './values.ts';

/** One open database file. `node:sqlite` works synchronously: batches are small, and other work gets its turn between them. */
export interface SqliteSession extends SqlSession {
  readonly database: DatabaseSync;
}

/** @param path the file as the user knows it, for messages. */
export function sqliteSession(database: DatabaseSync, path: string): SqliteSession {
  const target = `SQLite ${path}`;
  const guarded = <T>(work: () => T, sql: string, signal?: AbortSignal): T => {
    if (signal?.aborted === true) throw errors.CONNECT_CANCELLED.error({ target });
    try {
      return work();
    } catch (error) {
      throw sqliteError(error, path, sql);
    }
  };
  return {
    database,
    dialect: 'sqlite',
    query: (sql, parameters = [], options = {}) => promised(() => guarded(() => runQuery(database, sql, parameters, options, guarded), sql, options.signal)),
    execute: (sql, parameters = [], options = {}) => promised(() => guarded(() => runStatement(database, sql, parameters), sql, options.signal)),
    append: (table, batches) => appendRows(database, path, table, batches),
  };
}

/** Synchronous work as a promise, its errors too. */
async function promised<T>(work: () => T): Promise<T> {
  await Promise.resolve();
  return work();
}

/** Runs all statements of a text but the last. `prepare` silently ignores what follows the first statement. */
function prepareLast(database: DatabaseSync, sql: string, parameters: readonly ParameterValue[]): StatementSync {
  refuseBlank(sql);
  // A value too few would be NULL without a word.
  checkParameterCount(sql, questionMarks(sql), parameters.length);
  let rest = sql;
  for (;;) {
    const statement = database.prepare(rest);
    const tail = rest.slice(rest.indexOf(statement.sourceSQL) + statement.sourceSQL.length);
    if (isBlank(tail)) return statement;
    statement.run();
    rest = tail;
  }
}

function runStatement(database: DatabaseSync, sql: string, parameters: readonly ParameterValue[]): number {
  const statement = prepareLast(database, sql, parameters);
  const before = totalChanges(database);
  statement.run(...parameters.map(bindSqlite));
  return totalChanges(database) - before;
}

/** `changes` of a statement that changes nothing repeats the last one's; the total does not. */
function totalChanges(database: DatabaseSync): number {
  return Number(database.prepare('SELECT total_changes() AS n').get()?.['n']);
}

type Guard = <T>(work: () => T, sql: string, signal?: AbortSignal) => T;

function runQuery(database: DatabaseSync, sql: string, parameters: readonly ParameterValue[], options: QueryOptions, guarded: Guard): QueryResult {
  const statement = prepareLast(database, sql, parameters);
  statement.setReadBigInts(true);
  statement.setReturnArrays(true);
  const rows: Iterator<unknown> = statement.iterate(...parameters.map(bindSqlite));
  const first = rows.next();
  const sample = first.done === true ? [] : cells(first.value);
  const fields = statement.columns().map((column, c): Field => ({ name: column.name, type: canonicalSqliteType(column.type, sample[c]), nullable: true }));
  const size = options.batchSize ?? 2048;
  const batches = async function* (): AsyncGenerator<Batch> {
    try {
      for (let next = first; next.done !== true;) {
        const columns: Value[][] = fields.map(() => []);
        let rowCount = 0;
        for (; next.done !== true && rowCount < size; rowCount++) {
          const row = cells(next.value);
          fields.forEach((field, c) => columns[c]?.push(fromSqlite(row[c] ?? null, field.type)));
          next = guarded(() => rows.next(), sql, options.signal);
        }
        yield { fields, rowCount, columns };
        await nextTurn();
      }
    } finally {
      rows.return?.();
    }
  };
  return { fields, batches: batches() };
}

/** With `setReturnArrays` a row is a list of cells, which the driver's types do not know. */
function cells(row: unknown): readonly SQLOutputValue[] {
  return Array.isArray(row) ? row : [];
}

/** The columns of a table or view, empty when there is none. */
export function tableColumns(database: DatabaseSync, object: ObjectName): readonly Field[] {
  const name = object.at(-1) ?? '';
  const rows = object.length > 1
    ? database.prepare('SELECT name, type, "notnull" AS required FROM pragma_table_info(?, ?)').all(name, object[0] ?? 'main')
    : database.prepare('SELECT name, type, "notnull" AS required FROM pragma_table_info(?)').all(name);
  return rows.map((row) => ({ name: String(row['name']), type: canonicalSqliteType(String(row['type'])), nullable: row['required'] === 0 }));
}

async function appendRows(database: DatabaseSync, path: string, table: ObjectName, batches: AsyncIterable<Batch>): Promise<number> {
  let insert: StatementSync | undefined;
  let rows = 0;
  for await (const batch of batches) {
    if (batch.rowCount === 0) continue;
    try {
      insert ??= insertStatement(database, table, batch.fields);
      for (let r = 0; r < batch.rowCount; r++) insert.run(...batch.fields.map((field, c) => cellOf(field, batch.columns[c]?.[r] ?? null)));
    } catch (error) {
      throw sqliteError(error, path);
    }
    rows += batch.rowCount;
    await nextTurn();
  }
  return rows;
}

function insertStatement(database: DatabaseSync, table: ObjectName, fields: readonly Field[]): StatementSync {
  const columns = tableColumns(database, table);
  for (const field of fields) {
    if (columns.length === 0 || columns.some((column) => column.name.toLowerCase() === field.name.toLowerCase())) continue;
    const hint = didYouMean(field.name, columns.map((column) => column.name));
    throw errors.CONNECT_NO_COLUMN.error({ object: shownName(table), column: field.name }, hint === undefined ? {} : { hint });
  }
  const names = fields.map((field) => field.name);
  return database.prepare(`INSERT INTO ${quoteName(table)} (${quoteList(names)}) VALUES (${names.map(() => '?').join(', ')})`);
}

function cellOf(field: Field, value: Value): ReturnType<typeof bindSqlite> {
  const cell = toSqlite(value);
  if (cell === undefined) throw errors.CONNECT_BAD_VALUE.error({ column: field.name, type: field.type.name, value: typeof value === 'number' ? String(value) : jsonText(value) });
  return cell;
}
