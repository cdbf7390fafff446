import { type Diagnostic, type Location, locate } from './diagnostic.ts';

/** How a finding is drawn. */
export interface RenderOptions {
  /** ANSI colours; off by default, so that files and tests see plain text. */
  readonly color?: boolean;
}

const ansi = { error: '\u001b[31m', warning: '\u001b[33m', hint: '\u001b[36m', dim: '\u001b[2m', reset: '\u001b[0m' } as const;
const longestLine = 160;

/**
 * Draws a finding the way a compiler does: severity, code, message, then the line with a caret under the spot.
 *
 * @example
 * error[FLOW_UNKNOWN_TABLE]: Table 'user' does not exist.
 *   --> sales.sf:3:23
 *    3 | CREATE TABLE u AS SELECT * FROM user;
 *      |                                 ^^^^
 *   hint: did you mean 'users'?
 */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions = {}): string {
  const paint = (style: keyof typeof ansi, text: string): string => (options.color === true ? ansi[style] + text + ansi.reset : text);
  const lines = [`${paint(diagnostic.severity, `${diagnostic.severity}[${diagnostic.code}]`)}: ${diagnostic.message}`];
  lines.push(...frame(diagnostic, paint));
  for (const related of diagnostic.related ?? []) lines.push(`  note: ${related.message}`, ...frame(related, paint));
  if (diagnostic.hint !== undefined) lines.push(`  ${paint('hint', 'hint')}: ${diagnostic.hint}`);
  return lines.join('\n');
}

function frame(at: Location, paint: (style: keyof typeof ansi, text: string) => string): readonly string[] {
  const { file, source, span } = at;
  if (source === undefined || span === undefined) return file === undefined ? [] : [`  --> ${file}`];
  const { line, column } = locate(source, span.start);
  const lineStart = span.start - (column - 1);
  const lineEnd = source.indexOf('\n', lineStart);
  const text = source.slice(lineStart, lineEnd === -1 ? undefined : lineEnd).replace(/\r$/, '');
  // A long line is cut around the spot, so that the caret is always in sight.
  const cut = text.length <= longestLine ? 0 : Math.max(0, column - 1 - longestLine / 2);
  const shown = (cut > 0 ? '…' : '') + text.slice(cut, cut + longestLine).replace(/\t/g, ' ');
  const before = column - 1 - cut + (cut > 0 ? 1 : 0);
  const width = Math.max(1, Math.min(span.end - span.start, shown.length - before));
  const number = String(line).padStart(4);
  return [
    paint('dim', `  --> ${file ?? 'input'}:${line}:${column}`),
    `${paint('dim', `${number} |`)} ${shown}`,
    `${paint('dim', '     |')} ${' '.repeat(before)}${'^'.repeat(width)}`,
  ];
}
