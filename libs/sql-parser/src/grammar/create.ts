import type { CreateHead, CreateObject, CreateView, Identifier, Property, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { argument } from './call.ts';
import { type Clauses, clausesOf, endOfClauses } from './clause.ts';
import { createClauses } from './clauses.ts';
import { columnConstraints } from './column-constraint.ts';
import { cloneClause, createTable, withoutData } from './create-table.ts';
import { atQuery } from './expression.ts';
import { objectName } from './name.ts';
import { objectKind } from './object-kind.ts';
import { orderItem } from './order.ts';
import { properties } from './property.ts';
import { createRoutine, isRoutine } from './routine.ts';
import { createSemanticView } from './create-semantic-view.ts';

const modifiers: ReadonlySet<string> = new Set([
  'TEMPORARY', 'TEMP', 'TRANSIENT', 'VOLATILE', 'LOCAL', 'GLOBAL', 'SECURE', 'MATERIALIZED', 'RECURSIVE', 'EXTERNAL', 'DYNAMIC', 'HYBRID', 'ICEBERG', 'EVENT', 'UNLOGGED',
  'INTERACTIVE', 'UNIQUE', 'AGGREGATE',
]);

/** What a modifier may stand before; before anything else it is part of the kind's own name, as in EXTERNAL VOLUME. */
const modified: ReadonlySet<string> = new Set(['TABLE', 'VIEW', 'FUNCTION', 'PROCEDURE', 'SEQUENCE', 'SCHEMA', 'DATABASE', 'STAGE', 'FILE', 'INDEX', 'TRIGGER', 'MACRO', 'STREAM', 'PIPE', 'WAREHOUSE']);

/** What stands before the name of what is created, apart from IF NOT EXISTS. */
export interface Opening extends Omit<CreateHead, 'ifNotExists'> {
  readonly start: number;
  readonly modifiers: readonly string[];
}

export function create(p: SqlParser): Statement {
  const start = p.start();
  p.expect('CREATE');
  const or = p.accept('OR') ? (p.acceptAny('REPLACE', 'ALTER') ?? p.fail('REPLACE', 'ALTER')) : undefined;
  const found: string[] = [];
  while (modifiers.has(p.peek().text) && (modifiers.has(p.peekAt(2).text) || modified.has(p.peekAt(2).text))) found.push(p.next().text);
  const head: Opening = { start, orReplace: or === 'REPLACE', ...(or === 'ALTER' ? { orAlter: true } : {}), modifiers: found };
  if (p.accept('TABLE') && !p.at('FUNCTION')) return createTable(p, head);
  if (p.accept('VIEW')) return createView(p, head);
  const object = objectKind(p);
  if (object === 'INDEX') return createIndex(p, head);
  if (object === 'SEMANTIC VIEW') return createSemanticView(p, head);
  return isRoutine(p, object) ? createRoutine(p, head, object) : createObject(p, head, object);
}

/** The clauses that CREATE of a kind of object knows. */
export function clausesToCreate(object: string): Clauses {
  return clausesOf(`${createClauses['*'] ?? ''};${createClauses[object] ?? ''}`);
}

/** A name with IF NOT EXISTS before or after it. */
export function newName(p: SqlParser, what?: string): Pick<CreateObject, 'name' | 'ifNotExists'> {
  const before = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name = objectName(p, what);
  return { name, ifNotExists: before || p.acceptAll('IF', 'NOT', 'EXISTS') };
}

function createView(p: SqlParser, head: Opening): CreateView {
  const { start, ...opening } = head;
  const clauses = clausesToCreate('VIEW');
  const named = newName(p, 'a view');
  const before = properties(p, clauses);
  const columns = p.at('(') ? p.parenthesised(() => ({ name: p.identifier('a column', true), constraints: columnConstraints(p) })) : [];
  const settings = before.concat(properties(p, clauses));
  if (!p.at('AS')) endOfClauses(p, clauses, 'AS');
  p.expect('AS');
  const query = p.query();
  return { kind: 'CreateView', ...opening, ...named, columns, query, properties: settings.concat(withoutData(p)), pos: start, end: p.end() };
}

function createObject(p: SqlParser, head: Opening, object: string): CreateObject {
  const { start, ...opening } = head;
  const clauses = clausesToCreate(object);
  // `CREATE SCHEMA AUTHORIZATION a` and `CREATE STREAM ON …` have no name in PostgreSQL alone.
  const named = p.at('AUTHORIZATION') ? { name: [], ifNotExists: false } : newName(p);
  const args = p.at('(') && object.includes('.') ? { args: p.parenthesised(() => argument(p)) } : {};
  const before = properties(p, clauses);
  const clone = cloneClause(p);
  const settings = before.concat(properties(p, clauses));
  const body = object === 'TRIGGER' && p.at('BEGIN') ? [triggerBody(p)] : [];
  if (object !== 'DATASET') endOfClauses(p, clauses);
  return { kind: 'CreateObject', object, ...opening, ...named, ...args, ...clone, properties: settings.concat(queryClause(p, object), body), pos: start, end: p.end() };
}

/** SQLite's `BEGIN …; …; END`. */
function triggerBody(p: SqlParser): Property {
  const start = p.start();
  p.expect('BEGIN');
  const body: Statement[] = [];
  while (!p.accept('END')) {
    body.push(p.statement());
    p.expect(';');
  }
  return { name: '', style: 'clause', value: { kind: 'Block', declarations: [], body, handlers: [], pos: start, end: p.end() } };
}

/** `AS <query>` of the kinds that hold one but are no table. */
function queryClause(p: SqlParser, object: string): readonly Property[] {
  if (object !== 'DATASET' || !p.at('AS') || !p.looksLike(() => p.accept('AS') && atQuery(p))) return [];
  p.expect('AS');
  return [{ name: 'AS', style: 'clause', value: p.statement() }];
}

function createIndex(p: SqlParser, head: Opening): CreateObject {
  const { start, ...opening } = head;
  p.accept('CONCURRENTLY');
  const ifNotExists = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name: readonly Identifier[] = p.at('ON') ? [] : objectName(p);
  p.expect('ON');
  const table = objectName(p, 'a table');
  const method = p.accept('USING') ? { method: p.word('an access method').toLowerCase() } : {};
  const keys = p.parenthesised(() => orderItem(p));
  const where = p.accept('WHERE') ? { where: p.expression() } : {};
  const include = properties(p, clausesOf('INCLUDE list'));
  return { kind: 'CreateObject', object: 'INDEX', on: { table, ...method, keys, ...where }, ...opening, ifNotExists, name, properties: include, pos: start, end: p.end() };
}
