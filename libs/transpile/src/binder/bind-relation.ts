import { build, type DerivedTable, type Expression, type Join, type Relation, type Table, type TableAlias } from '@millrace/sql-ir';
import { didYouMean } from '@millrace/diagnostics';
import { errors } from '../errors.ts';
import { types } from '../types/sql-type.ts';
import { type BindContext, errorAt, folded, resolvesNames } from './bind-context.ts';
import { bindTableFunction } from './bind-table-function.ts';
import type { ExpressionBinder } from './bind-expression.ts';
import { matchQuery } from './bind-match-recognize.ts';
import { bindPivot, bindUnpivot } from './bind-pivot.ts';
import type { QueryBinder } from './bind-query.ts';
import { childScope, findCte, type Scope, type ScopeColumn, type ScopeRelation } from './scope.ts';

/** A FROM item bound: what to print, and the names it brings. */
export interface BoundRelation {
  readonly relation: Relation;
  readonly relations: readonly ScopeRelation[];
}

/** The two binders that relations need. */
export interface Binders {
  readonly expressions: ExpressionBinder;
  readonly bindQuery: QueryBinder;
}

/**
 * Binds one FROM item.
 *
 * @param scope what a lateral item sees: the outer scope and the relations to its left.
 * @throws ToolError TRANSPILE_UNKNOWN_TABLE and what its expressions throw.
 */
export function bindRelation(relation: Relation, scope: Scope, context: BindContext, binders: Binders): BoundRelation {
  switch (relation.kind) {
    case 'Table': return bindTable(relation, scope, context);
    case 'DerivedTable': return bindDerived(relation, scope, context, binders);
    case 'TableFunction': return bindTableFunction(relation, scope, context, binders);
    case 'Join': return bindJoin(relation, scope, context, binders);
    case 'Pivot': return bindPivot(relation, scope, context, binders);
    case 'Unpivot': return bindUnpivot(relation, scope, context, binders);
    case 'MatchRecognize': {
      if (!resolvesNames(context)) return unmeasured(relation, relation.source, relation.alias, scope, context, binders);
      const derived: DerivedTable = { kind: 'DerivedTable', query: matchQuery(relation, context), lateral: false, ...(relation.alias === undefined ? {} : { alias: relation.alias }), pos: relation.pos, end: relation.end };
      return bindDerived(derived, scope, context, binders);
    }
    case 'Resample': return unmeasured(relation, relation.source, relation.alias, scope, context, binders);
    case 'SemanticView': return named(relation, relation.alias, openRelation(relation.alias, context), context);
  }
}

/** A relation of unknown columns. */
function openRelation(alias: TableAlias | undefined, context: BindContext): ScopeRelation {
  const name = alias === undefined ? undefined : folded(alias.name);
  return { ...(name === undefined ? {} : { name }), qualifier: [], physicalName: name ?? context.freshName(), columns: [], open: true };
}

/** A relation that makes rows of its own from its source's: the source is bound, the columns stay unknown. */
function unmeasured(relation: Extract<Relation, { readonly source: Relation }>, source: Relation, alias: TableAlias | undefined, scope: Scope, context: BindContext, binders: Binders): BoundRelation {
  return named({ ...relation, source: bindRelation(source, scope, context, binders).relation }, alias, openRelation(alias, context), context);
}

