import type { ObjectName } from '../connector.ts';
import { errors } from '../errors.ts';

/** A name in double quotes, as all our engines read it. @throws ToolError for an empty name or one with a NUL. */
export function quoteIdentifier(name: string): string {
  if (name === '' || name.includes('\0')) throw errors.CONNECT_SQL.error({ message: `${JSON.stringify(name)} is no valid name.` });
  return `"${name.replaceAll('"', '""')}"`;
}

/** A qualified name: `"shop"."orders"`. */
export function quoteName(object: ObjectName): string {
  return object.map(quoteIdentifier).join('.');
}

/** A list of quoted names: `"a", "b"`. */
export function quoteList(names: readonly string[]): string {
  return names.map(quoteIdentifier).join(', ');
}

/** A name as a person reads it: `shop.orders`. */
export function shownName(object: ObjectName): string {
  return object.join('.');
}
