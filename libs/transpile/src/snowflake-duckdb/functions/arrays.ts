import { build, type Expression } from '@millrace/sql-ir';
import { memberType, type SqlType, types } from '../../types/sql-type.ts';
import { convert } from '../convert.ts';
import { structure } from '../convert-structured.ts';
import { variantArray } from '../passes/15-semi-structured-literals.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { sameStructure, variantArgument, withTypes } from './variant-arguments.ts';

const construct = (args: readonly Expression[], context: RewriteContext): Expression => variantArray(args, withTypes(args, context));
const constructCompact = (args: readonly Expression[], context: RewriteContext): Expression => build.call('mr_array_defined', [construct(args, context)]);
const array = ([value = build.nothing()]: readonly Expression[], { types: [from = types.unknown], session }: RewriteContext): Expression => convert(value, from, types.array, { session });

/** A function that puts a value into an array: its other arguments, the value as a variant, in the order of the macro or function it calls. */
const withItem = (index: number, made: (args: readonly Expression[], item: Expression) => Expression) => (args: readonly Expression[], context: RewriteContext): Expression =>
  made(args, variantArgument(args, index, context));
const append = withItem(1, ([into = build.nothing()], item) => build.call('mr_array_append', [into, item]));
const prepend = withItem(1, ([into = build.nothing()], item) => build.call('mr_array_prepend', [into, item]));
const insert = withItem(2, (args, item) => build.call('mr_array_insert', [args[0] ?? build.nothing(), args[1] ?? build.nothing(), item]));

const kept = sameStructure(types.array);
const elementType = ([type = types.array]: readonly SqlType[]): SqlType => memberType(type);
/** The greatest or least element, in the element's type. */
const extreme = (macro: string) => ([value = build.nothing()]: readonly Expression[], { result, session }: RewriteContext): Expression => {
  const found = build.call(macro, [value]);
  return result.type === 'variant' ? found : convert(found, types.variant, result, { session });
};

const zip = (args: readonly Expression[]): Expression => {
  const joined = args.reduce((left, right) => build.binary('||', build.binary('||', left, build.string(',')), right));
  return build.call('mr_zip_arrays', [build.binary('||', build.binary('||', build.string('['), joined), build.string(']'))]);
};

function sort([value = build.nothing(), ascending = build.boolean(true), nullsFirst]: readonly Expression[]): Expression {
  return build.call('mr_array_sort', [value, ascending, nullsFirst ?? { kind: 'Unary', op: 'NOT', operand: ascending, pos: -1, end: -1 }]);
}

/** STRTOK_TO_ARRAY and SPLIT give texts; the range functions whole numbers. */
const range = (args: readonly Expression[], { session }: RewriteContext): Expression => structure(build.call('to_json', [build.call('range', args)]), { type: 'array', element: types.integer }, { session });

