import type { OrderItem } from '@millrace/sql-ir';
import type { NodePass } from './pass.ts';

/**
 * NULL counts as the greatest value: last when ascending, first when descending.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/order-by
 */
export const nullOrder: NodePass = {
  name: 'null-order',
  handlers: { OrderItem: explicit },
};

function explicit(item: OrderItem): OrderItem {
  return item.nulls === undefined ? { ...item, nulls: item.descending ? 'FIRST' : 'LAST' } : item;
}
