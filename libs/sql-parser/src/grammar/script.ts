import type { Block, Branch, CursorCommand, Declare, ExceptionHandler, Expression, Jump, Loop, ScriptValue, Statement } from '@millrace/sql-ir';
import type { SqlParser } from '../parser.ts';
import { atQuery } from './expression.ts';
import { routine, unnamed } from './routine.ts';
import { startsStatement } from './statement.ts';
import { tableArgument } from './table-type.ts';

/** `[DECLARE …] BEGIN … [EXCEPTION …] END [label]`. */
export function block(p: SqlParser): Block {
  const start = p.start();
  const declarations: Declare[] = [];
  if (p.accept('DECLARE')) {
    while (!p.at('BEGIN')) {
      declarations.push(declaration(p, p.start(), false));
      if (!p.accept(';')) p.fail(';');
    }
  }
  p.expect('BEGIN');
  const body = bodyUntil(p, blockEnds);
  const handlers = p.accept('EXCEPTION') ? exceptionHandlers(p) : [];
  p.expect('END');
  return { kind: 'Block', declarations, body, handlers, ...label(p), pos: start, end: p.end() };
}

const blockEnds: readonly string[] = ['END', 'EXCEPTION'];
const handlerEnds: readonly string[] = ['END', 'WHEN'];

function label(p: SqlParser): Pick<Block, 'label'> {
  const after = p.peekAt(2);
  return p.isName(p.peek()) && (after.text === ';' || after.kind === 'end') ? { label: p.identifier('a label') } : {};
}

/** Statements that hold others: what is wrong with how they open and close cannot be told from what is around them. */
const compound: ReadonlySet<string> = new Set(['IF', 'CASE', 'FOR', 'WHILE', 'LOOP', 'REPEAT', 'BEGIN', 'DECLARE']);

/** Statements, each with its semicolon, up to one of these words. A simple one that is wrong is left out, and the next is looked at. */
function bodyUntil(p: SqlParser, ends: readonly string[]): readonly Statement[] {
  const found: Statement[] = [];
  while (!ends.includes(p.peek().text)) {
    if (p.peek().kind === 'end') p.fail(...ends, 'a statement');
    const one = (): void => {
      found.push(p.nested(() => scriptStatement(p)));
      if (!p.accept(';')) p.fail(';');
    };
    if (compound.has(p.peek().text)) one();
    else p.recovering(one, () => p.previous()?.text !== ';' && ends.includes(p.peek().text));
  }
  return found;
}

function exceptionHandlers(p: SqlParser): readonly ExceptionHandler[] {
  const found: ExceptionHandler[] = [];
  while (p.accept('WHEN')) {
    const names = p.accept('OTHER') ? [] : [p.identifier('an exception')];
    while (p.accept('OR')) names.push(p.identifier('an exception'));
    const then = p.acceptAny('EXIT', 'CONTINUE');
    p.expect('THEN');
    found.push({ exceptions: names, ...(then === undefined ? {} : { then }), body: bodyUntil(p, handlerEnds) });
  }
  return found.length === 0 ? p.fail('WHEN') : found;
}

/** A line of DECLARE, or what follows LET. */
function declaration(p: SqlParser, start: number, isLet: boolean): Declare {
  const name = p.identifier('a variable');
  const declares = declared(p, name);
  return { kind: 'Declare', let: isLet, name, declares, pos: start, end: p.end() };
}

function declared(p: SqlParser, name: Declare['name']): Declare['declares'] {
  if (p.acceptAll('CURSOR', 'FOR')) return { type: 'CURSOR', query: atQuery(p) ? p.query() : p.identifier('a query or a result set') };
  if (p.accept('RESULTSET')) {
    const initial = p.acceptAny('DEFAULT', ':=');
    return { type: 'RESULTSET', ...(initial === undefined ? {} : { initial: scriptValue(p) }) };
  }
  if (p.accept('EXCEPTION')) return { type: 'EXCEPTION', args: p.at('(') ? p.parenthesised(() => p.expression()) : [] };
  if (p.at('PROCEDURE') && p.peekAt(2).text === '(') {
    p.next();
    return { type: 'PROCEDURE', procedure: { ...unnamed(), name: [name], ...routine(p, 'PROCEDURE'), pos: name.pos, end: p.end() } };
  }
  if (p.at('=')) p.fail(':=');
  const dataType = p.at('DEFAULT') || p.at(':=') ? undefined : p.type();
  const initial = p.acceptAny('DEFAULT', ':=');
  return { type: 'VARIABLE', ...(dataType === undefined ? {} : { dataType }), ...(initial === undefined ? {} : { value: scriptValue(p).value }) };
}

