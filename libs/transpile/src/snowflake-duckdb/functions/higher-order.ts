import { build, type Expression, type Lambda, rewrite } from '@millrace/sql-ir';
import { fromDataType } from '../../types/data-type.ts';
import { memberType, type SqlType, types } from '../../types/sql-type.ts';
import { convert, toVariant } from '../convert.ts';
import { defineFunctions } from './define.ts';
import { accumulatorType } from './lambda-types.ts';
import type { FunctionRecord, RewriteContext } from './record.ts';
import { sameStructure } from './variant-arguments.ts';

const lambda = (name: string, body: Expression): Expression => ({ kind: 'Lambda', parameters: [{ name: build.identifier(name) }], body, pos: -1, end: -1 });
const untyped = (made: Lambda): Lambda => ({ ...made, parameters: made.parameters.map(({ name }) => ({ name })) });

/** The type that a lambda's parameter has: declared, else the array's element's. */
function parameterType(made: Lambda, index: number, array: SqlType | undefined): SqlType {
  const declared = made.parameters[index]?.type;
  return (declared === undefined ? undefined : fromDataType(declared)) ?? memberType(array ?? types.array);
}

/** The elements of an array as values of a type; `undefined` is NULL. */
function elements(value: Expression, type: SqlType, { freshName, session }: RewriteContext): Expression {
  const item = freshName();
  const defined = build.call(type.type === 'variant' ? 'mr_defined' : 'mr_present', [build.column(item)]);
  return build.call('list_transform', [build.call('mr_items', [value]), lambda(item, type.type === 'variant' ? defined : convert(defined, types.variant, type, { session }))]);
}

/** FILTER(array, x -> condition). */
function filter([value = build.nothing(), made]: readonly Expression[], context: RewriteContext): Expression {
  if (made?.kind !== 'Lambda') return build.nothing();
  const type = parameterType(made, 0, context.types[0]);
  const kept = build.call('list_filter', [elements(value, type, context), untyped(made)]);
  const item = context.freshName();
  return build.call('mr_array', [type.type === 'variant' ? kept : build.call('list_transform', [kept, lambda(item, toVariant(build.column(item), type, context.session))])]);
}

/** TRANSFORM(array, x -> expression). */
function transform([value = build.nothing(), made]: readonly Expression[], context: RewriteContext): Expression {
  if (made?.kind !== 'Lambda') return build.nothing();
  const plain = untyped({ ...made, body: toVariant(made.body, context.table.typeOf(made), context.session) });
  return build.call('mr_array', [build.call('list_transform', [elements(value, parameterType(made, 0, context.types[0]), context), plain])]);
}

/**
 * REDUCE(array, init, (acc, x) -> expression): the engine folds one list of variants, so the accumulator travels as a variant and
 * is converted where the body names it.
 */
function reduce([value = build.nothing(), init = build.nothing(), made]: readonly Expression[], context: RewriteContext): Expression {
  if (made?.kind !== 'Lambda') return build.nothing();
  const { session, result } = context;
  const [accumulator, item] = made.parameters.map(({ name }) => name.name);
  const itemType = parameterType(made, 1, context.types[0]);
  const typed = (name: string | undefined, type: SqlType): Expression => convert(build.call('mr_present', [build.column(name ?? '')]), types.variant, type, { session });
  const body = rewrite(made.body, { Column: (column) => {
    const [only, more] = column.parts;
    if (only === undefined || more !== undefined) return column;
    return only.name === accumulator ? typed(accumulator, result) : only.name === item ? typed(item, itemType) : column;
  } });
  const step: Lambda = untyped({ ...made, body: toVariant(convert(body, context.table.typeOf(made), result, { session }), result, session) });
  const start = toVariant(convert(init, context.types[1] ?? types.unknown, result, { session }), result, session);
  const folded = build.call('list_reduce', [build.call('mr_items', [value]), step, start]);
  return convert(folded, types.variant, result, { session });
}

const reduced = (all: readonly SqlType[], nodes: readonly Expression[]): SqlType => accumulatorType(nodes[2], all[0], all[1]);

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: higher-order functions. */
export const higherOrder: readonly FunctionRecord[] = defineFunctions('higher-order', [
  { name: 'FILTER', args: 'array lambda', returns: sameStructure(types.array), to: { rewrite: filter }, examples: [
    { sql: 'SELECT FILTER([1, NULL, 3, 5, NULL], a -> a IS NOT NULL)', expected: '[1,3,5]' }, { sql: "SELECT FILTER([{'name':'Pat', 'value': 50}, {'name':'Terry', 'value': 75}, {'name':'Dana', 'value': 25}], a -> a:value >= 50)", expected: '[{"name":"Pat","value":50},{"name":"Terry","value":75}]' },
    { sql: 'SELECT FILTER([1, 3, 5]::ARRAY(INT), a INT -> a > 2)', expected: '[3,5]' }] },
  { name: 'TRANSFORM', args: 'array lambda', returns: 'array', to: { rewrite: transform }, examples: [
    { sql: 'SELECT TRANSFORM([1, 2, 3], a INT -> a * 2)', expected: '[2,4,6]' }, { sql: "SELECT TRANSFORM([{'value': 10}, {'value': 20}], c -> OBJECT_INSERT(c, 'currency', 'USD'))", expected: '[{"currency":"USD","value":10},{"currency":"USD","value":20}]' },
    { sql: 'SELECT TRANSFORM([1, 2, 3]::ARRAY(INT), a -> a + 1)', expected: '[2,3,4]' }] },
  { name: 'REDUCE', args: 'array any lambda', returns: reduced, nulls: 'any', to: { rewrite: reduce }, examples: [
    { sql: 'SELECT REDUCE([1, 2, 3], 0, (acc, val) -> acc + val)', expected: '6' }, { sql: 'SELECT REDUCE([1, 2, 3], 10, (acc, val) -> acc + val)', expected: '16' }, { sql: "SELECT REDUCE(['a', 'b', 'c'], '', (acc, val) -> acc || ' ' || val)", expected: ' a b c' },
    { sql: 'SELECT REDUCE([1, 2, 3, 4], [], (acc, val) -> ARRAY_PREPEND(acc, val))', expected: '[4,3,2,1]' }, { sql: 'SELECT REDUCE([1, 2, 3]::ARRAY(INT), 0, (acc INT, val INT) -> acc + val)', expected: '6' }] },
]);
