import { build, type Expression, type OrderItem, type Select, type WindowSpec } from '@millrace/sql-ir';
import { once } from '../once.ts';
import type { LowerContext } from '../lower-context.ts';
import type { NodePass } from './pass.ts';

/**
 * NULL counts as the greatest value: last when ascending, first when descending. Variants are ordered by value, not as texts.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/order-by
 */
export const nullOrder: NodePass = {
  name: 'null-order',
  // With DISTINCT the engine takes only what is in the list: variants stay as they are there.
  handlers: { OrderItem: explicit, Select: (select, context) => (select.orderBy.length > 0 && select.distinct === false ? byValue(byPosition(select, context), context) : select), WindowSpec: byValue },
};

function explicit(item: OrderItem): OrderItem {
  return item.nulls === undefined ? { ...item, nulls: item.descending ? 'FIRST' : 'LAST' } : item;
}

/** `ORDER BY 1` of a variant as what stands there: a position cannot be wrapped. */
function byPosition(select: Select, context: LowerContext): Select {
  const at = ({ expression }: OrderItem): Expression | undefined => {
    if (expression.kind !== 'Literal' || expression.type !== 'number' || select.projections.some((projection) => projection.expression.kind === 'Star')) return undefined;
    const found = select.projections[Number(expression.value) - 1]?.expression;
    return found !== undefined && isVariant(found, context) ? found : undefined;
  };
  if (!select.orderBy.some((item) => at(item) !== undefined)) return select;
  return { ...select, orderBy: select.orderBy.map((item) => ({ ...item, expression: at(item) ?? item.expression })) };
}

function byValue<N extends Select | WindowSpec>(node: N, context: LowerContext): N {
  if (!node.orderBy.some(({ expression }) => isVariant(expression, context))) return node;
  return { ...node, orderBy: node.orderBy.map((item) => (isVariant(item.expression, context) ? { ...item, expression: once(item.expression, (value) => build.call('mr_sort_key', [value])) } : item)) };
}

const isVariant = (expression: Expression, context: LowerContext): boolean => context.table.typeOf(expression).type === 'variant';
