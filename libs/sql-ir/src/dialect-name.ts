/** The dialects Millrace knows. A new one is a folder in `libs/dialects/src` and a name here. */
export const dialectNames: readonly [
  'duckdb', 'postgres', 'snowflake', 'sqlite', 'mysql', 'mssql', 'oracle', 'trino', 'spark',
] = ['duckdb', 'postgres', 'snowflake', 'sqlite', 'mysql', 'mssql', 'oracle', 'trino', 'spark'];

export type DialectName = (typeof dialectNames)[number];

/** What people call them. */
export const dialectTitles: { readonly [D in DialectName]: string } = {
  duckdb: 'DuckDB', postgres: 'PostgreSQL', snowflake: 'Snowflake', sqlite: 'SQLite', mysql: 'MySQL', mssql: 'SQL Server', oracle: 'Oracle', trino: 'Trino', spark: 'Spark SQL',
};
