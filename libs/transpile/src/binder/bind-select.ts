import { build, type Draft, type Expression, type GroupBy, type OrderItem, type Projection, type Relation, type Select, type Star } from '@millrace/sql-ir';
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

/** One item of the bound list. */
interface Output {
  /** As it was written, which its name comes from. */
  readonly written: Projection;
  readonly projection: Projection;
}

/** A class for its columns' sake: they are named when asked for, which for most SELECTs is never. */
class BoundSelect implements BoundQuery<Select> {
  readonly query: Select;
  private readonly outputs: readonly Output[];
  private readonly context: BindContext;
  private named: readonly ScopeColumn[] | undefined;

  constructor(query: Select, outputs: readonly Output[], columns: readonly ScopeColumn[] | undefined, context: BindContext) {
    this.query = query;
    this.outputs = outputs;
    this.named = columns;
    this.context = context;
  }

  get columns(): readonly ScopeColumn[] {
    return this.named ??= outputColumns(this.outputs, this.context);
  }

  get open(): boolean {
    return this.outputs.some(({ projection }) => projection.expression.kind === 'Star');
  }
}

/** Binds one SELECT: FROM first, then the list, whose aliases the other clauses may use. What binding does not change is given back as it is. */
export function bindSelect(select: Select, outer: Scope, context: BindContext, binders: Binders): BoundQuery<Select> {
  const inner = childScope(outer, {});
  const from = select.from === undefined ? undefined : bindRelation(select.from, inner, context, binders);
  const plain: Scope = from === undefined ? inner : { ...inner, relations: from.relations };
  const tree = select.connectBy === undefined || !resolvesNames(context) ? undefined : openHierarchy(plain, context);
  const base = tree ?? plain;
  const { outputs, scope } = bindList(select.projections, base, context, binders);
  const columns = resolvesNames(context) || select.orderBy.length > 0 ? outputColumns(outputs, context) : undefined;
  const projections = boundProjections(select.projections, outputs, columns ?? [], context);
  const isSame = projections === select.projections && from?.relation === select.from && isBare(select);
  const flat = isSame ? select : bindClauses({ ...select, projections }, from?.relation, columns ?? [], scope, context, binders);
  const joined = joinOuter(flat, context);
  const bound = tree === undefined || from === undefined ? joined : closeHierarchy(joined, from.relation, tree, context, binders.expressions);
  checkSelect(bound, context);
  if (resolvesNames(context)) checkGrouping(flat, base.relations, context);
  return new BoundSelect(bound, outputs, columns, context);
}

/** Whether a SELECT has nothing beside its list and FROM that binding looks at. */
const isBare = (select: Select): boolean => typeof select.distinct === 'boolean' && select.where === undefined && select.groupBy === undefined && select.having === undefined
  && select.qualify === undefined && select.windows.length === 0 && select.orderBy.length === 0 && select.limit === undefined && select.offset === undefined;

function bindClauses(flat: Draft<Select>, from: Relation | undefined, columns: readonly ScopeColumn[], scope: Scope, context: BindContext, binders: Binders): Select {
  const bind = (expression: Expression): Expression => binders.expressions.bind(expression, scope, context);
  if (typeof flat.distinct !== 'boolean') flat.distinct = flat.distinct.map(bind);
  if (from !== undefined) flat.from = from;
  if (flat.where !== undefined) flat.where = bind(flat.where);
  if (flat.groupBy !== undefined) flat.groupBy = bindGroupBy(flat.groupBy, bind);
  if (flat.having !== undefined) flat.having = bind(flat.having);
  if (flat.qualify !== undefined) flat.qualify = bind(flat.qualify);
  if (flat.windows.length > 0) flat.windows = flat.windows.map((window) => ({ ...window, spec: bindWindow(window.spec, bind) }));
  if (flat.orderBy.length > 0) flat.orderBy = bindOrderBy(flat.orderBy, columns, bind, context);
  bindCount(flat, 'limit', flat.limit, bind);
  bindCount(flat, 'offset', flat.offset, bind);
  return flat;
}

