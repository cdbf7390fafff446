import { build, type Expression } from '@millrace/sql-ir';
import { arithmeticResult } from '../../types/number-rules.ts';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { dateTrunc, truncatedType } from './date-arithmetic.ts';
import { datePartOf } from './date-parts.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { roundedType, type RoundingMode, roundTo, truncatedNumber } from './rounding.ts';

const rounding = (mode: RoundingMode) => (args: readonly Expression[], context: RewriteContext): Expression => roundTo(mode, args, context);
const round = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [, , mode] = args;
  return roundTo(mode?.kind === 'Literal' && mode.type === 'string' && mode.value.toUpperCase() === 'HALF_TO_EVEN' ? 'even' : 'round', args, context);
};

const trunc = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [type] = context.types;
  return type?.type === 'date' || type?.type.startsWith('timestamp') === true ? dateTrunc([args[1] ?? build.string('day'), args[0] ?? build.nothing()], context) : roundTo('trunc', args, context);
};

const float = (name: string, expected: string, sql: string, engine = name.toLowerCase()): FunctionDefinition =>
  ({ name, args: 'float', returns: 'float', to: { name: engine }, examples: [{ sql, expected }] });

const same = (args: readonly SqlType[]): SqlType => (args[0]?.type === 'number' || args[0]?.type === 'float' ? args[0] : types.float);
const modulo = ([left, right]: readonly SqlType[]): SqlType => (left?.type === 'number' && right?.type === 'number' ? arithmeticResult('%', left, right) : types.float);

