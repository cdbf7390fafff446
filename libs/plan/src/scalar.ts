import type { DataType, ParameterValue } from '@millrace/sql-ir';
import type { AggregateName } from './functions/aggregates.ts';
import type { FunctionName } from './functions/index.ts';
import type { RankingName } from './functions/rankings.ts';
import type { Plan } from './plan.ts';

/** Names one column of one relation for good: two scans of a table never share ids, so no name is ever ambiguous. */
export type ColumnId = number;

interface Typed {
  readonly type: DataType;
  /** Whether it may be NULL. */
  readonly nullable: boolean;
}

/** An expression over the columns of a relation, with its type known. */
export type Scalar = Reference | Constant | Apply | Aggregated | Windowed | Conditional | Convert | Member | Existence | Lookup;

export interface Reference extends Typed {
  readonly kind: 'Reference';
  readonly id: ColumnId;
  /** For messages; the id alone has meaning. */
  readonly name: string;
}

/** A value that travels as a bound parameter. */
export interface Constant extends Typed {
  readonly kind: 'Constant';
  readonly value: ParameterValue;
}

export interface Apply extends Typed {
  readonly kind: 'Apply';
  readonly name: FunctionName;
  readonly args: readonly Scalar[];
}

export interface Aggregated extends Typed {
  readonly kind: 'Aggregated';
  readonly name: AggregateName;
  readonly args: readonly Scalar[];
  readonly filter?: Scalar;
}

export interface Windowed extends Typed {
  readonly kind: 'Windowed';
  readonly name: AggregateName | RankingName;
  readonly args: readonly Scalar[];
  readonly filter?: Scalar;
  readonly partitionBy: readonly Scalar[];
  readonly orderBy: readonly Ordering[];
  readonly frame?: Frame;
}

/** Rows around the current one: negative before it, 0 itself, positive after it. */
export interface Frame {
  readonly start: number | 'unbounded';
  readonly end: number | 'unbounded';
}

export interface Ordering {
  readonly expression: Scalar;
  readonly descending: boolean;
  readonly nulls: 'FIRST' | 'LAST';
}

export interface Conditional extends Typed {
  readonly kind: 'Conditional';
  readonly branches: readonly { readonly when: Scalar; readonly then: Scalar }[];
  readonly otherwise?: Scalar;
}

export interface Convert extends Typed {
  readonly kind: 'Convert';
  readonly operand: Scalar;
}

/** `x IN (…)`; NULLs among the values are passed over. */
export interface Member extends Typed {
  readonly kind: 'Member';
  readonly operand: Scalar;
  readonly values: readonly Scalar[] | Plan;
  readonly negated: boolean;
}

export interface Existence extends Typed {
  readonly kind: 'Existence';
  readonly plan: Plan;
  readonly negated: boolean;
}

/** The one value of a plan with one column and at most one row. */
export interface Lookup extends Typed {
  readonly kind: 'Lookup';
  readonly plan: Plan;
}
