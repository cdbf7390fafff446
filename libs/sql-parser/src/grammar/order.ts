import type { OrderItem } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

/** `ORDER BY a DESC NULLS LAST, …`, nothing when there is none. */
export function orderBy(p: SqlParser): readonly OrderItem[] {
  if (!p.at('ORDER') || p.peekAt(2).text !== 'BY') return none;
  p.expectAll('ORDER', 'BY');
  return p.list(() => orderItem(p));
}

const none: readonly OrderItem[] = [];

/** One sort key. */
export function orderItem(p: SqlParser): OrderItem {
  const start = p.start();
  const expression = p.at('ALL') ? allColumns(p) : p.expression();
  const descending = (p.acceptAny('ASC', 'DESC') ?? orderUsing(p)) === 'DESC';
  const nulls = p.accept('NULLS') ? (p.acceptAny('FIRST', 'LAST') ?? p.fail('FIRST', 'LAST')) : undefined;
  const end = p.end();
  return { kind: 'OrderItem', expression, descending, nulls, pos: start, end };
}

/** PostgreSQL's `ORDER BY a USING >`: the two operators that every type has. */
function orderUsing(p: SqlParser): 'ASC' | 'DESC' | undefined {
  if (p.vocabulary.dialect !== 'postgres' || !p.accept('USING')) return undefined;
  if (p.accept('<')) return 'ASC';
  return p.accept('>') ? 'DESC' : p.fail('<', '>');
}

/** ORDER BY ALL: by every column, which the tree says with a star. */
function allColumns(p: SqlParser): OrderItem['expression'] {
  const start = p.start();
  p.expect('ALL');
  return { kind: 'Star', qualifier: [], exclude: [], replace: [], rename: [], pos: start, end: p.end() };
}
