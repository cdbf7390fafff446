import type { DataType } from '@millrace/sql-ir';

/**
 * One cell, in a form that no engine's driver rounds:
 * integers up to 32 bits and floats are `number`; 64-bit and wider integers `bigint`; decimals, dates (`2024-01-31`),
 * times (`12:34:56.123456`), timestamps (`2024-01-31 12:34:56.123456`, with `+00` for those with a zone, always UTC),
 * intervals, UUIDs and JSON documents are `string`; binary is `Uint8Array`; lists and structs nest.
 */
export type Value = null | boolean | number | bigint | string | Uint8Array | readonly Value[] | { readonly [field: string]: Value };

/** A column of a table or a result. `type` uses the canonical names that every dialect maps from (see `canonicalTypes`). */
export interface Field {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

/** A run of rows, stored by column: `columns[c][r]`. */
export interface Batch {
  readonly fields: readonly Field[];
  readonly rowCount: number;
  readonly columns: readonly (readonly Value[])[];
}

/** Names of the types a `Field` may have; arguments (precision, scale, length) are kept where an engine has them. */
export const canonicalTypes: readonly [
  'BOOLEAN', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'DECIMAL', 'REAL', 'DOUBLE', 'VARCHAR', 'BINARY',
  'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'INTERVAL', 'UUID', 'JSON', 'VARIANT', 'ARRAY', 'STRUCT', 'MAP',
] = [
  'BOOLEAN', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'DECIMAL', 'REAL', 'DOUBLE', 'VARCHAR', 'BINARY',
  'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'INTERVAL', 'UUID', 'JSON', 'VARIANT', 'ARRAY', 'STRUCT', 'MAP',
];

export type Row = Readonly<Record<string, Value>>;

/** The rows of a batch as objects; for the rim, where a person reads them. */
export function* rowsOf(batch: Batch): Generator<Row> {
  for (let r = 0; r < batch.rowCount; r++) {
    yield Object.fromEntries(batch.fields.map((field, c) => [field.name, batch.columns[c]?.[r] ?? null]));
  }
}

/** Collects a stream of batches into rows; only for results known to be small. */
export async function collectRows(batches: AsyncIterable<Batch>): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of batches) rows.push(...rowsOf(batch));
  return rows;
}
