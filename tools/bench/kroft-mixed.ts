import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { openPostgres, startEmbeddedPostgres } from '@millrace/connectors';
import { bookingSchema, bookingWeights, simulate } from '@millrace/kroft';
import type { Benchmark } from './benchmark.ts';

const changes = 50_000;
const perCommit = 500;

/** Mixed row changes, planned, written, and put on the ledger, against COPY of ready-made rows with a commit every 500. */
export const kroftMixed: Benchmark = {
  name: 'kroft-mixed',
  task: `${changes.toLocaleString('en-US')} inserts, updates and deletes in transactions of ${perCommit}`,
  peer: `COPY, a commit every ${perCommit} rows`,
  amount: changes,
  unit: 'changes',
  rounds: 3,
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-'));
    const server = await startEmbeddedPostgres();
    const connector = await openPostgres({ url: server.url });
    await connector.execute('CREATE TABLE limit_rows (id bigint PRIMARY KEY, name text, amount numeric(12,2), at timestamptz)');
    let round = 0;
    return {
      ours: async () => {
        round += 1;
        await simulate(bookingSchema, {
          seed: 1, target: { url: server.url }, ledger: join(folder, `${round}.duckdb`), until: { changes }, ifExists: 'replace', evolution: false,
          workload: { transaction: perCommit, tables: bookingWeights, mix: { insert: 0.77, update: 0.15, delete: 0.08 }, rollback: 0 },
        }).execute();
      },
      theirs: async () => {
        await connector.execute('TRUNCATE limit_rows');
        for (let from = 0; from < changes; from += perCommit) {
          const copy = await connector.client`COPY limit_rows FROM STDIN`.writable();
          copy.end(Array.from({ length: perCommit }, (_, i) => `${from + i}\tcustomer ${i}\t${i}.25\t2024-01-01 00:00:00+00\n`).join(''));
          await finished(copy);
        }
      },
      [Symbol.asyncDispose]: async () => {
        await connector.close();
        await server.stop();
        await rm(folder, { recursive: true });
      },
    };
  },
};
