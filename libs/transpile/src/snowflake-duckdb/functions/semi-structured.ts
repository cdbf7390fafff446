import { build, type Expression } from '@millrace/sql-ir';
import { memberType, type SqlType, types } from '../../types/sql-type.ts';
import { convert } from '../convert.ts';
import { memberOf } from '../passes/10-paths.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { variantArgument } from './variant-arguments.ts';

const get = ([value = build.nothing(), index = build.nothing()]: readonly Expression[], context: RewriteContext): Expression => {
  const { types: [container = types.variant, key = types.unknown], result, session } = context;
  const found = memberOf(value, index, container, key, context);
  return result.type === 'variant' ? found : convert(build.call('mr_present', [found]), types.variant, result, { session });
};
const getType = ([container = types.variant]: readonly SqlType[], [, key]: readonly Expression[]): SqlType =>
  memberType(container, key?.kind === 'Literal' && key.type === 'string' ? key.value : undefined);
const variant = (args: readonly Expression[], context: RewriteContext): Expression => variantArgument(args, 0, context);

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: parsing, extraction, types. */
export const semiStructured: readonly FunctionRecord[] = defineFunctions('semi-structured', [
  { name: 'PARSE_JSON', args: 'text constant?', returns: 'variant', nulls: 'any', to: { template: { 1: 'mr_parse_json($1)', 2: 'mr_parse_json_with($1, $2)' } }, examples: [
    { sql: "SELECT PARSE_JSON('{\"b\":1,\"a\":2}')", expected: '{"a":2,"b":1}' }, { sql: "SELECT PARSE_JSON('')", expected: null }, { sql: "SELECT PARSE_JSON('[-1, 12, 289, 2188, false,]')", expected: '[-1,12,289,2188,false,undefined]' },
    { sql: "SELECT PARSE_JSON('null')", expected: 'null' }, { sql: 'SELECT PARSE_JSON(NULL)', expected: null }, { sql: "SELECT PARSE_JSON('1.912e2')", expected: '1.912000000000000e+02' },
    { sql: "SELECT PARSE_JSON('{ \"a\" : \"123\", \"b\" : \"456\", \"a\": \"789\"} ', 'd')", expected: '{"a":"789","b":"456"}' }] },
  { name: 'TRY_PARSE_JSON', args: 'text constant?', returns: 'variant', nulls: 'any', to: { template: { 1: 'mr_try_parse_json($1)', 2: 'mr_try_parse_json_with($1, $2)' } }, examples: [
    { sql: "SELECT TRY_PARSE_JSON('{ \"bad\" : \"json\", \"missing\" : TRUE, \"close_brace\": 10 ')", expected: null }, { sql: "SELECT TRY_PARSE_JSON('{ \"x\" : \"abc\", \"y\" : FALSE, \"z\": 10} ')", expected: '{"x":"abc","y":false,"z":10}' }] },
  { name: 'CHECK_JSON', args: ['text', 'variant'], returns: 'text', nulls: 'any', to: { rewrite: ([value = build.nothing()], { types: [type] }) => build.call('mr_check_json', [type?.type === 'variant' ? build.call('mr_text', [value]) : value]) }, examples: [
    { sql: "SELECT CHECK_JSON('[0.6235,\"Hello\"]')", expected: null }, { sql: "SELECT CHECK_JSON(NULL)", expected: null }] },
  { name: 'TO_JSON', args: 'variant|object|array|map|any', returns: 'text', to: { rewrite: (args, context) => build.call('mr_json_text', [variant(args, context)]) }, examples: [
    { sql: "SELECT TO_JSON(PARSE_JSON('{\"b\":1,\"a\":2}'))", expected: '{"a":2,"b":1}' }, { sql: 'SELECT TO_JSON(NULL)', expected: null }, { sql: "SELECT TO_JSON('null'::VARIANT)", expected: '"null"' }] },
  { name: 'TO_VARIANT', args: 'any', returns: 'variant', to: { rewrite: variant }, examples: [
    { sql: "SELECT TO_VARIANT(TO_BINARY('snow', 'utf-8'))", expected: '"736E6F77"' }, { sql: "SELECT TYPEOF(TO_VARIANT('2024-01-01'::DATE))", expected: 'DATE' }, { sql: 'SELECT TYPEOF(TO_VARIANT(3.21::DOUBLE))', expected: 'DOUBLE' }] },
  { name: 'STRIP_NULL_VALUE', args: 'variant', returns: 'variant', nulls: 'any', to: { template: "CASE WHEN json_type($1) <> 'NULL' THEN $1 END" }, examples: [
    { sql: "SELECT STRIP_NULL_VALUE(PARSE_JSON('{ \"a\": \"1\", \"b\": \"2\", \"c\": null}'):c)", expected: null }, { sql: "SELECT STRIP_NULL_VALUE(PARSE_JSON('{ \"a\": \"1\"}'):a)", expected: '"1"' }] },
  { name: 'TYPEOF', args: 'variant', returns: 'text', nulls: 'any', to: { template: 'mr_typeof($1)' }, examples: [
    { sql: "SELECT TYPEOF(PARSE_JSON(column1)) FROM VALUES ('null'), (NULL), ('true'), ('-17'), ('123.12'), ('1.912e2'), ('\"Om\"'), ('[-1]'), ('{}')", expected: ['NULL_VALUE', null, 'BOOLEAN', 'INTEGER', 'DECIMAL', 'DOUBLE', 'VARCHAR', 'ARRAY', 'OBJECT'] }] },
  { name: 'GET', args: 'variant|object|array|map any', returns: getType, nulls: 'any', to: { rewrite: get }, examples: [
    { sql: "SELECT GET(PARSE_JSON('[10,20]'), 1)", expected: '20' }, { sql: "SELECT GET(PARSE_JSON('{\"aa\":1, \"aA\":2, \"Aa\":3}'), 'aA')", expected: '2' }, { sql: "SELECT GET(PARSE_JSON('{\"a\":1}'), 'A')", expected: null },
    { sql: 'SELECT GET(ARRAY_CONSTRUCT(NULL, 1), 0)', expected: null }, { sql: 'SELECT GET([1, 2], -1)', expected: null }, { sql: "SELECT GET({'a': 5}::MAP(VARCHAR, NUMBER), 'a') + 1", expected: '6' }] },
  { name: 'GET_PATH', args: 'variant|object|array|map text', returns: 'variant', nulls: 'any', to: { template: 'mr_get_path($1, $2)' }, examples: [
    { sql: "SELECT GET_PATH(PARSE_JSON('{\"vehicle\":[{\"make\":\"Honda\",\"extras\":[\"ext warranty\", \"paint protection\"]}]}'), 'vehicle[0].extras[1]')", expected: '"paint protection"' },
    { sql: "SELECT GET_PATH(PARSE_JSON('{\"a b\":{\"c.d\":7}}'), '[\"a b\"][\"c.d\"]')", expected: '7' }] },
  { name: 'GET_IGNORE_CASE', args: 'variant|object|map text', returns: 'variant', nulls: 'any', to: { template: "CASE WHEN json_type($1) = 'OBJECT' THEN coalesce(mr_key($1, $2), list_filter(mr_members($1), LAMBDA e : lower(e.k) = lower($2))[1].v) END" }, examples: [
    { sql: "SELECT GET_IGNORE_CASE(TO_OBJECT(PARSE_JSON('{\"aa\":1, \"aA\":2, \"Aa\":3, \"AA\":4}')), 'aA')", expected: '2' }, { sql: "SELECT GET_IGNORE_CASE(PARSE_JSON('{\"aa\":1}'), 'AA')", expected: '1' }] },
  { name: 'JSON_EXTRACT_PATH_TEXT', args: 'text text', returns: 'text', nulls: 'any', to: { template: 'mr_text(mr_get_path(mr_parse_json($1), $2))' }, examples: [
    { sql: "SELECT JSON_EXTRACT_PATH_TEXT('{\"level_1_key\": {\"level_2_key\": [\"zero\", \"one\", \"two\"]}}', 'level_1_key.level_2_key[1]')", expected: 'one' },
    { sql: "SELECT JSON_EXTRACT_PATH_TEXT('{\"level_1_key\": {\"level_2_key\": [\"zero\", \"one\", \"two\"]}}', 'level_1_key')", expected: '{"level_2_key":["zero","one","two"]}' }] },
]);
