import { build, type Expression } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { convert } from '../convert.ts';
import { variantObject } from '../passes/15-semi-structured-literals.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { listOf, sameStructure, variantArgument, withTypes } from './variant-arguments.ts';

const construct = (keepNull: boolean) => (args: readonly Expression[], context: RewriteContext): Expression => {
  const pairs = Array.from({ length: args.length / 2 }, (_, i) => [args[2 * i] ?? build.nothing(), args[2 * i + 1] ?? build.nothing()] as const);
  return variantObject(pairs, keepNull, withTypes(args, context));
};

const insert = (args: readonly Expression[], context: RewriteContext): Expression =>
  build.call('mr_object_insert', [args[0] ?? build.nothing(), args[1] ?? build.nothing(), variantArgument(args, 2, context), args[3] ?? build.boolean(false)]);

/** Keys given one by one or as an array. */
const keys = ([, ...rest]: readonly Expression[], [, type]: readonly SqlType[]): Expression => (type?.type === 'array' ? build.call('mr_texts', rest) : listOf(rest));
const pick = (args: readonly Expression[], { types: all }: RewriteContext): Expression => build.call('mr_object_pick', [args[0] ?? build.nothing(), keys(args, all)]);
const object = ([value = build.nothing()]: readonly Expression[], { types: [from = types.unknown], session }: RewriteContext): Expression => convert(value, from, types.object, { session });

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: OBJECT. */
export const objects: readonly FunctionRecord[] = defineFunctions('object', [
  { name: 'OBJECT_CONSTRUCT', args: 'any...', returns: 'object', nulls: 'never', to: { rewrite: construct(false) }, examples: [
    { sql: "SELECT OBJECT_CONSTRUCT('a', 1, 'b', 'BBBB', 'c', NULL)", expected: '{"a":1,"b":"BBBB"}' }, { sql: "SELECT OBJECT_CONSTRUCT('Key_One', PARSE_JSON('NULL'), 'Key_Two', NULL, 'Key_Three', 'null')", expected: '{"Key_One":null,"Key_Three":"null"}' },
    { sql: "SELECT OBJECT_CONSTRUCT(*) FROM VALUES (1,'x'), (2,'y')", expected: ['{"COLUMN1":1,"COLUMN2":"x"}', '{"COLUMN1":2,"COLUMN2":"y"}'] }, { sql: 'SELECT OBJECT_CONSTRUCT()', expected: '{}' }] },
  { name: 'OBJECT_CONSTRUCT_KEEP_NULL', args: 'any...', returns: 'object', nulls: 'never', to: { rewrite: construct(true) }, examples: [
    { sql: "SELECT OBJECT_CONSTRUCT_KEEP_NULL('key_1', 'one', 'key_2', NULL)", expected: '{"key_1":"one","key_2":null}' }, { sql: "SELECT OBJECT_CONSTRUCT_KEEP_NULL('key_1', 'one', NULL, 'two')", expected: '{"key_1":"one"}' }] },
  { name: 'OBJECT_KEYS', args: 'object|variant', returns: 'array', to: { template: "CASE WHEN json_type($1) = 'OBJECT' THEN CAST(to_json(json_keys($1)) AS JSON) END" }, nulls: 'any', examples: [
    { sql: "SELECT OBJECT_KEYS(OBJECT_CONSTRUCT('a', 1, 'b', 2, 'c', 3))", expected: '["a","b","c"]' }, { sql: "SELECT OBJECT_KEYS(PARSE_JSON('{\"level_1_A\": {\"level_2\": \"two\"}, \"level_1_B\": \"one\"}'))", expected: '["level_1_A","level_1_B"]' }] },
  { name: 'OBJECT_INSERT', args: 'object text any boolean?', returns: sameStructure(types.object), nulls: 'any', to: { rewrite: insert }, examples: [
    { sql: "SELECT OBJECT_INSERT(OBJECT_CONSTRUCT('a', 'value1', 'b', 'value2'), 'c', 'value3')", expected: '{"a":"value1","b":"value2","c":"value3"}' }, { sql: "SELECT OBJECT_INSERT(OBJECT_CONSTRUCT('a', 1), 'd', PARSE_JSON('null'))", expected: '{"a":1,"d":null}' },
    { sql: "SELECT OBJECT_INSERT(OBJECT_CONSTRUCT('a', 1), 'e', NULL)", expected: '{"a":1}' }, { sql: "SELECT OBJECT_INSERT(OBJECT_CONSTRUCT('a', 1), 'f', 'null')", expected: '{"a":1,"f":"null"}' },
    { sql: "SELECT OBJECT_INSERT(OBJECT_CONSTRUCT('a', 'value1', 'b', 'value2'), 'b', 'valuex', TRUE)", expected: '{"a":"value1","b":"valuex"}' }] },
  { name: 'OBJECT_DELETE', args: 'object text text...', returns: sameStructure(types.object), to: { rewrite: ([value = build.nothing(), ...rest]) => build.call('mr_object_delete', [value, listOf(rest)]) }, examples: [
    { sql: "SELECT OBJECT_DELETE(OBJECT_CONSTRUCT('a', 1, 'b', 2, 'c', 3), 'a', 'b')", expected: '{"c":3}' }, { sql: "SELECT OBJECT_DELETE(OBJECT_CONSTRUCT('a', 1), 'z')", expected: '{"a":1}' }] },
  { name: 'OBJECT_PICK', args: ['object array', 'object text text...'], returns: sameStructure(types.object), to: { rewrite: pick }, examples: [
    { sql: "SELECT OBJECT_PICK(OBJECT_CONSTRUCT('a', 1, 'b', 2, 'c', 3), 'a', 'b')", expected: '{"a":1,"b":2}' }, { sql: "SELECT OBJECT_PICK(OBJECT_CONSTRUCT('a', 1, 'b', 2, 'c', 3), ARRAY_CONSTRUCT('a', 'b'))", expected: '{"a":1,"b":2}' }] },
  { name: 'TO_OBJECT', args: 'object|map|variant', returns: 'object', nulls: 'any', to: { rewrite: object }, examples: [
    { sql: "SELECT TO_OBJECT(PARSE_JSON('{\"a\":1}'))", expected: '{"a":1}' }, { sql: "SELECT TO_OBJECT(PARSE_JSON('null'))", expected: null }] },
]);