const rowStatements: ReadonlySet<string> = new Set(['SHOW', 'DESCRIBE', 'DESC', 'CALL', 'EXECUTE', 'LIST', 'LS', 'INSERT', 'UPDATE', 'DELETE', 'MERGE', 'EXPLAIN']);

/** A value: an expression, or in parentheses a statement that has rows, which ASYNC starts without waiting. */
function scriptValue(p: SqlParser): ScriptValue {
  const isAsync = p.at('ASYNC') && p.peekAt(2).text === '(' && p.accept('ASYNC');
  if (!isAsync && !(p.at('(') && rowStatements.has(p.peekAt(2).text))) return { value: p.expression() };
  p.expect('(');
  const value = p.statement();
  p.expect(')');
  return { value, ...(isAsync ? { async: true } : {}) };
}

/** The statements that only a block may hold, by their first word. */
const openers: Readonly<Record<string, (p: SqlParser) => Statement>> = {
  LET: (p) => {
    const start = p.start();
    p.expect('LET');
    return declaration(p, start, true);
  },
  IF: (p) => ifStatement(p),
  CASE: (p) => caseStatement(p),
  FOR: (p) => forLoop(p),
  WHILE: (p) => whileLoop(p),
  REPEAT: (p) => repeatLoop(p),
  LOOP: (p) => plainLoop(p),
  BREAK: (p) => jump(p, 'BREAK'),
  EXIT: (p) => jump(p, 'BREAK'),
  CONTINUE: (p) => jump(p, 'CONTINUE'),
  ITERATE: (p) => jump(p, 'CONTINUE'),
  RAISE: (p) => jump(p, 'RAISE'),
  NULL: (p) => jump(p, 'NULL'),
  RETURN: (p) => returnStatement(p),
  OPEN: (p) => cursorCommand(p, 'OPEN'),
  FETCH: (p) => cursorCommand(p, 'FETCH'),
  CLOSE: (p) => cursorCommand(p, 'CLOSE'),
  ASYNC: (p) => asyncStatement(p),
  AWAIT: (p) => asyncStatement(p),
  CANCEL: (p) => asyncStatement(p),
};

function scriptStatement(p: SqlParser): Statement {
  const start = p.start();
  const assigns = p.peekAt(2).text === ':=' || (p.at(':') && p.peekAt(3).text === ':=');
  if (assigns) {
    const target = p.at(':') ? p.expression() : variable(p);
    p.expect(':=');
    return { kind: 'Assign', target, ...scriptValue(p), pos: start, end: p.end() };
  }
  const opener = openers[p.peek().text];
  if (opener !== undefined) return opener(p);
  if (startsStatement(p)) return p.statement();
  if (p.isName(p.peek()) && p.peekAt(2).text === '(') return bareCall(p);
  // `x = 1` is no assignment.
  if (p.peekAt(2).text === '=' && p.next()) p.fail(':=');
  return p.fail('a statement', ...Object.keys(openers), 'END', 'ELSE', 'ELSEIF', 'EXCEPTION', 'TRANSACTION');
}

/** `SYSTEM$LOG('info', 'x')` stands alone in a block; https://docs.snowflake.com/en/developer-guide/logging-tracing/logging-snowflake-scripting */
function bareCall(p: SqlParser): Statement {
  const call = p.expression();
  return call.kind === 'Call' ? { kind: 'CallStatement', procedures: [], call, bare: true, pos: call.pos, end: p.end() } : p.fail('a statement');
}

function variable(p: SqlParser): Expression {
  const name = p.identifier('a variable');
  return { kind: 'Column', parts: [name], pos: name.pos, end: name.end };
}

function condition(p: SqlParser): Expression {
  return p.expression();
}

/** `END IF` and its kin, told as a whole when a part is missing. */
function closing(p: SqlParser, word: string): void {
  if (!p.acceptAll('END', word)) p.fail(`END ${word}`);
}

const branchEnds: readonly string[] = ['ELSEIF', 'ELSE', 'END'];

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/if */
function ifStatement(p: SqlParser): Branch {
  const start = p.start();
  p.expect('IF');
  const branches: { readonly when: Expression; readonly body: readonly Statement[] }[] = [];
  do {
    const when = condition(p);
    p.expect('THEN');
    branches.push({ when, body: bodyUntil(p, branchEnds) });
  } while (p.accept('ELSEIF'));
  const otherwise = p.accept('ELSE') ? { otherwise: bodyUntil(p, ['END']) } : {};
  closing(p, 'IF');
  return { kind: 'Branch', form: 'IF', branches, ...otherwise, pos: start, end: p.end() };
}

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/case */
function caseStatement(p: SqlParser): Branch {
  const start = p.start();
  p.expect('CASE');
  const operand = p.at('WHEN') ? {} : { operand: p.expression() };
  const branches: { readonly when: Expression; readonly body: readonly Statement[] }[] = [];
  while (p.accept('WHEN')) {
    const when = condition(p);
    p.expect('THEN');
    branches.push({ when, body: bodyUntil(p, ['WHEN', 'ELSE', 'END']) });
  }
  if (branches.length === 0) p.fail('WHEN');
  const otherwise = p.accept('ELSE') ? { otherwise: bodyUntil(p, ['END']) } : {};
  p.expect('END');
  p.accept('CASE');
  return { kind: 'Branch', form: 'CASE', ...operand, branches, ...otherwise, pos: start, end: p.end() };
}

