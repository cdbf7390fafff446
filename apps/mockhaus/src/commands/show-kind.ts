import { DuckDBTimestampTZValue, type DuckDBValue } from '@duckdb/node-api';
import type { WireColumn } from '../wire/result-column.ts';
import type { StatementContext } from './context.ts';

/** What SHOW looks in: the account, a database, a schema or a table; undefined parts mean all. */
export interface ShowScope {
  readonly database: string | undefined;
  readonly schema: string | undefined;
  readonly table: string | undefined;
}

/** One thing that SHOW lists. The row is by column name; columns that it lacks are NULL. */
export interface ShowItem {
  readonly name: string;
  readonly row: Readonly<Record<string, DuckDBValue>>;
}

/** One kind of SHOW: its columns, and what there is. */
export interface ShowKind {
  readonly columns: readonly WireColumn[];
  /** The columns of SHOW TERSE. */
  readonly terse?: readonly string[];
  readonly items: (context: StatementContext, scope: ShowScope) => Promise<readonly ShowItem[]> | readonly ShowItem[];
}

/** A moment as a TIMESTAMP_LTZ cell. @param milliseconds since the epoch. */
export function instant(milliseconds: number): DuckDBTimestampTZValue {
  return new DuckDBTimestampTZValue(BigInt(Math.trunc(milliseconds)) * 1000n);
}
