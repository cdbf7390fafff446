import type { DuckDBResult } from '@duckdb/node-api';
import type { EngineConnection, EngineStatement } from './engine.ts';
import { EngineFailure } from './engine-failure.ts';

const begin: EngineStatement = { sql: 'BEGIN TRANSACTION' };
const commit: EngineStatement = { sql: 'COMMIT' };
const rollback: EngineStatement = { sql: 'ROLLBACK' };

/** What a transaction has done so far, in an order that can be done again. */
export type Redo = (connection: EngineConnection) => Promise<unknown>;

/**
 * One session's transaction on its connection. DuckDB ends a whole transaction at the first runtime error;
 * Snowflake keeps it. So the successful writes are kept as a redo log: after an error the transaction is
 * rolled back, begun again, and the log is replayed (docs/adr/0003-mockhaus-transactions.md).
 */
export class UnitOfWork {
  readonly #connection: EngineConnection;
  #redo: Redo[] | undefined;

  constructor(connection: EngineConnection) {
    this.#connection = connection;
  }

  get isOpen(): boolean {
    return this.#redo !== undefined;
  }

  /** Starts a transaction; a second BEGIN inside one changes nothing. */
  async begin(): Promise<void> {
    if (this.isOpen) return;
    await this.#settle(begin);
    this.#redo = [];
  }

  /** Makes the transaction's work last. Without one, nothing happens. */
  async commit(): Promise<void> {
    await this.#end(commit);
  }

  /** Undoes the transaction's work. */
  async rollback(): Promise<void> {
    await this.#end(rollback);
  }

  async #end(statement: EngineStatement): Promise<void> {
    if (!this.isOpen) return;
    this.#redo = undefined;
    await this.#settle(statement);
  }

  /** Runs what begins, ends or tests a transaction, whole. */
  #settle(statement: EngineStatement): Promise<unknown> {
    return this.#connection.sheltered(() => this.#connection.run(statement));
  }

  /**
   * Runs a step inside the open transaction, if there is one, and keeps that transaction alive when the step fails.
   *
   * @param step the work; outside a transaction it commits by itself.
   * @param redo how to repeat the step's writes with the same values; reads have none.
   */
  async run<T>(step: (connection: EngineConnection) => Promise<T>, redo?: (result: T) => Redo): Promise<T> {
    try {
      const result = await step(this.#connection);
      if (redo !== undefined) this.#redo?.push(redo(result));
      return result;
    } catch (error) {
      if (this.#redo !== undefined) await this.#restore(this.#redo);
      throw error;
    }
  }

  /**
   * Reads a query's rows as they come. The driver ends a stream without a word when the engine fails on the way;
   * the one trace is an aborted transaction, so every read is inside one, and a failed one is run again for its error.
   */
  async read<T>(statement: EngineStatement, consume: (rows: DuckDBResult) => Promise<T>): Promise<T> {
    const isOwn = !this.isOpen;
    if (isOwn) await this.#settle(begin);
    try {
      const value = await consume(await this.#connection.stream(statement));
      if (await this.#isAborted()) throw await this.#failureOf(statement);
      if (isOwn) await this.#settle(commit);
      return value;
    } catch (error) {
      if (isOwn) await this.#settle(rollback).catch(() => undefined);
      throw error;
    }
  }

  /** The error that a query ended with. */
  async #failureOf(statement: EngineStatement): Promise<EngineFailure> {
    if (this.#redo === undefined) await this.#settle(rollback);
    else await this.#restore(this.#redo);
    try {
      await this.#connection.run(statement);
    } catch (error) {
      return EngineFailure.from(error);
    }
    return new EngineFailure({ message: 'The query failed while its rows were read.', kind: 'Unknown' });
  }

  /** Runs several statements as one: all of them last, or none. */
  async atomically<T>(work: (connection: EngineConnection) => Promise<T>): Promise<T> {
    if (this.isOpen) return this.run(work, () => work);
    await this.#settle(begin);
    try {
      const result = await work(this.#connection);
      await this.#settle(commit);
      return result;
    } catch (error) {
      await this.#settle(rollback).catch(() => undefined);
      throw error;
    }
  }

  #restore(redo: readonly Redo[]): Promise<void> {
    return this.#connection.sheltered(() => this.#replay(redo));
  }

  async #replay(redo: readonly Redo[]): Promise<void> {
    if (!(await this.#isAborted())) return;
    await this.#settle(rollback);
    await this.#settle(begin);
    try {
      for (const step of redo) await step(this.#connection);
    } catch (error) {
      // Another session committed something that the log now conflicts with: the transaction is lost, as on a deadlock.
      this.#redo = undefined;
      await this.#settle(rollback).catch(() => undefined);
      throw error;
    }
  }

  async #isAborted(): Promise<boolean> {
    try {
      await this.#settle({ sql: 'SELECT 1' });
      return false;
    } catch (error) {
      return EngineFailure.from(error).message.includes('aborted');
    }
  }
}

