import { type ArrayOf, build, type Expression, type ObjectOf } from '@millrace/sql-ir';
import { toVariant } from '../convert.ts';
import { at, type LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/** `[1, 'a']` and `{'k': v}` as variants. https://docs.snowflake.com/en/sql-reference/data-types-semistructured#object-constants */
export const semiStructuredLiterals: NodePass = {
  name: 'semi-structured-literals',
  handlers: { ArrayOf: arrayOf, ObjectOf: objectOf },
};

function arrayOf(node: ArrayOf, context: LowerContext): Expression {
  return at(variantArray(node.items, context), node);
}

/** The variant array of some values. */
export function variantArray(items: readonly Expression[], context: LowerContext): Expression {
  const values = items.map((item) => toVariant(item, context.table.typeOf(item), context.session));
  const list: Expression = { kind: 'ArrayOf', items: values, pos: -1, end: -1 };
  return build.call('mr_array', [values.length === 0 ? build.cast(list, { ...build.type('ARRAY'), elements: [build.type('JSON')] }) : list]);
}

function objectOf(node: ObjectOf, context: LowerContext): Expression {
  const pairs = node.entries.flatMap(({ key, value }) => (key === undefined ? [] : [[build.string(key), value] as const]));
  return at(variantObject(pairs, false, context), node);
}

/** The variant object of keys and values; a NULL value leaves its key out unless `keepNull`. */
export function variantObject(pairs: readonly (readonly [Expression, Expression])[], keepNull: boolean, context: LowerContext): Expression {
  const entries: Expression[] = pairs.map(([key, value]) => ({
    kind: 'ObjectOf',
    entries: [{ key: 'k', value: build.cast(key, build.type('VARCHAR')) }, { key: 'v', value: toVariant(value, context.table.typeOf(value), context.session) }],
    pos: -1, end: -1,
  }));
  if (entries.length === 0) return build.cast(build.string('{}'), build.type('JSON'));
  return build.call(keepNull ? 'mr_object_keep_null' : 'mr_object', [{ kind: 'ArrayOf', items: entries, pos: -1, end: -1 }]);
}
