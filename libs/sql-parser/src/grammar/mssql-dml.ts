import type { Assignment, Bounds, Delete, Identifier, Insert, Projection, QueryTail, Relation, ReturningInto, Table, Update } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { assignment, targetTable } from './dml.ts';
import { tableHints } from './table-hints.ts';
import { atQuery } from './expression.ts';
import { columnNames, objectName } from './name.ts';
import { projection } from './query.ts';
import { compound } from './variables.ts';

type Head = Pick<QueryTail, 'with' | 'recursive'>;

/** The name of a table, of a variable that holds one, or of a temporary one. */
function target(p: SqlParser): Table {
  const token = p.peek();
  if (token.kind !== 'variable') {
    const found = targetTable(p, false);
    return { ...found, ...tableHints(p) };
  }
  p.next();
  const at = { pos: token.startOffset, end: token.endOffset };
  return { kind: 'Table', name: [{ kind: 'Identifier', name: token.image, quoted: false, ...at }], ...at };
}

/** `INTO @t (a, b)` behind OUTPUT. */
export function outputInto(p: SqlParser): { readonly returningInto?: ReturningInto } {
  if (!p.accept('INTO')) return {};
  return { returningInto: { table: target(p), columns: p.at('(') && !atQuery(p) ? columnNames(p) : [], variables: [] } };
}

/** `OUTPUT INSERTED.a`: a column of the row as it is then stands without a qualifier in the tree, as RETURNING has it. */
export function output(p: SqlParser, state: 'INSERTED' | 'DELETED'): readonly Projection[] {
  if (!p.accept('OUTPUT')) return [];
  return p.list(() => {
    const found = projection(p);
    const { expression } = found;
    const isOf = (parts: readonly Identifier[]): boolean => parts[0]?.name.toUpperCase() === state;
    if (expression.kind === 'Column' && expression.parts.length === 2 && isOf(expression.parts)) return { ...found, expression: { ...expression, parts: expression.parts.slice(1) } };
    return expression.kind === 'Star' && isOf(expression.qualifier) ? { ...found, expression: { ...expression, qualifier: [] } } : found;
  });
}

function top(p: SqlParser): { readonly bounds?: Bounds } {
  if (!p.accept('TOP')) return {};
  p.expect('(');
  const limit = p.expression();
  p.expect(')');
  return { bounds: { orderBy: [], limit } };
}

/** https://learn.microsoft.com/en-us/sql/t-sql/statements/insert-transact-sql */
export function mssqlInsert(p: SqlParser, start: number, head: Head): Insert {
  p.expect('INSERT');
  p.accept('INTO');
  const table = target(p);
  const columns = p.at('(') && !atQuery(p) ? columnNames(p) : [];
  const returning = output(p, 'INSERTED');
  const into = outputInto(p);
  const source = p.acceptAll('DEFAULT', 'VALUES') ? 'DEFAULT VALUES' : atQuery(p) ? p.query() : p.fail('VALUES', 'SELECT');
  return { kind: 'Insert', ...head, overwrite: false, table, columns, byName: false, source, returning, ...into, pos: start, end: p.end() };
}

/** `a = 1`, and `a += 1`, which is `a = a + 1`. */
function change(p: SqlParser): Assignment {
  if (!p.looksLike(() => (objectName(p), compound[p.peek().text] !== undefined))) return assignment(p);
  const pos = p.start();
  const parts = objectName(p, 'a column');
  const column = { kind: 'Column', parts, pos, end: p.end() } as const;
  const op = compound[p.next().text] ?? '+';
  const right = p.expression();
  return { column, value: { kind: 'Binary', op, left: column, right, pos, end: right.end } };
}

/** Whether a relation holds the table that a statement changes, by its alias or its name. */
function holds(n: Relation, name: readonly Identifier[]): boolean {
  if (n.kind === 'Join') return holds(n.left, name) || holds(n.right, name);
  if (n.kind !== 'Table') return false;
  const last = name.at(-1)?.name.toUpperCase();
  return (n.alias?.name ?? n.name.at(-1))?.name.toUpperCase() === last;
}

/** https://learn.microsoft.com/en-us/sql/t-sql/queries/update-transact-sql */
export function mssqlUpdate(p: SqlParser, start: number, head: Head): Update {
  p.expect('UPDATE');
  const bounds = top(p);
  const table = target(p);
  p.expect('SET');
  const set = p.list(() => change(p));
  const returning = output(p, 'INSERTED');
  const into = outputInto(p);
  const from = p.accept('FROM') ? p.relation() : undefined;
  const where = p.accept('WHERE') ? { where: p.expression() } : {};
  const source = from === undefined ? {} : holds(from, table.name) ? { joined: from } : { from };
  return { kind: 'Update', ...head, table, set, ...source, ...where, ...bounds, returning, ...into, pos: start, end: p.end() };
}

/** https://learn.microsoft.com/en-us/sql/t-sql/statements/delete-transact-sql */
export function mssqlDelete(p: SqlParser, start: number, head: Head): Delete {
  p.expect('DELETE');
  const bounds = top(p);
  p.accept('FROM');
  const table = target(p);
  const returning = output(p, 'DELETED');
  const into = outputInto(p);
  const from = p.accept('FROM') ? p.relation() : undefined;
  const where = p.accept('WHERE') ? { where: p.expression() } : {};
  const source = from === undefined ? {} : holds(from, table.name) ? { joined: from } : { using: from };
  return { kind: 'Delete', ...head, table, ...source, ...where, ...bounds, returning, ...into, pos: start, end: p.end() };
}
