import { type Diagnostic, ToolError } from '@millrace/diagnostics';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { parsePipeline } from '../dsl/parse.ts';
import { locationOf } from '../dsl/scanner.ts';
import type { CreateStatement, ExportStatement, IfStatement, IncludeStatement, LoadStatement, SourceStatement, SourceText, Statement } from '../dsl/statement.ts';
import { errors } from '../errors.ts';
import { holds, singleEquals } from './evaluate.ts';
import { collecting, resolveText, type Scope, type SetValue } from './variables.ts';

export type Directive = SourceStatement | LoadStatement | CreateStatement | ExportStatement;

/** A statement that does something, with the file it stands in. */
export interface Placed<T extends Directive = Directive> {
  readonly statement: T;
  readonly text: SourceText;
}

/** A pipeline with its files read, its conditions decided and its variables known. */
export interface Expanded {
  readonly directives: readonly Placed[];
  readonly scope: Scope;
  /** Lower-cased aliases of INCLUDE. */
  readonly aliases: ReadonlySet<string>;
  readonly files: readonly SourceText[];
  readonly diagnostics: readonly Diagnostic[];
}

interface Expansion {
  readonly scope: Scope & { readonly sets: Map<string, SetValue> };
  readonly root: string;
  readonly directives: Placed[];
  readonly aliases: Set<string>;
  readonly files: SourceText[];
  readonly problems: Diagnostic[];
}

/** Reads a file under the name that diagnostics show: relative to the project. */
function readText(path: string, root: string): SourceText {
  return { file: relative(root, path) || path, source: readFileSync(path, 'utf8') };
}

function openFile(path: string, e: Expansion): { readonly text: SourceText; readonly statements: readonly Statement[] } {
  const text = readText(path, e.root);
  const parsed = parsePipeline(text.source, text.file);
  if (!e.files.some((known) => known.file === text.file)) {
    e.files.push(text);
    e.problems.push(...parsed.diagnostics);
  }
  return { text, statements: parsed.statements };
}

function collectSets(statements: readonly Statement[], text: SourceText, e: Expansion): void {
  for (const statement of statements) {
    if (statement.kind === 'Set') e.scope.sets.set(statement.name.parts.join('.'), { value: statement.value, text });
  }
}

function expandInclude(statement: IncludeStatement, text: SourceText, path: readonly string[], e: Expansion): void {
  const name = resolveText(statement.path, e.scope, text);
  const file = resolve(dirname(path.at(-1) ?? e.root), name);
  const at = locationOf(text, statement.path);
  if (!existsSync(file)) throw errors.FLOW_NO_INCLUDE.error({ file: name }, at);
  if (statSync(file).isDirectory()) throw errors.FLOW_IS_FOLDER.error({ file: name }, { ...at, hint: 'include its files one by one' });
  if (path.includes(file)) {
    throw errors.FLOW_INCLUDE_CYCLE.error({ path: [...path.slice(path.indexOf(file)), file].map((step) => relative(e.root, step)).join(' -> ') }, at);
  }
  const alias = statement.alias?.parts.join('.').toLowerCase();
  if (alias !== undefined) e.aliases.add(alias);
  expandFile(file, [...path, file], e);
}

function expandIf(statement: IfStatement, text: SourceText, path: readonly string[], e: Expansion): void {
  for (const { condition, body } of statement.branches) {
    e.problems.push(...singleEquals(condition).map((place) => errors.FLOW_EQUALS_SIGN.diagnostic({}, locationOf(text, place))));
    const isTrue = collecting(e.problems, () => holds(condition, e.scope, text));
    if (isTrue !== true) continue;
    collectSets(body, text, e);
    return expandAll(body, text, path, e);
  }
  collectSets(statement.otherwise, text, e);
  expandAll(statement.otherwise, text, path, e);
}

function expandAll(statements: readonly Statement[], text: SourceText, path: readonly string[], e: Expansion): void {
  for (const statement of statements) {
    if (statement.kind === 'If') expandIf(statement, text, path, e);
    else if (statement.kind === 'Include') collecting(e.problems, () => expandInclude(statement, text, path, e));
    else if (statement.kind !== 'Set') e.directives.push({ statement, text });
  }
}

function expandFile(file: string, path: readonly string[], e: Expansion): void {
  const { text, statements } = openFile(file, e);
  collectSets(statements, text, e);
  expandAll(statements, text, path, e);
}

/**
 * Reads a pipeline file and those it includes, and decides its conditions.
 * The SETs of a file count from its first line on, those of a chosen branch from the branch on; the last one wins.
 *
 * @param file absolute path. @param root the project's folder, from which diagnostics name files.
 * @throws ToolError FLOW_NO_FILE, FLOW_IS_FOLDER.
 */
export function expandPipeline(file: string, root: string, scope: Omit<Scope, 'sets'>): Expanded {
  if (!existsSync(file)) throw errors.FLOW_NO_FILE.error({ file });
  if (statSync(file).isDirectory()) throw errors.FLOW_IS_FOLDER.error({ file });
  const e: Expansion = { scope: { ...scope, sets: new Map() }, root, directives: [], aliases: new Set(), files: [], problems: [] };
  try {
    expandFile(file, [file], e);
  } catch (error) {
    if (error instanceof ToolError) e.problems.push(...error.diagnostics);
    else throw error;
  }
  if (e.directives.length === 0 && e.problems.length === 0) e.problems.push(errors.FLOW_EMPTY.diagnostic({ file: relative(root, file) || file }));
  return { directives: e.directives, scope: e.scope, aliases: e.aliases, files: e.files, diagnostics: e.problems };
}
