import type { Draft, Expression } from '@millrace/sql-ir';
import type { SqlType } from '../types/sql-type.ts';

/** A column that a name can mean while binding. */
export interface ScopeColumn {
  readonly name: string;
  readonly physicalName: string;
  readonly type: SqlType;
  readonly nullable: boolean;
  /** Left out of `*` and of bare names: the right-hand side of USING. */
  readonly hidden?: boolean;
  /** Joined by USING: its bare name means the value of either side. */
  readonly merged?: boolean;
}

/** One relation in FROM. */
export interface ScopeRelation {
  /** The exact name it goes by; undefined for one that cannot be named. */
  readonly name?: string;
  /** Database and schema, for `db.schema.table.column`. */
  readonly qualifier: readonly string[];
  /** What the printed SQL calls it. */
  readonly physicalName: string;
  readonly columns: readonly ScopeColumn[];
  /** Columns are not known: any name may be one of them. */
  readonly open: boolean;
}

/** A name a WITH clause gives to a query. */
export interface ScopeCte {
  readonly name: string;
  readonly physicalName: string;
  readonly columns: readonly ScopeColumn[];
  readonly open: boolean;
}

/** What CONNECT BY adds to a scope: the relations as the row above and the top row have them, and the paths asked for. */
export interface Hierarchy {
  readonly prior: readonly ScopeRelation[];
  readonly root: readonly ScopeRelation[];
  /** Filled while the SELECT is bound: each SYS_CONNECT_BY_PATH is a column that grows by `step`. */
  readonly paths: { readonly name: string; readonly step: Expression }[];
}

/** The names in sight at one place. Outer scopes are seen by correlated subqueries and lateral joins. */
export interface Scope {
  readonly parent?: Scope;
  readonly relations: readonly ScopeRelation[];
  /** Column aliases of the SELECT list that may be used elsewhere in the same SELECT, by name; of two alike the last. */
  readonly aliases: ReadonlyMap<string, Expression>;
  readonly ctes: ReadonlyMap<string, ScopeCte>;
  /** Lambda parameters and the like: names that mean themselves. */
  readonly locals: readonly { readonly name: string; readonly type: SqlType }[];
  /** Of a query with CONNECT BY. */
  readonly hierarchy?: Hierarchy;
}

const noAliases: Scope['aliases'] = new Map();
const noCtes: Scope['ctes'] = new Map();

export const emptyScope: Scope = { relations: [], aliases: noAliases, ctes: noCtes, locals: [] };

/** The CTE of that folded name, innermost first. */
export function findCte(scope: Scope | undefined, name: string): ScopeCte | undefined {
  for (let at = scope; at !== undefined; at = at.parent) {
    const found = at.ctes.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** A scope inside another: its own names first, the outer ones behind them. */
export function childScope(parent: Scope, parts: Partial<Omit<Scope, 'parent'>>): Scope {
  const { relations = [], aliases = noAliases, ctes = noCtes, locals = [], hierarchy } = parts;
  const scope: Draft<Scope> = { parent, relations, aliases, ctes, locals };
  if (hierarchy !== undefined) scope.hierarchy = hierarchy;
  return scope;
}
