import type { QueryOptions } from '@millrace/connectors';
import type { PlanColumn } from '@millrace/plan';
import { rowDecoder } from './decode.ts';
import type { Compiled, Runner } from './runner.ts';

/** How rows are fetched. */
export interface BatchOptions {
  /** Rows per batch, at most. */
  readonly size?: number;
  /** Ends the query when aborted. */
  readonly signal?: AbortSignal;
}

/** Streams a query's rows in batches of at most `size`; leaving the loop closes the query. */
export async function* streamRows<Row>(runner: Runner, compiled: Compiled, schema: readonly PlanColumn[], options: BatchOptions): AsyncGenerator<readonly Row[], void, undefined> {
  const { size, signal } = options;
  const decode = rowDecoder<Row>(schema);
  const query: QueryOptions = { ...(size === undefined ? {} : { batchSize: size }), ...(signal === undefined ? {} : { signal }) };
  for await (const batch of runner.stream(compiled, query)) {
    const rows = decode(batch);
    if (size === undefined || rows.length <= size) yield rows;
    else for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
  }
}
