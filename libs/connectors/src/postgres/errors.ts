import { type Location, messageOf, redact, ToolError } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { locationAt, offsetOfCharacter } from '../sql/span.ts';
import type { PostgresClient } from './client.ts';

/** What of a connection may be shown. */
export interface PostgresTarget {
  readonly name: string;
  readonly user: string;
  readonly database: string;
  readonly timeoutSeconds: number;
}

/** Where a client connects to, without its password. */
export function postgresTarget(sql: PostgresClient): PostgresTarget {
  const { host, port, path, user, database, connect_timeout: timeoutSeconds } = sql.options;
  return { name: `PostgreSQL at ${typeof path === 'string' ? path : `${host[0] ?? 'localhost'}:${port[0] ?? 5432}`}`, user, database, timeoutSeconds };
}

/** The fields of a server's or a socket's error that we read. */
interface Reported {
  readonly code?: string;
  readonly position?: string;
  readonly detail?: string;
  readonly hint?: string;
  readonly where?: string;
  readonly errors?: readonly unknown[];
}

const socketReasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name cannot be looked up now',
  EHOSTUNREACH: 'there is no way to the host',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'the host does not answer',
  ENOENT: 'the socket does not exist',
  EACCES: 'the socket may not be opened',
};

const lost: ReadonlySet<string> = new Set(['CONNECTION_CLOSED', 'CONNECTION_DESTROYED', 'CONNECTION_ENDED', 'ECONNRESET', 'EPIPE', '57P01', '57P02']);

/**
 * Turns whatever postgres.js threw into a ToolError: SQL errors point into the statement, connection errors say what to mend.
 *
 * @param sql the statement as the caller gave it; absent for work that has none.
 */
export function postgresError(thrown: unknown, target: PostgresTarget, sql?: string): Error {
  const report: Reported = typeof thrown === 'object' && thrown !== null ? thrown : {};
  const code = report.code ?? '';
  // What a caller's own stream of batches threw is the caller's.
  if (thrown instanceof ToolError || (thrown instanceof Error && code === '')) return thrown;
  const options = { cause: thrown };
  return connectionError(code, thrown, target) ?? statementError(code, report, thrown, sql) ?? errors.CONNECT_SQL.error({ message: sentence(thrown) }, at(report, sql), options);
}

function connectionError(code: string, thrown: unknown, target: PostgresTarget): ToolError | undefined {
  const options = { cause: thrown };
  const reason = socketReasons[code];
  if (reason !== undefined) return errors.CONNECT_UNREACHABLE.error({ target: target.name, reason }, {}, options);
  if (code === 'CONNECT_TIMEOUT') return errors.CONNECT_TIMEOUT.error({ target: target.name, seconds: target.timeoutSeconds }, {}, options);
  if (code === '28P01' || code === '28000' || code === 'SASL_SIGNATURE_MISMATCH') {
    return errors.CONNECT_AUTH.error({ target: target.name, user: target.user, reason: redact(messageOf(thrown)) }, {}, options);
  }
  if (code === '3D000') return errors.CONNECT_NO_DATABASE.error({ target: target.name, database: target.database }, {}, options);
  if (code === '53300') return errors.CONNECT_REFUSED.error({ target: target.name, reason: messageOf(thrown) }, { hint: 'close other connections, or lower maxConnections' }, options);
  if (code === '57P03') return errors.CONNECT_REFUSED.error({ target: target.name, reason: messageOf(thrown) }, { hint: 'the server starts or stops; try again in a moment' }, options);
  if (lost.has(code)) return errors.CONNECT_LOST.error({ target: target.name, reason: redact(messageOf(thrown)) }, {}, options);
  if (code === '57014') return errors.CONNECT_CANCELLED.error({ target: target.name }, {}, options);
  return undefined;
}

/** SQLSTATE classes: 23 integrity constraints, 40 rolled back, 25006 read-only (PostgreSQL manual, appendix A). */
function statementError(code: string, report: Reported, thrown: unknown, sql: string | undefined): ToolError | undefined {
  const options = { cause: thrown };
  const message = sentence(thrown, report.detail);
  if (code.startsWith('23')) return errors.CONNECT_CONSTRAINT.error({ message }, at(report, sql), options);
  if (code === '40001' || code === '40P01') return errors.CONNECT_CONFLICT.error({ message }, at(report, sql), options);
  if (code.startsWith('22') && report.where !== undefined) return errors.CONNECT_SQL.error({ message: `${message} (${report.where})` }, at(report, sql), options);
  return undefined;
}

function sentence(thrown: unknown, detail?: string): string {
  const text = redact(messageOf(thrown));
  const whole = detail === undefined ? text : `${text}: ${detail}`;
  return /[.?]$/.test(whole) ? whole : `${whole}.`;
}

function at(report: Reported, sql: string | undefined): Location & { hint?: string } {
  const place = sql === undefined ? {} : report.position === undefined ? { source: sql } : locationAt(sql, offsetOfCharacter(sql, Number(report.position)));
  return report.hint === undefined ? place : { ...place, hint: report.hint };
}
