import type { Text } from '../mutation/live-table.ts';
import type { ColumnType } from '../schema/column-type.ts';

/** What must be quoted in an element: PostgreSQL manual, 8.15.6. */
const needsQuotes = /[{}",\\\s]|^$|^null$/i;

/** A column of values as PostgreSQL's array text, `{1,2,NULL,"a b"}`: one parameter for a whole batch. */
export function arrayLiteral(values: readonly Text[], type: ColumnType): string {
  const plain = type.kind !== 'text' && type.kind !== 'varchar';
  let text = '{';
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? null;
    if (i > 0) text += ',';
    if (value === null) text += 'NULL';
    else if (plain && type.kind !== 'timestamptz') text += value;
    else text += needsQuotes.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  }
  return `${text}}`;
}

/** The element type of the array parameter; lengths and scales are left to the column, which refuses where a cast would cut. */
export function elementType(type: ColumnType): string {
  return type.kind === 'varchar' ? 'text' : type.kind;
}
