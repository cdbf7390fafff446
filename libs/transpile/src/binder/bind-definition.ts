import { build, type Alter, type AlterAction, type ColumnConstraint, type ColumnDefinition, type CreateTable, type DerivedTable, type Expression, type Query } from '@millrace/sql-ir';
import type { BindContext } from './bind-context.ts';
import { bindQuery, queryBinders } from './bind-query.ts';
import { assignTo } from './implicit-cast.ts';
import { timestampMapping } from './type-expression.ts';
import { fromDataType } from '../types/data-type.ts';
import { childScope, emptyScope, type Scope, type ScopeColumn } from './scope.ts';

/**
 * Binds what a table's definition holds of expressions: its defaults, its computed columns, its checks, and the query that fills it.
 *
 * @throws ToolError with the first finding.
 * Rule: https://docs.snowflake.com/en/sql-reference/sql/create-table
 */
export function bindCreateTable(statement: CreateTable, context: BindContext): { readonly statement: CreateTable; readonly columns: readonly ScopeColumn[] } {
  const columns = statement.columns.map((column) => bindColumn(column, context));
  const constraints = statement.constraints.map((constraint) => (constraint.type === 'CHECK' ? { ...constraint, condition: bindOfRow(constraint.condition, context) } : constraint));
  if (statement.query === undefined) return { statement: { ...statement, columns, constraints }, columns: [] };
  const bound = bindQuery(typedQuery(statement.query, statement.columns), emptyScope, context);
  return { statement: { ...statement, columns: columns.some(isTyped) ? [] : columns, constraints, query: bound.query }, columns: bound.columns };
}

/** Binds the defaults that ALTER TABLE names. */
export function bindAlter(statement: Alter, context: BindContext): Alter {
  const bindAction = (action: AlterAction): AlterAction => {
    if (action.type === 'ADD COLUMN') return { ...action, columns: action.columns.map((column) => bindColumn(column, context)) };
    if (action.type !== 'ALTER COLUMN' || action.change.type !== 'SET DEFAULT') return action;
    return { ...action, change: { ...action.change, value: bindOfRow(action.change.value, context) } };
  };
  return { ...statement, actions: statement.actions.map(bindAction) };
}

const isTyped = (column: ColumnDefinition): boolean => column.type !== undefined;

/** `CREATE TABLE t (a INT, b DATE) AS query` as the query whose columns are cast to those types: an engine takes types or a query. */
function typedQuery(query: Query, columns: readonly ColumnDefinition[]): Query {
  if (!columns.some(isTyped)) return query;
  const names = columns.map((_, i) => `_c${i + 1}`);
  const from: DerivedTable = { kind: 'DerivedTable', query, lateral: false, alias: build.alias('_q', names), pos: query.pos, end: query.end };
  const projections = columns.map(({ name, type }, i) => {
    const value = { ...build.column('_q', names[i] ?? ''), pos: name.pos, end: name.end };
    const expression: Expression = type === undefined ? value : { ...build.cast(value, type), pos: name.pos, end: name.end };
    return { ...build.projection(expression), alias: name };
  });
  return { ...build.select({ projections, from }), pos: query.pos, end: query.end };
}

function bindColumn(column: ColumnDefinition, context: BindContext): ColumnDefinition {
  return { ...column, constraints: column.constraints.map((constraint): ColumnConstraint => {
    switch (constraint.type) {
      case 'DEFAULT': return { ...constraint, value: stored(bindOfRow(constraint.value, context), column, context) };
      case 'GENERATED': return { ...constraint, value: bindOfRow(constraint.value, context) };
      case 'CHECK': return { ...constraint, condition: bindOfRow(constraint.condition, context) };
      default: return constraint;
    }
  }) };
}

/** A default in its column's type. */
function stored(value: Expression, { type }: ColumnDefinition, context: BindContext): Expression {
  const meant = type === undefined ? undefined : fromDataType(type, timestampMapping(context));
  return meant === undefined ? value : assignTo(value, meant, context);
}

/** The row that is being defined: its columns are there, and not known yet. */
const row: Scope = childScope(emptyScope, { relations: [{ qualifier: [], physicalName: '', columns: [], open: true }] });

const bindOfRow = (expression: Expression, context: BindContext): Expression => queryBinders.expressions.bind(expression, row, context);