/** The body of a loop up to `END word [label]`. */
function loopBody(p: SqlParser, start: number, over: Loop['over'], word: string): Loop {
  const body = bodyUntil(p, ['END']);
  closing(p, word);
  return { kind: 'Loop', over, body, ...label(p), pos: start, end: p.end() };
}

/** DO or LOOP before a body; END takes the same word as LOOP, else the loop's own. */
function opening(p: SqlParser, own: string): string {
  const word = p.acceptAny('DO', 'LOOP') ?? p.fail('DO', 'LOOP');
  return word === 'LOOP' ? 'LOOP' : own;
}

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/for */
function forLoop(p: SqlParser): Loop {
  const start = p.start();
  p.expect('FOR');
  const name = p.identifier('a variable');
  p.expect('IN');
  const reverse = p.at('REVERSE') && p.peekAt(2).text !== 'DO' && p.accept('REVERSE');
  const first = p.expression();
  const over: Loop['over'] = reverse || p.at('TO')
    ? { type: 'FOR', variable: name, from: first, to: (p.expect('TO'), p.expression()), reverse }
    : { type: 'FOR EACH', variable: name, in: first };
  return loopBody(p, start, over, opening(p, 'FOR'));
}

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/while */
function whileLoop(p: SqlParser): Loop {
  const start = p.start();
  p.expect('WHILE');
  const test = condition(p);
  return loopBody(p, start, { type: 'WHILE', condition: test }, opening(p, 'WHILE'));
}

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/repeat */
function repeatLoop(p: SqlParser): Loop {
  const start = p.start();
  p.expect('REPEAT');
  const body = bodyUntil(p, ['UNTIL']);
  p.expect('UNTIL');
  const test = condition(p);
  closing(p, 'REPEAT');
  return { kind: 'Loop', over: { type: 'REPEAT', condition: test }, body, ...label(p), pos: start, end: p.end() };
}

function plainLoop(p: SqlParser): Loop {
  const start = p.start();
  p.expect('LOOP');
  return loopBody(p, start, { type: 'LOOP' }, 'LOOP');
}

function jump(p: SqlParser, to: Jump['to']): Jump {
  const start = p.start();
  p.next();
  const name = p.isName(p.peek()) ? { name: p.identifier() } : {};
  return { kind: 'Jump', to, ...name, pos: start, end: p.end() };
}

/** RETURN with a value, `TABLE(rs)`, or nothing; https://docs.snowflake.com/en/sql-reference/snowflake-scripting/return */
function returnStatement(p: SqlParser): Jump {
  const start = p.start();
  p.expect('RETURN');
  if (p.at(';')) return { kind: 'Jump', to: 'RETURN', pos: start, end: p.end() };
  const value = tableArgument(p) ?? scriptValue(p).value;
  return { kind: 'Jump', to: 'RETURN', value, pos: start, end: p.end() };
}

/** OPEN, FETCH and CLOSE; https://docs.snowflake.com/en/sql-reference/snowflake-scripting/open */
function cursorCommand(p: SqlParser, action: CursorCommand['action']): CursorCommand {
  const start = p.start();
  p.next();
  const cursor = p.identifier('a cursor');
  const using = action === 'OPEN' && p.accept('USING') ? p.parenthesised(() => p.expression()) : [];
  if (action === 'FETCH') p.expect('INTO');
  const into = action === 'FETCH' ? p.list(() => p.expression()) : [];
  return { kind: 'CursorCommand', action, cursor, using, into, pos: start, end: p.end() };
}

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/await */
function asyncStatement(p: SqlParser): Statement {
  const start = p.start();
  const type = p.acceptAny('AWAIT', 'CANCEL');
  if (type !== undefined) return { kind: 'Async', run: { type, name: p.identifier('a result set', true) }, pos: start, end: p.end() };
  p.expectAll('ASYNC', '(');
  const statement = p.statement();
  p.expect(')');
  return { kind: 'Async', run: { type: 'ASYNC', statement }, pos: start, end: p.end() };
}
