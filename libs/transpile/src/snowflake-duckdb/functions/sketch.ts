import { build, type Expression } from '@millrace/sql-ir';
import { numberType, types } from '../../types/sql-type.ts';
import { toVariant } from '../convert.ts';
import { count } from './aggregate.ts';
import { aggregate, allPresent, listOf, mapList } from './aggregate-shape.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import { holdsEngineAggregate } from '../engine-aggregates.ts';
import { instantiate } from './template.ts';
import type { FunctionExample, FunctionRecord, Implementation, RewriteContext } from './record.ts';

const is = (sql: string, expected: FunctionExample['expected']): FunctionExample => ({ sql, expected });
const hash = (args: readonly Expression[]): Expression => build.call('hash', args);
const listed = (list: Expression): Expression => build.call('array_to_string', [list, build.string(',')]);
const sketch = (more: Omit<FunctionDefinition, 'kind' | 'nulls'>): FunctionDefinition => ({ kind: 'aggregate', nulls: 'any', ...more });

/** Counts exactly: any estimate is allowed to be right. */
const distinct: Implementation = { rewrite: (args, context) => count(args, { ...context, call: { ...context.call, distinct: true } }) };
const countDistinct = (names: readonly string[], args: string, docs: string, ...examples: readonly FunctionExample[]): FunctionDefinition =>
  ({ name: names[0] ?? '', aliases: names.slice(1), kind: 'aggregate', args, returns: 'count', nulls: 'never', to: distinct, examples, docs });

/** The registers of HyperLogLog, each as one number: the bucket and the longest run of zeros in it. */
const registers = (args: readonly Expression[], { call }: RewriteContext): Expression =>
  build.call('mr_hll_state', [build.call('coalesce', [listed(listOf(call, build.call('mr_hll_code', [hash(args)]), allPresent(args), { distinct: true })), build.string('')])]);
const states = "mr_hll_merge(coalesce(string_agg(decode($1), ','), ''))";
const hllStates = '(SELECT HLL_ACCUMULATE(column1) s FROM VALUES (1), (2), (2) UNION ALL SELECT HLL_ACCUMULATE(column1) FROM VALUES (2), (3))';

/** Of all states together; of one that is computed of the rows right here, of that one. */
const estimate = ([state = build.nothing()]: readonly Expression[], context: RewriteContext): Expression =>
  instantiate(holdsEngineAggregate(state) ? 'mr_hll_estimate(decode($1))' : `mr_hll_estimate(${states})`, [state], context);

/** The family under a prefix: HLL, DATASKETCHES_HLL. The sketch is this project's own; it cannot be read elsewhere. */
function hyperLogLog(prefix: string, args: string, stateArgs: string): readonly FunctionDefinition[] {
  return [
    sketch({ name: `${prefix}_ACCUMULATE`, args, returns: 'binary', to: { rewrite: (all, context) => build.call('encode', [registers(prefix === 'HLL' ? all : all.slice(0, 1), context)]) }, examples: [is(`SELECT ${prefix}_ESTIMATE(s) FROM (SELECT ${prefix}_ACCUMULATE(column1) s FROM VALUES (1), (2), (2), (NULL))`, '2')] }),
    sketch({ name: `${prefix}_COMBINE`, args: stateArgs, returns: 'binary', to: { template: `encode(${states})` }, examples: [is(`SELECT ${prefix}_ESTIMATE(s) FROM (SELECT ${prefix}_COMBINE(s) s FROM ${hllStates.replaceAll('HLL_ACC', `${prefix}_ACC`)})`, '3')] }),
    sketch({ name: `${prefix}_ESTIMATE`, args: 'binary', returns: 'count', to: { rewrite: estimate }, examples: [is(`SELECT ${prefix}_ESTIMATE(${prefix}_ACCUMULATE(column1)) FROM VALUES (1), (2), (2)`, '2'), is(`SELECT ${prefix}_ESTIMATE(s) FROM ${hllStates.replaceAll('HLL_ACC', `${prefix}_ACC`)}`, '3')] }),
  ];
}

