import type { Call, Expression, GroupBy } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';

/** GROUP BY with ALL, ROLLUP, CUBE and GROUPING SETS. */
export function groupBy(p: SqlParser): GroupBy | undefined {
  if (!p.accept('GROUP')) return undefined;
  p.expect('BY');
  if (p.at('ALL') && !(p.vocabulary.dialect === 'postgres' && !endsList.has(p.peekAt(2).text))) {
    p.next();
    return { type: 'ALL' };
  }
  // PostgreSQL's ALL and DISTINCT are about grouping sets that come twice; ALL is the default.
  const distinct = p.vocabulary.dialect === 'postgres' && p.acceptAny('ALL', 'DISTINCT') === 'DISTINCT';
  const items = p.list(() => grouping(p));
  return { type: 'list', items: p.at('WITH') ? rolledUp(p, items) : items, ...(distinct ? { distinct } : {}) };
}

/** `a, b WITH ROLLUP` is `ROLLUP (a, b)`. */
function rolledUp(p: SqlParser, args: readonly Expression[]): readonly Expression[] {
  const word = p.peekAt(2);
  if (word.text !== 'ROLLUP' && word.text !== 'CUBE') return args;
  p.next();
  p.next();
  const name = { kind: 'Identifier', name: word.text, quoted: false, pos: word.startOffset, end: word.endOffset } as const;
  return [{ kind: 'Call', name: [name], args, distinct: false, orderBy: [], withinGroup: [], pos: args[0]?.pos ?? word.startOffset, end: p.end() }];
}

const endsList: ReadonlySet<string> = new Set(['', ')', ';', 'HAVING', 'ORDER', 'LIMIT', 'WINDOW', 'UNION', 'INTERSECT', 'EXCEPT', 'OFFSET', 'FETCH', 'FOR']);

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
