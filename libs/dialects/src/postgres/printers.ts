import { ansi } from '../ansi/ansi.ts';
import { dataType } from '../ansi/expressions.ts';
import type { Printers } from '../printers.ts';

/** What PostgreSQL says differently. */
export const printers: Printers = {
  ...ansi,
  DataType(w, n) {
    const [element] = n.elements;
    if (n.elements.length !== 1 || element === undefined) return dataType(w, n);
    w.node(element);
    w.text += n.args.length === 0 ? '[]' : `[${n.args.join('')}]`;
  },
  TypedLiteral(w, n) {
    if (n.type.name !== 'BINARY') return ansi.TypedLiteral(w, n);
    w.text += `CAST('\\x${n.value.replaceAll(/[^0-9a-fA-F]/g, '')}' AS BYTEA)`;
  },
  Interval(w, n) {
    if (n.unit === undefined || n.value.kind === 'Literal') return ansi.Interval(w, n);
    w.text += '(';
    w.expression(n.value, w.dialect.precedence['*'].power);
    w.text += ` * INTERVAL '1' ${n.unit})`;
  },
  // A field of a composite value; deeper paths are Snowflake's and have been lowered before.
  Path(w, n) {
    w.text += '(';
    w.node(n.operand);
    w.text += ')';
    for (const step of n.steps) {
      if ('index' in step) w.unsupported(n, 'path into a semi-structured value');
      else {
        w.text += '.';
        w.node({ kind: 'Identifier', name: step.key, quoted: step.quoted, pos: -1, end: -1 });
      }
    }
  },
  Index(w, n) {
    // Only names and parameters may be indexed without parentheses.
    const bare = n.operand.kind === 'Column' || n.operand.kind === 'Index' || n.operand.kind === 'Parameter' || n.operand.kind === 'ArrayOf';
    if (!bare) w.text += '(';
    w.node(n.operand);
    w.text += bare ? '[' : ')[';
    w.node(n.index);
    w.text += ']';
  },
};
