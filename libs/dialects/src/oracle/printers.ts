import { type Binary, build, type Call, columnsByCte, type DataType, type Expression, type NodeOf, type Query, type Values } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { applyJoin } from '../ansi/apply.ts';
import { binary, spelled } from '../ansi/expressions.ts';
import { limited } from '../ansi/definition-limits.ts';
import { filtered } from '../ansi/filtered.ts';
import type { Amount } from '../ansi/intervals.ts';
import { standardInterval } from '../ansi/standard-interval.ts';
import { trimCall } from '../ansi/trims.ts';
import { zonedType } from '../ansi/zoned-types.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { oracleDml } from './dml.ts';
import { castTypes } from './types.ts';

/** DECODE is what takes two NULLs for the same. */
function same(n: Binary, found: number): Expression {
  return build.binary('=', build.call('DECODE', [n.left, n.right, build.number(found), build.number(1 - found)]), build.number(1));
}

function operator(w: Writer, n: Binary): void {
  switch (n.op) {
    case '%': return w.node(build.call('MOD', [n.left, n.right]));
    case '^': return w.node(build.call('POWER', [n.left, n.right]));
    case '&': return w.node(build.call('BITAND', [n.left, n.right]));
    case 'IS NOT DISTINCT FROM': return w.node(same(n, 1));
    case 'IS DISTINCT FROM': return w.node(same(n, 0));
    default: binary(w, n);
  }
}

const yearMonth: ReadonlySet<string> = new Set(['YEAR', 'MONTH']);

/** https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/Literals.html#GUID-DC8D1DAD-7D04-45EA-9546-82810CD09A1B */
function interval(w: Writer, { count, unit }: Amount): void {
  if (count.kind === 'Literal' && count.type === 'number') {
    // Two digits are what an interval holds when it does not say.
    const digits = count.value.replace('-', '').split('.')[0]?.length ?? 0;
    w.text += `INTERVAL '${count.value}' ${unit}${digits > 2 ? `(${String(digits)})` : ''}`;
    return;
  }
  w.text += yearMonth.has(unit) ? 'NUMTOYMINTERVAL(' : 'NUMTODSINTERVAL(';
  w.node(count);
  w.text += `, '${unit}')`;
}

function call(w: Writer, written: Call): void {
  const n = filtered(written);
  const name = n.name.length === 1 && n.name[0]?.quoted === false ? n.name[0].name : '';
  const [first, second] = n.args;
  if (name === 'POSITION' && first !== undefined && second !== undefined) w.node(build.call('INSTR', [second, first, ...n.args.slice(2)]));
  else if (name !== 'TRIM' || !trimCall(w, n)) ansi.Call(w, n);
}

function type(w: Writer, n: DataType): void {
  if (n.name === 'TIME' || n.name === 'TIMETZ') w.unsupported(n, 'type TIME');
  if (!zonedType(w, n)) ansi.DataType(w, n);
}

function cast(w: Writer, n: NodeOf<'Cast'>): void {
  w.need(!n.safe, n, 'TRY_CAST');
  w.text += 'CAST(';
  w.node(n.operand);
  w.text += ' AS ';
  if (castTypes[n.type.name] === undefined || n.type.elements.length > 0) w.node(n.type);
  else spelled(w, n.type, castTypes[n.type.name]);
  w.text += ')';
}

function typedLiteral(w: Writer, n: NodeOf<'TypedLiteral'>): void {
  const { name } = n.type;
  if (name === 'BINARY') {
    w.text += `HEXTORAW('${n.value.replaceAll(/[^0-9a-fA-F]/g, '')}')`;
    return;
  }
  const word = name.startsWith('TIMESTAMP') || name === 'DATETIME' ? 'TIMESTAMP' : name;
  w.need(word === 'TIMESTAMP' || word === 'DATE', n, `literals of type ${name}`);
  w.text += `${word} `;
  w.string(n.value, n);
}

/** Rows without a table to hold them are read from DUAL, one by one. */
export function rowsFromDual(n: Values): Query {
  const [first, ...rest] = n.rows.map((row, i) => build.select({ projections: row.map((value, at) => build.projection(value, i === 0 ? `column${String(at + 1)}` : undefined)) }));
  const rows = rest.reduce<Query>(
    (left, right) => ({ kind: 'SetOperation', op: 'UNION', all: true, byName: false, left, right, with: [], recursive: false, orderBy: [], pos: n.pos, end: n.end }),
    first ?? build.select({ projections: [] }),
  );
  const { limit, offset } = n;
  return { ...rows, with: n.with, recursive: n.recursive, orderBy: n.orderBy, ...(limit === undefined ? {} : { limit }), ...(offset === undefined ? {} : { offset }) };
}

function like(w: Writer, n: NodeOf<'Like'>): void {
  if (n.quantifier === undefined && n.op === 'ILIKE') return ansi.Like(w, { ...n, op: 'LIKE', operand: build.call('LOWER', [n.operand]), pattern: build.call('LOWER', [n.pattern]) });
  if (n.op !== 'RLIKE' || n.quantifier !== undefined) return ansi.Like(w, n);
  w.text += n.negated ? 'NOT ' : '';
  w.node(build.call('REGEXP_LIKE', [n.operand, n.pattern]));
}

/** What Oracle says differently. */
export const printers: Printers = {
  ...ansi,
  ...oracleDml,
  ...limited({ temporaryTables: false, ifNotExists: false, dropIfExists: false, keys: true }),
  Identifier(w, n) {
    if (!n.quoted && /^[A-Za-z][\w$]*#[\w$#]*$/.test(n.name)) w.text += n.name;
    else w.identifier(n);
  },
  Binary: operator,
  Interval: standardInterval(interval),
  Call: call,
  DataType: type,
  Cast: cast,
  TypedLiteral: typedLiteral,
  Like: like,
  Join: applyJoin,
  DerivedTable: (w, n) => ansi.DerivedTable(w, columnsByCte(n)),
  Values: (w, n) => w.node(rowsFromDual(n)),
  Cte(w, n) {
    w.need(n.materialized === undefined || !n.materialized, n, 'MATERIALIZED');
    ansi.Cte(w, n);
  },
  Unary(w, n) {
    w.need(n.op !== '~', n, 'operator ~');
    ansi.Unary(w, n);
  },
  Parameter(w, n) {
    if (n.value === undefined && n.name !== undefined) ansi.Parameter(w, { ...n, sigil: ':' });
    else ansi.Parameter(w, n);
  },
  Index: (w, n) => w.unsupported(n, 'array subscript'),
  Slice: (w, n) => w.unsupported(n, 'array slice'),
  ArrayOf: (w, n) => w.unsupported(n, 'array literal'),
  Explain: (w, n) => w.unsupported(n, 'EXPLAIN'),
  Use: (w, n) => w.unsupported(n, 'USE'),
  Transaction(w, n) {
    w.need(n.action !== 'BEGIN', n, 'BEGIN: a transaction begins with its first statement');
    ansi.Transaction(w, n);
  },
};
