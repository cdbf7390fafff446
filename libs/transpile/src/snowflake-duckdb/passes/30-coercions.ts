import { type Between, type Binary, build, type Case, type Expression, type In, type Like, type Unary } from '@millrace/sql-ir';
import { isSemiStructured, type SqlType, types } from '../../types/sql-type.ts';
import { unifyAll } from '../../types/unify.ts';
import { convert } from '../convert.ts';
import { once } from '../once.ts';
import type { LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/**
 * The conversions Snowflake makes by itself: between the sides of a comparison, the operands of arithmetic and of `||`, the branches of CASE.
 * Rule: https://docs.snowflake.com/en/sql-reference/data-type-conversion#data-types-that-can-be-cast
 */
export const coercions: NodePass = {
  name: 'coercions',
  handlers: { Binary: binary, Between: between, In: inList, Like: like, Case: caseOf, Unary: sign },
};

const comparisons: ReadonlySet<string> = new Set(['=', '<>', '<', '<=', '>', '>=', 'IS DISTINCT FROM', 'IS NOT DISTINCT FROM']);
const arithmetic: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%']);

/** A changed copy still has Snowflake's meaning: later passes go on with it. */
function same<E extends Expression>(before: E, after: E, context: LowerContext): E {
  context.table.carry(before, after);
  return after;
}

function to(value: Expression, target: SqlType, context: LowerContext): Expression {
  const from = context.table.typeOf(value);
  if (from.type === 'unknown' || from.type === target.type) return value;
  const converted = convert(value, from, target, { session: context.session });
  return converted === value ? value : context.table.set(converted, target, context.table.nullable(value));
}

const numeric = (value: Expression, context: LowerContext): Expression => {
  const type = context.table.typeOf(value);
  if (type.type === 'varchar') return to(value, { type: 'number', precision: 18, scale: 5 }, context);
  if (type.type === 'variant') return to(value, types.float, context);
  return type.type === 'boolean' ? to(value, types.integer, context) : value;
};

function sign(node: Unary, context: LowerContext): Unary {
  if (node.op === 'NOT' || node.op === '~') return node;
  const operand = numeric(node.operand, context);
  return operand === node.operand ? node : same(node, { ...node, operand }, context);
}

/** Two variants are compared by value: equal numbers are equal whatever they are made of, and the smaller comes first. */
function variants(node: Binary, context: LowerContext): Binary {
  const macro = node.op === '=' || node.op === '<>' || node.op.includes('DISTINCT') ? 'mr_plain' : 'mr_sort_key';
  return same(node, { ...node, left: once(node.left, (value) => build.call(macro, [value])), right: once(node.right, (value) => build.call(macro, [value])) }, context);
}

const isVariant = (value: Expression, context: LowerContext): boolean => context.table.typeOf(value).type === 'variant';

function binary(node: Binary, context: LowerContext): Binary {
  if (comparisons.has(node.op)) {
    if (isVariant(node.left, context) && isVariant(node.right, context)) return variants(node, context);
    const [left, right] = comparable([node.left, node.right], context);
    return left === node.left && right === node.right ? node : same(node, { ...node, left: left ?? node.left, right: right ?? node.right }, context);
  }
  if (arithmetic.has(node.op)) {
    const [left, right] = [numeric(node.left, context), numeric(node.right, context)];
    return left === node.left && right === node.right ? node : same(node, { ...node, left, right }, context);
  }
  if (node.op === '||' && context.table.typeOf(node).type === 'varchar') {
    const [left, right] = [to(node.left, types.text, context), to(node.right, types.text, context)];
    return left === node.left && right === node.right ? node : same(node, { ...node, left, right }, context);
  }
  return node;
}

/** The operands of a comparison in one type: VARIANT gives way to the other side, then strings do. */
function comparable(operands: readonly Expression[], context: LowerContext): readonly Expression[] {
  const all = operands.map((operand) => context.table.typeOf(operand));
  const firm = all.filter((type) => !isSemiStructured(type));
  if (all.some((type) => type.type === 'unknown')) return operands;
  const target = firm.every((type) => type.type === 'null') ? unifyAll(all) : unifyAll(firm);
  return target === undefined ? operands : operands.map((operand) => to(operand, comparisonType(target, context.table.typeOf(operand)), context));
}

/** A number read from text keeps all its digits for comparison. */
function comparisonType(target: SqlType, from: SqlType): SqlType {
  if (target.type === 'number') return from.type === 'varchar' || from.type === 'variant' ? { type: 'number', precision: 38, scale: Math.max(target.scale, 9) } : target;
  // Moments with offsets are compared as instants.
  return target.type === 'varchar' ? types.text : target.type === 'timestamp_tz' ? types.timestampLtz : target;
}

function between(node: Between, context: LowerContext): Between {
  const [operand, low, high] = comparable([node.operand, node.low, node.high], context);
  return operand === node.operand && low === node.low && high === node.high ? node : same(node, { ...node, operand: operand ?? node.operand, low: low ?? node.low, high: high ?? node.high }, context);
}

function inList(node: In, context: LowerContext): In {
  if (!Array.isArray(node.values) || node.operand.kind === 'Tuple') return node;
  const values: readonly Expression[] = node.values;
  const [operand, ...rest] = comparable([node.operand, ...values], context);
  return operand === node.operand && rest.every((value, i) => value === values[i]) ? node : same(node, { ...node, operand: operand ?? node.operand, values: rest }, context);
}

function like(node: Like, context: LowerContext): Like {
  const operand = to(node.operand, types.text, context);
  return operand === node.operand ? node : same(node, { ...node, operand }, context);
}

function caseOf(node: Case, context: LowerContext): Case {
  const target = context.table.typeOf(node);
  const result = (value: Expression): Expression => (target.type === 'unknown' || target.type === 'number' ? value : to(value, target, context));
  const whens = node.operand === undefined ? undefined : comparable([node.operand, ...node.branches.map(({ when }) => when)], context);
  const branches = node.branches.map(({ when, then }, i) => ({ when: whens?.[i + 1] ?? when, then: result(then) }));
  const otherwise = node.otherwise === undefined ? undefined : result(node.otherwise);
  const unchanged = branches.every(({ when, then }, i) => when === node.branches[i]?.when && then === node.branches[i]?.then) && otherwise === node.otherwise;
  if (unchanged && whens?.[0] === node.operand) return node;
  return same(node, { ...node, branches, ...(whens?.[0] === undefined ? {} : { operand: whens[0] }), ...(otherwise === undefined ? {} : { otherwise }) }, context);
}
