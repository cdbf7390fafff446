import { build, type Expression } from '@millrace/sql-ir';
import { divisionScale } from '../../types/number-rules.ts';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { castTo, convert, toVariant } from '../convert.ts';
import { divide } from '../passes/40-arithmetic.ts';
import { aggregate, allPresent, listOf, mapList, nullLast, ordersOf } from './aggregate-shape.ts';
import { defineFunctions } from './define.ts';
import { averageType } from './quotient.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const sumType = (args: readonly SqlType[]): SqlType => (args[0]?.type === 'number' ? numberType(38, args[0].scale) : types.float);
/** COUNT(a, b) counts rows where nothing is NULL, COUNT(t.*) likewise. */
export const count = (args: readonly Expression[], { call }: RewriteContext): Expression => {
  if (args.length < 2) return aggregate(call, 'count', args);
  const present = allPresent(args);
  const counted: Expression = call.distinct ? { kind: 'Tuple', items: args, pos: -1, end: -1 } : build.number(1);
  return aggregate(call, 'count', [{ kind: 'Case', branches: [{ when: present, then: counted }], pos: -1, end: -1 }]);
};

/** AVG of exact numbers is exact: a sum over a count, by the division rule. */
const average = (args: readonly Expression[], { call, types: [type], result }: RewriteContext): Expression => {
  if (type?.type !== 'number' || result.type !== 'number') return aggregate(call, 'avg', args);
  const sum = numberType(38, type.scale);
  const total = aggregate(call, 'sum', args);
  const rows = aggregate(call, 'count', args);
  const none = build.call('nullif', [rows, build.number(0)]);
  return divide(total, sum, none, numberType(18), result);
};

/** LISTAGG: an empty group is the empty string, not NULL. DISTINCT values are put in order as what they are, then become text. */
const listAggregate = (args: readonly Expression[], context: RewriteContext): Expression => {
  const { call, session, types: [type = types.unknown] } = context;
  const [value = build.nothing(), separator = build.string('')] = args;
  const orderBy = ordersOf(call);
  const text = (each: Expression): Expression => convert(each, type, types.text, { session });
  if (!call.distinct || orderBy.length === 0 || type.type === 'varchar') return build.call('coalesce', [aggregate(call, 'string_agg', [text(value), separator], { orderBy }), build.string('')]);
  const item = context.freshName();
  const texts = mapList(listOf(call, value, allPresent([value]), { orderBy }), item, text(build.column(item)));
  return build.call('coalesce', [build.call('array_to_string', [texts, separator]), build.string('')]);
};

/** ARRAY_AGG skips NULL and gives [] for nothing. Values become variants after they are collected: DISTINCT and ORDER BY compare them as what they are. */
const arrayAggregate = (args: readonly Expression[], context: RewriteContext): Expression => {
  const { call, types: [type = types.unknown] } = context;
  const [value = build.nothing()] = args;
  const item = context.freshName();
  const items = mapList(listOf(call, value, allPresent([value]), { orderBy: ordersOf(call) }), item, toVariant(build.column(item), type, context.session));
  return build.call('mr_array', [build.call('coalesce', [items, emptyList])]);
};
const emptyList: Expression = build.cast({ kind: 'ArrayOf', items: [], pos: -1, end: -1 }, { ...build.type('ARRAY'), elements: [build.type('JSON')] });

const objectAggregate = (args: readonly Expression[], { call, session, types: [, type = types.unknown] }: RewriteContext): Expression => {
  const [key = build.nothing(), value = build.nothing()] = args;
  const entry: Expression = { kind: 'ObjectOf', entries: [{ key: 'k', value: build.cast(key, build.type('VARCHAR')) }, { key: 'v', value: toVariant(value, type, session) }], pos: -1, end: -1 };
  return build.call('mr_object_unique', [listOf(call, entry, allPresent([key, value]))]);
};

/** Three more digits than the values have, for what lies between two of them. */
const between = (type: SqlType = types.float): SqlType => (type.type === 'number' ? numberType(38, Math.min(type.scale + 3, 37)) : type.type === 'unknown' ? type : types.float);
/** A cast to a type that is known. */
const known = (value: Expression, type: SqlType): Expression => (type.type === 'unknown' ? value : castTo(value, type));
const wider = (value: Expression, type: SqlType): Expression => (type.type === 'number' ? castTo(value, type) : value);

