import { build, type Expression } from '@millrace/sql-ir';
import { fromDataType } from '../../types/data-type.ts';
import { numberType, type SqlType, types } from '../../types/sql-type.ts';
import { convert, toVariant } from '../convert.ts';
import { member } from '../passes/10-paths.ts';
import { variantArray, variantObject } from '../passes/15-semi-structured-literals.ts';
import { defineFunctions, type FunctionDefinition } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';

const asItem = (value: Expression, type: SqlType | undefined): Expression => toVariant(value, type ?? types.unknown);
const array = (args: readonly Expression[], context: RewriteContext): Expression => variantArray(args, withTypes(args, context));
const compact = (args: readonly Expression[], context: RewriteContext): Expression => build.call('mr_array_compact', [array(args, context)]);
const object = (keepNull: boolean) => (args: readonly Expression[], context: RewriteContext): Expression => {
  const pairs = Array.from({ length: args.length / 2 }, (_, i) => [args[2 * i] ?? build.nothing(), args[2 * i + 1] ?? build.nothing()] as const);
  return variantObject(pairs, keepNull, withTypes(args, context));
};
/** Arguments lose their place in the type table when they are converted; they have their call's types. */
const withTypes = (args: readonly Expression[], context: RewriteContext): RewriteContext => {
  args.forEach((arg, i) => context.table.set(arg, context.types[i] ?? types.unknown, true));
  return context;
};
const get = ([value = build.nothing(), index = build.nothing()]: readonly Expression[], context: RewriteContext): Expression => member(value, index, context);

