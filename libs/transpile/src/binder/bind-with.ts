import { build, type Cte, isQuery, type Query, visit } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type BindContext, errorAt, folded, resolvesNames } from './bind-context.ts';
import type { Binders } from './bind-relation.ts';
import type { BoundQuery } from './bind-query.ts';
import { childScope, type Scope, type ScopeColumn, type ScopeCte } from './scope.ts';

/** The names a WITH clause brings. */
export interface BoundWith {
  readonly ctes: readonly Cte[];
  readonly scope: Scope;
  readonly recursive: boolean;
}

/** Binds the WITH clause: each name sees those before it, and a recursive one itself. */
export function bindWith(owner: { readonly with: readonly Cte[]; readonly recursive: boolean }, outer: Scope, context: BindContext, binders: Binders): BoundWith {
  if (owner.with.length === 0) return { ctes: [], scope: outer, recursive: false };
  const bound: Cte[] = [];
  const ctes = new Map(outer.ctes);
  const scope: Scope = { ...outer, ctes };
  let recursive = owner.recursive;
  for (const cte of owner.with) {
    const entry = bindCte(cte, scope, context, binders);
    bound.push(entry.cte);
    recursive ||= entry.recursive;
    ctes.set(entry.scoped.name, entry.scoped);
  }
  return { ctes: bound, scope, recursive };
}

function bindCte(cte: Cte, scope: Scope, context: BindContext, binders: Binders): { readonly cte: Cte; readonly scoped: ScopeCte; readonly recursive: boolean } {
  const name = folded(cte.name);
  const { query } = cte;
  if (!isQuery(query)) throw errorAt(errors.TRANSPILE_UNSUPPORTED, { feature: `${query.kind.toUpperCase()} in a common table expression` }, query, context);
  // Snowflake lets any CTE refer to itself, with or without RECURSIVE: the first branch gives its columns.
  const selfReferring = query.kind === 'SetOperation' && mentions(query.right, name);
  if (selfReferring && resolvesNames(context) && !(query.op === 'UNION' && query.all)) {
    throw errorAt(errors.TRANSPILE_RECURSIVE_UNION, { op: query.all ? `${query.op} ALL` : query.op }, query, context);
  }
  const anchor = selfReferring ? binders.bindQuery(query.left, scope, context) : undefined;
  const inner = anchor === undefined ? scope : childScope(scope, { ctes: new Map([[name, scoped(cte, name, anchor, context)]]) });
  const bound = binders.bindQuery(query, inner, context);
  const entry = scoped(cte, name, bound, context);
  if (!resolvesNames(context)) return { cte: { ...cte, query: bound.query }, scoped: entry, recursive: selfReferring };
  const columns = cte.columns.length === 0 && query.kind !== 'Values' ? [] : entry.columns.map((column) => build.identifier(column.physicalName));
  const body = anchor !== undefined && bound.query.kind === 'SetOperation' ? { ...bound.query, left: roomy(bound.query.left, anchor) } : bound.query;
  return { cte: { ...cte, name: build.identifier(name), columns, query: body }, scoped: entry, recursive: selfReferring };
}

/** The first branch of a recursive query with room in its numbers: DuckDB holds all that follows to its types, and a literal 1 is a small one. */
function roomy(query: Query, { columns, open }: BoundQuery): Query {
  if (open || !columns.some(({ type }) => type.type === 'number')) return query;
  const projections = columns.map(({ physicalName, type }) => {
    const column = build.column('_source', physicalName);
    return build.projection(type.type === 'number' ? build.cast(column, build.type('DECIMAL', 38, type.scale)) : column, physicalName);
  });
  return build.select({ projections, from: build.derived(query, '_source') });
}

function scoped(cte: Cte, name: string, bound: BoundQuery, context: BindContext): ScopeCte {
  if (cte.columns.length > 0 && !bound.open && cte.columns.length !== bound.columns.length) {
    throw errorAt(errors.TRANSPILE_CTE_COLUMNS, { name, expected: bound.columns.length, actual: cte.columns.length }, cte, context);
  }
  const rename = (column: ScopeColumn, i: number): ScopeColumn => {
    const given = cte.columns[i];
    return given === undefined ? column : { ...column, name: folded(given), physicalName: folded(given) };
  };
  return { name, physicalName: name, columns: bound.columns.map(rename), open: bound.open };
}

function mentions(query: Query, name: string): boolean {
  let found = false;
  visit(query, { Table: (table) => void (found ||= table.name.length === 1 && table.name[0] !== undefined && folded(table.name[0]) === name) });
  return found;
}
