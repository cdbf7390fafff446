import { type Diagnostic, didYouMean, suggest } from '@millrace/diagnostics';
import { clausesBefore, misplaced } from './clause-order.ts';
import type { Cursor } from './cursor.ts';
import { errors } from './errors.ts';
import type { Token } from './token.ts';

interface Situation {
  readonly cursor: Cursor;
  /** The token that does not fit. */
  readonly found: Token;
  readonly previous: Token | undefined;
  readonly expected: readonly string[];
}

interface ErrorCase {
  /** Whether this is what happened. */
  readonly when: (s: Situation) => boolean;
  /** Which token to point at. */
  readonly at: (s: Situation) => Token;
  readonly hint: (s: Situation) => string | undefined;
}

/** Keywords that open a clause or a statement: what a stray word was most likely meant to be. */
const keywords: readonly string[] = [
  'SELECT', 'FROM', 'WHERE', 'GROUP', 'ORDER', 'HAVING', 'LIMIT', 'OFFSET', 'QUALIFY', 'UNION', 'INTERSECT', 'EXCEPT', 'JOIN', 'LEFT', 'RIGHT',
  'INNER', 'OUTER', 'CROSS', 'WITH', 'INSERT', 'INTO', 'VALUES', 'UPDATE', 'DELETE', 'MERGE', 'USING', 'CREATE', 'REPLACE', 'TABLE', 'VIEW',
  'DROP', 'ALTER', 'TRUNCATE', 'DISTINCT', 'BETWEEN', 'WINDOW', 'PARTITION', 'RETURNING', 'WHEN', 'MATCHED', 'THEN', 'EXISTS',
];
const statementWords: readonly string[] = [
  'SELECT', 'WITH', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'CREATE', 'ALTER', 'DROP', 'UNDROP', 'TRUNCATE', 'COPY', 'USE', 'SET', 'UNSET', 'SHOW', 'DESCRIBE', 'EXPLAIN', 'BEGIN', 'COMMIT', 'ROLLBACK',
  'GRANT', 'REVOKE', 'CALL', 'EXECUTE', 'COMMENT', 'DECLARE', 'REMOVE', 'LIST',
];
const isClause: ReadonlySet<string> = new Set([...keywords, 'RETURN']);

const misspelled = (token: Token | undefined): string | undefined =>
  token?.kind === 'word' && !isClause.has(token.text) && token.text.length > 2 ? suggest(token.text, keywords) : undefined;

const isKeyword = (text: string): boolean => /^[A-Z]+$/.test(text);
const fitting = (expected: readonly string[]): readonly string[] => [...expected.filter(isKeyword), ...keywords];
const isOperand = (token: Token): boolean => token.kind === 'name' || token.kind === 'number' || token.kind === 'string' || (token.kind === 'word' && !isClause.has(token.text));
/** Whether one value or name stands right after another. */
const follows = (previous: Token | undefined, found: Token): boolean => previous !== undefined && (previous.text === ')' || isOperand(previous)) && isOperand(found);
const conditions: ReadonlySet<string> = new Set(['WHERE', 'HAVING', 'QUALIFY']);
const lists: ReadonlySet<string> = new Set(['SELECT', '(', 'GROUP', 'ORDER']);

