import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  PARSE_SYNTAX: { text: 'unexpected {found}{expected}', exit: 3 },
  PARSE_INCOMPLETE: { text: 'the statement ends too early{expected}', exit: 3 },
  PARSE_UNTERMINATED: { text: 'this {what} is never closed', hint: 'add the closing {close}', exit: 3 },
  PARSE_CHARACTER: { text: 'unexpected character {character}', exit: 3 },
  PARSE_RESERVED: { text: "'{word}' is a reserved word and cannot stand here as a name", hint: 'write it in quotes: "{word}"', exit: 3 },
  PARSE_FOREIGN: { text: '{dialect} has no {what}', hint: 'was it written for another dialect?', exit: 3 },
  PARSE_TOO_DEEP: { text: 'this is nested more than {limit} levels deep', hint: 'move the inner parts into common table expressions', exit: 3 },
  PARSE_TOO_MANY: { text: 'more than {limit} places are wrong; what follows was not looked at', hint: 'is the text SQL, and of this dialect?', exit: 3 },
  PARSE_STATEMENT_COUNT: { text: 'expected one statement, found {count}', exit: 3 },
} as const;

/** Everything that can be wrong with a text. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
