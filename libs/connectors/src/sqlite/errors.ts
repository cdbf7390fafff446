import { type Location, messageOf, ToolError } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { locationAt } from '../sql/span.ts';

/** Primary result codes (sqlite.org/rescode.html). */
const codes = { busy: 5, locked: 6, readOnly: 8, cantOpen: 14, constraint: 19, notDatabase: 26 } as const;

/** Whether another connection holds a lock that may soon be released. */
export function isBusy(thrown: unknown): boolean {
  const code = primaryCode(thrown);
  return code === codes.busy || code === codes.locked;
}

function primaryCode(thrown: unknown): number | undefined {
  const code: unknown = typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, 'errcode') : undefined;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** Turns what `node:sqlite` threw into a ToolError; anything else is handed back. */
export function sqliteError(thrown: unknown, path: string, sql?: string): Error {
  const code = primaryCode(thrown);
  if (thrown instanceof ToolError || (code === undefined && thrown instanceof Error && !isDriverError(thrown))) return thrown;
  const options = { cause: thrown };
  const message = `${messageOf(thrown)}.`;
  if (code === codes.busy || code === codes.locked) return errors.CONNECT_LOCKED.error({ path, process: '' }, {}, options);
  if (code === codes.readOnly) return errors.CONNECT_READ_ONLY.error({ target: `SQLite ${path}` }, {}, options);
  if (code === codes.notDatabase) return errors.CONNECT_FILE.error({ path, action: 'opened as an SQLite database', reason: 'it is none' }, {}, options);
  if (code === codes.cantOpen) return errors.CONNECT_FILE.error({ path, action: 'opened', reason: messageOf(thrown) }, {}, options);
  if (code === codes.constraint) return errors.CONNECT_CONSTRAINT.error({ message }, sql === undefined ? {} : { source: sql }, options);
  return errors.CONNECT_SQL.error({ message }, placeOf(messageOf(thrown), sql), options);
}

function isDriverError(thrown: Error): boolean {
  const code: unknown = Reflect.get(thrown, 'code');
  return typeof code === 'string' && code.startsWith('ERR_');
}

/** SQLite tells the word, not the place; the place is known when the statement has the word once. */
function placeOf(message: string, sql: string | undefined): Location {
  if (sql === undefined) return {};
  const word = /near "(.+?)": syntax error|no such (?:table|column|function): (?:main\.)?(.+)$/.exec(message);
  const name = (word?.[1] ?? word?.[2])?.split('.').at(-1);
  if (name === undefined) return { source: sql };
  const first = sql.indexOf(name);
  return first !== -1 && sql.indexOf(name, first + 1) === -1 ? locationAt(sql, first) : { source: sql };
}
