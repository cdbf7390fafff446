import type { Assignment, Column, Conflict, Delete, Identifier, Insert, Projection, QueryTail, Table, Truncate, Update } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { columnNames, objectName } from './name.ts';
import { projection } from './query.ts';
import { tableAlias } from './relation.ts';

type Head = Pick<QueryTail, 'with' | 'recursive'>;

/** The table that a statement writes to. */
export function targetTable(p: SqlParser, alias: boolean): Table {
  const start = p.start();
  const name = objectName(p, 'a table');
  const as = alias ? tableAlias(p) : undefined;
  return { kind: 'Table', name, ...(as === undefined ? {} : { alias: as }), pos: start, end: p.end() };
}

/** RETURNING and its list, empty when there is none. */
export function returning(p: SqlParser): readonly Projection[] {
  return p.accept('RETURNING') ? p.list(() => projection(p)) : [];
}

/** `column = value`, also with a qualified column. */
export function assignment(p: SqlParser): Assignment {
  const start = p.start();
  const parts: Identifier[] = [p.identifier('a column', true)];
  while (p.accept('.')) parts.push(p.identifier('a column', true));
  const column: Column = { kind: 'Column', parts, pos: start, end: p.end() };
  p.expect('=');
  return { column, value: p.expression() };
}

export function insert(p: SqlParser, start: number, head: Head): Insert {
  p.expect('INSERT');
  const or = p.vocabulary.dialect !== 'snowflake' && p.accept('OR') ? (p.acceptAny('REPLACE', 'IGNORE', 'ABORT', 'FAIL', 'ROLLBACK') ?? p.fail('REPLACE', 'IGNORE')) : undefined;
  const overwrite = p.accept('OVERWRITE');
  p.expect('INTO');
  p.accept('TABLE');
  const table = targetTable(p, p.vocabulary.dialect !== 'snowflake');
  const columns = p.at('(') && !atQuery(p) ? columnNames(p) : [];
  const byName = p.acceptAll('BY', 'NAME');
  if (!byName) p.acceptAll('BY', 'POSITION');
  const source = p.acceptAll('DEFAULT', 'VALUES') ? 'DEFAULT VALUES' : atQuery(p) ? p.query() : p.fail(...(columns.length === 0 ? ['VALUES', 'SELECT', '('] : ['VALUES', 'SELECT']));
  const conflict = conflictClause(p);
  return {
    kind: 'Insert', ...head, ...(or === undefined ? {} : { or }), overwrite, table, columns, byName, source, ...(conflict === undefined ? {} : { conflict }), returning: returning(p), pos: start, end: p.end(),
  };
}

function conflictClause(p: SqlParser): Conflict | undefined {
  if (!p.acceptAll('ON', 'CONFLICT')) return undefined;
  const keys = p.at('(') ? columnNames(p) : [];
  p.expect('DO');
  if (p.accept('NOTHING')) return { keys, set: [] };
  p.expectAll('UPDATE', 'SET');
  const set = p.list(() => assignment(p));
  const where = p.accept('WHERE') ? p.expression() : undefined;
  return { keys, set, ...(where === undefined ? {} : { where }) };
}

export function update(p: SqlParser, start: number, head: Head): Update {
  p.expect('UPDATE');
  const table = targetTable(p, true);
  p.expect('SET');
  const set = p.list(() => assignment(p));
  const from = p.accept('FROM') ? p.relation() : undefined;
  const where = p.accept('WHERE') ? p.expression() : undefined;
  return {
    kind: 'Update', ...head, table, set, ...(from === undefined ? {} : { from }), ...(where === undefined ? {} : { where }), returning: returning(p), pos: start, end: p.end(),
  };
}

export function deleteFrom(p: SqlParser, start: number, head: Head): Delete {
  p.expect('DELETE');
  p.expect('FROM');
  const table = targetTable(p, true);
  const using = p.accept('USING') ? p.relation() : undefined;
  const where = p.accept('WHERE') ? p.expression() : undefined;
  return {
    kind: 'Delete', ...head, table, ...(using === undefined ? {} : { using }), ...(where === undefined ? {} : { where }), returning: returning(p), pos: start, end: p.end(),
  };
}

export function truncate(p: SqlParser): Truncate {
  const start = p.start();
  p.expect('TRUNCATE');
  p.accept('TABLE');
  const ifExists = p.acceptAll('IF', 'EXISTS');
  const tables = p.list(() => targetTable(p, false));
  return { kind: 'Truncate', ifExists, tables, pos: start, end: p.end() };
}
