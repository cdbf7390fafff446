import type { Span } from '@millrace/diagnostics';
import type { DialectName } from '@millrace/sql-ir';
import { statementEnd } from './boundary.ts';
import { lex } from './lexer.ts';
import { vocabularies } from './vocabulary.ts';

/**
 * Finds the statements of a text without parsing them: what stands between semicolons that are in no string, name, comment or block.
 *
 * @returns from the first token to the last of each, without the semicolon; empty statements are left out.
 */
export function splitStatements(text: string, dialect: DialectName): readonly Span[] {
  const spans: Span[] = [];
  const vocabulary = vocabularies[dialect];
  const { tokens } = lex(text, vocabulary);
  for (let from = 0; from < tokens.length - 1; from++) {
    const end = statementEnd(tokens, from, vocabulary);
    const [first, last] = [tokens[from], tokens[end - 1]];
    if (end > from && first !== undefined && last !== undefined) spans.push({ start: first.startOffset, end: last.endOffset });
    from = end;
  }
  return spans;
}
