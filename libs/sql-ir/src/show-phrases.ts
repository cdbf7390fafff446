import type { DialectName } from './dialect-name.ts';

/** What may follow the words of a SHOW: a name, a table and its schema, a schema, a pattern, a condition, a count, whom it is for, what it is on. */
export type ShowPart = 'name' | 'table' | 'in' | 'like' | 'where' | 'limit' | 'for' | 'on';
type Phrases = ReadonlyMap<string, readonly ShowPart[]>;

const table = (lines: string): Phrases => new Map(lines.trim().split('\n').flatMap((line) => {
  const [phrases = '', parts = ''] = line.split(':');
  return phrases.split(',').map((phrase) => [phrase.trim(), parts.trim().split(' ').filter((part): part is ShowPart => part !== '')] as const);
}).toSorted(([a], [b]) => b.length - a.length));

/** What SHOW shows in the dialects that have a list of it, the longest phrases first. */
export const showPhrases: { readonly [D in DialectName]?: Phrases } = {
  // https://dev.mysql.com/doc/refman/8.0/en/show.html
  mysql: table(`
    TABLES, FULL TABLES, TABLE STATUS, OPEN TABLES, TRIGGERS, EVENTS: in like where
    DATABASES, SCHEMAS, CHARACTER SET, COLLATION, FUNCTION STATUS, PROCEDURE STATUS: like where
    STATUS, GLOBAL STATUS, SESSION STATUS, VARIABLES, GLOBAL VARIABLES, SESSION VARIABLES: like where
    COLUMNS, FULL COLUMNS, FIELDS, FULL FIELDS: table like where
    INDEX, INDEXES, KEYS: table where
    CREATE TABLE, CREATE VIEW, CREATE DATABASE, CREATE SCHEMA, CREATE PROCEDURE, CREATE FUNCTION, CREATE TRIGGER, CREATE EVENT: name
    WARNINGS, ERRORS: limit
    GRANTS: for
    PROCESSLIST, FULL PROCESSLIST, ENGINES, STORAGE ENGINES, PRIVILEGES, PLUGINS, MASTER STATUS, BINARY LOGS, REPLICA STATUS, REPLICAS, PROFILES, ENGINE INNODB STATUS
  `),
  // https://trino.io/docs/current/sql/show-tables.html and its neighbours
  trino: table(`
    TABLES, SCHEMAS, FUNCTIONS: in like
    COLUMNS: table like
    CATALOGS, SESSION: like
    CREATE TABLE, CREATE VIEW, CREATE MATERIALIZED VIEW, CREATE SCHEMA, CREATE FUNCTION: name
    STATS: for
    GRANTS: on
    ROLES, CURRENT ROLES, ROLE GRANTS: in
  `),
  // https://spark.apache.org/docs/latest/sql-ref-syntax-aux-show.html
  spark: table(`
    TABLES, VIEWS, TABLE EXTENDED, VOLUMES, FUNCTIONS, USER FUNCTIONS, SYSTEM FUNCTIONS, ALL FUNCTIONS: in like
    DATABASES, SCHEMAS, NAMESPACES: in like
    CATALOGS: like
    COLUMNS: table
    CREATE TABLE, PARTITIONS, TBLPROPERTIES: name
    CURRENT NAMESPACE
  `),
};
