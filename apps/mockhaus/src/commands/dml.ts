import type { DuckDBDataChunk } from '@duckdb/node-api';
import type { Translation } from '@millrace/transpile';
import type { TableEntry } from '../catalog/entries.ts';
import type { EngineConnection } from '../engine/engine.ts';
import { EngineFailure } from '../engine/engine-failure.ts';
import { quoteName } from '../engine/names.ts';
import type { Redo } from '../engine/unit-of-work.ts';
import { type QueryResult, statementTypes } from '../history/query-result.ts';
import { bindValues, countBinds } from '../session/bindings.ts';
import { foldNames, lookUpTable, qualify, requireTable } from '../session/resolve.ts';
import { bindRows } from './array-bind.ts';
import type { Command, StatementContext } from './context.ts';
import { checkMerge, updatedRows } from './joined-rows.ts';
import { countsResult, statusResult } from './results.ts';
import { translate } from './translate.ts';

/** INSERT, also of many bound rows at once. */
export const insertCommand: Command<'Insert'> = async (statement, context) => {
  const table = requireTable(context.session, foldNames(statement.table.name), 'INSERT');
  const { statement: bound, extra, release } = await bindRows(statement, context);
  try {
    const translation = translate(bound, context, extra);
    const result = (rows: number): QueryResult => ({
      ...countsResult({ 'number of rows inserted': rows }, statementTypes.insert), arrayBindSupported: true, numberOfBinds: countBinds(statement),
    });
    if (context.request.describeOnly) return withoutRows(result(0));
    if (translation.before.length === 0) return result(await insert(context, translation, table));
    return result(await atomically(context, async (connection) => {
      for (const step of translation.before) await connection.run(step);
      return (await connection.run(translation)).rowsChanged;
    }));
  } finally {
    await release();
  }
};

/** UPDATE. */
export const updateCommand: Command<'Update'> = async (statement, context) => {
  const bound = bindValues(statement, context.request);
  const translation = translate(bound, context);
  const result = (rows: number, multiple: number): QueryResult => ({
    ...countsResult({ 'number of rows updated': rows, 'number of multi-joined rows updated': multiple }, statementTypes.update), numberOfBinds: countBinds(statement),
  });
  if (context.request.describeOnly) return withoutRows(result(0, 0));
  const { from } = bound;
  return result(...await write(context, async (connection): Promise<readonly [number, number]> => {
    const joined = from === undefined ? undefined : await updatedRows(bound, from, context, connection);
    const { rowsChanged } = await connection.run(translation);
    return joined ?? [rowsChanged, 0];
  }));
};

/** DELETE. */
export const deleteCommand: Command<'Delete'> = async (statement, context) => {
  const translation = translate(bindValues(statement, context.request), context);
  const result = (rows: number): QueryResult => ({ ...countsResult({ 'number of rows deleted': rows }, statementTypes.delete), numberOfBinds: countBinds(statement) });
  if (context.request.describeOnly) return withoutRows(result(0));
  return result(await write(context, async (connection) => (await connection.run(translation)).rowsChanged));
};

/** MERGE: counts by what was done to each row. */
export const mergeCommand: Command<'Merge'> = async (statement, context) => {
  const bound = bindValues(statement, context.request);
  const translation = translate(bound, context);
  const does = (type: string): boolean => statement.whens.some(({ action }) => action.type.startsWith(type));
  const result = (inserted: number, updated: number, deleted: number): QueryResult => countsResult({
    ...(does('INSERT') ? { 'number of rows inserted': inserted } : {}),
    ...(does('UPDATE') ? { 'number of rows updated': updated } : {}),
    ...(does('DELETE') ? { 'number of rows deleted': deleted } : {}),
  }, statementTypes.merge);
  if (context.request.describeOnly) return withoutRows(result(0, 0, 0));
  const counts = await write(context, async (connection) => {
    await checkMerge(bound, context, connection);
    const actions = await (await connection.run({ ...translation, sql: `${translation.sql} RETURNING merge_action` })).getRowsJS();
    const count = (action: string): number => actions.filter(([name]) => name === action).length;
    return [count('INSERT'), count('UPDATE'), count('DELETE')] as const;
  });
  return result(...counts);
};

/** TRUNCATE TABLE. */
export const truncateCommand: Command<'Truncate'> = async (statement, context) => {
  for (const { name } of statement.tables) {
    if (statement.ifExists && lookUpTable(context.session, qualify(context.session, foldNames(name), 'TRUNCATE TABLE')) === undefined) continue;
    const table = requireTable(context.session, foldNames(name), 'TRUNCATE TABLE');
    await write(context, (connection) => connection.run({ sql: `DELETE FROM ${quotePhysical(table)}` }));
  }
  return statusResult('Statement executed successfully.');
};

/**
 * Inserts. Inside a transaction, rows with random, sequence or clock values are kept as they came out,
 * so that a replay of the transaction gives the same ones.
 */
async function insert(context: StatementContext, translation: Translation, table: TableEntry): Promise<number> {
  const isVolatile = /\b(random|uuid|gen_random_uuid|nextval|now|current_timestamp|get_current_timestamp|setseed)\b/i.test(translation.sql)
    || table.columns.some(({ defaultText, identity }) => defaultText !== undefined || identity !== undefined);
  await openIfAsked(context);
  if (!isVolatile || !context.lane.unit.isOpen) return write(context, async (connection) => (await connection.run(translation)).rowsChanged);
  const chunks = await context.lane.unit.run(
    async (connection) => (await connection.run({ ...translation, sql: `${translation.sql} RETURNING *` })).fetchAllChunks(),
    (rows) => appendRows(table, rows),
  );
  return chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0);
}

function appendRows(table: TableEntry, chunks: readonly DuckDBDataChunk[]): Redo {
  return async (connection) => {
    const [schema, name] = table.physical;
    const appender = await connection.duckdb.createAppender(name, schema);
    for (const chunk of chunks) appender.appendDataChunk(chunk);
    appender.closeSync();
  };
}

const attempts = 5;

/** Runs a write in the session's transaction, or alone; alone it is tried again when another session's write was in the way. */
export async function write<T>(context: StatementContext, step: (connection: EngineConnection) => Promise<T>): Promise<T> {
  await openIfAsked(context);
  for (let attempt = 1; ; attempt++) {
    try {
      return await context.lane.unit.run(step, () => step);
    } catch (error) {
      const mayRetry = error instanceof EngineFailure && error.isConflict && !context.lane.unit.isOpen && attempt < attempts;
      if (!mayRetry) throw error;
    }
  }
}

/** Runs several engine statements as one statement of the user's. */
export async function atomically<T>(context: StatementContext, work: (connection: EngineConnection) => Promise<T>): Promise<T> {
  await openIfAsked(context);
  return context.lane.unit.atomically(work);
}

/** With AUTOCOMMIT off, the first write opens a transaction. */
async function openIfAsked(context: StatementContext): Promise<void> {
  if (!context.parameters.isOn('AUTOCOMMIT')) await context.lane.unit.begin();
}

function quotePhysical(table: TableEntry): string {
  return quoteName(...table.physical);
}

function withoutRows(result: QueryResult): QueryResult {
  return { ...result, batches: [], total: 0 };
}
