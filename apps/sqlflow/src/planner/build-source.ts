import type { Diagnostic } from '@millrace/diagnostics';
import { didYouMean } from '@millrace/diagnostics';
import { locationOf } from '../dsl/scanner.ts';
import type { SourceStatement } from '../dsl/statement.ts';
import { errors } from '../errors.ts';
import type { Placed } from './expand.ts';
import { checkFileSettings, fileFormats, idleSourceParameters } from './formats.ts';
import type { ProfileConnector } from './profile.ts';
import type { JsonValue } from './resolve-json.ts';
import { resolveSettings } from './resolve-json.ts';
import type { Incremental, Settings, SourceStep } from './step.ts';
import { collecting, resolveText, type Scope } from './variables.ts';

/** What building a step may look at and report to. */
export interface BuildContext {
  readonly scope: Scope;
  readonly connectors: Readonly<Record<string, ProfileConnector>>;
  /** Connector kinds that can be sources and destinations besides files. */
  readonly kinds: readonly string[];
  readonly problems: Diagnostic[];
}

/** Names a connector kind may go by. */
const synonyms: Readonly<Record<string, string>> = { postgresql: 'postgres', ndjson: 'jsonl', json_lines: 'jsonl' };

/** The kind a type word stands for: `POSTGRESQL` is `postgres`. */
export function kindOf(word: string): string {
  const lower = word.toLowerCase();
  return synonyms[lower] ?? lower;
}

function listOf(value: JsonValue | undefined): readonly string[] {
  if (typeof value === 'string') return value.split(',').map((item) => item.trim());
  return Array.isArray(value) ? value.map((item) => String(item)) : [];
}

function incrementalOf(settings: Settings, placed: Placed<SourceStatement>, problems: Diagnostic[]): Incremental | undefined {
  const { sync_mode: mode = 'full_refresh', cursor_field: cursor, lookback_window: lookback } = settings.values;
  const at = locationOf(placed.text, settings.spans['sync_mode'] ?? placed.statement.name);
  if (mode !== 'incremental') {
    if (mode !== 'full_refresh') problems.push(errors.FLOW_BAD_PARAMETER.diagnostic({ what: 'The parameter', name: 'sync_mode', problem: "must be 'full_refresh' or 'incremental'" }, at));
    return undefined;
  }
  if (typeof cursor === 'string') return { cursor, lookback: typeof lookback === 'number' ? lookback : 0 };
  problems.push(errors.FLOW_MISSING_PARAMETER.diagnostic({ what: 'parameter', name: 'cursor_field', type: 'an incremental source' }, at));
  return undefined;
}

/** The connector a SOURCE or EXPORT names, from the profile. @returns undefined, with a finding, when it has none of that name. */
export function findConnector(name: string, at: Parameters<typeof errors.FLOW_UNKNOWN_CONNECTOR.diagnostic>[1], context: BuildContext): ProfileConnector | undefined {
  const connector = Object.hasOwn(context.connectors, name) ? context.connectors[name] : undefined;
  if (connector !== undefined) return connector;
  const known = Object.keys(context.connectors);
  const hint = didYouMean(name, known);
  context.problems.push(errors.FLOW_UNKNOWN_CONNECTOR.diagnostic({ name, known: known.join(', ') || 'none' }, hint === undefined ? at : { ...at, hint }));
  return undefined;
}

function originOf(placed: Placed<SourceStatement>, own: Settings, context: BuildContext): { readonly type: string; readonly settings: Settings; readonly connector?: string } | undefined {
  const { statement, text } = placed;
  if ('type' in statement.by) return { type: kindOf(statement.by.type.text), settings: own };
  const template = statement.by.connector;
  const name = collecting(context.problems, () => resolveText(template, context.scope, text));
  if (name === undefined) return undefined;
  const connector = findConnector(name, locationOf(text, template), context);
  if (connector === undefined) return undefined;
  return { type: connector.type, connector: name, settings: { values: { ...connector.params, ...own.values }, spans: own.spans } };
}

/** Builds the step of a SOURCE. @returns undefined when findings were reported that leave nothing to work with. */
export function buildSource(placed: Placed<SourceStatement>, context: BuildContext): SourceStep | undefined {
  const { statement, text } = placed;
  const own = resolveSettings(statement.params, context.scope, text, context.problems);
  const origin = originOf(placed, own, context);
  if (origin === undefined) return undefined;
  const { type, settings } = origin;
  const at = 'type' in statement.by ? statement.by.type : statement.by.connector;
  const isFile = Object.hasOwn(fileFormats, type);
  if (!isFile && !context.kinds.includes(type)) {
    const known = [...Object.keys(fileFormats), ...context.kinds];
    const hint = didYouMean(type, known);
    const location = locationOf(text, at);
    context.problems.push(errors.FLOW_UNKNOWN_TYPE.diagnostic({ what: 'connector', type: type.toUpperCase(), known: known.join(', ').toUpperCase() }, hint === undefined ? location : { ...location, hint }));
    return undefined;
  }
  if (isFile) context.problems.push(...checkFileSettings(type, settings, 'source', text));
  if (isFile && settings.values['path'] === undefined && statement.params.entries.every((entry) => entry.key !== 'path')) {
    context.problems.push(errors.FLOW_MISSING_PARAMETER.diagnostic({ what: 'parameter', name: 'path', type: type.toUpperCase() }, locationOf(text, statement.params.end > statement.params.start ? statement.params : at)));
  }
  for (const idle of idleSourceParameters) {
    const span = own.spans[idle];
    if (span !== undefined) context.problems.push(errors.FLOW_IDLE_PARAMETER.diagnostic({ name: idle }, locationOf(text, span)));
  }
  const incremental = incrementalOf(settings, placed, context.problems);
  const name = statement.name.parts.join('.');
  return {
    kind: 'source', id: `source_${name}`, name, type, settings, text, span: statement, dependsOn: [],
    primaryKey: listOf(settings.values['primary_key']),
    ...(origin.connector === undefined ? {} : { connector: origin.connector }), ...(incremental === undefined ? {} : { incremental }),
  };
}
