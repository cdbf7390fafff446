import { connectorKinds } from '@millrace/connectors';
import { type Diagnostic, ToolError } from '@millrace/diagnostics';
import { relative, resolve } from 'node:path';
import type { VariableValue } from '../dsl/template.ts';
import { connectSteps, type ExistingTables } from '../graph/dependencies.ts';
import { findCycles, orderSteps } from '../graph/order.ts';
import { tableReader } from '../graph/table-reader.ts';
import { buildSteps } from './build-steps.ts';
import { expandPipeline } from './expand.ts';
import { fileFormats } from './formats.ts';
import { loadProfile } from './load-profile.ts';
import type { Profile } from './profile.ts';
import { projectRoot } from './project.ts';
import type { Step } from './step.ts';

export interface CompileOptions {
  /** Values from the command line; they win over all others. */
  readonly variables?: Readonly<Record<string, VariableValue>>;
  /** Name of a profile in `profiles/`; without it `dev`, or none. */
  readonly profile?: string;
  /** The folder that relative paths start from; found from the file when absent. */
  readonly root?: string;
  /** Database file, relative to the current folder; wins over the profile's. */
  readonly database?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** A pipeline that is ready to run: everything decided but the rows. */
export interface CompiledPipeline {
  /** Its path in the project, without `pipelines/` and `.sf`. */
  readonly name: string;
  /** Absolute path of the pipeline file. */
  readonly file: string;
  readonly root: string;
  readonly profile: Profile;
  /** In an order in which they can run one by one. */
  readonly steps: readonly Step[];
  /** Variables of SET and of the profile and the command line, by name. */
  readonly variables: Readonly<Record<string, VariableValue>>;
  /** Every file that was read, relative to `root`. */
  readonly files: readonly string[];
  /** Warnings only. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Connector kinds, besides files, that can be sources and destinations. */
const databaseKinds: readonly string[] = connectorKinds.filter((kind) => !Object.hasOwn(fileFormats, kind));

/** What a pipeline is called, and under what its watermarks are kept: its path in the project, `pipelines/` left out. */
function pipelineName(path: string, root: string): string {
  return relative(root, path).replaceAll('\\', '/').replace(/^pipelines\//, '').replace(/\.sf$/, '');
}

/** @throws ToolError with every error found so far, in file order; warnings go along. */
function stopOnErrors(problems: readonly Diagnostic[]): void {
  if (!problems.some((problem) => problem.severity === 'error')) return;
  const sorted = problems.toSorted((a, b) => (a.file ?? '').localeCompare(b.file ?? '') || (a.span?.start ?? 0) - (b.span?.start ?? 0));
  const isConfiguration = sorted.some((problem) => problem.code === 'FLOW_UNKNOWN_CONNECTOR');
  throw new ToolError(sorted.toSorted((a, b) => Number(a.severity !== 'error') - Number(b.severity !== 'error')), isConfiguration ? 4 : 3);
}

/**
 * Compiles against a known profile and known tables of the database.
 *
 * @param existing lower-cased names of tables that are there already; undefined when unknown.
 */
export async function compileWith(file: string, root: string, profile: Profile, existing: ExistingTables, options: CompileOptions): Promise<CompiledPipeline> {
  const path = resolve(file);
  const environment = options.environment ?? process.env;
  const expanded = expandPipeline(path, root, { given: options.variables ?? {}, profile: profile.variables, environment });
  stopOnErrors(expanded.diagnostics);
  const problems: Diagnostic[] = [...expanded.diagnostics];
  const { steps } = buildSteps(expanded, { scope: expanded.scope, connectors: profile.connectors, kinds: databaseKinds, problems });
  stopOnErrors(problems);
  await using reader = tableReader();
  const connected = await connectSteps(steps, reader, existing, problems);
  stopOnErrors(problems);
  const ordered = orderSteps(connected);
  if (ordered.length < connected.length) stopOnErrors(findCycles(connected));
  return {
    name: pipelineName(path, root), file: path, root, profile, steps: ordered,
    variables: { ...profile.variables, ...options.variables }, files: expanded.files.map((text) => text.file), diagnostics: problems,
  };
}

/** The folder and profile that a pipeline runs with. @throws ToolError FLOW_UNKNOWN_PROFILE, FLOW_BAD_PROFILE. */
export function settingOf(file: string, options: CompileOptions): { readonly root: string; readonly profile: Profile } {
  const root = options.root === undefined ? projectRoot(file) : resolve(options.root);
  const profile = loadProfile(root, options.profile, options.environment ?? process.env);
  const { database } = options;
  if (database === undefined) return { root, profile };
  const { database: _replaced, ...rest } = profile;
  return { root, profile: database === ':memory:' ? rest : { ...rest, database: resolve(database) } };
}

/**
 * Compiles a pipeline without running it and without opening its database.
 *
 * @param file path of the `.sf` file.
 * @throws ToolError with all that is wrong: exit code 3 for the pipeline, 4 for the profile.
 * @example
 * const plan = planJson(await compilePipeline('pipelines/sales.sf', { variables: { day: '2024-01-31' } }));
 */
export async function compilePipeline(file: string, options: CompileOptions = {}): Promise<CompiledPipeline> {
  const { root, profile } = settingOf(file, options);
  return compileWith(file, root, profile, profile.database === undefined ? new Set() : undefined, options);
}
