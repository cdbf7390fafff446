import { resolve } from 'node:path';
import { type Connector, openConnector, type SqlConnector } from '@millrace/connectors';
import type { JsonValue } from '../planner/resolve-json.ts';

type Parameters = Readonly<Record<string, JsonValue>>;

/** Names that pipelines use, by the connectors' own. */
const names: Readonly<Record<string, string>> = {
  connection: 'url', dbname: 'database', username: 'user', sslmode: 'ssl', connect_timeout: 'connectTimeout', application_name: 'applicationName', max_connections: 'maxConnections',
};

/** Numbers that came as text, from an environment variable for example. */
const numeric: ReadonlySet<string> = new Set(['port', 'connectTimeout', 'maxConnections']);

function adapted(name: string, value: JsonValue): JsonValue {
  if (name === 'ssl' && value === 'disable') return false;
  return numeric.has(name) && typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
}

/**
 * Opens the database behind a source or an export.
 *
 * @param root the folder that a relative `path` starts from.
 * @throws ToolError CONNECT_….
 */
export function openDatabase(kind: string, given: Parameters, root: string): Promise<Connector> {
  const parameters = Object.entries(given).map(([name, value]): [string, JsonValue] => {
    const own = names[name] ?? name;
    return [own, own === 'path' && typeof value === 'string' && value !== ':memory:' ? resolve(root, value) : adapted(own, value)];
  });
  return openConnector(kind, Object.fromEntries(parameters));
}

/** Whether a connector speaks SQL, and so can be the source of a query. */
export function isSql(connector: Connector): connector is SqlConnector {
  return 'query' in connector;
}
