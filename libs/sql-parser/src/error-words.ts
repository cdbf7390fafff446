import { suggest } from '@millrace/diagnostics';
import { clausesBefore } from './clause-order.ts';
import type { Cursor } from './cursor.ts';
import type { Token } from './token.ts';

/** Keywords that open a clause or a statement: what a stray word was most likely meant to be. */
export const keywords: readonly string[] = [
  'SELECT', 'FROM', 'WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'OFFSET', 'QUALIFY', 'UNION', 'INTERSECT', 'EXCEPT', 'JOIN', 'LEFT', 'RIGHT',
  'INNER', 'OUTER', 'CROSS', 'WITH', 'INSERT', 'INTO', 'VALUES', 'UPDATE', 'DELETE', 'MERGE', 'USING', 'CREATE', 'REPLACE', 'TABLE', 'VIEW',
  'DROP', 'ALTER', 'TRUNCATE', 'DISTINCT', 'BETWEEN', 'WINDOW', 'PARTITION', 'RETURNING', 'WHEN', 'MATCHED', 'THEN', 'EXISTS',
];
export const statementWords: readonly string[] = [
  'SELECT', 'WITH', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'CREATE', 'ALTER', 'DROP', 'UNDROP', 'TRUNCATE', 'COPY', 'USE', 'SET', 'UNSET', 'SHOW', 'DESCRIBE', 'EXPLAIN', 'BEGIN', 'COMMIT', 'ROLLBACK',
  'GRANT', 'REVOKE', 'CALL', 'EXECUTE', 'COMMENT', 'DECLARE', 'REMOVE', 'LIST',
];
export const isClause: ReadonlySet<string> = new Set([...keywords, 'RETURN', 'SET']);
/** What ends a statement or begins its end. */
const lastWords: readonly string[] = ['CASCADE', 'RESTRICT', 'LATERAL', 'PIVOT', 'UNPIVOT', 'NULLS', 'FETCH'];
/** Words before a name that a misspelling turns into a name. */
const objects: readonly string[] = ['TABLE', 'VIEW', 'COLUMN', 'SCHEMA', 'DATABASE', 'WAREHOUSE', 'ROLE', 'USER', 'STAGE', 'STREAM', 'TASK', 'SEQUENCE', 'FUNCTION', 'PROCEDURE'];
/** Words that go together, by the first. */
export const companions: ReadonlyMap<string, string> = new Map([['GROUP', 'BY'], ['ORDER', 'BY'], ['PARTITION', 'BY'], ['CLUSTER', 'BY'], ['PRIMARY', 'KEY'], ['FOREIGN', 'KEY']]);
export const joinWords: ReadonlySet<string> = new Set(['LEFT', 'RIGHT', 'FULL', 'INNER', 'CROSS', 'NATURAL', 'OUTER']);

export const isKeyword = (text: string): boolean => /^[A-Z]+$/.test(text);

/** The keyword that opens a clause which a word was meant to be. */
export const misspelled = (token: Token | undefined): string | undefined =>
  token?.kind === 'word' && !isClause.has(token.text) && token.text.length > 2 ? suggest(token.text, keywords) : undefined;

/** The kind of object that a word was meant to be. */
export const misspelledObject = (token: Token | undefined): string | undefined => {
  const found = token?.kind === 'word' && token.text.length > 3 ? suggest(token.text, objects) : undefined;
  return found === token?.text ? undefined : found;
};

/** The first of a pair of words that a word was meant to be: PARTITON BY. */
export const misspelledPair = (token: Token | undefined, second: string): string | undefined =>
  token?.kind === 'word' && !companions.has(token.text) ? suggest(token.text, [...companions].filter(([, word]) => word === second).map(([word]) => word)) : undefined;

/** The keyword that a word was meant to be where these fit. A single keyword that fits leaves no other. */
export function intended(cursor: Cursor, token: Token, expected: readonly string[]): string | undefined {
  if (token.kind !== 'word' || token.text.length < 3) return undefined;
  const fitting = expected.filter(isKeyword);
  const only = expected.length === 1 && fitting.length === 1;
  // A word of the language is rarely another one misspelled, but RETURN may have been meant as RETURNS.
  const known = isClause.has(token.text) || cursor.vocabulary.reserved.has(token.text);
  const found = suggest(token.text, known ? fitting.filter((word) => word.startsWith(token.text)) : only ? fitting : [...fitting, ...keywords, ...lastWords]);
  return found === token.text ? undefined : found;
}

/** Whether a token can be a value or a name. */
export const isOperand = (cursor: Cursor, token: Token): boolean =>
  token.kind === 'name' || token.kind === 'number' || token.kind === 'string' || (token.kind === 'word' && !isClause.has(token.text) && !cursor.vocabulary.reserved.has(token.text));

/** Whether one value or name stands right after another. */
export const follows = (cursor: Cursor, previous: Token | undefined, found: Token): boolean =>
  previous !== undefined && (previous.text === ')' || previous.text === 'END' || isOperand(cursor, previous)) && isOperand(cursor, found);

/** The clause around the next token, by the word that opens it; '(' inside parentheses. */
export const clauseAround = (cursor: Cursor): string => clausesBefore(cursor)[0] ?? '';