/** AS_INTEGER and the like: the value where it has the type, else NULL. */
const as = (name: string, returns: SqlType, test: string, sql: string, expected: string | null): FunctionDefinition => ({
  name: `AS_${name}`, args: 'variant', returns, nulls: 'any', docs: name === 'CHAR' ? 'as_char-varchar' : `as_${name.toLowerCase()}`,
  to: { rewrite: ([value = build.nothing()], { session }) => ({ kind: 'Case', branches: [{ when: build.call(test, [value]), then: convert(value, types.variant, returns, { session }) }], pos: -1, end: -1 }) }, examples: [{ sql, expected }],
});
const is = (name: string, aliases: readonly string[], template: string, sql: string, expected: string): FunctionDefinition => ({
  name: `IS_${name}`, aliases, args: 'variant', returns: 'boolean', to: { template }, docs: name === 'CHAR' ? 'is_char-varchar' : `is_${name.toLowerCase()}`, examples: [{ sql, expected }],
});
const tagged = (letter: string): string => `mr_tag_of($1) = '${letter}'`;

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured */
export const semiStructured: readonly FunctionRecord[] = defineFunctions('semi-structured', [
  { name: 'PARSE_JSON', args: 'text constant?', returns: 'variant', to: { template: { 1: 'mr_parse_json($1)', 2: 'mr_parse_json_with($1, $2)' } }, examples: [
    { sql: "SELECT PARSE_JSON('{\"b\": 1, \"a\": [1, 2.50, null]}')", expected: '{"a":[1,2.5,null],"b":1}' }, { sql: "SELECT PARSE_JSON('')", expected: null }, { sql: "SELECT PARSE_JSON('[-1, 12, 289, 2188, false,]')", expected: '[-1,12,289,2188,false,undefined]' },
    { sql: "SELECT PARSE_JSON('{\"a\": 1, \"b\": NULL}'):b IS NULL", expected: 'false' }] },
  { name: 'TRY_PARSE_JSON', args: 'text constant?', returns: 'variant', nulls: 'any', to: { template: 'mr_try_parse_json($1)' }, examples: [{ sql: "SELECT TRY_PARSE_JSON('{\"a\"')", expected: null }] },
  { name: 'CHECK_JSON', args: 'text', returns: 'text', nulls: 'any', to: { template: 'mr_check_json($1)' }, examples: [{ sql: "SELECT CHECK_JSON('{\"a\":1}')", expected: null }] },
  { name: 'STRIP_NULL_VALUE', args: 'variant', returns: 'variant', nulls: 'any', to: { template: "CASE WHEN json_type($1) <> 'NULL' THEN $1 END" }, examples: [{ sql: "SELECT STRIP_NULL_VALUE(PARSE_JSON('null'))", expected: null }] },
  { name: 'TYPEOF', args: 'variant', returns: 'text', to: { template: 'mr_typeof($1)' }, examples: [
    { sql: "SELECT TYPEOF(PARSE_JSON('1'))", expected: 'INTEGER' }, { sql: "SELECT TYPEOF(PARSE_JSON('1.5'))", expected: 'DECIMAL' }, { sql: "SELECT TYPEOF(PARSE_JSON('\"a\"'))", expected: 'VARCHAR' }, { sql: "SELECT TYPEOF(PARSE_JSON('null'))", expected: 'NULL_VALUE' }, { sql: "SELECT TYPEOF(PARSE_JSON('[1]'))", expected: 'ARRAY' }, { sql: "SELECT TYPEOF(PARSE_JSON('true'))", expected: 'BOOLEAN' }] },
  { name: 'GET', args: 'variant|object|array any', returns: 'variant', nulls: 'any', to: { rewrite: get }, examples: [{ sql: "SELECT GET(PARSE_JSON('[10,20]'), 1)", expected: '20' }, { sql: "SELECT GET(PARSE_JSON('{\"a\":1}'), 'a')", expected: '1' }, { sql: "SELECT GET(PARSE_JSON('{\"a\":1}'), 'A')", expected: null }] },
  { name: 'GET_PATH', args: 'variant|object|array text', returns: 'variant', nulls: 'any', to: { template: 'mr_get_path($1, $2)' }, examples: [{ sql: "SELECT GET_PATH(PARSE_JSON('{\"a\":{\"b\":[1,2]}}'), 'a.b[1]')", expected: '2' }] },
  { name: 'GET_IGNORE_CASE', args: 'variant|object text', returns: 'variant', nulls: 'any', to: { template: 'list_filter(mr_members($1), LAMBDA e : lower(e.k) = lower($2))[1].v' }, examples: [{ sql: "SELECT GET_IGNORE_CASE(PARSE_JSON('{\"aa\":1}'), 'AA')", expected: '1' }] },
  { name: 'OBJECT_CONSTRUCT', args: 'any...', returns: 'object', nulls: 'never', to: { rewrite: object(false) }, examples: [
    { sql: "SELECT OBJECT_CONSTRUCT('b', 1, 'a', 'BBBB')", expected: '{"a":"BBBB","b":1}' }, { sql: "SELECT OBJECT_CONSTRUCT('a', 1, 'b', NULL)", expected: '{"a":1}' }, { sql: 'SELECT OBJECT_CONSTRUCT()', expected: '{}' }] },
  { name: 'OBJECT_CONSTRUCT_KEEP_NULL', args: 'any...', returns: 'object', nulls: 'never', to: { rewrite: object(true) }, examples: [{ sql: "SELECT OBJECT_CONSTRUCT_KEEP_NULL('key_1', 'one', 'key_2', NULL)", expected: '{"key_1":"one","key_2":null}' }] },
  { name: 'OBJECT_KEYS', args: 'object|variant', returns: 'array', to: { template: 'CAST(to_json(json_keys($1)) AS JSON)' }, examples: [{ sql: "SELECT OBJECT_KEYS(PARSE_JSON('{\"b\":1,\"a\":2}'))", expected: '["a","b"]' }] },
  { name: 'OBJECT_INSERT', args: 'object|variant text any boolean?', returns: 'object', to: { rewrite: ([value = build.nothing(), key = build.nothing(), item = build.nothing(), update], { types: [, , type] }) => build.call('mr_object_insert', [value, key, asItem(item, type), update ?? build.boolean(false)]) }, examples: [
    { sql: "SELECT OBJECT_INSERT(OBJECT_CONSTRUCT('a', 1), 'c', 3)", expected: '{"a":1,"c":3}' }, { sql: "SELECT OBJECT_INSERT(OBJECT_CONSTRUCT('a', 1), 'a', 3, TRUE)", expected: '{"a":3}' }] },
  { name: 'OBJECT_DELETE', args: 'object|variant text text...', returns: 'object', to: { rewrite: ([value = build.nothing(), ...keys]) => build.call('mr_object_delete', [value, list(keys)]) }, examples: [{ sql: "SELECT OBJECT_DELETE(OBJECT_CONSTRUCT('a', 1, 'b', 2, 'c', 3), 'a', 'b')", expected: '{"c":3}' }] },
  { name: 'OBJECT_PICK', args: ['object|variant array', 'object|variant text text...'], returns: 'object', to: { rewrite: ([value = build.nothing(), ...keys], { types: [, type] }) => build.call('mr_object_pick', [value, type?.type === 'array' ? build.call('mr_texts', keys) : list(keys)]) }, examples: [{ sql: "SELECT OBJECT_PICK(OBJECT_CONSTRUCT('a', 1, 'b', 2, 'c', 3), 'a', 'b')", expected: '{"a":1,"b":2}' }] },
  { name: 'ARRAY_CONSTRUCT', args: 'any...', returns: 'array', nulls: 'never', to: { rewrite: array }, examples: [{ sql: 'SELECT ARRAY_CONSTRUCT(10, 20, 30)', expected: '[10,20,30]' }, { sql: "SELECT ARRAY_CONSTRUCT(NULL, 'hello', 3.14, TRUE)", expected: '[undefined,"hello",3.14,true]' }, { sql: 'SELECT ARRAY_CONSTRUCT()', expected: '[]' }] },
  { name: 'ARRAY_CONSTRUCT_COMPACT', args: 'any...', returns: 'array', nulls: 'never', to: { rewrite: compact }, examples: [{ sql: "SELECT ARRAY_CONSTRUCT_COMPACT(NULL, 'hello', 3)", expected: '["hello",3]' }] },
  { name: 'ARRAY_SIZE', args: 'array|variant', returns: 'small', to: { template: "CASE WHEN json_type($1) = 'ARRAY' THEN json_array_length($1) END" }, examples: [{ sql: 'SELECT ARRAY_SIZE(ARRAY_CONSTRUCT(1, 2, 3))', expected: '3' }, { sql: "SELECT ARRAY_SIZE(PARSE_JSON('1'))", expected: null }] },
  { name: 'ARRAY_CONTAINS', args: 'variant array', returns: 'boolean', to: { template: 'list_contains(mr_items($2), $1)' }, examples: [{ sql: "SELECT ARRAY_CONTAINS('hello'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi'))", expected: 'true' }, { sql: "SELECT ARRAY_CONTAINS('x'::VARIANT, ARRAY_CONSTRUCT('hello'))", expected: 'false' }] },
  { name: 'ARRAY_APPEND', args: 'array any', returns: 'array', to: { rewrite: ([value = build.nothing(), item = build.nothing()], { types: [, type] }) => build.call('mr_array', [build.call('list_append', [build.call('mr_items', [value]), asItem(item, type)])]) }, examples: [{ sql: 'SELECT ARRAY_APPEND(ARRAY_CONSTRUCT(1, 2, 3), \'HELLO\')', expected: '[1,2,3,"HELLO"]' }] },
  { name: 'ARRAY_PREPEND', args: 'array any', returns: 'array', to: { rewrite: ([value = build.nothing(), item = build.nothing()], { types: [, type] }) => build.call('mr_array', [build.call('list_prepend', [asItem(item, type), build.call('mr_items', [value])])]) }, examples: [{ sql: 'SELECT ARRAY_PREPEND(ARRAY_CONSTRUCT(0, 1), 2)', expected: '[2,0,1]' }] },
  { name: 'ARRAY_CAT', args: 'array array', returns: 'array', to: { template: 'mr_array(list_concat(mr_items($1), mr_items($2)))' }, examples: [{ sql: 'SELECT ARRAY_CAT(ARRAY_CONSTRUCT(1, 2), ARRAY_CONSTRUCT(3, 4))', expected: '[1,2,3,4]' }] },
  { name: 'ARRAY_COMPACT', args: 'array', returns: 'array', to: { template: 'mr_array_compact($1)' }, examples: [{ sql: 'SELECT ARRAY_COMPACT(ARRAY_CONSTRUCT(10, NULL, 20))', expected: '[10,20]' }] },
  { name: 'ARRAY_DISTINCT', args: 'array', returns: 'array', to: { template: 'mr_array(list_filter(mr_items($1), LAMBDA x, i : list_position(mr_items($1), x) = i))' }, examples: [{ sql: "SELECT ARRAY_DISTINCT(['A', 'A', 'B'])", expected: '["A","B"]' }] },
  { name: 'ARRAY_SLICE', args: 'array int int', returns: 'array', to: { template: 'mr_array(mr_items($1)[CASE WHEN $2 < 0 THEN $2 ELSE $2 + 1 END : CASE WHEN $3 < 0 THEN $3 - 1 ELSE $3 END])' }, examples: [{ sql: 'SELECT ARRAY_SLICE(ARRAY_CONSTRUCT(0,1,2,3,4,5,6), 0, 2)', expected: '[0,1]' }, { sql: 'SELECT ARRAY_SLICE(ARRAY_CONSTRUCT(0,1,2,3,4,5,6), 0, -2)', expected: '[0,1,2,3,4]' }] },
  { name: 'ARRAY_TO_STRING', args: 'array text', returns: 'text', to: { template: "array_to_string(list_transform(mr_items($1), LAMBDA x : coalesce(mr_text(mr_defined(x)), '')), $2)" }, examples: [{ sql: "SELECT ARRAY_TO_STRING(ARRAY_CONSTRUCT(1, 2, 3), ', ')", expected: '1, 2, 3' }] },
  { name: 'ARRAY_POSITION', args: 'variant array', returns: 'small', to: { template: 'nullif(coalesce(list_position(mr_items($2), $1), 0), 0) - 1' }, examples: [{ sql: "SELECT ARRAY_POSITION('hi'::VARIANT, ARRAY_CONSTRUCT('hello', 'hi'))", expected: '1' }, { sql: "SELECT ARRAY_POSITION('x'::VARIANT, ARRAY_CONSTRUCT('hello'))", expected: null }] },
  { name: 'ARRAY_REVERSE', args: 'array', returns: 'array', to: { template: 'mr_array(list_reverse(mr_items($1)))' }, examples: [{ sql: 'SELECT ARRAY_REVERSE([1, 2, 3])', expected: '[3,2,1]' }] },
  { name: 'ARRAY_INTERSECTION', args: 'array array', returns: 'array', to: { template: 'mr_array(list_filter(mr_items($1), LAMBDA x, i : len(list_filter(mr_items($1)[1:i], LAMBDA y : y = x)) <= len(list_filter(mr_items($2), LAMBDA y : y = x))))' }, examples: [{ sql: "SELECT ARRAY_INTERSECTION(ARRAY_CONSTRUCT('A', 'B'), ARRAY_CONSTRUCT('B', 'C'))", expected: '["B"]' }] },
  { name: 'ARRAY_EXCEPT', args: 'array array', returns: 'array', to: { template: 'mr_array(list_filter(mr_items($1), LAMBDA x, i : len(list_filter(mr_items($1)[1:i], LAMBDA y : y = x)) > len(list_filter(mr_items($2), LAMBDA y : y = x))))' }, examples: [{ sql: "SELECT ARRAY_EXCEPT(['A', 'B'], ['B', 'C'])", expected: '["A"]' }, { sql: "SELECT ARRAY_EXCEPT(['A', 'B', 'B'], ['B'])", expected: '["A","B"]' }] },
  { name: 'ARRAYS_ZIP', args: 'array array...', returns: 'array', to: { rewrite: (args) => build.call('mr_zip_arrays', [build.binary('||', build.binary('||', build.string('['), args.reduce((left, right) => build.binary('||', build.binary('||', left, build.string(',')), right))), build.string(']'))]) }, examples: [
    { sql: 'SELECT ARRAYS_ZIP([1, 2], [10, 20])', expected: '[{"$1":1,"$2":10},{"$1":2,"$2":20}]' }] },
  { name: 'ARRAYS_TO_OBJECT', args: 'array array', returns: 'object', to: { template: 'mr_arrays_object($1, $2)' }, examples: [{ sql: "SELECT ARRAYS_TO_OBJECT(['key1', 'key2'], [1, 2])", expected: '{"key1":1,"key2":2}' }] },
  { name: 'FILTER', args: 'array lambda', returns: 'array', to: { rewrite: filter }, examples: [{ sql: 'SELECT FILTER([1, NULL, 3], a -> a IS NOT NULL)', expected: '[1,3]' }, { sql: "SELECT FILTER([{'name': 'Pat', 'value': 50}, {'name': 'Dana', 'value': 25}], a -> a:value >= 50)", expected: '[{"name":"Pat","value":50}]' }] },
  { name: 'TRANSFORM', args: 'array lambda', returns: 'array', to: { rewrite: transform }, examples: [{ sql: 'SELECT TRANSFORM([1, 2, 3], a INT -> a * 2)', expected: '[2,4,6]' }] },
  { name: 'JSON_EXTRACT_PATH_TEXT', args: 'text text', returns: 'text', nulls: 'any', to: { template: 'mr_text(mr_get_path(mr_parse_json($1), $2))' }, examples: [{ sql: "SELECT JSON_EXTRACT_PATH_TEXT('{\"a\": {\"b\": \"x\"}}', 'a.b')", expected: 'x' }] },
  { name: 'ARRAYS_OVERLAP', args: 'array array', returns: 'boolean', to: { template: 'list_has_any(mr_items($1), mr_items($2))' }, examples: [{ sql: "SELECT ARRAYS_OVERLAP(ARRAY_CONSTRUCT('hello', 'aloha'), ARRAY_CONSTRUCT('hello', 'hi'))", expected: 'true' }] },
  { name: 'ARRAY_GENERATE_RANGE', args: 'int int int?', returns: 'array', to: { template: { 2: 'CAST(to_json(range($1, $2)) AS JSON)', 3: 'CAST(to_json(range($1, $2, $3)) AS JSON)' } }, examples: [{ sql: 'SELECT ARRAY_GENERATE_RANGE(2, 5)', expected: '[2,3,4]' }, { sql: 'SELECT ARRAY_GENERATE_RANGE(5, 25, 10)', expected: '[5,15]' }] },
  { name: 'ARRAY_SORT', args: 'array boolean? boolean?', returns: 'array', to: { rewrite: arraySort }, examples: [{ sql: 'SELECT ARRAY_SORT([20, 0, 10])', expected: '[0,10,20]' }, { sql: 'SELECT ARRAY_SORT([20, 0, 10], FALSE)', expected: '[20,10,0]' }] },
  { name: 'ARRAY_MAX', args: 'array', returns: 'variant', nulls: 'any', to: { template: "list_sort(mr_keyed(mr_items($1)), 'DESC')[1].v" }, examples: [{ sql: 'SELECT ARRAY_MAX([20, 0, 10, NULL])', expected: '20' }] },
  { name: 'ARRAY_MIN', args: 'array', returns: 'variant', nulls: 'any', to: { template: "list_sort(mr_keyed(mr_items($1)), 'ASC')[1].v" }, examples: [{ sql: 'SELECT ARRAY_MIN([20, 0, 10, NULL])', expected: '0' }] },
  { name: 'ARRAY_INSERT', args: 'array int any', returns: 'array', to: { rewrite: ([value = build.nothing(), index = build.nothing(), item = build.nothing()], { types: [, , type] }) => build.call('mr_array_insert', [value, index, asItem(item, type)]) }, examples: [{ sql: "SELECT ARRAY_INSERT(ARRAY_CONSTRUCT(0,1,2,3), 2, 'hello')", expected: '[0,1,"hello",2,3]' }] },
  { name: 'ARRAY_REMOVE', args: 'array variant', returns: 'array', to: { template: 'mr_array(list_filter(mr_items($1), LAMBDA x : x <> $2))' }, examples: [{ sql: 'SELECT ARRAY_REMOVE([1, 5, 2], 5)', expected: '[1,2]' }] },
  { name: 'ARRAY_REMOVE_AT', args: 'array int', returns: 'array', to: { template: 'mr_array(list_filter(mr_items($1), LAMBDA x, i : i - 1 <> CASE WHEN $2 < 0 THEN json_array_length($1) + $2 ELSE $2 END))' }, examples: [{ sql: 'SELECT ARRAY_REMOVE_AT([2, 5, 7], 0)', expected: '[5,7]' }, { sql: 'SELECT ARRAY_REMOVE_AT([2, 5, 7], -1)', expected: '[2,5]' }] },
  { name: 'ARRAY_FLATTEN', args: 'array', returns: 'array', to: { template: 'mr_array(flatten(list_transform(mr_items($1), LAMBDA x : mr_items(x))))' }, examples: [{ sql: 'SELECT ARRAY_FLATTEN([[1, 2], [3], [4]])', expected: '[1,2,3,4]' }] },
  as('INTEGER', types.integer, 'mr_is_integer', "SELECT AS_INTEGER(PARSE_JSON('42'))", '42'), as('CHAR', types.text, 'mr_is_text', "SELECT AS_CHAR(PARSE_JSON('\"a\"'))", 'a'), as('VARCHAR', types.text, 'mr_is_text', "SELECT AS_VARCHAR(PARSE_JSON('1'))", null), as('REAL', types.float, 'mr_is_number', "SELECT AS_REAL(PARSE_JSON('1.5'))", '1.5'), as('BINARY', types.binary, 'mr_is_binary', "SELECT AS_BINARY(PARSE_JSON('1'))", null),
  ...(['DATE', 'TIME', 'TIMESTAMP_NTZ', 'TIMESTAMP_LTZ', 'TIMESTAMP_TZ'] as const).map((name) => asMoment(name)),
  { name: 'AS_DECIMAL', aliases: ['AS_NUMBER'], args: 'variant constant? constant?', returns: decimalType, nulls: 'any', to: { rewrite: asDecimal }, examples: [{ sql: "SELECT AS_DECIMAL(PARSE_JSON('3.14'), 4, 1)", expected: '3.1' }] },
  as('BOOLEAN', types.boolean, 'mr_is_boolean', "SELECT AS_BOOLEAN(PARSE_JSON('1'))", null), as('DOUBLE', types.float, 'mr_is_number', "SELECT AS_DOUBLE(PARSE_JSON('1.5'))", '1.5'),
  { name: 'AS_ARRAY', args: 'variant', returns: 'array', nulls: 'any', to: { template: 'mr_as_array($1)' }, examples: [{ sql: "SELECT AS_ARRAY(PARSE_JSON('1'))", expected: null }] },
  { name: 'AS_OBJECT', args: 'variant', returns: 'object', nulls: 'any', to: { template: 'mr_as_object($1)' }, examples: [{ sql: "SELECT AS_OBJECT(PARSE_JSON('{\"a\":1}'))", expected: '{"a":1}' }] },
  is('ARRAY', [], "json_type($1) = 'ARRAY'", "SELECT IS_ARRAY(PARSE_JSON('[1]'))", 'true'), is('OBJECT', [], "json_type($1) = 'OBJECT'", "SELECT IS_OBJECT(PARSE_JSON('[1]'))", 'false'), is('BOOLEAN', [], 'mr_is_boolean($1)', "SELECT IS_BOOLEAN(PARSE_JSON('true'))", 'true'),
  is('INTEGER', [], 'mr_is_integer($1)', "SELECT IS_INTEGER(PARSE_JSON('1'))", 'true'), is('DECIMAL', [], 'mr_is_number($1)', "SELECT IS_DECIMAL(PARSE_JSON('1.5'))", 'true'), is('DOUBLE', ['IS_REAL'], 'mr_is_number($1)', "SELECT IS_DOUBLE(PARSE_JSON('1.5'))", 'true'),
  is('CHAR', ['IS_VARCHAR'], 'mr_is_text($1)', "SELECT IS_VARCHAR(PARSE_JSON('\"a\"'))", 'true'), is('DATE', ['IS_DATE_VALUE'], tagged('D'), "SELECT IS_DATE(TO_VARIANT('2024-01-01'::DATE))", 'true'), is('TIME', [], tagged('T'), "SELECT IS_TIME(TO_VARIANT('10:00'::TIME))", 'true'), is('BINARY', [], tagged('X'), "SELECT IS_BINARY(TO_VARIANT('00'::BINARY))", 'true'),
  is('TIMESTAMP_NTZ', [], tagged('N'), "SELECT IS_TIMESTAMP_NTZ(TO_VARIANT('2024-01-01'::TIMESTAMP_NTZ))", 'true'), is('TIMESTAMP_LTZ', [], tagged('L'), "SELECT IS_TIMESTAMP_LTZ(TO_VARIANT('2024-01-01'::DATE))", 'false'), is('TIMESTAMP_TZ', [], tagged('Z'), "SELECT IS_TIMESTAMP_TZ(TO_VARIANT('2024-01-01'::DATE))", 'false'),
]);

