import { type Diagnostic, type Span, ToolError } from '@millrace/diagnostics';
import { locationOf } from '../dsl/scanner.ts';
import { errors } from '../errors.ts';
import type { Step } from '../planner/step.ts';
import { sourceOffset, type SqlText } from '../planner/substitute.ts';

/** The call of the UDF that a message names, or undefined: the engine does not tell where it was. */
function udfCall(message: string, sql: SqlText): Span | undefined {
  const name = /^UDF '([^']+)' failed/.exec(message)?.[1];
  const at = name === undefined ? -1 : sql.origin.source.indexOf(name, sql.span.start);
  return name === undefined || at === -1 || at >= sql.span.end ? undefined : { start: at, end: at + name.length };
}

/** Finds the user's own place for an engine's finding about `before + sql.text + …`. */
function inUserText(found: Diagnostic, sql: SqlText, before: string, step: Step): Diagnostic {
  const { span } = found;
  const call = udfCall(found.message, sql);
  if (call !== undefined) return errors.FLOW_SQL_FAILED.diagnostic({ problem: found.message }, locationOf(step.text, call));
  const offset = span === undefined || found.source === undefined ? -1 : span.start - before.length;
  const isInside = span !== undefined && offset >= 0 && offset <= sql.text.length;
  const start = isInside ? sourceOffset(sql, offset) : sql.span.start;
  const end = isInside ? Math.max(start + 1, sourceOffset(sql, offset + span.end - span.start)) : sql.span.end;
  const at = { ...locationOf(step.text, { start, end }), ...(found.hint === undefined ? {} : { hint: found.hint }) };
  return errors.FLOW_SQL_FAILED.diagnostic({ problem: found.message }, at);
}

/**
 * Runs a statement made of a fixed beginning and the user's SQL; what the engine finds wrong is shown in the user's file.
 *
 * @throws ToolError FLOW_SQL_FAILED with exit code 1; a cancellation passes unchanged.
 */
export async function withUserSql<T>(step: Step, sql: SqlText, before: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ToolError) || error.exitCode === 130) throw error;
    throw new ToolError(error.diagnostics.map((found) => (found.file === undefined ? inUserText(found, sql, before, step) : found)), 1, { cause: error });
  }
}

/** The same findings, those without a place put at the step's statement. */
export function placedAt(step: Step, error: ToolError): readonly Diagnostic[] {
  return error.diagnostics.map((found) => {
    if (found.file !== undefined) return found;
    const { span: _span, source: _source, ...rest } = found;
    return { ...rest, ...locationOf(step.text, step.span) };
  });
}
