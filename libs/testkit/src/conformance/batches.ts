import { type Batch, collectRows, type Field, type Row, type Value } from '@millrace/connectors';
import { build } from '@millrace/sql-ir';

/** A nullable column of a plain type. */
export function field(name: string, type: string): Field {
  return { name, type: build.type(type), nullable: true };
}

/** The three columns that most tests of the suite use. */
export const people: readonly Field[] = [field('id', 'BIGINT'), field('name', 'VARCHAR'), field('score', 'DOUBLE')];

/** Rows as one batch. */
export function batchOf(fields: readonly Field[], rows: readonly (readonly Value[])[]): Batch {
  return { fields, rowCount: rows.length, columns: fields.map((_, c) => rows.map((row) => row[c] ?? null)) };
}

/** Batches as the stream that `write` and `append` take. */
export async function* streamOf(...batches: readonly Batch[]): AsyncGenerator<Batch> {
  await Promise.resolve();
  yield* batches;
}

/** A stream that gives one batch and then fails. */
export async function* brokenStream(batch: Batch): AsyncGenerator<Batch> {
  yield* streamOf(batch);
  throw new Error('the source failed');
}

/** `count` rows of `people`, in batches of 4096. */
export async function* manyPeople(count: number): AsyncGenerator<Batch> {
  for (let start = 0; start < count; start += 4096) {
    const ids = Array.from({ length: Math.min(4096, count - start) }, (_, i) => start + i);
    yield { fields: people, rowCount: ids.length, columns: [ids.map(BigInt), ids.map((id) => `name ${id}`), ids.map((id) => id / 2)] };
    await Promise.resolve();
  }
}

/** All rows of a stream, in the order of a column. */
export async function sortedRows(batches: AsyncIterable<Batch>, by: string): Promise<readonly Row[]> {
  const key = (row: Row): string => String(row[by]).padStart(20, '0');
  return (await collectRows(batches)).toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
