export { golden } from './golden.ts';
export { temporaryDuckDb, temporaryPostgres, type TemporaryPostgres } from './temporary-databases.ts';
