import type { Values } from '@millrace/sql-ir';
import { types } from '../types/sql-type.ts';
import { unifyAll } from '../types/unify.ts';
import type { BindContext } from './bind-context.ts';
import { bindOutputOrder } from './bind-order.ts';
import type { BoundQuery } from './bind-query.ts';
import type { Binders } from './bind-relation.ts';
import type { Scope, ScopeColumn } from './scope.ts';

/** Binds VALUES; its columns are COLUMN1, COLUMN2, … */
export function bindValues(values: Values, outer: Scope, context: BindContext, binders: Binders): BoundQuery<Values> {
  const rows = values.rows.map((row) => row.map((value) => binders.expressions.bind(value, outer, context)));
  const columns = (rows[0] ?? []).map((_, i): ScopeColumn => {
    const name = `COLUMN${i + 1}`;
    const cells = rows.flatMap((row) => (row[i] === undefined ? [] : [row[i]]));
    return { name, physicalName: name, type: unifyAll(cells.map((cell) => context.table.typeOf(cell))) ?? types.variant, nullable: cells.some((cell) => context.table.nullable(cell)) };
  });
  const orderBy = values.orderBy.map((item) => bindOutputOrder(item, columns, context) ?? item);
  return { query: { ...values, rows, orderBy }, columns, open: false };
}
