import { type Connector, openUrl, type SqlConnector } from '@millrace/connectors';
import { Db } from './database.ts';
import { errors } from './errors.ts';

/**
 * Connects to a database.
 *
 * @param target an address (`duckdb:shop.duckdb`, `postgres://…`, `sqlite:shop.sqlite`, `snowflake://…`) or an open connector, which the Db then closes.
 * @throws ToolError CONNECT_… when it cannot be reached, MOLTRES_NO_SQL for what runs no SQL
 * @example await using db = await connect('duckdb::memory:');
 */
export async function connect(target: string | SqlConnector): Promise<Db> {
  if (typeof target !== 'string') return new Db(target);
  const connector = await openUrl(target);
  if (isSql(connector)) return new Db(connector);
  await connector.close();
  throw errors.MOLTRES_NO_SQL.error({ kind: connector.kind });
}

function isSql(connector: Connector): connector is SqlConnector {
  return 'dialect' in connector && 'begin' in connector;
}
