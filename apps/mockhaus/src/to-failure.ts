import { type Diagnostic, locate, messageOf, ToolError } from '@millrace/diagnostics';
import { snowflakeCodeOf } from '@millrace/transpile';
import { EngineFailure } from './engine/engine-failure.ts';
import { type FailureShape, type Place, SqlFailure, shapes } from './failures.ts';

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
  if (known !== undefined) return new SqlFailure({ code: known.code, state: known.sqlState, compilation: true }, finding.message, place);
  const found = finding.span === undefined ? '' : source.slice(finding.span.start, finding.span.end);
  const at = place ?? { line: 1, position: 0 };
  return new SqlFailure(shapes.syntax, `syntax error line ${at.line} at position ${at.position} unexpected '${found.trim() === '' ? '<EOF>' : found}'.`, at);
}

/** Where an offset is, in Snowflake's way of counting. */
export function placeOf(source: string, offset: number): Place {
  const { line, column } = locate(source, offset);
  return { line, position: column - 1 };
}

type Rule = readonly [pattern: RegExp, shape: FailureShape, message: (match: RegExpExecArray) => string];

/** The engine's words and Snowflake's, the first that fits. */
const rules: readonly Rule[] = [
  [/^(\d{6}) \((\w{5})\): ([^]*)$/, shapes.internal, (match) => match[3] ?? ''],
  [/division by zero/i, shapes.divisionByZero, () => 'Division by zero'],
  [/NOT NULL constraint failed: \S*?\.?([^.\s]+)$/, shapes.nullInRequired, () => 'NULL result in a non-nullable column'],
  [/Could not convert string ['"]([^]*)['"] to (?:U?INT|U?(?:BIG|HUGE|SMALL|TINY)INT|DECIMAL|DOUBLE|FLOAT)/, shapes.numericFormat, (match) => `Numeric value '${match[1]}' is not recognized`],
  [/Could not convert string ['"]([^]*)['"] to BOOL/, shapes.booleanFormat, (match) => `Boolean value '${match[1]}' is not recognized`],
  [/(?:invalid timestamp field format|timestamp field value out of range): "([^]*?)"/, shapes.timestampFormat, (match) => `Timestamp '${match[1]}' is not recognized`],
  [/(?:invalid date field format|date field value out of range): "([^]*?)"/, shapes.dateFormat, (match) => `Date '${match[1]}' is not recognized`],
  [/time field value out of range|invalid time field format/, shapes.timestampFormat, () => 'Time is not recognized'],
  [/Malformed JSON|invalid JSON/i, shapes.jsonFormat, (match) => `Error parsing JSON: ${match.input}`],
  [/Overflow|out of range|Could not cast value .* to DECIMAL|Casting value .* failed/i, shapes.numericRange, () => 'Numeric value out of representable range'],
];

function fromEngine(error: EngineFailure): SqlFailure {
  const options = { cause: error };
  for (const [pattern, shape, message] of rules) {
    const match = pattern.exec(error.message);
    if (match === null) continue;
    const own = shape === shapes.internal ? { code: match[1] ?? shape.code, state: match[2] ?? shape.state, compilation: false } : shape;
    return new SqlFailure(own, message(match), undefined, options);
  }
  if (error.kind === 'Catalog') return new SqlFailure(shapes.objectMissing, `Object '${error.missing ?? ''}' does not exist or not authorized.`, undefined, options);
  if (error.subtype === 'COLUMN_NOT_FOUND') return new SqlFailure(shapes.invalidIdentifier, `invalid identifier '${error.missing ?? ''}'`, undefined, options);
  return new SqlFailure(shapes.internal, `SQL execution internal error:\n${error.message}`, undefined, options);
}
