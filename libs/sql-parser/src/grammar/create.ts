import type { CreateObject, CreateView, Identifier, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { cloneClause, createTable } from './create-table.ts';
import { objectName } from './name.ts';
import { orderItem } from './order.ts';
import { properties } from './property.ts';

const modifiers: ReadonlySet<string> = new Set([
  'TEMPORARY', 'TEMP', 'TRANSIENT', 'VOLATILE', 'LOCAL', 'GLOBAL', 'SECURE', 'MATERIALIZED', 'RECURSIVE', 'EXTERNAL', 'DYNAMIC', 'HYBRID', 'ICEBERG', 'EVENT', 'UNLOGGED',
  'INTERACTIVE', 'UNIQUE',
]);

/** Kinds of object whose name is two words or more; the longest come first. */
export const longObjects: readonly (readonly string[])[] = [
  ['ROW', 'ACCESS', 'POLICY'], ['MATERIALIZED', 'VIEW'], ['FILE', 'FORMAT'], ['MASKING', 'POLICY'], ['NETWORK', 'POLICY'], ['NETWORK', 'RULE'], ['SESSION', 'POLICY'],
  ['PASSWORD', 'POLICY'], ['AUTHENTICATION', 'POLICY'], ['AGGREGATION', 'POLICY'], ['PROJECTION', 'POLICY'], ['PACKAGES', 'POLICY'], ['PRIVACY', 'POLICY'],
  ['RESOURCE', 'MONITOR'], ['DATABASE', 'ROLE'], ['APPLICATION', 'ROLE'], ['APPLICATION', 'PACKAGE'], ['STORAGE', 'INTEGRATION'], ['API', 'INTEGRATION'],
  ['NOTIFICATION', 'INTEGRATION'], ['SECURITY', 'INTEGRATION'], ['CATALOG', 'INTEGRATION'], ['EXTERNAL', 'ACCESS', 'INTEGRATION'], ['EXTERNAL', 'VOLUME'],
  ['COMPUTE', 'POOL'], ['IMAGE', 'REPOSITORY'], ['GIT', 'REPOSITORY'], ['FAILOVER', 'GROUP'], ['REPLICATION', 'GROUP'], ['CORTEX', 'SEARCH', 'SERVICE'],
  ['EXTERNAL', 'TABLE'], ['DYNAMIC', 'TABLE'], ['ICEBERG', 'TABLE'], ['HYBRID', 'TABLE'], ['EVENT', 'TABLE'], ['EXTERNAL', 'FUNCTION'], ['SEMANTIC', 'VIEW'], ['MODEL', 'MONITOR'], ['USER', 'FUNCTION'],
  ['DATA', 'METRIC', 'FUNCTION'], ['MANAGED', 'ACCOUNT'], ['ORGANIZATION', 'ACCOUNT'], ['CATALOG', 'LINKED', 'DATABASE'],
];

const oneWord: ReadonlySet<string> = new Set([
  'TABLE', 'VIEW', 'DATABASE', 'SCHEMA', 'STAGE', 'SEQUENCE', 'WAREHOUSE', 'ROLE', 'USER', 'STREAM', 'TASK', 'PIPE', 'SHARE', 'TAG', 'SECRET', 'CONNECTION', 'ALERT', 'INTEGRATION',
  'FUNCTION', 'PROCEDURE', 'ACCOUNT', 'SERVICE', 'STREAMLIT', 'NOTEBOOK', 'APPLICATION', 'SNAPSHOT', 'INDEX', 'TYPE', 'EXTENSION', 'DOMAIN', 'MODEL', 'DATASET', 'LISTING', 'AGENT', 'PROJECT', 'CONTACT', 'MACRO',
]);

/** The words that say what kind of object a statement is about. */
export function objectKind(p: SqlParser): string {
  const long = longObjects.find((words) => p.acceptAll(...words));
  if (long !== undefined) return long.join(' ');
  const { text } = p.peek();
  if (!oneWord.has(text)) p.fail('TABLE', 'VIEW', 'SCHEMA', 'DATABASE');
  p.next();
  return text;
}

export interface CreateHead {
  readonly start: number;
  readonly orReplace: boolean;
  readonly modifiers: readonly string[];
}

export function create(p: SqlParser): Statement {
  const start = p.start();
  p.expect('CREATE');
  const orReplace = p.acceptAll('OR', 'REPLACE');
  const found: string[] = [];
  while (modifiers.has(p.peek().text) && isModifier(p)) found.push(p.next().text);
  const head: CreateHead = { start, orReplace, modifiers: found };
  if (p.accept('TABLE')) return createTable(p, head);
  if (p.accept('VIEW')) return createView(p, head);
  return createObject(p, head);
}

/** EXTERNAL VOLUME and the like are kinds of their own, not modified ones. */
function isModifier(p: SqlParser): boolean {
  const next = p.peekAt(2).text;
  return modifiers.has(next) || next === 'TABLE' || next === 'VIEW' || next === 'FUNCTION' || next === 'PROCEDURE' || next === 'SEQUENCE' || next === 'SCHEMA' || next === 'DATABASE' || next === 'STAGE' || next === 'FILE' || next === 'INDEX';
}

function createView(p: SqlParser, head: CreateHead): CreateView {
  const first = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name = objectName(p, 'a view');
  const ifNotExists = first || p.acceptAll('IF', 'NOT', 'EXISTS');
  const before = properties(p);
  const columns = p.at('(') ? p.parenthesised(() => viewColumn(p)) : [];
  const settings = before.concat(properties(p));
  p.expect('AS');
  const query = p.query();
  // PostgreSQL's and DuckDB's WITH [NO] DATA.
  if (!p.acceptAll('WITH', 'NO', 'DATA')) p.acceptAll('WITH', 'DATA');
  return {
    kind: 'CreateView', orReplace: head.orReplace, ifNotExists, modifiers: head.modifiers, name, columns, query, properties: settings, pos: head.start, end: p.end(),
  };
}

/** A column of a view; its comment and policies say nothing the tree holds. */
function viewColumn(p: SqlParser): Identifier {
  const name = p.identifier('a column', true);
  if (p.accept('COMMENT')) p.string();
  return name;
}

function createObject(p: SqlParser, head: CreateHead): CreateObject {
  const object = objectKind(p);
  if (object === 'INDEX') return createIndex(p, head);
  const before = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name = objectName(p);
  const ifNotExists = before || p.acceptAll('IF', 'NOT', 'EXISTS');
  const clone = cloneClause(p);
  if (p.at('WITH') && p.peekAt(2).kind === 'word') p.next();
  return {
    kind: 'CreateObject', object, orReplace: head.orReplace, ifNotExists, modifiers: head.modifiers, name, ...clone,
    properties: properties(p), pos: head.start, end: p.end(),
  };
}

function createIndex(p: SqlParser, head: CreateHead): CreateObject {
  p.accept('CONCURRENTLY');
  const ifNotExists = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name = p.at('ON') ? [] : objectName(p);
  p.expect('ON');
  const table = objectName(p, 'a table');
  const method = p.accept('USING') ? { method: p.word('an access method').toLowerCase() } : {};
  const keys = p.parenthesised(() => orderItem(p));
  const where = p.accept('WHERE') ? { where: p.expression() } : {};
  return {
    kind: 'CreateObject', object: 'INDEX', on: { table, ...method, keys, ...where }, orReplace: head.orReplace, ifNotExists, modifiers: head.modifiers, name, properties: [],
    pos: head.start, end: p.end(),
  };
}
