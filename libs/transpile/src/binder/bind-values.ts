import type { Expression, Values } from '@millrace/sql-ir';
import { types } from '../types/sql-type.ts';
import { unifyAll } from '../types/unify.ts';
import { type BindContext, resolvesNames } from './bind-context.ts';
import { bindOutputOrder } from './bind-order.ts';
import type { BoundQuery } from './bind-query.ts';
import type { Binders } from './bind-relation.ts';
import { assignTo } from './implicit-cast.ts';
import type { Scope, ScopeColumn } from './scope.ts';

/** Binds VALUES; its columns are COLUMN1, COLUMN2, … */
export function bindValues(values: Values, outer: Scope, context: BindContext, binders: Binders): BoundQuery<Values> {
  const rows = values.rows.map((row) => row.map((value) => binders.expressions.bind(value, outer, context)));
  const columns = (rows[0] ?? []).map((_, i): ScopeColumn => {
    const name = `COLUMN${i + 1}`;
    const cells = rows.flatMap((row) => (row[i] === undefined ? [] : [row[i]]));
    return { name, physicalName: name, type: unifyAll(cells.map((cell) => context.table.typeOf(cell))) ?? types.variant, nullable: cells.some((cell) => context.table.nullable(cell)) };
  });
  const fitted = resolvesNames(context) ? rows.map((row) => row.map((cell, i) => fit(cell, columns[i], context))) : rows;
  const orderBy = values.orderBy.map((item) => bindOutputOrder(item, columns, context) ?? item);
  return { query: { ...values, rows: fitted, orderBy }, columns, open: false };
}

/** A cell in the type of its column, where that is of another kind: DuckDB would make texts of both. */
function fit(cell: Expression, column: ScopeColumn | undefined, context: BindContext): Expression {
  const own = context.table.typeOf(cell);
  return column === undefined || own.type === column.type.type || own.type === 'unknown' ? cell : assignTo(cell, column.type, context);
}
