import type { SqlSession, TransactionOptions } from '@millrace/connectors';
import { targets } from '@millrace/plan';
import type { DialectName, ParameterValue } from '@millrace/sql-ir';
import type { Columns } from './expression/columns.ts';
import type { Term } from './expression/term.ts';
import { parameterOf } from './expression/operand.ts';
import { Frame } from './frame/frame.ts';
import { rowDecoder } from './run/decode.ts';
import type { Compiled, Runner } from './run/runner.ts';
import { type QueryListener, sessionRunner } from './run/session-runner.ts';
import { SqlText, templateText } from './sql-text.ts';
import type { RowSource } from './types/row-source.ts';
import type { JsRow } from './types/sql-value.ts';
import type { Table } from './types/table.ts';
import type { Assignments, Changed, ChangedRows, MergeOptions, Returning, UpsertOptions } from './write/changes.ts';
import { type Chunk, chunksOf } from './write/row-chunks.ts';
import { deleteRows, insertPlan, insertRows, mergeRows, tableScan, updateRows, upsertRows } from './write/statements.ts';

/** Rows as inserts take them. */
export type Given<I> = Iterable<JsRow<I>> | AsyncIterable<JsRow<I>>;
/** A query that knows its SQL. */
export interface Compilable {
  compile(): { readonly sql: string; readonly parameters: readonly unknown[] };
}
type AnyTable<R = unknown, I = unknown> = Table<R, I>;

/** What a database and a transaction on it can both do. */
export abstract class Session {
  readonly #runner: Runner;
  readonly #connection: SqlSession;
  /** Those who are told of each statement. */
  protected readonly listeners: Set<QueryListener>;

  constructor(connection: SqlSession, listeners: Set<QueryListener>) {
    this.#connection = connection;
    this.listeners = listeners;
    this.#runner = sessionRunner(connection, listeners);
  }

  /** The engine's dialect. */
  get dialect(): DialectName {
    return this.#connection.dialect;
  }

