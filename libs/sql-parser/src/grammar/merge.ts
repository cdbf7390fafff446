import type { Merge, MergeWhen, QueryTail } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { assignment, returning, targetTable } from './dml.ts';
import { columnNames } from './name.ts';
import { joins } from './relation.ts';

export function merge(p: SqlParser, start: number, head: Pick<QueryTail, 'with' | 'recursive'>): Merge {
  p.expectAll('MERGE', 'INTO');
  const target = targetTable(p, true);
  p.expect('USING');
  const source = joins(p);
  p.expect('ON');
  const on = p.expression();
  const whens: MergeWhen[] = [];
  while (p.accept('WHEN')) whens.push(when(p));
  if (whens.length === 0) p.fail('WHEN');
  return { kind: 'Merge', ...head, target, source, on, whens, returning: returning(p), pos: start, end: p.end() };
}

function when(p: SqlParser): MergeWhen {
  const not = p.accept('NOT');
  p.expect('MATCHED');
  const bySource = not && p.acceptAll('BY', 'SOURCE');
  if (not && !bySource) p.acceptAll('BY', 'TARGET');
  const condition = p.accept('AND') ? p.expression() : undefined;
  p.expect('THEN');
  const match = bySource ? 'NOT MATCHED BY SOURCE' : not ? 'NOT MATCHED' : 'MATCHED';
  return { match, ...(condition === undefined ? {} : { condition }), action: action(p) };
}

function action(p: SqlParser): MergeWhen['action'] {
  const word = p.acceptAny('UPDATE', 'INSERT', 'DELETE', 'DO');
  switch (word) {
    case 'DELETE': return { type: 'DELETE' };
    case 'DO':
      p.expect('NOTHING');
      return { type: 'DO NOTHING' };
    case 'UPDATE':
      if (byName(p)) return { type: 'UPDATE ALL BY NAME' };
      p.expect('SET');
      return { type: 'UPDATE', set: p.list(() => assignment(p)) };
    case 'INSERT': {
      if (byName(p)) return { type: 'INSERT ALL BY NAME' };
      const columns = p.at('(') ? columnNames(p) : [];
      p.expect('VALUES');
      return { type: 'INSERT', columns, values: p.parenthesised(() => p.expression()) };
    }
    case undefined: return p.fail('UPDATE', 'INSERT', 'DELETE');
  }
}

function byName(p: SqlParser): boolean {
  return p.acceptAll('ALL', 'BY', 'NAME') || p.acceptAll('BY', 'NAME');
}
