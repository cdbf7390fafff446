import { type Assignment, type Bounds, build, type Conflict, type Delete, type Expression, type Identifier, type Insert, type Query, rewrite, type Table, type Update } from '@millrace/sql-ir';
import { assignments, returning, setClause } from '../ansi/dml.ts';
import { clause, withClause } from '../ansi/queries.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

/** The row that could not be inserted goes by VALUES(column) here. */
function offeredValues(n: Expression): Expression {
  return rewrite(n, {
    Column: (column) => {
      const [table, name] = column.parts;
      const isOffered = column.parts.length === 2 && table !== undefined && table.name.toUpperCase() === 'EXCLUDED';
      return isOffered && name !== undefined ? build.call('VALUES', [{ ...column, parts: [name] }]) : column;
    },
  });
}

/** https://dev.mysql.com/doc/refman/8.0/en/insert-on-duplicate.html */
function conflict(w: Writer, n: Insert, c: Conflict): void {
  if (c.where !== undefined) w.unsupported(n, 'a condition in ON DUPLICATE KEY UPDATE');
  w.line();
  w.text += 'ON DUPLICATE KEY UPDATE ';
  if (c.set.length > 0) return assignments(w, c.set.map(({ column, value }) => ({ column, value: offeredValues(value) })));
  const kept = c.keys[0] ?? n.columns[0];
  if (kept === undefined) return w.unsupported(n, 'ON CONFLICT DO NOTHING without the name of a column');
  // A column set to itself changes nothing; INSERT IGNORE would let other errors pass too.
  w.node(kept);
  w.text += ' = ';
  w.node(kept);
}

function rows(w: Writer, source: Query): void {
  if (source.kind !== 'Values' || source.with.length > 0 || source.orderBy.length > 0 || source.limit !== undefined) return w.node(source);
  w.text += 'VALUES ';
  w.items(source.rows, (row) => {
    w.text += '(';
    w.list(row);
    w.text += ')';
  });
}

function insert(w: Writer, n: Insert): void {
  w.need(n.or === undefined || n.or === 'REPLACE' || n.or === 'IGNORE', n, `INSERT OR ${n.or ?? ''}`);
  if (n.overwrite) w.unsupported(n, 'INSERT OVERWRITE');
  if (n.byName) w.unsupported(n, 'INSERT … BY NAME');
  w.text += n.or === 'REPLACE' ? 'REPLACE' : 'INSERT';
  w.hints(n.table.pos);
  w.text += n.or === 'IGNORE' ? ' IGNORE INTO ' : ' INTO ';
  w.node(n.table);
  if (n.columns.length > 0 || n.source === 'DEFAULT VALUES') w.text += ' ';
  if (n.source === 'DEFAULT VALUES') w.text += '() VALUES ()';
  else {
    if (n.columns.length > 0) w.names(n.columns);
    w.line();
    withClause(w, n);
    rows(w, n.source);
  }
  if (n.conflict !== undefined) conflict(w, n, n.conflict);
  returning(w, n);
}

/** What a table goes by in the rest of its statement. */
function known(table: Table): readonly Identifier[] {
  return table.alias === undefined ? table.name : [table.alias.name];
}

/** A column of the changed table with its name before it: the other tables may have one of the same name. */
function qualified(table: Table, set: readonly Assignment[]): readonly Assignment[] {
  return set.map(({ column, value }) => ({ column: column.parts.length > 1 ? column : { ...column, parts: [...known(table), ...column.parts] }, value }));
}

function bounds(w: Writer, b: Bounds | undefined): void {
  if (b === undefined) return;
  const { limit } = b;
  if (b.orderBy.length > 0) clause(w, 'ORDER BY', () => w.list(b.orderBy));
  if (limit !== undefined) clause(w, 'LIMIT', () => w.node(limit));
}

function update(w: Writer, n: Update): void {
  const { from, where } = n;
  withClause(w, n);
  w.text += 'UPDATE ';
  w.node(n.joined ?? n.table);
  if (from !== undefined) {
    w.text += ', ';
    w.node(from);
  }
  setClause(w, from === undefined ? n.set : qualified(n.table, n.set));
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  bounds(w, n.bounds);
  returning(w, n);
}

function deleteFrom(w: Writer, n: Delete): void {
  const { using, where, joined } = n;
  withClause(w, n);
  if (joined !== undefined) {
    w.text += 'DELETE ';
    w.list([n.table, ...(n.more ?? [])]);
    clause(w, 'FROM', () => w.node(joined));
  } else if (using !== undefined) {
    w.text += 'DELETE ';
    w.name(known(n.table));
    clause(w, 'FROM', () => w.list([n.table, using]));
  } else if (n.table.alias !== undefined && n.bounds === undefined) {
    // Before version 11.6 MariaDB takes an alias only in this form.
    w.text += 'DELETE ';
    w.node(n.table.alias.name);
    clause(w, 'FROM', () => w.node(n.table));
  } else {
    w.text += 'DELETE';
    w.hints(n.table.pos);
    w.text += ' FROM ';
    w.node(n.table);
  }
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  bounds(w, n.bounds);
  returning(w, n);
}

/** MySQL's statements that change rows. */
export const mysqlDml: Pick<Printers, 'Insert' | 'Update' | 'Delete'> = { Insert: insert, Update: update, Delete: deleteFrom };
