import type { Statement } from '@millrace/sql-ir';

/**
 * What becomes of a source column's value on its way to an output column: it is passed on as it is, computed with, or summed up over rows.
 * The stronger word wins where there are several ways. The words are those of OpenLineage's direct transformations;
 * https://openlineage.io/docs/spec/facets/dataset-facets/column_lineage_facet
 */
export type LineageVia = 'identity' | 'derived' | 'aggregated';

/** What a column decides without giving its value: which rows there are, how they are joined, grouped or ordered. */
export type LineageUse = 'filter' | 'join' | 'group' | 'order' | 'window';

/** A column of a table. */
export interface ColumnName {
  /** Database, schema and table as far as they are known; empty where no one can say which table it is of. */
  readonly table: readonly string[];
  /** `*` stands for all columns of a table that no catalog describes, `$1` for its first. */
  readonly column: string;
  /** The tables that may have it, where it is not known which has. */
  readonly among?: readonly (readonly string[])[];
}

/** A column that a value comes from. */
export interface LineageSource extends ColumnName {
  readonly via: LineageVia;
  /** The columns of common table expressions and subqueries it passes through, the one nearest to the output first. */
  readonly through: readonly string[];
}

/** A column of the result, or of the table that is written. */
export interface LineageColumn {
  readonly name: string;
  /** The table that is written; absent for the columns of a query. */
  readonly table?: readonly string[];
  /** In the order they are met; empty for a constant. */
  readonly sources: readonly LineageSource[];
}

/** A column that no value comes from, but on which the rows depend. */
export interface LineageInfluence extends ColumnName {
  readonly uses: readonly LineageUse[];
}

/** Where the columns of one statement come from. */
export interface Lineage {
  readonly statement: Statement['kind'];
  readonly columns: readonly LineageColumn[];
  readonly influences: readonly LineageInfluence[];
}

/** What lineage has to know of tables; a `Catalog` is one. */
export interface LineageCatalog {
  /** Finds a table by one to three names, folded as the dialect folds them. */
  table(parts: readonly string[]): { readonly name: readonly string[]; readonly columns: readonly { readonly name: string }[] } | undefined;
}