/** How often the value at place i has come by then, against how often it is in the other array. */
const counted = (test: string): string =>
  `CASE WHEN $2 IS NOT NULL THEN mr_array(list_filter(mr_items($1), LAMBDA x, i : len(list_filter(mr_plains($1)[1:i], LAMBDA y : y = mr_plain(x))) ${test} len(list_filter(mr_plains($2), LAMBDA y : y = mr_plain(x))))) END`;

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: ARRAY. */
export const arrays: readonly FunctionRecord[] = defineFunctions('array', [
  { name: 'ARRAY_CONSTRUCT', args: 'any...', returns: 'array', nulls: 'never', to: { rewrite: construct }, examples: [
    { sql: 'SELECT ARRAY_CONSTRUCT(10, 20, 30)', expected: '[10,20,30]' }, { sql: "SELECT ARRAY_CONSTRUCT(NULL, 'hello', 3::DOUBLE, 4, 5)", expected: '[undefined,"hello",3.000000000000000e+00,4,5]' }, { sql: 'SELECT ARRAY_CONSTRUCT()', expected: '[]' }] },
  { name: 'ARRAY_CONSTRUCT_COMPACT', args: 'any...', returns: 'array', nulls: 'never', to: { rewrite: constructCompact }, examples: [
    { sql: "SELECT ARRAY_CONSTRUCT_COMPACT(NULL, 'hello', 3::DOUBLE, 4, 5)", expected: '["hello",3.000000000000000e+00,4,5]' }] },
  { name: 'TO_ARRAY', args: 'array|variant|any', returns: kept, nulls: 'any', to: { rewrite: array }, examples: [
    { sql: 'SELECT TO_ARRAY(1)', expected: '[1]' }, { sql: "SELECT TO_ARRAY(PARSE_JSON('[1,2]'))", expected: '[1,2]' }, { sql: "SELECT TO_ARRAY(PARSE_JSON('null'))", expected: null }] },
  { name: 'ARRAY_SIZE', args: 'array|variant', returns: 'small', nulls: 'any', to: { template: "CASE WHEN json_type($1) = 'ARRAY' THEN json_array_length($1) END" }, examples: [
    { sql: 'SELECT ARRAY_SIZE(ARRAY_CONSTRUCT(1, 2, 3))', expected: '3' }, { sql: "SELECT ARRAY_SIZE(PARSE_JSON('1'))", expected: null }] },
  { name: 'ARRAY_CONTAINS', args: 'variant array', returns: 'boolean', nulls: 'any', to: { template: "CASE WHEN $1 IS NULL THEN CASE WHEN len(list_filter(mr_items($2), LAMBDA x : mr_defined(x) IS NULL)) > 0 THEN true END ELSE list_contains(mr_plains($2), mr_plain($1)) END" }, examples: [
    { sql: "SELECT ARRAY_CONTAINS('hello'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi'))", expected: 'true' }, { sql: "SELECT ARRAY_CONTAINS('hello'::VARIANT, ARRAY_CONSTRUCT('hola', 'bonjour'))", expected: 'false' },
    { sql: "SELECT ARRAY_CONTAINS(NULL, ARRAY_CONSTRUCT('hola', 'bonjour'))", expected: null }, { sql: "SELECT ARRAY_CONTAINS(NULL, ARRAY_CONSTRUCT('hola', NULL))", expected: 'true' }, { sql: 'SELECT ARRAY_CONTAINS(5, ARRAY_CONSTRUCT(4, 5, 6))', expected: 'true' }] },
  { name: 'ARRAY_POSITION', args: 'variant array', returns: 'small', nulls: 'any', to: { template: 'nullif(coalesce(list_position(mr_plains($2), mr_plain($1)), 0), 0) - 1' }, examples: [
    { sql: "SELECT ARRAY_POSITION('hello'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi'))", expected: '0' }, { sql: "SELECT ARRAY_POSITION('hi'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi'))", expected: '1' }, { sql: "SELECT ARRAY_POSITION('hello'::VARIANT, ARRAY_CONSTRUCT('hola', 'bonjour'))", expected: null }] },
  { name: 'ARRAY_APPEND', args: 'array any', returns: kept, nulls: 'any', to: { rewrite: append }, examples: [
    { sql: "SELECT ARRAY_APPEND(ARRAY_CONSTRUCT(1, 2, 3), 'HELLO')", expected: '[1,2,3,"HELLO"]' }, { sql: 'SELECT ARRAY_APPEND([1], NULL)', expected: '[1,undefined]' }] },
  { name: 'ARRAY_PREPEND', args: 'array any', returns: kept, nulls: 'any', to: { rewrite: prepend }, examples: [{ sql: "SELECT ARRAY_PREPEND(ARRAY_CONSTRUCT(0,1,2,3),'hello')", expected: '["hello",0,1,2,3]' }] },
  { name: 'ARRAY_INSERT', args: 'array int any', returns: kept, nulls: 'any', to: { rewrite: insert }, examples: [
    { sql: "SELECT ARRAY_INSERT(ARRAY_CONSTRUCT(0,1,2,3), 2, 'hello')", expected: '[0,1,"hello",2,3]' }, { sql: "SELECT ARRAY_INSERT(ARRAY_CONSTRUCT(0,1,2,3), 5, 'hello')", expected: '[0,1,2,3,undefined,"hello"]' },
    { sql: "SELECT ARRAY_INSERT(ARRAY_CONSTRUCT(0,1,2,3), -1, 'hello')", expected: '[0,1,2,"hello",3]' }] },
  { name: 'ARRAY_CAT', args: 'array array', returns: kept, to: { template: 'mr_array(mr_items($1) || mr_items($2))' }, examples: [
    { sql: 'SELECT ARRAY_CAT(ARRAY_CONSTRUCT(1, 2), ARRAY_CONSTRUCT(3, 4))', expected: '[1,2,3,4]' }, { sql: 'SELECT ARRAY_CAT(ARRAY_CONSTRUCT(1, 2), NULL)', expected: null }] },
  { name: 'ARRAY_COMPACT', args: 'array', returns: kept, to: { template: 'mr_array_compact($1)' }, examples: [{ sql: 'SELECT ARRAY_COMPACT(ARRAY_CONSTRUCT(10, NULL, 30))', expected: '[10,30]' }] },
  { name: 'ARRAY_DISTINCT', args: 'array', returns: kept, to: { template: 'mr_array(list_filter(mr_items($1), LAMBDA x, i : list_position(mr_plains($1), mr_plain(x)) = i))' }, examples: [{ sql: "SELECT ARRAY_SIZE(ARRAY_DISTINCT(['A', 'A', 'B', NULL, NULL]))", expected: '3' }, { sql: "SELECT ARRAY_SORT(ARRAY_DISTINCT(['A', 'A', 'B', NULL, NULL]))", expected: '["A","B",undefined]' }] },
  { name: 'ARRAY_SLICE', args: 'array int int', returns: kept, to: { template: 'CASE WHEN $2 IS NOT NULL AND $3 IS NOT NULL THEN mr_array(mr_items($1)[CASE WHEN $2 < 0 THEN $2 ELSE $2 + 1 END : CASE WHEN $3 < 0 THEN $3 - 1 ELSE $3 END]) END' }, examples: [
    { sql: 'SELECT ARRAY_SLICE([0,1,2,3,4,5,6], 0, 2)', expected: '[0,1]' }, { sql: "SELECT ARRAY_SLICE(['foo','snow','flake','bar'], 1, 3)", expected: '["snow","flake"]' }, { sql: 'SELECT ARRAY_SLICE(NULL, 2, 3)', expected: null }, { sql: 'SELECT ARRAY_SLICE([0,1,2,3,4,5,6], NULL, 2)', expected: null },
    { sql: 'SELECT ARRAY_SLICE([0,1,2,3,4,5,6], 0, -2)', expected: '[0,1,2,3,4]' }, { sql: 'SELECT ARRAY_SLICE([0,1,2,3,4,5,6], -5, -3)', expected: '[2,3]' }, { sql: 'SELECT ARRAY_SLICE([0,1,2,3,4,5,6], 10, 12)', expected: '[]' }, { sql: 'SELECT ARRAY_SLICE([0,1,2,3,4,5,6], -10, -12)', expected: '[]' }] },
  { name: 'ARRAY_TO_STRING', args: 'array text', returns: 'text', to: { template: "CASE WHEN $2 IS NOT NULL THEN array_to_string(list_transform(mr_items($1), LAMBDA x : coalesce(mr_text(mr_present(x)), '')), $2) END" }, examples: [
    { sql: 'SELECT ARRAY_TO_STRING([1], NULL)', expected: null },
    { sql: "SELECT ARRAY_TO_STRING(PARSE_JSON(column1), ', ') FROM VALUES (NULL), ('[]'), ('[1]'), ('[1, 2]'), ('[true, 1, -1.2e-3, \"Abc\", [\"x\",\"y\"], {\"a\":1}]'), ('[, 1]'), ('[1, ]'), ('[1, , ,2]')", expected: [null, '', '1', '1, 2', 'true, 1, -0.0012, Abc, ["x","y"], {"a":1}', ', 1', '1, ', '1, , , 2'] }] },
  { name: 'ARRAY_REVERSE', args: 'array', returns: kept, to: { template: 'mr_array(list_reverse(mr_items($1)))' }, examples: [{ sql: 'SELECT ARRAY_REVERSE(ARRAY_CONSTRUCT(1,2,3,4))', expected: '[4,3,2,1]' }] },
  { name: 'ARRAY_INTERSECTION', args: 'array array', returns: kept, to: { template: counted('<=') }, examples: [
    { sql: "SELECT ARRAY_INTERSECTION(ARRAY_CONSTRUCT('A', 'B'), ARRAY_CONSTRUCT('B', 'C'))", expected: '["B"]' }, { sql: "SELECT ARRAY_INTERSECTION(ARRAY_CONSTRUCT('A', 'B', 'B', 'B', 'C'), ARRAY_CONSTRUCT('B', 'B'))", expected: '["B","B"]' },
    { sql: 'SELECT ARRAY_INTERSECTION(ARRAY_CONSTRUCT(NULL, 102, NULL), ARRAY_CONSTRUCT(NULL, NULL, 103))', expected: '[undefined,undefined]' }, { sql: "SELECT ARRAY_INTERSECTION(ARRAY_CONSTRUCT(OBJECT_CONSTRUCT('a',1,'b',2), 1, 2), ARRAY_CONSTRUCT(OBJECT_CONSTRUCT('b',2,'a',1), 3, 4))", expected: '[{"a":1,"b":2}]' }] },
  { name: 'ARRAY_EXCEPT', args: 'array array', returns: kept, to: { template: counted('>') }, examples: [
    { sql: "SELECT ARRAY_EXCEPT(['A', 'B'], ['B', 'C'])", expected: '["A"]' }, { sql: "SELECT ARRAY_EXCEPT(['A', 'B', 'C'], ['B', 'C'])", expected: '["A"]' }, { sql: "SELECT ARRAY_EXCEPT(['A', 'B', 'B', 'B', 'C'], ['B'])", expected: '["A","B","B","C"]' },
    { sql: "SELECT ARRAY_EXCEPT(['A', NULL, NULL], ['B', NULL])", expected: '["A",undefined]' }, { sql: "SELECT ARRAY_EXCEPT([{'a': 1, 'b': 2}, 1], [{'a': 1, 'b': 2}, 3])", expected: '[1]' }, { sql: "SELECT ARRAY_EXCEPT(['A', 'B'], NULL)", expected: null }] },
  { name: 'ARRAYS_OVERLAP', args: 'array array', returns: 'boolean', to: { template: 'list_has_any(mr_plains($1), mr_plains($2))' }, examples: [
    { sql: "SELECT ARRAYS_OVERLAP(ARRAY_CONSTRUCT('hello', 'aloha'), ARRAY_CONSTRUCT('hello', 'hi', 'hey'))", expected: 'true' }, { sql: "SELECT ARRAYS_OVERLAP(ARRAY_CONSTRUCT('hello', 'aloha'), ARRAY_CONSTRUCT('hola', 'bonjour', 'ciao'))", expected: 'false' },
    { sql: 'SELECT ARRAYS_OVERLAP(ARRAY_CONSTRUCT(1, 2, NULL), ARRAY_CONSTRUCT(3, NULL, 5))', expected: 'true' }] },
  { name: 'ARRAYS_ZIP', args: 'array array...', returns: 'array', to: { rewrite: zip }, examples: [
    { sql: "SELECT ARRAYS_ZIP([1, 2, 3], ['one'], ['I', 'II'])", expected: '[{"$1":1,"$2":"one","$3":"I"},{"$1":2,"$2":null,"$3":"II"},{"$1":3,"$2":null,"$3":null}]' }, { sql: 'SELECT ARRAYS_ZIP([1, 2, 3], NULL, [100])', expected: null }, { sql: 'SELECT ARRAYS_ZIP([], [], [])', expected: '[{}]' }] },
  { name: 'ARRAYS_TO_OBJECT', args: 'array array', returns: 'object', to: { template: 'mr_arrays_object($1, $2)' }, examples: [
    { sql: "SELECT ARRAYS_TO_OBJECT(['key1', 'key2', 'key3'], [1, 2, 3])", expected: '{"key1":1,"key2":2,"key3":3}' }, { sql: "SELECT ARRAYS_TO_OBJECT(['key1', NULL, 'key3'], [1, 2, 3])", expected: '{"key1":1,"key3":3}' }, { sql: "SELECT ARRAYS_TO_OBJECT(['key1', 'key2', 'key3'], [1, NULL, 3])", expected: '{"key1":1,"key2":null,"key3":3}' }] },
  { name: 'ARRAY_GENERATE_RANGE', args: 'int int int?', returns: 'array', to: { rewrite: range }, examples: [
    { sql: 'SELECT ARRAY_GENERATE_RANGE(2, 5)', expected: '[2,3,4]' }, { sql: 'SELECT ARRAY_GENERATE_RANGE(5, 25, 10)', expected: '[5,15]' }, { sql: 'SELECT ARRAY_GENERATE_RANGE(-5, -25, -10)', expected: '[-5,-15]' }, { sql: 'SELECT ARRAY_GENERATE_RANGE(10, 5)', expected: '[]' }] },
  { name: 'ARRAY_SORT', args: 'array boolean? boolean?', returns: kept, to: { rewrite: sort }, examples: [
    { sql: "SELECT ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10])", expected: '[0,10,20,null,undefined]' }, { sql: "SELECT ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10], FALSE)", expected: '[undefined,null,20,10,0]' },
    { sql: "SELECT ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10], TRUE, TRUE)", expected: '[undefined,0,10,20,null]' }, { sql: "SELECT ARRAY_SORT([20, PARSE_JSON('null'), 0, NULL, 10], FALSE, FALSE)", expected: '[null,20,10,0,undefined]' }] },
  { name: 'ARRAY_MAX', args: 'array', returns: elementType, nulls: 'any', to: { rewrite: extreme('mr_greatest') }, examples: [
    { sql: 'SELECT ARRAY_MAX([20, 0, NULL, 10, NULL])', expected: '20' }, { sql: 'SELECT ARRAY_MAX([])', expected: null }, { sql: "SELECT ARRAY_MAX([NULL, PARSE_JSON('null'), NULL])", expected: 'null' }, { sql: 'SELECT ARRAY_MAX([NULL, NULL])', expected: null }] },
  { name: 'ARRAY_MIN', args: 'array', returns: elementType, nulls: 'any', to: { rewrite: extreme('mr_least') }, examples: [
    { sql: 'SELECT ARRAY_MIN([20, 0, NULL, 10, NULL])', expected: '0' }, { sql: 'SELECT ARRAY_MIN([])', expected: null }, { sql: "SELECT ARRAY_MIN([NULL, PARSE_JSON('null'), NULL])", expected: 'null' }, { sql: 'SELECT ARRAY_MIN([NULL, NULL])', expected: null }] },
  { name: 'ARRAY_REMOVE', args: 'array variant', returns: kept, to: { template: 'CASE WHEN $2 IS NOT NULL THEN mr_array(list_filter(mr_items($1), LAMBDA x : mr_plain(x) <> mr_plain($2))) END' }, examples: [
    { sql: "SELECT ARRAY_REMOVE([1, 5, 5.00, 5.00::DOUBLE, '5', 5, NULL], 5)", expected: '[1,"5",undefined]' }, { sql: 'SELECT ARRAY_REMOVE([5, 5], 5)', expected: '[]' }, { sql: "SELECT ARRAY_REMOVE(['a', 'b', 'a', 'c', 'd', 'a'], 'a'::VARIANT)", expected: '["b","c","d"]' }] },
  { name: 'ARRAY_REMOVE_AT', args: 'array int', returns: kept, to: { template: 'mr_array(list_filter(mr_items($1), LAMBDA x, i : i - 1 <> CASE WHEN $2 < 0 THEN json_array_length($1) + $2 ELSE $2 END))' }, examples: [
    { sql: 'SELECT ARRAY_REMOVE_AT([2, 5, 7], 0)', expected: '[5,7]' }, { sql: 'SELECT ARRAY_REMOVE_AT([2, 5, 7], -1)', expected: '[2,5]' }, { sql: 'SELECT ARRAY_REMOVE_AT([2, 5, 7], 10)', expected: '[2,5,7]' }] },
  { name: 'ARRAY_FLATTEN', args: 'array', returns: 'array', nulls: 'any', to: { template: 'mr_array_flatten($1)' }, examples: [
    { sql: 'SELECT ARRAY_FLATTEN([[1, 2, 3], [4], [5, 6]])', expected: '[1,2,3,4,5,6]' }, { sql: 'SELECT ARRAY_FLATTEN([[[1, 2], [3]], [[4], [5]]])', expected: '[[1,2],[3],[4],[5]]' }, { sql: 'SELECT ARRAY_FLATTEN([[1, 2, 3], NULL, [5, 6]])', expected: null }, { sql: 'SELECT ARRAY_FLATTEN([[NULL, 3], [4]])', expected: '[undefined,3,4]' }] },
]);
