import { basename, dirname } from 'node:path';
import { openConnector } from '@millrace/connectors';
import { typeText } from '@millrace/plan';
import type { JsRow } from '../types/sql-value.ts';
import type { Table } from '../types/table.ts';
import { rowDecoder } from './decode.ts';

/** Streams a CSV file's rows with the columns of a table. @throws ToolError CONNECT_… for a file or a column that is not there */
export async function* csvRows<R>(path: string, table: Table<R, unknown>): AsyncGenerator<JsRow<R>, void, undefined> {
  const types = Object.fromEntries(table.columns.map((column) => [column.name, typeText(column.type)]));
  await using files = await openConnector('csv', { path: dirname(path), types });
  const columns = table.columns.map((column) => column.name);
  // Cells come in the order asked for; the ids of a schema play no part in decoding.
  const decode = rowDecoder<JsRow<R>>(table.columns.map((column) => ({ ...column, id: 0 })));
  for await (const batch of files.read([basename(path)], { columns })) yield* decode(batch);
}
