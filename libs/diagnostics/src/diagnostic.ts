/** How bad it is: an `error` stops the work, a `warning` does not, a `hint` only advises. */
export type Severity = 'error' | 'warning' | 'hint';

/** A half-open range of UTF-16 offsets in a source text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Where something is: a range in a text, with the file's name when there is one. */
export interface Location {
  /** The file or stream as the user named it; absent for text that came from an API call. */
  readonly file?: string;
  /** The whole text that `span` points into; needed to draw the caret. */
  readonly source?: string;
  readonly span?: Span;
}

/** One finding: what is wrong, where, and what to do about it. Plain data, safe to serialise. */
export interface Diagnostic extends Location {
  /** Stable, upper-case, prefixed with its package: `FLOW_CYCLE`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence in the user's words, with no trailing advice. */
  readonly message: string;
  /** The likely fix, when one is known. */
  readonly hint?: string;
  /** Other places that matter to this finding (the first definition, the other end of a cycle). */
  readonly related?: readonly (Location & { readonly message: string })[];
}

/** A 1-based line and column, as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Finds the line and column of an offset.
 *
 * @param source the text.
 * @param offset a UTF-16 offset; values outside the text are clamped.
 * @example locate('a\nbc', 3) // { line: 2, column: 2 }
 */
export function locate(source: string, offset: number): Position {
  const end = Math.max(0, Math.min(offset, source.length));
  let line = 1;
  let lineStart = 0;
  for (let i = source.indexOf('\n'); i !== -1 && i < end; i = source.indexOf('\n', i + 1)) {
    line += 1;
    lineStart = i + 1;
  }
  return { line, column: end - lineStart + 1 };
}
