import { build, type Expression } from '@millrace/sql-ir';
import { arithmeticResult } from '../../types/number-rules.ts';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { castTo } from '../convert.ts';

import { dateTrunc, truncatedType } from './date-arithmetic.ts';
import { datePartOf } from './date-parts.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

/** The digits a constant argument asks for, 0 when it is not given or not known. */
function digits(node: Expression | undefined): number | undefined {
  if (node === undefined) return 0;
  if (node.kind === 'Literal' && node.type === 'number') return Number(node.value);
  if (node.kind === 'Unary' && node.op === '-' && node.operand.kind === 'Literal' && node.operand.type === 'number') return -Number(node.operand.value);
  return node.kind === 'Cast' ? digits(node.operand) : undefined;
}

/** ROUND and TRUNC of an exact number keep as many decimals as asked for, and one digit more before them. */
function roundedType([type]: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  if (type?.type !== 'number') return types.float;
  const scale = Math.max(0, Math.min(type.scale, digits(nodes[1]) ?? type.scale));
  return numberType(type.precision - type.scale + 1 + scale, scale);
}

const rounding = (name: string) => ([value = build.nothing(), places, mode]: readonly Expression[], { result, types: [type] }: RewriteContext): Expression => {
  const even = mode?.kind === 'Literal' && mode.type === 'string' && mode.value === 'HALF_TO_EVEN';
  const at = places ?? build.number(0);
  const call = build.call(even ? 'round_even' : name, [value, build.cast(at, build.type('INTEGER'))]);
  return result.type === 'number' && type?.type === 'number' && type.scale > 0 ? castTo(call, { ...result, precision: 38 }) : call;
};

/** CEIL and FLOOR. */
const toWhole = (name: string) => ([value = build.nothing(), places]: readonly Expression[], { result }: RewriteContext): Expression => {
  if (places === undefined) return build.call(name, [value]);
  const factor = build.call('power', [build.number(10), places]);
  return castTo(build.binary('/', build.call(name, [build.binary('*', value, factor)]), factor), result);
};

const trunc = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [type] = context.types;
  return type?.type === 'date' || type?.type.startsWith('timestamp') === true ? dateTrunc([args[1] ?? build.string('day'), args[0] ?? build.nothing()], context) : rounding('mr_trunc')(args, context);
};

const float = (name: string, expected: string, sql: string, engine = name.toLowerCase()): FunctionDefinition =>
  ({ name, args: 'float', returns: 'float', to: { name: engine }, examples: [{ sql, expected }] });

const same = (args: readonly SqlType[]): SqlType => (args[0]?.type === 'number' || args[0]?.type === 'float' ? args[0] : types.float);
const modulo = ([left, right]: readonly SqlType[]): SqlType => (left?.type === 'number' && right?.type === 'number' ? arithmeticResult('%', left, right) : types.float);

