import type { DataType } from './data-type.ts';
import type { Binary, BinaryOperator, Call, Cast, Column, Expression, Identifier, Literal, Parameter, ParameterValue, Star } from './expression.ts';
import { synthetic } from './node.ts';
import type { Join, Projection, Query, Relation, Select, Table, TableAlias } from './query.ts';

const none: readonly never[] = [];

/** Builders of the nodes that code makes most. Everything else is written as a literal with `...synthetic`. */
export const build: Builders = {
  identifier: (name, quoted = true) => ({ kind: 'Identifier', name, quoted, pos: -1, end: -1 }),
  column: (...parts) => ({ kind: 'Column', parts: parts.map((part) => build.identifier(part)), pos: -1, end: -1 }),
  star: (...qualifier) => ({ kind: 'Star', qualifier: qualifier.map((part) => build.identifier(part)), exclude: [], replace: [], rename: [], pos: -1, end: -1 }),
  string: (value) => ({ kind: 'Literal', type: 'string', value, pos: -1, end: -1 }),
  number: (value) => ({ kind: 'Literal', type: 'number', value: String(value), pos: -1, end: -1 }),
  boolean: (value) => ({ kind: 'Literal', type: 'boolean', value, pos: -1, end: -1 }),
  nothing: () => ({ kind: 'Literal', type: 'null', pos: -1, end: -1 }),
  parameter: (value, type) => (type === undefined ? { kind: 'Parameter', value, pos: -1, end: -1 } : { kind: 'Parameter', value, type, pos: -1, end: -1 }),
  type: (name, ...args) => ({ kind: 'DataType', name, args, elements: [], fields: [], pos: -1, end: -1 }),
  binary: (op, left, right) => ({ kind: 'Binary', op, left, right, pos: -1, end: -1 }),
  all: (conditions) => conditions.reduce<Expression | undefined>((left, right) => (left === undefined ? right : build.binary('AND', left, right)), undefined),
  call: (name, args, more) => {
    const call: Call = { kind: 'Call', name: [build.identifier(name, false)], args, distinct: false, orderBy: none, withinGroup: none, filter: undefined, nulls: undefined, over: undefined, pos: -1, end: -1 };
    return more === undefined ? call : { ...call, ...more };
  },
  cast: (operand, type, safe = false) => ({ kind: 'Cast', operand, type, safe, pos: -1, end: -1 }),
  projection: (expression, alias) => ({ kind: 'Projection', expression, alias: alias === undefined ? undefined : build.identifier(alias), pos: -1, end: -1 }),
  alias: (name, columns = none) => ({ name: build.identifier(name), columns: columns.map((column) => build.identifier(column)) }),
  table: (name, alias) => ({ kind: 'Table', name: name.map((part) => build.identifier(part)), alias: alias === undefined ? undefined : build.alias(alias), pos: -1, end: -1 }),
  join: (type, left, right, on) => ({ kind: 'Join', type, natural: false, comma: false, left, right, using: [], ...(on === undefined ? {} : { on }), ...synthetic }),
  derived: (query, alias, lateral = false) => ({ kind: 'DerivedTable', query, alias: build.alias(alias), lateral, pos: -1, end: -1 }),
  select: (parts) => ({
    kind: 'Select', with: parts.with ?? none, recursive: parts.recursive ?? false, distinct: parts.distinct ?? false, projections: parts.projections,
    from: parts.from, where: parts.where, groupBy: parts.groupBy, having: parts.having, qualify: parts.qualify,
    windows: parts.windows ?? none, orderBy: parts.orderBy ?? none, limit: parts.limit, offset: parts.offset, pos: -1, end: -1,
  }),
};

/** What `build` offers; identifiers made by code are quoted, so that they mean exactly what they say. */
export interface Builders {
  identifier(name: string, quoted?: boolean): Identifier;
  column(...parts: readonly string[]): Column;
  star(...qualifier: readonly string[]): Star;
  string(value: string): Literal;
  number(value: number | bigint | string): Literal;
  boolean(value: boolean): Literal;
  /** NULL. */
  nothing(): Literal;
  /** A bound value. */
  parameter(value: ParameterValue, type?: DataType): Parameter;
  type(name: string, ...args: readonly number[]): DataType;
  binary(op: BinaryOperator, left: Expression, right: Expression): Binary;
  /** The conjunction of conditions, undefined for none. */
  all(conditions: readonly Expression[]): Expression | undefined;
  call(name: string, args: readonly Expression[], more?: Partial<Pick<Call, 'distinct' | 'orderBy' | 'withinGroup' | 'filter' | 'nulls' | 'over'>>): Call;
  cast(operand: Expression, type: DataType, safe?: boolean): Cast;
  projection(expression: Expression, alias?: string): Projection;
  alias(name: string, columns?: readonly string[]): TableAlias;
  table(name: readonly string[], alias?: string): Table;
  join(type: Join['type'], left: Relation, right: Relation, on?: Expression): Join;
  derived(query: Query, alias: string, lateral?: boolean): Relation;
  select(parts: Pick<Select, 'projections'> & Partial<Pick<Select, 'with' | 'recursive' | 'distinct' | 'from' | 'where' | 'groupBy' | 'having' | 'qualify' | 'windows' | 'orderBy' | 'limit' | 'offset'>>): Select;
}
