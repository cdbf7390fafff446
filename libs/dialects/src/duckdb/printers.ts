import type { DataType, Literal } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { dataType } from '../ansi/expressions.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

function type(w: Writer, n: DataType): void {
  const [element, value] = n.elements;
  if (n.fields.length > 0) {
    w.text += 'STRUCT(';
    n.fields.forEach((field, i) => {
      if (i > 0) w.text += ', ';
      w.node({ kind: 'Identifier', name: field.name, quoted: true, pos: -1, end: -1 });
      w.text += ' ';
      w.node(field.type);
    });
    w.text += ')';
  } else if (element !== undefined && value !== undefined) {
    w.text += 'MAP(';
    w.list(n.elements);
    w.text += ')';
  } else if (element !== undefined) {
    w.node(element);
    w.text += n.args.length === 0 ? '[]' : `[${n.args.join('')}]`;
  } else dataType(w, n);
}

const isQuotedText = (n: { readonly kind: string }): n is Literal & { type: 'string' } => n.kind === 'Literal' && (n as Literal).type === 'string';

/** What DuckDB says differently. */
export const printers: Printers = {
  ...ansi,
  DataType: type,
  TypedLiteral(w, n) {
    if (n.type.name !== 'BINARY') return ansi.TypedLiteral(w, n);
    w.text += `CAST('${n.value.replaceAll(/[^0-9a-fA-F]/g, '').replaceAll(/../g, '\\x$&')}' AS BLOB)`;
  },
  Interval(w, n) {
    if (n.unit === undefined || isQuotedText(n.value)) return ansi.Interval(w, n);
    w.text += 'INTERVAL ';
    w.expression(n.value, w.dialect.precedence.postfix.power + 1);
    w.text += ` ${n.unit}`;
  },
  ArrayOf(w, n) {
    w.text += '[';
    w.items(n.items, (item) => w.node(item));
    w.text += ']';
  },
  ObjectOf(w, n) {
    w.text += '{';
    w.items(n.entries, ({ key, value }) => {
      if (key === undefined) w.unsupported(value, 'spread in an object literal');
      else w.string(key, n);
      w.text += ': ';
      w.node(value);
    });
    w.text += '}';
  },
  Lambda(w, n) {
    w.text += 'LAMBDA ';
    w.list(n.parameters.map((parameter) => parameter.name));
    w.text += ' : ';
    w.node(n.body);
  },
  Show(w, n) {
    w.need(n.object === 'TABLES' || n.object === 'DATABASES' || n.object === 'SCHEMAS', n, `SHOW ${n.object}`);
    w.text += `SHOW ${n.object}`;
  },
  NamedArgument(w, n) {
    w.node(n.name);
    w.text += ' := ';
    w.node(n.value);
  },
};
