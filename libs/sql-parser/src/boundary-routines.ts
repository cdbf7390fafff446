import type { DialectName } from '@millrace/sql-ir';
import type { Token } from './token.ts';

/** What has a body of statements, by the word after CREATE and what may stand between. */
const routines: ReadonlySet<string> = new Set(['PROCEDURE', 'PROC', 'FUNCTION', 'TRIGGER', 'EVENT', 'PACKAGE']);
/** How many words may stand between CREATE and the kind: `OR REPLACE DEFINER = 'a'@'b'`. */
const headLength = 10;
/** After these a statement begins. */
const starters: ReadonlySet<string> = new Set([';', 'THEN', 'ELSE', 'DO', 'LOOP', 'REPEAT', 'BEGIN', ':', '>>', 'IS', 'AS']);
/** Behind END these say what ends. */
const closers: ReadonlySet<string> = new Set(['IF', 'CASE', 'LOOP', 'WHILE', 'REPEAT', 'TRY', 'CATCH']);
/** SQL Server's BEGIN of something that no END ends. */
const transactions: ReadonlySet<string> = new Set(['TRAN', 'TRANSACTION', 'DISTRIBUTED', 'DIALOG', 'CONVERSATION', ';', '']);

const textAt = (tokens: readonly Token[], i: number): string => tokens[i]?.text ?? '';
const isEnd = (tokens: readonly Token[], i: number): boolean => i >= tokens.length || tokens[i]?.kind === 'end';

/** Whether CREATE of something with a body begins here. */
function opensRoutine(tokens: readonly Token[], from: number): boolean {
  if (textAt(tokens, from) !== 'CREATE' && textAt(tokens, from) !== 'ALTER') return false;
  for (let i = from + 1; i <= from + headLength; i++) {
    if (routines.has(textAt(tokens, i)) || (textAt(tokens, i) === 'TYPE' && textAt(tokens, i + 1) === 'BODY')) return true;
    if (textAt(tokens, i) === ';' || textAt(tokens, i) === '(') return false;
  }
  return false;
}

/**
 * Finds where a statement ends that holds statements, in the dialects whose blocks the parser does not read: MySQL's, SQL Server's and Oracle's.
 *
 * @param from the index of its first token.
 * @returns the index of the semicolon behind it or of the end of the text; undefined when none of theirs begins here.
 */
export function routineEnd(tokens: readonly Token[], from: number, dialect: DialectName): number | undefined {
  const first = textAt(tokens, from);
  const isRoutine = opensRoutine(tokens, from);
  switch (dialect) {
    case 'mysql': return isRoutine ? nestedEnd(tokens, from, false) : undefined;
    case 'oracle': return isRoutine || first === 'DECLARE' || (first === 'BEGIN' && textAt(tokens, from + 1) !== ';') ? nestedEnd(tokens, from, true) : undefined;
    case 'mssql': return isRoutine ? batchEnd(tokens, from) : blockEnd(tokens, from);
    default: return undefined;
  }
}

/** A routine of SQL Server takes the rest of its batch, which GO ends; https://learn.microsoft.com/en-us/sql/t-sql/statements/create-procedure-transact-sql */
function batchEnd(tokens: readonly Token[], from: number): number {
  let i = from;
  while (!isEnd(tokens, i) && !(textAt(tokens, i) === ';' && tokens[i]?.image !== ';')) i += 1;
  return i;
}

/** The first semicolon outside BEGIN … END; undefined where no BEGIN stands before it. */
function blockEnd(tokens: readonly Token[], from: number): number | undefined {
  let depth = 0;
  let opened = false;
  for (let i = from; ; i++) {
    const text = textAt(tokens, i);
    if (isEnd(tokens, i) || (text === ';' && depth === 0)) return opened ? i : undefined;
    if (text === 'CASE' || (text === 'BEGIN' && !transactions.has(textAt(tokens, i + 1)))) {
      depth += 1;
      opened ||= text === 'BEGIN';
    } else if (text === 'END' && depth > 0) depth -= 1;
  }
}

/** Follows blocks into blocks; in Oracle's also declarations, which stand between IS and BEGIN and may hold routines. */
function nestedEnd(tokens: readonly Token[], from: number, declares: boolean): number {
  // What is open: a unit whose BEGIN is still to come, or anything that END ends.
  const open: ('unit' | 'block')[] = [];
  let heading = declares && textAt(tokens, from) === 'CREATE';
  let i = from;
  for (; !isEnd(tokens, i); i++) {
    const text = textAt(tokens, i);
    const before = textAt(tokens, i - 1);
    const starts = i === from || starters.has(before);
    if (text === ';') {
      if (open.length === 0) return i;
      heading = false;
    } else if (declares && heading && (text === 'IS' || text === 'AS')) {
      open.push('unit');
      heading = false;
    } else if (declares && starts && (text === 'PROCEDURE' || text === 'FUNCTION')) heading = true;
    else if (declares && text === 'DECLARE') open.push('unit');
    else if (text === 'BEGIN') {
      if (open.at(-1) === 'unit') open.pop();
      open.push('block');
      heading = false;
    } else if (text === 'CASE' || text === 'LOOP' || (starts && opensBody(text, declares))) open.push('block');
    else if (text === 'END' && open.length > 0) {
      open.pop();
      if (closers.has(textAt(tokens, i + 1))) i += 1;
    }
  }
  return i;
}

/** MySQL's WHILE and REPEAT have an END of their own, Oracle's loops that of LOOP. */
const opensBody = (text: string, declares: boolean): boolean => text === 'IF' || (!declares && (text === 'WHILE' || text === 'REPEAT'));
