import type { Diagnostic } from '@millrace/diagnostics';
import { print } from '@millrace/dialects';
import type { Comment, DialectName } from '@millrace/sql-ir';
import { parse } from '@millrace/sql-parser';

/** What to lay out. */
export interface FormatOptions {
  readonly dialect: DialectName;
  /** What the text is called in a finding. */
  readonly file?: string;
}

/**
 * Lays SQL out again: one clause per line, comments kept. Text that cannot be parsed comes back as it was, with the reason.
 *
 * @example format('select a,b from t', { dialect: 'duckdb' }).text
 */
export function format(text: string, { dialect, file }: FormatOptions): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const parsed = parse(text, { dialect, ...(file === undefined ? {} : { file }) });
  if (parsed.diagnostics.some(({ severity }) => severity === 'error')) return { text, diagnostics: parsed.diagnostics };
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const blocks: string[] = [];
  let from = 0;
  for (const statement of parsed.statements) {
    const before = parsed.comments.filter(({ pos }) => pos >= from && pos < statement.pos);
    placeTrailing(blocks, before);
    if (from > 0) blocks.push('');
    blocks.push(...before.filter(({ trailing }) => !trailing).map((comment) => comment.text));
    const result = print(statement, dialect, { pretty: true, comments: parsed.comments.filter(({ pos }) => pos >= statement.pos && pos < statement.end) });
    diagnostics.push(...result.diagnostics);
    // A comment that runs to the line's end would swallow the semicolon.
    blocks.push(`${result.sql}${/--[^\n]*$|\/\/[^\n]*$/.test(result.sql) ? '\n' : ''};`);
    from = statement.end;
  }
  const after = parsed.comments.filter(({ pos }) => pos >= from);
  placeTrailing(blocks, after);
  blocks.push(...after.filter(({ trailing }) => !trailing).map((comment) => comment.text));
  return { text: blocks.length === 0 ? '' : `${blocks.join('\n')}\n`, diagnostics };
}

/** Puts comments behind the statement they share a line with. */
function placeTrailing(blocks: string[], comments: readonly Comment[]): void {
  for (const comment of comments) if (comment.trailing) blocks.push(`${blocks.pop() ?? ''} ${comment.text}`.trimStart());
}
