import { didYouMean, type Location, ToolError } from '@millrace/diagnostics';
import { locationOf } from '../dsl/scanner.ts';
import type { SourceText } from '../dsl/statement.ts';
import { scalarOf, type Template, type Variable, type VariableValue } from '../dsl/template.ts';
import { errors } from '../errors.ts';

/** A SET statement's value with the text its places point into. */
export interface SetValue {
  readonly value: Template;
  readonly text: SourceText;
}

/** Where variables get their values: the command line, the profile, SET, the environment, the default, in this order. */
export interface Scope {
  readonly given: Readonly<Record<string, VariableValue>>;
  readonly profile: Readonly<Record<string, VariableValue>>;
  readonly sets: ReadonlyMap<string, SetValue>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The text of a value where text is wanted: in a path, inside a quoted literal. */
export function textOf(value: VariableValue): string {
  if (value === null) return '';
  return Array.isArray(value) ? value.map((item) => textOf(item)).join(',') : String(value);
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/**
 * The value of a variable, or undefined when nothing defines it and it has no default.
 *
 * @param path the variables being resolved, to notice that they refer to each other.
 * @throws ToolError FLOW_VARIABLE_CYCLE, FLOW_UNDEFINED_VARIABLE (in a SET that it leads to).
 */
export function findVariable(variable: Variable, scope: Scope, at: Location, path: readonly string[] = []): VariableValue | undefined {
  const { name } = variable;
  if (name === 'env' && variable.format !== undefined) return scope.environment[variable.format] ?? variable.fallback;
  const given = own(scope.given, name) ?? (name in scope.given ? null : own(scope.profile, name));
  if (given !== undefined) return given;
  const set = scope.sets.get(name);
  if (set !== undefined) {
    if (path.includes(name)) throw errors.FLOW_VARIABLE_CYCLE.error({ path: [...path, name].join(' -> ') }, at);
    return valueOf(set.value, scope, set.text, [...path, name]);
  }
  const environment = scope.environment[name];
  return environment === undefined ? variable.fallback : scalarOf(environment);
}

/** The value of a variable. @throws ToolError FLOW_UNDEFINED_VARIABLE with the nearest known name. */
export function needVariable(variable: Variable, scope: Scope, text: SourceText, path: readonly string[] = []): VariableValue {
  const at = locationOf(text, variable);
  const value = findVariable(variable, scope, at, path);
  if (value !== undefined) return value;
  const name = variable.name === 'env' ? (variable.format ?? '') : variable.name;
  const hint = didYouMean(name, [...Object.keys(scope.given), ...Object.keys(scope.profile), ...scope.sets.keys()]);
  throw errors.FLOW_UNDEFINED_VARIABLE.error({ name }, hint === undefined ? at : { ...at, hint });
}

/** The value of a template: typed when it is one variable or an unquoted word, text otherwise. @throws ToolError FLOW_UNDEFINED_VARIABLE. */
export function valueOf(template: Template, scope: Scope, text: SourceText, path: readonly string[] = []): VariableValue {
  const [first] = template.parts;
  if (template.parts.length === 1 && typeof first === 'object') return needVariable(first, scope, text, path);
  const whole = template.parts.map((part) => (typeof part === 'string' ? part : textOf(needVariable(part, scope, text, path)))).join('');
  return template.quoted ? whole : scalarOf(whole);
}

/** The text of a template, such as a path. @throws ToolError FLOW_UNDEFINED_VARIABLE. */
export function resolveText(template: Template, scope: Scope, text: SourceText): string {
  return textOf(valueOf({ ...template, quoted: true }, scope, text));
}

/** Runs a piece of work and keeps its findings instead of throwing them. @returns undefined when it failed. */
export function collecting<T>(problems: { push(...found: ToolError['diagnostics']): unknown }, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ToolError)) throw error;
    problems.push(...error.diagnostics);
    return undefined;
  }
}
