export { identifiers, nullable, valuesOf } from './arbitraries.ts';
export { type ConformanceSubject, connectorConformance } from './conformance/connector-conformance.ts';
export { sqlConformance } from './conformance/sql-conformance.ts';
export { golden } from './golden.ts';
export { propertyRuns, propertyTimeout } from './property-runs.ts';
export { temporaryDuckDb, temporaryPostgres, type TemporaryPostgres } from './temporary-databases.ts';
export { hasMariaDb, temporaryMariaDb, type TemporaryMariaDb } from './temporary-mariadb.ts';
export { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';
