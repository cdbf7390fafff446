import type { SqlSession } from '@millrace/connectors';
import { ToolError } from '@millrace/diagnostics';
import { fileFormats } from '../planner/formats.ts';
import type { LoadStep, SourceStep } from '../planner/step.ts';
import { describe, type RunContext } from './context.ts';
import { loadIncrementally } from './load-incremental.ts';
import { placedAt, withUserSql } from './locate-error.ts';
import type { StepCounts } from './result.ts';
import { fileRelation } from './source-relation.ts';
import { type Since, stageRows } from './stage.ts';
import { appendToTable, type Incoming, replaceTable, upsertTable } from './write-table.ts';

/** Whether DuckDB reads the source by itself. */
export function isFileSource(source: SourceStep): boolean {
  return Object.hasOwn(fileFormats, source.type);
}

/** What stands after FROM for a source; a database's rows are brought over first. Errors point at the SOURCE. */
export async function relationOf(session: SqlSession, source: SourceStep, step: LoadStep, since: Since | undefined, context: RunContext): Promise<string> {
  try {
    return isFileSource(source) ? fileRelation(source, context.compiled.root) : await stageRows(session, source, step.id, since, context);
  } catch (error) {
    if (!(error instanceof ToolError) || error.exitCode === 130) throw error;
    throw new ToolError(placedAt(source, error), error.exitCode, { cause: error });
  }
}

/** Copies the wanted rows of a relation into a temporary table, WHERE applied. */
export async function keepWanted(session: SqlSession, relation: string, step: LoadStep, context: RunContext): Promise<string> {
  const target = 'temp.sqlflow_incoming';
  const create = `CREATE OR REPLACE TEMP TABLE sqlflow_incoming AS SELECT * FROM ${relation}`;
  const { where } = step;
  if (where === undefined) {
    await session.execute(create, [], { signal: context.signal });
    return target;
  }
  const before = `${create} WHERE (\n`;
  await withUserSql(step, where, before, () => session.execute(`${before}${where.text}\n)`, [], { signal: context.signal }));
  return target;
}

/** Loads a source into its table, in one transaction with its watermark. */
export async function runLoad(step: LoadStep, source: SourceStep, context: RunContext): Promise<StepCounts> {
  await using transaction = await context.database.begin();
  const { incremental } = source;
  const counts = incremental === undefined || step.mode === 'REPLACE'
    ? await loadAll(transaction, step, source, context)
    : await loadIncrementally(transaction, step, source, incremental, context);
  await transaction.commit();
  return counts;
}

async function loadAll(session: SqlSession, step: LoadStep, source: SourceStep, context: RunContext): Promise<StepCounts> {
  const origin = await relationOf(session, source, step, undefined, context);
  // An upsert reads its rows more than once, and a filter's errors must be told from the reader's.
  const isCopied = step.where !== undefined || (step.mode === 'UPSERT' && isFileSource(source));
  const relation = isCopied ? await readingFrom(source, () => keepWanted(session, origin, step, context)) : origin;
  return readingFrom(source, async () => writeRows(session, step, { relation, columns: await describe(session, relation), name: source.name }, context));
}

/** A file that cannot be read is the source's fault: the engine's finding is shown there. */
async function readingFrom<T>(source: SourceStep, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ToolError) || error.exitCode === 130) throw error;
    throw new ToolError(placedAt(source, error), error.exitCode, { cause: error });
  }
}

/** Writes incoming rows by the step's mode. */
export function writeRows(session: SqlSession, step: LoadStep, incoming: Incoming, context: RunContext): Promise<StepCounts> {
  switch (step.mode) {
    case 'REPLACE': return replaceTable(session, incoming, step.table, context);
    case 'APPEND': return appendToTable(session, incoming, step.table, step, context);
    case 'UPSERT': return upsertTable(session, incoming, step.table, step.keys, step.onDuplicate, step, context);
  }
}