function bindTable(table: Table, scope: Scope, context: BindContext): BoundRelation {
  const parts = table.name.map(folded);
  const alias = table.alias === undefined ? (parts.at(-1) ?? '') : folded(table.alias.name);
  const cte = parts.length === 1 ? findCte(scope, parts[0] ?? '') : undefined;
  if (cte !== undefined) {
    const physical = resolvesNames(context) ? { name: [build.identifier(cte.physicalName)], alias: build.alias(alias) } : {};
    return named({ ...table, ...physical }, table.alias, { name: alias, qualifier: [], physicalName: alias, columns: cte.columns, open: cte.open }, context);
  }
  if (context.catalog === undefined && alias.startsWith('@') && !quotedName(table)) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `the stage ${parts.join('.')}: staged files are the server's` }, table, context);
  if (context.catalog === undefined) return { relation: table, relations: [{ name: alias, qualifier: parts.slice(0, -1), physicalName: alias, columns: [], open: true }] };
  const found = context.catalog.table(parts);
  if (found === undefined && parts.length === 1 && parts[0] === 'DUAL') return dual(alias);
  if (found === undefined) {
    const near = didYouMean(parts.at(-1) ?? '', context.catalog.suggestions?.(parts) ?? []);
    throw errorAt(errors.TRANSPILE_UNKNOWN_TABLE, { name: parts.join('.') }, nameSpan(table), context, near);
  }
  const columns = found.columns.map(({ physicalName, ...column }) => ({ ...column, physicalName: physicalName ?? column.name }));
  const qualifier = table.alias === undefined ? found.name.slice(0, 2) : [];
  const physical: Table = { ...table, name: found.physicalName.map((part) => build.identifier(part)), alias: build.alias(alias) };
  return named(physical, table.alias, { name: alias, qualifier, physicalName: alias, columns, open: false }, context);
}

const quotedName = ({ name }: Table): boolean => name[0]?.quoted === true;

/** The table of one row that a query without a table may name. */
function dual(alias: string): BoundRelation {
  const column: ScopeColumn = { name: 'DUMMY', physicalName: 'DUMMY', type: types.text, nullable: false, hidden: true };
  const relation = build.derived(build.select({ projections: [build.projection(build.string('X'), 'DUMMY')] }), alias);
  return { relation, relations: [{ name: alias, qualifier: [], physicalName: alias, columns: [column], open: false }] };
}

const nameSpan = (table: Table): { readonly pos: number; readonly end: number } => ({ pos: table.name[0]?.pos ?? table.pos, end: table.name.at(-1)?.end ?? table.end });

/** Applies the column names of `t AS x (a, b)`. */
export function named(relation: Relation, alias: TableAlias | undefined, scoped: ScopeRelation, context: BindContext): BoundRelation {
  const names = alias?.columns ?? [];
  if (names.length === 0) return { relation, relations: [scoped] };
  const columns = scoped.columns.map((column, i) => {
    const name = names[i];
    return name === undefined ? column : { ...column, name: folded(name), physicalName: folded(name) };
  });
  const printed = resolvesNames(context) && 'alias' in relation ? { ...relation, alias: build.alias(scoped.physicalName, columns.map((column) => column.physicalName)) } : relation;
  return { relation: printed, relations: [{ ...scoped, columns }] };
}

function bindDerived(derived: DerivedTable, scope: Scope, context: BindContext, { bindQuery }: Binders): BoundRelation {
  const outer = derived.lateral ? scope : withoutSiblings(scope);
  const bound = bindQuery(derived.query, outer, context);
  const name = derived.alias === undefined ? undefined : folded(derived.alias.name);
  const physicalName = name ?? context.freshName();
  const scoped: ScopeRelation = { ...(name === undefined ? {} : { name }), qualifier: [], physicalName, columns: bound.columns, open: bound.open };
  if (!resolvesNames(context)) return named({ ...derived, query: bound.query }, derived.alias, scoped, context);
  const columns = derived.query.kind === 'Values' ? bound.columns.map((column) => column.physicalName) : [];
  return named({ ...derived, query: bound.query, alias: build.alias(physicalName, columns) }, derived.alias, scoped, context);
}

/** What a derived table that is not lateral sees: WITH names, and the outer query's columns. */
function withoutSiblings(scope: Scope): Scope {
  return { ...scope, relations: [] };
}

