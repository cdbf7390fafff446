import type { Call, Expression, Identifier, Interval, Literal, NamedArgument } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { unitFollowsGroup, unitOf } from './forms.ts';
import { castType } from './type-names.ts';

type Form = (p: SqlParser) => Expression | undefined;

const text = (value: string, pos: number, end: number): Literal => ({ kind: 'Literal', type: 'string', value, pos, end });

/** A word among the arguments of a function, as an argument by that name. */
export function worded(p: SqlParser, word: string, value: () => Expression): NamedArgument {
  const pos = p.start();
  const name: Identifier = { kind: 'Identifier', name: word, quoted: false, pos, end: p.peek().endOffset };
  p.expect(word);
  return { kind: 'NamedArgument', name, value: value(), pos, end: p.end() };
}

/** `BINARY x` of MySQL: a cast to bytes. */
function binary(p: SqlParser): Expression | undefined {
  if (p.vocabulary.dialect !== 'mysql' || p.peekAt(2).text === '.') return undefined;
  const pos = p.start();
  p.next();
  const operand = p.above('negate');
  return { kind: 'Cast', operand, type: { kind: 'DataType', name: 'BINARY', args: [], elements: [], fields: [], pos, end: p.end() }, safe: false, pos, end: p.end() };
}

/** `CONVERT(x USING utf8mb4)` and `CONVERT(x, CHAR)` of MySQL, `CONVERT(INT, x, 1)` of SQL Server. */
function convert(p: SqlParser): Expression | undefined {
  const { dialect } = p.vocabulary;
  if (p.peekAt(2).text !== '(') return undefined;
  if (dialect === 'mssql') return convertTo(p);
  if (dialect !== 'mysql') return undefined;
  const pos = p.start();
  const name: Identifier = { kind: 'Identifier', name: 'CONVERT', quoted: false, pos, end: p.peek().endOffset };
  p.next();
  p.expect('(');
  const operand = p.expression();
  if (p.at('USING')) {
    const charset = worded(p, 'USING', () => {
      const found = p.identifier('a character set', true);
      return text(found.name, found.pos, found.end);
    });
    p.expect(')');
    return { kind: 'Call', name: [name], args: [operand, charset], distinct: false, orderBy: [], withinGroup: [], pos, end: p.end() };
  }
  p.expect(',');
  const type = castType(p);
  p.expect(')');
  return { kind: 'Cast', operand, type, safe: false, pos, end: p.end() };
}

/** https://learn.microsoft.com/en-us/sql/t-sql/functions/cast-and-convert-transact-sql */
function convertTo(p: SqlParser): Expression {
  const pos = p.start();
  const safe = p.next().text === 'TRY_CONVERT';
  p.expect('(');
  const type = castType(p);
  p.expect(',');
  const operand = p.expression();
  const style = p.accept(',') ? { format: p.expression() } : {};
  p.expect(')');
  return { kind: 'Cast', operand, type, safe, ...style, pos, end: p.end() };
}

/** `MATCH (a, b) AGAINST ('x' IN BOOLEAN MODE)`; https://dev.mysql.com/doc/refman/8.0/en/fulltext-search.html */
function match(p: SqlParser): Expression | undefined {
  if (p.vocabulary.dialect !== 'mysql') return undefined;
  const pos = p.start();
  const name: Identifier = { kind: 'Identifier', name: 'MATCH', quoted: false, pos, end: p.peek().endOffset };
  p.next();
  const args: Expression[] = p.at('(') ? p.parenthesised(() => p.expression()) : p.list(() => p.expression());
  args.push(worded(p, 'AGAINST', () => {
    p.expect('(');
    return p.above('in');
  }));
  const from = p.start();
  const words: string[] = [];
  while (!p.at(')')) words.push(p.word('a search mode'));
  if (words.length > 0) args.push({ kind: 'NamedArgument', name: { ...name, name: 'MODE' }, value: text(words.join(' '), from, p.end()), pos: from, end: p.end() });
  p.expect(')');
  return { kind: 'Call', name: [name], args, distinct: false, orderBy: [], withinGroup: [], pos, end: p.end() };
}

/** `IIF(condition, a, b)` of SQL Server is a CASE. */
function iif(p: SqlParser): Expression | undefined {
  if (p.vocabulary.dialect !== 'mssql' || p.peekAt(2).text !== '(') return undefined;
  const pos = p.start();
  p.next();
  p.expect('(');
  const when = p.expression();
  p.expect(',');
  const then = p.expression();
  p.expect(',');
  const otherwise = p.expression();
  p.expect(')');
  return { kind: 'Case', branches: [{ when, then }], otherwise, pos, end: p.end() };
}

