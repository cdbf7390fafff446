import type { Expression } from '@millrace/sql-ir';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

/** `a[i]` and `a[from:to]`. @param operand writes what the brackets stand behind, in parentheses where it needs them */
export function subscripts(operand: (w: Writer, n: Expression) => void): Pick<Printers, 'Index' | 'Slice'> {
  return {
    Index(w, n) {
      operand(w, n.operand);
      w.text += '[';
      w.node(n.index);
      w.text += ']';
    },
    Slice(w, n) {
      w.need(w.dialect.name !== 'snowflake', n, 'array slice');
      operand(w, n.operand);
      w.text += '[';
      if (n.from !== undefined) w.node(n.from);
      w.text += ':';
      if (n.to !== undefined) w.node(n.to);
      if (n.step !== undefined) {
        w.need(w.dialect.name === 'duckdb', n, 'a step of a slice');
        w.text += n.to === undefined ? '-:' : ':';
        w.node(n.step);
      }
      w.text += ']';
    },
  };
}
