import { build, type Expression, type Identifier, type Insert, type Query, type Values } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt, folded, resolvesNames } from './bind-context.ts';
import { bindQuery, queryBinders } from './bind-query.ts';
import { bindTarget } from './bind-statement.ts';
import { bindWith } from './bind-with.ts';
import { assignTo } from './implicit-cast.ts';
import { emptyScope, type Scope, type ScopeColumn } from './scope.ts';

/**
 * Binds INSERT: each value takes its column's type.
 *
 * @throws ToolError TRANSPILE_INVALID_IDENTIFIER, TRANSPILE_COLUMN_COUNT.
 */
export function bindInsert(statement: Insert, context: BindContext): Insert {
  const { ctes, scope, recursive } = bindWith(statement, emptyScope, context, queryBinders);
  const target = bindTarget(statement.table, scope, context);
  const columns = targetColumns(statement.columns, target.columns, context);
  const { alias: _, ...table } = target.table;
  const bound: Insert = { ...statement, with: ctes, recursive, table };
  const { source } = statement;
  if (source === 'DEFAULT VALUES') return bound;
  const query = source.kind === 'Values' ? bindRows(source, columns, scope, context) : bindSource(source, columns, scope, context);
  if (!resolvesNames(context)) return { ...bound, source: query };
  return { ...bound, source: query, columns: columns.map(({ physicalName }) => build.identifier(physicalName)) };
}

/** The columns an INSERT fills, in its order: all of the table's where it names none. */
export function targetColumns(written: readonly Identifier[], all: readonly ScopeColumn[], context: BindContext): readonly ScopeColumn[] {
  if (!resolvesNames(context)) return [];
  if (written.length === 0) return all;
  return written.map((identifier) => {
    const found = all.find(({ name }) => name === folded(identifier));
    if (found === undefined) throw errorAt(errors.TRANSPILE_INVALID_IDENTIFIER, { name: folded(identifier) }, identifier, context);
    return found;
  });
}

function bindRows(values: Values, columns: readonly ScopeColumn[], scope: Scope, context: BindContext): Values {
  const bind = queryBinders.expressions.bind;
  return {
    ...values,
    rows: values.rows.map((row) => {
      checkCount(columns, row.length, row[0] ?? values, context);
      return row.map((value, i) => (isDefault(value) ? value : assign(bind(value, scope, context), columns[i], context)));
    }),
  };
}

const isDefault = (value: Expression): boolean => value.kind === 'Call' && value.args.length === 0 && value.name.length === 1 && value.name[0]?.name.toUpperCase() === 'DEFAULT';
const assign = (value: Expression, column: ScopeColumn | undefined, context: BindContext): Expression => (column === undefined ? value : assignTo(value, column.type, context));

function bindSource(source: Query, columns: readonly ScopeColumn[], scope: Scope, context: BindContext): Query {
  const bound = bindQuery(source, scope, context);
  if (!resolvesNames(context)) return bound.query;
  if (!bound.open) checkCount(columns, bound.columns.length, source, context);
  const reference = (column: ScopeColumn): Expression => context.table.bind(build.column('_source', column.physicalName), column.type, column.nullable);
  const values = bound.columns.map((column, i) => {
    const value = reference(column);
    return { value, assigned: assign(value, columns[i], context), name: column.physicalName };
  });
  if (values.every(({ value, assigned }) => value === assigned)) return bound.query;
  return build.select({
    projections: values.map(({ assigned, name }) => build.projection(assigned, name)),
    from: build.derived(bound.query, '_source'),
  });
}

function checkCount(columns: readonly ScopeColumn[], actual: number, node: { readonly pos: number; readonly end: number }, context: BindContext): void {
  if (resolvesNames(context) && actual !== columns.length) throw errorAt(errors.TRANSPILE_COLUMN_COUNT, { expected: columns.length, actual }, node, context);
}
