import type { Benchmark } from './benchmark.ts';
import { cliStart } from './cli-start.ts';
import { duckdbFetch } from './duckdb-fetch.ts';
import { kroftMixed } from './kroft-mixed.ts';
import { mockhausFetch } from './mockhaus-fetch.ts';
import { mockhausQuery } from './mockhaus-query.ts';
import { moltresCompile } from './moltres-compile.ts';
import { postgresAppend } from './postgres-append.ts';
import { sqlCold, sqlLarge, sqlParse, sqlPrint, sqlTranspile, sqlTranspileEach } from './sql-speed.ts';
import { sqlflowRun } from './sqlflow-run.ts';

/** Every benchmark; a new one is a file and a line here. */
export const benchmarks: readonly Benchmark[] = [cliStart, sqlTranspile, sqlTranspileEach, sqlParse, sqlPrint, sqlLarge, sqlCold, moltresCompile, duckdbFetch, postgresAppend, sqlflowRun, kroftMixed, mockhausQuery, mockhausFetch];
