import type { SqlSession } from '@millrace/connectors';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import { quoteName } from '../planner/quote.ts';
import { shownTable, type LoadStep, type Step, type TableName } from '../planner/step.ts';
import { type Column, countRows, describe, quoteTable, type RunContext, rowsOf, sameName, tableExists } from './context.ts';
import type { StepCounts } from './result.ts';
import { plainText } from '../planner/plain-text.ts';

/** Rows on their way into a table. */
export interface Incoming {
  /** What stands after FROM. */
  readonly relation: string;
  readonly columns: readonly Column[];
  /** What messages call it. */
  readonly name: string;
}

type TypeClass = 'integer' | 'float' | 'boolean' | 'text' | 'date' | 'time' | 'timestamp' | 'other';

function classOf(type: string): TypeClass {
  const name = type.toUpperCase();
  if (/[[(]/.test(name) && !name.startsWith('DECIMAL')) return 'other';
  if (/INT$|^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER)$/.test(name)) return 'integer';
  if (/^(?:FLOAT|DOUBLE|REAL|DECIMAL)/.test(name)) return 'float';
  if (name === 'BOOLEAN') return 'boolean';
  if (name === 'VARCHAR') return 'text';
  if (name === 'DATE') return 'date';
  if (name.startsWith('TIMESTAMP')) return 'timestamp';
  return name.startsWith('TIME') ? 'time' : 'other';
}

/** Whether every value of a type can go into another without loss; nested and rare types are left to the engine. */
function fits(source: string, target: string): boolean {
  const from = classOf(source);
  const to = classOf(target);
  if (from === to || from === 'other' || to === 'other' || to === 'text') return true;
  return (from === 'integer' && to === 'float') || (from === 'date' && to === 'timestamp');
}

async function checkColumns(session: SqlSession, incoming: Incoming, target: readonly Column[], table: TableName, step: Step): Promise<void> {
  const at = locationOf(step.text, step.span);
  const shown = shownTable(table);
  for (const column of incoming.columns) {
    const other = target.find((candidate) => sameName(candidate.name, column.name));
    if (other === undefined) {
      throw errors.FLOW_EXTRA_COLUMN.error({ column: column.name, table: shown, known: target.map((known) => known.name).join(', ') }, at);
    }
    if (fits(column.type, other.type)) continue;
    // A column without values has no type of its own: a file's reader calls it text.
    const [row] = await rowsOf(session, `SELECT count(${quoteName(column.name)}) AS n FROM ${incoming.relation}`);
    if (Number(row?.['n'] ?? 0) > 0) throw errors.FLOW_TYPE_MISMATCH.error({ column: column.name, source: column.type, target: other.type, table: shown }, at);
  }
}

function checkKeys(keys: readonly string[], columns: readonly Column[], where: string, step: Step): void {
  for (const key of keys) {
    if (columns.some((column) => sameName(column.name, key))) continue;
    const known = columns.map((column) => column.name).toSorted().join(', ');
    throw errors.FLOW_NO_KEY_COLUMN.error({ key, where, known }, locationOf(step.text, step.span));
  }
}

async function checkUnique(session: SqlSession, incoming: Incoming, keys: readonly string[], step: Step): Promise<void> {
  const list = keys.map(quoteName).join(', ');
  const [row] = await rowsOf(session, `SELECT ${list}, count(*) AS "rows of one key" FROM ${incoming.relation} GROUP BY ${list} HAVING count(*) > 1 ORDER BY ALL LIMIT 1`);
  if (row === undefined) return;
  const example = keys.map((_, i) => plainText(Object.values(row)[i])).join(', ');
  throw errors.FLOW_DUPLICATE_KEYS.error({ source: incoming.name, count: Number(row['rows of one key']), key: `(${keys.join(', ')})`, example }, locationOf(step.text, step.span));
}

function mergeSql(table: TableName, relation: string, columns: readonly Column[], keys: readonly string[]): string {
  const names = columns.map((column) => quoteName(column.name));
  const rest = columns.filter((column) => !keys.some((key) => sameName(key, column.name))).map((column) => quoteName(column.name));
  const on = keys.map((key) => `"t".${quoteName(key)} IS NOT DISTINCT FROM "s".${quoteName(key)}`).join(' AND ');
  const update = rest.length === 0 ? '' : ` WHEN MATCHED THEN UPDATE SET ${rest.map((name) => `${name} = "s".${name}`).join(', ')}`;
  return `MERGE INTO ${quoteTable(table)} AS "t" USING ${relation} AS "s" ON ${on}${update}`
    + ` WHEN NOT MATCHED THEN INSERT (${names.join(', ')}) VALUES (${names.map((name) => `"s".${name}`).join(', ')})`;
}

/** Makes a table anew from the incoming rows. */
export async function replaceTable(session: SqlSession, incoming: Pick<Incoming, 'relation'>, table: TableName, context: RunContext): Promise<StepCounts> {
  await dropOther(session, table, 'TABLE', context);
  await session.execute(`CREATE OR REPLACE TABLE ${quoteTable(table)} AS SELECT * FROM ${incoming.relation}`, [], { signal: context.signal });
  const rows = await countRows(session, quoteTable(table), context.signal);
  return { rowsRead: rows, rowsWritten: rows, inserted: rows, updated: 0 };
}

/** Drops an object of the other kind that has the name; CREATE OR REPLACE refuses to change a view into a table. */
export async function dropOther(session: SqlSession, table: TableName, kind: 'TABLE' | 'VIEW', context: RunContext): Promise<void> {
  const present = context.existing.get((table.length === 1 ? table : table.filter((part, i) => i > 0 || part.toLowerCase() !== 'main')).join('.').toLowerCase());
  if (present !== undefined && present !== kind) await session.execute(`DROP ${present} IF EXISTS ${quoteTable(table)}`);
}

/** Adds the incoming rows to a table by column name, making it when it is not there. */
export async function appendToTable(session: SqlSession, incoming: Incoming, table: TableName, step: Step, context: RunContext): Promise<StepCounts> {
  if (!(await tableExists(session, table))) return replaceTable(session, incoming, table, context);
  await checkColumns(session, incoming, await describe(session, quoteTable(table)), table, step);
  const before = await countRows(session, quoteTable(table), context.signal);
  await session.execute(`INSERT INTO ${quoteTable(table)} BY NAME SELECT * FROM ${incoming.relation}`, [], { signal: context.signal });
  const rows = await countRows(session, quoteTable(table), context.signal) - before;
  return { rowsRead: rows, rowsWritten: rows, inserted: rows, updated: 0 };
}

/**
 * Updates the rows of a table that equal an incoming row in `keys`, and adds the rest. Columns that the incoming rows lack
 * keep their values, or are NULL in new rows. Two NULL keys are equal.
 *
 * @param incoming a table, not a query: it is read more than once.
 * @throws ToolError FLOW_NO_KEY_COLUMN, FLOW_DUPLICATE_KEYS, FLOW_EXTRA_COLUMN, FLOW_TYPE_MISMATCH.
 */
export async function upsertTable(
  session: SqlSession, incoming: Incoming, table: TableName, keys: readonly string[], onDuplicate: LoadStep['onDuplicate'], step: Step, context: RunContext,
): Promise<StepCounts> {
  checkKeys(keys, incoming.columns, `source '${incoming.name}'`, step);
  if (onDuplicate === 'error') await checkUnique(session, incoming, keys, step);
  const rowsRead = await countRows(session, incoming.relation, context.signal);
  const distinct = onDuplicate === 'error' ? incoming : await firstOrLast(session, incoming, keys, onDuplicate, context.signal);
  if (!(await tableExists(session, table))) return { ...await replaceTable(session, distinct, table, context), rowsRead };
  const target = await describe(session, quoteTable(table));
  checkKeys(keys, target, `target table '${shownTable(table)}'`, step);
  await checkColumns(session, distinct, target, table, step);
  const before = await countRows(session, quoteTable(table), context.signal);
  await session.execute(mergeSql(table, distinct.relation, distinct.columns, keys), [], { signal: context.signal });
  const inserted = await countRows(session, quoteTable(table), context.signal) - before;
  const rowsWritten = distinct === incoming ? rowsRead : await countRows(session, distinct.relation, context.signal);
  return { rowsRead, rowsWritten, inserted, updated: rowsWritten - inserted };
}

async function firstOrLast(session: SqlSession, incoming: Incoming, keys: readonly string[], which: 'first' | 'last', signal: AbortSignal): Promise<Incoming> {
  const order = which === 'last' ? 'DESC' : 'ASC';
  await session.execute(`CREATE OR REPLACE TEMP TABLE sqlflow_distinct AS SELECT * FROM ${incoming.relation}
    QUALIFY row_number() OVER (PARTITION BY ${keys.map(quoteName).join(', ')} ORDER BY rowid ${order}) = 1`, [], { signal });
  return { ...incoming, relation: 'temp.sqlflow_distinct' };
}
