import { didYouMean, isSecretName } from '@millrace/diagnostics';
import type { z } from 'zod';
import type { Connector } from './connector.ts';
import type { ConnectorDefinition } from './definition.ts';
import { errors } from './errors.ts';

/** Every kind of connector. A new one is its folder and a line here; its driver is loaded when it is first asked for. */
const registry: Readonly<Record<string, () => Promise<{ readonly definition: ConnectorDefinition }>>> = {
  duckdb: () => import('./duckdb/definition.ts'),
  postgres: () => import('./postgres/definition.ts'),
  sqlite: () => import('./sqlite/definition.ts'),
  snowflake: () => import('./snowflake/definition.ts'),
  csv: () => import('./csv/definition.ts'),
  parquet: () => import('./parquet/definition.ts'),
  jsonl: () => import('./jsonl/definition.ts'),
};

/** The kinds that `openConnector` knows. */
export const connectorKinds: readonly string[] = Object.keys(registry);

/** What a kind can do and which parameters it takes. @throws ToolError CONNECT_UNKNOWN_KIND with the nearest. */
export async function connectorDefinition(kind: string): Promise<ConnectorDefinition> {
  const load = Object.hasOwn(registry, kind) ? registry[kind] : undefined;
  if (load !== undefined) return (await load()).definition;
  const hint = didYouMean(kind, connectorKinds);
  throw errors.CONNECT_UNKNOWN_KIND.error({ kind, kinds: connectorKinds.join(', ') }, hint === undefined ? {} : { hint });
}

/**
 * Opens a connector by its kind's name.
 *
 * @param parameters checked against the kind's own.
 * @throws ToolError CONNECT_UNKNOWN_KIND; CONNECT_BAD_PARAMETER that names the parameter and what was expected.
 * @example
 * await using orders = await openConnector('csv', { path: 'data', delimiter: ';' });
 */
export async function openConnector(kind: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<Connector> {
  const definition = await connectorDefinition(kind);
  const checked = definition.parameters.safeParse(parameters);
  if (checked.success) return definition.open(checked.data);
  const [issue] = checked.error.issues;
  throw badParameter(definition, parameters, issue);
}

function badParameter(definition: ConnectorDefinition, parameters: Readonly<Record<string, unknown>>, issue: z.core.$ZodIssue | undefined): Error {
  const known = Object.keys(definition.parameters.shape);
  const { kind } = definition;
  if (issue?.code === 'unrecognized_keys') {
    const parameter = issue.keys[0] ?? '';
    const hint = didYouMean(parameter, known) ?? `the parameters are: ${known.join(', ')}`;
    return errors.CONNECT_BAD_PARAMETER.error({ kind, parameter, problem: 'does not exist' }, { hint });
  }
  const parameter = String(issue?.path[0] ?? '');
  const problem = parameters[parameter] === undefined ? 'is missing' : problemOf(issue, isSecret(definition, parameter));
  const description = definition.parameters.shape[parameter]?.description;
  return errors.CONNECT_BAD_PARAMETER.error({ kind, parameter, problem }, description === undefined ? {} : { hint: `${parameter}: ${description}` });
}

/** Whether a parameter's value may never be shown. */
function isSecret(definition: ConnectorDefinition, parameter: string): boolean {
  return definition.parameters.shape[parameter]?.meta()?.['secret'] === true || isSecretName(parameter);
}

function problemOf(issue: z.core.$ZodIssue | undefined, secret: boolean): string {
  if (issue === undefined || secret) return 'is not valid';
  return `is not valid: ${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
}

/** One parameter of a kind, for documentation and help texts. */
export interface ParameterInfo {
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly secret: boolean;
  /** The value that is taken when none is given. */
  readonly default?: unknown;
}

/** The parameters of a kind, in their declared order. */
export function parametersOf(definition: ConnectorDefinition): readonly ParameterInfo[] {
  return Object.entries(definition.parameters.shape).map(([name, schema]) => {
    const absent = schema.safeParse(undefined);
    const info = { name, description: schema.description ?? '', required: !absent.success, secret: isSecret(definition, name) };
    return Object.assign(info, absent.success && absent.data !== undefined ? { default: absent.data } : {});
  });
}
