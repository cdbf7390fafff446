import { type Binary, build, type Expression, type WindowFrame, type WindowSpec } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import { addInterval, intervalValue } from '../functions/date-arithmetic.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/**
 * Exact arithmetic: the scale of quotients, division by zero as an error, integers that do not wrap, DATE plus days.
 * Rule: https://docs.snowflake.com/en/sql-reference/operators-arithmetic
 */
export const arithmetic: NodePass = {
  name: 'arithmetic',
  handlers: { Binary: lowerBinary, WindowSpec: lowerFrame },
};

type NumberType = Extract<SqlType, { type: 'number' }>;

function lowerBinary(node: Binary, context: LowerContext): Expression {
  const left = context.table.typeOf(node.left);
  const right = context.table.typeOf(node.right);
  const result = context.table.typeOf(node);
  switch (node.op) {
    case '/': return result.type === 'float' ? floatDivision(node) : result.type === 'number' ? at(divide(node.left, exact(left), node.right, exact(right), result), node) : node;
    case '%': return result.type === 'number' || result.type === 'float' ? at(build.call('mr_modulo', [node.left, node.right]), node) : node;
    case '+': case '-': return dateArithmetic(node, left, right, context) ?? (result.type === 'number' ? wide(node, left, right) : node);
    case '*': return result.type === 'number' ? product(node, left, right, result) : node;
    default: return node;
  }
}

const exact = (type: SqlType): NumberType => (type.type === 'number' ? type : { type: 'number', precision: 38, scale: 0 });
const floatDivision = (node: Binary): Expression => at(build.call('mr_divide', [castTo(node.left, types.float), castTo(node.right, types.float)]), node);

/** The quotient as a ratio of integers, so that no digit is lost; then scaled back. */
export function divide(left: Expression, leftType: NumberType, right: Expression, rightType: NumberType, result: NumberType): Expression {
  const numerator = scaled(left, leftType, result.scale + rightType.scale);
  const denominator = scaled(right, rightType, rightType.scale);
  return unscaled(build.call('mr_ratio', [numerator, denominator]), result.scale);
}

const hugeint = build.type('HUGEINT');
const power = (digits: number): Expression => build.number(`1${'0'.repeat(digits)}`);

/** `x × 10^digits` as HUGEINT, for a number with no more decimals than that. */
function scaled(value: Expression, type: NumberType, digits: number): Expression {
  const whole = type.scale === 0 ? value : build.binary('*', value, power(type.scale));
  const integer = build.cast(whole, hugeint);
  return digits === type.scale ? integer : build.binary('*', integer, build.cast(power(digits - type.scale), hugeint));
}

/** `x ÷ 10^scale` as DECIMAL(38, scale): a product with the unit of that scale, which rounds nothing. */
function unscaled(value: Expression, scale: number): Expression {
  if (scale === 0) return value;
  return build.binary('*', build.cast(value, build.type('DECIMAL', 38, 0)), build.number(`0.${'0'.repeat(scale - 1)}1`));
}

function dateArithmetic(node: Binary, left: SqlType, right: SqlType, context: LowerContext): Expression | undefined {
  if (left.type === 'date' && right.type === 'number') return { ...node, right: build.cast(node.right, build.type('INTEGER')) };
  if (right.type === 'date' && left.type === 'number') return { ...node, left: build.cast(node.left, build.type('INTEGER')) };
  if (node.op === '+' && left.type === 'interval' && right.type !== 'interval') return dateArithmetic({ ...node, left: node.right, right: node.left }, right, left, context);
  if (right.type !== 'interval' || node.right.kind !== 'Interval' || (node.op !== '+' && node.op !== '-')) return undefined;
  const sum = addInterval({ ...node, op: node.op }, node.right, left, context);
  return sum === undefined ? undefined : at(sum, node);
}

/** RANGE BETWEEN INTERVAL '1 day' PRECEDING …: the engine does not know all of Snowflake's units. */
function lowerFrame(node: WindowSpec): WindowSpec {
  const { frame } = node;
  if (frame === undefined) return node;
  const bound = (at: WindowFrame['start']): WindowFrame['start'] => ('offset' in at && at.offset.kind === 'Interval' ? { ...at, offset: intervalValue(at.offset) ?? at.offset } : at);
  const [start, end] = [bound(frame.start), frame.end === undefined ? undefined : bound(frame.end)];
  return start === frame.start && end === frame.end ? node : { ...node, frame: { ...frame, start, ...(end === undefined ? {} : { end }) } };
}

/** Whole numbers made of literals alone are INTEGER in DuckDB, which overflows early: the left one is widened. */
function wide(node: Binary, left: SqlType, right: SqlType): Expression {
  const risky = isWhole(left) && isWhole(right) && isNarrow(node.left) && isNarrow(node.right);
  return risky ? { ...node, left: build.cast(node.left, hugeint) } : node;
}

const isWhole = (type: SqlType): boolean => type.type === 'number' && type.scale === 0;
/** Whether the value is made of literals alone, which DuckDB holds in as few bits as they fit. */
function isNarrow(value: Expression): boolean {
  if (value.kind === 'Literal') return value.type === 'number' && Number(value.value) <= 2 ** 63;
  if (value.kind === 'Unary') return isNarrow(value.operand);
  return value.kind === 'Binary' && isNarrow(value.left) && isNarrow(value.right);
}

function product(node: Binary, left: SqlType, right: SqlType, result: NumberType): Expression {
  const scale = exact(left).scale + exact(right).scale;
  if (scale === 0) return wide(node, left, right);
  const whole = scale > 38 ? { ...node, left: castTo(node.left, { type: 'number', precision: 38, scale: 12 }), right: castTo(node.right, { type: 'number', precision: 38, scale: 12 }) } : node;
  return scale > result.scale ? at(castTo(whole, { ...result, precision: 38 }), node) : whole;
}
