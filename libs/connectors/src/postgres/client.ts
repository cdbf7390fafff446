import { Socket } from 'node:net';
import type { Options, PostgresType, Sql } from 'postgres';

/** Where a PostgreSQL server is and who we are there; a field given beside `url` wins over the URL's. */
export interface PostgresOptions {
  /** `postgres://user:password@host:port/database?sslmode=require`. */
  readonly url?: string;
  /** Host name, or the folder of a Unix socket. */
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  /** The schema that unqualified names mean; the server's search path when absent. */
  readonly schema?: string;
  readonly ssl?: boolean | 'require' | 'allow' | 'prefer' | 'verify-full';
  /** Seconds until an attempt to connect is given up; 10 when absent. */
  readonly connectTimeout?: number;
  /** Connections at once; 10 when absent. */
  readonly maxConnections?: number;
  readonly applicationName?: string;
}

type Socketed = Socket & { ssl?: unknown; host?: string; port?: number };

/**
 * A connecting socket with TCP_NODELAY: postgres.js never sets it, and each COPY then waits 40 to 80 ms for a delayed ACK.
 * It is returned before it is connected (Node keeps the writes), so that failures reach postgres.js as socket events.
 */
function socketWithoutDelay(options: { host: readonly string[]; port: readonly number[]; path: unknown; ssl: unknown }): Socket {
  const socket: Socketed = new Socket();
  socket.setNoDelay(true);
  if (typeof options.path === 'string' && options.path !== '') return socket.connect(options.path);
  const host = options.host[0] ?? 'localhost';
  const port = options.port[0] ?? 5432;
  // TLS reads the server's name from here.
  socket.host = host;
  socket.port = port;
  return socket.connect(port, host);
}

/** A type that travels as the text PostgreSQL wrote: JavaScript's Date has no microseconds, its number no 64 bits. */
function asText(oid: number): PostgresType<string> {
  return { to: oid, from: [oid], serialize: (value: unknown) => String(value), parse: (text: string) => text };
}

/** The types whose values stay text. */
interface TextTypes extends Record<string, PostgresType> {
  readonly date: PostgresType<string>;
  readonly timestamp: PostgresType<string>;
  readonly timestamptz: PostgresType<string>;
  readonly json: PostgresType<string>;
  readonly jsonb: PostgresType<string>;
  readonly boolean: PostgresType<unknown>;
}

/** postgres.js writes every value but `true` as false, a string 'true' too. */
const truth: PostgresType<unknown> = {
  to: 16,
  from: [16],
  serialize: (value) => (typeof value === 'boolean' ? (value ? 't' : 'f') : String(value)),
  parse: (text) => text === 't',
};

const textTypes: TextTypes = { date: asText(1082), timestamp: asText(1114), timestamptz: asText(1184), json: asText(114), jsonb: asText(3802), boolean: truth };

/** A postgres.js client whose date, time and JSON values are strings, as are 64-bit integers and numerics. */
export type PostgresClient = Sql;

/**
 * Opens a pool of connections with postgres.js, set up so that no value is rounded and no COPY is delayed.
 * Nothing is sent until the first query.
 *
 * @param options where the server is.
 * @param more options of postgres.js that win over ours (`max: 1`, `idle_timeout`, …); `connection` is merged.
 * @example
 * const sql = await postgresClient({ url: 'postgres://ann@localhost/shop' });
 * const rows = await sql`select now()`;
 * await sql.end();
 */
export async function postgresClient(options: PostgresOptions, more: Omit<Options<TextTypes>, 'types'> = {}): Promise<PostgresClient> {
  const { default: postgres } = await import('postgres');
  const { connection, ...rest } = more;
  const settings = {
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.port === undefined ? {} : { port: options.port }),
    ...(options.user === undefined ? {} : { user: options.user }),
    ...(options.password === undefined ? {} : { password: options.password }),
    ...(options.database === undefined ? {} : { database: options.database }),
    ...(options.ssl === undefined ? {} : { ssl: options.ssl }),
    max: options.maxConnections ?? 10,
    connect_timeout: options.connectTimeout ?? 10,
    socket: socketWithoutDelay,
    onnotice: () => undefined,
    types: textTypes,
    ...rest,
    connection: {
      application_name: options.applicationName ?? 'millrace',
      TimeZone: 'UTC',
      DateStyle: 'ISO, YMD',
      IntervalStyle: 'postgres',
      bytea_output: 'hex',
      ...(options.schema === undefined ? {} : { search_path: `"${options.schema.replaceAll('"', '""')}"` }),
      ...connection,
    },
  };
  return options.url === undefined ? postgres(settings) : postgres(options.url, settings);
}

/**
 * A result's rows without holes: postgres.js keeps counting after a statement that fails among its rows,
 * so that the next result on that connection begins with empty slots.
 */
export function denseRows<T>(rows: readonly T[]): readonly T[] {
  return rows.length === 0 || 0 in rows ? rows : rows.filter(() => true);
}
