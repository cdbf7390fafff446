import type { Identifier, Insert, InsertAll, Projection, QueryTail, Select } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { targetTable } from './dml.ts';
import { atQuery } from './expression.ts';
import { columnNames } from './name.ts';

function partition(p: SqlParser): Pick<Insert, 'partition'> {
  if (!p.accept('PARTITION')) return {};
  const found = p.parenthesised(() => {
    const name: Identifier = p.identifier('a column', true);
    return p.accept('=') ? { name, value: p.expression() } : { name };
  });
  return { partition: found };
}

/** `INSERT INTO | OVERWRITE [TABLE] t [PARTITION (…)] [(columns)] …`; https://spark.apache.org/docs/latest/sql-ref-syntax-dml-insert-table.html */
export function sparkInsert(p: SqlParser, start: number, head: Pick<QueryTail, 'with' | 'recursive'>): Insert {
  p.expect('INSERT');
  const overwrite = p.accept('OVERWRITE');
  if (overwrite) p.accept('INTO');
  else p.expect('INTO');
  p.accept('TABLE');
  const table = targetTable(p, false);
  const parts = partition(p);
  const byName = p.acceptAll('BY', 'NAME');
  const columns = p.at('(') && !atQuery(p) ? columnNames(p) : [];
  const source = atQuery(p) ? p.query() : p.fail('VALUES', 'SELECT');
  return { kind: 'Insert', ...head, overwrite, table, ...parts, columns, byName, source, returning: [], pos: start, end: p.end() };
}

/** Whether `FROM t INSERT …` begins here. */
export function opensMultiInsert(p: SqlParser): boolean {
  return p.vocabulary.dialect === 'spark' && p.at('FROM') && p.looksLike(() => (p.next(), p.relation(), p.at('INSERT')));
}

/** `FROM t INSERT INTO a SELECT … INSERT INTO b SELECT …`; https://spark.apache.org/docs/latest/sql-ref-syntax-dml-insert-table.html */
export function multiInsert(p: SqlParser): InsertAll {
  const start = p.start();
  p.expect('FROM');
  const from = p.relation();
  const at = { pos: from.pos, end: from.end };
  const star: Projection = { kind: 'Projection', expression: { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], ...at }, ...at };
  const source: Select = { kind: 'Select', with: [], recursive: false, distinct: false, projections: [star], from, windows: [], orderBy: [], ...at };
  const inserts: Insert[] = [];
  while (p.at('INSERT')) inserts.push(sparkInsert(p, p.start(), { with: [], recursive: false }));
  return { kind: 'InsertAll', overwrite: false, first: false, branches: [], otherwise: [], source, inserts, pos: start, end: p.end() };
}
