import { dialect, foldIdentifier } from '@millrace/dialects';
import type { DialectName, Identifier, Query } from '@millrace/sql-ir';
import type { LineageCatalog, LineageInfluence, LineageUse } from './lineage.ts';
import type { NameScope } from './names.ts';
import { keyOf, type Origins } from './origins.ts';
import type { Shape } from './shape.ts';

/** What is known throughout one statement, and what is gathered on the way. */
export interface Trace {
  readonly dialect: DialectName;
  readonly catalog?: LineageCatalog;
  /** The statement's text; gives unnamed columns their names. */
  readonly source?: string;
  /** The exact name an identifier means, as it is shown. */
  readonly fold: (identifier: Identifier) => string;
  /** A name as names are compared: where case does not count, in lower case. */
  readonly compare: (name: string) => string;
  /** Whether an alias of the SELECT list may be used in the list itself, in WHERE and in HAVING. */
  readonly lateralAliases: boolean;
  /** The columns of a query inside an expression; the walk over queries, which needs the one over expressions. */
  readonly query: (query: Query, scope: NameScope, trace: Trace) => Shape;
  /** Notes that rows depend on columns. */
  readonly influence: (use: LineageUse, origins: Origins) => void;
  readonly influences: () => readonly LineageInfluence[];
}

/** A trace for one statement. */
export function createTrace(dialectName: DialectName, options: Pick<Trace, 'catalog' | 'source' | 'query'>): Trace {
  const found = new Map<string, { readonly influence: Omit<LineageInfluence, 'uses'>; readonly uses: Set<LineageUse> }>();
  const { caseSensitive } = dialect(dialectName).identifiers;
  return {
    ...options,
    dialect: dialectName,
    // A stage is a place, not a name.
    fold: (identifier) => (identifier.name.startsWith('@') ? identifier.name : foldIdentifier(identifier, dialectName)),
    compare: caseSensitive ? (name) => name : (name) => name.toLowerCase(),
    lateralAliases: dialectName === 'snowflake' || dialectName === 'duckdb' || dialectName === 'spark',
    influence: (use, origins) => {
      for (const { table, column, among } of origins.values()) {
        const influence = { table, column, ...(among === undefined ? {} : { among }) };
        const known = found.get(keyOf(influence)) ?? { influence, uses: new Set() };
        known.uses.add(use);
        found.set(keyOf(influence), known);
      }
    },
    influences: () => [...found.values()].map(({ influence, uses }) => ({ ...influence, uses: [...uses] })),
  };
}

/** An identifier as names are compared. */
export const compared = (identifier: Identifier, trace: Trace): string => trace.compare(trace.fold(identifier));
