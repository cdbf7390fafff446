import type { BinaryOperator, ColumnDefinition, Declare, Expression, Identifier, SetVariable, Statement, TableConstraint } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { tableElements } from './create-table.ts';

/** The operator of `a += 1` and its kin. */
export const compound: Readonly<Record<string, BinaryOperator>> = { '+=': '+', '-=': '-', '*=': '*', '/=': '/', '%=': '%', '&=': '&', '|=': '|', '^=': '#' };

/** `@v`, with its sign as a part of the name. */
function variable(p: SqlParser): Identifier {
  const token = p.next();
  if (token.kind !== 'variable') p.fail('a variable');
  return { kind: 'Identifier', name: token.image, quoted: false, pos: token.startOffset, end: token.endOffset };
}

/** `SET @a = 1, @b := 2`; https://dev.mysql.com/doc/refman/8.0/en/set-variable.html */
export function setVariables(p: SqlParser, start: number): SetVariable {
  const names: Identifier[] = [];
  const values: Expression[] = [];
  do {
    const name = variable(p);
    names.push(name);
    const op = compound[p.peek().text];
    if (op === undefined) {
      if (!p.accept('=') && !p.accept(':=')) p.fail('=');
      values.push(p.expression());
      continue;
    }
    p.next();
    const right = p.expression();
    const left: Expression = { kind: 'Parameter', name: name.name.slice(1), sigil: '@', pos: name.pos, end: name.end };
    values.push({ kind: 'Binary', op, left, right, pos: name.pos, end: right.end });
  } while (p.accept(','));
  return { kind: 'SetVariable', names, values, pos: start, end: p.end() };
}

/** `DECLARE @a INT = 1, @t TABLE (a INT)`; https://learn.microsoft.com/en-us/sql/t-sql/language-elements/declare-local-variable-transact-sql */
export function declareVariables(p: SqlParser): Statement {
  const start = p.start();
  p.expect('DECLARE');
  const [first, ...more] = p.list(() => declaration(p));
  if (first === undefined) return p.fail('a variable');
  return { ...first, ...(more.length === 0 ? {} : { more }), pos: start, end: p.end() };
}

function declaration(p: SqlParser): Declare {
  const name = variable(p);
  p.accept('AS');
  return { kind: 'Declare', let: false, name, declares: p.accept('TABLE') ? rows(p) : value(p), pos: name.pos, end: p.end() };
}

function value(p: SqlParser): Declare['declares'] {
  const dataType = p.type();
  return { type: 'VARIABLE', dataType, ...(p.accept('=') ? { value: p.expression() } : {}) };
}

function rows(p: SqlParser): Declare['declares'] {
  const columns: ColumnDefinition[] = [];
  const constraints: TableConstraint[] = [];
  tableElements(p, columns, constraints);
  return { type: 'TABLE', columns, constraints };
}
