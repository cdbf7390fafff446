import type { Span } from '@millrace/diagnostics';
import type { DialectName } from '@millrace/sql-ir';
import { lex } from './lexer.ts';
import { vocabularies } from './vocabulary.ts';

/**
 * Finds the statements of a text without parsing them: what stands between semicolons that are in no string, name or comment.
 *
 * @returns from the first token to the last of each, without the semicolon; empty statements are left out.
 */
export function splitStatements(text: string, dialect: DialectName): readonly Span[] {
  const spans: Span[] = [];
  let start: number | undefined;
  let end = 0;
  for (const token of lex(text, vocabularies[dialect]).tokens) {
    if (token.kind === 'end' || token.text === ';') {
      if (start !== undefined) spans.push({ start, end });
      start = undefined;
    } else {
      start ??= token.startOffset;
      end = token.endOffset;
    }
  }
  return spans;
}
