import type { Call, Expression, GroupBy } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

/** GROUP BY with ALL, ROLLUP, CUBE and GROUPING SETS. */
export function groupBy(p: SqlParser): GroupBy | undefined {
  if (!p.accept('GROUP')) return undefined;
  p.expect('BY');
  if (p.at('ALL')) {
    p.next();
    return { type: 'ALL' };
  }
  return { type: 'list', items: p.list(() => grouping(p)) };
}

function grouping(p: SqlParser): Expression {
  const start = p.start();
  const sets = p.at('GROUPING') && p.peekAt(2).text === 'SETS';
  if (!sets && !((p.at('ROLLUP') || p.at('CUBE')) && p.peekAt(2).text === '(')) return p.expression();
  const name = sets ? 'GROUPING SETS' : p.peek().text;
  p.next();
  if (sets) p.next();
  const end = p.end();
  const args = p.parenthesised(() => group(p));
  const call: Call = {
    kind: 'Call', name: [{ kind: 'Identifier', name, quoted: false, pos: start, end }], args, distinct: false, orderBy: [], withinGroup: [], pos: start, end: p.end(),
  };
  return call;
}

/** One grouping set: an expression, or a list in parentheses that stays a list even when it holds one. */
function group(p: SqlParser): Expression {
  const start = p.start();
  if (!p.at('(')) return grouping(p);
  const items = p.parenthesised(() => p.expression());
  return { kind: 'Tuple', items, pos: start, end: p.end() };
}
