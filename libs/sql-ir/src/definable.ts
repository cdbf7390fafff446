import type { AlterAction } from './definition.ts';
import type { DialectName } from './dialect-name.ts';

/** The kinds of objects a dialect defines besides tables and views. */
export const definable: { readonly [D in DialectName]: ReadonlySet<string> | 'any' } = {
  snowflake: 'any',
  duckdb: new Set(['FUNCTION', 'SCHEMA', 'SEQUENCE', 'INDEX', 'TYPE', 'MACRO', 'MACRO TABLE', 'SECRET', 'PERSISTENT SECRET', 'TEMPORARY SECRET']),
  postgres: new Set([
    'TRIGGER', 'POLICY', 'PUBLICATION', 'SUBSCRIPTION', 'SERVER', 'USER MAPPING', 'FOREIGN DATA WRAPPER', 'COLLATION', 'SCHEMA', 'SEQUENCE', 'INDEX', 'TYPE', 'DATABASE', 'EXTENSION', 'ROLE', 'USER',
    'DOMAIN', 'MATERIALIZED VIEW', 'FUNCTION', 'PROCEDURE', 'STATISTICS',
  ]),
  sqlite: new Set(['INDEX', 'TRIGGER']),
  mysql: new Set(['SCHEMA', 'INDEX', 'DATABASE', 'FUNCTION', 'PROCEDURE', 'USER', 'ROLE', 'TRIGGER']),
  mssql: new Set(['SCHEMA', 'SEQUENCE', 'INDEX', 'TYPE', 'DATABASE', 'FUNCTION', 'PROCEDURE', 'USER', 'ROLE', 'TRIGGER']),
  oracle: new Set(['SEQUENCE', 'INDEX', 'TYPE', 'USER', 'ROLE', 'FUNCTION', 'PROCEDURE', 'MATERIALIZED VIEW', 'TRIGGER']),
  trino: new Set(['SCHEMA', 'ROLE', 'FUNCTION', 'MATERIALIZED VIEW', 'CATALOG']),
  spark: new Set(['SCHEMA', 'DATABASE', 'CATALOG', 'FUNCTION', 'VOLUME']),
};

type Actions = ReadonlySet<AlterAction['type']>;

/** What ALTER of a table or view can do, where it is less than PostgreSQL's and Snowflake's. */
export const alterable: { readonly [D in DialectName]?: Actions } = {
  mysql: new Set<AlterAction['type']>(['RENAME TO', 'ADD COLUMN', 'DROP COLUMN', 'RENAME COLUMN', 'ALTER COLUMN', 'MODIFY COLUMN', 'ADD CONSTRAINT', 'DROP CONSTRAINT']),
  mssql: new Set<AlterAction['type']>(['ADD COLUMN', 'DROP COLUMN', 'ADD CONSTRAINT', 'DROP CONSTRAINT']),
  oracle: new Set<AlterAction['type']>(['RENAME TO', 'ADD COLUMN', 'DROP COLUMN', 'RENAME COLUMN', 'ADD CONSTRAINT', 'DROP CONSTRAINT']),
  trino: new Set<AlterAction['type']>(['RENAME TO', 'ADD COLUMN', 'DROP COLUMN', 'RENAME COLUMN', 'ALTER COLUMN']),
  spark: new Set<AlterAction['type']>(['RENAME TO', 'ADD COLUMN', 'DROP COLUMN', 'RENAME COLUMN', 'ALTER COLUMN', 'ADD CONSTRAINT', 'DROP CONSTRAINT']),
  sqlite: new Set<AlterAction['type']>(['RENAME TO', 'ADD COLUMN', 'DROP COLUMN', 'RENAME COLUMN']),
  duckdb: new Set<AlterAction['type']>(['RENAME TO', 'ADD COLUMN', 'DROP COLUMN', 'RENAME COLUMN', 'ALTER COLUMN', 'ADD CONSTRAINT']),
};
