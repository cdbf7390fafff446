import type { Connector } from './connector.ts';
import { errors } from './errors.ts';
import { openConnector } from './registry.ts';

const extensions: Readonly<Record<string, string>> = {
  csv: 'csv', tsv: 'csv', parquet: 'parquet', jsonl: 'jsonl', ndjson: 'jsonl', duckdb: 'duckdb', ddb: 'duckdb', sqlite: 'sqlite', sqlite3: 'sqlite', db: 'sqlite',
};

/**
 * Opens what an address names: `postgres://…`, `snowflake://user:password@account/database/schema?warehouse=w`,
 * `duckdb:<file>`, `duckdb::memory:`, `sqlite:<file>`, or the path of a file by its extension.
 *
 * @throws ToolError CONNECT_BAD_URL for anything else.
 * @example await using db = await openUrl('duckdb:shop.duckdb');
 */
export async function openUrl(url: string): Promise<Connector> {
  const [kind, parameters] = parseUrl(url);
  return openConnector(kind, parameters);
}

/** The kind and the parameters that an address stands for. @throws ToolError CONNECT_BAD_URL. */
export function parseUrl(url: string): readonly [kind: string, parameters: Readonly<Record<string, unknown>>] {
  if (/^postgres(ql)?:\/\//.test(url)) return ['postgres', { url }];
  if (url.startsWith('snowflake://')) return ['snowflake', snowflakeParameters(url)];
  const [, scheme, path] = /^(duckdb|sqlite|csv|parquet|jsonl):(.*)$/s.exec(url) ?? [];
  if (scheme !== undefined && path !== undefined) return [scheme, path === '' ? {} : { path }];
  const kind = extensions[/\.(\w+?)(?:\.gz|\.zst)?$/.exec(url)?.[1]?.toLowerCase() ?? ''];
  if (kind !== undefined && !url.includes('://')) return [kind, { path: url }];
  throw errors.CONNECT_BAD_URL.error({ url: url.replace(/:[^:@/]*@/, ':***@') });
}

function snowflakeParameters(text: string): Readonly<Record<string, unknown>> {
  if (!URL.canParse(text)) throw errors.CONNECT_BAD_URL.error({ url: text.replace(/:[^:@/]*@/, ':***@') });
  const url = new URL(text);
  const [database, schema] = url.pathname.split('/').filter((part) => part !== '').map(decodeURIComponent);
  return {
    account: url.hostname,
    ...(url.username === '' ? {} : { username: decodeURIComponent(url.username) }),
    ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
    ...(database === undefined ? {} : { database }),
    ...(schema === undefined ? {} : { schema }),
    ...Object.fromEntries(url.searchParams),
  };
}
