import type { DialectName, Show } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { objectName } from './name.ts';

/** What may follow the words of a SHOW: a name, a table and its schema, a schema, a pattern, a condition, a count, whom it is for, what it is on. */
type Part = 'name' | 'table' | 'in' | 'like' | 'where' | 'limit' | 'for' | 'on';
type Table = ReadonlyMap<string, readonly Part[]>;

const table = (lines: string): Table => new Map(lines.trim().split('\n').flatMap((line) => {
  const [phrases = '', parts = ''] = line.split(':');
  return phrases.split(',').map((phrase) => [phrase.trim(), parts.trim().split(' ').filter((part): part is Part => part !== '')] as const);
}).toSorted(([a], [b]) => b.length - a.length));

/** By dialect, the longest phrases first. */
const shows: { readonly [D in DialectName]?: Table } = {
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

const readers: { readonly [P in Part]: (p: SqlParser) => Partial<Show> } = {
  name: (p) => ({ of: objectName(p) }),
  table: tableOf,
  in: (p) => (p.acceptAny('FROM', 'IN') === undefined ? {} : { in: { name: objectName(p) } }),
  like: (p) => (p.accept('LIKE') ? { like: p.string() } : {}),
  where: (p) => (p.accept('WHERE') ? { where: p.expression() } : {}),
  limit: (p) => (p.accept('LIMIT') ? { limit: p.expression() } : {}),
  for: (p) => (p.accept('FOR') ? { for: { preposition: 'FOR', name: objectName(p) } } : {}),
  on: (p) => {
    if (!p.accept('ON')) return {};
    p.accept('TABLE');
    return { for: { preposition: 'ON', name: objectName(p) } };
  },
};

/** `FROM t FROM s` is `FROM s.t`. */
function tableOf(p: SqlParser): Partial<Show> {
  if (p.acceptAny('FROM', 'IN') === undefined) p.fail('FROM');
  const name = objectName(p, 'a table');
  const schema = name.length === 1 && p.vocabulary.dialect !== 'trino' && p.acceptAny('FROM', 'IN') !== undefined ? objectName(p, 'a schema') : [];
  return { in: { name: [...schema, ...name] } };
}

/** SHOW of engines that know a set of objects to show; nothing for others. */
export function showOf(p: SqlParser): Show | undefined {
  const known = shows[p.vocabulary.dialect];
  if (known === undefined) return undefined;
  const start = p.start();
  p.expect('SHOW');
  for (const [object, parts] of known) {
    if (!p.acceptAll(...object.split(' '))) continue;
    const found: Partial<Show> = Object.assign({}, ...parts.map((part) => readers[part](p)));
    return { kind: 'Show', terse: false, history: false, object, ...found, pos: start, end: p.end() };
  }
  return p.fail('TABLES', 'COLUMNS', ...known.keys());
}
