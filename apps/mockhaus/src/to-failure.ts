import { type Diagnostic, locate, messageOf, ToolError } from '@millrace/diagnostics';
import { runtimeError, snowflakeCodeOf } from '@millrace/transpile';
import { EngineFailure } from './engine/engine-failure.ts';
import { type Place, SqlFailure, shapes } from './failures.ts';

/** Turns anything that a statement threw into what Snowflake would have said. @param source the user's text. */
export function toFailure(error: unknown, source: string): SqlFailure {
  if (error instanceof SqlFailure) return error;
  if (error instanceof EngineFailure) return fromEngine(error);
  if (error instanceof ToolError) {
    const [finding] = error.diagnostics;
    if (finding !== undefined) return fromDiagnostic(finding, source);
  }
  return new SqlFailure(shapes.internal, `SQL execution internal error:\n${messageOf(error)}`, undefined, { cause: error });
}

/** A finding of the parser or the binder as Snowflake's error. */
export function fromDiagnostic(finding: Diagnostic, source: string): SqlFailure {
  const place = finding.span === undefined ? undefined : placeOf(source, finding.span.start);
  const known = snowflakeCodeOf(finding.code);
  if (known !== undefined) return new SqlFailure(['compile', known.code, known.sqlState], finding.message, place);
  // What the engine's dialect cannot say is no mistake of the user's.
  if (finding.code === 'DIALECT_UNSUPPORTED') return new SqlFailure(shapes.unsupported, `Unsupported feature: ${finding.message}`, place);
  const found = finding.span === undefined ? '' : source.slice(finding.span.start, finding.span.end);
  const at = place ?? { line: 1, position: 0 };
  return new SqlFailure(shapes.syntax, `syntax error line ${at.line} at position ${at.position} unexpected '${found.trim() === '' ? '<EOF>' : found}'.`, at);
}

/** Where an offset is, in Snowflake's way of counting. */
export function placeOf(source: string, offset: number): Place {
  const { line, column } = locate(source, offset);
  return { line, position: column - 1 };
}

function fromEngine(error: EngineFailure): SqlFailure {
  const options = { cause: error };
  const known = runtimeError(error.message);
  if (known !== undefined) return new SqlFailure(['execute', known.code, known.sqlState], known.message, undefined, options);
  if (error.kind === 'Catalog') return new SqlFailure(shapes.objectMissing, `Object '${error.missing ?? ''}' does not exist or not authorized.`, undefined, options);
  if (error.subtype === 'COLUMN_NOT_FOUND') return new SqlFailure(shapes.invalidIdentifier, `invalid identifier '${error.missing ?? ''}'`, undefined, options);
  return new SqlFailure(shapes.internal, `SQL execution internal error:\n${error.message}`, undefined, options);
}
