import type { Column, WindowSpec } from '@millrace/sql-ir';
import { by, columnOf, noOrigins, type Origins, originOf, union } from './origins.ts';
import { type LineageRelation, originsAt, type Shape, starOf } from './shape.ts';
import { compared, type Trace } from './trace.ts';

/** The names in sight at one place; outer ones are seen from subqueries and lateral joins. */
export interface NameScope {
  readonly parent?: NameScope;
  readonly relations: readonly LineageRelation[];
  /** Aliases of the SELECT list by their names as compared; of two alike the last. One whose expression mentions its own name means a column of FROM and is left out. */
  readonly outputs: ReadonlyMap<string, Origins>;
  /** WITH names, as names are compared; looked into only when used. */
  readonly ctes: ReadonlyMap<string, () => Shape>;
  /** Lambda parameters. */
  readonly locals: ReadonlySet<string>;
  readonly windows: ReadonlyMap<string, WindowSpec>;
}

export const emptyNames: NameScope = { relations: [], outputs: new Map(), ctes: new Map(), locals: new Set(), windows: new Map() };

/** A scope inside another. */
export const inside = (parent: NameScope, parts: Partial<Omit<NameScope, 'parent'>>): NameScope => ({ ...emptyNames, ...parts, parent });

/** The query that a name of WITH stands for. */
export function cteOf(scope: NameScope, name: string): Shape | undefined {
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.parent) {
    const found = at.ctes.get(name);
    if (found !== undefined) return found();
  }
  return undefined;
}

/** What a column reference stands for: a column of FROM before an alias, an inner scope before an outer one. */
export function resolve(column: Column, scope: NameScope, trace: Trace): Origins {
  const parts = column.parts.map((part) => compared(part, trace));
  const last = column.parts.at(-1);
  const shown = last === undefined ? '' : trace.fold(last);
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.parent) {
    const found = parts.length === 1 ? bare(parts[0] ?? '', shown, at, trace) : qualified(parts, shown, at, trace);
    if (found !== undefined) return found;
  }
  if (parts.length > 1) return field(column, scope, trace) ?? noOrigins;
  return wholeRow(parts[0] ?? '', scope) ?? originOf([], shown);
}

function bare(name: string, shown: string, scope: NameScope, trace: Trace): Origins | undefined {
  if (scope.locals.has(name)) return noOrigins;
  const position = /^\$(\d+)$/.exec(name)?.[1];
  const [first] = scope.relations;
  if (position !== undefined && first !== undefined) return originsAt(first, Number(position) - 1);
  for (const relation of scope.relations) {
    const found = relation.columns.find((column) => column.hidden !== true && trace.compare(column.name) === name);
    if (found !== undefined) return found.origins;
  }
  const output = scope.outputs.get(name);
  if (output !== undefined) return output;
  const open = scope.relations.flatMap((relation) => relation.open).filter((part) => !part.except.has(name));
  if (open.length > 1) return undecided(shown, open.map((part) => part.star));
  return open[0] === undefined ? undefined : columnOf(open[0].star, shown);
}

/** A column that one of several tables has, and no one can say which. */
function undecided(column: string, stars: readonly Origins[]): Origins {
  const among = stars.flatMap((star) => [...star.values()].filter((source) => source.column === '*').map((source) => source.table));
  return originOf([], column, among);
}

/** Whether `schema.table` and the like mean this relation. */
export function goesBy(relation: LineageRelation, qualifier: readonly string[]): boolean {
  if (relation.name === undefined) return false;
  const full = [...relation.qualifier, relation.name];
  return qualifier.length <= full.length && qualifier.every((part, i) => part === full[full.length - qualifier.length + i]);
}

function qualified(parts: readonly string[], shown: string, scope: NameScope, trace: Trace): Origins | undefined {
  const name = parts.at(-1) ?? '';
  const relation = scope.relations.find((each) => goesBy(each, parts.slice(0, -1)));
  if (relation === undefined) return undefined;
  const position = /^\$(\d+)$/.exec(name)?.[1];
  if (position !== undefined) return originsAt(relation, Number(position) - 1);
  const found = relation.columns.find((column) => trace.compare(column.name) === name);
  if (found !== undefined) return found.origins;
  const open = relation.open.filter((part) => !part.except.has(name));
  return open.length > 1 ? undecided(shown, open.map((part) => part.star)) : open[0] === undefined ? undefined : columnOf(open[0].star, shown);
}

/** `a.b` where `a` is a column: a field of its value. The name of no column at all, as in `sequence.NEXTVAL`, is nothing. */
function field(column: Column, scope: NameScope, trace: Trace): Origins | undefined {
  const isKnown = (name: string): boolean => {
    for (let at: NameScope | undefined = scope; at !== undefined; at = at.parent) {
      if (at.locals.has(name) || at.relations.some((relation) => relation.columns.some((each) => trace.compare(each.name) === name))) return true;
    }
    return false;
  };
  for (let length = column.parts.length - 1; length > 0; length--) {
    const part = column.parts[length - 1];
    if (part !== undefined && isKnown(compared(part, trace))) return by('derived', resolve({ ...column, parts: column.parts.slice(0, length) }, scope, trace));
  }
  return undefined;
}

/** The name of a relation as a value: all of its columns. */
function wholeRow(name: string, scope: NameScope): Origins | undefined {
  for (let at: NameScope | undefined = scope; at !== undefined; at = at.parent) {
    const relation = at.relations.find((each) => each.name === name);
    if (relation !== undefined) return by('derived', union(starOf(relation).map(({ origins }) => origins)));
  }
  return undefined;
}
