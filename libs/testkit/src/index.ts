export { golden } from './golden.ts';
export { type TemporaryDuckDb, temporaryDuckDb, type TemporaryFolder, temporaryFolder } from './temporary-duckdb.ts';
export { type TemporaryPostgres, temporaryPostgres } from './temporary-postgres.ts';
