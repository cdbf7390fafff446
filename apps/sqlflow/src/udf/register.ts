import {
  BIGINT, BOOLEAN, DATE, DOUBLE, type DuckDBDataChunk, type DuckDBScalarFunctionInfo, DuckDBScalarFunction, type DuckDBType, type DuckDBValue, type DuckDBVector, INTEGER, TIMESTAMP, VARCHAR,
} from '@duckdb/node-api';
import { type Diagnostic, didYouMean, messageOf } from '@millrace/diagnostics';
import type { DuckDbConnector } from '@millrace/connectors';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import type { CompiledPipeline } from '../planner/compile.ts';
import { udfName } from '../planner/udf-call.ts';
import { findUdfs, type FoundUdf } from './find-udfs.ts';
import type { TableUdf } from './table-udf.ts';
import { fromDuckDb, toDuckDb } from './udf-values.ts';
import type { ScalarUdf, UdfType, UdfValue } from './scalar-udf.ts';

const types: Readonly<Record<UdfType, DuckDBType>> = { BOOLEAN, INTEGER, BIGINT, DOUBLE, VARCHAR, DATE, TIMESTAMP };

function rowError(name: string, udf: ScalarUdf, values: readonly UdfValue[], error: unknown): Error {
  const shown = udf.args.map((arg, i) => `${arg.name} = ${typeof values[i] === 'string' ? `'${values[i].slice(0, 40)}'` : String(values[i])}`).join(', ');
  return new Error(`UDF '${name}' failed for (${shown}): ${messageOf(error).split('\n')[0] ?? ''}`);
}

/** The callback DuckDB runs per chunk of up to 2048 rows, on JavaScript's main thread. */
function chunkFunction(name: string, udf: ScalarUdf, arity: number): (info: DuckDBScalarFunctionInfo, input: DuckDBDataChunk, output: DuckDBVector) => void {
  const readers = udf.args.map((arg) => fromDuckDb(arg.type));
  const write = toDuckDb(udf.returns);
  const fallbacks = udf.args.slice(arity).map((arg) => arg.fallback ?? null);
  const run = udf.run as (...args: readonly UdfValue[]) => unknown;
  return (_info, input, output) => {
    const vectors = udf.args.slice(0, arity).map((_, i) => input.getColumnVector(i));
    const values: UdfValue[] = [...vectors.map(() => null), ...fallbacks];
    for (let row = 0; row < input.rowCount; row++) {
      let hasNull = false;
      for (let i = 0; i < arity; i++) {
        const item: DuckDBValue | undefined = vectors[i]?.getItem(row);
        const value = item === null || item === undefined ? null : (readers[i]?.(item) ?? null);
        values[i] = value;
        hasNull ||= value === null;
      }
      if (hasNull && udf.nulls === 'propagate') {
        output.setItem(row, null);
        continue;
      }
      try {
        output.setItem(row, write(run(...values)));
      } catch (error) {
        throw rowError(name, udf, values, error);
      }
    }
    output.flush();
  };
}

function checkUdf({ name, file, udf }: FoundUdf): void {
  const complain = (problem: string): Error => errors.FLOW_UDF_INVALID.error({ name, problem }, { file });
  for (const type of [...udf.args.map((arg) => arg.type), udf.returns]) if (!Object.hasOwn(types, type)) throw complain(`'${type}' is no type it can take or give; use ${Object.keys(types).join(', ')}`);
  const firstDefault = udf.args.findIndex((arg) => arg.fallback !== undefined);
  if (firstDefault !== -1 && udf.args.slice(firstDefault).some((arg) => arg.fallback === undefined)) throw complain('only the last arguments can have defaults');
}

/** Registers a UDF under a name, once per number of arguments that a call may have. */
function register(database: DuckDbConnector, sqlName: string, found: FoundUdf): void {
  const { udf } = found;
  const required = udf.args.filter((arg) => arg.fallback === undefined).length;
  for (let arity = required; arity <= udf.args.length; arity++) {
    try {
      database.duckdb.connection.registerScalarFunction(DuckDBScalarFunction.create({
        name: sqlName, parameterTypes: udf.args.slice(0, arity).map((arg) => types[arg.type]), returnType: types[udf.returns],
        mainFunction: chunkFunction(found.name, udf, arity), specialHandling: udf.nulls === 'call', volatile: udf.volatile,
      }));
    } catch (error) {
      throw errors.FLOW_UDF_INVALID.error({ name: found.name, problem: messageOf(error) }, { file: found.file }, { cause: error });
    }
  }
}

/** @throws ToolError FLOW_UDF_UNKNOWN for a `UDF("mod.fn", …)` that no file exports. */
function checkCalls(compiled: CompiledPipeline, known: ReadonlySet<string>, found: readonly FoundUdf[]): void {
  for (const step of compiled.steps) {
    const sql = step.kind === 'transform' ? step.sql : step.kind === 'load' ? step.where : step.kind === 'export' && 'sql' in step.query ? step.query.sql : undefined;
    for (const { from, text } of sql?.replacements ?? []) {
      const name = /^"(.+)"\($/.exec(text)?.[1];
      if (name === undefined || known.has(name)) continue;
      const shown = name.replace(/^udf__/, '').replace('__', '.');
      const names = found.map((one) => `${one.module}.${one.name}`);
      const hint = didYouMean(shown, names);
      const at = locationOf(step.text, from);
      throw errors.FLOW_UDF_UNKNOWN.error({ name: shown, known: names.join(', ') || 'none' }, hint === undefined ? at : { ...at, hint });
    }
  }
}

/** What registering UDFs came to. */
export interface RegisteredUdfs {
  /** A name that two files export can only be called with its file. */
  readonly warnings: readonly Diagnostic[];
  /** By `file.name` and, where it is the only one, by name. */
  readonly tableUdfs: ReadonlyMap<string, TableUdf>;
}

/**
 * Makes a project's UDFs callable in the pipeline's database: under their plain name, and as `UDF("file.name", …)`.
 *
 * @throws ToolError FLOW_UDF_LOAD, FLOW_UDF_INVALID, FLOW_UDF_UNKNOWN.
 */
export function registerUdfs(database: DuckDbConnector, compiled: CompiledPipeline): RegisteredUdfs {
  const { scalar: found, table } = findUdfs(compiled.root, compiled.file);
  const byName = Map.groupBy(found, (one) => one.name.toLowerCase());
  const known = new Set<string>();
  const warnings: Diagnostic[] = [];
  for (const one of found) {
    checkUdf(one);
    const qualified = udfName(`${one.module}.${one.name}`);
    register(database, qualified, one);
    known.add(qualified);
    const others = byName.get(one.name.toLowerCase()) ?? [];
    if (others.length === 1) {
      register(database, one.name, one);
      known.add(one.name);
    } else if (others[0] === one) warnings.push(errors.FLOW_UDF_AMBIGUOUS.diagnostic({ name: one.name, files: others.map((other) => other.file).join(', '), module: one.module }));
  }
  checkCalls(compiled, known, found);
  return { warnings, tableUdfs: table };
}