function bindJoin(join: Join, scope: Scope, context: BindContext, binders: Binders): BoundRelation {
  if (join.right.kind === 'TableFunction') context.relations.lateralJoins = true;
  const left = bindRelation(join.left, scope, context, binders);
  const right = bindRelation(join.right, { ...scope, relations: [...scope.relations, ...left.relations] }, context, binders);
  const shared = join.natural ? commonNames(left.relations, right.relations) : join.using.map(folded);
  const relations = shared.length === 0 ? [...left.relations, ...right.relations] : merge(left.relations, right.relations, shared, join, context);
  const visible = join.type === 'SEMI' || join.type === 'ANTI' ? left.relations : relations;
  const both = childScope(scope, { relations: [...left.relations, ...right.relations], locals: scope.locals });
  const on = join.on === undefined ? {} : { on: binders.expressions.bind(join.on, both, context) };
  const match = join.match === undefined ? {} : { match: binders.expressions.bind(join.match, both, context) };
  const bound: Join = { ...join, natural: join.natural && !resolvesNames(context), left: left.relation, right: right.relation, ...on, ...match };
  if (join.match !== undefined && shared.length > 0 && resolvesNames(context)) return asofUsing(bound, left.relations, right.relations, shared, context);
  return { relation: { ...bound, using: resolvesNames(context) ? shared.map((name) => build.identifier(physicalOf(left.relations, name))) : join.using }, relations: visible };
}

/** `ASOF JOIN … USING (c)` as equations: in DuckDB the last name of such a USING is no equation but the order. */
function asofUsing(join: Join, left: readonly ScopeRelation[], right: readonly ScopeRelation[], shared: readonly string[], context: BindContext): BoundRelation {
  const side = (relations: readonly ScopeRelation[], name: string): Expression => {
    const found = relations.flatMap((relation) => relation.columns.filter((column) => column.name === name).map((column) => ({ relation, column })))[0];
    const node = build.column(found?.relation.physicalName ?? '', found?.column.physicalName ?? name);
    return context.table.markWritten(context.table.set(node, found?.column.type ?? types.unknown, true));
  };
  const equations = shared.map((name) => context.table.markWritten(context.table.set(build.binary('=', side(left, name), side(right, name)), types.boolean, true)));
  const hidden = right.map((relation) => ({ ...relation, columns: relation.columns.map((column) => (shared.includes(column.name) ? { ...column, hidden: true } : column)) }));
  const on = build.all(equations);
  return { relation: { ...join, using: [], ...(on === undefined ? {} : { on }) }, relations: [...left, ...hidden] };
}

const physicalOf = (relations: readonly ScopeRelation[], name: string): string =>
  relations.flatMap((relation) => relation.columns).find((column) => column.name === name)?.physicalName ?? name;

function commonNames(left: readonly ScopeRelation[], right: readonly ScopeRelation[]): readonly string[] {
  const names = new Set(right.flatMap((relation) => relation.columns.map((column) => column.name)));
  return [...new Set(left.flatMap((relation) => relation.columns.map((column) => column.name)).filter((name) => names.has(name)))];
}

/** The two sides after USING: the left's column stands for both, the right's is out of sight. */
function merge(left: readonly ScopeRelation[], right: readonly ScopeRelation[], shared: readonly string[], join: Join, context: BindContext): readonly ScopeRelation[] {
  const change = (relations: readonly ScopeRelation[], flags: Partial<ScopeColumn>): readonly ScopeRelation[] =>
    relations.map((relation) => ({ ...relation, columns: relation.columns.map((column) => (shared.includes(column.name) ? { ...column, ...flags } : column)) }));
  for (const identifier of join.using) {
    for (const side of [left, right]) {
      if (side.some((relation) => relation.open || relation.columns.some((column) => column.name === folded(identifier)))) continue;
      throw errorAt(errors.TRANSPILE_INVALID_IDENTIFIER, { name: folded(identifier) }, identifier, context);
    }
  }
  return [...change(left, { merged: true }), ...change(right, { hidden: true })];
}
