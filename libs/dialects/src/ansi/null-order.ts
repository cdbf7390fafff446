import type { OrderItem } from '@millrace/sql-ir';
import type { Writer } from '../writer.ts';

/** Whether NULLs come first in this order when nothing is said. */
function firstByDefault(w: Writer, n: OrderItem): boolean {
  switch (w.dialect.nullOrdering) {
    case 'small': return !n.descending;
    case 'large': return n.descending;
    case 'last': return false;
  }
}

/** A sort key where NULLS FIRST and LAST are unknown: a key before it tells NULLs from values, unless they stand there anyway. */
export function orderItem(w: Writer, n: OrderItem): void {
  const { expression } = n;
  if (n.nulls !== undefined && (n.nulls === 'FIRST') !== firstByDefault(w, n)) {
    if (expression.kind === 'Literal' || expression.kind === 'Star') w.unsupported(n, `NULLS ${n.nulls} for a column by its position`);
    w.text += 'CASE WHEN ';
    w.expression(expression, w.dialect.precedence.is.power);
    w.text += n.nulls === 'FIRST' ? ' IS NULL THEN 0 ELSE 1 END, ' : ' IS NULL THEN 1 ELSE 0 END, ';
  }
  if (expression.kind === 'Star') w.unsupported(n, 'ORDER BY ALL');
  w.node(expression);
  if (n.descending) w.text += ' DESC';
}
