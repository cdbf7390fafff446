import { type Diagnostic, didYouMean } from '@millrace/diagnostics';
import { misplaced } from './clause-order.ts';
import type { Cursor } from './cursor.ts';
import { clauseAround, companions, follows, intended, isClause, isKeyword, isOperand, joinWords, misspelled, misspelledObject, misspelledPair, statementWords } from './error-words.ts';
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

const conditions: ReadonlySet<string> = new Set(['WHERE', 'HAVING', 'QUALIFY']);
const lists: ReadonlySet<string> = new Set(['SELECT', '(', 'GROUP', 'ORDER']);
const timeWords: ReadonlySet<string> = new Set(['DATE', 'TIME', 'TIMESTAMP', 'INTERVAL']);
/** What stands behind AS in a definition. */
const opensBody: ReadonlySet<string> = new Set(['SELECT', 'WITH', 'INSERT', 'MERGE', 'BEGIN', 'DECLARE', 'CALL']);
const isConstant = ({ kind }: Token): boolean => kind === 'string' || kind === 'number';
const assignments: ReadonlySet<string> = new Set(['=', ':=', '==', '=>']);
/** Symbols of other languages, and what is written here. */
const foreignSymbols: ReadonlyMap<string, string> = new Map([['&&', 'AND'], ['&', 'AND'], ['=>', '>='], ['|', '|| between texts, OR between conditions']]);

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
    // OVER (PARTITON BY a): PARTITON was taken for the name of a window.
    when: ({ previous, found }) => found.text === 'BY' && misspelledPair(previous, 'BY') !== undefined,
    at: ({ previous, found }) => previous ?? found,
    hint: ({ previous }) => `did you mean '${misspelledPair(previous, 'BY') ?? ''}'?`,
  },
  {
    // OVER PARTITION BY a
    when: ({ previous, found }) => found.text === 'BY' && previous !== undefined && companions.get(previous.text) === 'BY',
    at: ({ previous, found }) => previous ?? found,
    hint: ({ previous }) => `a window stands in parentheses: OVER (${previous?.text ?? ''} BY …)`,
  },
  {
    // DROP COLUM a: COLUM was taken for the name.
    when: ({ cursor, previous, found, expected }) => expected.length === 0 && follows(cursor, previous, found) && misspelledObject(previous) !== undefined,
    at: ({ previous, found }) => previous ?? found,
    hint: ({ previous }) => `did you mean '${misspelledObject(previous) ?? ''}'?`,
  },
  {
    // SELECT a FROM t WEHRE x
    when: ({ cursor, found, expected }) => intended(cursor, found, expected) !== undefined,
    at: ({ found }) => found,
    hint: ({ cursor, found, expected }) => `did you mean '${intended(cursor, found, expected) ?? ''}'?`,
  },
  {
    // FROM t LEFT JION u
    when: ({ cursor, found }) => joinWords.has(found.text) && cursor.peekAt(2).text !== 'JOIN' && intended(cursor, cursor.peekAt(2), ['JOIN']) === 'JOIN',
    at: ({ cursor }) => cursor.peekAt(2),
    hint: () => "did you mean 'JOIN'?",
  },
  {
    // CREATE TABLE IF NOT EXIST t, DROP TABLE IF EXIST t: IF was taken for the name.
    when: ({ previous, found }) => previous?.text === 'IF' && (found.text === 'NOT' || found.text.startsWith('EXIST')),
    at: ({ previous, found }) => previous ?? found,
    hint: ({ found }) => `write ${found.text === 'NOT' ? 'IF NOT EXISTS' : 'IF EXISTS'}`,
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
    // UPDATE t SET a = 1, WHERE b = 2: WHERE was taken for a column.
    when: ({ previous, expected }) => expected[0] === '=' && previous !== undefined && isClause.has(previous.text),
    at: ({ previous, found }) => previous ?? found,
    hint: ({ previous }) => `remove the comma before ${previous?.text ?? ''}`,
  },
  {
    // SELECT (a FROM t
    when: ({ previous, expected, found }) => (expected.includes(')') || previous?.text === '(') && (isClause.has(found.text) || found.text === ';') && !companions.has(found.text),
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
    when: ({ expected, found }) => expected.includes('a table') && isClause.has(found.text) && found.text !== 'TABLE',
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
    // INSERT INTO t (a) (1)
    when: ({ expected, found }) => expected[0] === 'VALUES' && found.text === '(',
    at: ({ found }) => found,
    hint: () => 'VALUES seems to be missing before it',
  },
  {
    // FROM TABLE f(x)
    when: ({ expected, found }) => expected.includes('a table') && found.text === 'TABLE',
    at: ({ found }) => found,
    hint: () => 'a function that makes a table stands in parentheses: TABLE(f(x))',
  },
  {
    // FROM [t]
    when: ({ expected, found }) => found.text === '[' && expected.some((each) => names.has(each)),
    at: ({ found }) => found,
    hint: () => 'names stand in double quotes here: "…"',
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
    // SELECT a FROM t ORDER a, (a INT PRIMARY)
    when: ({ cursor, found }) => companions.has(found.text) && cursor.peekAt(2).text !== companions.get(found.text),
    at: ({ found }) => found,
    hint: ({ found }) => `write ${found.text} ${companions.get(found.text) ?? ''}`,
  },
  {
    // OVER (ORDER BY b PARTITION BY a)
    when: ({ found, expected }) => found.text === 'PARTITION' && expected.includes('PARTITION BY'),
    at: ({ found }) => found,
    hint: () => 'PARTITION BY comes before ORDER BY',
  },
  {
    // FROM t INNER u
    when: ({ cursor, found }) => joinWords.has(found.text) && cursor.peekAt(2).text !== 'JOIN',
    at: ({ found }) => found,
    hint: ({ found }) => `write ${found.text} JOIN`,
  },
  {
    // FROM a ON a.x = b.x
    when: ({ found, expected }) => found.text === 'ON' && expected.length === 0,
    at: ({ found }) => found,
    hint: () => 'ON stands behind the table that is joined: a JOIN b ON …',
  },
  {
    // FROM t LATERAL FLATTEN(x)
    when: ({ found, previous }) => (found.text === 'LATERAL' || found.text === 'TABLE') && previous !== undefined && previous.text !== ',',
    at: ({ found }) => found,
    hint: () => 'a comma or JOIN seems to be missing before it',
  },
  {
    // SELECT TOP 5 a FROM t
    when: ({ previous, found }) => previous?.text === 'TOP' && found.kind === 'number',
    at: ({ previous, found }) => previous ?? found,
    hint: () => 'write LIMIT at the end of the query instead of TOP',
  },
  {
    // x = 1 in a script, SET a := 1
    when: ({ found, expected }) => expected.length === 1 && assignments.has(expected[0] ?? '') && assignments.has(found.text),
    at: ({ found }) => found,
    hint: ({ expected }) => `write ${expected[0] ?? ''}`,
  },
  {
    // WHERE a =< 1
    when: ({ previous, found }) => previous?.text === '=' && (found.text === '<' || found.text === '>') && found.startOffset === previous.endOffset,
    at: ({ found }) => found,
    hint: ({ found }) => `write ${found.text}=`,
  },
  {
    // WHERE a = 1 && b = 2
    when: ({ found }) => foreignSymbols.has(found.text),
    at: ({ found }) => found,
    hint: ({ found }) => `write ${foreignSymbols.get(found.text) ?? ''}`,
  },
  {
    // WHERE a NOT NULL
    when: ({ cursor, found }) => found.text === 'NOT' && cursor.peekAt(2).text === 'NULL' && conditions.has(clauseAround(cursor)),
    at: ({ found }) => found,
    hint: () => 'write IS NOT NULL',
  },
  {
    // WHERE a BETWEEN 1, 2
    when: ({ found, expected }) => found.text === ',' && expected.length === 1 && expected[0] === 'AND',
    at: ({ found }) => found,
    hint: () => 'write BETWEEN 1 AND 2',
  },
  {
    // DATE 2020-01-01, INTERVAL 1 DAY
    when: ({ previous, found }) => previous !== undefined && timeWords.has(previous.text) && found.kind === 'number',
    at: ({ found }) => found,
    hint: ({ previous }) => `its value stands in quotes: ${previous?.text ?? ''} '…'`,
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
    when: ({ cursor, previous, found }) => previous?.text === '*' && isOperand(cursor, found) && clauseAround(cursor) === 'SELECT',
    at: ({ found }) => found,
    hint: () => 'FROM seems to be missing before it',
  },
  {
    // WHERE a = 1 b = 2
    when: ({ cursor, previous, found }) => follows(cursor, previous, found) && conditions.has(clauseAround(cursor)),
    at: ({ found }) => found,
    hint: ({ expected }) => (expected.includes(')') ? "AND, OR or a ')' seems to be missing before it" : 'AND or OR seems to be missing before it'),
  },
  {
    // SELECT a b c FROM t, CREATE TABLE t (a INT b INT)
    when: ({ cursor, previous, found, expected }) => follows(cursor, previous, found) && (expected.length === 0 || expected.includes(',')) && lists.has(clauseAround(cursor)),
    at: ({ found }) => found,
    hint: () => 'a comma seems to be missing before it',
  },
  {
    // FROM t a b
    when: ({ cursor, previous, found, expected }) => follows(cursor, previous, found) && expected.length === 0 && clauseAround(cursor) === 'FROM',
    at: ({ found }) => found,
    hint: () => 'a comma or JOIN seems to be missing before it',
  },
  {
    // WITH a AS (SELECT 1) b AS (SELECT 2) SELECT 3
    when: ({ cursor, previous, expected }) => previous?.text === ')' && expected[0] === 'SELECT' && cursor.peekAt(2).text === 'AS',
    at: ({ found }) => found,
    hint: () => 'a comma seems to be missing before it',
  },
  {
    // CREATE TABLE t a INT, WITH x AS SELECT 1
    when: ({ expected, found }) => expected[0] === '(' && found.text !== ')' && found.text !== ';',
    at: ({ found }) => found,
    hint: () => "a '(' seems to be missing before it",
  },
  {
    // CREATE VIEW v SELECT 1
    when: ({ expected, found }) => expected.includes('AS') && opensBody.has(found.text),
    at: ({ found }) => found,
    hint: () => 'AS seems to be missing before it',
  },
  {
    // URL 's3://…'
    when: ({ cursor, expected, found }) => expected.some((each) => each.startsWith('a setting')) && found.kind === 'word' && !isClause.has(found.text) && isConstant(cursor.peekAt(2)),
    at: ({ found }) => found,
    hint: ({ cursor, found }) => `write ${found.text} = ${cursor.peekAt(2).kind === 'string' ? "'…'" : '…'}`,
  },
  {
    // LET x := 1 RETURN x; in a script
    when: ({ expected }) => expected.length === 1 && expected[0] === ';',
    at: ({ found }) => found,
    hint: () => "a ';' seems to be missing before it",
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
  const written = source.slice(token.startOffset, token.endOffset);
  const shown = written.length > 40 ? `${written.slice(0, 39)}…` : written;
  return token.kind === 'string' ? `string ${shown}` : `'${shown}'`;
}

/** A reserved word stands where a name does. The word of a clause does so only where no clause can: behind the kind of object, before the type of a column. */
function isReservedName(cursor: Cursor, found: Token, previous: Token | undefined, expected: readonly string[]): boolean {
  if (expected.length !== 1 || !names.has(expected[0] ?? '') || found.kind !== 'word' || !cursor.vocabulary.reserved.has(found.text)) return false;
  const defined = expected[0] === 'a column' && cursor.peekAt(2).kind === 'word' && (previous?.text === ',' || previous?.text === '(');
  return !isClause.has(found.text) || defined || (previous !== undefined && opensName.has(previous.text));
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
