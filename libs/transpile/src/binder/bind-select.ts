import { build, type Draft, type Expression, type GroupBy, type OrderItem, type Projection, type Select, type Star } from '@millrace/sql-ir';
import { bindWindow } from './bind-call.ts';
import { closeHierarchy, openHierarchy } from './bind-connect-by.ts';
import { type BindContext, folded, resolvesNames } from './bind-context.ts';
import { bindRelation, type Binders } from './bind-relation.ts';
import type { BoundQuery } from './bind-query.ts';
import { bindOutputOrder } from './bind-order.ts';
import { expandStar } from './expand-star.ts';
import { joinOuter } from './outer-marks.ts';
import { uniqueNames } from './output-names.ts';
import { resultName } from './result-name.ts';
import { childScope, type Scope, type ScopeColumn } from './scope.ts';
import { checkGrouping } from './check-grouping.ts';
import { checkSelect } from './check-select.ts';

interface Output {
  readonly name: string;
  readonly projection: Projection;
  readonly aliased: boolean;
}

/** Binds one SELECT: FROM first, then the list, whose aliases the other clauses may use. */
export function bindSelect(select: Select, outer: Scope, context: BindContext, binders: Binders): BoundQuery<Select> {
  const inner = childScope(outer, {});
  const from = select.from === undefined ? undefined : bindRelation(select.from, inner, context, binders);
  const plain: Scope = { ...inner, relations: from?.relations ?? [] };
  const tree = select.connectBy === undefined || !resolvesNames(context) ? undefined : openHierarchy(plain, context);
  const base = tree ?? plain;
  const { outputs, scope } = bindList(select.projections, base, context, binders);
  const bind = (expression: Expression): Expression => binders.expressions.bind(expression, scope, context);
  const columns = outputColumns(outputs, context);
  const projections = outputs.map(({ projection }, i) => (resolvesNames(context) ? withAlias(projection, columns[i]?.physicalName ?? '') : projection));
  const flat: Draft<Select> = { ...select, projections };
  if (typeof select.distinct !== 'boolean') flat.distinct = select.distinct.map(bind);
  if (from !== undefined) flat.from = from.relation;
  if (select.where !== undefined) flat.where = bind(select.where);
  if (select.groupBy !== undefined) flat.groupBy = bindGroupBy(select.groupBy, bind);
  if (select.having !== undefined) flat.having = bind(select.having);
  if (select.qualify !== undefined) flat.qualify = bind(select.qualify);
  if (select.windows.length > 0) flat.windows = select.windows.map((window) => ({ ...window, spec: bindWindow(window.spec, bind) }));
  if (select.orderBy.length > 0) flat.orderBy = bindOrderBy(select.orderBy, columns, bind, context);
  bindCount(flat, 'limit', select.limit, bind);
  bindCount(flat, 'offset', select.offset, bind);
  const joined = joinOuter(flat, context);
  const bound = tree === undefined || from === undefined ? joined : closeHierarchy(joined, from.relation, tree, context, binders.expressions);
  checkSelect(bound, context);
  if (resolvesNames(context)) checkGrouping(flat, base.relations, context);
  return { query: bound, columns, open: outputs.some(({ projection }) => projection.expression.kind === 'Star') };
}

/** An empty text or NULL as LIMIT or OFFSET is none. Rule: https://docs.snowflake.com/en/sql-reference/constructs/limit */
function bindCount(draft: Draft<Select>, key: 'limit' | 'offset', count: Expression | undefined, bind: (expression: Expression) => Expression): void {
  const isNone = count?.kind === 'Literal' && (count.type === 'null' || (count.type === 'string' && count.value === ''));
  if (isNone) delete draft[key];
  else if (count !== undefined) draft[key] = bind(count);
}

/** Binds the SELECT list left to right: an alias may be used by what follows it. */
function bindList(projections: readonly Projection[], base: Scope, context: BindContext, binders: Binders): { readonly outputs: readonly Output[]; readonly scope: Scope } {
  const outputs: Output[] = [];
  const aliases = new Map(base.aliases);
  const scope = { ...base, aliases };
  const bind = (expression: Expression): Expression => binders.expressions.bind(expression, scope, context);
  for (const projection of projections) {
    if (projection.expression.kind === 'Star') {
      outputs.push(...bindStar(projection.expression, projection, scope, context, bind));
      continue;
    }
    const expression = bind(projection.expression);
    const name = resultName(projection, context.source, outputs.length + 1);
    outputs.push({ name, projection: { ...projection, expression }, aliased: projection.alias !== undefined });
    if (projection.alias !== undefined) aliases.set(folded(projection.alias), expression);
  }
  return { outputs, scope };
}

function bindStar(star: Star, projection: Projection, scope: Scope, context: BindContext, bind: (expression: Expression) => Expression): readonly Output[] {
  const unknown = !resolvesNames(context) || scope.relations.some((relation) => relation.open);
  if (unknown) return [{ name: '*', projection, aliased: false }];
  return expandStar(star, projection, scope, context, bind).map(({ name, expression }) => ({
    name, aliased: false, projection: { kind: 'Projection' as const, expression, alias: build.identifier(name), pos: projection.pos, end: projection.end },
  }));
}

function outputColumns(outputs: readonly Output[], context: BindContext): readonly ScopeColumn[] {
  const physical = resolvesNames(context) ? uniqueNames(outputs.map(({ name }) => name)) : [];
  const columns: ScopeColumn[] = [];
  outputs.forEach(({ name, projection: { expression } }, i) => {
    if (expression.kind === 'Star') return;
    columns.push({ name, physicalName: physical[i] ?? name, type: context.table.typeOf(expression), nullable: context.table.nullable(expression) });
  });
  return columns;
}

function withAlias(projection: Projection, name: string): Projection {
  return projection.expression.kind === 'Star' ? projection : { ...projection, alias: build.identifier(name) };
}

function bindGroupBy(groupBy: GroupBy, bind: (expression: Expression) => Expression): GroupBy {
  if (groupBy.type === 'ALL') return groupBy;
  const item = (expression: Expression): Expression => (expression.kind === 'Tuple' ? { ...expression, items: expression.items.map(item) } : bind(expression));
  return { type: 'list', items: groupBy.items.map(item) };
}

function bindOrderBy(orderBy: readonly OrderItem[], columns: readonly ScopeColumn[], bind: (expression: Expression) => Expression, context: BindContext): readonly OrderItem[] {
  return orderBy.map((item) => bindOutputOrder(item, columns, context) ?? { ...item, expression: bind(item.expression) });
}
