import { messageOf } from '@millrace/diagnostics';
import { existsSync, readdirSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { errors } from '../errors.ts';
import { isScalarUdf, type ScalarUdf } from './scalar-udf.ts';
import { isTableUdf, type TableUdf } from './table-udf.ts';

/** A UDF with the names it is called by. */
export interface FoundUdf {
  readonly name: string;
  /** The file's name without its extension. */
  readonly module: string;
  /** Relative to the project. */
  readonly file: string;
  readonly udf: ScalarUdf;
}

let isHooked = false;

const isTypeScript = /\/udfs\/.*\.ts$/;

/** Lets UDF files import this package where a project has none of its own, and be modules whatever its package.json says. */
function provideThisPackage(): void {
  if (isHooked) return;
  isHooked = true;
  const own = pathToFileURL(createRequire(import.meta.url).resolve('@millrace/sqlflow')).href;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier !== '@millrace/sqlflow') {
        const found = next(specifier, context);
        return isTypeScript.test(found.url) ? { ...found, format: 'module-typescript' } : found;
      }
      try {
        return next(specifier, context);
      } catch {
        return { url: own, format: own.endsWith('.ts') ? 'module-typescript' : 'module', shortCircuit: true };
      }
    },
    // `require` heeds the format of a module only where a load hook stands.
    load: (url, context, next) => next(url, context),
  });
}

function loadModule(path: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const loaded: unknown = createRequire(import.meta.url)(path);
    return typeof loaded === 'object' && loaded !== null ? { ...loaded } : {};
  } catch (error) {
    throw errors.FLOW_UDF_LOAD.error({ file, problem: messageOf(error) }, { file }, { cause: error });
  }
}

function filesIn(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:ts|mts|js|mjs)$/.test(name) && !/\.(?:test|d)\.[cm]?[jt]s$/.test(name))
    .map((name) => join(folder, name)).toSorted();
}

/**
 * Loads the UDFs of a project: what the files of `udfs/` in its root, and beside the pipeline, export.
 *
 * @throws ToolError FLOW_UDF_LOAD when a file cannot be loaded.
 */
export function findUdfs(root: string, pipeline: string): { readonly scalar: readonly FoundUdf[]; readonly table: ReadonlyMap<string, TableUdf> } {
  const folders = new Set([join(root, 'udfs'), join(dirname(resolve(pipeline)), 'udfs')]);
  const files = [...folders].flatMap(filesIn);
  if (files.length > 0) provideThisPackage();
  const scalar: FoundUdf[] = [];
  const table = new Map<string, TableUdf>();
  for (const path of files) {
    const file = relative(root, path);
    const module = basename(path).replace(/\.[cm]?[jt]s$/, '');
    for (const [name, udf] of Object.entries(loadModule(path, file))) {
      if (isScalarUdf(udf)) scalar.push({ name, module, file, udf });
      else if (isTableUdf(udf)) table.set(`${module}.${name}`, udf).set(name, udf);
    }
  }
  return { scalar, table };
}