/** PERCENTILE_CONT(p) WITHIN GROUP (ORDER BY x). */
const percentile = (name: string) => (args: readonly Expression[], { call, result }: RewriteContext): Expression => {
  const item = call.withinGroup[0] ?? call.orderBy[0];
  const fraction = args[0] ?? build.number('0.5');
  if (item === undefined) return aggregate(call, name, args);
  const position = item.descending ? build.binary('-', build.number(1), fraction) : fraction;
  return name === 'quantile_cont' ? known(aggregate(call, name, [wider(item.expression, result), position]), result) : aggregate(call, name, [item.expression, position]);
};

/** MAX_BY(x, key), or with n an array of the x of the n greatest keys, of equal keys the first. */
const extremeBy = (name: 'arg_max' | 'arg_min') => (args: readonly Expression[], { call, session, types: [type = types.unknown] }: RewriteContext): Expression => {
  const [value = build.nothing(), key = build.nothing(), size] = args;
  if (size === undefined) return aggregate(call, `${name}_null`, args);
  const sorted = listOf(call, toVariant(value, type, session), allPresent([key]), { orderBy: [nullLast({ kind: 'OrderItem', expression: key, descending: name === 'arg_max', pos: -1, end: -1 })] });
  return build.call('mr_array', [build.call('list_slice', [sorted, build.number(1), size])]);
};
/** The variance of exact numbers has the scale of a quotient of squares; the deviation is the root of that. */
const varianceType = ([type]: readonly SqlType[]): SqlType => (type?.type === 'number' ? numberType(38, divisionScale(2 * type.scale)) : types.float);
const variance = (name: string) => (args: readonly Expression[], { call, types: all }: RewriteContext): Expression => castTo(aggregate(call, name, args), varianceType(all));
const deviation = (name: string) => (args: readonly Expression[], context: RewriteContext): Expression => build.call('sqrt', [castTo(variance(name)(args, context), types.float)]);

const byType = (args: readonly SqlType[]): SqlType => (args.length > 2 ? types.array : (args[0] ?? types.unknown));

/** The table that the documentation's pages of statistics share. */
const sample = 'FROM VALUES (1, 10, NULL), (2, 10, 11), (2, 20, 22), (2, 25, NULL), (2, 30, 35)';
const numbers = "FROM VALUES (1), (2), (3), (4), (10)";

/** MIN and MAX: a variant is the least or greatest by its value, not by its text. */
const extreme = (name: 'min' | 'max') => ([value = build.nothing()]: readonly Expression[], { call, types: [type] }: RewriteContext): Expression =>
  (type?.type === 'variant' ? aggregate(call, `arg_${name}`, [value, build.call('mr_sort_key', [value])]) : aggregate(call, name, [value]));

