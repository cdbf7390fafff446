import { type Diagnostic, didYouMean } from '@millrace/diagnostics';
import { locationOf } from '../dsl/scanner.ts';
import type { CreateStatement, ExportStatement, LoadStatement, Mode, Name, SourceStatement } from '../dsl/statement.ts';
import { errors } from '../errors.ts';
import { type BuildContext, buildSource, findConnector, kindOf } from './build-source.ts';
import type { Expanded, Placed } from './expand.ts';
import { checkFileSettings, fileFormats, typeOfPath } from './formats.ts';
import { resolveSettings } from './resolve-json.ts';
import type { ExportStep, LoadMode, LoadStep, SourceStep, Step, TableName, TransformMode, TransformStep } from './step.ts';
import { substitute } from './substitute.ts';
import { collecting, resolveText } from './variables.ts';

interface Building extends BuildContext {
  readonly aliases: ReadonlySet<string>;
  readonly sources: ReadonlyMap<string, SourceStep>;
  /** Names of sources that had findings: they exist, but cannot be used. */
  readonly broken: ReadonlySet<string>;
  readonly ids: Set<string>;
}

const daysPerUnit: Readonly<Record<string, number>> = { DAY: 1, WEEK: 7, HOUR: 1 / 24, MINUTE: 1 / 1440, MONTH: 31 };

function unique(id: string, ids: Set<string>): string {
  let candidate = id;
  for (let n = 2; ids.has(candidate); n++) candidate = `${id}_${n}`;
  ids.add(candidate);
  return candidate;
}

/** A table's parts without the alias of an included file. */
function tableOf(name: Name, aliases: ReadonlySet<string>): TableName {
  const [first = '', ...rest] = name.parts;
  return rest.length > 0 && aliases.has(first.toLowerCase()) ? rest : name.parts;
}

function loadModeOf(statement: LoadStatement, source: SourceStep, b: Building, text: Placed['text']): { readonly mode: LoadMode; readonly keys: readonly string[] } {
  const { mode } = statement;
  if (mode === undefined) {
    if (source.incremental === undefined) return { mode: 'REPLACE', keys: [] };
    return source.primaryKey.length > 0 ? { mode: 'UPSERT', keys: source.primaryKey } : { mode: 'APPEND', keys: [] };
  }
  if (mode.type === 'UPSERT') {
    const keys = mode.keys.length > 0 ? mode.keys : source.primaryKey;
    if (keys.length === 0) b.problems.push(errors.FLOW_UPSERT_NEEDS_KEY.diagnostic({}, locationOf(text, mode.span)));
    return { mode: 'UPSERT', keys };
  }
  if (mode.type === 'REPLACE' && source.incremental !== undefined) b.problems.push(errors.FLOW_REPLACE_INCREMENTAL.diagnostic({ name: source.name }, locationOf(text, statement)));
  return { mode: mode.type === 'APPEND' ? 'APPEND' : 'REPLACE', keys: [] };
}

function duplicatePolicy(statement: LoadStatement, b: Building, text: Placed['text']): LoadStep['onDuplicate'] {
  const { values, spans } = resolveSettings(statement.options, b.scope, text, b.problems);
  const { on_duplicate: policy = 'error', ...others } = values;
  for (const name of Object.keys(others)) {
    const hint = didYouMean(name, ['on_duplicate']);
    b.problems.push(errors.FLOW_UNKNOWN_PARAMETER.diagnostic({ what: 'option', name, type: 'LOAD', known: 'on_duplicate' }, { ...locationOf(text, spans[name] ?? statement), ...(hint === undefined ? {} : { hint }) }));
  }
  if (policy === 'error' || policy === 'first' || policy === 'last') return policy;
  b.problems.push(errors.FLOW_BAD_PARAMETER.diagnostic({ what: 'The option', name: 'on_duplicate', problem: "must be 'error', 'first' or 'last'" }, locationOf(text, spans['on_duplicate'] ?? statement)));
  return 'error';
}

function buildLoad(placed: Placed<LoadStatement>, index: number, b: Building): LoadStep | undefined {
  const { statement, text } = placed;
  const name = tableOf(statement.source, b.aliases).join('.');
  const source = b.sources.get(name.toLowerCase());
  if (source === undefined) {
    if (b.broken.has(name.toLowerCase())) return undefined;
    const hint = didYouMean(name, [...b.sources.values()].map((known) => known.name));
    const at = locationOf(text, statement.source);
    b.problems.push(errors.FLOW_UNKNOWN_SOURCE.diagnostic({ name }, hint === undefined ? at : { ...at, hint }));
    return undefined;
  }
  const table = tableOf(statement.table, b.aliases);
  const { where: span } = statement;
  const where = span === undefined ? undefined : collecting(b.problems, () => substitute(text, span, b.scope, b.aliases));
  const { mode, keys } = loadModeOf(statement, source, b, text);
  const onDuplicate = duplicatePolicy(statement, b, text);
  const id = unique(`load_${table.join('.')}_${mode.toLowerCase()}_${index}`, b.ids);
  return { kind: 'load', id, table, source: source.name, mode, keys, onDuplicate, ...(where === undefined ? {} : { where }), text, span: statement, dependsOn: [source.id] };
}

function transformMode(mode: Mode | undefined, text: Placed['text'], b: Building): TransformMode {
  if (mode === undefined) return { type: 'REPLACE' };
  switch (mode.type) {
    case 'UPSERT':
      if (mode.keys.length === 0) b.problems.push(errors.FLOW_UPSERT_NEEDS_KEY.diagnostic({}, { ...locationOf(text, mode.span), hint: 'write MODE UPSERT KEY (column, …) AS' }));
      return { type: 'UPSERT', keys: mode.keys };
    case 'INCREMENTAL': return { type: 'INCREMENTAL', by: mode.by, lookbackDays: (mode.lookback?.amount ?? 0) * (daysPerUnit[(mode.lookback?.unit ?? 'DAY').replace(/S$/, '')] ?? 1) };
    case 'REPLACE': case 'APPEND': return { type: mode.type };
  }
}

