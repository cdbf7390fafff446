import type { Benchmark } from './benchmark.ts';
import { cliStart } from './cli-start.ts';
import { duckdbFetch } from './duckdb-fetch.ts';
import { postgresAppend } from './postgres-append.ts';

/** Every benchmark; a new one is a file and a line here. */
export const benchmarks: readonly Benchmark[] = [cliStart, duckdbFetch, postgresAppend];
