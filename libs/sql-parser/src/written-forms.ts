import type { DialectName, WrittenForms } from '@millrace/sql-ir';
import { lex } from './lexer.ts';
import { vocabularies } from './vocabulary.ts';

/** Tells how a text writes its strings and numbers, so that a printer can write them so again: `'\\n'`, `$$ … $$`, `1e5`, `E'…'`. */
export function writtenForms(text: string, dialect: DialectName): WrittenForms {
  const constants = new Map<number, number>();
  const strings = new Map<string, string>();
  for (const { kind, image, startOffset, endOffset } of lex(text, vocabularies[dialect]).tokens) {
    if (kind !== 'string' && kind !== 'number' && kind !== 'binary') continue;
    constants.set(startOffset, endOffset);
    if (kind === 'string' && !strings.has(image)) strings.set(image, text.slice(startOffset, endOffset));
  }
  return { source: text, constants, strings };
}
