import type { Assignment, Column, Conflict, Delete, Expression, Identifier, Insert, Projection, QueryTail, ReturningInto, Table, Truncate, Update } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { mssqlDelete, mssqlInsert, mssqlUpdate } from './mssql-dml.ts';
import { mysqlDelete, mysqlInsert, mysqlUpdate } from './mysql-dml.ts';
import { columnNames, objectName } from './name.ts';
import { projection } from './query.ts';
import { indexedBy, tableAlias } from './relation.ts';
import { sparkInsert } from './spark-dml.ts';

type Head = Pick<QueryTail, 'with' | 'recursive'>;

/** The table that a statement writes to. */
export function targetTable(p: SqlParser, alias: boolean): Table {
  const start = p.start();
  const only = p.vocabulary.dialect === 'postgres' && p.accept('ONLY');
  const name = objectName(p, 'a table');
  const as = alias ? tableAlias(p) : undefined;
  const hint = p.vocabulary.dialect === 'sqlite' ? indexedBy(p) : undefined;
  return { kind: 'Table', name, ...(only ? { only } : {}), ...(as === undefined ? {} : { alias: as }), ...(hint === undefined ? {} : { indexedBy: hint }), pos: start, end: p.end() };
}

/** RETURNING and its list, empty when there is none; Oracle puts it into variables. */
export function returned(p: SqlParser): { readonly returning: readonly Projection[]; readonly returningInto?: ReturningInto } {
  const oracle = p.vocabulary.dialect === 'oracle';
  if (!p.accept('RETURNING') && !(oracle && p.accept('RETURN'))) return { returning: [] };
  const returning = p.list(() => (oracle ? unnamed(p) : projection(p)));
  const bulk = oracle && p.acceptAll('BULK', 'COLLECT') ? { bulk: true as const } : {};
  if (!oracle || !p.accept('INTO')) return { returning };
  return { returning, returningInto: { columns: [], variables: p.list(() => p.expression()), ...bulk } };
}

function unnamed(p: SqlParser): Projection {
  const expression = p.expression();
  return { kind: 'Projection', expression, pos: expression.pos, end: expression.end };
}

/** `column = value`, also with a qualified column. */
export function assignment(p: SqlParser): Assignment {
  if (p.at('(')) return several(p);
  const column = assigned(p);
  const steps = p.at('[') ? subscripts(p) : [];
  p.expect('=');
  return { column, ...(steps.length === 0 ? {} : { steps }), value: p.expression() };
}

function assigned(p: SqlParser): Column {
  const start = p.start();
  const parts: Identifier[] = [p.identifier('a column', true)];
  while (p.accept('.')) parts.push(p.identifier('a column', true));
  return { kind: 'Column', parts, pos: start, end: p.end() };
}

/** `(a, b) = (1, 2)`, `(a, b) = (SELECT …)`. */
function several(p: SqlParser): Assignment {
  const [column, ...more] = p.parenthesised(() => assigned(p));
  if (column === undefined) return p.fail('a column');
  p.expect('=');
  return { column, ...(more.length === 0 ? {} : { more }), value: p.expression() };
}

/** `[1]`, `[1:2]`, `[1].f` after a column that is assigned to. */
function subscripts(p: SqlParser): NonNullable<Assignment['steps']> {
  const found: NonNullable<Assignment['steps']>[number][] = [];
  for (;;) {
    if (p.accept('.')) found.push({ field: p.identifier('a field', true) });
    else if (p.accept('[')) {
      const from = p.at(':') ? undefined : p.expression();
      const slice = p.accept(':');
      const to = slice && !p.at(']') ? p.expression() : undefined;
      p.expect(']');
      if (slice) found.push({ ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }), slice });
      else found.push({ index: from ?? p.fail('an index') });
    } else return found;
  }
}

/** `OR REPLACE` and its kin. */
function orElse(p: SqlParser): Insert['or'] {
  if (p.vocabulary.dialect === 'snowflake' || !p.accept('OR')) return undefined;
  return p.acceptAny('REPLACE', 'IGNORE', 'ABORT', 'FAIL', 'ROLLBACK') ?? p.fail('REPLACE', 'IGNORE');
}

/** PostgreSQL's `OVERRIDING SYSTEM VALUE`. */
export function overridingClause(p: SqlParser): Insert['overriding'] {
  if (!p.accept('OVERRIDING')) return undefined;
  const whose = p.acceptAny('SYSTEM', 'USER') ?? p.fail('SYSTEM', 'USER');
  p.expect('VALUE');
  return `${whose} VALUE`;
}

export function insert(p: SqlParser, start: number, head: Head): Insert {
  switch (p.vocabulary.dialect) {
    case 'mysql': return mysqlInsert(p, start, head);
    case 'mssql': return mssqlInsert(p, start, head);
    case 'spark': return sparkInsert(p, start, head);
    default: return standardInsert(p, start, head);
  }
}

