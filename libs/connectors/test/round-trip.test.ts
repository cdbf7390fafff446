import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { collectRows, openDuckDb, openSqlite, type Batch, type SqlConnector, type Value } from '@millrace/connectors';
import { build, type DataType } from '@millrace/sql-ir';
import { identifiers, nullable, propertyRuns, propertyTimeout, valuesOf } from '@millrace/testkit';

const types: readonly DataType[] = [
  ...['BOOLEAN', 'SMALLINT', 'INTEGER', 'BIGINT', 'DOUBLE', 'VARCHAR', 'BINARY', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'UUID'].map((name) => build.type(name)),
  build.type('DECIMAL', 30, 10), build.type('DECIMAL', 9, 2),
];

/** SQLite keeps a REAL that is whole as an integer, which has no -0; https://www.sqlite.org/datatype3.html#storage_classes_and_datatypes */
const unsigned = (value: Value): Value => (Object.is(value, -0) ? 0 : value);

describe.each([
  ['DuckDB', (): Promise<SqlConnector> => openDuckDb(), (value: Value): Value => value], ['SQLite', (): Promise<SqlConnector> => openSqlite(), unsigned],
] as const)('%s', (_, open, stored) => {
  it('brings back any table as it was written', async () => {
    await using db = await open();
    const columns = fc.uniqueArray(fc.tuple(identifiers(), fc.constantFrom(...types)), { minLength: 1, maxLength: 5, selector: ([name]) => name.toLowerCase() });
    const tables = fc.tuple(identifiers(), columns).chain(([name, fields]) =>
      fc.tuple(fc.constant(name), fc.constant(fields), fc.array(fc.tuple(...fields.map(([, type]) => nullable(valuesOf(type)))), { maxLength: 20 })));
    await fc.assert(fc.asyncProperty(tables, async ([name, columnsOf, rows]) => {
      const fields = columnsOf.map(([column, type]) => ({ name: column, type, nullable: true }));
      const batch: Batch = { fields, rowCount: rows.length, columns: fields.map((__, c) => rows.map((row): Value => row[c] ?? null)) };
      await db.write([name], fields, (async function* (): AsyncGenerator<Batch> {
        await Promise.resolve();
        yield batch;
      })(), { mode: 'replace' });
      expect(await collectRows(db.read([name]))).toEqual(rows.map((row) => Object.fromEntries(fields.map((field, c) => [field.name, stored(row[c] ?? null)]))));
      // Thousands of tables left behind would make each one slower.
      await db.execute(`DROP TABLE "${name.replaceAll('"', '""')}"`);
    }), { numRuns: propertyRuns(60), seed: 20_240_131 });
  }, propertyTimeout(60));
});
