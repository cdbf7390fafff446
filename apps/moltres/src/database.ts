import type { SqlConnector, Transaction, TransactionOptions } from '@millrace/connectors';
import { scan } from '@millrace/plan';
import { Frame } from './frame/frame.ts';
import { type QueryListener, sessionRunner } from './run/session-runner.ts';
import { csvRows } from './run/csv-rows.ts';
import { Session } from './session.ts';
import type { JsRow } from './types/sql-value.ts';
import type { Table } from './types/table.ts';

/** A row whose columns are known only to the database. */
export type DynamicRow = Readonly<Record<string, unknown>>;

/** An open transaction: what is done through it happens wholly at `commit`, or not at all. */
export class OpenTransaction extends Session implements AsyncDisposable {
  readonly #transaction: Transaction;

  constructor(transaction: Transaction, listeners: Set<QueryListener>) {
    super(transaction, listeners);
    this.#transaction = transaction;
  }

  commit(): Promise<void> {
    return this.#transaction.commit();
  }

  rollback(): Promise<void> {
    return this.#transaction.rollback();
  }

  /** Rolls back what was not committed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#transaction[Symbol.asyncDispose]();
  }

  protected override atomically<T>(work: (session: Session) => Promise<T>): Promise<T> {
    return work(this);
  }
}

/** A connected database. */
export class Db extends Session implements AsyncDisposable {
  /** The connector underneath, for what frames do not do. */
  readonly connector: SqlConnector;

  constructor(connector: SqlConnector) {
    super(connector, new Set());
    this.connector = connector;
  }

  /**
   * Runs work in a transaction: committed when it returns, rolled back when it throws.
   *
   * @throws what the work throws; ToolError CONNECT_CONFLICT when the engine refuses the commit
   */
  async transaction<T>(work: (transaction: OpenTransaction) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    await using transaction = await this.begin(options);
    const result = await work(transaction);
    await transaction.commit();
    return result;
  }

  /** Opens a transaction that is rolled back on disposal, unless it was committed. */
  async begin(options: TransactionOptions = {}): Promise<OpenTransaction> {
    return new OpenTransaction(await this.connector.begin(options), this.listeners);
  }

  /** Calls `listener` after each statement, reads and writes alike. @returns what ends it. */
  on(_event: 'query', listener: QueryListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /**
   * A table as the database describes it; its columns are known only at run time.
   *
   * @param name the table's name, with its schema as a list, outermost first.
   * @throws ToolError CONNECT_NO_OBJECT with the nearest name
   */
  async reflect(name: string | readonly string[]): Promise<Frame<DynamicRow>> {
    const table = typeof name === 'string' ? [name] : name;
    const fields = await this.connector.schema(table);
    return new Frame<DynamicRow>(scan(table, fields), sessionRunner(this.connector, this.listeners));
  }

  /**
   * The rows of a CSV file with a table's columns, as `insert` takes them: streamed, typed as the table says.
   *
   * @param path the file; a header line names the columns, other columns of the file are left out.
   * @throws ToolError CONNECT_NO_OBJECT, CONNECT_NO_COLUMN, CONNECT_FILE
   */
  readCsv<R>(path: string, table: Table<R, unknown>): AsyncIterable<JsRow<R>> {
    return csvRows(path, table);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connector.close();
  }

  protected override atomically<T>(work: (session: Session) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    return this.transaction(work, options);
  }
}
