import { build, type Expression } from '@millrace/sql-ir';
import { type SqlType, types } from '../../types/sql-type.ts';
import { convert } from '../convert.ts';
import { structure } from '../convert-structured.ts';
import { defineFunctions } from './define.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { listOf, variantArgument } from './variant-arguments.ts';

const keyType = (type: SqlType | undefined): SqlType => (type?.type === 'map' ? type.key : types.text);
const asKey = (value: Expression, index: number, { types: all, session }: RewriteContext): Expression => convert(value, all[index] ?? types.unknown, types.text, { session });
const keysFrom = (args: readonly Expression[], context: RewriteContext): Expression =>
  (context.types[1]?.type === 'array' ? build.call('mr_texts', args.slice(1)) : listOf(args.slice(1).map((arg, i) => asKey(arg, i + 1, context))));

const mapKeys = ([map = build.nothing()]: readonly Expression[], { types: [type], session }: RewriteContext): Expression =>
  structure(build.call('to_json', [build.call('json_keys', [map])]), { type: 'array', element: keyType(type) }, { session });
const keysType = ([type]: readonly SqlType[]): SqlType => ({ type: 'array', element: keyType(type) });

const insert = (args: readonly Expression[], context: RewriteContext): Expression => {
  const [map = build.nothing(), key = build.nothing(), , update = build.boolean(false)] = args;
  const value = variantArgument(args, 2, context);
  return build.call('mr_map_insert', [map, asKey(key, 1, context), value, update]);
};

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: MAP. A map is an object whose keys are its keys as texts. */
export const maps: readonly FunctionRecord[] = defineFunctions('map', [
  { name: 'MAP_CAT', args: 'map map', returns: 'same', to: { template: 'mr_object_keep_null(list_concat(list_filter(mr_members($1), LAMBDA e : NOT list_contains(json_keys($2), e.k)), mr_members($2)))' }, examples: [
    { sql: "SELECT MAP_CAT({'map1key1':'map1value1','map1key2':'map1value2'}::MAP(VARCHAR,VARCHAR), {'map2key1':'map2value1','map2key2':'map2value2'}::MAP(VARCHAR,VARCHAR))", expected: '{"map1key1":"map1value1","map1key2":"map1value2","map2key1":"map2value1","map2key2":"map2value2"}' }] },
  { name: 'MAP_CONTAINS_KEY', args: 'any map', returns: 'boolean', to: { rewrite: ([key = build.nothing(), map = build.nothing()], context) => build.call('list_contains', [build.call('json_keys', [map]), asKey(key, 0, context)]) }, examples: [
    { sql: "SELECT MAP_CONTAINS_KEY('k1', {'k1':'v1','k2':'v2','k3':'v3'}::MAP(VARCHAR,VARCHAR))", expected: 'true' }, { sql: "SELECT MAP_CONTAINS_KEY('k1', {'ka':'v1'}::MAP(VARCHAR,VARCHAR))", expected: 'false' }] },
  { name: 'MAP_DELETE', args: ['map array', 'map any any...'], returns: 'same', to: { rewrite: (args, context) => build.call('mr_object_delete', [args[0] ?? build.nothing(), keysFrom(args, context)]) }, examples: [
    { sql: "SELECT MAP_DELETE({'a':1,'b':2,'c':3}::MAP(VARCHAR,NUMBER),'a','b')", expected: '{"c":3}' }] },
  { name: 'MAP_INSERT', args: 'map any any boolean?', returns: 'same', nulls: 'any', to: { rewrite: insert }, examples: [
    { sql: "SELECT MAP_INSERT({'a':1,'b':2}::MAP(VARCHAR,NUMBER),'c',3)", expected: '{"a":1,"b":2,"c":3}' }, { sql: "SELECT MAP_INSERT({'a':1,'b':2,'c':3}::MAP(VARCHAR,NUMBER), 'a', 10, TRUE)", expected: '{"a":10,"b":2,"c":3}' },
    { sql: "SELECT MAP_INSERT({'a':1}::MAP(VARCHAR,NUMBER), 'b', NULL)", expected: '{"a":1,"b":null}' }] },
  { name: 'MAP_KEYS', args: 'map', returns: keysType, to: { rewrite: mapKeys }, examples: [
    { sql: "SELECT MAP_KEYS({'a':1,'b':2,'c':3}::MAP(VARCHAR,NUMBER))", expected: '["a","b","c"]' }, { sql: "SELECT MAP_KEYS({'1':'a','2':'b'}::MAP(NUMBER,VARCHAR))", expected: '[1,2]' }] },
  { name: 'MAP_PICK', args: ['map array', 'map any any...'], returns: 'same', to: { rewrite: (args, context) => build.call('mr_object_pick', [args[0] ?? build.nothing(), keysFrom(args, context)]) }, examples: [
    { sql: "SELECT MAP_PICK({'a':1,'b':2,'c':3}::MAP(VARCHAR,NUMBER),'a', 'b')", expected: '{"a":1,"b":2}' }, { sql: "SELECT MAP_PICK({'a':1,'b':2,'c':3}::MAP(VARCHAR,NUMBER), ['a', 'b'])", expected: '{"a":1,"b":2}' }] },
  { name: 'MAP_SIZE', args: 'map', returns: 'small', to: { template: 'len(json_keys($1))' }, examples: [{ sql: "SELECT MAP_SIZE({'a':1,'b':2,'c':3}::MAP(VARCHAR,NUMBER))", expected: '3' }] },
]);
