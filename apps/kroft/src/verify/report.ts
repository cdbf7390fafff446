/** Where one row differs from what it must be. */
export interface Difference {
  readonly kind: 'missing' | 'unexpected' | 'wrong';
  /** The row's primary key. */
  readonly key: string;
  /** The column of a wrong value. */
  readonly column?: string;
  readonly expected?: string | null;
  readonly actual?: string | null;
  /** The transaction that last wrote the row, for a row that must be there. */
  readonly transaction?: number;
}

export interface TableReport {
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  readonly missing: number;
  /** Rows that must not be there, each further row of the same key among them. */
  readonly unexpected: number;
  readonly wrong: number;
  readonly missingColumns: readonly string[];
  readonly unexpectedColumns: readonly string[];
  /** The first few, by transaction. */
  readonly firstDifferences: readonly Difference[];
}

export interface TransactionReport {
  readonly committed: number;
  readonly seen: number;
  /** Committed and never seen. */
  readonly missing: readonly number[];
  /** Rolled back and seen nevertheless. */
  readonly leakedRolledBack: readonly number[];
  /** Seen with another number of row changes than were committed. */
  readonly torn: readonly number[];
  /** Seen more than once, or before an earlier one. */
  readonly repeated: readonly number[];
  readonly outOfOrder: readonly number[];
}

/**
 * What a verification found. `source` expects what the database itself shows; `derivable` what its change stream can tell:
 * a column added with a default fills old rows at the source, and no event says so.
 */
export interface VerifyReport {
  readonly ok: boolean;
  readonly mode: 'source' | 'derivable';
  readonly tables: readonly TableReport[];
  /** Absent for the source, which keeps no list of transactions. */
  readonly transactions?: TransactionReport;
  readonly rows: number;
  readonly missing: number;
  readonly unexpected: number;
  readonly wrong: number;
  readonly seconds: number;
}

/** Adds up a report. */
export function summariseReport(mode: VerifyReport['mode'], tables: readonly TableReport[], transactions: TransactionReport | undefined, seconds: number): VerifyReport {
  const sum = (of: (table: TableReport) => number): number => tables.reduce((total, table) => total + of(table), 0);
  const faults = sum((table) => table.missing + table.unexpected + table.wrong + table.missingColumns.length + table.unexpectedColumns.length);
  const faultyTransactions = transactions === undefined ? 0 : [transactions.missing, transactions.leakedRolledBack, transactions.torn, transactions.repeated, transactions.outOfOrder].flat().length;
  return {
    ok: faults + faultyTransactions === 0,
    mode,
    tables,
    ...(transactions === undefined ? {} : { transactions }),
    rows: sum((table) => table.expected),
    missing: sum((table) => table.missing),
    unexpected: sum((table) => table.unexpected),
    wrong: sum((table) => table.wrong),
    seconds,
  };
}
