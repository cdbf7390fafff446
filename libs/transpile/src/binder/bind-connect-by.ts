import { build, type Call, type Column, type Cte, type Expression, type Projection, type Relation, type Select, type Unary } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { types } from '../types/sql-type.ts';
import { type BindContext, errorAt, resolvesNames } from './bind-context.ts';
import type { ExpressionBinder } from './bind-expression.ts';
import { childScope, type Hierarchy, type Scope, type ScopeRelation } from './scope.ts';

/** Names that no user would write: the rows that CONNECT BY starts from, the rows it has reached, and how deep it is. */
const source = '_rows';
const reached = '_tree';
const depth = '_level';

/**
 * Opens the scope of a query with CONNECT BY: LEVEL, PRIOR, CONNECT_BY_ROOT and SYS_CONNECT_BY_PATH mean something in it.
 * Rule: https://docs.snowflake.com/en/sql-reference/constructs/connect-by
 */
export function openHierarchy(base: Scope, context: BindContext): Scope & { readonly hierarchy: Hierarchy } {
  // Each relation becomes one struct column under its own name, so that its columns are reached as before.
  const relations = base.relations.map((relation) => ({ ...relation, columns: relation.columns.map((column) => ({ ...column, merged: false })) }));
  const under = (prefix: string): readonly ScopeRelation[] => relations.map((relation) => ({ ...relation, physicalName: prefix + relation.physicalName }));
  const level = written(build.column(reached, depth), context);
  return { ...base, relations, aliases: new Map([...base.aliases, ['LEVEL', level]]), hierarchy: { prior: under('_prior'), root: under('_root'), paths: [] } };
}

const written = (expression: Expression, context: BindContext): Expression => context.table.markWritten(context.table.set(expression, types.integer, false));

/** `PRIOR x` and `CONNECT_BY_ROOT x`: the column of the row above, or of the row at the top. */
export function bindHierarchical(node: Unary, scope: Scope, context: BindContext, binder: ExpressionBinder): Expression {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) {
    if (at.hierarchy !== undefined) return binder.bind(node.operand, { ...at, relations: node.op === 'PRIOR' ? at.hierarchy.prior : at.hierarchy.root }, context);
  }
  if (!resolvesNames(context)) return context.table.set({ ...node, operand: binder.bind(node.operand, scope, context) }, types.unknown, true);
  throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${node.op} outside a query with CONNECT BY` }, node, context);
}

/** `SYS_CONNECT_BY_PATH(x, separator)`: a text that grows with each level. Undefined where no hierarchy is in sight. */
export function bindPath(call: Call, scope: Scope, context: BindContext, binder: ExpressionBinder): Expression | undefined {
  const [value, separator] = call.args;
  if (scope.hierarchy === undefined || value === undefined || separator === undefined) return undefined;
  const name = `_path${scope.hierarchy.paths.length + 1}`;
  const text: Expression = { kind: 'Cast', operand: binder.bind(value, scope, context), type: build.type('VARCHAR'), safe: false, pos: -1, end: -1 };
  const step = build.binary('||', binder.bind(separator, scope, context), context.table.markWritten(context.table.set(text, types.text, true)));
  scope.hierarchy.paths.push({ name, step: context.table.markWritten(context.table.set(step, types.text, true)) });
  return context.table.markWritten(context.table.set({ ...build.column(reached, name), pos: call.pos, end: call.end }, types.text, true));
}

/** The bound SELECT over a recursive WITH that walks the tree: the rows of START WITH, then each row whose condition holds for one reached. */
export function closeHierarchy(bound: Select, from: Relation, scope: Scope & { readonly hierarchy: Hierarchy }, context: BindContext, binder: ExpressionBinder): Select {
  const { connectBy, ...rest } = bound;
  if (connectBy === undefined) return bound;
  const names = scope.relations.map(({ physicalName }) => physicalName);
  const start = connectBy.start === undefined ? undefined : binder.bind(connectBy.start, { ...scope, aliases: new Map([['LEVEL', written(build.number(1), context)]]) }, context);
  const deeper = build.binary('+', build.column('_above', depth), build.number(1));
  const inner = childScope(scope, { relations: scope.relations, aliases: new Map([['LEVEL', written(deeper, context)]]), ctes: scope.ctes, hierarchy: scope.hierarchy });
  const condition = binder.bind(connectBy.condition, inner, context);
  const query = {
    kind: 'SetOperation' as const, op: 'UNION' as const, all: true, byName: false, with: [], recursive: false, orderBy: [], pos: -1, end: -1,
    left: anchor(names, start, scope.hierarchy), right: step(names, condition, deeper, scope.hierarchy),
  };
  const rows = build.select({ projections: names.map((name) => build.projection(whole(name), name)), from });
  return { ...rest, with: [...bound.with, cte(source, rows), cte(reached, query)], recursive: true, from: build.table([reached]) };
}

const whole = (name: string): Column => build.column(name);
const cte = (name: string, query: Cte['query']): Cte => ({ kind: 'Cte', name: build.identifier(name), columns: [], query, pos: -1, end: -1 });
const bigint = build.type('BIGINT');

function anchor(names: readonly string[], start: Expression | undefined, { paths }: Hierarchy): Select {
  const none = (name: string): Expression => ({ kind: 'Case', branches: [{ when: build.boolean(false), then: whole(name) }], pos: -1, end: -1 });
  const projections: readonly Projection[] = [
    build.projection(build.cast(build.number(1), bigint), depth),
    ...names.map((name) => build.projection(whole(name), name)),
    ...names.map((name) => build.projection(none(name), `_prior${name}`)),
    ...names.map((name) => build.projection(whole(name), `_root${name}`)),
    ...paths.map(({ name, step: text }) => build.projection(text, name)),
  ];
  return build.select({ projections, from: build.table([source]), ...(start === undefined ? {} : { where: start }) });
}

function step(names: readonly string[], condition: Expression, deeper: Expression, { paths }: Hierarchy): Select {
  const above = build.select({
    projections: [
      build.projection(build.column(depth)),
      ...names.map((name) => build.projection(whole(name), `_prior${name}`)),
      ...names.map((name) => build.projection(whole(`_root${name}`))),
      ...paths.map(({ name }) => build.projection(build.column(name))),
    ],
    from: build.table([reached]),
  });
  return build.select({
    projections: [
      build.projection(deeper, depth),
      ...names.map((name) => build.projection(whole(name), name)),
      ...names.map((name) => build.projection(whole(`_prior${name}`))),
      ...names.map((name) => build.projection(whole(`_root${name}`))),
      ...paths.map(({ name, step: text }) => build.projection(build.binary('||', build.column('_above', name), text), name)),
    ],
    from: { ...build.join('INNER', build.table([source]), build.derived(above, '_above'), condition) },
  });
}
