import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { runPipeline } from '@millrace/sqlflow';
import type { Benchmark } from './benchmark.ts';

const rows = 2_000_000;

/** A pipeline from Parquet to Parquet against the same SQL typed into DuckDB. */
export const sqlflowRun: Benchmark = {
  name: 'sqlflow-run',
  task: `${rows.toLocaleString('en-US')} rows loaded, grouped and exported`,
  peer: 'the same SQL in DuckDB',
  amount: rows,
  unit: 'rows',
  rounds: 5,
  open: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-'));
    const raw = await (await DuckDBInstance.create()).connect();
    const [input, output, pipeline] = [join(folder, 'in.parquet'), join(folder, 'out.parquet'), join(folder, 'bench.sf')];
    await raw.run(`COPY (SELECT i AS id, i % 1000 AS k, i * 0.5 AS amount FROM range(${rows}) t(i)) TO '${input}'`);
    const grouped = 'SELECT k, count(*) AS n, sum(amount) AS total FROM t GROUP BY k';
    await writeFile(pipeline, `SOURCE s TYPE PARQUET PARAMS {"path": "${input}"};\nLOAD t FROM s;\nCREATE TABLE u AS ${grouped};\nEXPORT u TO "${output}" TYPE PARQUET;\n`);
    return {
      ours: async () => {
        const { status } = await runPipeline(pipeline);
        if (status !== 'succeeded') throw new Error(`the pipeline ${status}`);
      },
      theirs: async () => {
        const connection = await (await DuckDBInstance.create()).connect();
        await connection.run(`CREATE TABLE t AS SELECT * FROM read_parquet('${input}')`);
        await connection.run(`CREATE TABLE u AS ${grouped}`);
        await connection.run(`COPY u TO '${output}' (FORMAT parquet)`);
        connection.disconnectSync();
      },
      [Symbol.asyncDispose]: async () => {
        raw.disconnectSync();
        await rm(folder, { recursive: true });
      },
    };
  },
};