/** What users get wrong, most telling first. The first case that holds speaks. */
const cases: readonly ErrorCase[] = [
  {
    // SELEC 1
    when: ({ expected, found }) => expected.includes('a statement') && found.kind === 'word',
    at: ({ found }) => found,
    hint: ({ found, expected }) => didYouMean(found.text, [...statementWords, ...expected]),
  },
  {
    // SELECT a FORM t: FORM was taken for an alias, and only t does not fit.
    when: ({ cursor, previous }) => previous !== undefined && previous === cursor.bareAlias && misspelled(previous) !== undefined,
    at: ({ previous, found }) => previous ?? found,
    hint: ({ previous }) => `did you mean '${misspelled(previous) ?? ''}'?`,
  },
  {
    // SELECT a FROM t WEHRE x
    when: ({ found, expected }) => found.kind === 'word' && !isClause.has(found.text) && found.text.length > 2 && ![undefined, found.text].includes(suggest(found.text, fitting(expected))),
    at: ({ found }) => found,
    hint: ({ found, expected }) => didYouMean(found.text, fitting(expected)),
  },
  {
    // SELECT a FROM t GROUP BY a WHERE b
    when: ({ cursor, found }) => misplaced(cursor, found) !== undefined,
    at: ({ found }) => found,
    hint: ({ cursor, found }) => misplaced(cursor, found),
  },
  {
    // GRANT … FROM, REVOKE … TO
    when: ({ found, expected }) => (found.text === 'FROM' && expected.includes('TO')) || (found.text === 'TO' && expected.includes('FROM')),
    at: ({ found }) => found,
    hint: () => 'it is GRANT … TO and REVOKE … FROM',
  },
  {
    // ELSE IF … END
    when: ({ found, expected }) => found.text === 'END' && expected[0]?.startsWith('END ') === true,
    at: ({ found }) => found,
    hint: ({ expected }) => (expected[0] === 'END IF' ? 'each IF needs its END IF; ELSEIF needs none of its own' : `it is closed by ${expected[0] ?? ''};`),
  },
  {
    // (a INT,)
    when: ({ previous, found }) => previous?.text === ',' && found.text === ')',
    at: ({ previous, found }) => previous ?? found,
    hint: () => "remove the comma before ')'",
  },
  {
    // SELECT a, FROM t
    when: ({ previous, found }) => previous?.text === ',' && isClause.has(found.text),
    at: ({ previous, found }) => previous ?? found,
    hint: ({ found }) => `remove the comma before ${found.text}`,
  },
  {
    // SELECT (a FROM t
    when: ({ expected, found }) => expected.includes(')') && (isClause.has(found.text) || found.text === ';'),
    at: ({ found }) => found,
    hint: () => "a ')' seems to be missing before it",
  },
  {
    // SELECT 'it's': the string ended at the quote inside it.
    when: ({ previous, found }) => previous?.kind === 'string' && found.kind === 'word' && found.startOffset === previous.endOffset,
    at: ({ found }) => found,
    hint: () => "inside a string a quote is written twice: 'it''s'",
  },
  {
    // SELECT a FROM WHERE b
    when: ({ expected, found }) => expected.includes('a table') && isClause.has(found.text),
    at: ({ found }) => found,
    hint: ({ found }) => `the name of a table is missing before ${found.text}`,
  },
  {
    // INSERT INTO t VALUES 1, 2
    when: ({ cursor, expected, found, previous }) => (expected.includes('(') && previous?.text === 'VALUES') || (found.text === 'VALUES' && cursor.peekAt(2).text !== '('),
    at: ({ found }) => found,
    hint: () => 'each row stands in parentheses: VALUES (1, 2), (3, 4)',
  },
  {
    // WHERE a IN 1, 2
    when: ({ expected, previous }) => expected.includes('(') && previous?.text === 'IN',
    at: ({ found }) => found,
    hint: () => 'the values stand in parentheses: IN (1, 2)',
  },
  {
    // UPDATE t a = 1: a was taken for an alias.
    when: ({ cursor, expected, previous }) => expected.length === 1 && expected[0] === 'SET' && previous !== undefined && previous === cursor.bareAlias,
    at: ({ previous, found }) => previous ?? found,
    hint: () => 'SET seems to be missing before it',
  },
  {
    // SELECT a FROM t ORDER a
    when: ({ cursor, found }) => found.text === 'ORDER' && cursor.peekAt(2).text !== 'BY',
    at: ({ found }) => found,
    hint: () => 'write ORDER BY',
  },
  {
    // SELECT TOP 5 a FROM t
    when: ({ previous, found }) => previous?.text === 'TOP' && found.kind === 'number',
    at: ({ previous, found }) => previous ?? found,
    hint: () => 'write LIMIT at the end of the query instead of TOP',
  },
  {
    // WHERE a = 1 && b = 2
    when: ({ found }) => found.text === '&&' || found.text === '&',
    at: ({ found }) => found,
    hint: () => 'write AND',
  },
  {
    // COMMENT ON TABLE t IS "x"
    when: ({ expected, found }) => expected.includes('a string') && found.kind === 'name',
    at: ({ found }) => found,
    hint: () => "strings stand in single quotes: '…'; double quotes are for names",
  },
  {
    // CASE WHEN a THEN 1 FROM t
    when: ({ expected, found }) => expected.includes('END') && isClause.has(found.text),
    at: ({ found }) => found,
    hint: ({ found }) => `END of the CASE is missing before ${found.text}`,
  },
  {
    // SELECT * t
    when: ({ cursor, previous, found }) => previous?.text === '*' && isOperand(found) && clausesBefore(cursor)[0] === 'SELECT',
    at: ({ found }) => found,
    hint: () => 'FROM seems to be missing before it',
  },
  {
    // WHERE a = 1 b = 2
    when: ({ cursor, previous, found }) => follows(previous, found) && conditions.has(clausesBefore(cursor)[0] ?? ''),
    at: ({ found }) => found,
    hint: () => 'AND or OR seems to be missing before it',
  },
  {
    // SELECT a b c FROM t, CREATE TABLE t (a INT b INT)
    when: ({ cursor, previous, found, expected }) => follows(previous, found) && (expected.length === 0 || expected.includes(',')) && lists.has(clausesBefore(cursor)[0] ?? ''),
    at: ({ found }) => found,
    hint: () => 'a comma seems to be missing before it',
  },
  {
    // INSERT t VALUES (1)
    when: ({ expected, previous }) => expected.length === 1 && isKeyword(expected[0] ?? '') && previous?.kind === 'word' && isClause.has(previous.text),
    at: ({ found }) => found,
    hint: ({ expected, previous }) => `write ${previous?.text ?? ''} ${expected[0] ?? ''}`,
  },
  {
    when: ({ found }) => found.text === ')',
    at: ({ found }) => found,
    hint: ({ expected }) => (expected.length === 0 ? "there is no '(' for it" : undefined),
  },
  { when: () => true, at: ({ found }) => found, hint: () => undefined },
];

