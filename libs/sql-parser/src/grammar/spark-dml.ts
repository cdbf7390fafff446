import type { Identifier, Insert, QueryTail } from '@millrace/sql-ir';
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