function buildTransform(placed: Placed<CreateStatement>, index: number, b: Building): TransformStep | undefined {
  const { statement, text } = placed;
  const sql = collecting(b.problems, () => substitute(text, statement.sql, b.scope, b.aliases));
  const mode = transformMode(statement.mode, text, b);
  if (sql === undefined) return undefined;
  const [call] = sql.tableCalls;
  if (statement.object === 'VIEW' && call !== undefined) {
    b.problems.push(errors.FLOW_UDF_INVALID.diagnostic({ name: call.function, problem: 'a view cannot keep the rows it makes' }, { ...locationOf(text, call.span), hint: 'write CREATE TABLE' }));
  }
  const table = tableOf(statement.name, b.aliases);
  const id = unique(`transform_${table.join('.')}${statement.orReplace ? '_replace' : ''}_${index}`, b.ids);
  return { kind: 'transform', id, object: statement.object, temporary: statement.temporary, orReplace: statement.orReplace, table, mode, sql, text, span: statement, dependsOn: [] };
}

function exportTarget(placed: Placed<ExportStatement>, destination: string, b: Building): { readonly type: string; readonly connector?: string } | undefined {
  const { statement, text } = placed;
  const at = locationOf(text, statement.destination);
  const isNamed = statement.toConnector || Object.hasOwn(b.connectors, destination);
  if (isNamed) {
    const connector = findConnector(destination, at, b);
    return connector === undefined ? undefined : { type: connector.type, connector: destination };
  }
  const written = statement.type === undefined ? undefined : kindOf(statement.type.text);
  const type = written ?? (/^postgres(?:ql)?:\/\//.test(destination) ? 'postgres' : typeOfPath(destination));
  if (type === undefined) {
    b.problems.push(errors.FLOW_NO_EXPORT_TYPE.diagnostic({ destination }, at));
    return undefined;
  }
  if (Object.hasOwn(fileFormats, type) || b.kinds.includes(type)) return { type };
  const known = [...Object.keys(fileFormats), ...b.kinds];
  const hint = didYouMean(type, known);
  const where = locationOf(text, statement.type ?? statement.destination);
  b.problems.push(errors.FLOW_UNKNOWN_TYPE.diagnostic({ what: 'export', type: type.toUpperCase(), known: known.join(', ').toUpperCase() }, hint === undefined ? where : { ...where, hint }));
  return undefined;
}

function buildExport(placed: Placed<ExportStatement>, b: Building): ExportStep | undefined {
  const { statement, text } = placed;
  const { from } = statement;
  const destination = collecting(b.problems, () => resolveText(statement.destination, b.scope, text));
  const settings = resolveSettings(statement.options, b.scope, text, b.problems);
  const query = collecting(b.problems, () => ('sql' in from ? { sql: substitute(text, from.sql, b.scope, b.aliases) } : { table: tableOf(from.table, b.aliases), span: from.table }));
  if (destination === undefined || query === undefined) return undefined;
  const target = exportTarget(placed, destination, b);
  if (target === undefined) return undefined;
  if (Object.hasOwn(fileFormats, target.type)) b.problems.push(...checkFileSettings(target.type, settings, 'export', text));
  const subject = 'table' in query ? query.table.join('.') : /\bfrom\s+"?([\p{L}_][\p{L}\p{N}_]*)/iu.exec(query.sql.text)?.[1] ?? 'query';
  return { kind: 'export', id: unique(`export_${target.type}_${subject}`, b.ids), query, destination, settings, ...target, text, span: statement, dependsOn: [] };
}

function buildSources(expanded: Expanded, context: BuildContext): { readonly sources: Map<string, SourceStep>; readonly broken: Set<string> } {
  const sources = new Map<string, SourceStep>();
  const broken = new Set<string>();
  for (const { statement, text } of expanded.directives) {
    if (statement.kind !== 'Source') continue;
    const key = statement.name.parts.join('.').toLowerCase();
    const first = sources.get(key);
    if (first !== undefined) {
      const related = [{ ...locationOf(first.text, first.span), message: 'it is defined here first' }];
      context.problems.push(errors.FLOW_DUPLICATE_SOURCE.diagnostic({ name: statement.name.parts.join('.') }, { ...locationOf(text, statement.name), related }));
      continue;
    }
    const placed: Placed<SourceStatement> = { statement, text };
    const step = buildSource(placed, context);
    if (step === undefined) broken.add(key);
    else sources.set(key, step);
  }
  return { sources, broken };
}

/** Builds the steps of a pipeline in file order; what is wrong goes to `problems`. */
export function buildSteps(expanded: Expanded, context: BuildContext): { readonly steps: readonly Step[]; readonly problems: readonly Diagnostic[] } {
  const { sources, broken } = buildSources(expanded, context);
  const b: Building = { ...context, aliases: expanded.aliases, sources, broken, ids: new Set([...sources.values()].map((source) => source.id)) };
  const steps = expanded.directives.map(({ statement, text }, index): Step | undefined => {
    switch (statement.kind) {
      case 'Source': {
        const source = sources.get(statement.name.parts.join('.').toLowerCase());
        return source?.span === statement ? source : undefined;
      }
      case 'Load': return buildLoad({ statement, text }, index, b);
      case 'Create': return buildTransform({ statement, text }, index, b);
      case 'Export': return buildExport({ statement, text }, b);
    }
  });
  return { steps: steps.filter((step) => step !== undefined), problems: context.problems };
}
