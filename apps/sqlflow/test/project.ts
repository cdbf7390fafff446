import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { collectRows, openDuckDb, type Row } from '@millrace/connectors';
import { type Diagnostic, locate, ToolError } from '@millrace/diagnostics';
import { temporaryFolder } from '@millrace/testkit';
import { type CompileOptions, compilePipeline, planJson, type PlanJson, type RunOptions, type RunResult, runPipeline } from '@millrace/sqlflow';

/** What a run or a compilation came to, whether it returned or threw. */
export interface Outcome {
  readonly exitCode: number;
  readonly messages: readonly string[];
  /** `file:line:column CODE` of each error. */
  readonly places: readonly string[];
  readonly hints: readonly string[];
  readonly result?: RunResult;
  readonly plan?: PlanJson;
}

/** A project in a temporary folder, seen from outside: files in, files out. */
export interface TestProject extends Disposable {
  readonly path: string;
  write(name: string, text: string): void;
  read(name: string): string;
  /** Every file but databases, sorted. */
  files(): readonly string[];
  run(file?: string, options?: RunOptions): Promise<Outcome>;
  compile(file?: string, options?: CompileOptions): Promise<Outcome>;
  /** Rows of a query on a database file of the project. */
  query(sql: string, database?: string): Promise<readonly Row[]>;
}

/** The file of the specification's first example. */
export const xCsv = 'id,name,amt\n1,a,10\n2,b,20\n3,c,30\n';
export const sourceS = 'SOURCE s TYPE CSV PARAMS {"path": "data/x.csv", "has_header": true};\n';

function outcomeOf(diagnostics: readonly Diagnostic[], exitCode: number): Outcome {
  const found = diagnostics.filter((d) => d.severity === 'error');
  return {
    exitCode,
    messages: found.map((d) => d.message),
    hints: found.map((d) => d.hint ?? ''),
    places: found.map((d) => {
      const at = d.source === undefined || d.span === undefined ? undefined : locate(d.source, d.span.start);
      return `${d.file ?? ''}:${at?.line ?? 0}:${at?.column ?? 0} ${d.code}`;
    }),
  };
}

async function caught(work: () => Promise<Outcome>): Promise<Outcome> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ToolError) return outcomeOf(error.diagnostics, error.exitCode);
    throw error;
  }
}

/** @param files by name; `p.sf` is the pipeline unless another is named. */
export function testProject(files: Readonly<Record<string, string>>): TestProject {
  const folder = temporaryFolder();
  const at = (name: string): string => join(folder.path, name);
  const write = (name: string, text: string): void => {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  };
  for (const [name, text] of Object.entries({ 'data/x.csv': xCsv, ...files })) write(name, text);
  return {
    path: folder.path,
    write,
    read: (name) => readFileSync(at(name), 'utf8'),
    files: () => readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.duckdb(?:\.wal)?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.path.length + 1)).toSorted(),
    run: (file = 'p.sf', options = {}) => caught(async () => {
      const result = await runPipeline(at(file), options);
      return { ...outcomeOf(result.diagnostics, result.exitCode), result };
    }),
    compile: (file = 'p.sf', options = {}) => caught(async () => ({ ...outcomeOf([], 0), plan: planJson(await compilePipeline(at(file), options)) })),
    query: async (sql, database = 'w.duckdb') => {
      await using connector = await openDuckDb({ path: at(database), readOnly: true });
      return await collectRows((await connector.query(sql)).batches);
    },
    [Symbol.dispose]: () => folder[Symbol.dispose](),
  };
}
