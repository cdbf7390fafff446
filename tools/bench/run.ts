// Runs the benchmarks and prints each as a ratio against its limit or peer: `npm run bench [-- name …] [--json]`.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { didYouMean } from '@millrace/diagnostics';
import { renderTable } from '@millrace/cli';
import { type Measured, measure } from './benchmark.ts';
import { benchmarks } from './benchmarks.ts';

const { positionals, values } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
for (const name of positionals) {
  if (benchmarks.some((benchmark) => benchmark.name === name)) continue;
  console.error(`bench: there is no '${name}'; ${didYouMean(name, benchmarks.map((b) => b.name)) ?? `there are ${benchmarks.map((b) => b.name).join(', ')}`}`);
  process.exit(2);
}

const results: Measured[] = [];
for (const benchmark of benchmarks) {
  if (positionals.length > 0 && !positionals.includes(benchmark.name)) continue;
  process.stderr.write(`bench: ${benchmark.name}\n`);
  results.push(await measure(benchmark));
}

if (values.json) console.log(JSON.stringify({ node: process.version, cores: availableParallelism(), results }, null, 2));
else {
  const rate = (n: number): string => (n >= 1000 ? Math.round(n).toLocaleString('en-US') : n.toPrecision(3));
  // What is done a few times a second is better told by how long one takes.
  const speed = (n: number, unit: string): string => (unit === 'starts' ? `${rate(1000 / n)} ms` : `${rate(n)} ${unit}/s`);
  console.log(renderTable(
    [{ title: 'benchmark' }, { title: 'task' }, { title: 'ours', align: 'right' }, { title: 'limit or peer' }, { title: 'theirs', align: 'right' }, { title: 'ratio', align: 'right' }],
    results.map((r) => [r.name, r.task, speed(r.ours, r.unit), r.peer, speed(r.theirs, r.unit), `${r.ratio.toFixed(2)}×`]),
  ));
}
process.exit(0);
