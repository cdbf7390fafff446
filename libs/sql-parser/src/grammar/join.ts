import type { Identifier, Join, JoinType, Relation } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { applyJoin } from './dialect-queries.ts';
import { relation } from './relation.ts';

interface JoinHead {
  readonly words: readonly string[];
  readonly type: JoinType;
  readonly directed?: true;
}

/** The words before JOIN, longest first, and the type they mean. */
const heads: readonly JoinHead[] = [
  { words: ['INNER', 'JOIN'], type: 'INNER' },
  { words: ['LEFT', 'OUTER', 'JOIN'], type: 'LEFT' },
  { words: ['LEFT', 'SEMI', 'JOIN'], type: 'SEMI' },
  { words: ['LEFT', 'ANTI', 'JOIN'], type: 'ANTI' },
  { words: ['LEFT', 'JOIN'], type: 'LEFT' },
  { words: ['RIGHT', 'OUTER', 'JOIN'], type: 'RIGHT' },
  { words: ['RIGHT', 'JOIN'], type: 'RIGHT' },
  { words: ['FULL', 'OUTER', 'JOIN'], type: 'FULL' },
  { words: ['FULL', 'JOIN'], type: 'FULL' },
  { words: ['CROSS', 'JOIN'], type: 'CROSS' },
  { words: ['SEMI', 'JOIN'], type: 'SEMI' },
  { words: ['ANTI', 'JOIN'], type: 'ANTI' },
  { words: ['POSITIONAL', 'JOIN'], type: 'POSITIONAL' },
  { words: ['ASOF', 'LEFT', 'OUTER', 'JOIN'], type: 'ASOF LEFT' },
  { words: ['ASOF', 'LEFT', 'JOIN'], type: 'ASOF LEFT' },
  { words: ['ASOF', 'INNER', 'JOIN'], type: 'ASOF' },
  { words: ['ASOF', 'JOIN'], type: 'ASOF' },
  { words: ['STRAIGHT_JOIN'], type: 'INNER' },
  { words: ['JOIN'], type: 'INNER' },
];

const opens: ReadonlySet<string> = new Set(['NATURAL', 'DIRECTED', 'OUTER', ...heads.map(({ words }) => words[0] ?? '')]);

/** A join with `left`, or nothing when none follows. */
export function join(p: SqlParser, left: Relation): Join | undefined {
  if (!opens.has(p.peek().text)) return undefined;
  const applied = p.peekAt(2).text === 'APPLY' ? applyJoin(p, left, () => relation(p)) : undefined;
  if (applied !== undefined) return applied;
  const natural = p.accept('NATURAL');
  const head = heads.find(({ words }) => p.acceptAll(...words)) ?? directed(p);
  if (head === undefined) return natural || p.at('INNER') || p.at('CROSS') ? p.fail('JOIN') : undefined;
  const right = joinOperand(p);
  const match = p.accept('MATCH_CONDITION') ? condition(p) : undefined;
  const on = p.accept('ON') ? p.expression() : undefined;
  // USING SAMPLE is DuckDB's clause of the whole query.
  const using = on === undefined && !(p.at('USING') && p.peekAt(2).text === 'SAMPLE') && p.accept('USING') ? usingColumns(p) : [];
  const usingAlias = using.length > 0 && p.vocabulary.dialect === 'postgres' && p.accept('AS') ? p.identifier('a name') : undefined;
  return {
    kind: 'Join', type: head.type, natural, comma: false, ...(head.directed ? { directed: true } : {}), left, right, ...(on === undefined ? {} : { on }), ...(match === undefined ? {} : { match }), using, ...(usingAlias === undefined ? {} : { usingAlias }),
    pos: left.pos, end: p.end(),
  };
}

/** Snowflake's `LEFT DIRECTED JOIN`; https://docs.snowflake.com/en/sql-reference/constructs/join */
function directed(p: SqlParser): JoinHead | undefined {
  if (p.vocabulary.dialect !== 'snowflake') return undefined;
  const head = heads.find(({ words }) => p.acceptAll(...words.slice(0, -1), 'DIRECTED', 'JOIN'));
  return head === undefined ? undefined : { ...head, directed: true };
}

/** `a JOIN b JOIN c ON … ON …`: the right side holds a join when its own condition comes first. */
function joinOperand(p: SqlParser): Relation {
  return p.nested(() => relation(p));
}

/** `(a, b)`; the qualifier that Snowflake lets stand before a column says nothing. */
function usingColumns(p: SqlParser): readonly Identifier[] {
  return p.parenthesised(() => {
    let name = p.identifier('a column', true);
    while (p.vocabulary.dialect === 'snowflake' && p.accept('.')) name = p.identifier('a column', true);
    return name;
  });
}

function condition(p: SqlParser): Join['match'] {
  p.expect('(');
  const match = p.expression();
  p.expect(')');
  return match;
}
