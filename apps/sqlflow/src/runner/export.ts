import { messageOf, redact, ToolError } from '@millrace/diagnostics';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import { fileFormats } from '../planner/formats.ts';
import { quoteText } from '../planner/quote.ts';
import type { ExportStep } from '../planner/step.ts';
import { quoteTable, type RunContext } from './context.ts';
import { placedAt, withUserSql } from './locate-error.ts';
import { openDatabase } from './open-connector.ts';
import type { StepCounts } from './result.ts';
import { runTableCalls } from './table-calls.ts';
import { plainText } from '../planner/plain-text.ts';

function failed(step: ExportStep, problem: string, cause?: unknown): ToolError {
  return errors.FLOW_EXPORT_FAILED.error({ destination: redact(step.destination), problem }, locationOf(step.text, step.span), { cause });
}

function pathOf(step: ExportStep, root: string): string {
  const { destination } = step;
  if (destination.startsWith('file://')) return fileURLToPath(destination);
  if (/^[a-z][a-z0-9+]+:\/\//i.test(destination)) throw failed(step, 'only files and databases can be written to');
  return isAbsolute(destination) ? destination : join(root, destination);
}

function copyOptions(step: ExportStep): string {
  const format = fileFormats[step.type];
  const given = Object.entries(step.settings.values).flatMap(([name, value]) => {
    const option = format?.parameters[name]?.write;
    return option === undefined ? [] : [`${option} ${typeof value === 'string' ? quoteText(value) : plainText(value)}`];
  });
  const isDelimited = step.type === 'csv' || step.type === 'tsv';
  const header = isDelimited && !given.some((option) => option.startsWith('HEADER')) ? ['HEADER true'] : [];
  const tab = step.type === 'tsv' && !given.some((option) => option.startsWith('DELIMITER')) ? ["DELIMITER '\t'"] : [];
  return [...(format?.copy ?? []), ...header, ...tab, ...given].join(', ');
}

/** Runs work over the query of an export; what the engine finds wrong is shown in the user's file. */
function withQuery<T>(step: ExportStep, before: string, work: (sql: string) => Promise<T>): Promise<T> {
  const { query } = step;
  if ('table' in query) return work(`SELECT * FROM ${quoteTable(query.table)}`);
  return withUserSql(step, query.sql, before, () => work(query.sql.text));
}

/** Writes a file beside its destination and moves it there when it is whole. */
async function exportFile(step: ExportStep, context: RunContext): Promise<StepCounts> {
  const path = pathOf(step, context.compiled.root);
  // The end of the name stays, since it chooses the compression.
  const unfinished = join(dirname(path), `.${context.runId}-${step.id}.${basename(path)}`);
  try {
    mkdirSync(dirname(path), { recursive: true });
    const before = 'COPY (\n';
    const after = `\n) TO ${quoteText(unfinished)} (${copyOptions(step)})`;
    const rows = await withQuery(step, before, (sql) => context.database.begin().then(async (transaction) => {
      await using session = transaction;
      if ('sql' in step.query) await runTableCalls(session, step.query.sql, context);
      const count = await session.execute(before + sql + after, [], { signal: context.signal });
      await session.commit();
      return count;
    }));
    renameSync(unfinished, path);
    return { rowsRead: rows, rowsWritten: rows };
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error instanceof ToolError ? error : failed(step, messageOf(error), error);
  }
}

function optionText(step: ExportStep, name: string): string | undefined {
  const value = step.settings.values[name];
  return typeof value === 'string' ? value : undefined;
}

function writeMode(step: ExportStep): 'replace' | 'append' | 'upsert' {
  const mode = (optionText(step, 'mode') ?? 'replace').toLowerCase();
  if (mode === 'replace' || mode === 'append' || mode === 'upsert') return mode;
  throw errors.FLOW_BAD_PARAMETER.error({ what: 'The option', name: 'mode', problem: "must be 'replace', 'append' or 'upsert'" }, locationOf(step.text, step.settings.spans['mode'] ?? step.span));
}

function keysOf(step: ExportStep): { readonly keys?: readonly string[] } {
  const { keys = step.settings.values['upsert_keys'] } = step.settings.values;
  if (typeof keys === 'string') return { keys: keys.split(',').map((key) => key.trim()) };
  return Array.isArray(keys) ? { keys: keys.map((key) => String(key)) } : {};
}

function destinationObject(step: ExportStep): readonly string[] {
  const table = optionText(step, 'table') ?? optionText(step, 'table_name');
  if (table === undefined) throw errors.FLOW_MISSING_PARAMETER.error({ what: 'option', name: 'table', type: step.type.toUpperCase() }, locationOf(step.text, step.span));
  const schema = optionText(step, 'schema');
  return schema === undefined ? table.split('.') : [schema, table];
}

/** Writes to a database: all rows or none. */
async function exportDatabase(step: ExportStep, context: RunContext): Promise<StepCounts> {
  const object = destinationObject(step);
  const { table: _t, table_name: _n, schema: _s, mode: _m, keys: _k, upsert_keys: _u, ...rest } = step.settings.values;
  const named = step.connector === undefined ? {} : context.compiled.profile.connectors[step.connector]?.params;
  const address = step.connector !== undefined ? {} : step.type === 'postgres' ? { connection: step.destination } : { path: step.destination };
  const mode = writeMode(step);
  await using connector = await openDatabase(step.type, { ...named, ...address, ...rest }, context.compiled.root);
  await using session = await context.database.begin();
  if ('sql' in step.query) await runTableCalls(session, step.query.sql, context);
  const result = await withQuery(step, '', (sql) => session.query(sql, [], { signal: context.signal }));
  const rows = await connector.write(object, result.fields, result.batches, { mode, ...keysOf(step), signal: context.signal });
  return { rowsRead: rows, rowsWritten: rows };
}

/** Writes the result of an EXPORT; a failure leaves the destination as it was. */
export async function runExport(step: ExportStep, context: RunContext): Promise<StepCounts> {
  if (Object.hasOwn(fileFormats, step.type)) return exportFile(step, context);
  try {
    return await exportDatabase(step, context);
  } catch (error) {
    if (!(error instanceof ToolError) || error.exitCode === 130) throw error;
    throw new ToolError(placedAt(step, error), error.exitCode, { cause: error });
  }
}
