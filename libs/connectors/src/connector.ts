import type { DialectName, ParameterValue } from '@millrace/sql-ir';
import type { Batch, Field } from './batch.ts';

/** A name with its qualifiers, outermost first: `['shop', 'orders']`; a file is one part, its path. */
export type ObjectName = readonly string[];

export interface ReadOptions {
  /** The columns wanted; all of them when absent. */
  readonly columns?: readonly string[];
  /** Only rows whose `column` lies after (`exclusive`) or at and after `value`; ordered by that column. */
  readonly since?: { readonly column: string; readonly value: ParameterValue; readonly exclusive: boolean };
  /** Rows per batch, about. */
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
}

export interface WriteOptions {
  /** `replace` makes the object anew, `append` adds by column name, `upsert` updates rows equal in `keys` and adds the rest. */
  readonly mode: 'replace' | 'append' | 'upsert';
  readonly keys?: readonly string[];
  readonly signal?: AbortSignal;
}

/**
 * What every source and destination can do, be it a database or a file format.
 * Errors are ToolErrors with CONNECT_ codes; nothing is half-written: `write` is all or nothing.
 */
export interface Connector extends AsyncDisposable {
  /** The registered kind: `duckdb`, `postgres`, `csv`, … */
  readonly kind: string;
  /** Reaches the server or the folder. @throws ToolError CONNECT_… that says what is wrong and how to mend it. */
  check(): Promise<void>;
  /** The objects that `read` accepts. */
  list(): Promise<readonly ObjectName[]>;
  /** The columns of an object. @throws ToolError CONNECT_NO_OBJECT with the nearest name. */
  schema(object: ObjectName): Promise<readonly Field[]>;
  read(object: ObjectName, options?: ReadOptions): AsyncIterable<Batch>;
  /** Writes all batches or none. @returns the number of rows written. */
  write(object: ObjectName, fields: readonly Field[], batches: AsyncIterable<Batch>, options: WriteOptions): Promise<number>;
  close(): Promise<void>;
}

export interface QueryOptions {
  readonly batchSize?: number;
  readonly signal?: AbortSignal;
}

/** A result whose rows arrive as they are made. Leaving the loop early releases the cursor. */
export interface QueryResult {
  readonly fields: readonly Field[];
  readonly batches: AsyncIterable<Batch>;
}

/** The dialects of the databases we connect to. */
export type EngineDialect = Extract<DialectName, 'duckdb' | 'postgres' | 'snowflake' | 'sqlite'>;

/** Where SQL runs: a database, or a transaction on it. */
export interface SqlSession {
  readonly dialect: EngineDialect;
  /** Runs a statement that returns rows. Values travel as parameters, in the dialect's placeholder style. */
  query(sql: string, parameters?: readonly ParameterValue[], options?: QueryOptions): Promise<QueryResult>;
  /** Runs a statement for its effect. @returns the rows it inserted, updated or deleted, 0 for DDL. */
  execute(sql: string, parameters?: readonly ParameterValue[], options?: QueryOptions): Promise<number>;
  /** Adds batches to an existing table by the fastest way the engine has (Appender, COPY), matching columns by name. @returns rows added. */
  append(table: ObjectName, batches: AsyncIterable<Batch>): Promise<number>;
}

export interface TransactionOptions {
  readonly isolation?: 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
}

/** An open transaction; disposing of it without `commit` rolls back. */
export interface Transaction extends SqlSession, AsyncDisposable {
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/** A connector that speaks SQL. */
export interface SqlConnector extends Connector, SqlSession {
  begin(options?: TransactionOptions): Promise<Transaction>;
}
