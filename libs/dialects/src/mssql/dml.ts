import { build, type Bounds, type Column, type Delete, type Identifier, type Insert, type Merge, type Relation, type ReturningInto, type Spanned, type Table, type Update } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { dmlWith, merge, setClause } from '../ansi/dml.ts';
import { clause } from '../ansi/queries.ts';
import { upsertAsMerge } from '../ansi/upsert-as-merge.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

const states: ReadonlySet<string> = new Set(['INSERTED', 'DELETED']);

/** `OUTPUT INSERTED.a`: a column of the changed row says whether it is the row before or after. */
function output(w: Writer, n: Spanned & Pick<Insert, 'returning' | 'returningInto'>, state: 'INSERTED' | 'DELETED'): void {
  if (n.returning.length === 0) return;
  const prefix = build.identifier(state, false);
  const of = (column: Column): Column => (column.parts.length > 1 || states.has(column.parts[0]?.name.toUpperCase() ?? '') ? column : { ...column, parts: [prefix, ...column.parts] });
  clause(w, 'OUTPUT', () => {
    n.returning.forEach((p, i) => {
      if (i > 0) w.text += ', ';
      const { expression } = p;
      if (expression.kind === 'Column') w.node({ ...p, expression: of(expression) });
      else if (expression.kind === 'Star' && expression.qualifier.length === 0) w.node({ ...p, expression: { ...expression, qualifier: [prefix] } });
      else w.node(p);
    });
  });
  if (n.returningInto !== undefined) outputInto(w, n, n.returningInto);
}

function outputInto(w: Writer, n: Spanned, { table, columns }: ReturningInto): void {
  if (table === undefined) return w.unsupported(n, 'RETURNING … INTO variables');
  clause(w, 'INTO', () => {
    w.node(table);
    if (columns.length === 0) return;
    w.text += ' ';
    w.names(columns);
  });
}

function insert(w: Writer, n: Insert): void {
  const merged = upsertAsMerge(n);
  if (merged !== undefined) return w.node(merged);
  if (n.conflict !== undefined) return w.unsupported(n, 'ON CONFLICT without keys and columns');
  if (n.or !== undefined || n.overwrite || n.byName) return ansi.Insert(w, n);
  // WITH comes before INSERT.
  const { source } = n;
  const hoisted = source !== 'DEFAULT VALUES' && n.with.length === 0 ? source.with : [];
  dmlWith(w, hoisted.length > 0 ? { ...n, with: hoisted } : n);
  w.text += 'INSERT INTO ';
  w.node(n.table);
  if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  output(w, n, 'INSERTED');
  w.line();
  if (source === 'DEFAULT VALUES') w.text += source;
  else if (source.kind === 'Values') ansi.Values(w, source);
  else w.node(hoisted.length > 0 ? { ...source, with: [] } : source);
}

function top(w: Writer, b: Bounds | undefined): void {
  if (b === undefined) return;
  const [first] = b.orderBy;
  if (first !== undefined) w.unsupported(first, 'ORDER BY in UPDATE and DELETE');
  if (b.limit === undefined) return;
  w.text += 'TOP (';
  w.node(b.limit);
  w.text += ') ';
}

/** The name the changed table goes by, and what stands in FROM: a table with an alias must be named there. */
function sources(w: Writer, table: Table, joined: Relation | undefined, other: Relation | undefined): readonly [readonly Identifier[], () => void] {
  if (joined !== undefined) return [table.alias === undefined ? table.name : [table.alias.name], () => w.node(joined)];
  if (table.alias === undefined) return [table.name, () => other !== undefined && w.node(other)];
  return [[table.alias.name], () => w.list(other === undefined ? [table] : [table, other])];
}

function update(w: Writer, n: Update): void {
  const { where } = n;
  dmlWith(w, n);
  const [name, from] = sources(w, n.table, n.joined, n.from);
  w.text += 'UPDATE ';
  top(w, n.bounds);
  w.name(name);
  setClause(w, n.set);
  output(w, n, 'INSERTED');
  if (n.joined !== undefined || n.from !== undefined || n.table.alias !== undefined) clause(w, 'FROM', from);
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
}

function deleteFrom(w: Writer, n: Delete): void {
  const { where } = n;
  dmlWith(w, n);
  if (n.more !== undefined) w.unsupported(n, 'DELETE from several tables');
  const several = n.joined !== undefined || n.using !== undefined || n.table.alias !== undefined;
  const [name, from] = sources(w, n.table, n.joined, n.using);
  w.text += 'DELETE ';
  top(w, n.bounds);
  if (!several) w.text += 'FROM ';
  w.name(name);
  output(w, n, 'DELETED');
  if (several) clause(w, 'FROM', from);
  if (where !== undefined) clause(w, 'WHERE', () => w.node(where));
}

/** SQL Server's statements that change rows; https://learn.microsoft.com/en-us/sql/t-sql/queries/output-clause-transact-sql */
export const mssqlDml: Pick<Printers, 'Insert' | 'Update' | 'Delete' | 'Merge' | 'Truncate'> = {
  Insert: insert,
  Update: update,
  Delete: deleteFrom,
  Merge(w, n: Merge) {
    merge(w, { ...n, returning: [] });
    output(w, n, 'INSERTED');
    // MERGE is the one statement that must end with a semicolon.
    w.text += ';';
  },
  Truncate(w, n) {
    w.need(n.tables.length === 1 && !n.ifExists, n, 'TRUNCATE of several tables, or of one that may not exist');
    ansi.Truncate(w, n);
  },
};
