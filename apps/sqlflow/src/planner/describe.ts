import { basename, join } from 'node:path';
import { redact } from '@millrace/diagnostics';
import { parsePipeline } from '../dsl/parse.ts';
import { pieces } from '../dsl/piece.ts';
import { variableAt, type VariableValue } from '../dsl/template.ts';
import { readFileSync, statSync } from 'node:fs';
import { errors } from '../errors.ts';
import { renderDag } from '../graph/render.ts';
import { type CompileOptions, compilePipeline } from './compile.ts';
import { pipelineFiles } from './project.ts';
import { shownTable } from './step.ts';

/** A variable that a pipeline's files mention. */
export interface VariableUse {
  readonly name: string;
  readonly fallback?: VariableValue;
}

/** What a pipeline is made of. */
export interface PipelineDescription {
  readonly name: string;
  readonly files: readonly string[];
  readonly sources: readonly { readonly name: string; readonly type: string; readonly incremental: boolean }[];
  readonly tables: readonly string[];
  readonly exports: readonly { readonly type: string; readonly destination: string }[];
  readonly variables: readonly VariableUse[];
  /** Ids of steps, each with the ids it waits for. */
  readonly dependencies: Readonly<Record<string, readonly string[]>>;
  /** The DAG drawn as text. */
  readonly dag: string;
}

/** A pipeline file of a project. */
export interface PipelineListing {
  readonly name: string;
  /** Relative to the project. */
  readonly file: string;
  readonly statements: number;
  /** Syntax errors in it. */
  readonly errors: number;
}

function variablesIn(source: string): readonly VariableUse[] {
  const found = new Map<string, VariableUse>();
  for (const piece of pieces(source)) {
    if (piece.kind === 'comment') continue;
    for (let at = source.indexOf('${', piece.start); at !== -1 && at < piece.end; at = source.indexOf('${', at + 2)) {
      const variable = variableAt(source, at);
      if (variable === undefined || (found.get(variable.name)?.fallback !== undefined)) continue;
      found.set(variable.name, { name: variable.name, ...(variable.fallback === undefined ? {} : { fallback: variable.fallback }) });
    }
  }
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}

/** Tells what a pipeline reads, makes and writes. @throws ToolError as `compilePipeline`. */
export async function describePipeline(file: string, options: CompileOptions = {}): Promise<PipelineDescription> {
  const compiled = await compilePipeline(file, options);
  const { steps, root } = compiled;
  return {
    name: compiled.name,
    files: compiled.files,
    sources: steps.flatMap((step) => (step.kind === 'source' ? [{ name: step.name, type: step.type, incremental: step.incremental !== undefined }] : [])),
    tables: [...new Set(steps.flatMap((step) => ('table' in step ? [shownTable(step.table)] : [])))],
    exports: steps.flatMap((step) => (step.kind === 'export' ? [{ type: step.type, destination: redact(step.destination) }] : [])),
    variables: variablesIn(compiled.files.map((name) => readFileSync(join(root, name), 'utf8')).join('\n')),
    dependencies: Object.fromEntries(steps.map((step) => [step.id, step.dependsOn])),
    dag: renderDag(compiled, 'text'),
  };
}

/**
 * The pipelines of a project folder, each with what its file holds.
 *
 * @throws ToolError FLOW_NO_FOLDER.
 */
export function listPipelines(folder: string): readonly PipelineListing[] {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) throw errors.FLOW_NO_FOLDER.error({ folder });
  return pipelineFiles(folder).map((file) => {
    const parsed = parsePipeline(readFileSync(join(folder, file), 'utf8'), file);
    return { name: basename(file).replace(/\.sf$/, ''), file, statements: parsed.statements.length, errors: parsed.diagnostics.length };
  });
}
