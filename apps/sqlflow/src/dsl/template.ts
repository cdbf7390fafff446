import type { Span } from '@millrace/diagnostics';
import { variablePattern } from './piece.ts';

/** What a variable may hold; a list stands for several values, as in `IN (${ids})`. */
export type Scalar = string | number | bigint | boolean | null;
export type VariableValue = Scalar | readonly Scalar[];

/** One `${…}`. */
export interface Variable extends Span {
  readonly name: string;
  /** What follows the colon: `id`, `raw`, or an environment variable's name when `name` is `env`. */
  readonly format?: string;
  readonly fallback?: Scalar;
}

/** A text with variables in it. `quoted` tells `"5"` from `5`. */
export interface Template extends Span {
  readonly parts: readonly (string | Variable)[];
  readonly quoted: boolean;
}

const numeric = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/**
 * Gives a bare word its type as JSON would: `5` is a number, `true` a boolean, `null` nothing, all else text.
 * Integers beyond 2^53 become bigint; what a double cannot hold exactly, and `007`, stays text.
 */
export function scalarOf(text: string): Scalar {
  const trimmed = text.trim();
  if (numeric.test(trimmed)) {
    const value = Number(trimmed);
    if (/^-?\d+$/.test(trimmed)) return Number.isSafeInteger(value) ? value : BigInt(trimmed);
    return trimmed.replace(/\D/g, '').length <= 15 && Number.isFinite(value) ? value : trimmed;
  }
  switch (trimmed.toLowerCase()) {
    case 'true': return true;
    case 'false': return false;
    case 'null': case 'none': return null;
    default: return trimmed;
  }
}

function fallbackOf(text: string): Scalar {
  const trimmed = text.trim();
  const quote = trimmed[0];
  const isQuoted = trimmed.length > 1 && (quote === '"' || quote === "'") && trimmed.endsWith(quote);
  return isQuoted ? trimmed.slice(1, -1).replace(/\\(["'\\])/g, '$1') : scalarOf(trimmed);
}

/** Reads the variable reference at `start` of a text, or undefined when there is none. */
export function variableAt(text: string, start: number): Variable | undefined {
  if (!text.startsWith('${', start)) return undefined;
  variablePattern.lastIndex = start;
  const match = variablePattern.exec(text);
  if (match === null) return undefined;
  const [whole, name = '', format, fallback] = match;
  return {
    name, start, end: start + whole.length,
    ...(format === undefined ? {} : { format }),
    ...(fallback === undefined ? {} : { fallback: fallbackOf(fallback) }),
  };
}

/** Reads a piece of unquoted text, such as the right side of SET, as a template. */
export function templateOf(text: string, span: Span, quoted: boolean): Template {
  const parts: (string | Variable)[] = [];
  let plain = '';
  for (let at = span.start; at < span.end;) {
    const variable = variableAt(text, at);
    if (variable === undefined || variable.end > span.end) {
      plain += text[at] ?? '';
      at += 1;
      continue;
    }
    if (plain !== '') parts.push(plain);
    plain = '';
    parts.push(variable);
    at = variable.end;
  }
  if (plain !== '') parts.push(plain);
  return { parts, quoted, start: span.start, end: span.end };
}