/** https://docs.snowflake.com/en/sql-reference/functions-numeric */
export const numerics: readonly FunctionRecord[] = defineFunctions('numeric', [
  { name: 'ABS', args: 'number', returns: same, to: { name: 'abs' }, examples: [{ sql: 'SELECT ABS(-5)', expected: '5' }, { sql: 'SELECT ABS(-1.5)', expected: '1.5' }] },
  { name: 'SIGN', args: 'number', returns: numberType(1), to: { template: 'CAST(sign($1) AS INTEGER)' }, examples: [{ sql: 'SELECT SIGN(-1.35e-10)', expected: '-1' }, { sql: 'SELECT SIGN(0)', expected: '0' }] },
  { name: 'ROUND', args: 'expr:number scale:number? rounding_mode:constant?', returns: roundedType, to: { rewrite: rounding('round') }, examples: [
    { sql: 'SELECT ROUND(135.135)', expected: '135' }, { sql: 'SELECT ROUND(-975.975, 2)', expected: '-975.98' }, { sql: 'SELECT ROUND(2.5, 0)', expected: '3' }, { sql: 'SELECT ROUND(135.135, -2)', expected: '100' }] },
  { name: 'TRUNC', aliases: ['TRUNCATE'], args: ['number number?', 'date|timestamp part?'], returns: (args, nodes) => (args[0]?.type === 'number' || args[0]?.type === 'float' || args[0]?.type === 'varchar' ? roundedType(args, nodes) : truncatedType(datePartOf(nodes[1]) === undefined ? [types.text, ...args] : args, nodes)),
    to: { rewrite: trunc }, examples: [{ sql: 'SELECT TRUNC(-975.975, 2)', expected: '-975.97' }, { sql: 'SELECT TRUNC(135.135)', expected: '135' }, { sql: "SELECT TRUNC('2024-05-08'::DATE, 'MONTH')", expected: '2024-05-01' }] },
  { name: 'CEIL', args: 'number number?', returns: roundedType, to: { rewrite: toWhole('ceil') }, examples: [{ sql: 'SELECT CEIL(135.135)', expected: '136' }, { sql: 'SELECT CEIL(-975.975)', expected: '-975' }, { sql: 'SELECT CEIL(135.135, 1)', expected: '135.2' }] },
  { name: 'FLOOR', args: 'number number?', returns: roundedType, to: { rewrite: toWhole('floor') }, examples: [{ sql: 'SELECT FLOOR(135.135)', expected: '135' }, { sql: 'SELECT FLOOR(-975.975)', expected: '-976' }] },
  { name: 'MOD', args: 'number number', returns: modulo, to: { template: 'mr_modulo($1, $2)' }, examples: [{ sql: 'SELECT MOD(3, 2)', expected: '1' }, { sql: 'SELECT MOD(4.5, 1.2)', expected: '0.9' }] },
  { name: 'SQRT', args: 'float', returns: 'float', to: { name: 'sqrt' }, examples: [{ sql: 'SELECT SQRT(4)', expected: '2' }] },
  { name: 'CBRT', args: 'float', returns: 'float', to: { native: { parameters: ['DOUBLE'], returns: 'DOUBLE', call: (x) => Math.cbrt(Number(x)) } }, examples: [{ sql: 'SELECT CBRT(27)', expected: '3' }] },
  { name: 'SQUARE', args: 'float', returns: 'float', to: { template: '$1 * $1' }, examples: [{ sql: 'SELECT SQUARE(-2)', expected: '4' }] },
  { name: 'POWER', aliases: ['POW'], args: 'float float', returns: 'float', to: { name: 'pow' }, examples: [{ sql: 'SELECT POW(2, 3)', expected: '8' }] },
  { name: 'EXP', args: 'float', returns: 'float', to: { name: 'exp' }, examples: [{ sql: 'SELECT EXP(0)', expected: '1' }] },
  { name: 'LN', args: 'float', returns: 'float', to: { name: 'ln' }, examples: [{ sql: 'SELECT LN(1)', expected: '0' }] },
  { name: 'LOG', args: 'float float', returns: 'float', to: { template: 'ln($2) / ln($1)' }, examples: [{ sql: 'SELECT LOG(2, 8)', expected: '3' }] },
  { name: 'FACTORIAL', args: 'int', returns: 'int', to: { template: 'factorial(CAST($1 AS INTEGER))' }, examples: [{ sql: 'SELECT FACTORIAL(5)', expected: '120' }] },
  float('SIN', '0', 'SELECT SIN(0)'), float('COS', '1', 'SELECT COS(0)'), float('TAN', '0', 'SELECT TAN(0)'), float('COT', '1', 'SELECT ROUND(COT(PI() / 4), 6)'), float('ASIN', '0', 'SELECT ASIN(0)'), float('ACOS', '0', 'SELECT ACOS(1)'),
  float('ATAN', '0', 'SELECT ATAN(0)'), float('SINH', '0', 'SELECT SINH(0)'), float('COSH', '1', 'SELECT COSH(0)'), float('TANH', '0', 'SELECT TANH(0)'), float('ASINH', '0', 'SELECT ASINH(0)'), float('ACOSH', '0', 'SELECT ACOSH(1)'), float('ATANH', '0', 'SELECT ATANH(0)'),
  float('DEGREES', '60', 'SELECT ROUND(DEGREES(PI() / 3), 6)'), float('RADIANS', '0', 'SELECT RADIANS(0)'),
  { name: 'ATAN2', args: 'float float', returns: 'float', to: { name: 'atan2' }, examples: [{ sql: 'SELECT ATAN2(0, 5)', expected: '0' }] },
  { name: 'PI', args: '', returns: 'float', nulls: 'never', to: { name: 'pi' }, examples: [{ sql: 'SELECT PI()', expected: '3.141592653589793' }] },
  { name: 'HAVERSINE', args: 'float float float float', returns: 'float', to: { template: '2 * 6371 * asin(sqrt(pow(sin(radians($3 - $1) / 2), 2) + cos(radians($1)) * cos(radians($3)) * pow(sin(radians($4 - $2) / 2), 2)))' }, examples: [{ sql: 'SELECT ROUND(HAVERSINE(40.7127, -74.0059, 34.0500, -118.2500), 3)', expected: '3936.385' }] },
  { name: 'WIDTH_BUCKET', args: 'float float float int', returns: numberType(38), to: { template: 'CASE WHEN $1 < $2 THEN 0 WHEN $1 >= $3 THEN $4 + 1 ELSE CAST(floor(($1 - $2) / (($3 - $2) / $4)) AS BIGINT) + 1 END' }, examples: [{ sql: 'SELECT WIDTH_BUCKET(290000, 200000, 600000, 4)', expected: '1' }, { sql: 'SELECT WIDTH_BUCKET(700000, 200000, 600000, 4)', expected: '5' }] },
]);
