import { type Binary, build, type Call, type DataType, type Expression, type Insert, type NodeOf, type Star } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { colonPath, type KeyStep } from '../ansi/colon-path.ts';
import { limited } from '../ansi/definition-limits.ts';
import { conflictFree, returning } from '../ansi/dml.ts';
import { binary, typeField } from '../ansi/expressions.ts';
import { amountOf } from '../ansi/intervals.ts';
import { withClause } from '../ansi/queries.ts';
import { trimCall } from '../ansi/trims.ts';
import { upsertAsMerge } from '../ansi/upsert-as-merge.ts';
import { setting } from '../ansi/session.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

function operator(w: Writer, n: Binary): void {
  switch (n.op) {
    case '^': return w.node(build.call('POWER', [n.left, n.right]));
    case '<<': return w.node(build.call('SHIFTLEFT', [n.left, n.right]));
    case '>>': return w.node(build.call('SHIFTRIGHT', [n.left, n.right]));
    case '//': return binary(w, n, 'DIV');
    case '#': return binary(w, n, '^');
    case 'IS NOT DISTINCT FROM': return binary(w, n, '<=>');
    default: binary(w, n);
  }
}

function type(w: Writer, n: DataType): void {
  const [element, value] = n.elements;
  if (n.fields.length > 0) {
    w.text += 'STRUCT<';
    n.fields.forEach((field, i) => {
      if (i > 0) w.text += ', ';
      typeField(w, field, ': ');
    });
    w.text += '>';
  } else if (element !== undefined) {
    w.text += value === undefined ? 'ARRAY<' : 'MAP<';
    w.list(n.elements);
    w.text += '>';
  } else ansi.DataType(w, n);
}

function interval(w: Writer, n: NodeOf<'Interval'>): void {
  if (n.unit === undefined) {
    w.text += 'INTERVAL ';
    return w.node(n.value);
  }
  const amount = n.unit.includes(' ') ? { count: n.value, unit: n.unit } : amountOf(n);
  if (amount === undefined) return w.unsupported(n, 'INTERVAL of several units');
  if (n.value.kind === 'Literal' || (n.value.kind === 'Unary' && n.value.operand.kind === 'Literal')) {
    w.text += 'INTERVAL ';
    w.node(n.value);
    w.text += ` ${amount.unit}`;
    return;
  }
  w.text += '(';
  w.expression(amount.count, w.dialect.precedence['*'].power);
  w.text += ` * INTERVAL '1' ${amount.unit})`;
}

function partition(w: Writer, n: Insert): void {
  if (n.partition === undefined) return;
  w.text += ' PARTITION ';
  w.parenthesised(n.partition, ({ name, value }) => {
    w.node(name);
    if (value === undefined) return;
    w.text += ' = ';
    w.node(value);
  });
}

/** https://spark.apache.org/docs/latest/sql-ref-syntax-dml-insert-table.html */
function insert(w: Writer, n: Insert): void {
  const merged = upsertAsMerge(n);
  if (merged !== undefined) return w.node(merged);
  conflictFree(w, n);
  withClause(w, n);
  w.text += n.overwrite ? 'INSERT OVERWRITE ' : 'INSERT INTO ';
  w.node(n.table);
  partition(w, n);
  if (n.byName) w.text += ' BY NAME';
  else if (n.columns.length > 0) {
    w.text += ' ';
    w.names(n.columns);
  }
  w.line();
  if (n.source === 'DEFAULT VALUES') w.unsupported(n, n.source);
  else w.node(n.source);
  returning(w, n);
}

function star(w: Writer, n: Star): void {
  w.need(n.replace.length === 0, n, '* REPLACE');
  ansi.Star(w, { ...n, exclude: [], replace: [] });
  if (n.exclude.length === 0) return;
  w.text += ' EXCEPT ';
  w.names(n.exclude);
}

/** https://docs.databricks.com/en/sql/language-manual/functions/colonsign.html */
function pathKey(w: Writer, { key, quoted }: KeyStep): void {
  w.node({ kind: 'Identifier', name: key, quoted, pos: -1, end: -1 });
}

const isStructField = (n: Expression): n is NodeOf<'NamedArgument'> => n.kind === 'NamedArgument';

/** `STRUCT(1 AS a)`: the names of the fields stand behind their values. */
function struct(w: Writer, n: Call): void {
  w.text += 'STRUCT';
  w.parenthesised(n.args, (arg) => {
    w.node(isStructField(arg) ? arg.value : arg);
    if (!isStructField(arg)) return;
    w.text += ' AS ';
    w.node(arg.name);
  });
}

/** What Spark and Databricks say differently. */
export const printers: Printers = {
  ...ansi,
  ...limited({ temporaryTables: false, ifNotExists: true, dropIfExists: true, keys: false }),
  Binary: operator,
  DataType: type,
  Interval: interval,
  Insert: insert,
  Star: star,
  Path: colonPath(pathKey),
  Call(w, n) {
    if (n.name[0]?.name === 'STRUCT' && n.name.length === 1 && n.args.some(isStructField)) struct(w, n);
    else if (!trimCall(w, n)) ansi.Call(w, n);
  },
  ArrayOf: (w, n) => w.node(build.call('ARRAY', n.items)),
  ObjectOf(w, n) {
    if (n.entries.some((entry) => entry.key === undefined)) w.unsupported(n, 'spread in an object literal');
    w.node(build.call('NAMED_STRUCT', n.entries.flatMap(({ key, value }) => [build.string(key ?? ''), value])));
  },
  SetOperation(w, n) {
    if (n.byName) w.unsupported(n, `${n.op} BY NAME`);
    ansi.SetOperation(w, { ...n, byName: false });
  },
  TypedLiteral(w, n) {
    const { name } = n.type;
    if (name === 'BINARY' || name === 'DATE' || name.startsWith('TIMESTAMP')) return ansi.TypedLiteral(w, n);
    w.node(build.cast(build.string(n.value), n.type));
  },
  Slice: (w, n) => w.unsupported(n, 'array slice'),
  Transaction: (w, n) => w.unsupported(n, 'transactions'),
  SetVariable(w, n) {
    w.need(n.scope === 'SETTING' || n.scope === 'VARIABLE', n, 'session variables');
    setting(w, n);
  },
};
