import { messageOf, redact, ToolError } from '@millrace/diagnostics';
import { type PostgresClient, postgresClient } from '@millrace/connectors';
import { errors } from '../errors.ts';

/** Where the tables are: any PostgreSQL from version 15. */
export interface Target {
  readonly url: string;
}

/** A server's address without the secrets: `127.0.0.1:5432/shop`. */
function serverName(url: string): string {
  try {
    const { host, pathname } = new URL(url);
    return `${host}${pathname}`;
  } catch {
    return redact(url);
  }
}

/** What postgres.js throws, as far as we read it. */
interface ServerError {
  readonly code: string;
  readonly message: string;
}

/** The code of an error of PostgreSQL (`42P06`), of the driver (`CONNECTION_CLOSED`) or of the socket (`ECONNREFUSED`). */
export function codeOf(thrown: unknown): string {
  return thrown instanceof Error && 'code' in thrown && typeof (thrown as Partial<ServerError>).code === 'string' ? String((thrown as Partial<ServerError>).code) : '';
}

/** Whether an error means that the connection is gone, so that the outcome of what ran on it is unknown. */
export function isConnectionLoss(thrown: unknown): boolean {
  return /^(CONNECTION_|ECONN|EPIPE|57P0[123]|08)/.test(codeOf(thrown));
}

const hints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'is the server running, and is the port right?',
  ENOTFOUND: 'is the host name right?',
  EAI_AGAIN: 'is the host name right?',
  CONNECT_TIMEOUT: 'the host does not answer; is a firewall in the way?',
  '28P01': 'check the user and the password in the URL',
  '28000': 'check the user in the URL, and pg_hba.conf',
  '3D000': 'create the database, or correct the name in the URL',
  '42501': 'the user needs the right to create schemas and, for change streams, REPLICATION',
};

/** An error of the server or of the way to it, in our words. @returns the same error when it already is a ToolError. */
export function serverError(url: string, thrown: unknown): ToolError {
  if (thrown instanceof ToolError) return thrown;
  const hint = hints[codeOf(thrown)];
  const reason = redact(messageOf(thrown)) || codeOf(thrown);
  return errors.KROFT_SERVER.error({ server: serverName(url), reason }, hint === undefined ? {} : { hint }, { cause: thrown });
}

/**
 * Opens one session and makes sure that it answers.
 *
 * @param settings server settings of the session.
 * @throws ToolError KROFT_SERVER with the likely fix.
 */
export async function openSession(url: string, settings: Readonly<Record<string, string>> = {}): Promise<PostgresClient> {
  let client: PostgresClient | undefined;
  try {
    client = await postgresClient({ url, applicationName: 'kroft', connectTimeout: 10 }, { max: 1, fetch_types: false, connection: settings });
    await client`select 1`;
    return client;
  } catch (thrown) {
    await client?.end({ timeout: 0 });
    throw serverError(url, thrown);
  }
}
