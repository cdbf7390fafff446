import { didYouMean } from '@millrace/diagnostics';
import type { Field } from '../batch.ts';
import type { ObjectName, ReadOptions } from '../connector.ts';
import { errors } from '../errors.ts';
import { shownName } from './quote.ts';

/** The columns that a read names. */
export function wantedColumns(options: ReadOptions): readonly string[] {
  return [...(options.columns ?? []), ...(options.since === undefined ? [] : [options.since.column])];
}

/** @throws ToolError CONNECT_NO_COLUMN for the first wanted column that is not there. */
export function checkColumns(object: ObjectName, fields: readonly Field[], wanted: readonly string[], ignoreCase: boolean): void {
  const fold = (name: string): string => (ignoreCase ? name.toLowerCase() : name);
  for (const column of wanted) {
    if (fields.some((field) => fold(field.name) === fold(column))) continue;
    const hint = didYouMean(column, fields.map((field) => field.name));
    throw errors.CONNECT_NO_COLUMN.error({ object: shownName(object), column }, hint === undefined ? {} : { hint });
  }
}

/** @throws ToolError CONNECT_BAD_WRITE when an upsert has no keys, CONNECT_NO_COLUMN when a key is no column. */
export function checkKeys(object: ObjectName, fields: readonly Field[], keys: readonly string[] | undefined): readonly string[] {
  if (keys === undefined || keys.length === 0) throw errors.CONNECT_BAD_WRITE.error({ object: shownName(object), problem: 'an upsert needs the names of its key columns' });
  checkColumns(object, fields, keys, false);
  return keys;
}