/** AS_DATE and the like: the value of a tagged string of that kind. */
function asMoment(name: 'DATE' | 'TIME' | 'TIMESTAMP_NTZ' | 'TIMESTAMP_LTZ' | 'TIMESTAMP_TZ'): FunctionDefinition {
  const target = { DATE: types.date, TIME: types.time, TIMESTAMP_NTZ: types.timestamp, TIMESTAMP_LTZ: types.timestampLtz, TIMESTAMP_TZ: types.timestampTz }[name];
  const letter = { DATE: 'D', TIME: 'T', TIMESTAMP_NTZ: 'N', TIMESTAMP_LTZ: 'L', TIMESTAMP_TZ: 'Z' }[name];
  return {
    name: `AS_${name}`, args: 'variant', returns: target, nulls: 'any', examples: [{ sql: `SELECT AS_${name}(PARSE_JSON('1'))`, expected: null }],
    to: { rewrite: ([value = build.nothing()], { session }) => ({ kind: 'Case', branches: [{ when: build.binary('=', build.call('mr_tag_of', [value]), build.string(letter)), then: convert(value, types.variant, target, { session }) }], pos: -1, end: -1 }) },
  };
}

function decimalType(_: readonly SqlType[], nodes: readonly Expression[]): SqlType {
  const [precision = 38, scale = 0] = nodes.slice(1).map((node) => (node.kind === 'Literal' && node.type === 'number' ? Number(node.value) : 0));
  return numberType(precision, scale);
}

