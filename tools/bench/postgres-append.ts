import { build } from '@millrace/sql-ir';
import { type Batch, type Field, openPostgres, startEmbeddedPostgres } from '@millrace/connectors';
import { finished } from 'node:stream/promises';
import type { Benchmark } from './benchmark.ts';

const rows = 100_000;
const fields: readonly Field[] = [
  { name: 'id', type: build.type('BIGINT'), nullable: false },
  { name: 'name', type: build.type('VARCHAR'), nullable: true },
  { name: 'amount', type: build.type('DECIMAL', 12, 2), nullable: true },
];
const columns = [Array.from({ length: rows }, (_, i) => BigInt(i)), Array.from({ length: rows }, (_, i) => `customer ${i % 997}`), Array.from({ length: rows }, (_, i) => `${i}.25`)];
const batch: Batch = { fields, rowCount: rows, columns };

/** Bulk loading through the connector against COPY of text that was made beforehand. */
export const postgresAppend: Benchmark = {
  name: 'postgres-append',
  task: `${rows.toLocaleString('en-US')} rows × 3 columns written`,
  peer: 'COPY of ready-made text',
  amount: rows,
  unit: 'rows',
  rounds: 5,
  open: async () => {
    const server = await startEmbeddedPostgres();
    const connector = await openPostgres({ url: server.url });
    await connector.execute('CREATE TABLE ours (id bigint, name text, amount numeric(12,2))');
    await connector.execute('CREATE TABLE theirs (id bigint, name text, amount numeric(12,2))');
    const text = Buffer.from(Array.from({ length: rows }, (_, r) => `${columns.map((column) => String(column[r])).join('\t')}\n`).join(''));
    return {
      ours: async () => {
        await connector.execute('TRUNCATE ours');
        await connector.append(['ours'], once(batch));
      },
      theirs: async () => {
        await connector.execute('TRUNCATE theirs');
        const copy = await connector.client`COPY theirs FROM STDIN`.writable();
        copy.end(text);
        await finished(copy);
      },
      [Symbol.asyncDispose]: async () => {
        await connector.close();
        await server.stop();
      },
    };
  },
};

async function* once(value: Batch): AsyncGenerator<Batch> {
  yield await Promise.resolve(value);
}
