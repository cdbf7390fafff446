import { type Assignment, type Bounds, type Conflict, type Delete, type Expression, type Identifier, type Insert, type QueryTail, type Relation, rewrite, synthetic, type Table, type TableAlias, type Update } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { assignment, returned, targetTable } from './dml.ts';
import { atQuery } from './expression.ts';
import { columnNames } from './name.ts';
import { orderBy } from './order.ts';
import { tableAlias } from './relation.ts';

type Head = Pick<QueryTail, 'with' | 'recursive'>;

/** INSERT and REPLACE; https://dev.mysql.com/doc/refman/8.0/en/insert.html */
export function mysqlInsert(p: SqlParser, start: number, head: Head): Insert {
  const replace = p.next().text === 'REPLACE';
  while (p.acceptAny('LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY') !== undefined);
  const or = replace ? 'REPLACE' : p.accept('IGNORE') ? 'IGNORE' : undefined;
  p.accept('INTO');
  const table = targetTable(p, false);
  const { columns, source } = p.accept('SET') ? fromAssignments(p) : rows(p);
  const alias = p.at('AS') ? tableAlias(p) : undefined;
  const conflict = p.acceptAll('ON', 'DUPLICATE', 'KEY', 'UPDATE') ? duplicate(p, columns, alias) : undefined;
  return {
    kind: 'Insert', ...head, ...(or === undefined ? {} : { or }), overwrite: false, table, columns, byName: false, source, ...(conflict === undefined ? {} : { conflict }),
    ...returned(p), pos: start, end: p.end(),
  };
}

/** `SET a = 1, b = 2` says what `(a, b) VALUES (1, 2)` says. */
function fromAssignments(p: SqlParser): Pick<Insert, 'columns' | 'source'> {
  const pos = p.start();
  const set = p.list(() => assignment(p));
  const columns = set.flatMap(({ column }) => column.parts.slice(-1));
  return { columns, source: { kind: 'Values', with: [], recursive: false, rows: [set.map(({ value }) => value)], orderBy: [], pos, end: p.end() } };
}

function rows(p: SqlParser): Pick<Insert, 'columns' | 'source'> {
  const columns = p.at('(') && !atQuery(p) ? columnNames(p) : [];
  if (p.at('VALUE')) {
    const pos = p.start();
    p.next();
    const list = p.list(() => p.parenthesised(() => p.expression()));
    return { columns, source: { kind: 'Values', with: [], recursive: false, rows: list, orderBy: [], pos, end: p.end() } };
  }
  if (!atQuery(p)) p.fail('VALUES', 'SELECT', 'SET');
  const source = p.query();
  const isEmpty = columns.length === 0 && source.kind === 'Values' && source.rows.length === 1 && source.rows[0]?.length === 0;
  return { columns, source: isEmpty ? 'DEFAULT VALUES' : source };
}

const excluded: Identifier = { kind: 'Identifier', name: 'EXCLUDED', quoted: false, ...synthetic };

/** The row that could not be inserted goes by EXCLUDED in the tree, by VALUES(column) or an alias here. */
function duplicate(p: SqlParser, columns: readonly Identifier[], alias: TableAlias | undefined): Conflict {
  const offered = (name: Identifier): Expression => ({ kind: 'Column', parts: [excluded, name], pos: name.pos, end: name.end });
  const named = (name: Identifier): Identifier => columns[alias?.columns.findIndex((column) => column.name === name.name) ?? -1] ?? name;
  const isAliased = (name: Identifier): boolean => alias?.columns.some((column) => column.name === name.name) === true;
  const set = p.list((): Assignment => {
    const { column, value } = assignment(p);
    const meant = rewrite(value, {
      Call: (n) => {
        const [only] = n.args;
        return n.name[0]?.name === 'VALUES' && only?.kind === 'Column' && only.parts[0] !== undefined ? offered(only.parts[0]) : n;
      },
      Column: (n) => {
        const [first, second] = n.parts;
        if (first !== undefined && second === undefined && isAliased(first)) return offered(named(first));
        return second !== undefined && first?.name === alias?.name.name ? offered(named(second)) : n;
      },
    });
    return { column, value: meant };
  });
  return { keys: [], set };
}

function bounds(p: SqlParser): { readonly bounds?: Bounds } {
  const order = orderBy(p);
  const limit = p.accept('LIMIT') ? p.expression() : undefined;
  return order.length === 0 && limit === undefined ? {} : { bounds: { orderBy: order, ...(limit === undefined ? {} : { limit }) } };
}

/** The table a join begins with. */
function firstOf(p: SqlParser, n: Relation): Table {
  if (n.kind === 'Table') return n;
  return n.kind === 'Join' ? firstOf(p, n.left) : p.fail('a table');
}

/** https://dev.mysql.com/doc/refman/8.0/en/update.html */
export function mysqlUpdate(p: SqlParser, start: number, head: Head): Update {
  p.expect('UPDATE');
  p.accept('LOW_PRIORITY');
  const target = p.relation();
  const joined = target.kind === 'Table' ? {} : { joined: target };
  p.expect('SET');
  const set = p.list(() => assignment(p));
  const where = p.accept('WHERE') ? { where: p.expression() } : {};
  return { kind: 'Update', ...head, table: firstOf(p, target), ...joined, set, ...where, ...bounds(p), returning: [], pos: start, end: p.end() };
}

/** A table to delete from; `.*` may stand behind it. */
function doomed(p: SqlParser): Table {
  const start = p.start();
  const name = [p.identifier('a table')];
  while (p.at('.') && p.peekAt(2).text !== '*') {
    p.next();
    name.push(p.identifier('a table', true));
  }
  const end = p.end();
  p.acceptAll('.', '*');
  return { kind: 'Table', name, pos: start, end };
}

/** https://dev.mysql.com/doc/refman/8.0/en/delete.html */
export function mysqlDelete(p: SqlParser, start: number, head: Head): Delete {
  p.expect('DELETE');
  p.accept('LOW_PRIORITY');
  p.accept('QUICK');
  const fromFirst = p.accept('FROM');
  const [table, ...more] = p.list(() => doomed(p));
  if (table === undefined) return p.fail('a table');
  const isJoin = fromFirst ? p.accept('USING') : p.accept('FROM');
  if (!isJoin && (!fromFirst || more.length > 0)) p.fail(fromFirst ? 'USING' : 'FROM');
  const alias = isJoin ? undefined : tableAlias(p);
  const from = isJoin ? p.relation() : undefined;
  // `DELETE a FROM t AS a` is of one table all the same.
  const isOne = from?.kind === 'Table' && more.length === 0 && from.alias?.name.name === table.name[0]?.name;
  const joined = from === undefined || isOne ? {} : { joined: from };
  const where = p.accept('WHERE') ? { where: p.expression() } : {};
  return {
    kind: 'Delete', ...head, table: isOne ? from : alias === undefined ? table : { ...table, alias, end: p.end() }, ...(more.length === 0 ? {} : { more }), ...joined, ...where, ...bounds(p),
    ...returned(p), pos: start, end: p.end(),
  };
}
