import type { Expression, ObjectOf } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt, resolvesNames } from './bind-context.ts';
import type { ExpressionBinder } from './bind-expression.ts';
import { expandStar } from './expand-star.ts';
import type { Scope } from './scope.ts';

/** Whether an expression is `** [1, 2]`. */
export function isSpread(expression: Expression): boolean {
  return expression.kind === 'Unary' && expression.op === '**';
}

/**
 * A list with the items of its spread arrays in their places.
 * Rule: https://docs.snowflake.com/en/sql-reference/operators-expansion
 *
 * @throws ToolError TRANSPILE_UNSUPPORTED for an array that is no constant.
 */
export function spreadList(items: readonly Expression[], context: BindContext): readonly Expression[] {
  return items.flatMap((item) => {
    if (item.kind !== 'Unary' || item.op !== '**') return [item];
    const { operand } = item;
    if (operand.kind === 'ArrayOf') return spreadList(operand.items, context);
    if (operand.kind === 'Call' && operand.name.at(-1)?.name.toUpperCase() === 'ARRAY_CONSTRUCT') return spreadList(operand.args, context);
    throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: '** of an array that is no constant' }, item, context);
  });
}

/** `{*}` and `{t.* EXCLUDE c}`: the columns as keys and values. Rule: https://docs.snowflake.com/en/sql-reference/data-types-semistructured#object-constants */
export function spreadColumns(object: ObjectOf, scope: Scope, context: BindContext, bind: ExpressionBinder['bind']): ObjectOf {
  if (!resolvesNames(context)) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: '{*} of unknown columns' }, object, context);
  const entries = object.entries.flatMap(({ key, value }): ObjectOf['entries'] => {
    if (value.kind !== 'Star') return [{ ...(key === undefined ? {} : { key }), value: bind(value, scope, context) }];
    return expandStar(value, { kind: 'Projection', expression: value, pos: value.pos, end: value.end }, scope, context, (expression) => expression).map(({ name, expression }) => ({ key: name, value: expression }));
  });
  return { ...object, entries };
}
