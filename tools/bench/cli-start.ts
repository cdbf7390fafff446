import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Benchmark } from './benchmark.ts';

const bin = join(import.meta.dirname, '../../apps/cli/bin/run.js');
const start = (args: readonly string[]): void => {
  const done = spawnSync(process.execPath, args, { stdio: 'ignore' });
  if (done.status !== 0) throw new Error(`node ${args.join(' ')} ended with ${done.status}`);
};

/** What the command adds to Node's own start; the limit is an empty script. */
export const cliStart: Benchmark = {
  name: 'cli-start',
  task: 'millrace --version',
  peer: 'node with an empty script',
  amount: 1,
  unit: 'starts',
  rounds: 15,
  open: () => Promise.resolve({
    ours: () => start([bin, '--version']),
    theirs: () => start(['--eval', '0']),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }),
};
