import { type Binary, build, type Call, columnsByCte, type DataType, type Expression, type NodeOf, synthetic } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { binary, spelled } from '../ansi/expressions.ts';
import { limited } from '../ansi/definition-limits.ts';
import { filtered } from '../ansi/filtered.ts';
import { amountOf } from '../ansi/intervals.ts';
import { orderItem } from '../ansi/null-order.ts';
import { trimCall } from '../ansi/trims.ts';
import { variables } from '../ansi/session.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { mysqlDml } from './dml.ts';
import { castTypes } from './types.ts';

/** The operands of a row of `||`, which is OR here. */
function concatenated(n: Expression): readonly Expression[] {
  return n.kind === 'Binary' && n.op === '||' ? [...concatenated(n.left), ...concatenated(n.right)] : [n];
}

function operator(w: Writer, n: Binary): void {
  switch (n.op) {
    case '||': return w.node(build.call('CONCAT', concatenated(n)));
    case '^': return w.node(build.call('POWER', [n.left, n.right]));
    case '//': return binary(w, n, 'DIV');
    case '#': return binary(w, n, '^');
    case 'IS NOT DISTINCT FROM': return binary(w, n, '<=>');
    case 'IS DISTINCT FROM':
      w.text += 'NOT ';
      return w.expression({ ...n, op: 'IS NOT DISTINCT FROM' }, w.dialect.precedence.NOT.power + 1);
    default: binary(w, n);
  }
}

/** https://dev.mysql.com/doc/refman/8.0/en/cast-functions.html#function_cast */
function castType(w: Writer, n: DataType): void {
  if (n.elements.length > 0 || n.fields.length > 0) return ansi.DataType(w, n);
  spelled(w, n, castTypes[n.name]);
}

function cast(w: Writer, n: NodeOf<'Cast'>): void {
  w.need(!n.safe, n, 'TRY_CAST');
  w.text += 'CAST(';
  w.node(n.operand);
  w.text += ' AS ';
  castType(w, n.type);
  w.text += ')';
}

const moments: ReadonlySet<string> = new Set(['DATE', 'TIME', 'TIMESTAMP']);

function typedLiteral(w: Writer, n: NodeOf<'TypedLiteral'>): void {
  const { name } = n.type;
  if (name === 'BINARY') return ansi.TypedLiteral(w, n);
  const word = name.startsWith('TIMESTAMP') || name === 'DATETIME' ? 'TIMESTAMP' : name;
  if (!moments.has(word) && !word.startsWith('_')) return cast(w, { kind: 'Cast', operand: build.string(n.value), type: n.type, safe: false, ...synthetic });
  w.text += `${word} `;
  w.string(n.value, n);
}

function interval(w: Writer, n: NodeOf<'Interval'>): void {
  const amount = n.unit?.includes('_') === true ? { count: n.value, unit: n.unit } : amountOf(n);
  if (amount === undefined) return w.unsupported(n, 'INTERVAL of several units');
  w.text += 'INTERVAL ';
  // What is written keeps its form; only a text that holds its own unit is taken apart.
  w.node(n.unit === undefined ? amount.count : n.value);
  w.text += ` ${amount.unit}`;
}

/** The settings among the arguments, which are written as words behind them. */
const settings = (n: Call): ReadonlyMap<string, Expression> => new Map(n.args.flatMap((a) => (a.kind === 'NamedArgument' ? [[a.name.name, a.value] as const] : [])));

function groupConcat(w: Writer, n: Call): void {
  const separator = settings(n).get('SEPARATOR');
  w.text += n.distinct ? 'GROUP_CONCAT(DISTINCT ' : 'GROUP_CONCAT(';
  w.list(n.args.filter((a) => a.kind !== 'NamedArgument'));
  if (n.orderBy.length > 0) {
    w.text += ' ORDER BY ';
    w.list(n.orderBy);
  }
  if (separator !== undefined) {
    w.text += ' SEPARATOR ';
    w.node(separator);
  }
  w.text += ')';
  if (n.over === undefined) return;
  w.text += ' OVER ';
  w.node(n.over);
}

function matchAgainst(w: Writer, n: Call): void {
  const named = settings(n);
  const against = named.get('AGAINST');
  const mode = named.get('MODE');
  w.text += 'MATCH (';
  w.list(n.args.filter((a) => a.kind !== 'NamedArgument'));
  w.text += ') AGAINST (';
  if (against !== undefined) w.node(against);
  if (mode?.kind === 'Literal' && mode.type === 'string') w.text += ` ${mode.value}`;
  w.text += ')';
}

function call(w: Writer, written: Call): void {
  const n = filtered(written);
  const name = n.name.length === 1 && n.name[0]?.quoted === false ? n.name[0].name : '';
  if (name === 'GROUP_CONCAT') return groupConcat(w, n);
  if (name === 'MATCH' && settings(n).has('AGAINST')) return matchAgainst(w, n);
  const charset = name === 'CONVERT' ? settings(n).get('USING') : undefined;
  if (charset?.kind === 'Literal' && charset.type === 'string' && n.args[0] !== undefined) {
    w.text += 'CONVERT(';
    w.node(n.args[0]);
    w.text += ` USING ${charset.value})`;
    return;
  }
  if (n.orderBy.length > 0) w.unsupported(n, 'ORDER BY inside a function other than GROUP_CONCAT');
  if (!trimCall(w, n)) ansi.Call(w, n);
}

function like(w: Writer, n: NodeOf<'Like'>): void {
  if (n.op === 'ILIKE' && n.quantifier === undefined) return ansi.Like(w, { ...n, op: 'LIKE', operand: build.call('LOWER', [n.operand]), pattern: build.call('LOWER', [n.pattern]) });
  // After LIKE stands a value or something in parentheses.
  w.need(n.quantifier === undefined && n.op !== 'SIMILAR TO' && n.op !== 'GLOB', n, `${n.op} ${n.quantifier ?? ''}`.trim());
  const { power } = w.dialect.precedence.like;
  w.expression(n.operand, power + 1);
  w.text += `${n.negated ? ' NOT ' : ' '}${n.op} `;
  w.expression(n.pattern, w.dialect.precedence.negate.power);
  if (n.escape === undefined) return;
  w.text += ' ESCAPE ';
  w.expression(n.escape, w.dialect.precedence.negate.power);
}

/** What MySQL and MariaDB say differently. */
export const printers: Printers = {
  ...ansi,
  ...mysqlDml,
  ...limited({ temporaryTables: true, ifNotExists: true, dropIfExists: true, keys: true }),
  Binary: operator,
  // To the second is what TIMESTAMP alone means.
  DataType(w, n) {
    if (n.name === 'TIMESTAMPTZ' && n.args[0] === 0) w.text += 'TIMESTAMP';
    else ansi.DataType(w, n);
  },
  Cast: cast,
  TypedLiteral: typedLiteral,
  Interval: interval,
  Call: call,
  Like: like,
  OrderItem: orderItem,
  DerivedTable: (w, n) => ansi.DerivedTable(w, columnsByCte(n)),
  Parameter(w, n) {
    if (n.value === undefined || n.type === undefined) return ansi.Parameter(w, n);
    w.text += 'CAST(';
    w.bind(n.value);
    w.text += ' AS ';
    castType(w, n.type);
    w.text += ')';
  },
  Index: (w, n) => w.unsupported(n, 'array subscript'),
  Slice: (w, n) => w.unsupported(n, 'array slice'),
  ArrayOf: (w, n) => w.unsupported(n, 'array literal'),
  NamedArgument: (w, n) => w.unsupported(n, 'named argument'),
  SetVariable: variables,
};
