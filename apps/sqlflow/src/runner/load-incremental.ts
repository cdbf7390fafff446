import type { SqlSession } from '@millrace/connectors';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import { quoteName, quoteText } from '../planner/quote.ts';
import { type Incremental, type LoadStep, shownTable, type SourceStep } from '../planner/step.ts';
import { type Column, countRows, describe, quoteTable, type RunContext, rowsOf, sameName, tableExists } from './context.ts';
import { isFileSource, keepWanted, relationOf, writeRows } from './load.ts';
import type { StepCounts } from './result.ts';
import type { WatermarkKey, WatermarkValue } from './state.ts';
import { plainText } from '../planner/plain-text.ts';

function cursorColumn(columns: readonly Column[], cursor: string, source: SourceStep): Column {
  const found = columns.find((column) => sameName(column.name, cursor));
  if (found !== undefined) return found;
  const known = columns.map((column) => column.name).join(', ');
  throw errors.FLOW_NO_CURSOR.error({ column: cursor, source: source.name, known }, locationOf(source.text, source.settings.spans['cursor_field'] ?? source.span));
}

function typedLiteral(value: WatermarkValue, type: string): string {
  return `CAST(${quoteText(String(value))} AS ${type})`;
}

/** Where reading starts: the watermark, less the lookback in seconds (or in the cursor's own unit when it is a number). */
async function startOf(session: SqlSession, known: WatermarkValue, incremental: Incremental, step: LoadStep): Promise<WatermarkValue> {
  if (incremental.lookback === 0) return known;
  const columns = await describe(session, quoteTable(step.table));
  const type = columns.find((column) => sameName(column.name, incremental.cursor))?.type ?? 'TIMESTAMP';
  const isTime = /^(?:DATE|TIMESTAMP)/.test(type);
  const span = isTime ? `to_seconds(${incremental.lookback})` : String(incremental.lookback);
  const [row] = await rowsOf(session, `SELECT CAST(${typedLiteral(known, type)} - ${span} AS ${type === 'DATE' ? 'DATE' : type}) AS start`);
  const start = row?.['start'];
  return typeof start === 'string' || typeof start === 'number' || typeof start === 'bigint' ? start : known;
}

/** Leaves out rows at or before the watermark that the target holds already, equal in every column both have. */
async function withoutRepeated(session: SqlSession, relation: string, columns: readonly Column[], cursor: Column, known: WatermarkValue, step: LoadStep): Promise<string> {
  const target = await describe(session, quoteTable(step.table));
  const common = columns.filter((column) => target.some((other) => sameName(other.name, column.name)));
  const equal = common.map((column) => `"t".${quoteName(column.name)} IS NOT DISTINCT FROM "s".${quoteName(column.name)}`).join(' AND ');
  await session.execute(`CREATE OR REPLACE TEMP TABLE sqlflow_fresh AS SELECT * FROM ${relation} AS "s"
    WHERE NOT ("s".${quoteName(cursor.name)} <= ${typedLiteral(known, cursor.type)} AND EXISTS (SELECT 1 FROM ${quoteTable(step.table)} AS "t" WHERE ${equal}))`);
  return 'temp.sqlflow_fresh';
}

/** The highest cursor of the loaded rows when it lies beyond the watermark. */
async function nextWatermark(session: SqlSession, relation: string, cursor: Column, known: WatermarkValue | undefined): Promise<WatermarkValue | undefined> {
  const column = quoteName(cursor.name);
  const beyond = known === undefined ? '' : ` WHERE ${column} > ${typedLiteral(known, cursor.type)}`;
  const [row] = await rowsOf(session, `SELECT max(${column}) AS highest FROM ${relation}${beyond}`);
  const highest = row?.['highest'];
  if (highest === null || highest === undefined) return undefined;
  return typeof highest === 'object' ? plainText(highest) : highest;
}

async function wantedRows(session: SqlSession, step: LoadStep, source: SourceStep, incremental: Incremental, known: WatermarkValue | undefined, context: RunContext): Promise<string> {
  const exclusive = source.primaryKey.length === 0 && incremental.lookback === 0;
  const start = known === undefined ? undefined : await startOf(session, known, incremental, step);
  const since = start === undefined ? undefined : { column: incremental.cursor, value: start, exclusive };
  const origin = await relationOf(session, source, step, since, context);
  if (!isFileSource(source)) return step.where === undefined ? origin : keepWanted(session, origin, step, context);
  const cursor = cursorColumn(await describe(session, origin), incremental.cursor, source);
  const beyond = since === undefined ? origin : `(SELECT * FROM ${origin} WHERE ${quoteName(cursor.name)} ${exclusive ? '>' : '>='} ${typedLiteral(since.value, cursor.type)})`;
  return keepWanted(session, beyond, step, context);
}

/**
 * Loads what is new in a source since its watermark, and moves the watermark in the same transaction.
 *
 * With a primary key, rows at the watermark are read again (others with the same cursor may have come since) and those
 * that the target holds unchanged are set aside. Without one, only rows beyond the watermark are read.
 */
export async function loadIncrementally(session: SqlSession, step: LoadStep, source: SourceStep, incremental: Incremental, context: RunContext): Promise<StepCounts> {
  const key: WatermarkKey = { source: source.name, target: shownTable(step.table).toLowerCase(), column: incremental.cursor };
  const stored = await context.state.readWatermark(session, key);
  if (context.fullRefresh) await session.execute(`DROP TABLE IF EXISTS ${quoteTable(step.table)}`);
  // Without its table a watermark stands for nothing: everything is read again.
  const known = await tableExists(session, step.table) ? stored : undefined;
  const wanted = await wantedRows(session, step, source, incremental, known, context);
  const columns = await describe(session, wanted);
  const cursor = cursorColumn(columns, incremental.cursor, source);
  const isRereading = known !== undefined && (source.primaryKey.length > 0 || incremental.lookback > 0);
  const fresh = isRereading ? await withoutRepeated(session, wanted, columns, cursor, known, step) : wanted;
  const repeated = isRereading ? await countRows(session, wanted, context.signal) - await countRows(session, fresh, context.signal) : 0;
  const counts = await writeRows(session, step, { relation: fresh, columns, name: source.name }, context);
  const next = await nextWatermark(session, fresh, cursor, known);
  if (next !== undefined) await context.state.advanceWatermark(session, key, stored, next);
  return { ...counts, repeated };
}
