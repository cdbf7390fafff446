import type { Block, Branch, Declare, ExceptionHandler, Expression, Loop, Node, NodeOf, ScriptValue, Spanned, Statement } from '@millrace/sql-ir';
import { isStatement } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { routine } from './routines.ts';

type ScriptKind = 'Block' | 'Declare' | 'Assign' | 'Branch' | 'Loop' | 'Jump' | 'CursorCommand' | 'Async';

function need(w: Writer, at: Spanned, what: string): void {
  w.need(w.dialect.name === 'snowflake', at, what);
}

/** Statements, each on its line with its semicolon, a step further in. */
function statements(w: Writer, body: readonly Statement[]): void {
  w.indented(() => body.forEach((statement, i) => {
    w.line();
    w.node(statement);
    w.text += ';';
    w.commentsBehind(statement, i === body.length - 1);
  }));
}

function label(w: Writer, n: Pick<Block, 'label'>): void {
  if (n.label === undefined) return;
  w.text += ' ';
  w.node(n.label);
}

function block(w: Writer, n: Block): void {
  need(w, n, 'a block of statements');
  if (n.declarations.length > 0) {
    w.text += 'DECLARE';
    statements(w, n.declarations);
    w.line();
  }
  w.text += 'BEGIN';
  statements(w, n.body);
  w.line();
  if (n.handlers.length > 0) {
    w.text += 'EXCEPTION';
    w.indented(() => n.handlers.forEach((each) => handler(w, each)));
    w.line();
  }
  w.text += 'END';
  label(w, n);
}

function handler(w: Writer, { exceptions, then, body }: ExceptionHandler): void {
  w.line();
  w.text += 'WHEN ';
  if (exceptions.length === 0) w.text += 'OTHER';
  w.list(exceptions, ' OR ');
  w.text += then === undefined ? ' THEN' : ` ${then} THEN`;
  statements(w, body);
}

function scriptValue(w: Writer, { value, async }: ScriptValue): void {
  if (async === true) w.text += 'ASYNC ';
  if (!isStatement(value)) return w.node(value);
  w.text += '(';
  w.node(value);
  w.text += ')';
}

function declare(w: Writer, n: Declare): void {
  need(w, n, 'DECLARE');
  const d = n.declares;
  if (n.let) w.text += 'LET ';
  w.node(n.name);
  switch (d.type) {
    case 'CURSOR':
      w.text += ' CURSOR FOR';
      return cursorQuery(w, d.query);
    case 'RESULTSET':
      w.text += ' RESULTSET';
      if (d.initial === undefined) return;
      w.text += n.let ? ' := ' : ' DEFAULT ';
      return scriptValue(w, d.initial);
    case 'EXCEPTION':
      w.text += ' EXCEPTION';
      if (d.args.length > 0) w.text += ' ';
      if (d.args.length > 0) w.parenthesised(d.args, (arg) => w.node(arg));
      return;
    case 'TABLE': return w.unsupported(n, 'a variable that holds rows');
    case 'PROCEDURE':
      w.text += ' PROCEDURE ';
      return routine(w, d.procedure);
    case 'VARIABLE':
      if (d.dataType !== undefined) w.text += ' ';
      if (d.dataType !== undefined) w.node(d.dataType);
      if (d.value === undefined) return;
      w.text += n.let ? ' := ' : ' DEFAULT ';
      scriptValue(w, { value: d.value });
  }
}

/** On the line of its cursor when it fits. */
function cursorQuery(w: Writer, query: Node): void {
  const write = (): void => {
    w.line();
    w.node(query);
  };
  if (!w.pretty) write();
  else if (!w.fits(write)) w.indented(write);
}

/** A condition in the parentheses that scripting asks for. */
function condition(w: Writer, value: Expression): void {
  w.text += '(';
  w.node(value);
  w.text += ')';
}

function branch(w: Writer, n: Branch): void {
  need(w, n, n.form);
  if (n.form === 'CASE') return caseBranches(w, n);
  n.branches.forEach(({ when, body }, i) => {
    w.text += i === 0 ? 'IF ' : 'ELSEIF ';
    condition(w, when);
    w.text += ' THEN';
    statements(w, body);
    w.line();
  });
  if (n.otherwise !== undefined) {
    w.text += 'ELSE';
    statements(w, n.otherwise);
    w.line();
  }
  w.text += 'END IF';
}

/** https://docs.snowflake.com/en/sql-reference/snowflake-scripting/case: only what is compared stands in parentheses. */
function caseBranches(w: Writer, n: Branch): void {
  w.text += 'CASE';
  if (n.operand !== undefined) {
    w.text += ' ';
    condition(w, n.operand);
  }
  w.indented(() => {
    for (const { when, body } of n.branches) {
      w.line();
      w.text += 'WHEN ';
      w.node(when);
      w.text += ' THEN';
      statements(w, body);
    }
    if (n.otherwise === undefined) return;
    w.line();
    w.text += 'ELSE';
    statements(w, n.otherwise);
  });
  w.line();
  w.text += 'END CASE';
}

function loop(w: Writer, n: Loop): void {
  const { over } = n;
  need(w, n, 'a loop of statements');
  switch (over.type) {
    case 'LOOP':
      w.text += 'LOOP';
      break;
    case 'REPEAT':
      w.text += 'REPEAT';
      break;
    case 'WHILE':
      w.text += 'WHILE ';
      condition(w, over.condition);
      w.text += ' DO';
      break;
    case 'FOR EACH': case 'FOR':
      forHead(w, over);
  }
  statements(w, n.body);
  w.line();
  if (over.type === 'REPEAT') {
    w.text += 'UNTIL ';
    condition(w, over.condition);
    w.line();
  }
  w.text += `END ${over.type === 'FOR EACH' ? 'FOR' : over.type}`;
  label(w, n);
}

function forHead(w: Writer, over: Loop['over'] & { readonly type: 'FOR' | 'FOR EACH' }): void {
  w.text += 'FOR ';
  w.node(over.variable);
  w.text += ' IN ';
  if (over.type === 'FOR') {
    if (over.reverse) w.text += 'REVERSE ';
    w.node(over.from);
    w.text += ' TO ';
    w.node(over.to);
  } else w.node(over.in);
  w.text += ' DO';
}

function cursorCommand(w: Writer, n: NodeOf<'CursorCommand'>): void {
  need(w, n, n.action);
  w.text += `${n.action} `;
  w.node(n.cursor);
  if (n.using.length > 0) {
    w.text += ' USING ';
    w.parenthesised(n.using, (value) => w.node(value));
  }
  if (n.into.length === 0) return;
  w.text += ' INTO ';
  w.list(n.into);
}

/** Snowflake Scripting. */
export const scripts: Pick<Printers, ScriptKind> = {
  Block: block,
  Declare: declare,
  Assign(w, n) {
    need(w, n, 'an assignment');
    w.node(n.target);
    w.text += ' := ';
    scriptValue(w, n);
  },
  Branch: branch,
  Loop: loop,
  Jump(w, n) {
    need(w, n, n.to);
    w.text += n.to;
    if (n.name !== undefined) w.text += ' ';
    if (n.name !== undefined) w.node(n.name);
    if (n.value === undefined) return;
    w.text += ' ';
    scriptValue(w, { value: n.value });
  },
  CursorCommand: cursorCommand,
  Async(w, n) {
    need(w, n, n.run.type);
    w.text += `${n.run.type} `;
    if (n.run.type === 'ASYNC') {
      w.text += '(';
      w.node(n.run.statement);
      w.text += ')';
    } else w.identifier(n.run.name, true);
  },
};
