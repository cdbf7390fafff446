import type { SqlSession } from '@millrace/connectors';
import { pieces } from '../dsl/piece.ts';
import { quoteName } from '../planner/quote.ts';
import { shownTable, type TransformStep } from '../planner/step.ts';
import { type SqlText, sourceOffset } from '../planner/substitute.ts';
import { countRows, describe, quoteTable, type RunContext, rowsOf, tableExists } from './context.ts';
import { withUserSql } from './locate-error.ts';
import type { StepCounts } from './result.ts';
import { runTableCalls } from './table-calls.ts';
import { appendToTable, dropOther, type Incoming, upsertTable } from './write-table.ts';

/** Runs `before` + the user's query, errors placed in the user's file. */
async function runQuery(session: SqlSession, step: TransformStep, sql: SqlText, before: string, context: RunContext): Promise<number> {
  await runTableCalls(session, sql, context);
  return withUserSql(step, sql, before, () => session.execute(before + sql.text, [], { signal: context.signal }));
}

async function stageQuery(session: SqlSession, step: TransformStep, sql: SqlText, context: RunContext): Promise<Incoming> {
  const relation = 'temp.sqlflow_result';
  await runQuery(session, step, sql, 'CREATE OR REPLACE TEMP TABLE sqlflow_result AS\n', context);
  return { relation, columns: await describe(session, relation), name: shownTable(step.table) };
}

async function replaceByQuery(session: SqlSession, step: TransformStep, sql: SqlText, context: RunContext): Promise<StepCounts> {
  await dropOther(session, step.table, step.object, context);
  await runQuery(session, step, sql, `CREATE OR REPLACE ${step.object} ${quoteTable(step.table)} AS\n`, context);
  if (step.object === 'VIEW') return {};
  return { rowsWritten: await countRows(session, quoteTable(step.table), context.signal) };
}

/** Puts the bounds of the range in place of `@start_date`, `@end_date`, `@start_dt` and `@end_dt`. */
function withRange(sql: SqlText, start: string): SqlText {
  const values: Readonly<Record<string, string>> = {
    '@start_date': `DATE '${start}'`, '@start_dt': `TIMESTAMP '${start} 00:00:00'`, '@end_date': "DATE '9999-12-31'", '@end_dt': "TIMESTAMP '9999-12-31 00:00:00'",
  };
  const replacements: { from: { start: number; end: number }; text: string }[] = [];
  for (const piece of pieces(sql.text)) {
    if (piece.kind !== 'word' || sql.text[piece.start - 1] !== '@') continue;
    const value = values[sql.text.slice(piece.start - 1, piece.end).toLowerCase()];
    if (value !== undefined) replacements.push({ from: { start: piece.start - 1, end: piece.end }, text: value });
  }
  let text = '';
  let at = 0;
  const inFile = replacements.map(({ from, text: value }) => {
    text += sql.text.slice(at, from.start) + value;
    at = from.end;
    return { from: { start: sourceOffset(sql, from.start), end: sourceOffset(sql, from.end) }, text: value };
  });
  const all = [...sql.replacements, ...inFile].toSorted((a, b) => a.from.start - b.from.start);
  return { ...sql, text: text + sql.text.slice(at), replacements: all };
}

/** The first day that is computed again: the latest one in the table, less the lookback; undefined when the table has none. */
async function firstDay(session: SqlSession, step: TransformStep, by: string, lookbackDays: number): Promise<string | undefined> {
  const days = Math.ceil(lookbackDays);
  const [row] = await rowsOf(session, `SELECT CAST(CAST(max(${quoteName(by)}) AS DATE) - ${days} AS VARCHAR) AS day FROM ${quoteTable(step.table)}`);
  const day = row?.['day'];
  return typeof day === 'string' ? day : undefined;
}

/**
 * Computes again the days from the latest one in the table, less the lookback: they are deleted and written anew in one
 * transaction. The table itself says how far it has come, so the two can never disagree.
 */
async function rewriteDays(session: SqlSession, step: TransformStep, by: string, lookbackDays: number, context: RunContext): Promise<StepCounts> {
  const exists = !context.fullRefresh && await tableExists(session, step.table);
  const start = exists ? await firstDay(session, step, by, lookbackDays) : undefined;
  if (start === undefined) return replaceByQuery(session, step, withRange(step.sql, '0001-01-01'), context);
  const result = await stageQuery(session, step, withRange(step.sql, start), context);
  const since = `${quoteName(by)} >= DATE '${start}'`;
  await session.execute(`DELETE FROM ${quoteTable(step.table)} WHERE ${since}`, [], { signal: context.signal });
  const affected = { ...result, relation: `(SELECT * FROM ${result.relation} WHERE ${since})` };
  return appendToTable(session, affected, step.table, step, context);
}

/** Runs a CREATE TABLE or CREATE VIEW in one transaction. */
export async function runTransform(step: TransformStep, context: RunContext): Promise<StepCounts> {
  await using transaction = await context.database.begin();
  const counts = await transform(transaction, step, context);
  await transaction.commit();
  return counts;
}

async function transform(session: SqlSession, step: TransformStep, context: RunContext): Promise<StepCounts> {
  const { mode } = step;
  switch (mode.type) {
    case 'REPLACE': return replaceByQuery(session, step, step.sql, context);
    case 'APPEND': return appendToTable(session, await stageQuery(session, step, step.sql, context), step.table, step, context);
    case 'UPSERT': return upsertTable(session, await stageQuery(session, step, step.sql, context), step.table, mode.keys, 'error', step, context);
    case 'INCREMENTAL': return rewriteDays(session, step, mode.by, mode.lookbackDays, context);
  }
}
