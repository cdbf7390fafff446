import type { CreateHead, CreateObject, CreateView, Property, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { argument } from './call.ts';
import { type Clauses, clausesOf, endOfClauses, wordValue } from './clause.ts';
import { createClauses } from './clauses.ts';
import { engineClauses } from './clauses-engines.ts';
import { columnConstraints } from './column-constraint.ts';
import { cloneClause, createTable, withoutData } from './create-table.ts';
import { atQuery } from './expression.ts';
import { objectName } from './name.ts';
import { objectKind } from './object-kind.ts';
import { options } from './options.ts';
import { properties } from './property.ts';
import { createRoutine, isRoutine } from './routine.ts';
import { createIndex } from './create-index.ts';
import { createVirtualTable } from './create-virtual-table.ts';
import { createSemanticView } from './create-semantic-view.ts';

const modifiers: ReadonlySet<string> = new Set([
  'TEMPORARY', 'TEMP', 'TRANSIENT', 'VOLATILE', 'LOCAL', 'GLOBAL', 'SECURE', 'MATERIALIZED', 'RECURSIVE', 'EXTERNAL', 'DYNAMIC', 'HYBRID', 'ICEBERG', 'EVENT', 'UNLOGGED',
  'INTERACTIVE', 'UNIQUE', 'AGGREGATE', 'PERSISTENT', 'VIRTUAL', 'FORCE',
]);

/** What a modifier may stand before; before anything else it is part of the kind's own name, as in EXTERNAL VOLUME. */
const modified: ReadonlySet<string> = new Set(['TABLE', 'VIEW', 'FUNCTION', 'PROCEDURE', 'SEQUENCE', 'SCHEMA', 'DATABASE', 'STAGE', 'FILE', 'INDEX', 'TRIGGER', 'MACRO', 'STREAM', 'PIPE', 'WAREHOUSE', 'SECRET']);

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
  if (found.includes('VIRTUAL') && p.vocabulary.dialect === 'sqlite' && p.accept('TABLE')) return createVirtualTable(p, head);
  if (p.accept('TABLE') && !p.at('FUNCTION')) return createTable(p, head);
  if (p.accept('VIEW')) return createView(p, head);
  const object = objectKind(p);
  if (object === 'INDEX') return createIndex(p, head);
  if (object === 'SEMANTIC VIEW') return createSemanticView(p, head);
  return isRoutine(p, object) ? createRoutine(p, head, object) : createObject(p, head, object);
}

/** The clauses that CREATE of a kind of object knows. */
export function clausesToCreate(p: SqlParser, object: string): Clauses {
  const own = engineClauses[p.vocabulary.dialect]?.[object] ?? createClauses[object];
  return clausesOf(`${createClauses['*'] ?? ''};${own ?? ''}`);
}

/** A name with IF NOT EXISTS before or after it. */
export function newName(p: SqlParser, what?: string): Pick<CreateObject, 'name' | 'ifNotExists'> {
  const before = p.acceptAll('IF', 'NOT', 'EXISTS');
  const name = objectName(p, what);
  return { name, ifNotExists: before || p.acceptAll('IF', 'NOT', 'EXISTS') };
}

function createView(p: SqlParser, head: Opening): CreateView {
  const { start, ...opening } = head;
  const clauses = clausesToCreate(p, 'VIEW');
  const named = newName(p, 'a view');
  const before = properties(p, clauses);
  const columns = p.at('(') ? p.parenthesised(() => ({ name: p.identifier('a column', true), constraints: columnConstraints(p) })) : [];
  const settings = before.concat(properties(p, clauses), viewOptions(p));
  if (!p.at('AS')) endOfClauses(p, clauses, 'AS');
  p.expect('AS');
  const query = p.query();
  return { kind: 'CreateView', ...opening, ...named, columns, query, properties: settings.concat(withoutData(p)), pos: start, end: p.end() };
}

/** PostgreSQL's `WITH (security_barrier)`, SQL Server's `WITH SCHEMABINDING`. */
function viewOptions(p: SqlParser): readonly Property[] {
  if (p.vocabulary.dialect === 'postgres' && p.at('WITH') && p.peekAt(2).text === '(' && p.accept('WITH')) {
    return [{ name: 'WITH', style: 'clause', value: p.parenthesised((): Property => properties(p)[0] ?? { ...flag(p), name: p.word('an option') }) }];
  }
  return p.vocabulary.dialect === 'mssql' && p.accept('WITH') ? p.list(() => ({ ...flag(p), name: p.word('an option') })) : [];
}

const flag = (p: SqlParser): Property => ({ name: '', style: 'flag', value: { kind: 'Literal', type: 'boolean', value: true, pos: p.end(), end: p.end() } });

function createObject(p: SqlParser, head: Opening, object: string): CreateObject {
  const { start, ...opening } = head;
  const clauses = clausesToCreate(p, object);
  // `CREATE SCHEMA AUTHORIZATION a` and `CREATE STREAM ON …` have no name in PostgreSQL alone.
  const named = p.at('AUTHORIZATION') || (object === 'USER MAPPING' && p.at('FOR')) ? { name: [], ifNotExists: false } : object === 'SECRET' && p.vocabulary.dialect === 'duckdb' ? secretName(p) : newName(p);
  const args = p.at('(') && object.includes('.') ? { args: p.parenthesised(() => argument(p)) } : {};
  const before = p.vocabulary.dialect === 'duckdb' && object === 'SECRET' ? secretSettings(p) : properties(p, clauses);
  const clone = cloneClause(p);
  const settings = before.concat(properties(p, clauses));
  const body = object === 'TRIGGER' && p.at('BEGIN') ? [triggerBody(p)] : [];
  if (object !== 'DATASET') endOfClauses(p, clauses);
  return { kind: 'CreateObject', object, ...opening, ...named, ...args, ...clone, properties: settings.concat(queryClause(p, object), body), pos: start, end: p.end() };
}

/** DuckDB's secrets need no name. */
function secretName(p: SqlParser): Pick<CreateObject, 'name' | 'ifNotExists'> {
  const ifNotExists = p.acceptAll('IF', 'NOT', 'EXISTS');
  return { name: p.at('(') || p.at('IN') ? [] : objectName(p), ifNotExists };
}

/** `IN storage (TYPE s3, …)`; https://duckdb.org/docs/stable/configuration/secrets_manager */
function secretSettings(p: SqlParser): readonly Property[] {
  const storage: Property[] = p.accept('IN') ? [{ name: 'IN', style: 'clause', value: wordValue(p) }] : [];
  return [...storage, { name: '', style: 'clause', value: options(p) }];
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

