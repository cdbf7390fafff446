import { type Binary, build, type Call, type DerivedTable, type Expression, type Identifier, type Interval, isQuery, type NodeOf, type Query, synthetic } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { applyJoin } from '../ansi/apply.ts';
import { binary } from '../ansi/expressions.ts';
import { filtered } from '../ansi/filtered.ts';
import { amountOf } from '../ansi/intervals.ts';
import { orderItem } from '../ansi/null-order.ts';
import { tableAlias } from '../ansi/relations.ts';
import { trimCall } from '../ansi/trims.ts';
import { variables } from '../ansi/session.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { mssqlDdl } from './ddl.ts';
import { declare } from './declare.ts';
import { callStatement, execute } from './execute.ts';
import { mssqlDml } from './dml.ts';
import { mssqlQueries, nested } from './queries.ts';

const texts: ReadonlySet<string> = new Set(['CHAR', 'VARCHAR', 'NCHAR', 'NVARCHAR', 'TEXT', 'STRING']);
const isText = (n: Expression): boolean =>
  (n.kind === 'Literal' && n.type === 'string') || (n.kind === 'Cast' && texts.has(n.type.name)) || (n.kind === 'Binary' && n.op === '||');

/** `+` joins texts and adds numbers, so that what is no text for certain is made one. */
function concatenation(w: Writer, n: Binary): void {
  const { power } = w.dialect.precedence['||'];
  const side = (operand: Expression, atLeast: number): void => w.expression(isText(operand) ? operand : build.cast(operand, build.type('NVARCHAR')), atLeast);
  side(n.left, power);
  w.text += ' + ';
  side(n.right, power + 1);
}

/** `DATEADD(DAY, 3, d)`: there is no type for intervals. */
function shifted(w: Writer, n: Binary, date: Expression, by: Interval): void {
  const amount = amountOf(by);
  if (amount === undefined) return w.unsupported(by, 'INTERVAL of several units');
  w.text += `DATEADD(${amount.unit}, `;
  if (n.op === '-') w.node(negated(amount.count));
  else w.node(amount.count);
  w.text += ', ';
  w.node(date);
  w.text += ')';
}

function negated(n: Expression): Expression {
  if (n.kind === 'Literal' && n.type === 'number') return { ...n, value: n.value.startsWith('-') ? n.value.slice(1) : `-${n.value}` };
  return { kind: 'Unary', op: '-', operand: n, ...synthetic };
}

function operator(w: Writer, n: Binary): void {
  if ((n.op === '+' || n.op === '-') && n.right.kind === 'Interval') return shifted(w, n, n.left, n.right);
  if (n.op === '+' && n.left.kind === 'Interval') return shifted(w, n, n.right, n.left);
  switch (n.op) {
    case '||': return concatenation(w, n);
    case '^': return w.node(build.call('POWER', [n.left, n.right]));
    case '#': return binary(w, n, '^');
    case ':=': return binary(w, n, '=');
    default: binary(w, n);
  }
}

function call(w: Writer, written: Call): void {
  const n = filtered(written);
  const name = n.name.length === 1 && n.name[0]?.quoted === false ? n.name[0].name : '';
  const [first, second] = n.args;
  if (name === 'CURRENT_DATE' && n.args.length === 0) w.text += 'CAST(CURRENT_TIMESTAMP AS DATE)';
  else if (name === 'EXTRACT' && first?.kind === 'Literal' && first.type === 'string' && second !== undefined) {
    w.text += `DATEPART(${first.value}, `;
    w.node(second);
    w.text += ')';
  } else if (name === 'POSITION' && n.args.length >= 2) w.node({ ...n, name: [build.identifier('CHARINDEX', false)] });
  else if (!trimCall(w, n)) ansi.Call(w, n);
}

function cast(w: Writer, n: NodeOf<'Cast'>): void {
  if (n.format !== undefined) return convert(w, n, n.format);
  w.text += n.safe ? 'TRY_CAST(' : 'CAST(';
  w.node(n.operand);
  w.text += ' AS ';
  w.node(n.type);
  w.text += ')';
}

/** `CONVERT(VARCHAR(10), d, 120)`: how a text looks, by number. */
function convert(w: Writer, n: NodeOf<'Cast'>, style: Expression): void {
  w.text += n.safe ? 'TRY_CONVERT(' : 'CONVERT(';
  w.list([n.type, n.operand, style]);
  w.text += ')';
}

