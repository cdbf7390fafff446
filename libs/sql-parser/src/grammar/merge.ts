import type { Expression, Identifier, Merge, MergeWhen, QueryTail, Relation, Table } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { assignment, overridingClause, returned, targetTable } from './dml.ts';
import { columnNames } from './name.ts';
import { output, outputInto } from './mssql-dml.ts';
import { joins, tableAlias } from './relation.ts';
import { tableHints } from './table-hints.ts';

export function merge(p: SqlParser, start: number, head: Pick<QueryTail, 'with' | 'recursive'>): Merge {
  p.expect('MERGE');
  if (p.vocabulary.dialect !== 'mssql') p.expect('INTO');
  else p.accept('INTO');
  let target = targetTable(p, true);
  target = { ...target, ...tableHints(p) };
  if (target.alias === undefined && p.vocabulary.dialect === 'mssql') target = { ...target, ...aliasOf(p) };
  p.expect('USING');
  const source = joins(p);
  const on = p.at('USING') ? sameKeys(p, target, source) : condition(p);
  const whens: MergeWhen[] = [];
  while (p.at('WHEN')) whens.push(when(p));
  if (whens.length === 0) p.fail('WHEN');
  return { kind: 'Merge', ...head, target, source, on, whens, ...(p.vocabulary.dialect === 'mssql' ? { returning: output(p, 'INSERTED'), ...outputInto(p) } : returned(p)), pos: start, end: p.end() };
}

function condition(p: SqlParser): Expression {
  p.expect('ON');
  return p.expression();
}

/** DuckDB's `USING (a, b)`: both sides are named, so that it can be said as a condition. */
function sameKeys(p: SqlParser, target: Table, source: Relation): Expression {
  p.expect('USING');
  const left = nameOf(target);
  const right = nameOf(source) ?? p.fail('ON');
  const at = { pos: p.start(), end: p.start() };
  const keys = columnNames(p).map((key): Expression => ({
    kind: 'Binary', op: '=', left: { kind: 'Column', parts: left === undefined ? [key] : [left, key], ...at }, right: { kind: 'Column', parts: [right, key], ...at }, ...at,
  }));
  const [first, ...rest] = keys;
  return rest.reduce((all: Expression, key): Expression => ({ kind: 'Binary', op: 'AND', left: all, right: key, ...at }), first ?? p.fail('a column'));
}

const nameOf = (relation: Relation): Identifier | undefined => ('alias' in relation ? relation.alias?.name : undefined) ?? (relation.kind === 'Table' ? relation.name.at(-1) : undefined);

function when(p: SqlParser): MergeWhen {
  const start = p.start();
  p.expect('WHEN');
  const not = p.accept('NOT');
  p.expect('MATCHED');
  const bySource = not && p.acceptAll('BY', 'SOURCE');
  if (not && !bySource) p.acceptAll('BY', 'TARGET');
  const condition = p.accept('AND') ? p.expression() : undefined;
  p.expect('THEN');
  const match = bySource ? 'NOT MATCHED BY SOURCE' : not ? 'NOT MATCHED' : 'MATCHED';
  const found = action(p);
  // Oracle says the condition behind the action.
  const late = p.vocabulary.dialect === 'oracle' && p.accept('WHERE') ? p.expression() : condition;
  const deleteWhere = found.type === 'UPDATE' && p.acceptAll('DELETE', 'WHERE') ? { deleteWhere: p.expression() } : {};
  return { match, ...(late === undefined ? {} : { condition: late }), action: { ...found, ...deleteWhere }, pos: start, end: p.end() };
}

function action(p: SqlParser): MergeWhen['action'] {
  const word = p.acceptAny('UPDATE', 'INSERT', 'DELETE', 'DO', ...(p.vocabulary.dialect === 'duckdb' ? (['ERROR'] as const) : []));
  switch (word) {
    case 'DELETE': return { type: 'DELETE' };
    case 'DO':
      p.expect('NOTHING');
      return { type: 'DO NOTHING' };
    case 'UPDATE':
      if (byName(p)) return { type: 'UPDATE ALL BY NAME' };
      // DuckDB's bare UPDATE and INSERT are of all columns.
      if (p.acceptAll('SET', '*') || (p.vocabulary.dialect === 'duckdb' && !p.at('SET'))) return { type: 'UPDATE *' };
      p.expect('SET');
      return { type: 'UPDATE', set: p.list(() => assignment(p)) };
    case 'INSERT': {
      if (byName(p)) return { type: 'INSERT ALL BY NAME' };
      if (p.accept('*') || (p.vocabulary.dialect === 'duckdb' && endsAction(p))) return { type: 'INSERT *' };
      if (p.acceptAll('DEFAULT', 'VALUES')) return { type: 'INSERT DEFAULT VALUES' };
      const columns = p.at('(') ? insertColumns(p) : [];
      const overriding = overridingClause(p);
      p.expect('VALUES');
      return { type: 'INSERT', columns, values: p.parenthesised(() => p.expression()), ...(overriding === undefined ? {} : { overriding }) };
    }
    case 'ERROR': return { type: 'ERROR', ...(endsAction(p) ? {} : { message: p.expression() }) };
    case undefined: return p.fail('UPDATE', 'INSERT', 'DELETE');
  }
}

const endsAction = (p: SqlParser): boolean => p.at('WHEN') || p.at('RETURNING') || p.at(';') || p.peek().kind === 'end';

/** `(a, b)`; Oracle lets the table's name stand before each, which says nothing. */
function insertColumns(p: SqlParser): readonly Identifier[] {
  if (p.vocabulary.dialect !== 'oracle') return columnNames(p);
  return p.parenthesised(() => {
    let name = p.identifier('a column', true);
    while (p.accept('.')) name = p.identifier('a column', true);
    return name;
  });
}

function aliasOf(p: SqlParser): Pick<Table, 'alias'> {
  const alias = tableAlias(p);
  return alias === undefined ? {} : { alias };
}

function byName(p: SqlParser): boolean {
  if (p.vocabulary.dialect === 'spark' && (p.acceptAll('SET', '*') || p.accept('*'))) return true;
  return p.acceptAll('ALL', 'BY', 'NAME') || p.acceptAll('BY', 'NAME');
}