/** The values with how often they come, most frequent first, as arrays of two. */
function frequencies([value = build.nothing()]: readonly Expression[], limit: Expression, { call, session, types: [type = types.unknown], freshName }: RewriteContext): Expression {
  const [entry, pair] = [freshName(), freshName()];
  const minus: Expression = { kind: 'Unary', op: '-', operand: build.cast(build.column(entry, 'value'), build.type('BIGINT')), pos: -1, end: -1 };
  const counted: Expression = { kind: 'ObjectOf', entries: [{ key: 'c', value: minus }, { key: 'v', value: build.column(entry, 'key') }], pos: -1, end: -1 };
  const sorted = build.call('list_sort', [mapList(build.call('map_entries', [aggregate(call, 'histogram', [value])]), entry, counted)]);
  const times: Expression = { kind: 'Unary', op: '-', operand: build.column(pair, 'c'), pos: -1, end: -1 };
  const item = build.call('mr_array', [{ kind: 'ArrayOf', items: [toVariant(build.column(pair, 'v'), type, session), build.call('to_json', [times])], pos: -1, end: -1 }]);
  return build.call('mr_array', [mapList(build.call('list_slice', [sorted, build.number(1), limit]), pair, item)]);
}
const topK = (args: readonly Expression[], context: RewriteContext): Expression => frequencies(args, args[1] ?? build.number(1), context);
const topKState = (args: readonly Expression[], context: RewriteContext): Expression => build.call('mr_sketch_state', [build.string('top_k'), frequencies(args, args[1] ?? build.number(100_000), context)]);
const allStates = "'[' || coalesce(string_agg(CAST($1 AS VARCHAR), ','), '') || ']'";
const letters = "FROM VALUES ('a'), ('b'), ('b'), ('c'), ('c'), ('c')";

const minhash = ([size = build.number(1), ...values]: readonly Expression[], { call }: RewriteContext): Expression =>
  build.call('mr_minhash_of', [build.cast(size, build.type('BIGINT')), build.call('coalesce', [listed(listOf(call, hash(values), allPresent(values), { distinct: true })), build.string('')])]);
const twoMinhashes = (left: string, right: string): string => `(SELECT MINHASH(100, column1) m FROM VALUES ${left} UNION ALL SELECT MINHASH(100, column1) FROM VALUES ${right})`;

const bits = '(SELECT column1 n FROM VALUES (1), (1), (3), (32768), (40000))';
const bitmaps = `(SELECT BITMAP_BUCKET_NUMBER(n) b, BITMAP_CONSTRUCT_AGG(BITMAP_BIT_POSITION(n)) m FROM ${bits} GROUP BY 1)`;

