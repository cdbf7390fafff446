import { didYouMean, messageOf } from '@millrace/diagnostics';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parse } from 'yaml';
import { scalarOf, templateOf, type VariableValue } from '../dsl/template.ts';
import { errors } from '../errors.ts';
import { kindOf } from './build-source.ts';
import type { Profile, ProfileConnector } from './profile.ts';
import type { JsonValue } from './resolve-json.ts';
import { needVariable, type Scope, textOf } from './variables.ts';
import { plainText } from './plain-text.ts';

type Yaml = null | boolean | number | string | readonly Yaml[] | { readonly [key: string]: Yaml };
type Environment = Scope['environment'];

function isMap(value: unknown): value is Readonly<Record<string, Yaml>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Puts environment variables and the profile's own variables in place, in texts at any depth. */
function filled(value: Yaml, scope: Scope, file: string): JsonValue {
  if (typeof value === 'string') {
    const text = { file, source: value };
    const template = templateOf(value, { start: 0, end: value.length }, true);
    const [first] = template.parts;
    if (template.parts.length === 1 && typeof first === 'object') return needVariable(first, scope, text);
    return template.parts.map((part) => (typeof part === 'string' ? part : textOf(needVariable(part, scope, text)))).join('');
  }
  if (Array.isArray(value)) return value.map((item: Yaml) => filled(item, scope, file));
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, filled(item, scope, file)])) : value;
}

function variablesOf(value: Yaml | undefined, environment: Environment, complain: (problem: string) => Error, file: string): Readonly<Record<string, VariableValue>> {
  if (value === undefined || value === null) return {};
  if (!isMap(value)) throw complain("'variables' must be a map of names to values");
  const sets = new Map(Object.entries(value).filter(([, item]) => typeof item === 'string').map(([name, item]) => {
    const text = { file, source: plainText(item) };
    return [name, { value: templateOf(text.source, { start: 0, end: text.source.length }, true), text }] as const;
  }));
  const scope: Scope = { given: {}, profile: {}, sets, environment };
  return Object.fromEntries(Object.entries(value).map(([name, item]): [string, VariableValue] => {
    if (typeof item === 'string') return [name, needVariable({ name, start: 0, end: 0 }, scope, { file, source: item })];
    if (Array.isArray(item)) return [name, item.map((one: Yaml) => (typeof one === 'object' ? plainText(one) : one))];
    if (isMap(item)) throw complain(`variable '${name}' must be a single value or a list`);
    return [name, item as VariableValue];
  }));
}

function connectorsOf(value: JsonValue | undefined, complain: (problem: string) => Error): Readonly<Record<string, ProfileConnector>> {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw complain("'connectors' must be a map of names to connectors");
  return Object.fromEntries(Object.entries(value).map(([name, connector]): [string, ProfileConnector] => {
    if (typeof connector !== 'object' || connector === null || Array.isArray(connector)) throw complain(`connector '${name}' must be a map with 'type' and 'params'`);
    const { type, params = {}, ...rest } = connector as Readonly<Record<string, JsonValue>>;
    if (typeof type !== 'string') throw complain(`connector '${name}' has no 'type'`);
    if (typeof params !== 'object' || params === null || Array.isArray(params)) throw complain(`'params' of connector '${name}' must be a map`);
    return [name, { type: kindOf(type), params: { ...rest, ...(params as Readonly<Record<string, JsonValue>>) } }];
  }));
}

function engineOf(value: JsonValue | undefined, root: string, complain: (problem: string) => Error): Pick<Profile, 'database' | 'settings'> {
  const engines = (value ?? {}) as Readonly<Record<string, JsonValue>>;
  const duckdb = engines['duckdb'] ?? {};
  if (typeof duckdb !== 'object' || Array.isArray(duckdb)) throw complain("'engines.duckdb' must be a map");
  const { mode = 'memory', path, database_path: legacyPath, ...settings } = duckdb as Readonly<Record<string, JsonValue>>;
  if (mode !== 'memory' && mode !== 'persistent') throw complain(`invalid DuckDB mode '${plainText(mode)}'; it must be 'memory' or 'persistent'`);
  const file = path ?? legacyPath;
  if (mode === 'persistent' && typeof file !== 'string') throw complain("DuckDB persistent mode requires 'path'");
  return {
    settings: Object.fromEntries(Object.entries(settings).map(([name, setting]) => [name, plainText(setting)])),
    ...(mode === 'persistent' ? { database: resolve(root, plainText(file)) } : {}),
  };
}

/** The names of a project's profiles. */
export function profileNames(root: string): readonly string[] {
  const folder = join(root, 'profiles');
  if (!existsSync(folder)) return [];
  return readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)).map((name) => name.replace(/\.ya?ml$/, '')).toSorted();
}

/**
 * Loads `profiles/<name>.yml`. Without a name, `dev` is used when there is one, else a database in memory.
 *
 * @throws ToolError FLOW_UNKNOWN_PROFILE, FLOW_BAD_PROFILE, both with exit code 4.
 */
export function loadProfile(root: string, name: string | undefined, environment: Environment): Profile {
  const known = profileNames(root);
  const wanted = name ?? (known.includes('dev') ? 'dev' : undefined);
  if (wanted === undefined) return { name: 'default', settings: {}, variables: {}, connectors: {} };
  const folder = join(root, 'profiles');
  if (!known.includes(wanted)) {
    const hint = didYouMean(wanted, known);
    const list = `profiles in ${folder}: ${known.join(', ') || 'none'}`;
    throw errors.FLOW_UNKNOWN_PROFILE.error({ name: wanted, folder, known: known.join(', ') || 'none' }, hint === undefined ? {} : { hint: `${hint} ${list}` });
  }
  const path = ['.yml', '.yaml'].map((extension) => join(folder, wanted + extension)).find((candidate) => existsSync(candidate)) ?? folder;
  const file = relative(root, path);
  const complain = (problem: string): Error => errors.FLOW_BAD_PROFILE.error({ file, problem }, { file });
  let document: unknown;
  try {
    document = parse(readFileSync(path, 'utf8')) ?? {};
  } catch (error) {
    throw complain(messageOf(error).split('\n')[0] ?? 'it is no YAML');
  }
  if (!isMap(document)) throw complain('it must be a map');
  // Some profiles repeat their name as the only key.
  const body = Object.keys(document).length === 1 && isMap(document[wanted]) ? document[wanted] : document;
  const { variables: rawVariables, ...rest } = body;
  const variables = variablesOf(rawVariables, environment, complain, file);
  const settings = filled(rest, { given: variables, profile: {}, sets: new Map(), environment }, file) as Readonly<Record<string, JsonValue>>;
  return { name: wanted, variables, connectors: connectorsOf(settings['connectors'], complain), ...engineOf(settings['engines'], root, complain) };
}

/** Variables as a command line gives them: `{"n": 5}` or `n=5,name=Ann`, values typed as JSON would. */
export function parseVariables(text: string): Readonly<Record<string, VariableValue>> {
  if (text.trim().startsWith('{')) {
    const parsed: unknown = JSON.parse(text);
    return isMap(parsed) ? (parsed as Readonly<Record<string, VariableValue>>) : {};
  }
  return Object.fromEntries(text.split(',').filter((pair) => pair.includes('=')).map((pair) => {
    const at = pair.indexOf('=');
    const value = pair.slice(at + 1).trim();
    const quoted = /^(["'])(.*)\1$/.exec(value);
    return [pair.slice(0, at).trim(), quoted === null ? scalarOf(value) : (quoted[2] ?? '')];
  }));
}
