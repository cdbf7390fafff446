import type { CompiledQuery, Updateable } from 'kysely';
import { ToolError } from '@millrace/diagnostics';
import { collectRows, type Row, type SqlSession } from '@millrace/connectors';
import type { ParameterValue } from '@millrace/sql-ir';
import { errors } from './errors.ts';
import type { StateDatabase } from './open.ts';
import type { StateTables, ValueType } from './tables.ts';

/** Whose progress a watermark is: one column of one source, loaded into one target by one pipeline. */
export interface WatermarkKey {
  readonly pipeline: string;
  readonly source: string;
  readonly target: string;
  readonly column: string;
}

/** How far a load has come. Timestamps, dates and decimals are text that sorts as the engine wrote it. */
export type WatermarkValue = string | number | bigint | boolean;

/** One move of a watermark; `value` is null for a reset. */
export interface WatermarkMove {
  readonly previous: WatermarkValue | null;
  readonly value: WatermarkValue | null;
  readonly runId?: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The watermark of a key, undefined before its first load. @param session the database, or a transaction on it. */
export async function readWatermark(state: StateDatabase, session: SqlSession, key: WatermarkKey): Promise<WatermarkValue | undefined> {
  const [row] = await rowsOf(session, state.kysely.selectFrom('millrace.watermarks').select(['value', 'value_type']).where((eb) => eb.and(columnsOf(key))).compile());
  return row === undefined ? undefined : decode(String(row['value']), row['value_type']);
}

/**
 * Moves a watermark inside the transaction that writes the data it stands for, so that both commit or neither does.
 *
 * @param session the data's own transaction; its database must be the one `state` was opened on.
 * @param move `from` is what the load began with (undefined: nothing yet); it must still hold.
 * @throws ToolError STATE_WATERMARK_MOVED when another run moved it meanwhile; roll back then. Of two transactions that
 *   move it at once the later may learn it only from its commit, which is refused with CONNECT_CONFLICT.
 */
export async function advanceWatermark(
  state: StateDatabase, session: SqlSession, key: WatermarkKey,
  move: { readonly from: WatermarkValue | undefined; readonly to: WatermarkValue; readonly runId?: string },
): Promise<void> {
  const at = state.now();
  const values = { value: String(move.to), value_type: typeOf(move.to), run_id: move.runId ?? null, updated_at: at };
  const moved = await compareAndSet(state, session, key, move.from, values);
  if (moved !== 1) throw await movedError(state, session, key, move.from);
  await recordMove(state, session, key, { previous: move.from ?? null, value: move.to, at, ...(move.runId === undefined ? {} : { runId: move.runId }) });
}

type NewValues = Pick<Updateable<StateTables['millrace.watermarks']>, 'value' | 'value_type' | 'run_id' | 'updated_at'> & { value: string; value_type: ValueType; updated_at: string };

/**
 * Writes only over the value the load began with, in one statement: a reader of two statements would let a second
 * writer pass between them. @returns 1, or 0 when the value is another one.
 */
async function compareAndSet(state: StateDatabase, session: SqlSession, key: WatermarkKey, from: WatermarkValue | undefined, values: NewValues): Promise<number> {
  const query = from === undefined
    ? state.kysely.insertInto('millrace.watermarks').values({ ...columnsOf(key), run_id: null, ...values }).onConflict((conflict) => conflict.doNothing())
    : state.kysely.updateTable('millrace.watermarks').set(values).where((eb) => eb.and({ ...columnsOf(key), value: String(from), value_type: typeOf(from) }));
  try {
    return await run(session, query.compile());
  } catch (error) {
    // DuckDB refuses the second of two open transactions that write one row, where PostgreSQL makes it wait.
    if (error instanceof ToolError && (error.code === 'CONNECT_CONFLICT' || error.code === 'CONNECT_CONSTRAINT')) return 0;
    throw error;
  }
}

async function movedError(state: StateDatabase, session: SqlSession, key: WatermarkKey, from: WatermarkValue | undefined): Promise<Error> {
  const found = await readWatermark(state, session, key).catch(() => 'another value');
  return errors.STATE_WATERMARK_MOVED.error({ source: key.source, target: key.target, column: key.column, expected: String(from ?? 'unset'), found: String(found ?? 'unset') });
}

/** Forgets a watermark, so that the next load starts from the beginning. @returns whether there was one. */
export async function resetWatermark(state: StateDatabase, session: SqlSession, key: WatermarkKey): Promise<boolean> {
  const found = await readWatermark(state, session, key);
  if (found === undefined) return false;
  await run(session, state.kysely.deleteFrom('millrace.watermarks').where((eb) => eb.and(columnsOf(key))).compile());
  await recordMove(state, session, key, { previous: found, value: null, at: state.now() });
  return true;
}

/** Every watermark, or those of one pipeline, by key. */
export async function listWatermarks(state: StateDatabase, pipeline?: string): Promise<readonly (WatermarkKey & { readonly value: WatermarkValue; readonly updatedAt: string })[]> {
  let query = state.kysely.selectFrom('millrace.watermarks').selectAll().orderBy('pipeline').orderBy('source').orderBy('target').orderBy('column_name');
  if (pipeline !== undefined) query = query.where('pipeline', '=', pipeline);
  return (await query.execute()).map((row) => ({
    pipeline: row.pipeline, source: row.source, target: row.target, column: row.column_name, value: decode(row.value, row.value_type), updatedAt: row.updated_at,
  }));
}

/** Every move of a watermark, the first one first. */
export async function watermarkHistory(state: StateDatabase, key: WatermarkKey): Promise<readonly WatermarkMove[]> {
  const rows = await state.kysely.selectFrom('millrace.watermark_history').selectAll().where((eb) => eb.and(columnsOf(key))).orderBy('sequence').execute();
  return rows.map((row) => ({
    previous: row.previous === null ? null : decode(row.previous, row.value_type),
    value: row.value === null ? null : decode(row.value, row.value_type),
    at: row.at,
    ...(row.run_id === null ? {} : { runId: row.run_id }),
  }));
}

async function recordMove(state: StateDatabase, session: SqlSession, key: WatermarkKey, move: WatermarkMove): Promise<void> {
  await run(session, state.kysely.insertInto('millrace.watermark_history').values({
    ...columnsOf(key), previous: move.previous === null ? null : String(move.previous), value: move.value === null ? null : String(move.value),
    value_type: typeOf(move.value ?? move.previous ?? ''), run_id: move.runId ?? null, at: move.at,
  }).compile());
}

function columnsOf(key: WatermarkKey): { pipeline: string; source: string; target: string; column_name: string } {
  return { pipeline: key.pipeline, source: key.source, target: key.target, column_name: key.column };
}

const run = (session: SqlSession, query: CompiledQuery): Promise<number> => session.execute(query.sql, query.parameters as readonly ParameterValue[]);

async function rowsOf(session: SqlSession, query: CompiledQuery): Promise<readonly Row[]> {
  return collectRows((await session.query(query.sql, query.parameters as readonly ParameterValue[])).batches);
}

function typeOf(value: WatermarkValue): ValueType {
  const type = typeof value;
  return type === 'number' || type === 'bigint' || type === 'boolean' ? type : 'text';
}

function decode(text: string, type: unknown): WatermarkValue {
  if (type === 'number') return Number(text);
  if (type === 'bigint') return BigInt(text);
  if (type === 'boolean') return text === 'true';
  return text;
}
