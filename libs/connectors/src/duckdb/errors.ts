import { type Location, messageOf, ToolError } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { locationAt, offsetOfByte } from '../sql/span.ts';

/** What DuckDB says with `errors_as_json`. */
interface EngineReport {
  readonly exception_type: string;
  readonly exception_message: string;
  readonly position?: string;
  readonly candidates?: string;
  readonly error_subtype?: string;
}

function isReport(value: unknown): value is EngineReport {
  return typeof value === 'object' && value !== null && 'exception_type' in value && 'exception_message' in value;
}

/** The engine's report in an error's text, be it JSON or `Binder Error: …`. */
function reportOf(text: string): EngineReport {
  const start = text.indexOf('{"exception_type"');
  if (start !== -1) {
    try {
      const parsed: unknown = JSON.parse(text.slice(start));
      if (isReport(parsed)) return parsed;
    } catch {
      // Not JSON after all: the text is read as it is.
    }
  }
  const [, type = 'Unknown', message = text] = /^([A-Z][\w ]*) Error: ([\s\S]*)$/.exec(text) ?? [];
  return { exception_type: type, exception_message: message };
}

/**
 * Turns whatever DuckDB's driver threw into a ToolError that points into the statement.
 *
 * @param sql the statement as the caller gave it; absent for work that has none.
 * @param target the database as the user knows it.
 */
export function duckDbError(thrown: unknown, target: string, sql?: string): ToolError {
  if (thrown instanceof ToolError) return thrown;
  const report = reportOf(messageOf(thrown));
  const message = firstLine(report);
  const at = placeOf(report, sql);
  const options = { cause: thrown };
  if (report.exception_type === 'INTERRUPT') return errors.CONNECT_CANCELLED.error({ target }, {}, options);
  if (report.exception_type === 'Constraint') return errors.CONNECT_CONSTRAINT.error({ message }, at, options);
  // A key that two open transactions inserted is found only when the second commits.
  if (report.exception_type.startsWith('Transaction') && /conflict|constraint violat/i.test(message)) return errors.CONNECT_CONFLICT.error({ message }, at, options);
  if (/read-only mode/.test(message)) return errors.CONNECT_READ_ONLY.error({ target }, at, options);
  return errors.CONNECT_SQL.error({ message }, at, options);
}

function firstLine(report: EngineReport): string {
  const [line = ''] = report.exception_message.split('\n');
  const text = line.replace(/\s+$/, '').replace(/!$/, '');
  const sentence = text === '' ? report.exception_type : text;
  return /[.?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function placeOf(report: EngineReport, sql: string | undefined): Location & { hint?: string } {
  const byte = report.position === undefined ? Number.NaN : Number(report.position);
  const location = sql === undefined ? {} : Number.isNaN(byte) ? { source: sql } : locationAt(sql, offsetOfByte(sql, byte));
  const hint = hintOf(report);
  return hint === undefined ? location : { ...location, hint };
}

function hintOf(report: EngineReport): string | undefined {
  if (report.error_subtype === 'NO_MATCHING_FUNCTION') return 'cast the arguments to types that the function takes';
  const told = /Did you mean:? "([^"]+)"/.exec(report.exception_message)?.[1];
  const [first] = report.candidates?.split(',') ?? [];
  const best = first ?? told;
  return best === undefined || best === '' ? undefined : `did you mean '${best.trim().replace(/^.*\."?|"/g, '')}'?`;
}