/** Forms that one or two dialects have; each gives nothing in all others. */
export const dialectForms: Readonly<Record<string, Form>> = { BINARY: binary, CONVERT: convert, TRY_CONVERT: convert, MATCH: match, IIF: iif };

/** `_utf8mb4 'text'` of MySQL: a text by its character set. */
export function introduced(p: SqlParser): Expression | undefined {
  const token = p.peek();
  if (!token.image.startsWith('_') || p.peekAt(2).kind !== 'string') return undefined;
  p.next();
  const at = { pos: token.startOffset, end: token.endOffset };
  const value = p.string();
  return { kind: 'TypedLiteral', type: { kind: 'DataType', name: token.image, args: [], elements: [], fields: [], ...at }, value, pos: at.pos, end: p.end() };
}

const compoundUnits: ReadonlySet<string> = new Set([
  'DAY_HOUR', 'DAY_MICROSECOND', 'DAY_MINUTE', 'DAY_SECOND', 'HOUR_MICROSECOND', 'HOUR_MINUTE', 'HOUR_SECOND', 'MINUTE_MICROSECOND', 'MINUTE_SECOND', 'SECOND_MICROSECOND', 'YEAR_MONTH',
]);

/** `INTERVAL <expression> DAY` of MySQL; a call of INTERVAL when no unit follows. */
export function mysqlInterval(p: SqlParser): Interval | undefined {
  const pos = p.start();
  if (p.peekAt(2).text === '(' && !unitFollowsGroup(p, compoundUnits)) return undefined;
  p.next();
  const value = p.expression();
  const { text: word } = p.peek();
  const unit = compoundUnits.has(word) ? word : unitOf(word);
  if (unit === undefined) return p.fail('DAY', 'HOUR', 'MONTH', 'YEAR');
  p.next();
  return { kind: 'Interval', value, unit, pos, end: p.end() };
}

/** `INTERVAL 3 DAYS`, `INTERVAL '1' DAY`, `INTERVAL 1 YEAR 2 MONTHS` of Spark. */
export function sparkInterval(p: SqlParser): Interval | undefined {
  const after = p.peekAt(2);
  if (after.kind !== 'string' && after.kind !== 'number' && !(after.text === '-' && p.peekAt(3).kind === 'number')) return undefined;
  const pos = p.start();
  p.next();
  const value = p.above('*');
  const unit = intervalUnit(p);
  if (unit === undefined) return { kind: 'Interval', value, pos, end: p.end() };
  if (p.peek().kind !== 'number' && p.peek().kind !== 'string') return { kind: 'Interval', value, unit, pos, end: p.end() };
  // Several counts are one text, as Spark has it too.
  const parts = [`${count(value)} ${unit}`];
  while (p.peek().kind === 'number' || p.peek().kind === 'string') parts.push(`${p.next().image} ${intervalUnit(p) ?? p.fail('a unit')}`);
  return { kind: 'Interval', value: text(parts.join(' '), value.pos, p.end()), pos, end: p.end() };
}

const count = (n: Expression): string => (n.kind === 'Unary' ? `-${count(n.operand)}` : n.kind === 'Literal' && n.type !== 'null' ? String(n.value) : '');

/** `DAY`, `DAY TO SECOND`, with the digits that Oracle may say for each, which say nothing of the value. */
export function intervalUnit(p: SqlParser): string | undefined {
  const unit = unitOf(p.peek().text);
  if (unit === undefined) return undefined;
  p.next();
  digits(p);
  if (!p.at('TO') || unitOf(p.peekAt(2).text) === undefined) return unit;
  p.next();
  const last = unitOf(p.next().text) ?? '';
  digits(p);
  return `${unit} TO ${last}`;
}

function digits(p: SqlParser): void {
  if (p.vocabulary.dialect === 'oracle' && p.at('(') && p.peekAt(2).kind === 'number') p.parenthesised(() => p.next());
}

/** Oracle's `KEEP (DENSE_RANK LAST ORDER BY …)`. */
export function keepClause(p: SqlParser, order: () => NonNullable<Call['keep']>['orderBy']): Pick<Call, 'keep'> {
  if (!p.acceptAll('KEEP', '(')) return {};
  p.expect('DENSE_RANK');
  const rank = p.acceptAny('FIRST', 'LAST') ?? p.fail('FIRST', 'LAST');
  const orderBy = order();
  p.expect(')');
  return { keep: { rank, orderBy } };
}
