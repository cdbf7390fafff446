import type { Batch, Field, ObjectName, SqlSession } from '@millrace/connectors';
import { printOrThrow } from '@millrace/dialects';
import { type DataType, build } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { connectorParameters } from '../planner/plan-json.ts';
import { quoteName } from '../planner/quote.ts';
import type { SourceStep } from '../planner/step.ts';
import { sameName, type RunContext } from './context.ts';
import { isSql, openDatabase } from './open-connector.ts';
import type { WatermarkValue } from './state.ts';

const staging: ObjectName = ['temp', 'sqlflow_stage'];

/** Where a connector's rows start: at or after a watermark. */
export interface Since {
  readonly column: string;
  readonly value: WatermarkValue;
  readonly exclusive: boolean;
}

/** What DuckDB stores a connector's type as; numbers without a precision keep ten digits after the point. */
function storedType(type: DataType): string {
  if (type.name === 'DECIMAL' && type.args.length === 0) return 'DECIMAL(38, 10)';
  if ((type.name === 'STRUCT' && type.fields.length === 0) || (type.name === 'MAP' && type.elements.length < 2)) return 'JSON';
  return printOrThrow(type.name === 'VARIANT' ? build.type('JSON') : type, 'duckdb').sql;
}

function objectOf(source: SourceStep): ObjectName | undefined {
  const { table, schema } = source.settings.values;
  if (typeof table !== 'string') return undefined;
  const parts = table.split('.');
  return typeof schema === 'string' && parts.length === 1 ? [schema, ...parts] : parts;
}

async function createStage(session: SqlSession, fields: readonly Field[]): Promise<void> {
  const columns = fields.map((field) => `${quoteName(field.name)} ${storedType(field.type)}`).join(', ');
  await session.execute(`CREATE OR REPLACE TEMP TABLE ${staging.map(quoteName).join('.')} (${columns})`);
}

async function* counted(batches: AsyncIterable<Batch>, source: SourceStep, stepId: string, context: RunContext): AsyncGenerator<Batch> {
  let rows = 0;
  for await (const batch of batches) {
    context.signal.throwIfAborted();
    rows += batch.rowCount;
    yield batch;
    context.progress(stepId, rows);
  }
}

/** Checks that the cursor is a column, before any row is asked for. */
function checkCursor(source: SourceStep, fields: readonly Field[], since: Since | undefined): void {
  if (since === undefined || fields.some((field) => sameName(field.name, since.column))) return;
  throw errors.FLOW_NO_CURSOR.error({ column: since.column, source: source.name, known: fields.map((field) => field.name).join(', ') });
}

/**
 * Brings a database's rows into a temporary table of this transaction.
 *
 * @param since only rows from there on, bound as a parameter.
 * @returns what stands after FROM to read them.
 */
export async function stageRows(session: SqlSession, source: SourceStep, stepId: string, since: Since | undefined, context: RunContext): Promise<string> {
  const { query } = source.settings.values;
  const { table: _table, schema: _schema, query: _query, ...rest } = connectorParameters(source.settings.values);
  await using connector = await openDatabase(source.type, rest, context.compiled.root);
  const object = objectOf(source);
  if (object !== undefined) {
    const fields = await connector.schema(object);
    checkCursor(source, fields, since);
    await createStage(session, fields);
    const batches = connector.read(object, { signal: context.signal, ...(since === undefined ? {} : { since }) });
    await session.append(staging, counted(batches, source, stepId, context));
  } else if (typeof query === 'string' && isSql(connector)) {
    const condition = since === undefined ? '' : ` WHERE ${quoteName(since.column)} ${since.exclusive ? '>' : '>='} $1`;
    const result = await connector.query(`SELECT * FROM (\n${query}\n) AS sqlflow_query${condition}`, since === undefined ? [] : [since.value], { signal: context.signal });
    await createStage(session, result.fields);
    await session.append(staging, counted(result.batches, source, stepId, context));
  } else {
    throw errors.FLOW_MISSING_PARAMETER.error({ what: 'parameter', name: 'table', type: source.type.toUpperCase() });
  }
  return staging.map(quoteName).join('.');
}