  /** The rows of a table, or of another frame run here. */
  from<R>(source: RowSource<R>): Frame<R> {
    return new Frame<R>(source.$plan(), this.#runner);
  }

  /**
   * A query in SQL; values in `${}` are bound as parameters. Say its columns with `as`, or fetch its `rows`.
   *
   * @example await db.sql`select * from users where age > ${26}`.as(users).select('id').collect()
   */
  sql(parts: TemplateStringsArray, ...values: readonly ParameterValue[]): SqlText {
    return new SqlText(templateText(parts, this.dialect), values, this.#runner);
  }

  /**
   * A query that another builder made, Kysely's for one; it must be compiled for this engine. Say its columns with `as`.
   *
   * @example await db.compiled(kysely.selectFrom('users').selectAll().where('age', '>', 26)).as(users).select('id').collect()
   * @throws ToolError MOLTRES_BAD_VALUE for a parameter that no column type holds
   */
  compiled(query: Compilable): SqlText {
    const { sql, parameters } = query.compile();
    return new SqlText(sql, parameters.map((value, i) => parameterOf(value, `parameter ${i + 1}`)), this.#runner);
  }

  /** Runs a statement of the engine's own SQL. @returns the rows it changed. */
  async execute(sql: string, parameters: readonly ParameterValue[] = []): Promise<Changed> {
    return { count: await this.#runner.execute({ sql, parameters }) };
  }

  /**
   * Adds rows, all of them or none; they may come from an iterable, an async iterable or a frame, which runs inside the engine.
   *
   * @throws ToolError MOLTRES_MISSING_COLUMN, MOLTRES_BAD_VALUE, PLAN_UNKNOWN_COLUMN; what the engine says of the rows
   */
  insert<R, I>(table: Table<R, I>, rows: Given<NoInfer<I>> | RowSource<NoInfer<I>>): Promise<Changed>;
  insert<R, I, K extends keyof R>(table: Table<R, I>, rows: Given<NoInfer<I>> | RowSource<NoInfer<I>>, options: Returning<K>): Promise<ChangedRows<Pick<R, K>>>;
  async insert(table: AnyTable, rows: Given<object> | RowSource<unknown>, options: Returning<PropertyKey> = { returning: [] }): Promise<ChangedRows<never>> {
    if ('$plan' in rows) return this.#change(table, insertPlan(table, rows.$plan(), options.returning, this.dialect), options.returning);
    return this.#inChunks(table, rows, 'insert', options.returning, (chunk) => insertRows(table, chunk, options.returning, this.dialect));
  }

  /**
   * Adds rows, and updates those whose keys are there already: with `set`, which sees the row there and the one that came;
   * without it they stay as they are. All rows or none.
   */
  upsert<R, I>(table: Table<R, I>, rows: Given<NoInfer<I>>, options: UpsertOptions<R>): Promise<Changed> {
    return this.#inChunks(table, rows, 'upsert', [], (chunk) => upsertRows(table, chunk, options, this.dialect));
  }

  /** Changes the rows for which the condition is true; every expression reads the row as it was. */
  update<R, I>(table: Table<R, I>, set: (columns: Columns<R>) => Assignments<R>, where: (columns: Columns<R>) => Term<boolean | null>): Promise<Changed>;
  update<R, I, K extends keyof R>(table: Table<R, I>, set: (columns: Columns<R>) => Assignments<R>, where: (columns: Columns<R>) => Term<boolean | null>, options: Returning<K>): Promise<ChangedRows<Pick<R, K>>>;
  update<R>(table: Table<R, unknown>, set: (columns: Columns<R>) => Assignments<R>, where: (columns: Columns<R>) => Term<boolean | null>, options: Returning<PropertyKey> = { returning: [] }): Promise<ChangedRows<never>> {
    return this.#change(table, updateRows(table, set, where, options.returning, this.dialect), options.returning);
  }

  /** Deletes the rows for which the condition is true. */
  delete<R, I>(table: Table<R, I>, where: (columns: Columns<R>) => Term<boolean | null>): Promise<Changed>;
  delete<R, I, K extends keyof R>(table: Table<R, I>, where: (columns: Columns<R>) => Term<boolean | null>, options: Returning<K>): Promise<ChangedRows<Pick<R, K>>>;
  delete<R>(table: Table<R, unknown>, where: (columns: Columns<R>) => Term<boolean | null>, options: Returning<PropertyKey> = { returning: [] }): Promise<ChangedRows<never>> {
    return this.#change(table, deleteRows(table, where, options.returning, this.dialect), options.returning);
  }

  /** Brings a table in line with a frame's rows in one statement. @throws ToolError PLAN_UNSUPPORTED on SQLite, which has no MERGE */
  async merge<R, I, S>(table: Table<R, I>, source: RowSource<S>, options: MergeOptions<R, S>): Promise<Changed> {
    return { count: await this.#runner.execute(mergeRows(table, source.$plan(), options, this.dialect)) };
  }

  /** Runs work that happens wholly or not at all. */
  protected abstract atomically<T>(work: (session: Session) => Promise<T>, options?: TransactionOptions): Promise<T>;

  async #change<R>(table: AnyTable, compiled: Compiled, returning: readonly PropertyKey[]): Promise<ChangedRows<R>> {
    if (returning.length === 0) return { count: await this.#runner.execute(compiled), rows: [] };
    const known = tableScan(table).schema;
    const decode = rowDecoder<JsRow<R>>(returning.flatMap((name) => known.filter((column) => column.name === name)));
    const rows: JsRow<R>[] = [];
    for await (const batch of this.#runner.stream(compiled)) rows.push(...decode(batch));
    return { count: rows.length, rows };
  }

  #inChunks<R>(table: AnyTable, rows: Iterable<object> | AsyncIterable<object>, step: string, returning: readonly PropertyKey[], compile: (chunk: Chunk) => Compiled): Promise<ChangedRows<R>> {
    const compiled = chunkCompiler(compile);
    return this.atomically(async (session) => {
      const written: JsRow<R>[] = [];
      let count = 0;
      for await (const chunk of chunksOf(table, rows, targets[this.dialect].maxParameters, step)) {
        const done = await session.#change<R>(table, compiled(chunk), returning);
        count += done.count;
        for (const row of done.rows) written.push(row);
      }
      return { count, rows: written };
    });
  }
}

/** Compiles chunks; one of the same columns and size has the same SQL, and its values in the same order. */
function chunkCompiler(compile: (chunk: Chunk) => Compiled): (chunk: Chunk) => Compiled {
  let last: { readonly key: string; readonly sql: string; readonly extra: readonly ParameterValue[] } | undefined;
  return (chunk) => {
    const key = `${chunk.rows.length} ${chunk.columns.join('\u0000')}`;
    if (last?.key === key) return { sql: last.sql, parameters: [...valuesOf(chunk), ...last.extra] };
    const compiled = compile(chunk);
    last = { key, sql: compiled.sql, extra: compiled.parameters.slice(chunk.rows.length * chunk.columns.length) };
    return compiled;
  };
}

function valuesOf(chunk: Chunk): ParameterValue[] {
  return chunk.rows.flatMap((row) => row.map((value) => value.value));
}
