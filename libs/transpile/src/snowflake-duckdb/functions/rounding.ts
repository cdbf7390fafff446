import { build, type Expression } from '@millrace/sql-ir';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';
import type { RewriteContext } from './record.ts';
import { instantiate } from './template.ts';

/** The digits a constant argument asks for, 0 when it is not given, undefined when it is not known. */
function digits(node: Expression | undefined): number | undefined {
  if (node === undefined) return 0;
  if (node.kind === 'Literal' && node.type === 'number') return Math.round(Number(node.value));
  if (node.kind === 'Unary' && node.op === '-') {
    const positive = digits(node.operand);
    return positive === undefined ? undefined : -positive;
  }
  return node.kind === 'Cast' ? digits(node.operand) : undefined;
}

/** Rounded exact numbers keep as many decimals as asked for, and one digit more before them. */
export function roundedType([type]: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  if (type?.type !== 'number') return types.float;
  const scale = Math.max(0, Math.min(type.scale, digits(nodes[1]) ?? type.scale));
  return numberType(type.precision - type.scale + 1 + scale, scale);
}

/** TRUNC keeps all digits of the precision and one more (https://docs.snowflake.com/en/sql-reference/functions/trunc#returns). */
export function truncatedNumber(args: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const [type] = args;
  const rounded = roundedType(args, nodes);
  return type?.type === 'number' && rounded.type === 'number' ? numberType(type.precision + 1, rounded.scale) : rounded;
}

export type RoundingMode = 'round' | 'even' | 'trunc' | 'ceil' | 'floor';

/** In DuckDB's words, of `$1` and the unit of the last digit that is kept. Remainders of decimals are exact, quotients are not. */
const exactly: { readonly [M in Exclude<RoundingMode, 'round'>]: (unit: string, twice: string) => string } = {
  trunc: (unit) => `$1 - $1 % ${unit}`,
  floor: (unit) => `$1 - $1 % ${unit} - CASE WHEN $1 % ${unit} < 0 THEN ${unit} ELSE 0 END`,
  ceil: (unit) => `$1 - $1 % ${unit} + CASE WHEN $1 % ${unit} > 0 THEN ${unit} ELSE 0 END`,
  even: (unit, twice) => `$1 - $1 % ${unit} + CASE WHEN abs($1 % ${unit}) * 2 > ${unit} OR (abs($1 % ${unit}) * 2 = ${unit} AND ($1 - $1 % ${unit}) % ${twice} <> 0) THEN CASE WHEN $1 < 0 THEN -${unit} ELSE ${unit} END ELSE 0 END`,
};
const ofFloat: { readonly [M in RoundingMode]: string } = {
  round: 'round($1, CAST($2 AS INTEGER))', even: 'round_even($1, CAST($2 AS INTEGER))', trunc: 'mr_trunc($1, $2)',
  ceil: 'ceil($1 * power(10, $2)) / power(10, $2)', floor: 'floor($1 * power(10, $2)) / power(10, $2)',
};

const power = (exponent: number, digit: string): string => (exponent >= 0 ? `${digit}${'0'.repeat(exponent)}` : `0.${'0'.repeat(-exponent - 1)}${digit}`);

/** A number rounded to some digits behind the point, or before it: exact numbers exactly, where the digits are constant. */
export function roundTo(mode: RoundingMode, [value = build.nothing(), places]: readonly Expression[], context: RewriteContext): Expression {
  const { result, types: [type] } = context;
  const constant = digits(places);
  if (type?.type !== 'number' || result.type !== 'number') return instantiate(ofFloat[mode], [value, places ?? build.number(0)], context);
  const wide = { ...result, precision: 38 };
  if (constant === undefined) return castTo(instantiate(ofFloat[mode], [castTo(value, types.float), places ?? build.number(0)], context), wide);
  const count = Math.max(-37, Math.min(37, constant));
  if (count >= type.scale) return value;
  // Of a narrow DECIMAL the engine would round 99 to 0: one digit more does not fit.
  if (mode === 'round') return castTo(build.call('round', [castTo(value, { ...type, precision: 38 }), build.number(count)]), wide);
  if (count === 0 && (mode === 'ceil' || mode === 'floor')) return build.call(mode, [value]);
  return castTo(instantiate(exactly[mode](power(-count, '1'), power(-count, '2')), [castTo(value, { ...type, precision: 38 })], context), wide);
}
