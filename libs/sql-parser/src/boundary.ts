import { routineEnd } from './boundary-routines.ts';
import type { Token } from './token.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Statements inside which BEGIN may open a block, by the kind of what they make. */
const holders: ReadonlySet<string> = new Set(['TASK', 'ALERT', 'PROCEDURE', 'FUNCTION', 'TRIGGER']);
/** What may stand between CREATE or ALTER and the kind. */
const headLength = 6;
/** After these a statement of a block begins. */
const starters: ReadonlySet<string> = new Set([';', 'THEN', 'ELSE', 'DO', 'LOOP', 'REPEAT', 'BEGIN', 'DECLARE']);
const openers: ReadonlySet<string> = new Set(['IF', 'CASE', 'FOR', 'WHILE', 'LOOP', 'REPEAT']);
/** After `AS begin` these tell that it is a name. */
const afterName: ReadonlySet<string> = new Set([',', 'FROM', ')', ';', '']);

/** The text is over; a parser may have padded the row of tokens behind its end. */
const isEnd = (tokens: readonly Token[], i: number): boolean => i >= tokens.length || tokens[i]?.kind === 'end';
const textAt = (tokens: readonly Token[], i: number): string => tokens[i]?.text ?? '';

/** Whether BEGIN at this token opens a block rather than a transaction; https://docs.snowflake.com/en/developer-guide/snowflake-scripting/blocks */
export function opensBlock(tokens: readonly Token[], begin: number): boolean {
  const next = tokens[begin + 1];
  if (next === undefined || isEnd(tokens, begin + 1) || next.text === ';' || next.text === 'TRANSACTION' || next.text === 'WORK') return false;
  return next.text !== 'NAME' || textAt(tokens, begin + 2) === ':=';
}

/** Where the block that begins at this token ends: after its END, or at the end of the text. Linear, and without recursion. */
function blockEnd(tokens: readonly Token[], from: number): number {
  const open: string[] = [];
  let i = from;
  for (; !isEnd(tokens, i); i++) {
    const text = textAt(tokens, i);
    const top = open.at(-1);
    const before = textAt(tokens, i - 1);
    const starts = i === from || (starters.has(before) && top !== 'CASE value');
    const nested = starts || (before === 'AS' && !afterName.has(textAt(tokens, i + 1)));
    if (text === 'DECLARE' && nested) open.push('DECLARE');
    else if (text === 'BEGIN' && nested && opensBlock(tokens, i)) {
      if (starts && top === 'DECLARE') open.pop();
      open.push('BEGIN');
    } else if (starts && openers.has(text)) open.push(text);
    else if (text === 'CASE') open.push('CASE value');
    else if (text === 'END' && textAt(tokens, i + 1) !== '(' && before !== '.') {
      if (open.pop() !== 'CASE value' && openers.has(textAt(tokens, i + 1))) i += 1;
      if (open.length === 0) return i + 1;
    }
  }
  return i;
}

/** Whether a statement that begins here may hold a block behind AS, THEN or (in triggers and standard SQL's bodies) anything. */
function mayHoldBlock(tokens: readonly Token[], from: number): boolean {
  const first = textAt(tokens, from);
  if (first === 'WITH') return textAt(tokens, from + 3) === 'PROCEDURE';
  if (first !== 'CREATE' && first !== 'ALTER') return false;
  for (let i = from + 1; i <= from + headLength; i++) if (holders.has(textAt(tokens, i))) return true;
  return false;
}

/**
 * Finds where a statement ends: at its semicolon or the end of the text, past those inside its blocks.
 *
 * @param from the index of its first token.
 * @returns the index of the semicolon or of the end.
 */
export function statementEnd(tokens: readonly Token[], from: number, vocabulary: Vocabulary): number {
  const whole = routineEnd(tokens, from, vocabulary.dialect);
  if (whole !== undefined) return whole;
  let i = from;
  const first = textAt(tokens, from);
  if (vocabulary.scripting && (first === 'DECLARE' || (first === 'BEGIN' && opensBlock(tokens, from)))) i = blockEnd(tokens, from);
  const holds = i === from && mayHoldBlock(tokens, from);
  for (; !isEnd(tokens, i); i++) {
    const text = textAt(tokens, i);
    if (text === ';') return i;
    if (holds && (text === 'BEGIN' || text === 'DECLARE') && opensBody(tokens, i, vocabulary)) i = blockEnd(tokens, i) - 1;
  }
  return i;
}

function opensBody(tokens: readonly Token[], i: number, vocabulary: Vocabulary): boolean {
  const before = textAt(tokens, i - 1);
  if (vocabulary.scripting) return (before === 'AS' || before === 'THEN') && !afterName.has(textAt(tokens, i + 1));
  // SQLite's triggers and standard SQL's BEGIN ATOMIC.
  return textAt(tokens, i) === 'BEGIN' && (vocabulary.dialect === 'sqlite' || textAt(tokens, i + 1) === 'ATOMIC');
}
