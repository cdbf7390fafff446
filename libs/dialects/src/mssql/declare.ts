import type { Declare } from '@millrace/sql-ir';
import { isStatement } from '@millrace/sql-ir';
import { column, tableConstraint } from '../ansi/definitions.ts';
import type { Writer } from '../writer.ts';

/** `DECLARE @a INT = 1, @t TABLE (a INT)`; https://learn.microsoft.com/en-us/sql/t-sql/language-elements/declare-local-variable-transact-sql */
export function declare(w: Writer, n: Declare): void {
  w.text += 'DECLARE ';
  w.items([n, ...(n.more ?? [])], (one) => variable(w, one));
}

function variable(w: Writer, n: Declare): void {
  const { declares, name } = n;
  w.need(name.name.startsWith('@') && !n.let, n, 'a variable whose name has no @');
  w.text += `${name.name} `;
  if (declares.type === 'TABLE') {
    w.text += 'TABLE ';
    w.parenthesised([...declares.columns, ...declares.constraints], (part) => {
      if ('type' in part && typeof part.type === 'string') tableConstraint(w, n, part);
      else column(w, n, part);
    });
  } else if (declares.type !== 'VARIABLE' || declares.dataType === undefined) w.unsupported(n, `DECLARE of a ${declares.type}`);
  else {
    w.node(declares.dataType);
    if (declares.value === undefined) return;
    w.text += ' = ';
    if (isStatement(declares.value)) w.unsupported(n, 'a statement as a value');
    else w.node(declares.value);
  }
}
