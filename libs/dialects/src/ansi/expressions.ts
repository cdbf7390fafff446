import type { Binary, DataType, Expression, Identifier, Like, Literal, NodeOf, Query, Star, Unary } from '@millrace/sql-ir';
import { unaryKey } from '@millrace/sql-ir';
import type { TypeSpelling } from '../dialect.ts';
import type { Printers } from '../printers.ts';
import type { Writer } from '../writer.ts';
import { subscripts } from './subscripts.ts';

type ExpressionKind = Exclude<Expression['kind'], 'Call'> | 'DataType';

const number = /^-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Most numbers are, and a pattern costs more than they do. */
function isDigits(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c < 48 || c > 57) return false;
  }
  return text.length > 0;
}

function literal(w: Writer, n: Literal): void {
  switch (n.type) {
    case 'string': return w.string(n.value, n);
    case 'boolean': w.text += w.dialect.booleans[n.value ? 'true' : 'false']; return;
    case 'null': w.text += 'NULL'; return;
    case 'number':
      if (w.asWritten(n)) return;
      if (isDigits(n.value) || number.test(n.value)) w.text += n.value;
      else w.report({ what: `'${n.value}' as a number` }, n);
  }
}

/** The lowest power the operand to the left of an operator may have without parentheses. */
function leftOf(w: Writer, key: keyof Writer['dialect']['precedence']): number {
  const binding = w.dialect.precedence[key];
  return binding.associativity === 'left' ? binding.power : binding.power + 1;
}

/** The same for the operand to its right. */
function rightOf(w: Writer, key: keyof Writer['dialect']['precedence']): number {
  return w.dialect.precedence[key].power + 1;
}

/** `left op right`, with AND and OR at the start of a line when one line is too short. */
export function binary(w: Writer, n: Binary, op: string = n.op): void {
  if (!w.dialect.operators.has(n.op)) w.unsupported(n, `operator ${n.op}`);
  if (!w.pretty || (n.op !== 'AND' && n.op !== 'OR')) return flatBinary(w, n, op);
  if (!w.fits(() => flatBinary(w, n, op))) chain(w, n, op);
}

/** A row of one operator, each of its conditions but the first on a line of its own, a step further in. */
function chain(w: Writer, n: Binary, op: string): void {
  const { left } = n;
  if (left.kind === 'Binary' && left.op === n.op) chain(w, left, op);
  else w.expression(left, leftOf(w, n.op));
  w.indented(() => {
    w.line();
    w.text += `${op} `;
    w.expression(n.right, rightOf(w, n.op));
  });
}

function flatBinary(w: Writer, n: Binary, op: string): void {
  w.expression(n.left, leftOf(w, n.op));
  w.text += ' ';
  w.text += op;
  w.text += ' ';
  w.expression(n.right, rightOf(w, n.op));
}

/** Whether an expression's text begins with a sign. */
function startsWithSign(n: Expression): boolean {
  switch (n.kind) {
    case 'Unary': return n.op !== 'NOT';
    case 'Literal': return n.type === 'number' && n.value.startsWith('-');
    case 'Binary': case 'Quantified': return startsWithSign(n.left);
    case 'Between': case 'In': case 'Like': case 'Is': case 'Collate': case 'AtTimeZone': return startsWithSign(n.operand);
    default: return false;
  }
}

function unary(w: Writer, n: Unary): void {
  if (n.op === '(+)') {
    w.need(w.dialect.name === 'oracle' || w.dialect.name === 'snowflake', n, 'outer join by (+)');
    w.node(n.operand);
    w.text += '(+)';
    return;
  }
  if (n.op === '**') w.need(w.dialect.name === 'snowflake', n, 'the spread operator **');
  const known = n.op === 'CURRENT OF' ? w.dialect.name === 'postgres' : n.op.length < 4 || w.dialect.capabilities.connectBy;
  w.need(known, n, n.op);
  // Signs are kept apart: `--` opens a comment, and PostgreSQL reads `-~` as one operator.
  w.text += n.op.length > 1 || startsWithSign(n.operand) ? `${n.op} ` : n.op;
  const { power } = w.dialect.precedence[unaryKey(n.op)];
  // PostgreSQL's `~` stands at the level of binary operators; a row of prefixes needs no parentheses all the same.
  w.expression(n.operand, n.operand.kind === 'Unary' && n.operand.op === n.op ? power : power + 1);
}

function query(w: Writer, n: Query): void {
  w.block(() => w.node(n));
}

const isQuery = (n: Query | readonly Expression[] | Expression): n is Query => 'kind' in n && (n.kind === 'Select' || n.kind === 'SetOperation' || n.kind === 'Values');

