import { parseArgs } from 'node:util';
import { simulate } from '../src/index.ts';
import { shop } from './models.ts';

/** A process that simulates until someone ends it, and tells of its progress on standard output. */
const { values } = parseArgs({ options: { url: { type: 'string', default: '' }, ledger: { type: 'string', default: '' } } });
await simulate({ ...shop, name: 'felled' }, {
  seed: 8, target: { url: values.url }, ledger: values.ledger, until: { changes: 1_000_000 }, workload: { transaction: 20, rollback: 0.05 }, evolution: { every: 300 },
  onProgress: ({ changes }) => process.stdout.write(`${changes}\n`),
}).execute();
