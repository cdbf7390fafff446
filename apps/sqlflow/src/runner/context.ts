import { collectRows, type DuckDbConnector, type Row, type SqlSession } from '@millrace/connectors';
import type { CompiledPipeline } from '../planner/compile.ts';
import { quoteName } from '../planner/quote.ts';
import type { SourceStep, TableName } from '../planner/step.ts';
import type { TableUdf } from '../udf/table-udf.ts';
import type { StatePort } from './state.ts';
import { plainText } from '../planner/plain-text.ts';

/** What every step of a run has at hand. */
export interface RunContext {
  readonly compiled: CompiledPipeline;
  readonly database: DuckDbConnector;
  readonly state: StatePort;
  readonly runId: string;
  readonly signal: AbortSignal;
  /** Forget watermarks and build everything anew. */
  readonly fullRefresh: boolean;
  /** Objects that were in the database when the run began, lower-cased key to kind. */
  readonly existing: ReadonlyMap<string, 'TABLE' | 'VIEW'>;
  readonly sources: ReadonlyMap<string, SourceStep>;
  /** Functions that make a table of a table, by `file.name` and by name. */
  readonly tableUdfs: ReadonlyMap<string, TableUdf>;
  progress(id: string, rows: number): void;
}

/** A table's name as SQL, each part quoted. */
export function quoteTable(table: TableName): string {
  return table.map(quoteName).join('.');
}

/** A column of a table or a query, with DuckDB's name of its type. */
export interface Column {
  readonly name: string;
  readonly type: string;
}

/** The rows of a small result. */
export async function rowsOf(session: SqlSession, sql: string, parameters: readonly (string | number | bigint | boolean)[] = [], signal?: AbortSignal): Promise<readonly Row[]> {
  const result = await session.query(sql, parameters, signal === undefined ? {} : { signal });
  return collectRows(result.batches);
}

/** The columns of anything that can stand after FROM. */
export async function describe(session: SqlSession, relation: string): Promise<readonly Column[]> {
  const rows = await rowsOf(session, `DESCRIBE SELECT * FROM ${relation}`);
  return rows.map((row) => ({ name: plainText(row['column_name']), type: plainText(row['column_type']) }));
}

export async function countRows(session: SqlSession, relation: string, signal: AbortSignal): Promise<number> {
  const [row] = await rowsOf(session, `SELECT count(*) AS n FROM ${relation}`, [], signal);
  return Number(row?.['n'] ?? 0);
}

/** Whether a table or view of this name exists, as this transaction sees it. */
export async function tableExists(session: SqlSession, table: TableName): Promise<boolean> {
  const [name = '', schema = 'main'] = table.toReversed();
  const rows = await rowsOf(session, `SELECT 1 AS found FROM information_schema.tables
    WHERE table_catalog = current_database() AND lower(table_schema) = lower($1) AND lower(table_name) = lower($2)`, [schema, name]);
  return rows.length > 0;
}

/** Column names equal but for case, as DuckDB compares them. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
