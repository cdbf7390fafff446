import type { DialectName } from '@millrace/sql-ir';

/** What lowering must know of the engine it writes for. */
export interface Target {
  readonly dialect: DialectName;
  /** QUALIFY filters on windows in the same SELECT. */
  readonly qualify: boolean;
  /** `agg(x) FILTER (WHERE …)`. */
  readonly aggregateFilter: boolean;
  /** Where NULLs go when ORDER BY does not say. */
  readonly nulls: { readonly ascending: 'FIRST' | 'LAST'; readonly descending: 'FIRST' | 'LAST' };
  /** Whether a bare placeholder has no type of its own, so that constants outside comparisons carry a cast. */
  readonly typedParameters: boolean;
  /** `(VALUES …) AS t (a, b)`; without it, rows are written as a UNION ALL of SELECTs. */
  readonly valuesAlias: boolean;
  readonly returning: boolean;
  readonly onConflict: boolean;
  readonly merge: boolean;
  /** Parameters one statement may have. */
  readonly maxParameters: number;
}

/** What can be lowered for; Moltres connects to the first four. */
export const targets: Readonly<Record<DialectName, Target>> = {
  duckdb: {
    dialect: 'duckdb', qualify: true, aggregateFilter: true, nulls: { ascending: 'LAST', descending: 'LAST' },
    typedParameters: true, valuesAlias: true, returning: true, onConflict: true, merge: true, maxParameters: 60_000,
  },
  postgres: {
    dialect: 'postgres', qualify: false, aggregateFilter: true, nulls: { ascending: 'LAST', descending: 'FIRST' },
    typedParameters: true, valuesAlias: true, returning: true, onConflict: true, merge: true, maxParameters: 65_000,
  },
  sqlite: {
    dialect: 'sqlite', qualify: false, aggregateFilter: true, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: false, valuesAlias: false, returning: true, onConflict: true, merge: false, maxParameters: 32_000,
  },
  snowflake: {
    dialect: 'snowflake', qualify: true, aggregateFilter: false, nulls: { ascending: 'LAST', descending: 'FIRST' },
    typedParameters: true, valuesAlias: true, returning: false, onConflict: false, merge: true, maxParameters: 16_000,
  },
  mysql: {
    dialect: 'mysql', qualify: false, aggregateFilter: false, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: false, valuesAlias: false, returning: false, onConflict: true, merge: false, maxParameters: 60_000,
  },
  mssql: {
    dialect: 'mssql', qualify: false, aggregateFilter: false, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: false, valuesAlias: true, returning: true, onConflict: false, merge: true, maxParameters: 2_000,
  },
  oracle: {
    dialect: 'oracle', qualify: false, aggregateFilter: false, nulls: { ascending: 'LAST', descending: 'FIRST' },
    typedParameters: true, valuesAlias: false, returning: false, onConflict: false, merge: true, maxParameters: 60_000,
  },
  trino: {
    dialect: 'trino', qualify: false, aggregateFilter: true, nulls: { ascending: 'LAST', descending: 'LAST' },
    typedParameters: true, valuesAlias: true, returning: false, onConflict: false, merge: true, maxParameters: 60_000,
  },
  spark: {
    dialect: 'spark', qualify: true, aggregateFilter: true, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: true, valuesAlias: true, returning: false, onConflict: false, merge: true, maxParameters: 60_000,
  },
};
