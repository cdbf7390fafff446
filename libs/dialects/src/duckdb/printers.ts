import type { DataType, Literal, Pivot, Projection, Select } from '@millrace/sql-ir';
import { ansi } from '../ansi/ansi.ts';
import { transfer } from '../ansi/copying.ts';
import { setting } from '../ansi/session.ts';
import { bracketed, dataType } from '../ansi/expressions.ts';
import { tail, withClause } from '../ansi/queries.ts';
import { side, tableAlias } from '../ansi/relations.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';

function type(w: Writer, n: DataType): void {
  const [element, value] = n.elements;
  if (n.fields.length > 0) {
    w.text += n.name === 'UNION' ? 'UNION(' : 'STRUCT(';
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

/** Only a PIVOT that lists its values, and has something to compute, is a clause; without them it is a statement. */
const isListed = (n: Pivot): boolean => n.aggregates.length > 0 && [n.values, ...(n.more ?? []).map((axis) => axis.values)].every((values) => values !== 'ANY' && !('kind' in values));

const isBareStar = (n: Projection | undefined): boolean =>
  n?.alias === undefined && n?.expression.kind === 'Star' && n.expression.qualifier.length + n.expression.exclude.length + n.expression.replace.length + n.expression.rename.length === 0;

/** `PIVOT t ON a USING sum(b) GROUP BY c`; https://duckdb.org/docs/stable/sql/statements/pivot */
function pivotStatement(w: Writer, n: Pivot): void {
  w.text += 'PIVOT ';
  side(w, n.source, true);
  w.text += ' ON ';
  w.items([{ column: n.column, values: n.values }, ...(n.more ?? [])], ({ column, values }) => {
    w.expression(column, w.dialect.precedence.in.power + 1);
    if (values === 'ANY') return;
    w.text += ' IN (';
    if ('kind' in values) w.node(values);
    else w.list(values);
    w.text += ')';
  });
  if (n.aggregates.length > 0) {
    w.text += ' USING ';
    w.list(n.aggregates);
  }
  if (n.groupBy === undefined) return;
  w.text += ' GROUP BY ';
  w.list(n.groupBy);
}

function select(w: Writer, n: Select): void {
  const { from } = n;
  const plain = n.where === undefined && n.groupBy === undefined && n.having === undefined && n.qualify === undefined && n.windows.length === 0 && n.distinct === false && n.sample === undefined;
  if (from?.kind !== 'Pivot' || isListed(from) || from.alias !== undefined || !plain || n.projections.length !== 1 || !isBareStar(n.projections[0])) return ansi.Select(w, n);
  withClause(w, n);
  pivotStatement(w, from);
  tail(w, n);
}

/** What DuckDB says differently. */
export const printers: Printers = {
  ...ansi,
  SetVariable: setting,
  Copy: transfer,
  DataType: type,
  TypedLiteral(w, n) {
    if (n.type.name !== 'BINARY') return ansi.TypedLiteral(w, n);
    w.text += `CAST('${n.value.replaceAll(/[^0-9a-fA-F]/g, '').replaceAll(/../g, '\\x$&')}' AS BLOB)`;
  },
  Interval(w, n) {
    if (n.unit === undefined || isQuotedText(n.value)) return ansi.Interval(w, n);
    w.text += 'INTERVAL ';
    // Only a number may stand without parentheses.
    const bare = n.value.kind === 'Literal' || n.value.kind === 'Parameter';
    if (!bare) w.text += '(';
    w.node(n.value);
    w.text += bare ? ` ${n.unit}` : `) ${n.unit}`;
  },
  ArrayOf: bracketed,
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
  Select: select,
  Pivot(w, n) {
    if (isListed(n)) return ansi.Pivot(w, n);
    w.text += '(';
    pivotStatement(w, n);
    w.text += ')';
    tableAlias(w, n.alias);
  },
  Call(w, n) {
    const [only] = n.args;
    if (n.name[0]?.name !== 'UNPACK' || only === undefined) return ansi.Call(w, n);
    w.text += '*';
    w.node(only);
  },
  Use(w, n) {
    w.need(n.object === undefined || n.object === 'DATABASE' || n.object === 'SCHEMA' || n.object === 'CATALOG', n, `USE ${n.object ?? ''}`);
    w.text += 'USE ';
    w.name(n.name);
  },
  Describe(w, n) {
    w.need(n.object === '' || n.object === 'TABLE' || n.object === 'VIEW', n, `DESCRIBE ${n.object}`);
    ansi.Describe(w, n.object === 'VIEW' ? { ...n, object: '' } : n);
  },
  Explain(w, n) {
    if (n.format === undefined) return ansi.Explain(w, n);
    const { format, ...plain } = n;
    if (format !== 'JSON') return ansi.Explain(w, plain);
    w.text += 'EXPLAIN (FORMAT JSON) ';
    w.node(n.statement);
  },
  Drop(w, n) {
    w.need(n.signature === undefined, n, `argument types of DROP ${n.object}`);
    ansi.Drop(w, n);
  },
  Alter(w, n) {
    w.need(n.object !== 'SCHEMA' && (n.object !== 'SEQUENCE' || n.actions.every(({ type }) => type !== 'RENAME TO')), n, `ALTER ${n.object} … ${n.actions[0]?.type ?? ''}`);
    ansi.Alter(w, n);
  },
  CreateObject(w, n) {
    for (const modifier of n.modifiers) w.need(modifier !== 'TRANSIENT', n, `${modifier} ${n.object}`);
    ansi.CreateObject(w, n);
  },
  Truncate(w, n) {
    w.need(!n.ifExists, n, 'TRUNCATE … IF EXISTS');
    ansi.Truncate(w, n);
  },
  Parameter(w, n) {
    // A variable by its name: `:x` elsewhere.
    ansi.Parameter(w, n.value === undefined && n.sigil === ':' ? { ...n, sigil: '$' } : n);
  },
  Show(w, n) {
    w.need(n.like === undefined && n.startsWith === undefined && n.limit === undefined && n.for === undefined, n, `SHOW ${n.object} of some only`);
    w.need(n.in === undefined || (n.object === 'TABLES' && n.in.name.length > 0), n, `SHOW ${n.object} IN`);
    w.text += `SHOW ${n.object}`;
    if (n.in === undefined) return;
    w.text += ' FROM ';
    w.name(n.in.name);
  },
  NamedArgument(w, n) {
    w.node(n.name);
    w.text += ' := ';
    w.node(n.value);
  },
};
