import type { Assignment, Conflict, Insert, InsertAll, InsertTarget, Merge, MergeWhen, NodeOf, Projection, Spanned } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { clause, withClause } from './queries.ts';

export function assignments(w: Writer, set: readonly Assignment[]): void {
  w.items(set, ({ column, value }) => {
    w.node(column);
    w.text += ' = ';
    w.node(value);
  });
}

export function returning(w: Writer, n: Spanned & { readonly returning: readonly Projection[] }): void {
  if (n.returning.length === 0) return;
  w.need(w.dialect.capabilities.returning, n, 'RETURNING');
  clause(w, 'RETURNING', () => w.list(n.returning));
}

export function dmlWith(w: Writer, n: Spanned & Parameters<typeof withClause>[1]): void {
  if (n.with.length > 0) w.need(w.dialect.capabilities.withBeforeDml, n, 'WITH before INSERT, UPDATE, DELETE or MERGE');
  withClause(w, n);
}

function conflict(w: Writer, n: Insert, c: Conflict): void {
  w.need(w.dialect.capabilities.upsert, n, 'ON CONFLICT');
  w.line();
  w.text += 'ON CONFLICT';
  if (c.keys.length > 0) {
    w.text += ' ';
    w.names(c.keys);
  }
  if (c.set.length === 0) {
    w.text += ' DO NOTHING';
    return;
  }
  w.text += ' DO UPDATE SET ';
  assignments(w, c.set);
  const { where } = c;
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
}

/** Says so of an INSERT that asks what to do with rows that are there already. */
export function conflictFree(w: Writer, n: Insert): void {
  if (n.or !== undefined) w.unsupported(n, `INSERT OR ${n.or}`);
  if (n.conflict !== undefined) w.unsupported(n, 'ON CONFLICT');
}

function insert(w: Writer, n: Insert): void {
  const can = w.dialect.capabilities;
  if (can.withBeforeDml) withClause(w, n);
  if (n.overwrite) w.need(can.insertOverwrite, n, 'INSERT OVERWRITE');
  if (n.or !== undefined) w.need(w.dialect.name === 'sqlite' || (w.dialect.name === 'duckdb' && (n.or === 'REPLACE' || n.or === 'IGNORE')), n, `INSERT OR ${n.or}`);
  w.text += n.overwrite ? 'INSERT OVERWRITE INTO ' : n.or === undefined ? 'INSERT INTO ' : `INSERT OR ${n.or} INTO `;
  w.node(n.table);
  if (n.partition !== undefined) w.unsupported(n, 'INSERT INTO … PARTITION');
  if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  if (n.byName) {
    w.need(can.byName, n, 'INSERT … BY NAME');
    w.text += ' BY NAME';
  }
  w.line();
  if (!can.withBeforeDml) withClause(w, n);
  if (n.source === 'DEFAULT VALUES') w.text += n.source;
  else w.node(n.source);
  if (n.conflict !== undefined) conflict(w, n, n.conflict);
  returning(w, n);
}

function insertTargets(w: Writer, targets: readonly InsertTarget[]): void {
  w.indented(() => {
    for (const { table, columns, values } of targets) {
      w.line();
      w.text += 'INTO ';
      w.node(table);
      if (columns.length > 0) {
        w.text += ' ';
        w.names(columns);
      }
      if (values.length === 0) continue;
      w.text += ' VALUES ';
      w.parenthesised(values, (value) => w.node(value));
    }
  });
}

function insertAll(w: Writer, n: InsertAll): void {
  w.need(w.dialect.capabilities.insertAll, n, 'INSERT into several tables');
  w.text += n.overwrite ? 'INSERT OVERWRITE ' : 'INSERT ';
  w.text += n.first ? 'FIRST' : 'ALL';
  for (const { condition, into } of n.branches) {
    if (condition !== undefined) {
      w.line();
      w.text += 'WHEN ';
      w.node(condition);
      w.text += ' THEN';
    }
    insertTargets(w, into);
  }
  if (n.otherwise.length > 0) {
    w.line();
    w.text += 'ELSE';
    insertTargets(w, n.otherwise);
  }
  w.line();
  w.node(n.source);
}

