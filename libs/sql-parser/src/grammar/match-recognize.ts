import type { Identifier, MatchRecognize, Relation } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { orderBy } from './order.ts';
import { projection } from './query.ts';
import { tableAlias } from './relation.ts';
import { rowPattern } from './row-pattern.ts';

/** `MATCH_RECOGNIZE (PARTITION BY … ORDER BY … MEASURES … PATTERN (…) DEFINE …)` after a relation. */
export function matchRecognize(p: SqlParser, source: Relation): MatchRecognize {
  p.expectAll('MATCH_RECOGNIZE', '(');
  const partitionBy = p.acceptAll('PARTITION', 'BY') ? p.list(() => p.expression()) : [];
  const order = orderBy(p);
  const measures = p.accept('MEASURES') ? p.list(() => measure(p)) : [];
  const rows = rowsPerMatch(p);
  const skip = skipTo(p);
  if (!p.at('PATTERN')) p.fail('PATTERN', ...(measures.length === 0 ? ['MEASURES'] : []));
  p.next();
  const pattern = rowPattern(p);
  const subsets = p.accept('SUBSET') ? p.list(() => subset(p)) : [];
  const define = p.accept('DEFINE') ? p.list(() => definition(p)) : [];
  if (!p.accept(')')) p.fail(')', ...(define.length === 0 ? ['DEFINE'] : [',']));
  const alias = tableAlias(p);
  return {
    kind: 'MatchRecognize', source, partitionBy, orderBy: order, measures, ...rows, ...(skip === undefined ? {} : { skip }), pattern, subsets, define,
    ...(alias === undefined ? {} : { alias }), pos: source.pos, end: p.end(),
  };
}

function measure(p: SqlParser): MatchRecognize['measures'][number] {
  const word = p.peek().text;
  const after = p.peekAt(2);
  const semantics = (word === 'FINAL' || word === 'RUNNING') && (after.kind === 'word' || after.kind === 'name') && after.text !== 'AS' ? word : undefined;
  if (semantics !== undefined) p.next();
  return { ...(semantics === undefined ? {} : { semantics }), measure: projection(p) };
}

function rowsPerMatch(p: SqlParser): Pick<MatchRecognize, 'rows' | 'unmatched'> {
  if (p.acceptAll('ONE', 'ROW', 'PER', 'MATCH')) return { rows: 'ONE ROW PER MATCH' };
  if (!p.acceptAll('ALL', 'ROWS', 'PER', 'MATCH')) return {};
  if (p.acceptAll('SHOW', 'EMPTY', 'MATCHES')) return { rows: 'ALL ROWS PER MATCH', unmatched: 'SHOW EMPTY MATCHES' };
  if (p.acceptAll('OMIT', 'EMPTY', 'MATCHES')) return { rows: 'ALL ROWS PER MATCH', unmatched: 'OMIT EMPTY MATCHES' };
  if (p.acceptAll('WITH', 'UNMATCHED', 'ROWS')) return { rows: 'ALL ROWS PER MATCH', unmatched: 'WITH UNMATCHED ROWS' };
  return { rows: 'ALL ROWS PER MATCH' };
}

/** `AFTER MATCH SKIP …`; without a place it means what leaving the clause out means. */
function skipTo(p: SqlParser): MatchRecognize['skip'] {
  if (!p.accept('AFTER')) return undefined;
  p.expectAll('MATCH', 'SKIP');
  if (p.acceptAll('PAST', 'LAST', 'ROW')) return { to: 'PAST LAST ROW' };
  if (!p.accept('TO')) return undefined;
  if (p.acceptAll('NEXT', 'ROW')) return { to: 'TO NEXT ROW' };
  const first = p.at('FIRST') && p.peekAt(2).kind !== 'symbol' && p.peekAt(2).text !== 'PATTERN' && p.accept('FIRST');
  const last = !first && p.at('LAST') && p.peekAt(2).kind !== 'symbol' && p.peekAt(2).text !== 'PATTERN' && p.accept('LAST');
  return { to: first ? 'TO FIRST' : last ? 'TO LAST' : 'TO', symbol: p.identifier('a symbol of the pattern') };
}

function subset(p: SqlParser): MatchRecognize['subsets'][number] {
  const name = p.identifier('a name for the symbols');
  p.expect('=');
  return { name, symbols: p.parenthesised((): Identifier => p.identifier('a symbol of the pattern')) };
}

function definition(p: SqlParser): MatchRecognize['define'][number] {
  const symbol = p.identifier('a symbol of the pattern');
  p.expect('AS');
  return { symbol, condition: p.expression() };
}