function inList(w: Writer, n: NodeOf<'In'>): void {
  if (!isQuery(n.values) && n.values.length === 0) {
    w.text += n.negated ? '1 = 1' : '1 = 0';
    return;
  }
  w.expression(n.operand, leftOf(w, 'in'));
  w.text += n.negated ? ' NOT IN ' : ' IN ';
  if (isQuery(n.values)) query(w, n.values);
  else if (n.values.every((value) => value.kind === 'Literal')) w.filled(n.values, (value) => w.node(value));
  else w.parenthesised(n.values, (value) => w.node(value));
}

function like(w: Writer, n: Like): void {
  const can = w.dialect.capabilities;
  if (n.op === 'ILIKE') w.need(can.ilike, n, 'ILIKE');
  if (n.op === 'RLIKE') w.need(can.rlike, n, 'RLIKE');
  if (n.op === 'REGEXP') w.need(w.dialect.name === 'sqlite', n, 'REGEXP');
  if (n.op === 'SIMILAR TO') w.need(can.similarTo, n, 'SIMILAR TO');
  if (n.op === 'GLOB') w.need(w.dialect.name === 'duckdb' || w.dialect.name === 'sqlite', n, 'GLOB');
  w.expression(n.operand, leftOf(w, 'like'));
  w.text += `${n.negated ? ' NOT ' : ' '}${n.op} `;
  if (n.quantifier !== undefined) {
    w.need(can.likeAny, n, `${n.op} ${n.quantifier}`);
    w.text += `${n.quantifier} `;
  }
  w.expression(n.pattern, rightOf(w, 'like'));
  if (n.escape === undefined) return;
  w.text += ' ESCAPE ';
  w.expression(n.escape, rightOf(w, 'like'));
}

function caseOf(w: Writer, n: NodeOf<'Case'>): void {
  const { operand, otherwise } = n;
  w.text += 'CASE';
  if (operand !== undefined) {
    w.text += ' ';
    w.node(operand);
  }
  const branches = (): void => {
    for (const { when, then } of n.branches) {
      w.line();
      w.text += 'WHEN ';
      w.node(when);
      w.text += ' THEN ';
      w.node(then);
    }
    if (otherwise !== undefined) {
      w.line();
      w.text += 'ELSE ';
      w.node(otherwise);
    }
  };
  const flat = (): void => {
    branches();
    w.text += ' END';
  };
  if (!w.pretty) return flat();
  if (w.fits(flat)) return;
  w.indented(branches);
  w.line();
  w.text += 'END';
}

function star(w: Writer, n: Star): void {
  const can = w.dialect.capabilities;
  if (n.of !== undefined) {
    w.need(w.dialect.name === 'postgres', n, 'the fields of a value as columns');
    w.text += '(';
    w.node(n.of);
    w.text += ').';
  }
  if (n.qualifier.length > 0) {
    w.name(n.qualifier);
    w.text += '.';
  }
  w.text += '*';
  if (n.ilike !== undefined) {
    w.need(w.dialect.name === 'snowflake', n, '* ILIKE');
    w.text += ' ILIKE ';
    w.string(n.ilike, n);
  }
  if (n.exclude.length > 0) {
    w.need(can.starExclude, n, '* EXCLUDE');
    w.text += ' EXCLUDE ';
    w.names(n.exclude);
  }
  if (n.replace.length > 0) {
    w.need(can.starExclude, n, '* REPLACE');
    w.text += ' REPLACE ';
    w.parenthesised(n.replace, ({ expression, name }) => {
      w.node(expression);
      w.text += ' AS ';
      w.node(name);
    });
  }
  if (n.rename.length > 0) {
    w.need(can.starRename, n, '* RENAME');
    w.text += ' RENAME ';
    w.parenthesised(n.rename, ({ from, to }) => {
      w.node(from);
      w.text += ' AS ';
      w.node(to);
    });
  }
}

/** A field of a structured type: its name, what stands between, its type and NOT NULL. */
export function typeField(w: Writer, field: DataType['fields'][number], between: string): void {
  w.node({ kind: 'Identifier', name: field.name, quoted: !/^[A-Za-z_]\w*$/.test(field.name), pos: -1, end: -1 });
  w.text += between;
  w.node(field.type);
  if (!field.nullable) w.text += ' NOT NULL';
}

/** `NAME(10, 2)`, by the dialect's spelling. */
export function dataType(w: Writer, n: DataType): void {
  if (n.values !== undefined) return enumeration(w, n, n.values);
  if (n.elements.length > 0 || n.fields.length > 0) return w.unsupported(n, `type ${n.name} with element types`);
  spelled(w, n, w.dialect.types[n.name]);
}