/** What only some have: a join that is changed, a number of rows. */
function plainChange(w: Writer, n: NodeOf<'Update' | 'Delete'>): void {
  const verb = n.kind.toUpperCase();
  if (n.joined !== undefined) w.unsupported(n, `${verb} of a join`);
  if (n.bounds !== undefined) w.unsupported(n, `${verb} … LIMIT`);
}

function update(w: Writer, n: NodeOf<'Update'>): void {
  const { from, where } = n;
  plainChange(w, n);
  dmlWith(w, n);
  w.text += 'UPDATE ';
  w.node(n.table);
  clause(w, 'SET', () => assignments(w, n.set));
  if (from !== undefined) {
    w.need(w.dialect.capabilities.updateFrom, n, 'UPDATE … FROM');
    clause(w, 'FROM', () => w.node(from));
  }
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  returning(w, n);
}

function deleteFrom(w: Writer, n: NodeOf<'Delete'>): void {
  const { using, where } = n;
  plainChange(w, n);
  dmlWith(w, n);
  w.text += 'DELETE FROM ';
  w.node(n.table);
  if (using !== undefined) {
    w.need(w.dialect.capabilities.deleteUsing, n, 'DELETE … USING');
    clause(w, 'USING', () => w.node(using));
  }
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
  returning(w, n);
}

function byNameWords(w: Writer, action: 'UPDATE ALL BY NAME' | 'INSERT ALL BY NAME'): string {
  if (w.dialect.name === 'spark') return action === 'UPDATE ALL BY NAME' ? 'UPDATE SET *' : 'INSERT *';
  return w.dialect.name === 'duckdb' ? action.replace(' ALL', '') : action;
}

function whenClause(w: Writer, n: Merge, when: MergeWhen): void {
  const { action } = when;
  if (when.match === 'NOT MATCHED BY SOURCE') w.need(w.dialect.capabilities.mergeBySource, n, 'WHEN NOT MATCHED BY SOURCE');
  w.line();
  w.text += `WHEN ${when.match}`;
  if (when.condition !== undefined) {
    w.text += ' AND ';
    w.expression(when.condition, w.dialect.precedence.AND.power);
  }
  w.text += ' THEN ';
  switch (action.type) {
    case 'UPDATE':
      if (action.deleteWhere !== undefined) w.unsupported(n, 'UPDATE … DELETE WHERE in MERGE');
      w.text += 'UPDATE SET ';
      return w.indented(() => assignments(w, action.set));
    case 'INSERT':
      w.text += 'INSERT';
      if (action.columns.length > 0) {
        w.text += ' ';
        w.names(action.columns);
      }
      w.text += ' VALUES ';
      return w.parenthesised(action.values, (value) => w.node(value));
    case 'UPDATE ALL BY NAME':
    case 'INSERT ALL BY NAME':
      w.need(w.dialect.capabilities.byName, n, action.type);
      w.text += byNameWords(w, action.type);
      return;
    case 'DO NOTHING':
      w.need(w.dialect.name !== 'snowflake', n, 'DO NOTHING in MERGE');
      w.text += action.type;
      return;
    case 'DELETE':
      w.text += action.type;
  }
}

export function merge(w: Writer, n: Merge): void {
  w.need(w.dialect.capabilities.merge, n, 'MERGE');
  dmlWith(w, n);
  w.text += 'MERGE INTO ';
  w.node(n.target);
  clause(w, 'USING', () => w.node(n.source));
  clause(w, 'ON', () => w.node(n.on));
  for (const when of n.whens) whenClause(w, n, when);
  returning(w, n);
}

/** Standard SQL's statements that change rows. */
export const dml: Pick<Printers, 'QueryStatement' | 'Insert' | 'InsertAll' | 'Update' | 'Delete' | 'Merge' | 'Truncate' | 'Copy'> = {
  QueryStatement: (w, n) => w.node(n.query),
  Insert: insert,
  InsertAll: insertAll,
  Update: update,
  Delete: deleteFrom,
  Merge: merge,
  Truncate(w, n) {
    w.need(w.dialect.capabilities.truncate, n, 'TRUNCATE');
    w.text += n.ifExists && w.dialect.name === 'snowflake' ? 'TRUNCATE TABLE IF EXISTS ' : 'TRUNCATE TABLE ';
    w.list(n.tables);
  },
  Copy: (w, n) => w.unsupported(n, 'COPY INTO'),
};
