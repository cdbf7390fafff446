import type { Column, Projection } from '@millrace/sql-ir';
import { folded } from './bind-context.ts';

/**
 * The name of a result column: its alias, its column's name, or the text of the expression in upper case, as Snowflake derives it.
 *
 * @param source the statement's text, which gives the expression as written.
 * @param position from 1, for expressions that have no text.
 */
export function resultName(projection: Projection, source: string | undefined, position: number): string {
  if (projection.alias !== undefined) return folded(projection.alias);
  const { expression } = projection;
  if (expression.kind === 'Column') return columnName(expression);
  if (source === undefined || expression.pos < 0) return `COLUMN${position}`;
  return source.slice(expression.pos, expression.end).toUpperCase();
}

function columnName(column: Column): string {
  const last = column.parts.at(-1);
  return last === undefined ? '' : folded(last);
}