function asDecimal([value = build.nothing()]: readonly Expression[], { session, result }: RewriteContext): Expression {
  return { kind: 'Case', branches: [{ when: build.call('mr_is_number', [value]), then: convert(value, types.variant, result, { session }) }], pos: -1, end: -1 };
}

/** The elements of an array in the type that a lambda declares for its parameter, else as variants. */
function elements(value: Expression, lambda: Expression | undefined, context: RewriteContext): Expression {
  const declared = lambda?.kind === 'Lambda' ? lambda.parameters[0]?.type : undefined;
  const type = declared === undefined ? undefined : fromDataType(declared);
  const item = context.freshName();
  const defined = build.call('mr_defined', [build.column(item)]);
  const body = type === undefined ? defined : convert(defined, types.variant, type, { session: context.session });
  return build.call('list_transform', [build.call('mr_items', [value]), { kind: 'Lambda', parameters: [{ name: build.identifier(item) }], body, pos: -1, end: -1 }]);
}

const untyped = (lambda: Expression | undefined): Expression => (lambda?.kind === 'Lambda' ? { ...lambda, parameters: lambda.parameters.map(({ name }) => ({ name })) } : (lambda ?? build.nothing()));

/** FILTER(array, x -> condition). */
function filter([value = build.nothing(), lambda]: readonly Expression[], context: RewriteContext): Expression {
  const kept = build.call('list_filter', [elements(value, lambda, context), untyped(lambda)]);
  return build.call('mr_array', [lambda?.kind === 'Lambda' && lambda.parameters[0]?.type !== undefined ? variants(kept, lambda, context) : kept]);
}

