import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Dialect, generate, parse as theirParse, transpile as theirTranspile } from '@polyglot-sql/sdk';
import { print } from '@millrace/dialects';
import { parse } from '@millrace/sql-parser';
import { transpile } from '@millrace/transpile';
import type { Benchmark } from './benchmark.ts';
import { largeQuery, sharedStatements } from './sql-statements.ts';

const peer = '@polyglot-sql/sdk';
const statements = sharedStatements();
/** Enough for both sides to be compiled: the first rounds are several times slower than the last, and it takes some fifty until the rate no longer rises. */
const warmUps = 60;
const nothing = { [Symbol.asyncDispose]: (): Promise<void> => Promise.resolve() };

/**
 * A benchmark of one thing done to each statement by both sides.
 *
 * @param times how often each statement is done before the next: 1 has the caches cold for each, as a batch has; more has them warm, as an
 * editor or a server has that sees its statements again.
 */
function perStatement(name: string, task: string, ours: (index: number) => unknown, theirs: (index: number) => unknown, times = 1): Benchmark {
  const all = (act: (index: number) => unknown) => (): void => {
    for (let index = 0; index < statements.length; index++) for (let i = 0; i < times; i++) act(index);
  };
  return {
    name, task: `${task}, ${statements.length} statements`, peer, amount: statements.length * times, unit: 'statements', rounds: 15,
    open: () => {
      for (let i = 0; i < warmUps / times; i++) for (const side of [ours, theirs]) all(side)();
      return Promise.resolve({ ours: all(ours), theirs: all(theirs), ...nothing });
    },
  };
}

const textOf = (index: number): string => statements[index] ?? '';

/** Snowflake to DuckDB, whole. */
export const sqlTranspile: Benchmark = perStatement('sql-transpile', 'Snowflake to DuckDB',
  (index) => transpile(textOf(index), { from: 'snowflake', to: 'duckdb' }),
  (index) => theirTranspile(textOf(index), Dialect.Snowflake, Dialect.DuckDB));

/** The same, each statement twenty times in a row. */
export const sqlTranspileEach: Benchmark = perStatement('sql-transpile-each', 'the same, each 20 times in a row',
  (index) => transpile(textOf(index), { from: 'snowflake', to: 'duckdb' }),
  (index) => theirTranspile(textOf(index), Dialect.Snowflake, Dialect.DuckDB), 20);

/** Text to tree. */
export const sqlParse: Benchmark = perStatement('sql-parse', 'parsing Snowflake',
  (index) => parse(textOf(index), { dialect: 'snowflake' }),
  (index) => theirParse(textOf(index), Dialect.Snowflake));

/** Tree to text. */
export const sqlPrint: Benchmark = {
  ...perStatement('sql-print', 'printing Snowflake', () => undefined, () => undefined),
  open: () => {
    const trees = statements.map((sql) => parse(sql, { dialect: 'snowflake' }).statements);
    const asts = statements.map((sql) => theirParse(sql, Dialect.Snowflake)).map((parsed) => (parsed.success ? parsed.ast : undefined));
    const ours = (): void => { for (const tree of trees) for (const statement of tree) print(statement, 'snowflake'); };
    const theirs = (): void => { for (const ast of asts) generate(ast, Dialect.Snowflake); };
    for (let i = 0; i < warmUps; i++) for (const side of [ours, theirs]) side();
    return Promise.resolve({ ours, theirs, ...nothing });
  },
};

/** One query of 100 kB against ten of 10 kB: 1 is linear. */
export const sqlLarge: Benchmark = {
  name: 'sql-large', task: 'one 100 kB query, Snowflake to DuckDB', peer: 'ten queries of 10 kB', amount: 100, unit: 'kB', rounds: 9,
  open: () => {
    const [large, small] = [largeQuery(100_000), largeQuery(10_000)];
    const translate = (sql: string): void => void transpile(sql, { from: 'snowflake', to: 'duckdb' });
    const arms = { ours: () => translate(large), theirs: () => { for (let i = 0; i < 10; i++) translate(small); } };
    for (let i = 0; i < warmUps; i++) for (const side of Object.values(arms)) side();
    return Promise.resolve({ ...arms, ...nothing });
  },
};

/** A process that imports and translates its first statement; Node's own start is in both. */
export const sqlCold: Benchmark = {
  name: 'sql-cold', task: 'Node starts, imports, translates one statement', peer, amount: 1, unit: 'starts', rounds: 15,
  open: () => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
    const script = (name: string, text: string): string => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    };
    const sql = JSON.stringify("SELECT IFF(a > 1, 'x', 'y') FROM t");
    const ours = script('ours.mjs', `import { transpile } from ${JSON.stringify(import.meta.resolve('@millrace/transpile'))};\nif (transpile(${sql}, { from: 'snowflake', to: 'duckdb' }).statements.length !== 1) process.exit(1);`);
    const theirs = script('theirs.mjs', `import { transpile, Dialect } from ${JSON.stringify(import.meta.resolve('@polyglot-sql/sdk'))};\nif (!transpile(${sql}, Dialect.Snowflake, Dialect.DuckDB).success) process.exit(1);`);
    const run = (path: string) => (): void => {
      const done = spawnSync(process.execPath, [path], { stdio: ['ignore', 'ignore', 'inherit'] });
      if (done.status !== 0) throw new Error(`node ${path} ended with ${done.status}`);
    };
    return Promise.resolve({ ours: run(ours), theirs: run(theirs), [Symbol.asyncDispose]: () => Promise.resolve(rmSync(folder, { recursive: true })) });
  },
};