/** https://docs.snowflake.com/en/sql-reference/functions-numeric */
export const numerics: readonly FunctionRecord[] = defineFunctions('numeric', [
  { name: 'ABS', args: 'number', returns: same, to: { name: 'abs' }, examples: [{ sql: 'SELECT ABS(column1) FROM (VALUES (0), (1), (-2), (3.5), (-4.5), (NULL)) ORDER BY column1', expected: ['4.5', '2.0', '0.0', '1.0', '3.5', null] }] },
  { name: 'SIGN', args: 'number', returns: numberType(1), to: { template: 'CAST(sign($1) AS INTEGER)' }, examples: [{ sql: 'SELECT SIGN(-1.35e-10)', expected: '-1' }, { sql: 'SELECT SIGN(0)', expected: '0' }] },
  { name: 'ROUND', args: 'expr:number scale:number? rounding_mode:constant?', returns: roundedType, to: { rewrite: round }, examples: [
    { sql: 'SELECT ROUND(2.5, 0, \'HALF_TO_EVEN\')', expected: '2' }, { sql: 'SELECT ROUND(EXPR => -2.5, SCALE => 0)', expected: '-3' }, { sql: "SELECT ROUND(EXPR => -2.5, SCALE => 0, ROUNDING_MODE => 'HALF_TO_EVEN')", expected: '-2' }, { sql: 'SELECT ROUND(1.005::DECIMAL(10, 3), 2)', expected: '1.01' }, { sql: 'SELECT ROUND(-975.975::FLOAT, -1)', expected: '-980' },
    { sql: 'SELECT ROUND(135.135)', expected: '135' }, { sql: 'SELECT ROUND(-975.975, 2)', expected: '-975.98' }, { sql: 'SELECT ROUND(2.5, 0)', expected: '3' }, { sql: 'SELECT ROUND(135.135, -2)', expected: '100' }] },
  { name: 'TRUNC', aliases: ['TRUNCATE'], args: ['number number?', 'date|timestamp part?'], returns: (args, nodes) => (args[0]?.type === 'number' || args[0]?.type === 'float' || args[0]?.type === 'varchar' ? truncatedNumber(args, nodes) : truncatedType(datePartOf(nodes[1]) === undefined ? [types.text, ...args] : args, nodes)),
    to: { rewrite: trunc }, examples: [{ sql: 'SELECT TRUNC(-975.975, 2)', expected: '-975.97' }, { sql: 'SELECT TRUNC(135.135)', expected: '135' }, { sql: 'SELECT TRUNC(-975.975, -1)', expected: '-970' }, { sql: 'SELECT SYSTEM$TYPEOF(TRUNCATE(33.33, -1))', expected: 'NUMBER(5,0)[SB4]' }, { sql: 'SELECT SYSTEM$TYPEOF(TRUNCATE(3.14, 1))', expected: 'NUMBER(4,1)[SB2]' }, { sql: "SELECT TRUNC('2024-05-08'::DATE, 'MONTH')", expected: '2024-05-01' }] },
  { name: 'CEIL', args: 'number number?', returns: roundedType, to: { rewrite: rounding('ceil') }, examples: [{ sql: 'SELECT CEIL(135.135)', expected: '136' }, { sql: 'SELECT CEIL(-975.975)', expected: '-975' }, { sql: 'SELECT CEIL(-975.975, -1)', expected: '-970' }, { sql: 'SELECT CEIL(135.135, -2)', expected: '200' }, { sql: 'SELECT CEIL(135.135, 1)', expected: '135.2' }] },
  { name: 'FLOOR', args: 'number number?', returns: roundedType, to: { rewrite: rounding('floor') }, examples: [{ sql: 'SELECT FLOOR(135.135)', expected: '135' }, { sql: 'SELECT FLOOR(-975.975)', expected: '-976' }, { sql: 'SELECT FLOOR(-975.975, 2)', expected: '-975.98' }, { sql: 'SELECT FLOOR(135.135, -2)', expected: '100' }] },
  { name: 'MOD', args: 'number number', returns: modulo, to: { template: 'mr_modulo($1, $2)' }, examples: [{ sql: 'SELECT MOD(3, 2)', expected: '1' }, { sql: 'SELECT MOD(4.5, 1.2)', expected: '0.9' }, { sql: 'SELECT MOD(-3, 2)', expected: '-1' }] },
  { name: 'SQRT', args: 'float', returns: 'float', to: { name: 'mr_sqrt' }, examples: [{ sql: 'SELECT SQRT(0)', expected: '0' }, { sql: 'SELECT ROUND(SQRT(10), 8)', expected: '3.16227766' }] },
  { name: 'CBRT', args: 'float', returns: 'float', to: { native: { parameters: ['DOUBLE'], returns: 'DOUBLE', call: (x) => Math.cbrt(Number(x)) } }, examples: [{ sql: 'SELECT CBRT(0)', expected: '0' }, { sql: 'SELECT ROUND(CBRT(-10), 8)', expected: '-2.15443469' }] },
  { name: 'SQUARE', args: 'float', returns: 'float', to: { template: '$1 * $1' }, examples: [{ sql: 'SELECT SQUARE(-2)', expected: '4' }] },
  { name: 'POWER', aliases: ['POW'], args: 'float float', returns: 'float', to: { name: 'mr_pow' }, examples: [{ sql: 'SELECT POW(2, 3)', expected: '8' }] },
  { name: 'EXP', args: 'float', returns: 'float', to: { name: 'exp' }, examples: [{ sql: 'SELECT ROUND(EXP(1), 9)', expected: '2.718281828' }] },
  { name: 'LN', args: 'float', returns: 'float', to: { name: 'mr_ln' }, examples: [{ sql: 'SELECT LN(1)', expected: '0' }, { sql: 'SELECT ROUND(LN(10), 9)', expected: '2.302585093' }] },
  { name: 'LOG', args: 'float float', returns: 'float', to: { name: 'mr_log' }, examples: [{ sql: 'SELECT LOG(2, 8)', expected: '3' }, { sql: 'SELECT ROUND(LOG(3, 4), 9)', expected: '1.261859507' }] },
  { name: 'FACTORIAL', args: 'int', returns: 'int', to: { template: 'factorial(CAST($1 AS INTEGER))' }, examples: [{ sql: 'SELECT FACTORIAL(0)', expected: '1' }, { sql: 'SELECT FACTORIAL(5)', expected: '120' }, { sql: 'SELECT FACTORIAL(10)', expected: '3628800' }] },
  float('SIN', '0', 'SELECT SIN(0)'), float('COS', '1', 'SELECT COS(0)'), float('TAN', '0', 'SELECT TAN(0)'), float('COT', '1', 'SELECT ROUND(COT(PI() / 4), 6)'), float('ASIN', '0', 'SELECT ASIN(0)', 'mr_asin'), float('ACOS', '0', 'SELECT ACOS(1)', 'mr_acos'),
  float('ATAN', '0', 'SELECT ATAN(0)'), float('SINH', '0', 'SELECT SINH(0)'), float('COSH', '1', 'SELECT COSH(0)'), float('TANH', '0', 'SELECT TANH(0)'), float('ASINH', '0', 'SELECT ASINH(0)'), float('ACOSH', '0', 'SELECT ACOSH(1)', 'mr_acosh'), float('ATANH', '0', 'SELECT ATANH(0)', 'mr_atanh'),
  float('DEGREES', '60', 'SELECT ROUND(DEGREES(PI() / 3), 6)'), float('RADIANS', '0', 'SELECT RADIANS(0)'),
  { name: 'ATAN2', args: 'float float', returns: 'float', to: { name: 'atan2' }, examples: [{ sql: 'SELECT ATAN2(0, 5)', expected: '0' }] },
  { name: 'PI', args: '', returns: 'float', nulls: 'never', to: { name: 'pi' }, examples: [{ sql: 'SELECT PI()', expected: '3.141592653589793' }] },
  { name: 'HAVERSINE', args: 'float float float float', returns: 'float', to: { template: '2 * 6371 * asin(sqrt(pow(sin(radians($3 - $1) / 2), 2) + cos(radians($1)) * cos(radians($3)) * pow(sin(radians($4 - $2) / 2), 2)))' }, examples: [{ sql: 'SELECT ROUND(HAVERSINE(40.7127, -74.0059, 34.0500, -118.2500), 3)', expected: '3936.385' }] },
  { name: 'WIDTH_BUCKET', args: 'float float float int', returns: numberType(38), to: { template: 'CASE WHEN $1 < $2 THEN 0 WHEN $1 >= $3 THEN $4 + 1 ELSE CAST(floor(($1 - $2) / (($3 - $2) / $4)) AS BIGINT) + 1 END' }, examples: [{ sql: 'SELECT WIDTH_BUCKET(290000, 200000, 600000, 4)', expected: '1' }, { sql: 'SELECT WIDTH_BUCKET(700000, 200000, 600000, 4)', expected: '5' }] },
]);
