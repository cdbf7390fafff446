import type { ColumnName, LineageSource, LineageVia } from './lineage.ts';

/** Source columns, each once. */
export type Origins = ReadonlyMap<string, LineageSource>;

export const noOrigins: Origins = new Map();

const strength: Readonly<Record<LineageVia, number>> = { identity: 0, derived: 1, aggregated: 2 };

/** What tells one column from another. */
export const keyOf = ({ table, column, among = [] }: ColumnName): string => JSON.stringify([table, column, among]);

/** One column, passed on as it is. */
export function originOf(table: readonly string[], column: string, among?: readonly (readonly string[])[]): Origins {
  const source: LineageSource = { table, column, via: 'identity', through: [], ...(among === undefined ? {} : { among }) };
  return new Map([[keyOf(source), source]]);
}

/** All of them together; of one column that comes twice the stronger way is kept. */
export function union(parts: readonly Origins[]): Origins {
  const filled = parts.filter((part) => part.size > 0);
  if (filled.length < 2) return filled[0] ?? noOrigins;
  const all = new Map<string, LineageSource>();
  for (const part of filled) {
    for (const [key, source] of part) {
      const known = all.get(key);
      if (known === undefined || strength[source.via] > strength[known.via]) all.set(key, source);
    }
  }
  return all;
}

/** How much is known: grows with each column and each stronger way. */
export const weightOf = (origins: Origins): number => [...origins.values()].reduce((sum, { via }) => sum + 1 + strength[via], 0);

/** What is computed from them. */
export function by(via: LineageVia, origins: Origins): Origins {
  return mapped(origins, (source) => (strength[source.via] >= strength[via] ? source : { ...source, via }));
}

/** The same, seen through a column of a common table expression or subquery. */
export function through(step: string, origins: Origins): Origins {
  return mapped(origins, (source) => ({ ...source, through: [step, ...source.through] }));
}

/** The column of a name, of tables whose columns are not known: `*` becomes the name, what is no star stays. */
export function columnOf(star: Origins, column: string): Origins {
  return mapped(star, (source) => (source.column === '*' ? { ...source, column, through: source.through.map((step) => step.replace(/\*$/, column)) } : source));
}

/** The n-th column, from 1, of tables whose columns are not known. */
export function nthOf(star: Origins, position: number): Origins {
  return columnOf(star, `$${position}`);
}

function mapped(origins: Origins, change: (source: LineageSource) => LineageSource): Origins {
  if (origins.size === 0) return origins;
  const changed = new Map<string, LineageSource>();
  for (const source of origins.values()) {
    const after = change(source);
    changed.set(keyOf(after), after);
  }
  return changed;
}
