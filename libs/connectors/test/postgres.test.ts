import { afterAll, beforeAll } from 'vitest';
import { openPostgres } from '@millrace/connectors';
import { connectorConformance, sqlConformance, temporaryPostgres, type TemporaryPostgres } from '@millrace/testkit';

let server: TemporaryPostgres;
beforeAll(async () => {
  server = await temporaryPostgres();
});
afterAll(() => server[Symbol.asyncDispose]());

connectorConformance('PostgreSQL', {
  open: async () => openPostgres({ url: await server.createDatabase() }),
  object: (name) => [name],
  // NUMERIC(39) is what PostgreSQL has for 128 bits; a struct is a JSON document.
  stores: { hugeint: String, 'widest hugeint': String, struct: (value) => JSON.stringify(value).replaceAll(/(?<=[:,])(?! )/g, ' ') },
});
sqlConformance('PostgreSQL', async () => openPostgres({ url: await server.createDatabase() }), (index) => `$${index}`);