function standardInsert(p: SqlParser, start: number, head: Head): Insert {
  // SQLite's REPLACE INTO is INSERT OR REPLACE INTO.
  const replaces = p.vocabulary.dialect === 'sqlite' && p.accept('REPLACE');
  if (!replaces) p.expect('INSERT');
  const or = replaces ? 'REPLACE' : orElse(p);
  const overwrite = p.accept('OVERWRITE');
  p.expect('INTO');
  p.accept('TABLE');
  const table = targetTable(p, p.vocabulary.dialect !== 'snowflake');
  const columns = p.at('(') && !atQuery(p) ? columnNames(p) : [];
  const byName = p.acceptAll('BY', 'NAME');
  if (!byName) p.acceptAll('BY', 'POSITION');
  const overriding = overridingClause(p);
  const source = p.acceptAll('DEFAULT', 'VALUES') ? 'DEFAULT VALUES' : atQuery(p) ? p.query() : p.fail(...(columns.length === 0 ? ['VALUES', 'SELECT', '('] : ['VALUES', 'SELECT']));
  const conflict = conflictClause(p);
  return {
    kind: 'Insert', ...head, ...(or === undefined ? {} : { or }), overwrite, table, columns, byName, ...(overriding === undefined ? {} : { overriding }), source, ...(conflict === undefined ? {} : { conflict }), ...returned(p), pos: start, end: p.end(),
  };
}

function conflictClause(p: SqlParser): Conflict | undefined {
  if (!p.acceptAll('ON', 'CONFLICT')) return undefined;
  const constraint = p.acceptAll('ON', 'CONSTRAINT') ? p.identifier('a constraint') : undefined;
  const keys = p.at('(') ? p.parenthesised(() => conflictKey(p)) : [];
  const keyWhere = p.accept('WHERE') ? p.expression() : undefined;
  p.expect('DO');
  const head = { keys, ...(keyWhere === undefined ? {} : { keyWhere }), ...(constraint === undefined ? {} : { constraint }) };
  if (p.accept('NOTHING')) return { ...head, set: [], ...nextConflict(p) };
  p.expectAll('UPDATE', 'SET');
  const set = p.list(() => assignment(p));
  const where = p.accept('WHERE') ? p.expression() : undefined;
  return { ...head, set, ...(where === undefined ? {} : { where }), ...nextConflict(p) };
}

/** A column, or the expression of an index. */
function conflictKey(p: SqlParser): Expression {
  const after = p.peekAt(2).text;
  return after === ',' || after === ')' ? p.identifier('a column', true) : p.expression();
}

/** SQLite takes an ON CONFLICT for each kind of conflict. */
function nextConflict(p: SqlParser): Pick<Conflict, 'next'> {
  const next = p.vocabulary.dialect === 'sqlite' ? conflictClause(p) : undefined;
  return next === undefined ? {} : { next };
}

export function update(p: SqlParser, start: number, head: Head): Update {
  if (p.vocabulary.dialect === 'mysql') return mysqlUpdate(p, start, head);
  if (p.vocabulary.dialect === 'mssql') return mssqlUpdate(p, start, head);
  p.expect('UPDATE');
  const or = orElse(p);
  const table = targetTable(p, true);
  p.expect('SET');
  const set = p.list(() => assignment(p));
  const from = p.accept('FROM') ? p.relation() : undefined;
  const where = p.accept('WHERE') ? condition(p) : undefined;
  return {
    kind: 'Update', ...head, ...(or === undefined ? {} : { or }), table, set, ...(from === undefined ? {} : { from }), ...(where === undefined ? {} : { where }), ...returned(p), pos: start, end: p.end(),
  };
}

/** A condition, or PostgreSQL's `CURRENT OF cursor`. */
function condition(p: SqlParser): Expression {
  if (p.vocabulary.dialect !== 'postgres' || !p.atAll('CURRENT', 'OF')) return p.expression();
  const pos = p.start();
  p.acceptAll('CURRENT', 'OF');
  const cursor = p.identifier('a cursor');
  return { kind: 'Unary', op: 'CURRENT OF', operand: { kind: 'Column', parts: [cursor], pos: cursor.pos, end: cursor.end }, pos, end: p.end() };
}

export function deleteFrom(p: SqlParser, start: number, head: Head): Delete {
  if (p.vocabulary.dialect === 'mysql') return mysqlDelete(p, start, head);
  if (p.vocabulary.dialect === 'mssql') return mssqlDelete(p, start, head);
  p.expect('DELETE');
  if (p.vocabulary.dialect === 'oracle') p.accept('FROM');
  else p.expect('FROM');
  const table = targetTable(p, true);
  const using = p.accept('USING') ? p.relation() : undefined;
  const where = p.accept('WHERE') ? condition(p) : undefined;
  return {
    kind: 'Delete', ...head, table, ...(using === undefined ? {} : { using }), ...(where === undefined ? {} : { where }), ...returned(p), pos: start, end: p.end(),
  };
}

export function truncate(p: SqlParser): Truncate {
  const start = p.start();
  p.expect('TRUNCATE');
  const object = p.acceptAll('MATERIALIZED', 'VIEW') ? { object: 'MATERIALIZED VIEW' as const } : {};
  p.accept('TABLE');
  const ifExists = p.acceptAll('IF', 'EXISTS');
  const tables = p.list(() => targetTable(p, false));
  const identity = p.acceptAny('RESTART', 'CONTINUE');
  if (identity !== undefined) p.expect('IDENTITY');
  const behavior = p.acceptAny('CASCADE', 'RESTRICT');
  return { kind: 'Truncate', ...object, ifExists, tables, ...(identity === undefined ? {} : { identity }), ...(behavior === undefined ? {} : { behavior }), pos: start, end: p.end() };
}
