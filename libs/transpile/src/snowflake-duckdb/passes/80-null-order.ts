import type { OrderItem } from '@millrace/sql-ir';
import { lower } from '../lower-context.ts';
import type { Pass } from './pass.ts';

/**
 * NULL counts as the greatest value: last when ascending, first when descending.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/order-by
 */
export const nullOrder: Pass = {
  name: 'null-order',
  run: (statement, context) => lower(statement, context, { OrderItem: explicit }),
};

function explicit(item: OrderItem): OrderItem {
  return item.nulls === undefined ? { ...item, nulls: item.descending ? 'FIRST' : 'LAST' } : item;
}
