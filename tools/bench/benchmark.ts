/** One thing measured against the limit it cannot pass, or against a peer, in the same run. */
export interface Benchmark {
  readonly name: string;
  /** What `ours` and `theirs` do, in a few words: `rows fetched from DuckDB, 1 M × 5`. */
  readonly task: string;
  /** The limit or the peer: `@duckdb/node-api alone`. */
  readonly peer: string;
  /** How much one call of `ours` or `theirs` does, in `unit`. */
  readonly amount: number;
  readonly unit: string;
  /** Interleaved rounds; the medians count. */
  readonly rounds: number;
  open(): Promise<Arms>;
}

/** The two sides of a benchmark, ready to run. */
export interface Arms extends AsyncDisposable {
  ours(): Promise<void> | void;
  theirs(): Promise<void> | void;
}

export interface Measured {
  readonly name: string;
  readonly task: string;
  readonly peer: string;
  readonly unit: string;
  /** Units per second, from the median round. */
  readonly ours: number;
  readonly theirs: number;
  /** Ours over theirs: 1 is the limit itself, more beats a peer. */
  readonly ratio: number;
}

/** Runs a benchmark: one round each to warm up, then rounds in turn, so that a noisy moment hits both sides. */
export async function measure(benchmark: Benchmark): Promise<Measured> {
  await using arms = await benchmark.open();
  const ours: number[] = [];
  const theirs: number[] = [];
  await arms.ours();
  await arms.theirs();
  for (let round = 0; round < benchmark.rounds; round++) {
    ours.push(await secondsOf(() => arms.ours()));
    theirs.push(await secondsOf(() => arms.theirs()));
  }
  const { name, task, peer, unit, amount } = benchmark;
  const rates = { ours: amount / median(ours), theirs: amount / median(theirs) };
  return { name, task, peer, unit, ...rates, ratio: rates.ours / rates.theirs };
}

async function secondsOf(work: () => Promise<void> | void): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
