import type { DataType, Expression } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { transfer } from '../ansi/copying.ts';
import { tableType } from '../ansi/routines.ts';
import { setting } from '../ansi/session.ts';
import { dataType } from '../ansi/expressions.ts';
import { subscripts } from '../ansi/subscripts.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

/** Only names, parameters and queries may be followed by a bracket without parentheses. */
function subscripted(w: Writer, n: Expression): void {
  const bare = n.kind === 'Column' || n.kind === 'Index' || n.kind === 'Slice' || n.kind === 'Parameter' || n.kind === 'Path' || n.kind === 'Subquery';
  if (bare) return w.node(n);
  w.text += '(';
  w.node(n);
  w.text += ')';
}

/** `(a INT, b TEXT)`. */
function composite(w: Writer, n: DataType): void {
  w.parenthesised(n.fields, ({ name, type }) => {
    w.text += `${name} `;
    w.node(type);
  });
}

/** What PostgreSQL says differently. */
export const printers: Printers = {
  ...ansi,
  SetVariable: setting,
  Copy: transfer,
  Show(w, n) {
    w.need(n.in === undefined && n.like === undefined, n, `SHOW ${n.object} with conditions`);
    w.text += `SHOW ${n.object}`;
  },
  DataType(w, n) {
    if (n.name === 'TABLE') return tableType(w, n);
    if (n.name === '' && n.fields.length > 0) return composite(w, n);
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
  Like(w, n) {
    if (n.quantifier === undefined) return ansi.Like(w, n);
    const { power } = w.dialect.precedence.like;
    w.expression(n.operand, power + 1);
    w.text += `${n.negated ? ' NOT ' : ' '}${n.op} ${n.quantifier} `;
    // A list of patterns is an array here.
    if (n.pattern.kind === 'Subquery') w.node(n.pattern);
    else {
      w.text += '(';
      w.node(n.pattern.kind === 'Tuple' ? { ...n.pattern, kind: 'ArrayOf' } : n.pattern);
      w.text += ')';
    }
    if (n.escape !== undefined) w.unsupported(n, `ESCAPE of LIKE ${n.quantifier}`);
  },
  ...subscripts(subscripted),
  Collate(w, n) {
    w.expression(n.operand, w.dialect.precedence.collate.power);
    w.text += ' COLLATE ';
    w.identifier({ kind: 'Identifier', name: n.collation, quoted: !/^[a-z_]\w*$/.test(n.collation), pos: -1, end: -1 });
  },
};
