/** The dialects Millrace knows. A new one is a folder in `libs/dialects/src` and a name here. */
export const dialectNames: readonly [
  'duckdb', 'postgres', 'snowflake', 'sqlite', 'mysql', 'mssql', 'oracle', 'trino', 'spark',
] = ['duckdb', 'postgres', 'snowflake', 'sqlite', 'mysql', 'mssql', 'oracle', 'trino', 'spark'];

export type DialectName = (typeof dialectNames)[number];
