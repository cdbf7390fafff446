import type { CallClause, NodeOf, ShapeColumn, TableShape } from '@millrace/sql-ir';
import { primaryPower } from '@millrace/sql-ir';
import type { Dialect } from '../dialect.ts';
import type { Writer } from '../writer.ts';

const known: Readonly<Record<string, readonly Dialect['name'][]>> = {
  JSON_TABLE: ['postgres', 'mysql', 'oracle', 'trino'],
  XMLTABLE: ['postgres', 'oracle'],
  OPENJSON: ['mssql'],
};

/** JSON_TABLE and its kin, with the columns they give. */
export function shapedTable(w: Writer, n: NodeOf<'TableFunction'>, shape: TableShape): void {
  if (n.call.kind !== 'Call') return w.node(n.call);
  const name = n.call.name[0]?.name ?? '';
  w.need(known[name]?.includes(w.dialect.name) === true, n, `${name} with columns`);
  w.text += `${name}(`;
  w.list(n.call.args);
  if (name === 'OPENJSON') {
    w.text += ') WITH ';
    return w.parenthesised(shape.columns, (column) => writeColumn(w, column, name));
  }
  pathName(w, shape);
  if (name === 'XMLTABLE') shape.before.forEach((clause) => passing(w, clause));
  else clauses(w, shape.before);
  w.text += ' COLUMNS ';
  // XMLTABLE's columns have no parentheses of their own.
  if (name === 'XMLTABLE') w.items(shape.columns, (column) => writeColumn(w, column, name));
  else w.parenthesised(shape.columns, (column) => writeColumn(w, column, name));
  clauses(w, shape.after);
  w.text += ')';
}

function pathName(w: Writer, n: Pick<TableShape, 'pathName'>): void {
  if (n.pathName === undefined) return;
  w.text += ' AS ';
  w.node(n.pathName);
}

function clauses(w: Writer, list: readonly CallClause[]): void {
  for (const { words, values, after } of list) {
    w.text += ` ${words}`;
    if (values.length > 0) w.text += ' ';
    w.list(values);
    if (after !== undefined) w.text += ` ${after}`;
  }
}

/** XMLTABLE takes a value that is no operation, without a name. */
function passing(w: Writer, { words, values: [value] }: CallClause): void {
  w.text += ` ${words} `;
  if (value?.kind === 'Projection') w.expression(value.expression, primaryPower);
}

const precedesPath = (clause: CallClause): boolean => clause.words === 'FORMAT JSON';

function writeColumn(w: Writer, column: ShapeColumn, of: string): void {
  if (column.type === 'NESTED') {
    w.text += 'NESTED PATH ';
    w.node(column.path);
    pathName(w, column);
    w.text += ' COLUMNS ';
    return w.parenthesised(column.columns, (inner) => writeColumn(w, inner, of));
  }
  w.node(column.name);
  if (column.type === 'ORDINALITY') {
    w.text += ' FOR ORDINALITY';
    return;
  }
  w.text += ' ';
  w.node(column.dataType);
  if (column.type === 'EXISTS') w.text += ' EXISTS';
  clauses(w, column.clauses.filter(precedesPath));
  if (column.path !== undefined) {
    w.text += of === 'OPENJSON' ? ' ' : ' PATH ';
    w.node(column.path);
  }
  clauses(w, column.clauses.filter((clause) => !precedesPath(clause)));
}
