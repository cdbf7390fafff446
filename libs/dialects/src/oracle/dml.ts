import type { Insert, Merge, MergeWhen } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { assignments, returning } from '../ansi/dml.ts';
import { clause } from '../ansi/queries.ts';
import { upsertAsMerge } from '../ansi/upsert-as-merge.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

function insert(w: Writer, n: Insert): void {
  const merged = upsertAsMerge(n);
  if (merged !== undefined) return w.node(merged);
  if (n.conflict !== undefined) return w.unsupported(n, 'ON CONFLICT without keys and columns');
  if (n.source === 'DEFAULT VALUES') return w.unsupported(n, 'DEFAULT VALUES');
  // One row has VALUES; several are read from DUAL.
  if (n.source.kind !== 'Values' || n.source.rows.length > 1 || n.or !== undefined || n.overwrite) return ansi.Insert(w, n);
  w.text += 'INSERT';
  w.hints(n.table.pos);
  w.text += ' INTO ';
  w.node(n.table);
  if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  w.line();
  ansi.Values(w, n.source);
  returning(w, n);
}

function where(w: Writer, when: MergeWhen): void {
  const { condition } = when;
  if (condition !== undefined) clause(w, 'WHERE', () => w.node(condition));
}

function branch(w: Writer, n: Merge, when: MergeWhen): void {
  const { action } = when;
  w.line();
  w.text += `WHEN ${when.match} THEN `;
  switch (action.type) {
    case 'UPDATE': {
      w.text += 'UPDATE SET ';
      w.indented(() => assignments(w, action.set));
      where(w, when);
      const { deleteWhere } = action;
      if (deleteWhere !== undefined) clause(w, 'DELETE WHERE', () => w.node(deleteWhere));
      return;
    }
    case 'INSERT':
      w.text += 'INSERT ';
      if (action.columns.length > 0) {
        w.names(action.columns);
        w.text += ' ';
      }
      w.text += 'VALUES ';
      w.parenthesised(action.values, (value) => w.node(value));
      return where(w, when);
    default: w.unsupported(n, `${action.type} in MERGE`);
  }
}

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/MERGE.html */
function merge(w: Writer, n: Merge): void {
  if (n.with.length > 0) w.unsupported(n, 'WITH before MERGE');
  w.text += 'MERGE INTO ';
  w.node(n.target);
  clause(w, 'USING', () => w.node(n.source));
  w.line();
  w.text += 'ON (';
  w.node(n.on);
  w.text += ')';
  for (const match of ['MATCHED', 'NOT MATCHED', 'NOT MATCHED BY SOURCE'] as const) {
    const count = n.whens.filter((when) => when.match === match).length;
    if (count > (match === 'NOT MATCHED BY SOURCE' ? 0 : 1)) w.unsupported(n, `${count > 1 ? 'several times ' : ''}WHEN ${match} in MERGE`);
  }
  for (const when of n.whens) branch(w, n, when);
  returning(w, n);
}

/** Oracle's statements that change rows. */
export const oracleDml: Pick<Printers, 'Insert' | 'Update' | 'Delete' | 'Merge' | 'Truncate'> = {
  Insert: insert,
  Update(w, n) {
    if (n.joined !== undefined || n.bounds !== undefined) w.unsupported(n, 'UPDATE of a join, or of so many rows');
    ansi.Update(w, n);
  },
  Delete(w, n) {
    if (n.joined !== undefined || n.bounds !== undefined) w.unsupported(n, 'DELETE from a join, or of so many rows');
    ansi.Delete(w, n);
  },
  Merge: merge,
  Truncate(w, n) {
    w.need(n.tables.length === 1 && !n.ifExists, n, 'TRUNCATE of several tables, or of one that may not exist');
    ansi.Truncate(w, n);
  },
};
