import { randomUUID } from 'node:crypto';
import { print } from '@millrace/dialects';
import { build, type Call, type Expression, rewrite, type Statement, visit } from '@millrace/sql-ir';
import { type CatalogTable, physicalType, type SqlType } from '@millrace/transpile';
import type { EngineConnection } from '../engine/engine.ts';
import { quoteName } from '../engine/names.ts';
import { missingStatement, SqlFailure, shapes, unsupported } from '../failures.ts';
import type { QueryResult } from '../history/query-result.ts';
import type { WireColumn } from '../wire/result-column.ts';
import type { StatementContext } from './context.ts';

/** A statement that reads earlier results, with relations in their place. */
export interface ScannedStatement<S> {
  readonly statement: S;
  readonly extra: ReadonlyMap<string, CatalogTable>;
  release(): Promise<void>;
}

/** Puts relations in the place of `TABLE(RESULT_SCAN(query id))`. */
export async function openResults<S extends Statement>(statement: S, context: StatementContext, connection: EngineConnection): Promise<ScannedStatement<S>> {
  const scans: Call[] = [];
  visit(statement, { TableFunction: ({ call }) => { if (call.kind === 'Call' && isResultScan(call)) scans.push(call); } });
  const tables = new Map<Call, CatalogTable>();
  for (const call of scans) tables.set(call, await materialise(resultOf(call, context), connection));
  return {
    statement: scans.length === 0 ? statement : rewrite(statement, {
      TableFunction: (node) => {
        const table = scans.map((call) => (node.call.pos === call.pos ? tables.get(call) : undefined)).find((found) => found !== undefined);
        if (table === undefined || node.call.kind !== 'Call' || !isResultScan(node.call)) return node;
        return { ...build.table([table.name[2]]), ...(node.alias === undefined ? {} : { alias: node.alias }), pos: node.pos, end: node.end };
      },
    }),
    extra: new Map([...tables.values()].map((table) => [table.name[2], table])),
    release: async () => { for (const table of tables.values()) await connection.run({ sql: `DROP TABLE IF EXISTS ${quoteName('temp', table.name[2])}` }); },
  };
}

function isResultScan(call: Call): boolean {
  return call.name.length === 1 && call.name[0]?.name.toUpperCase() === 'RESULT_SCAN';
}

function resultOf(call: Call, context: StatementContext): QueryResult {
  const id = queryIdOf(call.args[0], context);
  const record = context.account.queries.get(id);
  if (record === undefined || record.user !== context.session.user) throw missingStatement(id);
  if (record.outcome === undefined || !record.outcome.ok) throw new SqlFailure(shapes.statementNotFound, `Statement ${id} has no result`);
  if (record.outcome.result.chunks.length > 0) throw unsupported('RESULT_SCAN of a result in several chunks');
  return record.outcome.result;
}

/** The query id that an argument names: a text, or LAST_QUERY_ID(n), where n counts from the newest (-1) or the oldest (1). */
function queryIdOf(argument: Expression | undefined, { session }: StatementContext): string {
  if (argument?.kind === 'Literal' && argument.type === 'string') return argument.value;
  if (argument?.kind !== 'Call' || argument.name[0]?.name.toUpperCase() !== 'LAST_QUERY_ID') throw unsupported('RESULT_SCAN of an expression');
  const position = numberOf(argument.args[0]) ?? -1;
  return session.queryIds.at(position > 0 ? position - 1 : position) ?? '';
}

function numberOf(expression: Expression | undefined): number | undefined {
  if (expression?.kind === 'Literal' && expression.type === 'number') return Number(expression.value);
  return expression?.kind === 'Unary' && expression.op === '-' ? -(numberOf(expression.operand) ?? 0) : undefined;
}

/** A result as a temporary table. */
export async function materialise(result: QueryResult, connection: EngineConnection): Promise<CatalogTable> {
  const name = `RESULT ${randomUUID()}`;
  const columns = result.columns.map((column, index) => ({ name: column.name, type: sqlType(column), nullable: true, physicalName: `c${index}` }));
  await connection.run({
    sql: `CREATE TEMPORARY TABLE ${quoteName(name)} (${columns.map(({ type, physicalName }) => `${quoteName(physicalName)} ${print(physicalType(type), 'duckdb').sql}`).join(', ')})`,
  });
  const appender = await connection.duckdb.createAppender(name, null, 'temp');
  for (const { rowCount, vectors } of result.batches) {
    for (let row = 0; row < rowCount; row++) {
      for (const vector of vectors) {
        const value = vector.getItem(row);
        if (value === null) appender.appendNull();
        else appender.appendValue(value);
      }
      appender.endRow();
    }
  }
  appender.closeSync();
  return { name: ['', '', name], physicalName: ['temp', name], columns };
}

function sqlType(column: WireColumn): SqlType {
  switch (column.type) {
    case 'fixed': return { type: 'number', precision: column.precision ?? 38, scale: column.scale ?? 0 };
    case 'real': return { type: 'float' };
    case 'text': return { type: 'varchar', length: column.length ?? 16_777_216 };
    case 'binary': return { type: 'binary', length: column.length ?? 8_388_608 };
    case 'time': case 'timestamp_ntz': case 'timestamp_ltz': case 'timestamp_tz': return { type: column.type, scale: column.scale ?? 9 };
    case 'boolean': case 'date': case 'variant': case 'object': case 'array': return { type: column.type };
    case 'map': case 'vector': return { type: 'variant' };
    case 'geography': case 'geometry': return { type: column.type };
  }
}