/** The SELECT list under the names that the engine knows its columns by, where they are known. */
function boundProjections(written: readonly Projection[], outputs: readonly Output[], columns: readonly ScopeColumn[], context: BindContext): readonly Projection[] {
  if (resolvesNames(context)) {
    let next = 0;
    return outputs.map(({ projection }) => (projection.expression.kind === 'Star' ? projection : { ...projection, alias: build.identifier(columns[next++]?.physicalName ?? '') }));
  }
  return outputs.every(({ projection }, i) => projection === written[i]) ? written : outputs.map(({ projection }) => projection);
}

/** An empty text or NULL as LIMIT or OFFSET is none. Rule: https://docs.snowflake.com/en/sql-reference/constructs/limit */
function bindCount(draft: Draft<Select>, key: 'limit' | 'offset', count: Expression | undefined, bind: (expression: Expression) => Expression): void {
  const isNone = count?.kind === 'Literal' && (count.type === 'null' || (count.type === 'string' && count.value === ''));
  if (isNone) draft[key] = undefined;
  else if (count !== undefined) draft[key] = bind(count);
}

/** Binds the SELECT list left to right: an alias may be used by what follows it. */
function bindList(projections: readonly Projection[], base: Scope, context: BindContext, binders: Binders): { readonly outputs: readonly Output[]; readonly scope: Scope } {
  const outputs: Output[] = [];
  // Its own from the first alias on: most lists have none.
  const scope: Draft<Scope> = { ...base };
  let aliases: Map<string, Expression> | undefined;
  const bind = (expression: Expression): Expression => binders.expressions.bind(expression, scope, context);
  for (const projection of projections) {
    if (projection.expression.kind === 'Star') {
      outputs.push(...bindStar(projection.expression, projection, scope, context, bind));
      continue;
    }
    const expression = bind(projection.expression);
    outputs.push({ written: projection, projection: expression === projection.expression ? projection : { ...projection, expression } });
    if (projection.alias !== undefined) scope.aliases = (aliases ??= new Map(base.aliases)).set(folded(projection.alias), expression);
  }
  return { outputs, scope };
}

function bindStar(star: Star, projection: Projection, scope: Scope, context: BindContext, bind: (expression: Expression) => Expression): readonly Output[] {
  const unknown = !resolvesNames(context) || scope.relations.some((relation) => relation.open);
  if (unknown) return [{ written: projection, projection }];
  return expandStar(star, projection, scope, context, bind).map(({ name, expression }) => {
    const made: Projection = { kind: 'Projection', expression, alias: build.identifier(name), pos: projection.pos, end: projection.end };
    return { written: made, projection: made };
  });
}

function outputColumns(outputs: readonly Output[], context: BindContext): readonly ScopeColumn[] {
  const names = outputs.map(({ written, projection }, i) => (projection.expression.kind === 'Star' ? '*' : resultName(written, context.source, i + 1)));
  const physical = resolvesNames(context) ? uniqueNames(names) : names;
  return outputs.flatMap(({ projection: { expression } }, i) => {
    const [name = '', physicalName = ''] = [names[i], physical[i]];
    return expression.kind === 'Star' ? [] : [{ name, physicalName, type: context.table.typeOf(expression), nullable: context.table.nullable(expression) }];
  });
}

function bindGroupBy(groupBy: GroupBy, bind: (expression: Expression) => Expression): GroupBy {
  if (groupBy.type === 'ALL') return groupBy;
  const item = (expression: Expression): Expression => (expression.kind === 'Tuple' ? { ...expression, items: expression.items.map(item) } : bind(expression));
  return { type: 'list', items: groupBy.items.map(item) };
}

function bindOrderBy(orderBy: readonly OrderItem[], columns: readonly ScopeColumn[], bind: (expression: Expression) => Expression, context: BindContext): readonly OrderItem[] {
  return orderBy.map((item) => bindOutputOrder(item, columns, context) ?? { ...item, expression: bind(item.expression) });
}
