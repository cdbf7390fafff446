import { build, type Column, type Expression, type Pivot, type Projection, type Select, type Unpivot, visit } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { types } from '../types/sql-type.ts';
import { unifyAll } from '../types/unify.ts';
import { type BindContext, errorAt, folded, resolvesNames } from './bind-context.ts';
import { type Binders, bindRelation, type BoundRelation, named } from './bind-relation.ts';
import { childScope, type Scope, type ScopeColumn, type ScopeRelation } from './scope.ts';

/**
 * Says PIVOT as a grouped SELECT: one filtered aggregate per value, grouped by every column not named in it.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/pivot
 *
 * @throws ToolError TRANSPILE_UNSUPPORTED for values that only the data knows (ANY, a subquery).
 */
export function bindPivot(pivot: Pivot, scope: Scope, context: BindContext, binders: Binders): BoundRelation {
  const source = bindRelation(pivot.source, scope, context, binders);
  if (!resolvesNames(context)) return { relation: { ...pivot, source: source.relation }, relations: [{ qualifier: [], physicalName: '', columns: [], open: true }] };
  const { values } = pivot;
  if (values === 'ANY' || !Array.isArray(values)) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: 'PIVOT over values that are not listed' }, pivot, context);
  const used = new Set<string>(usedColumns([pivot.column, ...pivot.aggregates.map(({ expression }) => expression)]));
  const keys = allColumns(source.relations).filter(({ column }) => !used.has(column.name));
  const select: Select = build.select({
    projections: [
      ...keys.map(({ relation, column }) => build.projection(build.column(...(relation.name === undefined ? [] : [relation.name]), column.name), column.name)),
      ...values.flatMap((value: Projection) => pivot.aggregates.map((aggregate) => pivoted(pivot, value, aggregate, context))),
    ],
    ...(keys.length === 0 ? {} : { groupBy: { type: 'list', items: keys.map((_, i) => build.number(i + 1)) } }),
  });
  const bound = binders.bindQuery(select, { ...scope, relations: source.relations }, context);
  const query = { ...(bound.query as Select), from: source.relation };
  const name = pivot.alias === undefined ? undefined : folded(pivot.alias.name);
  const physicalName = name ?? context.freshName();
  const scoped: ScopeRelation = { ...(name === undefined ? {} : { name }), qualifier: [], physicalName, columns: bound.columns, open: false };
  return named(build.derived(query, physicalName), pivot.alias, scoped, context);
}

function pivoted(pivot: Pivot, value: Projection, aggregate: Projection, context: BindContext): Projection {
  const filter = build.binary('=', pivot.column, value.expression);
  const call = aggregate.expression;
  if (call.kind !== 'Call') throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: 'PIVOT by something other than an aggregate' }, aggregate, context);
  const filtered: Expression = { ...call, filter };
  const result = pivot.defaultOnNull === undefined ? filtered : build.call('COALESCE', [filtered, pivot.defaultOnNull]);
  const label = value.alias === undefined ? sourceText(value, context) : folded(value.alias);
  return build.projection(result, aggregate.alias === undefined ? label : `${label}_${folded(aggregate.alias)}`);
}

/** The column of a value is named as the value is written, quotes and all. */
function sourceText(value: Projection, context: BindContext): string {
  const { expression } = value;
  if (context.source !== undefined && expression.pos >= 0) return context.source.slice(expression.pos, expression.end);
  return expression.kind === 'Literal' && expression.type === 'string' ? `'${expression.value}'` : String(expression.kind === 'Literal' && 'value' in expression ? expression.value : 'NULL');
}

function usedColumns(expressions: readonly Expression[]): readonly string[] {
  const names: string[] = [];
  const add = (column: Column): void => {
    const last = column.parts.at(-1);
    if (last !== undefined) names.push(folded(last));
  };
  for (const expression of expressions) visit(expression, { Column: add });
  return names;
}

const allColumns = (relations: readonly ScopeRelation[]): readonly { readonly relation: ScopeRelation; readonly column: ScopeColumn }[] =>
  relations.flatMap((relation) => relation.columns.filter((column) => column.hidden !== true).map((column) => ({ relation, column })));

/** Binds UNPIVOT: the listed columns become a name column and a value column, after all others. */
export function bindUnpivot(unpivot: Unpivot, scope: Scope, context: BindContext, binders: Binders): BoundRelation {
  const source = bindRelation(unpivot.source, scope, context, binders);
  const name = unpivot.alias === undefined ? undefined : folded(unpivot.alias.name);
  const physicalName = name ?? context.freshName();
  if (!resolvesNames(context)) return { relation: { ...unpivot, source: source.relation }, relations: [{ qualifier: [], physicalName, columns: [], open: true }] };
  const inner = childScope(scope, { relations: source.relations });
  const columns = unpivot.columns.map((projection) => ({ ...projection, expression: binders.expressions.bind(projection.expression, inner, context) }));
  const taken = new Set(usedColumns(unpivot.columns.map(({ expression }) => expression)));
  const rest = allColumns(source.relations).filter(({ column }) => !taken.has(column.name)).map(({ column }) => column);
  const value = unifyAll(columns.map(({ expression }) => context.table.typeOf(expression))) ?? types.variant;
  const output: readonly ScopeColumn[] = [
    ...rest,
    { name: folded(unpivot.name), physicalName: folded(unpivot.name), type: types.text, nullable: false },
    { name: folded(unpivot.value), physicalName: folded(unpivot.value), type: value, nullable: unpivot.includeNulls },
  ];
  const bare = columns.map(({ alias, ...projection }) => ({ ...projection, expression: lastPart(projection.expression), ...(alias === undefined ? {} : { alias: { ...alias, name: folded(alias), quoted: true } }) }));
  const relation: Unpivot = { ...unpivot, source: source.relation, name: build.identifier(folded(unpivot.name)), value: build.identifier(folded(unpivot.value)), columns: bare, alias: build.alias(physicalName) };
  return named(relation, unpivot.alias, { ...(name === undefined ? {} : { name }), qualifier: [], physicalName, columns: output, open: false }, context);
}

function lastPart(expression: Expression): Expression {
  return expression.kind === 'Column' ? { ...expression, parts: expression.parts.slice(-1) } : expression;
}

