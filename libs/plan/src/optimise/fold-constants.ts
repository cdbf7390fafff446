import { constant } from '../build-scalar.ts';
import { types } from '../data-types.ts';
import type { Plan } from '../plan.ts';
import type { Apply, Scalar } from '../scalar.ts';
import { rewritePlan, rewriteScalar } from '../walk.ts';

/** Conditions that are always true are dropped, and AND and OR with constants are decided. */
export function foldConstants(plan: Plan): Plan {
  return rewritePlan(plan, (node) => {
    if (node.kind !== 'Filter' || !hasConstantCondition(node.predicate)) return node;
    const predicate = rewriteScalar(node.predicate, fold, foldConstants);
    return predicate.kind === 'Constant' && predicate.value === true ? node.input : { ...node, predicate };
  });
}

/** Only booleans written as constants can be folded; a look at the logic around them is enough to find them. */
function hasConstantCondition(scalar: Scalar): boolean {
  if (scalar.kind === 'Constant') return scalar.type.name === 'BOOLEAN';
  return scalar.kind === 'Apply' && (scalar.name === 'and' || scalar.name === 'or' || scalar.name === 'not') && scalar.args.some(hasConstantCondition);
}

function fold(scalar: Scalar): Scalar {
  if (scalar.kind !== 'Apply') return scalar;
  if (scalar.name === 'and') return foldLogic(scalar, true);
  if (scalar.name === 'or') return foldLogic(scalar, false);
  const [operand] = scalar.args;
  if (scalar.name === 'not' && operand?.kind === 'Constant' && typeof operand.value === 'boolean') return constant(!operand.value, types.boolean);
  return scalar;
}

/** `neutral` leaves the other side as it is; its opposite decides the whole, whatever the other side is. */
function foldLogic(scalar: Apply, neutral: boolean): Scalar {
  const [left, right] = scalar.args;
  if (left === undefined || right === undefined) return scalar;
  for (const [one, other] of [[left, right], [right, left]] as const) {
    if (one.kind === 'Constant' && one.value === neutral) return other;
    if (one.kind === 'Constant' && one.value === !neutral) return one;
  }
  return scalar;
}
