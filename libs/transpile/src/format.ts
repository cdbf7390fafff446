import type { Diagnostic } from '@millrace/diagnostics';
import { print } from '@millrace/dialects';
import { type Cast, type Comment, type DialectName, equal, type Literal, rewrite, type Statement, type TypedLiteral, type WrittenForms } from '@millrace/sql-ir';
import { parse, type ParseResult, writtenForms } from '@millrace/sql-parser';
import { errors } from './errors.ts';

/** What to lay out. */
export interface FormatOptions {
  readonly dialect: DialectName;
  /** What the text is called in a finding. */
  readonly file?: string;
}

/** One statement laid out, with the comments around it; the last one may be comments alone. */
interface Block {
  readonly leading: readonly string[];
  readonly sql: string;
  /** Comments on the line of its end. */
  readonly trailing: readonly string[];
}

/**
 * Lays SQL out again: one clause per line, comments kept. Text that cannot be parsed comes back as it was, with the reason; so does a statement
 * that cannot be written again, with a warning.
 *
 * @example format('select a,b from t', { dialect: 'duckdb' }).text
 */
export function format(text: string, options: FormatOptions): { readonly text: string; readonly diagnostics: readonly Diagnostic[] } {
  const { blocks, diagnostics } = blocksOf(text, options);
  if (blocks === undefined) return { text, diagnostics };
  const parts = blocks.map(({ leading, sql, trailing }, i) => {
    const end = [sql === '' ? '' : `${sql};`, ...trailing].filter((part) => part !== '').join(' ');
    return `${i > 0 && sql !== '' ? '\n' : ''}${[...leading, end].filter((part) => part !== '').join('\n')}`;
  });
  return { text: parts.length === 0 ? '' : `${parts.join('\n')}\n`, diagnostics };
}

/**
 * As `format`, one text per statement without its semicolon; comments stay with the statement they stand before or end.
 *
 * @example formatStatements('select 1; select 2', { dialect: 'duckdb' }).statements // ['SELECT 1', 'SELECT 2']
 */
export function formatStatements(text: string, options: FormatOptions): { readonly statements: readonly string[]; readonly diagnostics: readonly Diagnostic[] } {
  const { blocks = [], diagnostics } = blocksOf(text, options);
  const statements: string[] = [];
  for (const { leading, sql, trailing } of blocks) {
    const whole = [...leading, [sql, ...trailing].filter((part) => part !== '').join(' ')].filter((part) => part !== '').join('\n');
    // What stands behind the last statement belongs to it.
    if (sql === '' && statements.length > 0) statements.push(`${statements.pop() ?? ''}\n${whole}`);
    else statements.push(whole);
  }
  return { statements, diagnostics };
}

function blocksOf(text: string, { dialect, file }: FormatOptions): { readonly blocks?: readonly Block[]; readonly diagnostics: readonly Diagnostic[] } {
  const parsed = parse(text, { dialect, ...(file === undefined ? {} : { file }) });
  if (parsed.diagnostics.some(({ severity }) => severity === 'error')) return { diagnostics: parsed.diagnostics };
  const diagnostics: Diagnostic[] = [...parsed.diagnostics];
  const written = writtenForms(text, dialect);
  const blocks: Block[] = [];
  let leading = commentsBetween(parsed, 0, parsed.statements[0]?.pos ?? Infinity).map((comment) => comment.text);
  parsed.statements.forEach((statement, i) => {
    const laidOut = layOut(statement, parsed.comments, dialect, written);
    diagnostics.push(...laidOut.diagnostics.map((diagnostic) => ({ ...diagnostic, source: text, ...(file === undefined ? {} : { file }) })));
    const gap = [...laidOut.after, ...commentsBetween(parsed, statement.end, parsed.statements[i + 1]?.pos ?? Infinity)];
    // What follows a comment that runs to the line's end is on a line of its own.
    const own = gap.findIndex((comment, at) => !comment.trailing || (at > 0 && gap[at - 1]?.text.startsWith('/*') === false));
    const trailing = own < 0 ? gap : gap.slice(0, own);
    blocks.push({ leading, sql: laidOut.sql, trailing: trailing.map((comment) => comment.text) });
    leading = gap.slice(trailing.length).map((comment) => comment.text);
  });
  if (leading.length > 0) blocks.push({ leading, sql: '', trailing: [] });
  return { blocks, diagnostics };
}

const commentsBetween = ({ comments }: ParseResult, from: number, to: number): readonly Comment[] => comments.filter(({ pos }) => pos >= from && pos < to);

interface LaidOut {
  readonly sql: string;
  /** Comments at its end, which go behind the semicolon. */
  readonly after: readonly Comment[];
  readonly diagnostics: readonly Diagnostic[];
}

function layOut(statement: Statement, comments: readonly Comment[], dialect: DialectName, written: WrittenForms): LaidOut {
  const inside = comments.filter(({ pos }) => pos >= statement.pos && pos < statement.end);
  const printed = print(asWritten(statement, written), dialect, { pretty: true, comments: inside, written });
  const problem = printed.diagnostics[0]?.message ?? (isSame(printed.sql, statement, inside, dialect) ? undefined : 'laid out, it would be read as something else');
  if (problem !== undefined) return leftAsWritten(statement, written.source, problem);
  let { sql } = printed;
  let first = inside.length;
  for (let last = inside[first - 1]; last !== undefined && sql.endsWith(last.text); last = inside[first - 1]) {
    sql = sql.slice(0, -last.text.length).trimEnd();
    first -= 1;
  }
  return { sql, after: inside.slice(first), diagnostics: [] };
}

/** Whether a text still says what the statement says, with all comments: what a user wrote must not get lost. */
function isSame(sql: string, statement: Statement, comments: readonly Comment[], dialect: DialectName): boolean {
  const again = parse(sql, { dialect });
  return again.diagnostics.length === 0 && again.comments.length === comments.length && equal(again.statements, [statement]);
}

function leftAsWritten(statement: Statement, source: string, problem: string): LaidOut {
  const at = { span: { start: statement.pos, end: statement.end } };
  return { sql: source.slice(statement.pos, statement.end), after: [], diagnostics: [errors.TRANSPILE_LEFT_AS_WRITTEN.diagnostic({ problem }, at)] };
}

/** A statement with `x::t` marked as written so, and with a constant that has its type in itself (`1L`, `X'00'`) as the constant alone. */
function asWritten(statement: Statement, { constants }: WrittenForms): Statement {
  const isConstant = ({ pos, end }: Cast | TypedLiteral): boolean => constants.get(pos) === end;
  return rewrite(statement, {
    TypedLiteral: (n) => (isConstant(n) ? ({ kind: 'Literal', type: 'string', value: n.value, pos: n.pos, end: n.end } satisfies Literal) : n),
    Cast: (n) => {
      if (isConstant(n)) return n.operand;
      // CAST and its kin begin before their operand.
      return n.pos >= 0 && n.pos === n.operand.pos ? { ...n, written: '::' } : n;
    },
  });
}
