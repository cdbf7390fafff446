import type { Row, Value } from '@millrace/connectors';
import type { UdfType, UdfTypes } from './scalar-udf.ts';

type Columns = Readonly<Record<string, UdfType>>;

/** What a table function needs and gives. */
export interface TableSpec<O extends Columns, P extends Columns> {
  /** Columns that the table it reads must have. */
  readonly requires?: readonly string[];
  /** Names and types of the columns it gives, in order. */
  readonly output: O;
  /** Parameters by name: `UDF("mod.fn", t, k := 2)`. */
  readonly params?: P;
  readonly defaults?: { readonly [K in keyof P]?: UdfTypes[P[K]] };
}

/** Rows that a table function gives. */
export type OutputRows<O extends Columns> = Iterable<OutputRow<O>> | AsyncIterable<OutputRow<O>>;
export type OutputRow<O extends Columns> = { readonly [K in keyof O]: UdfTypes[O[K]] | null };

/** The function behind a table UDF: it may read all rows first, or give as it reads. */
export interface TableBody<O extends Columns, P extends Columns> {
  call(rows: AsyncIterable<Row>, params: { readonly [K in keyof P]: UdfTypes[P[K]] }): OutputRows<O>;
}

/** A table function for SQL, as a UDF file exports it. */
export interface TableUdf {
  readonly kind: 'millrace.tableUdf';
  readonly requires: readonly string[];
  readonly output: Columns;
  readonly params: Columns;
  readonly defaults: Readonly<Record<string, Value>>;
  readonly run: (rows: AsyncIterable<Row>, params: never) => Iterable<Readonly<Record<string, unknown>>> | AsyncIterable<Readonly<Record<string, unknown>>>;
}

/**
 * Makes a TypeScript function that turns a table into a table, callable in FROM.
 *
 * @param spec the columns it needs and gives, and its parameters.
 * @param run called once with the table's rows as they are read.
 * @example
 * export const above = tableUdf({ requires: ['price'], output: { id: 'BIGINT', price: 'DOUBLE' }, params: { k: 'DOUBLE' } }, async function* (rows, { k }) {
 *   for await (const row of rows) if (Number(row['price']) > k) yield { id: BigInt(Number(row['id'])), price: Number(row['price']) };
 * }); // SELECT * FROM UDF("file.above", sales, k := 10)
 */
export function tableUdf<const O extends Columns, const P extends Columns = Columns>(spec: TableSpec<O, P>, run: TableBody<O, P>['call']): TableUdf {
  const defaults: Readonly<Record<string, Value | undefined>> = spec.defaults ?? {};
  const present = Object.entries(defaults).filter((entry): entry is [string, Value] => entry[1] !== undefined);
  return { kind: 'millrace.tableUdf', requires: spec.requires ?? [], output: spec.output, params: spec.params ?? {}, defaults: Object.fromEntries(present), run };
}

/** Whether something a UDF file exports is a table UDF, even one of another copy of this package. */
export function isTableUdf(value: unknown): value is TableUdf {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'millrace.tableUdf';
}