function variants(items: Expression, lambda: Extract<Expression, { kind: 'Lambda' }>, context: RewriteContext): Expression {
  const item = context.freshName();
  const type = lambda.parameters[0]?.type === undefined ? types.variant : (fromDataType(lambda.parameters[0].type) ?? types.variant);
  return build.call('list_transform', [items, { kind: 'Lambda', parameters: [{ name: build.identifier(item) }], body: toVariant(build.column(item), type), pos: -1, end: -1 }]);
}

/** TRANSFORM(array, x -> expression). */
function transform([value = build.nothing(), lambda]: readonly Expression[], context: RewriteContext): Expression {
  if (lambda?.kind !== 'Lambda') return build.nothing();
  const plain = untyped({ ...lambda, body: toVariant(lambda.body, context.table.typeOf(lambda)) });
  return build.call('mr_array', [build.call('list_transform', [elements(value, lambda, context), plain])]);
}

function list(items: readonly Expression[]): Expression {
  return { kind: 'ArrayOf', items, pos: -1, end: -1 };
}

function arraySort([value = build.nothing(), ascending = build.boolean(true), nullsFirst]: readonly Expression[]): Expression {
  return build.call('mr_array_sort', [value, ascending, nullsFirst ?? { kind: 'Unary', op: 'NOT', operand: ascending, pos: -1, end: -1 }]);
}
