import type { DataType, Query } from '@millrace/sql-ir';
import type { Aggregated, ColumnId, Constant, Ordering, Scalar } from './scalar.ts';

/** A column of a relation. */
export interface PlanColumn {
  readonly id: ColumnId;
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
}

/** What a relation means: every node carries the columns it yields. Plain, readonly data. */
export type Plan =
  | Scan | Rows | Written | Project | Window | Filter | Aggregate | Pivot | Unpivot | Unnest | Sample | Join | Sort | Limit | Distinct | SetOperation
  | Recursive | With | CteReference;

interface Relation {
  readonly schema: readonly PlanColumn[];
}

/** A table or view by name. */
export interface Scan extends Relation {
  readonly kind: 'Scan';
  readonly table: readonly string[];
}

/** Rows written out. */
export interface Rows extends Relation {
  readonly kind: 'Rows';
  readonly rows: readonly (readonly Scalar[])[];
}

/** A query that someone wrote as SQL, parsed. */
export interface Written extends Relation {
  readonly kind: 'Written';
  readonly query: Query;
}

/** A column that an expression makes. */
export interface Output {
  readonly column: PlanColumn;
  readonly expression: Scalar;
}

/** Exactly these columns, one row for each of the input; windows may stand among them. */
export interface Project extends Relation {
  readonly kind: 'Project';
  readonly input: Plan;
  readonly outputs: readonly Output[];
}

/** The input's columns, and columns computed over windows of its rows. */
export interface Window extends Relation {
  readonly kind: 'Window';
  readonly input: Plan;
  readonly outputs: readonly Output[];
}

export interface Filter extends Relation {
  readonly kind: 'Filter';
  readonly input: Plan;
  readonly predicate: Scalar;
}

/** One row per group; without keys exactly one row. */
export interface Aggregate extends Relation {
  readonly kind: 'Aggregate';
  readonly input: Plan;
  readonly keys: readonly Output[];
  readonly measures: readonly Output[];
}

/** A column of a pivot: the aggregate of the group's rows whose pivoted value is this one. */
export interface PivotCell {
  readonly column: PlanColumn;
  readonly value: Constant;
  readonly measure: Aggregated;
}

/** One row per group, and one column per value of `on`. */
export interface Pivot extends Relation {
  readonly kind: 'Pivot';
  readonly input: Plan;
  readonly keys: readonly Output[];
  readonly on: Scalar;
  readonly cells: readonly PivotCell[];
}

/** One row per row of the input and turned column: the kept columns, the column's label and its value. */
export interface Unpivot extends Relation {
  readonly kind: 'Unpivot';
  readonly input: Plan;
  readonly keep: readonly Output[];
  readonly label: PlanColumn;
  readonly value: PlanColumn;
  readonly turned: readonly { readonly label: string; readonly expression: Scalar }[];
  readonly keepNulls: boolean;
}

/** One row per element of a list, beside the columns of the row it belongs to. */
export interface Unnest extends Relation {
  readonly kind: 'Unnest';
  readonly input: Plan;
  readonly list: Scalar;
  readonly element: PlanColumn;
  /** The element's place in its list, from 1. */
  readonly position?: PlanColumn;
  /** Whether a row without elements stays, with NULL for the element. */
  readonly outer: boolean;
}

/** Rows chosen by chance: each with a probability, or a number of them. */
export interface Sample extends Relation {
  readonly kind: 'Sample';
  readonly input: Plan;
  readonly unit: 'percent' | 'rows';
  readonly size: number;
  readonly seed?: number;
  /** Which drawing of lots this is: two samples of the same rows are not the same sample, but one that is read twice is. */
  readonly draw: ColumnId;
}

export type JoinKind = 'inner' | 'left' | 'right' | 'full' | 'cross' | 'semi' | 'anti';
export interface Join extends Relation {
  readonly kind: 'Join';
  readonly type: JoinKind;
  readonly left: Plan;
  readonly right: Plan;
  /** Absent only for a cross join. */
  readonly on?: Scalar;
}

export interface Sort extends Relation {
  readonly kind: 'Sort';
  readonly input: Plan;
  readonly orderBy: readonly Ordering[];
}

export interface Limit extends Relation {
  readonly kind: 'Limit';
  readonly input: Plan;
  readonly count?: number;
  readonly offset: number;
}

export interface Distinct extends Relation {
  readonly kind: 'Distinct';
  readonly input: Plan;
}

export type SetOperator = 'union all' | 'union' | 'intersect' | 'except';
export interface SetOperation extends Relation {
  readonly kind: 'SetOperation';
  readonly operator: SetOperator;
  readonly left: Plan;
  readonly right: Plan;
}

/** `base` and then, again and again, `step` over the rows of the round before, until a round is empty. */
export interface Recursive extends Relation {
  readonly kind: 'Recursive';
  readonly name: string;
  /** Ties the CteReference in `step` to this node. */
  readonly key: ColumnId;
  readonly base: Plan;
  readonly step: Plan;
  /** Whether a row that was there before is dropped. */
  readonly distinct: boolean;
}

/** A plan that is read more than once. */
export interface Shared {
  /** Ties the CteReferences that read it to it. */
  readonly key: ColumnId;
  readonly plan: Plan;
  /** Whether computing it again might give other rows, because chance or the engine chooses among them. */
  readonly chosen: boolean;
}

/** `input`, which reads each of the shared plans by CteReferences, as do those that come later in the list. */
export interface With extends Relation {
  readonly kind: 'With';
  readonly shared: readonly Shared[];
  readonly input: Plan;
}

/** The rows of the round before in the step of a Recursive, or those of a shared plan: columns of it by name. */
export interface CteReference extends Relation {
  readonly kind: 'CteReference';
  readonly key: ColumnId;
}