/** https://docs.snowflake.com/en/sql-reference/functions-aggregation */
export const aggregates: readonly FunctionRecord[] = defineFunctions('aggregate', [
  { name: 'COUNT', kind: 'aggregate', args: 'star|any any...', returns: 'count', nulls: 'never', to: { rewrite: count }, examples: [
    { sql: `SELECT COUNT(*) ${numbers}`, expected: '5' }, { sql: 'SELECT COUNT(column1) FROM VALUES (1), (NULL)', expected: '1' },
    { sql: 'SELECT COUNT(column1, column2) FROM VALUES (1, 2), (1, NULL), (NULL, NULL)', expected: '1' }, { sql: 'SELECT COUNT(DISTINCT column1) FROM VALUES (1), (1), (2)', expected: '2' }] },
  { name: 'SUM', kind: 'aggregate', args: 'number', returns: sumType, nulls: 'any', to: { name: 'sum' }, examples: [{ sql: `SELECT SUM(column1) ${numbers}`, expected: '20' }, { sql: 'SELECT SUM(column1) FROM VALUES (1.5), (2.25)', expected: '3.75' }] },
  { name: 'AVG', kind: 'aggregate', args: 'number', returns: averageType, nulls: 'any', to: { rewrite: average }, examples: [{ sql: `SELECT AVG(column1) ${numbers}`, expected: '4.000000' }, { sql: 'SELECT AVG(column1) FROM VALUES (1.1), (2.2)', expected: '1.6500000' }] },
  { name: 'MIN', kind: 'aggregate', args: 'any', returns: 'same', nulls: 'any', to: { rewrite: extreme('min') }, examples: [{ sql: `SELECT MIN(column1) ${numbers}`, expected: '1' }] },
  { name: 'MAX', kind: 'aggregate', args: 'any', returns: 'same', nulls: 'any', to: { rewrite: extreme('max') }, examples: [{ sql: `SELECT MAX(column1) ${numbers}`, expected: '10' }, { sql: `SELECT MAX(column1::VARIANT) ${numbers}`, expected: '10' }] },
  { name: 'ANY_VALUE', kind: 'aggregate', args: 'any', returns: 'same', nulls: 'any', to: { name: 'any_value' }, examples: [{ sql: 'SELECT ANY_VALUE(column1) FROM VALUES (7)', expected: '7' }] },
  { name: 'COUNT_IF', kind: 'aggregate', args: 'boolean', returns: 'count', nulls: 'never', to: { name: 'count_if' }, examples: [{ sql: `SELECT COUNT_IF(column1 > 2) ${numbers}`, expected: '3' }] },
  { name: 'LISTAGG', aliases: ['STRING_AGG'], kind: 'aggregate', args: 'any text?', returns: 'text', nulls: 'never', to: { rewrite: listAggregate }, examples: [
    { sql: "SELECT LISTAGG(column1, '|') WITHIN GROUP (ORDER BY column1 DESC) FROM VALUES ('a'), ('c'), ('b')", expected: 'c|b|a' },
    { sql: "SELECT LISTAGG(DISTINCT column1, ' ') WITHIN GROUP (ORDER BY column1) FROM VALUES ('a'), ('a'), ('b')", expected: 'a b' }, { sql: "SELECT LISTAGG(DISTINCT column1, '|') WITHIN GROUP (ORDER BY column1) FROM VALUES (10), (2), (10)", expected: '2|10' }, { sql: "SELECT LISTAGG(column1) FROM VALUES ('a') WHERE FALSE", expected: '' }] },
  { name: 'ARRAY_AGG', aliases: ['ARRAYAGG'], kind: 'aggregate', args: 'any', returns: 'array', nulls: 'never', to: { rewrite: arrayAggregate }, examples: [
    { sql: `SELECT ARRAY_AGG(column1) WITHIN GROUP (ORDER BY column1 DESC) ${numbers}`, expected: '[10,4,3,2,1]' }, { sql: 'SELECT ARRAY_AGG(column1) FROM VALUES (1) WHERE FALSE', expected: '[]' },
    { sql: "SELECT ARRAY_AGG(DISTINCT column1) WITHIN GROUP (ORDER BY column1) FROM VALUES ('F'), ('O'), ('F')", expected: '["F","O"]' }] },
  { name: 'OBJECT_AGG', kind: 'aggregate', args: 'text any', returns: 'object', nulls: 'any', to: { rewrite: objectAggregate }, examples: [{ sql: "SELECT OBJECT_AGG(column1, column2) FROM VALUES ('name', 'Sue'), ('zip', '94401')", expected: '{"name":"Sue","zip":"94401"}' }, { sql: "SELECT OBJECT_AGG(column1, column2) FROM VALUES ('a', 1), (NULL, 2), ('b', NULL)", expected: '{"a":1}' }] },
  { name: 'MEDIAN', kind: 'aggregate', args: 'number', returns: ([type]) => between(type), nulls: 'any', to: { rewrite: ([value = build.nothing()], { call, result }) => known(aggregate(call, 'median', [wider(value, result)]), result) }, examples: [
    { sql: 'SELECT MEDIAN(column1) FROM VALUES (1), (2), (3)', expected: '2.000' }, { sql: 'SELECT MEDIAN(column1) FROM VALUES (1), (2), (3), (4)', expected: '2.500' }, { sql: 'SELECT MEDIAN(column1) FROM VALUES (1.05), (1.1)', expected: '1.07500' }, { sql: 'SELECT MEDIAN(column1::FLOAT) FROM VALUES (1), (2)', expected: '1.5' }] },
  { name: 'PERCENTILE_CONT', kind: 'aggregate', args: 'constant', returns: (_, _nodes, _session, [type]) => between(type), nulls: 'any',
    to: { rewrite: percentile('quantile_cont') }, examples: [{ sql: 'SELECT PERCENTILE_CONT(0.5) WITHIN GROUP (ORDER BY column1) FROM VALUES (0), (10), (20), (30), (40)', expected: '20.000' }] },
  { name: 'PERCENTILE_DISC', kind: 'aggregate', args: 'constant', returns: (_, _nodes, _session, [type = types.unknown]) => type, nulls: 'any', to: { rewrite: percentile('quantile_disc') }, examples: [{ sql: 'SELECT PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY column1) FROM VALUES (0), (10), (20), (30)', expected: '10' }] },
  { name: 'MODE', kind: 'aggregate', args: 'any', returns: 'same', nulls: 'any', to: { name: 'mode' }, examples: [{ sql: 'SELECT MODE(column1) FROM VALUES (1), (3), (3)', expected: '3' }] },
  { name: 'BOOLAND_AGG', kind: 'aggregate', args: 'boolean', returns: 'boolean', nulls: 'any', to: { name: 'bool_and' }, examples: [{ sql: 'SELECT BOOLAND_AGG(column1) FROM VALUES (1), (0)', expected: 'false' }] },
  { name: 'BOOLOR_AGG', kind: 'aggregate', args: 'boolean', returns: 'boolean', nulls: 'any', to: { name: 'bool_or' }, examples: [{ sql: 'SELECT BOOLOR_AGG(column1) FROM VALUES (1), (0)', expected: 'true' }] },
  { name: 'BOOLXOR_AGG', kind: 'aggregate', args: 'boolean', returns: 'boolean', nulls: 'any', to: { template: 'CASE WHEN count($1) > 0 THEN count_if($1) = 1 END' }, examples: [{ sql: 'SELECT BOOLXOR_AGG(column1) FROM VALUES (1), (0)', expected: 'true' }] },
  { name: 'BITAND_AGG', aliases: ['BITANDAGG', 'BIT_AND_AGG', 'BIT_ANDAGG'], kind: 'aggregate', args: 'int', returns: 'int', nulls: 'any', to: { name: 'bit_and' }, examples: [{ sql: 'SELECT BITAND_AGG(column1) FROM VALUES (15), (26), (12)', expected: '8' }] },
  { name: 'BITOR_AGG', aliases: ['BITORAGG', 'BIT_OR_AGG', 'BIT_ORAGG'], kind: 'aggregate', args: 'int', returns: 'int', nulls: 'any', to: { name: 'bit_or' }, examples: [{ sql: 'SELECT BITOR_AGG(column1) FROM VALUES (15), (26), (12)', expected: '31' }] },
  { name: 'BITXOR_AGG', aliases: ['BITXORAGG', 'BIT_XOR_AGG', 'BIT_XORAGG'], kind: 'aggregate', args: 'int', returns: 'int', nulls: 'any', to: { name: 'bit_xor' }, examples: [{ sql: 'SELECT BITXOR_AGG(column1) FROM VALUES (15), (26), (12)', expected: '25' }] },
  { name: 'MAX_BY', kind: 'aggregate', args: 'any any int?', returns: byType, nulls: 'any', to: { rewrite: extremeBy('arg_max') }, examples: [{ sql: "SELECT MAX_BY(column1, column2) FROM VALUES ('a', 1), ('b', 3), ('c', 2)", expected: 'b' }, { sql: "SELECT MAX_BY(column1, column2, 2) FROM VALUES ('a', 1), ('b', 3), ('c', 2)", expected: '["b","c"]' }] },
  { name: 'MIN_BY', kind: 'aggregate', args: 'any any int?', returns: byType, nulls: 'any', to: { rewrite: extremeBy('arg_min') }, examples: [{ sql: "SELECT MIN_BY(column1, column2) FROM VALUES ('a', 1), ('b', 3)", expected: 'a' }, { sql: "SELECT MIN_BY(column1, column2, 2) FROM VALUES ('a', 1), ('b', 3), ('c', 2)", expected: '["a","c"]' }] },
  { name: 'STDDEV', aliases: ['STDDEV_SAMP'], kind: 'aggregate', args: 'number', returns: 'float', nulls: 'any', to: { rewrite: deviation('var_samp') }, examples: [{ sql: 'SELECT STDDEV(column1) FROM VALUES (6), (10), (14)', expected: '4' }], docs: 'stddev' },
  { name: 'STDDEV_POP', kind: 'aggregate', args: 'number', returns: 'float', nulls: 'any', to: { rewrite: deviation('var_pop') }, examples: [{ sql: 'SELECT ROUND(STDDEV_POP(column1), 9) FROM VALUES (6), (10), (14)', expected: '3.265986375' }] },
  { name: 'VARIANCE', aliases: ['VAR_SAMP', 'VARIANCE_SAMP'], kind: 'aggregate', args: 'number', returns: varianceType, nulls: 'any', to: { rewrite: variance('var_samp') }, examples: [{ sql: `SELECT VARIANCE(column2::DECIMAL(10, 2)) ${sample} WHERE column1 = 2`, expected: '72.9166666667' }, { sql: `SELECT VAR_SAMP(column3::DECIMAL(10, 2)) ${sample}`, expected: '144.3333333333' }] },
  { name: 'VAR_POP', aliases: ['VARIANCE_POP'], kind: 'aggregate', args: 'number', returns: varianceType, nulls: 'any', to: { rewrite: variance('var_pop') }, examples: [{ sql: `SELECT VAR_POP(column2::DECIMAL(10, 2)) ${sample} WHERE column1 = 2`, expected: '54.6875000000' }, { sql: 'SELECT VAR_POP(column1) FROM VALUES (6), (10), (14)', expected: '10.666667' }] },
  { name: 'CORR', kind: 'aggregate', args: 'float float', returns: 'float', nulls: 'any', to: { template: 'mr_finite(corr($1, $2))' }, examples: [{ sql: `SELECT ROUND(CORR(column2, column3), 10) ${sample}`, expected: '0.9988445981' }, { sql: 'SELECT CORR(column1, column2) FROM VALUES (1, 2), (2, 4), (3, 6)', expected: '1' }] },
  { name: 'COVAR_POP', kind: 'aggregate', args: 'float float', returns: 'float', nulls: 'any', to: { name: 'covar_pop' }, examples: [{ sql: `SELECT COVAR_POP(column2, column3) ${sample}`, expected: '80' }] },
  { name: 'COVAR_SAMP', kind: 'aggregate', args: 'float float', returns: 'float', nulls: 'any', to: { name: 'covar_samp' }, examples: [{ sql: `SELECT COVAR_SAMP(column2, column3) ${sample}`, expected: '120' }] },
  { name: 'KURTOSIS', kind: 'aggregate', args: 'number', returns: ([type]) => (type?.type === 'number' ? numberType(38, 12) : types.float), nulls: 'any', to: { rewrite: (args, { call, result }) => castTo(build.call('round', [build.call('mr_finite', [aggregate(call, 'kurtosis', args)]), build.number(10)]), result) }, examples: [{ sql: `SELECT KURTOSIS(column1) ${sample}`, expected: '5.000000000000' }, { sql: `SELECT KURTOSIS(column2) ${sample}`, expected: '-2.324218750000' }, { sql: `SELECT KURTOSIS(column3) ${sample}`, expected: null }] },
  { name: 'SKEW', kind: 'aggregate', args: 'float', returns: 'float', nulls: 'any', to: { template: 'mr_finite(skewness($1))' }, examples: [{ sql: `SELECT ROUND(SKEW(column1), 9) ${sample}`, expected: '-2.236067977' }, { sql: `SELECT ROUND(SKEW(column2), 7) ${sample}`, expected: '0.0524078' }] },
  { name: 'ARRAY_UNION_AGG', kind: 'aggregate', args: 'array', returns: 'array', nulls: 'never', to: { template: 'mr_array_union(list($1))' }, examples: [
    { sql: 'SELECT ARRAY_UNION_AGG(column1) FROM VALUES ([1, 1, 2]), ([1, 2, 3])', expected: '[1,1,2,3]' }, { sql: 'SELECT ARRAY_UNION_AGG(column1) FROM VALUES ([1]) WHERE FALSE', expected: '[]' }] },
  { name: 'ARRAY_UNIQUE_AGG', kind: 'aggregate', args: 'any', returns: 'array', nulls: 'never', to: { rewrite: (args, context) => arrayAggregate(args, { ...context, call: { ...context.call, distinct: true } }) },
    examples: [{ sql: 'SELECT ARRAY_SORT(ARRAY_UNIQUE_AGG(column1)) FROM VALUES (5), (2), (1), (2), (1)', expected: '[1,2,5]' }] },
  ...[['AVGX', '22.666666667'], ['AVGY', '20'], ['INTERCEPT', '1.154734411'], ['R2', '0.997690531'], ['SLOPE', '0.831408776'], ['SXX', '288.666666667'], ['SXY', '240'], ['SYY', '200']].map(([name = '', expected = '']) => ({
    name: `REGR_${name}`, kind: 'aggregate' as const, args: 'float float', returns: 'float' as const, nulls: 'any' as const, to: { template: `mr_finite(regr_${name.toLowerCase()}($1, $2))` },
    examples: [{ sql: `SELECT ROUND(REGR_${name}(column2, column3), 9) ${sample} WHERE column1 = 2`, expected }],
  })),
  { name: 'REGR_COUNT', kind: 'aggregate', args: 'float float', returns: 'count', nulls: 'never', to: { name: 'regr_count' }, examples: [{ sql: `SELECT REGR_COUNT(column2, column3) ${sample} GROUP BY column1 ORDER BY column1`, expected: ['0', '3'] }] },
  { name: 'GROUPING', aliases: ['GROUPING_ID'], kind: 'aggregate', args: 'any any...', returns: 'int', nulls: 'never', to: { name: 'grouping' }, examples: [{ sql: 'SELECT GROUPING(column1) FROM VALUES (1) GROUP BY ROLLUP (column1) ORDER BY 1', expected: ['0', '1'] }] },
]);
