import type { DataType } from './data-type.ts';
import type { Binary, BinaryOperator, Call, Cast, Column, Expression, Identifier, Literal, Parameter, ParameterValue, Star } from './expression.ts';
import { synthetic } from './node.ts';
import type { Join, Projection, Query, Relation, Select, Table, TableAlias } from './query.ts';

/** Builders of the nodes that code makes most. Everything else is written as a literal with `...synthetic`. */
export const build: Builders = {
  identifier: (name, quoted = true) => ({ kind: 'Identifier', name, quoted, ...synthetic }),
  column: (...parts) => ({ kind: 'Column', parts: parts.map((part) => build.identifier(part)), ...synthetic }),
  star: (...qualifier) => ({ kind: 'Star', qualifier: qualifier.map((part) => build.identifier(part)), exclude: [], replace: [], rename: [], ...synthetic }),
  string: (value) => ({ kind: 'Literal', type: 'string', value, ...synthetic }),
  number: (value) => ({ kind: 'Literal', type: 'number', value: String(value), ...synthetic }),
  boolean: (value) => ({ kind: 'Literal', type: 'boolean', value, ...synthetic }),
  nothing: () => ({ kind: 'Literal', type: 'null', ...synthetic }),
  parameter: (value, type) => ({ kind: 'Parameter', value, ...(type === undefined ? {} : { type }), ...synthetic }),
  type: (name, ...args) => ({ kind: 'DataType', name, args, elements: [], fields: [], ...synthetic }),
  binary: (op, left, right) => ({ kind: 'Binary', op, left, right, ...synthetic }),
  all: (conditions) => conditions.reduce<Expression | undefined>((left, right) => (left === undefined ? right : build.binary('AND', left, right)), undefined),
  call: (name, args, more = {}) => ({
    kind: 'Call', name: [build.identifier(name, false)], args, distinct: false, orderBy: [], withinGroup: [], ...more, ...synthetic,
  }),
  cast: (operand, type, safe = false) => ({ kind: 'Cast', operand, type, safe, ...synthetic }),
  projection: (expression, alias) => ({ kind: 'Projection', expression, ...(alias === undefined ? {} : { alias: build.identifier(alias) }), ...synthetic }),
  alias: (name, columns = []) => ({ name: build.identifier(name), columns: columns.map((column) => build.identifier(column)) }),
  table: (name, alias) => ({ kind: 'Table', name: name.map((part) => build.identifier(part)), ...(alias === undefined ? {} : { alias: build.alias(alias) }), ...synthetic }),
  join: (type, left, right, on) => ({ kind: 'Join', type, natural: false, comma: false, left, right, using: [], ...(on === undefined ? {} : { on }), ...synthetic }),
  derived: (query, alias, lateral = false) => ({ kind: 'DerivedTable', query, alias: build.alias(alias), lateral, ...synthetic }),
  select: (parts) => ({ kind: 'Select', with: [], recursive: false, distinct: false, windows: [], orderBy: [], ...parts, ...synthetic }),
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
  select(parts: Pick<Select, 'projections'> & Partial<Omit<Select, 'kind' | 'projections' | 'pos' | 'end'>>): Select;
}
