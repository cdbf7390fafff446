import { type Batch, type Field, type Row, rowsOf as batchRows, type SqlSession, type Value } from '@millrace/connectors';
import { didYouMean, messageOf, ToolError } from '@millrace/diagnostics';
import { build } from '@millrace/sql-ir';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import { quoteName } from '../planner/quote.ts';
import type { SqlText } from '../planner/substitute.ts';
import type { TableCall } from '../planner/udf-call.ts';
import type { TableUdf } from '../udf/table-udf.ts';
import { describe, quoteTable, type RunContext, sameName } from './context.ts';

const batchSize = 2048;

async function* inputRows(session: SqlSession, call: TableCall, context: RunContext): AsyncGenerator<Row> {
  const result = await session.query(`SELECT * FROM ${quoteTable(call.input)}`, [], { signal: context.signal });
  for await (const batch of result.batches) yield* batchRows(batch);
}

/** Collects the rows a function gives into batches of its declared columns. */
async function* outputBatches(rows: ReturnType<TableUdf['run']>, fields: readonly Field[]): AsyncGenerator<Batch> {
  let columns: Value[][] = fields.map(() => []);
  let rowCount = 0;
  for await (const row of rows) {
    fields.forEach((field, i) => {
      if (row[field.name] === undefined) throw new Error(`its output lacks the column '${field.name}'`);
      columns[i]?.push(row[field.name] as Value);
    });
    rowCount += 1;
    if (rowCount < batchSize) continue;
    yield { fields, rowCount, columns };
    columns = fields.map(() => []);
    rowCount = 0;
  }
  if (rowCount > 0) yield { fields, rowCount, columns };
}

function parametersOf(udf: TableUdf, call: TableCall): Readonly<Record<string, Value>> {
  const known = Object.keys(udf.params);
  for (const name of Object.keys(call.parameters)) {
    if (known.includes(name)) continue;
    throw new Error(`it has no parameter '${name}'; ${didYouMean(name, known) ?? `its parameters are: ${known.join(', ') || 'none'}`}`);
  }
  const given: Readonly<Record<string, Value>> = { ...udf.defaults, ...call.parameters };
  const missing = known.find((name) => given[name] === undefined);
  if (missing !== undefined) throw new Error(`parameter '${missing}' is missing`);
  return Object.fromEntries(known.map((name) => [name, udf.params[name] === 'BIGINT' && typeof given[name] === 'number' ? BigInt(given[name]) : (given[name] ?? null)]));
}

async function callOne(session: SqlSession, udf: TableUdf, call: TableCall, context: RunContext): Promise<void> {
  const fields = Object.entries(udf.output).map(([name, type]): Field => ({ name, type: build.type(type), nullable: true }));
  await session.execute(`CREATE OR REPLACE TEMP TABLE ${quoteName(call.result)} (${fields.map((field) => `${quoteName(field.name)} ${field.type.name}`).join(', ')})`);
  // The input is read on a connection of its own, so that rows flow while the output is written.
  await using reading = await context.database.begin({ readOnly: true });
  const columns = await describe(reading, quoteTable(call.input));
  const missing = udf.requires.filter((name) => !columns.some((column) => sameName(column.name, name)));
  if (missing.length > 0) throw new Error(`it requires columns that ${call.input.join('.')} lacks: ${missing.join(', ')}`);
  const run = udf.run as (rows: AsyncIterable<Row>, params: Readonly<Record<string, Value>>) => ReturnType<TableUdf['run']>;
  await session.append(['temp', call.result], outputBatches(run(inputRows(reading, call, context), parametersOf(udf, call)), fields));
}

/**
 * Runs the table UDFs of a query; their rows are in temporary tables of the session then.
 *
 * @throws ToolError FLOW_UDF_FAILED at the call.
 */
export async function runTableCalls(session: SqlSession, sql: SqlText, context: RunContext): Promise<void> {
  for (const call of sql.tableCalls) {
    const at = locationOf(sql.origin, call.span);
    const udf = context.tableUdfs.get(call.function);
    if (udf === undefined) {
      const hint = didYouMean(call.function, context.tableUdfs.keys());
      throw errors.FLOW_UDF_UNKNOWN.error({ name: call.function, known: [...context.tableUdfs.keys()].join(', ') || 'none' }, hint === undefined ? at : { ...at, hint });
    }
    try {
      await callOne(session, udf, call, context);
    } catch (error) {
      if (context.signal.aborted || (error instanceof ToolError && error.exitCode === 130)) throw error;
      throw errors.FLOW_UDF_FAILED.error({ name: call.function, problem: messageOf(error) }, at, { cause: error });
    }
  }
}