/** Names of temporary tables and of variables carry their sign and stand bare. */
function identifier(w: Writer, n: Identifier): void {
  // The schema left out of `db..t`.
  if (!n.quoted && n.name === '') return;
  if (!n.quoted && /^[#@]{1,2}[\w$#@]+$|^[A-Za-z_][\w$]*[#@][\w$#@]*$/.test(n.name)) w.text += n.name;
  else w.identifier(n);
}

/** What stands in `IN (…)` of a PIVOT are names of columns. */
function pivotValue(w: Writer, n: Expression): void {
  if (n.kind === 'Literal' && (n.type === 'string' || n.type === 'number')) w.identifier({ ...build.identifier(n.value), pos: n.pos, end: n.end });
  else w.node(n);
}

function pivot(w: Writer, n: NodeOf<'Pivot'>): void {
  const { values } = n;
  if (values === 'ANY' || 'kind' in values || n.defaultOnNull !== undefined || values.some((value) => value.alias !== undefined)) return w.unsupported(n, 'PIVOT but by a list of names');
  w.need(n.aggregates.length === 1, n, 'PIVOT of several aggregates');
  w.node(n.source);
  w.text += ' PIVOT (';
  w.list(n.aggregates);
  w.text += ' FOR ';
  w.node(n.column);
  w.text += ' IN (';
  values.forEach((value, i) => {
    if (i > 0) w.text += ', ';
    pivotValue(w, value.expression);
  });
  w.text += ')) AS ';
  w.node(n.alias?.name ?? build.identifier('p', false));
}

function like(w: Writer, n: NodeOf<'Like'>): void {
  if (n.op === 'ILIKE' && n.quantifier === undefined) return ansi.Like(w, { ...n, op: 'LIKE', operand: build.call('LOWER', [n.operand]), pattern: build.call('LOWER', [n.pattern]) });
  ansi.Like(w, n);
}

/** VALUES needs names for its columns here. */
function derived(w: Writer, n: DerivedTable): void {
  const { query, alias } = n;
  if (query.kind !== 'Values' || query.orderBy.length > 0 || query.limit !== undefined || query.with.length > 0) return ansi.DerivedTable(w, { ...n, query: nested(w, query) });
  w.block(() => ansi.Values(w, query));
  const names = (query.rows[0] ?? []).map((_, i) => build.identifier(`column${String(i + 1)}`, false));
  const name = alias?.name ?? build.identifier('v', false);
  tableAlias(w, { name, columns: alias === undefined || alias.columns.length === 0 ? names : alias.columns });
}

const inside = (n: Query | Expression | readonly Expression[]): Query | undefined => ('kind' in n && (n.kind === 'Select' || n.kind === 'SetOperation' || n.kind === 'Values') ? n : undefined);

/** What SQL Server says differently. */
export const printers: Printers = {
  ...ansi,
  ...mssqlDml,
  ...mssqlDdl,
  ...mssqlQueries,
  Identifier: identifier,
  Binary: operator,
  Call: call,
  Cast: cast,
  Like: like,
  OrderItem: orderItem,
  Pivot: pivot,
  TypedLiteral(w, n) {
    if (n.type.name === 'BINARY') w.text += `0x${n.value.replaceAll(/[^0-9a-fA-F]/g, '')}`;
    else cast(w, { kind: 'Cast', operand: build.string(n.value), type: n.type, safe: false, ...synthetic });
  },
  Interval: (w, n) => w.unsupported(n, 'INTERVAL but added to a date'),
  Parameter(w, n) {
    if (n.value === undefined && n.name !== undefined) w.text += n.sigil === '$' && n.name.toLowerCase() === 'action' ? '$action' : `@${n.name}`;
    else ansi.Parameter(w, n);
  },
  DerivedTable: derived,
  Subquery: (w, n) => ansi.Subquery(w, { ...n, query: nested(w, n.query) }),
  Exists: (w, n) => ansi.Exists(w, { ...n, query: nested(w, n.query) }),
  Cte: (w, n) => ansi.Cte(w, isQuery(n.query) ? { ...n, query: nested(w, n.query) } : n),
  In(w, n) {
    const query = inside(n.values);
    ansi.In(w, query === undefined ? n : { ...n, values: nested(w, query) });
  },
  Join(w, n) {
    w.need(!n.natural && n.using.length === 0, n, n.natural ? 'NATURAL JOIN' : 'JOIN … USING');
    applyJoin(w, n);
  },
  Tuple: (w, n) => w.unsupported(n, 'row value'),
  Index: (w, n) => w.unsupported(n, 'array subscript'),
  Slice: (w, n) => w.unsupported(n, 'array slice'),
  ArrayOf: (w, n) => w.unsupported(n, 'array literal'),
  Explain: (w, n) => w.unsupported(n, 'EXPLAIN'),
  Describe: (w, n) => w.unsupported(n, 'DESCRIBE'),
  SetVariable: variables,
  Declare: declare,
  CallStatement: callStatement,
  Execute: execute,
};