const asTyped = (expected: string): string => (expected.includes(' ') && expected === expected.toLowerCase() ? expected : /^[a-z]/.test(expected) ? expected : `'${expected}'`);

/** `, expected ',' or 'FROM'`: at most four, as a user would type them. */
function expectation(expected: readonly string[]): string {
  // What follows a phrase that covers it is there for suggestions alone.
  const covering = expected.findIndex((e) => e === 'a statement' || e.startsWith('a setting'));
  const shown = expected.slice(0, covering === -1 ? 4 : Math.min(4, covering + 1)).map(asTyped);
  const last = shown.pop();
  if (last === undefined) return '';
  return `, expected ${shown.length === 0 ? last : `${shown.join(', ')} or ${last}`}`;
}

function inWords(token: Token, source: string): string {
  if (token.kind === 'string') return 'a string';
  const written = source.slice(token.startOffset, token.endOffset);
  return `'${written.length > 40 ? `${written.slice(0, 39)}…` : written}'`;
}

/** A reserved word stands where a name does: right behind the kind of object or an opening parenthesis it is no clause either. */
function isReservedName(cursor: Cursor, found: Token, previous: Token | undefined, expected: readonly string[]): boolean {
  if (expected.length !== 1 || !names.has(expected[0] ?? '') || found.kind !== 'word' || !cursor.vocabulary.reserved.has(found.text)) return false;
  return !isClause.has(found.text) || (previous !== undefined && opensName.has(previous.text));
}

const names: ReadonlySet<string> = new Set([
  'a name', 'a table', 'a view', 'a column', 'a variable', 'a role', 'a field', 'a parameter', 'a cursor', 'a constraint', 'a label', 'an index', 'a window', 'a stage',
]);
const opensName: ReadonlySet<string> = new Set(['TABLE', 'VIEW', 'SCHEMA', 'DATABASE', 'WAREHOUSE', 'ROLE', 'USER', 'STAGE', 'SEQUENCE', 'COLUMN', 'EXISTS']);

/**
 * Says in the user's words why the next token does not fit.
 *
 * @param expected what would have fitted, as it is typed; phrases in lower case are shown as they are.
 */
export function describeProblem(cursor: Cursor, expected: readonly string[]): Diagnostic {
  const found = cursor.peek();
  const previous = cursor.previous();
  if (found.kind === 'end') {
    const start = previous?.startOffset ?? found.startOffset;
    // SELECT 1 END takes END for an alias.
    const hint = expected.includes('END') ? { hint: "a block, a branch or a loop lacks its END, or the ';' before it" } : {};
    return errors.PARSE_INCOMPLETE.diagnostic({ expected: expectation(expected) }, { ...cursor.place(start, previous?.endOffset ?? found.endOffset), ...hint });
  }
  if (isReservedName(cursor, found, previous, expected)) {
    return errors.PARSE_RESERVED.diagnostic({ word: found.image }, cursor.place(found.startOffset, found.endOffset));
  }
  const situation: Situation = { cursor, found, previous, expected };
  const fitting = cases.find((c) => c.when(situation));
  const token = fitting?.at(situation) ?? found;
  const hint = fitting?.hint(situation);
  return errors.PARSE_SYNTAX.diagnostic(
    { found: inWords(token, cursor.source), expected: token === found ? expectation(expected) : '' },
    { ...cursor.place(token.startOffset, token.endOffset), ...(hint === undefined ? {} : { hint }) },
  );
}
