import { build, type OrderItem } from '@millrace/sql-ir';
import { type BindContext, folded, resolvesNames } from './bind-context.ts';
import type { ScopeColumn } from './scope.ts';

/** An ORDER BY item that names an output column or its position, undefined for any other. */
export function bindOutputOrder(item: OrderItem, columns: readonly ScopeColumn[], context: BindContext): OrderItem | undefined {
  const { expression } = item;
  if (expression.kind === 'Literal' && expression.type === 'number') return item;
  if (expression.kind !== 'Column' || expression.parts.length !== 1 || expression.parts[0] === undefined) return undefined;
  const name = folded(expression.parts[0]);
  const found = columns.find((column) => column.name === name);
  if (found === undefined) return undefined;
  const node = resolvesNames(context) ? { ...build.column(found.physicalName), pos: expression.pos, end: expression.end } : expression;
  return { ...item, expression: context.table.markWritten(context.table.set(node, found.type, found.nullable)) };
}
