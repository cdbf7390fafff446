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
  /** How the elements of a list are read: by a subquery beside the row, `unnest … WITH ORDINALITY`, `FLATTEN`, `json_each` over JSON text, or not at all. */
  readonly unnest: 'subquery' | 'ordinality' | 'flatten' | 'json_each' | false;
  /** Where TABLESAMPLE may stand. */
  readonly sample: 'any relation' | 'tables by percent' | false;
  /** How a number is drawn for each row: from 0 to 1, or as a whole number of 64 bits. */
  readonly chance: 'random()' | 'rand()' | '64 bits' | false;
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
    typedParameters: true, valuesAlias: true, unnest: 'subquery', sample: 'any relation', chance: 'random()', returning: true, onConflict: true, merge: true, maxParameters: 60_000,
  },
  postgres: {
    dialect: 'postgres', qualify: false, aggregateFilter: true, nulls: { ascending: 'LAST', descending: 'FIRST' },
    typedParameters: true, valuesAlias: true, unnest: 'ordinality', sample: 'tables by percent', chance: 'random()', returning: true, onConflict: true, merge: true, maxParameters: 65_000,
  },
  sqlite: {
    dialect: 'sqlite', qualify: false, aggregateFilter: true, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: false, valuesAlias: false, unnest: 'json_each', sample: false, chance: '64 bits', returning: true, onConflict: true, merge: false, maxParameters: 32_000,
  },
  snowflake: {
    dialect: 'snowflake', qualify: true, aggregateFilter: false, nulls: { ascending: 'LAST', descending: 'FIRST' },
    typedParameters: true, valuesAlias: true, unnest: 'flatten', sample: 'any relation', chance: false, returning: false, onConflict: false, merge: true, maxParameters: 16_000,
  },
  mysql: {
    dialect: 'mysql', qualify: false, aggregateFilter: false, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: false, valuesAlias: false, unnest: false, sample: false, chance: 'rand()', returning: false, onConflict: true, merge: false, maxParameters: 60_000,
  },
  mssql: {
    dialect: 'mssql', qualify: false, aggregateFilter: false, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: false, valuesAlias: true, unnest: false, sample: false, chance: false, returning: true, onConflict: false, merge: true, maxParameters: 2_000,
  },
  oracle: {
    dialect: 'oracle', qualify: false, aggregateFilter: false, nulls: { ascending: 'LAST', descending: 'FIRST' },
    typedParameters: true, valuesAlias: false, unnest: false, sample: false, chance: false, returning: false, onConflict: false, merge: true, maxParameters: 60_000,
  },
  trino: {
    dialect: 'trino', qualify: false, aggregateFilter: true, nulls: { ascending: 'LAST', descending: 'LAST' },
    typedParameters: true, valuesAlias: true, unnest: 'ordinality', sample: 'tables by percent', chance: 'random()', returning: false, onConflict: false, merge: true, maxParameters: 60_000,
  },
  spark: {
    dialect: 'spark', qualify: true, aggregateFilter: true, nulls: { ascending: 'FIRST', descending: 'LAST' },
    typedParameters: true, valuesAlias: true, unnest: false, sample: 'any relation', chance: 'rand()', returning: false, onConflict: false, merge: true, maxParameters: 60_000,
  },
};
