/** A run-time error in Snowflake's terms. */
export interface RuntimeError {
  readonly code: string;
  readonly sqlState: string;
  readonly message: string;
}

/** A text that is a number does not fit; any other is none. */
const numericError = (text: string): RuntimeError =>
  (/^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*$/.test(text)
    ? { code: '100039', sqlState: '22003', message: `Numeric value '${text}' is out of range` }
    : { code: '100038', sqlState: '22018', message: `Numeric value '${text}' is not recognized` });

/** Errors of the engine itself that Snowflake has other words for. */
const translations: readonly { readonly pattern: RegExp; readonly error: (match: RegExpExecArray) => RuntimeError }[] = [
  { pattern: /Could not convert string '([\s\S]*?)' to (?:DECIMAL|INT|HUGEINT|BIGINT|DOUBLE|FLOAT)/i, error: (m) => numericError(m[1] ?? '') },
  { pattern: /Could not cast value ([-\d.e+]+) to (?:DECIMAL|INT|HUGEINT|BIGINT)/i, error: (m) => ({ code: '100039', sqlState: '22003', message: `Numeric value '${m[1]}' is out of range` }) },
  { pattern: /Could not (?:convert|cast) (?:string|value) ?"?'?([\s\S]*?)'?"? to (?:DECIMAL|INT|HUGEINT|BIGINT|DOUBLE|FLOAT)/i, error: (m) => numericError(m[1] ?? '') },
  { pattern: /More than one row returned by a subquery/i, error: () => ({ code: '090150', sqlState: '22000', message: 'Single-row subquery returns more than one row.' }) },
  { pattern: /must appear in the GROUP BY clause[\s\S]*"ANY_VALUE\(([\s\S]*?)\)"/i, error: (m) => ({ code: '001104', sqlState: '42601', message: `'${m[1]}' in select clause is neither an aggregate nor in the group by clause.` }) },
  { pattern: /invalid date field format: "([\s\S]*?)"|date field value out of range: "([\s\S]*?)"/i, error: (m) => ({ code: '100040', sqlState: '22007', message: `Date '${m[1] ?? m[2]}' is not recognized` }) },
  { pattern: /invalid timestamp field format: "([\s\S]*?)"|timestamp field value out of range: "([\s\S]*?)"/i, error: (m) => ({ code: '100035', sqlState: '22007', message: `Timestamp '${m[1] ?? m[2]}' is not recognized` }) },
  { pattern: /NOT NULL constraint failed: (?:.*\.)?(\S+)/i, error: () => ({ code: '100072', sqlState: '22000', message: 'NULL result in a non-nullable column' }) },
  { pattern: /(?:overflow|out of range)/i, error: () => ({ code: '100039', sqlState: '22003', message: 'Numeric value is out of range' }) },
];

/**
 * What Snowflake would report for an error that DuckDB raised while a translated statement ran.
 *
 * @param message DuckDB's message.
 * @returns undefined for one that has no counterpart.
 */
export function runtimeError(message: string): RuntimeError | undefined {
  const ours = /\[(\d{6})\/([0-9A-Z]{5})\] ([\s\S]*)$/.exec(message);
  if (ours !== null) return { code: ours[1] ?? '', sqlState: ours[2] ?? '', message: ours[3] ?? '' };
  for (const { pattern, error } of translations) {
    const match = pattern.exec(message);
    if (match !== null) return error(match);
  }
  return undefined;
}
