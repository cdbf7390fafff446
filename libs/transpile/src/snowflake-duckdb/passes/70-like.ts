import { build, type Expression, type Like } from '@millrace/sql-ir';
import { matchesWhole } from '../constant-pattern.ts';
import { at } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/**
 * LIKE ANY and LIKE ALL as a chain, RLIKE as a match of the whole text.
 * Rule: https://docs.snowflake.com/en/sql-reference/functions/like_any
 */
export const like: NodePass = {
  name: 'like',
  handlers: { Like: lowerLike },
};

function lowerLike(node: Like): Expression {
  if (node.quantifier !== undefined && node.pattern.kind === 'Tuple') {
    const { quantifier, ...plain } = node;
    // NOT LIKE ANY is the negation of LIKE ANY, not any of the negations.
    const tests = node.pattern.items.map((pattern) => one({ ...plain, pattern, negated: false }));
    const chain = tests.reduce<Expression | undefined>((left, right) => (left === undefined ? right : build.binary(quantifier === 'ANY' ? 'OR' : 'AND', left, right)), undefined) ?? build.boolean(false);
    return at(node.negated ? { kind: 'Unary', op: 'NOT', operand: chain, pos: -1, end: -1 } : chain, node);
  }
  return one(node);
}

function one(node: Like): Expression {
  if (node.op !== 'RLIKE') return node;
  const match = matchesWhole(node.operand, node.pattern);
  return at(node.negated ? { kind: 'Unary', op: 'NOT', operand: match, pos: -1, end: -1 } : match, node);
}