/** Aggregates that estimate, and those that keep a state to be combined later. https://docs.snowflake.com/en/sql-reference/functions-aggregation */
export const sketches: readonly FunctionRecord[] = defineFunctions('aggregate', [
  countDistinct(['APPROX_COUNT_DISTINCT', 'HLL'], 'star|any any...', 'approx_count_distinct', is('SELECT APPROX_COUNT_DISTINCT(column1) FROM VALUES (1), (1), (2)', '2'), is('SELECT HLL(column1, column2) FROM VALUES (1, 1), (1, 2), (1, 2), (NULL, 1)', '2')),
  ...hyperLogLog('HLL', 'any any...', 'binary'),
  { name: 'HLL_EXPORT', args: 'binary', returns: 'object', to: { template: 'mr_hll_export_json(decode($1))' }, examples: [is("SELECT HLL_EXPORT(HLL_ACCUMULATE(column1)):precision FROM VALUES (1)", '12'), is('SELECT ARRAY_SIZE(HLL_EXPORT(HLL_ACCUMULATE(column1)):sparse:indices) FROM VALUES (1), (1), (2)', '2')] },
  { name: 'HLL_IMPORT', args: 'object', returns: 'binary', to: { template: 'encode(mr_hll_import_json(CAST($1 AS VARCHAR)))' }, examples: [is('SELECT HLL_ESTIMATE(HLL_IMPORT(s)) FROM (SELECT HLL_EXPORT(HLL_ACCUMULATE(column1)) s FROM VALUES (1), (2))', '2')] },
  { ...countDistinct(['DATASKETCHES_HLL'], 'any constant?', 'datasketches_hll', is('SELECT DATASKETCHES_HLL(column1) FROM VALUES (1), (1), (2)', '2')), to: { rewrite: ([value = build.nothing()], context) => count([value], { ...context, call: { ...context.call, distinct: true } }) } },
  ...hyperLogLog('DATASKETCHES_HLL', 'any constant?', 'binary constant?'),
  sketch({ name: 'APPROX_TOP_K', args: 'any int? int?', returns: 'array', to: { rewrite: topK }, examples: [is(`SELECT APPROX_TOP_K(column1) ${letters}`, '[["c",3]]'), is(`SELECT APPROX_TOP_K(column1, 2) ${letters}`, '[["c",3],["b",2]]'), is(`SELECT APPROX_TOP_K(column1, 10, 20) ${letters}`, '[["c",3],["b",2],["a",1]]')] }),
  sketch({ name: 'APPROX_TOP_K_ACCUMULATE', args: 'any int', returns: 'object', to: { rewrite: topKState }, examples: [is(`SELECT APPROX_TOP_K_ESTIMATE(APPROX_TOP_K_ACCUMULATE(column1, 50), 2) ${letters}`, '[["c",3],["b",2]]')] }),
  sketch({ name: 'APPROX_TOP_K_COMBINE', args: 'object int?', returns: 'object', to: { template: { 1: `mr_top_k_merge(${allStates}, NULL)`, 2: `mr_top_k_merge(${allStates}, max($2))` } }, examples: [
    is(`SELECT APPROX_TOP_K_ESTIMATE(APPROX_TOP_K_COMBINE(s, 50), 2) FROM (SELECT APPROX_TOP_K_ACCUMULATE(column1, 50) s ${letters} UNION ALL SELECT APPROX_TOP_K_ACCUMULATE(column1, 50) FROM VALUES ('b'), ('b'))`, '[["b",4],["c",3]]')] }),
  { name: 'APPROX_TOP_K_ESTIMATE', args: 'object int?', returns: 'array', to: { template: { 1: "mr_array(list_slice(mr_items(json_extract($1, '$.state')), 1, 1))", 2: "mr_array(list_slice(mr_items(json_extract($1, '$.state')), 1, $2))" } }, examples: [is(`SELECT APPROX_TOP_K_ESTIMATE(APPROX_TOP_K_ACCUMULATE(column1, 50)) ${letters}`, '[["c",3]]')] },
  sketch({ name: 'APPROX_PERCENTILE', args: 'float constant', returns: 'float', to: { template: 'quantile_cont($1, $2)' }, examples: [is('SELECT APPROX_PERCENTILE(column1, 0.5) FROM VALUES (1), (2), (3)', '2')] }),
  sketch({ name: 'APPROX_PERCENTILE_ACCUMULATE', args: 'float', returns: 'object', to: { template: "mr_tdigest_of(coalesce(array_to_string(list($1), ','), ''))" }, examples: [is('SELECT APPROX_PERCENTILE_ESTIMATE(APPROX_PERCENTILE_ACCUMULATE(column1), 0.5) FROM VALUES (1), (2), (3)', '2')] }),
  sketch({ name: 'APPROX_PERCENTILE_COMBINE', args: 'object', returns: 'object', to: { template: `mr_tdigest_merge(${allStates})` }, examples: [
    is('SELECT APPROX_PERCENTILE_ESTIMATE(APPROX_PERCENTILE_COMBINE(s), 0.5) FROM (SELECT APPROX_PERCENTILE_ACCUMULATE(column1) s FROM VALUES (1), (2) UNION ALL SELECT APPROX_PERCENTILE_ACCUMULATE(column1) FROM VALUES (3), (4), (5))', '3')] }),
  { name: 'APPROX_PERCENTILE_ESTIMATE', args: 'object float', returns: 'float', nulls: 'any', to: { template: 'mr_tdigest_value(CAST($1 AS VARCHAR), $2)' }, examples: [is('SELECT APPROX_PERCENTILE_ESTIMATE(APPROX_PERCENTILE_ACCUMULATE(column1), 0.25) FROM VALUES (0), (10), (20), (30), (40)', '10')] },
  sketch({ name: 'MINHASH', args: 'int star|any any...', returns: 'object', to: { rewrite: minhash }, examples: [is(`SELECT APPROXIMATE_SIMILARITY(m) FROM ${twoMinhashes('(1), (2), (3)', '(3), (2), (1)')}`, '1'), is('SELECT ARRAY_SIZE(MINHASH(5, column1):state) FROM VALUES (1)', '5')] }),
  sketch({ name: 'MINHASH_COMBINE', args: 'object', returns: 'object', to: { template: `mr_minhash_merge(${allStates})` }, examples: [is(`SELECT MINHASH_COMBINE(m) = (SELECT MINHASH(100, column1) FROM VALUES (1), (2), (3)) FROM ${twoMinhashes('(1), (2)', '(2), (3)')}`, 'true')] }),
  sketch({ name: 'APPROXIMATE_SIMILARITY', aliases: ['APPROXIMATE_JACCARD_INDEX'], args: 'object', returns: 'float', to: { template: `mr_minhash_similarity(${allStates})` }, examples: [is(`SELECT APPROXIMATE_JACCARD_INDEX(m) FROM ${twoMinhashes("('a'), ('b')", "('c'), ('d')")}`, '0')] }),
  sketch({ name: 'HASH_AGG', args: 'star|any any...', returns: () => numberType(19), to: { rewrite: (args, { call }) => build.call('mr_signed', [aggregate(call, 'sum', [build.cast(hash(args), build.type('HUGEINT'))])]) }, examples: [
    is('SELECT HASH_AGG(column1, column2) = (SELECT HASH_AGG(column1, column2) FROM VALUES (3, 4), (1, 2)) FROM VALUES (1, 2), (3, 4)', 'true'), is('SELECT HASH_AGG(column1) FROM VALUES (1) WHERE FALSE', '0'), is('SELECT HASH_AGG(DISTINCT column1) = (SELECT HASH_AGG(column1) FROM VALUES (1)) FROM VALUES (1), (1)', 'true')] }),
  { name: 'BITMAP_BUCKET_NUMBER', args: 'int', returns: 'int', to: { template: 'CASE WHEN $1 > 0 THEN ($1 - 1) // 32768 + 1 ELSE -(-$1 // 32768) END' }, examples: [is('SELECT BITMAP_BUCKET_NUMBER(column1) FROM VALUES (1), (32768), (32769), (0), (-32767), (-32768)', ['1', '1', '2', '0', '0', '-1'])] },
  { name: 'BITMAP_BIT_POSITION', args: 'int', returns: 'int', to: { template: 'CASE WHEN $1 > 0 THEN ($1 - 1) % 32768 ELSE -$1 % 32768 END' }, examples: [is('SELECT BITMAP_BIT_POSITION(column1) FROM VALUES (1), (32768), (32769), (0), (-32767), (-32768)', ['0', '32767', '0', '0', '32767', '0'])] },
  sketch({ name: 'BITMAP_CONSTRUCT_AGG', args: 'int', returns: 'binary', to: { template: 'mr_bitmap(list(DISTINCT $1))' }, examples: [is(`SELECT SUM(BITMAP_COUNT(m)) FROM ${bitmaps}`, '4')] }),
  { name: 'BITMAP_COUNT', args: 'binary', returns: 'int', to: { template: "len(list_filter(string_split(decode($1), ','), LAMBDA x : x <> ''))" }, examples: [is(`SELECT BITMAP_COUNT(m) FROM ${bitmaps} ORDER BY b`, ['3', '1'])] },
  sketch({ name: 'BITMAP_OR_AGG', args: 'binary', returns: 'binary', to: { template: "mr_bitmap(CAST(list_filter(string_split(string_agg(decode($1), ','), ','), LAMBDA x : x <> '') AS BIGINT[]))" }, examples: [
    is('SELECT BITMAP_COUNT(BITMAP_OR_AGG(m)) FROM (SELECT BITMAP_CONSTRUCT_AGG(column1) m FROM VALUES (0), (5) UNION ALL SELECT BITMAP_CONSTRUCT_AGG(column1) FROM VALUES (5), (9))', '3')] }),
  ...[['AI_AGG', 'text text'], ['AI_SUMMARIZE_AGG', 'text']].map(([name = '', args = '']) => sketch({ name, args, returns: 'text', to: { unsupported: 'it asks a language model of Snowflake Cortex, and none runs here' }, examples: [] })),
  sketch({ name: 'AGG', args: 'any', returns: 'same', to: { unsupported: 'it evaluates a metric of a semantic view, and semantic views hold no data here' }, examples: [] }),
]);
