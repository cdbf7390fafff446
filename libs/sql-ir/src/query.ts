import type { Call, Expression, Identifier, NamedArgument, Star, Verbatim, WindowSpec } from './expression.ts';
import type { Spanned } from './node.ts';

export type Query = Select | SetOperation | Values;
export type Clause = Cte | Projection | OrderItem | WindowSpec;
export type Relation = Table | DerivedTable | TableFunction | Join | Pivot | Unpivot;

/** What any query may carry around its core. */
export interface QueryTail {
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  readonly orderBy: readonly OrderItem[];
  readonly limit?: Expression;
  readonly offset?: Expression;
}

export interface Select extends Spanned, QueryTail {
  readonly kind: 'Select';
  /** `true` for DISTINCT; expressions for DISTINCT ON. */
  readonly distinct: boolean | readonly Expression[];
  readonly projections: readonly Projection[];
  readonly from?: Relation;
  readonly where?: Expression;
  /** `START WITH … CONNECT BY …`. */
  readonly connectBy?: { readonly start?: Expression; readonly condition: Expression };
  readonly groupBy?: GroupBy;
  readonly having?: Expression;
  readonly qualify?: Expression;
  readonly windows: readonly { readonly name: Identifier; readonly spec: WindowSpec }[];
}

export type GroupBy =
  | { readonly type: 'ALL' }
  /** Plain expressions; ROLLUP, CUBE and GROUPING SETS stand among them as Calls whose args are expressions or Tuples. */
  | { readonly type: 'list'; readonly items: readonly Expression[] };

export interface SetOperation extends Spanned, QueryTail {
  readonly kind: 'SetOperation';
  readonly op: 'UNION' | 'INTERSECT' | 'EXCEPT';
  readonly all: boolean;
  readonly byName: boolean;
  readonly left: Query;
  readonly right: Query;
}

export interface Values extends Spanned, QueryTail {
  readonly kind: 'Values';
  readonly rows: readonly (readonly Expression[])[];
}

export interface Cte extends Spanned {
  readonly kind: 'Cte';
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  readonly query: Query;
  readonly materialized?: boolean;
}

/** One item of a SELECT list. */
export interface Projection extends Spanned {
  readonly kind: 'Projection';
  readonly expression: Expression | Star;
  readonly alias?: Identifier;
}

export interface OrderItem extends Spanned {
  readonly kind: 'OrderItem';
  readonly expression: Expression;
  readonly descending: boolean;
  /** Absent: the dialect's default, which differs. */
  readonly nulls?: 'FIRST' | 'LAST';
}

/** A name a relation goes by, with optional column names. */
export interface TableAlias {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
}

export interface Sample {
  readonly method?: 'BERNOULLI' | 'SYSTEM' | 'BLOCK' | 'ROW' | 'RESERVOIR';
  readonly size: Expression;
  readonly unit: 'PERCENT' | 'ROWS';
  readonly seed?: Expression;
}

/** Snowflake's time travel: `AT (TIMESTAMP => …)`. */
export interface TimeTravel {
  readonly at: 'AT' | 'BEFORE';
  readonly by: string;
  readonly value: Expression;
}

/** A named table, view, CTE, stage (`@s/path`, one part with the text as it stands) or file path (DuckDB). */
export interface Table extends Spanned {
  readonly kind: 'Table';
  readonly name: readonly Identifier[];
  readonly alias?: TableAlias;
  readonly sample?: Sample;
  readonly timeTravel?: TimeTravel;
  /** What stands in parentheses after a stage: `@s (FILE_FORMAT => 'f')`. */
  readonly options?: readonly NamedArgument[];
}

export interface DerivedTable extends Spanned {
  readonly kind: 'DerivedTable';
  readonly query: Query;
  readonly alias?: TableAlias;
  readonly lateral: boolean;
  readonly sample?: Sample;
}

/** `FLATTEN(…)`, `TABLE(f(…))`, `generate_series(…)`, `unnest(…)`. */
export interface TableFunction extends Spanned {
  readonly kind: 'TableFunction';
  readonly call: Call | Verbatim;
  /** Written inside `TABLE( … )`. */
  readonly wrapped: boolean;
  readonly lateral: boolean;
  readonly ordinality: boolean;
  readonly alias?: TableAlias;
}

export type JoinType = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'SEMI' | 'ANTI' | 'ASOF' | 'ASOF LEFT' | 'POSITIONAL';
export interface Join extends Spanned {
  readonly kind: 'Join';
  readonly type: JoinType;
  readonly natural: boolean;
  /** Written as a comma in FROM; a CROSS join with the lowest binding. */
  readonly comma: boolean;
  readonly left: Relation;
  readonly right: Relation;
  readonly on?: Expression;
  /** Snowflake's `MATCH_CONDITION (…)` of an ASOF join. */
  readonly match?: Expression;
  readonly using: readonly Identifier[];
}

export interface Pivot extends Spanned {
  readonly kind: 'Pivot';
  readonly source: Relation;
  readonly aggregates: readonly Projection[];
  readonly column: Expression;
  /** The values, `ANY`, or a subquery. */
  readonly values: readonly Projection[] | Query | 'ANY';
  readonly defaultOnNull?: Expression;
  readonly alias?: TableAlias;
}

export interface Unpivot extends Spanned {
  readonly kind: 'Unpivot';
  readonly source: Relation;
  readonly value: Identifier;
  readonly name: Identifier;
  readonly columns: readonly Projection[];
  readonly includeNulls: boolean;
  readonly alias?: TableAlias;
}
