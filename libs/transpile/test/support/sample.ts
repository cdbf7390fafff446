import { type Catalog, numberType, types, varcharType } from '@millrace/transpile';
import type { DuckDBConnection } from '@duckdb/node-api';
import { catalogOf } from './engine.ts';

/** Two small tables: orders, with a VARIANT, and customers. */
export const sampleCatalog: Catalog = catalogOf(
  {
    name: ['DB', 'S', 'ORDERS'], physicalName: ['ORDERS'],
    columns: [
      { name: 'ID', type: numberType(38), nullable: false }, { name: 'CUSTOMER', type: varcharType(20), nullable: true }, { name: 'AMOUNT', type: numberType(10, 2), nullable: true },
      { name: 'ORDERED', type: types.date, nullable: true }, { name: 'DETAIL', type: types.variant, nullable: true },
    ],
  },
  { name: ['DB', 'S', 'CUSTOMERS'], physicalName: ['CUSTOMERS'], columns: [{ name: 'CUSTOMER', type: varcharType(20), nullable: false }, { name: 'City', type: types.text, nullable: true }] },
);

/** Makes the tables of `sampleCatalog` and fills them. */
export async function createSample(connection: DuckDBConnection): Promise<void> {
  await connection.run('CREATE TABLE "ORDERS" ("ID" DECIMAL(38, 0), "CUSTOMER" VARCHAR, "AMOUNT" DECIMAL(10, 2), "ORDERED" DATE, "DETAIL" JSON)');
  await connection.run('CREATE TABLE "CUSTOMERS" ("CUSTOMER" VARCHAR, "City" VARCHAR)');
  await connection.run(`INSERT INTO "ORDERS" VALUES
    (1, 'ann', 10.50, '2024-01-31', '{"items":[{"n":2,"sku":"a"},{"n":1,"sku":"b"}],"Note":null}'), (2, 'bob', 20.00, '2024-02-29', '{"items":[]}'), (3, 'ann', NULL, '2024-03-01', NULL)`);
  await connection.run(`INSERT INTO "CUSTOMERS" VALUES ('ann', 'Oslo'), ('bob', NULL)`);
}
