import { type Location, messageOf, redact, ToolError } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { locationAt } from '../sql/span.ts';

/** Codes of the server (390100, 002003, …) and of the driver (401001, …), both as they come in `code`. */
const auth: ReadonlySet<string> = new Set(['390100', '390101', '390102', '390103', '390106', '390144', '390195', '390318']);
const unreachable: ReadonlySet<string> = new Set(['401001', '401002', 'ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN']);
const cancelled: ReadonlySet<string> = new Set(['604', '000604', '639', '000639']);
const constraints: ReadonlySet<string> = new Set(['100072', '100078', '200001']);

/** Who connects where, for messages. */
export interface SnowflakeTarget {
  readonly name: string;
  readonly user: string;
}

/** Turns what `snowflake-sdk` threw into a ToolError; anything else is handed back. */
export function snowflakeError(thrown: unknown, target: SnowflakeTarget, sql?: string): Error {
  const given: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'code') : undefined;
  const code = typeof given === 'string' || typeof given === 'number' ? String(given) : '';
  if (thrown instanceof ToolError || (thrown instanceof Error && code === '')) return thrown;
  const message = redact(messageOf(thrown)).trim();
  const options = { cause: thrown };
  const bare = message.replace(/\.$/, '');
  if (auth.has(code)) return errors.CONNECT_AUTH.error({ target: target.name, user: target.user, reason: bare }, {}, options);
  if (unreachable.has(code)) return errors.CONNECT_UNREACHABLE.error({ target: target.name, reason: bare }, {}, options);
  if (cancelled.has(code)) return errors.CONNECT_CANCELLED.error({ target: target.name }, {}, options);
  if (constraints.has(code)) return errors.CONNECT_CONSTRAINT.error({ message }, sql === undefined ? {} : { source: sql }, options);
  return errors.CONNECT_SQL.error({ message: sentence(message) }, placeOf(message, sql), options);
}

/** Whether the server says that an object does not exist or may not be seen. */
export function isMissingObject(error: unknown): boolean {
  return /does not exist or not authorized/i.test(messageOf(error));
}

function sentence(message: string): string {
  const [first = '', ...rest] = message.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  const text = [first, ...rest].join(' ');
  return /[.?]$/.test(text) ? text : `${text}.`;
}

/** Snowflake tells a line from 1 and a position from 0. */
function placeOf(message: string, sql: string | undefined): Location {
  const found = /line (\d+) at position (\d+)/.exec(message);
  if (sql === undefined || found === null) return sql === undefined ? {} : { source: sql };
  const lines = sql.split('\n');
  const start = lines.slice(0, Number(found[1]) - 1).reduce((sum, line) => sum + line.length + 1, 0) + Number(found[2]);
  return locationAt(sql, Math.min(start, sql.length));
}
