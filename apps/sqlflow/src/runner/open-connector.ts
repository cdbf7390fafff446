import { type Connector, openDuckDb, openPostgres, type SqlConnector } from '@millrace/connectors';
import { errors } from '../errors.ts';
import type { JsonValue } from '../planner/resolve-json.ts';

type Parameters = Readonly<Record<string, JsonValue>>;

/** Names that pipelines use, by the connectors' own. */
const names: Readonly<Record<string, string>> = {
  connection: 'url', dbname: 'database', username: 'user', sslmode: 'ssl', connect_timeout: 'connectTimeout', application_name: 'applicationName', max_connections: 'maxConnections',
};

function text(parameters: Parameters, name: string): Readonly<Record<string, string>> {
  const value = parameters[name];
  return value === undefined || value === null ? {} : { [name]: String(value) };
}

function number(parameters: Parameters, name: string): Readonly<Record<string, number>> {
  const value = parameters[name];
  return value === undefined || value === null ? {} : { [name]: Number(value) };
}

/** Opens the database behind a source or an export. @throws ToolError CONNECT_… or FLOW_UNKNOWN_TYPE. */
export async function openDatabase(kind: string, given: Parameters): Promise<Connector & SqlConnector> {
  const parameters: Parameters = Object.fromEntries(Object.entries(given).map(([name, value]) => [names[name] ?? name, value]));
  switch (kind) {
    case 'postgres':
      return openPostgres({
        ...text(parameters, 'url'), ...text(parameters, 'host'), ...number(parameters, 'port'), ...text(parameters, 'user'), ...text(parameters, 'password'),
        ...text(parameters, 'database'), ...number(parameters, 'connectTimeout'), ...text(parameters, 'applicationName'), ...number(parameters, 'maxConnections'),
        ...(parameters['ssl'] === 'require' ? { ssl: 'require' as const } : {}),
      });
    case 'duckdb': return openDuckDb({ ...text(parameters, 'path'), readOnly: parameters['readOnly'] === true });
    default: throw errors.FLOW_UNKNOWN_TYPE.error({ what: 'connector', type: kind, known: 'postgres, duckdb' });
  }
}
