import { type Binary, build, type DataType, type Insert, type NodeOf } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { limited } from '../ansi/definition-limits.ts';
import { binary } from '../ansi/expressions.ts';
import type { Amount } from '../ansi/intervals.ts';
import { standardInterval } from '../ansi/standard-interval.ts';
import { trimCall } from '../ansi/trims.ts';
import { upsertAsMerge } from '../ansi/upsert-as-merge.ts';
import { zonedType } from '../ansi/zoned-types.ts';
import { setting } from '../ansi/session.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

/** Operators that are functions here; https://trino.io/docs/current/functions/bitwise.html */
const functions: { readonly [O in Binary['op']]?: string } = {
  '^': 'POWER', '&': 'BITWISE_AND', '|': 'BITWISE_OR', '#': 'BITWISE_XOR', '<<': 'BITWISE_LEFT_SHIFT', '>>': 'BITWISE_RIGHT_SHIFT',
};

function operator(w: Writer, n: Binary): void {
  const name = functions[n.op];
  if (name === undefined) binary(w, n);
  else w.node(build.call(name, [n.left, n.right]));
}

function type(w: Writer, n: DataType): void {
  const [element, value] = n.elements;
  if (n.fields.length > 0) {
    w.text += 'ROW(';
    n.fields.forEach((field, i) => {
      if (i > 0) w.text += ', ';
      if (field.name !== '') {
        w.node({ kind: 'Identifier', name: field.name, quoted: !/^[A-Za-z_]\w*$/.test(field.name), pos: -1, end: -1 });
        w.text += ' ';
      }
      w.node(field.type);
    });
    w.text += ')';
  } else if (element !== undefined) {
    w.text += value === undefined ? 'ARRAY(' : 'MAP(';
    w.list(n.elements);
    w.text += ')';
  } else if (!zonedType(w, n, false)) ansi.DataType(w, n);
}

function interval(w: Writer, { count, unit }: Amount): void {
  if (count.kind === 'Literal' && count.type === 'number') {
    w.text += `INTERVAL '${count.value}' ${unit}`;
    return;
  }
  w.text += '(';
  w.expression(count, w.dialect.precedence['*'].power);
  w.text += ` * INTERVAL '1' ${unit})`;
}

function insert(w: Writer, n: Insert): void {
  const merged = upsertAsMerge(n);
  if (merged === undefined) ansi.Insert(w, n);
  else w.node(merged);
}

/** Changes name the table itself. */
function unaliased(w: Writer, n: NodeOf<'Update' | 'Delete'>): void {
  if (n.table.alias !== undefined) w.unsupported(n, `${n.kind.toUpperCase()} of a table by another name`);
}

function like(w: Writer, n: NodeOf<'Like'>): void {
  if (n.quantifier !== undefined || (n.op !== 'ILIKE' && n.op !== 'RLIKE')) return ansi.Like(w, n);
  if (n.op === 'ILIKE') return ansi.Like(w, { ...n, op: 'LIKE', operand: build.call('LOWER', [n.operand]), pattern: build.call('LOWER', [n.pattern]) });
  w.text += n.negated ? 'NOT ' : '';
  w.node(build.call('REGEXP_LIKE', [n.operand, n.pattern]));
}

/** What Trino says differently. */
export const printers: Printers = {
  ...ansi,
  ...limited({ temporaryTables: false, ifNotExists: true, dropIfExists: true, keys: false }),
  Binary: operator,
  DataType: type,
  Interval: standardInterval(interval),
  Insert: insert,
  Update(w, n) {
    unaliased(w, n);
    ansi.Update(w, n);
  },
  Delete(w, n) {
    unaliased(w, n);
    ansi.Delete(w, n);
  },
  Like: like,
  Call(w, n) {
    if (!trimCall(w, n)) ansi.Call(w, n);
  },
  Unary(w, n) {
    if (n.op === '~') w.node(build.call('BITWISE_NOT', [n.operand]));
    else ansi.Unary(w, n);
  },
  Is(w, n) {
    if (n.test === 'TRUE' || n.test === 'FALSE') binary(w, build.binary(n.negated ? 'IS DISTINCT FROM' : 'IS NOT DISTINCT FROM', n.operand, build.boolean(n.test === 'TRUE')));
    else ansi.Is(w, { ...n, test: 'NULL' });
  },
  TypedLiteral(w, n) {
    if (n.type.name === 'BINARY' || n.type.elements.length > 0) return ansi.TypedLiteral(w, n);
    w.text += /^(?:TIMESTAMP|DATETIME)/.test(n.type.name) ? 'TIMESTAMP ' : '';
    if (!w.text.endsWith('TIMESTAMP ')) {
      w.node({ ...n.type, args: [] });
      w.text += ' ';
    }
    w.string(n.value, n);
  },
  // UNNEST sees the relations before it without saying so.
  TableFunction: (w, n) => ansi.TableFunction(w, n.call.kind === 'Call' && n.call.name[0]?.name === 'UNNEST' ? { ...n, lateral: false } : n),
  Path(w, n) {
    // A name with a dot would be a column of a table.
    if (n.operand.kind === 'Column' || n.steps.some((step) => 'index' in step)) return w.unsupported(n, 'path into a semi-structured value');
    w.expression(n.operand, w.dialect.precedence.postfix.power + 1);
    for (const step of n.steps) {
      if ('index' in step) continue;
      w.text += '.';
      w.node({ kind: 'Identifier', name: step.key, quoted: step.quoted, pos: -1, end: -1 });
    }
  },
  Slice: (w, n) => w.unsupported(n, 'array slice'),
  SetVariable(w, n) {
    w.need(n.scope === 'SESSION' || n.names[0]?.name === 'timezone', n, 'session variables');
    setting(w, n);
  },
};