/** A type's name and arguments by one line of a table of spellings. */
export function spelled(w: Writer, n: DataType, spelling: TypeSpelling | undefined): void {
  const written = spelling?.args === 'drop' ? [] : n.args;
  const args = written.length === 0 && Array.isArray(spelling?.args) ? (spelling.args as readonly number[]) : written;
  const name = (args.length === 0 ? spelling?.bare : undefined) ?? spelling?.name ?? n.name;
  if (spelling === undefined && !/^[\w$ .[\]"]+$/.test(name)) return w.report({ what: `'${name}' as a type` }, n);
  w.text += args.length === 0 ? name : `${name}(${args.join(', ')})`;
}

/** `ENUM ('a', 'b')`. */
function enumeration(w: Writer, n: DataType, values: readonly string[]): void {
  w.text += 'ENUM (';
  values.forEach((value, i) => {
    if (i > 0) w.text += ', ';
    w.string(value, n);
  });
  w.text += ')';
}

/** `x::t`. */
function colonCast(w: Writer, n: NodeOf<'Cast'>): void {
  // Behind INTERVAL '1 day' the colons would belong to the string.
  const open = n.operand.kind === 'Interval';
  if (open) w.text += '(';
  w.expression(n.operand, open ? 0 : w.dialect.precedence.postfix.power);
  w.text += open ? ')::' : '::';
  w.node(n.type);
}

/** What stands before a bracket; a path takes brackets for steps of its own, a type behind `::` for an array's. */
function subscripted(w: Writer, n: Expression): void {
  w.expression(n, w.dialect.precedence.postfix.power + (n.kind === 'Path' || n.kind === 'Cast' ? 1 : 0));
}

/** `[a, b]` */
export function bracketed(w: Writer, n: NodeOf<'ArrayOf'>): void {
  w.text += '[';
  w.items(n.items, (item) => w.node(item));
  w.text += ']';
}

function interval(w: Writer, n: NodeOf<'Interval'>): void {
  const { value } = n;
  w.text += 'INTERVAL ';
  if (value.kind === 'Literal') w.string(String(value.type === 'null' ? '' : value.value), value);
  else w.unsupported(n, 'INTERVAL of an expression');
  if (n.unit === undefined) return;
  // MINUTE_SECOND and its kin hold several units in one text.
  if (n.unit.includes('_')) w.need(w.dialect.name === 'mysql', n, `INTERVAL … ${n.unit}`);
  w.text += ` ${n.unit}`;
}

/** The parameters of a lambda: one bare, several in parentheses. */
function lambda(w: Writer, n: NodeOf<'Lambda'>): void {
  w.need(w.dialect.capabilities.lambdas, n, 'lambda');
  const typed = n.parameters.length !== 1 || n.parameters[0]?.type !== undefined;
  if (typed) w.text += '(';
  n.parameters.forEach(({ name, type }, i) => {
    if (i > 0) w.text += ', ';
    w.node(name);
    if (type !== undefined) {
      w.text += ' ';
      w.node(type);
    }
  });
  w.text += typed ? ') -> ' : ' -> ';
  w.node(n.body);
}

function quantified(w: Writer, n: NodeOf<'Quantified'>): void {
  w.need(w.dialect.capabilities.quantified, n, `${n.op} ${n.quantifier}`);
  w.expression(n.left, leftOf(w, 'quantified'));
  w.text += ` ${n.op} ${n.quantifier} `;
  if (isQuery(n.right)) return query(w, n.right);
  w.text += '(';
  w.node(n.right);
  w.text += ')';
}

function namedParameter(w: Writer, n: NodeOf<'Parameter'>, name: string): void {
  // @@ROWCOUNT: a variable of the engine itself.
  if (name.startsWith('@')) w.need(w.dialect.name === 'mssql' || w.dialect.name === 'mysql', n, `@${name}`);
  if (n.sigil !== '?') w.text += `${n.sigil ?? ':'}${name}`;
  else {
    w.need(w.dialect.placeholder !== '?' || w.dialect.name === 'sqlite', n, `?${name}`);
    w.placeholder(name);
  }
}

function parameter(w: Writer, n: NodeOf<'Parameter'>): void {
  if (n.value === undefined) {
    // DuckDB reads `?` as well, but not beside numbers.
    if (n.name === undefined && w.dialect.name === 'duckdb') w.text += '?';
    else if (n.name === undefined) w.placeholder();
    else namedParameter(w, n, n.name);
    return;
  }
  if (n.type === undefined) return w.bind(n.value);
  w.text += 'CAST(';
  w.bind(n.value);
  w.text += ' AS ';
  w.node(n.type);
  w.text += ')';
}

function tuple(w: Writer, n: NodeOf<'Tuple'>): void {
  if (n.items.length < 2) w.text += 'ROW';
  w.parenthesised(n.items, (item) => w.node(item));
}

const simpleTests: ReadonlySet<string> = new Set(['NULL', 'TRUE', 'FALSE', 'UNKNOWN']);

const identifier = (w: Writer, n: Identifier): void => w.identifier(n);

/** Standard SQL's expressions. */
export const expressions: Pick<Printers, ExpressionKind> = {
  Literal: literal,
  TypedLiteral(w, n) {
    if (n.type.name === 'BINARY') {
      w.text += `X'${n.value.replaceAll(/[^0-9a-fA-F]/g, '')}'`;
      return;
    }
    // MySQL's `_utf8mb4 'a'` names a character set, no type.
    if (n.type.name.startsWith('_')) w.need(w.dialect.name === 'mysql', n, `${n.type.name.toLowerCase()} before a string`);
    w.node(n.type);
    w.text += ' ';
    w.string(n.value, n);
  },
  Interval: interval,
  Parameter: parameter,
  Identifier: identifier,
  Column: (w, n) => w.name(n.parts),
  Star: star,
  Unary: unary,
  Binary: (w, n) => binary(w, n),
  Between(w, n) {
    w.expression(n.operand, leftOf(w, 'between'));
    w.text += n.negated ? ' NOT BETWEEN ' : ' BETWEEN ';
    if (n.symmetric === true) {
      w.need(w.dialect.name === 'postgres', n, 'BETWEEN SYMMETRIC');
      w.text += 'SYMMETRIC ';
    }
    w.expression(n.low, rightOf(w, 'between'));
    w.text += ' AND ';
    w.expression(n.high, rightOf(w, 'between'));
  },
  In: inList,
  Like: like,
  Is(w, n) {
    w.need(w.dialect.name === 'postgres' || simpleTests.has(n.test), n, `IS ${n.test}`);
    w.expression(n.operand, leftOf(w, 'is'));
    w.text += `${n.negated ? ' IS NOT ' : ' IS '}${n.test}`;
  },
  Quantified: quantified,
  Exists(w, n) {
    w.text += 'EXISTS ';
    query(w, n.query);
  },
  Subquery: (w, n) => query(w, n.query),
  Case: caseOf,
  Cast(w, n) {
    if (n.written !== undefined) return colonCast(w, n);
    w.need(!n.safe || w.dialect.capabilities.tryCast, n, 'TRY_CAST');
    w.text += n.safe ? 'TRY_CAST(' : 'CAST(';
    w.node(n.operand);
    w.text += ' AS ';
    w.node(n.type);
    if (n.format !== undefined) {
      w.need(w.dialect.name === 'snowflake', n, 'CAST … FORMAT');
      w.text += ' FORMAT ';
      w.node(n.format);
    }
    if (n.fields !== undefined) {
      w.need(w.dialect.name === 'snowflake', n, `CAST … ${n.fields.join(', ')}`);
      w.text += ` ${n.fields.join(', ')}`;
    }
    w.text += ')';
  },
  Path: (w, n) => w.unsupported(n, 'path into a semi-structured value'),
  ...subscripts(subscripted),
  ArrayOf(w, n) {
    w.text += 'ARRAY';
    bracketed(w, n);
  },
  ObjectOf: (w, n) => w.unsupported(n, 'object literal'),
  Tuple: tuple,
  Lambda: lambda,
  NamedArgument(w, n) {
    // MySQL's CONVERT(x USING utf8mb4).
    w.need(n.name.quoted || n.name.name !== 'USING', n, 'USING in a call');
    w.node(n.name);
    w.text += ' => ';
    w.node(n.value);
  },
  Collate(w, n) {
    w.need(w.dialect.capabilities.collate, n, 'COLLATE');
    w.expression(n.operand, leftOf(w, 'collate'));
    w.text += ' COLLATE ';
    if (/^[A-Za-z_]\w*$/.test(n.collation)) w.text += n.collation;
    else w.identifier({ kind: 'Identifier', name: n.collation, quoted: true, pos: -1, end: -1 });
  },
  AtTimeZone(w, n) {
    w.need(w.dialect.capabilities.atTimeZone, n, 'AT TIME ZONE');
    w.expression(n.operand, leftOf(w, 'at time zone'));
    w.text += ' AT TIME ZONE ';
    w.expression(n.zone, rightOf(w, 'at time zone'));
  },
  Verbatim(w, n) {
    w.text += n.sql;
  },
  DataType: dataType,
};
