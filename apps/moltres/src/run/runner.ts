import type { Batch, QueryOptions } from '@millrace/connectors';
import type { DialectName, ParameterValue } from '@millrace/sql-ir';

/** SQL text and the values that travel beside it. */
export interface Compiled {
  readonly sql: string;
  readonly parameters: readonly ParameterValue[];
}

/** Runs compiled SQL, and tells listeners that it did. */
export interface Runner {
  readonly dialect: DialectName;
  /** Streams a query's rows; leaving the loop early closes it. */
  stream(compiled: Compiled, options?: QueryOptions): AsyncIterable<Batch>;
  /** Runs a statement. @returns the number of rows it changed. */
  execute(compiled: Compiled, options?: QueryOptions): Promise<number>;
}
