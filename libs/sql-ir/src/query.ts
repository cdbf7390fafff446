import type { DataType } from './data-type.ts';
import type { Call, CallClause, Expression, Identifier, NamedArgument, Star, Verbatim, WindowSpec } from './expression.ts';
import type { Spanned } from './node.ts';
import type { Delete, Insert, Merge, Update } from './change.ts';
import type { Property } from './property.ts';

export type Query = Select | SetOperation | Values;
export type Clause = Cte | Projection | OrderItem | WindowSpec;
export type Relation = Table | DerivedTable | TableFunction | Join | Pivot | Unpivot | MatchRecognize | Resample | SemanticView;

/** What any query may carry around its core. */
export interface QueryTail {
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  readonly orderBy: readonly OrderItem[];
  readonly limit?: Expression | undefined;
  readonly offset?: Expression | undefined;
  /** `FETCH FIRST 3 ROWS WITH TIES`. */
  readonly limitTies?: true;
  /** The limit is a share of the rows: `LIMIT 10%`. */
  readonly limitPercent?: true;
  /** `FOR UPDATE` and its kin. */
  readonly locks?: readonly RowLock[];
  /** What ends a query of SQL Server: `FOR JSON PATH, ROOT('r')`, `OPTION (RECOMPILE)`. */
  readonly endings?: readonly Property[];
}

/** `FOR UPDATE OF t SKIP LOCKED`. */
export interface RowLock {
  readonly strength: 'UPDATE' | 'NO KEY UPDATE' | 'SHARE' | 'KEY SHARE';
  readonly of: readonly Identifier[];
  /** Seconds to wait, or what to do instead of waiting; absent: wait. */
  readonly wait?: 'NOWAIT' | 'SKIP LOCKED' | Expression;
}

export interface Select extends Spanned, QueryTail {
  readonly kind: 'Select';
  /** `true` for DISTINCT; expressions for DISTINCT ON. */
  readonly distinct: boolean | readonly Expression[];
  readonly projections: readonly Projection[];
  /** The variables of `SELECT … INTO :a, :b`. */
  readonly into?: readonly Expression[];
  /** PostgreSQL's `INTO TEMP t`, only until its statement is read: that is a CREATE TABLE. */
  readonly intoTable?: { readonly modifiers: readonly string[]; readonly name: readonly Identifier[] };
  readonly from?: Relation | undefined;
  readonly where?: Expression | undefined;
  /** `START WITH … CONNECT BY …`. */
  readonly connectBy?: { readonly start?: Expression; readonly condition: Expression; /** Oracle's NOCYCLE: a row that is its own ancestor ends its branch. */ readonly nocycle?: true };
  /** Oracle's ORDER SIBLINGS BY: the order holds among the children of one parent. */
  readonly siblings?: true;
  /** Spark's layout of the rows over partitions, which comes before LIMIT. */
  readonly distribution?: Distribution;
  readonly groupBy?: GroupBy | undefined;
  readonly having?: Expression | undefined;
  readonly qualify?: Expression | undefined;
  readonly windows: readonly { readonly name: Identifier; readonly spec: WindowSpec }[];
  /** DuckDB's USING SAMPLE, of what FROM gives. */
  readonly sample?: Sample;
}

/** `DISTRIBUTE BY`, `SORT BY` and, as the two of them in one, `CLUSTER BY`; https://spark.apache.org/docs/latest/sql-ref-syntax-qry-select-distribute-by.html */
export interface Distribution {
  readonly clusterBy: readonly Expression[];
  readonly distributeBy: readonly Expression[];
  readonly sortBy: readonly OrderItem[];
}

export type GroupBy =
  | { readonly type: 'ALL' }
  /** Plain expressions; ROLLUP, CUBE and GROUPING SETS stand among them as Calls whose args are expressions or Tuples. */
  | { readonly type: 'list'; readonly items: readonly Expression[]; /** PostgreSQL's GROUP BY DISTINCT: grouping sets that come twice count once. */ readonly distinct?: true };

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
  /** Statements with RETURNING are PostgreSQL's alone. */
  readonly query: Query | Insert | Update | Delete | Merge;
  readonly materialized?: boolean;
  /** `SEARCH DEPTH FIRST BY a SET b`: a column to order by. */
  readonly search?: { readonly order: 'DEPTH' | 'BREADTH'; readonly by: readonly Identifier[]; readonly set: Identifier };
  /** `CYCLE a SET is_cycle TO 'Y' DEFAULT 'N' USING path`. */
  readonly cycle?: { readonly columns: readonly Identifier[]; readonly set: Identifier; readonly to?: Expression; readonly otherwise?: Expression; readonly using: Identifier };
  /** DuckDB's USING KEY: a row replaces the one with its key. */
  readonly usingKey?: readonly Identifier[];
}

/** One item of a SELECT list. */
export interface Projection extends Spanned {
  readonly kind: 'Projection';
  readonly expression: Expression | Star;
  readonly alias?: Identifier | undefined;
}

export interface OrderItem extends Spanned {
  readonly kind: 'OrderItem';
  readonly expression: Expression;
  readonly descending: boolean;
  /** Absent: the dialect's default, which differs. */
  readonly nulls?: 'FIRST' | 'LAST' | undefined;
}

/** A name a relation goes by, with optional column names. */
export interface TableAlias {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  /** One for each column: what a function that returns records returns. */
  readonly types?: readonly DataType[];
}

export interface Sample {
  readonly method?: 'BERNOULLI' | 'SYSTEM' | 'BLOCK' | 'ROW' | 'RESERVOIR';
  readonly size: Expression;
  readonly unit: 'PERCENT' | 'ROWS';
  readonly seed?: Expression;
  /** Spark's `BUCKET 4 OUT OF 10 [ON a]`: the size is the first number. */
  readonly bucket?: { readonly of: Expression; readonly on?: Expression };
}

/** Snowflake's time travel: `AT (TIMESTAMP => …)`. */
export interface TimeTravel {
  readonly at: 'AT' | 'BEFORE' | 'END';
  /** TIMESTAMP, OFFSET, STATEMENT or STREAM; empty when the value stands alone. */
  readonly by: string;
  readonly value: Expression;
}

/** Snowflake's `CHANGES (INFORMATION => DEFAULT) AT (…) END (…)`; the beginning is the table's time travel. */
export interface Changes {
  readonly information: Expression;
  readonly until?: TimeTravel;
}

/** A named table, view, CTE, stage (`@s/path`, one part with the text as it stands) or file path (DuckDB). */
export interface Table extends Spanned {
  readonly kind: 'Table';
  readonly name: readonly Identifier[];
  readonly alias?: TableAlias | undefined;
  readonly sample?: Sample;
  readonly timeTravel?: TimeTravel;
  readonly changes?: Changes;
  /** PostgreSQL's `ONLY t`: without the tables that inherit from it. */
  readonly only?: true;
  /** SQLite's `INDEXED BY i` and `NOT INDEXED`. */
  readonly indexedBy?: Identifier | 'NOT INDEXED';
  /** How SQL Server (`WITH (NOLOCK)`) and MySQL (`USE INDEX (i)`) are to read it. */
  readonly hints?: readonly Property[];
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
  /** What columns JSON_TABLE, XMLTABLE and OPENJSON give. */
  readonly shape?: TableShape;
  readonly alias?: TableAlias;
  readonly sample?: Sample;
}

/** What stands behind the arguments of `JSON_TABLE(x, '$[*]' AS p PASSING 1 AS y COLUMNS (…) ERROR ON ERROR)`. */
export interface TableShape {
  readonly pathName?: Identifier;
  readonly before: readonly CallClause[];
  readonly columns: readonly ShapeColumn[];
  readonly after: readonly CallClause[];
}

export type ShapeColumn =
  | { readonly type: 'ORDINALITY'; readonly name: Identifier }
  | { readonly type: 'VALUE' | 'EXISTS'; readonly name: Identifier; readonly dataType: DataType; readonly path?: Expression; readonly clauses: readonly CallClause[] }
  | { readonly type: 'NESTED'; readonly path: Expression; readonly pathName?: Identifier; readonly columns: readonly ShapeColumn[] };

export type JoinType = 'INNER' | 'LEFT' | 'RIGHT' | 'FULL' | 'CROSS' | 'SEMI' | 'ANTI' | 'ASOF' | 'ASOF LEFT' | 'POSITIONAL';
export interface Join extends Spanned {
  readonly kind: 'Join';
  readonly type: JoinType;
  readonly natural: boolean;
  /** Written as a comma in FROM; a CROSS join with the lowest binding. */
  readonly comma: boolean;
  /** Snowflake's DIRECTED: the left side is read first. */
  readonly directed?: true;
  readonly left: Relation;
  readonly right: Relation;
  readonly on?: Expression;
  /** Snowflake's `MATCH_CONDITION (…)` of an ASOF join. */
  readonly match?: Expression;
  readonly using: readonly Identifier[];
  /** PostgreSQL's `USING (a) AS j`. */
  readonly usingAlias?: Identifier;
  /** PostgreSQL's `(a JOIN b ON …) AS j`. */
  readonly alias?: TableAlias;
}

export interface Pivot extends Spanned {
  readonly kind: 'Pivot';
  readonly source: Relation;
  readonly aggregates: readonly Projection[];
  readonly column: Expression;
  /** The values, `ANY`, or a subquery. */
  readonly values: readonly Projection[] | Query | 'ANY';
  /** The order of the columns that `ANY` makes. */
  readonly orderBy?: readonly OrderItem[];
  /** DuckDB: further columns to spread, each by its values. */
  readonly more?: readonly { readonly column: Expression; readonly values: readonly Projection[] | Query | 'ANY' }[];
  /** DuckDB: what the rows are grouped by; absent: by all other columns. */
  readonly groupBy?: readonly Expression[];
  readonly defaultOnNull?: Expression;
  readonly alias?: TableAlias;
}

export interface Unpivot extends Spanned {
  readonly kind: 'Unpivot';
  readonly source: Relation;
  readonly value: Identifier;
  /** Further columns of values, when each item of `columns` is a list of as many. */
  readonly more?: readonly Identifier[];
  readonly name: Identifier;
  readonly columns: readonly Projection[];
  readonly includeNulls: boolean;
  readonly alias?: TableAlias;
}

/**
 * `MATCH_RECOGNIZE (…)`: rows that follow one another in a pattern;
 * https://docs.snowflake.com/en/sql-reference/constructs/match_recognize
 */
export interface MatchRecognize extends Spanned {
  readonly kind: 'MatchRecognize';
  readonly source: Relation;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly OrderItem[];
  readonly measures: readonly { readonly semantics?: 'FINAL' | 'RUNNING'; readonly measure: Projection }[];
  readonly rows?: 'ONE ROW PER MATCH' | 'ALL ROWS PER MATCH';
  readonly unmatched?: 'SHOW EMPTY MATCHES' | 'OMIT EMPTY MATCHES' | 'WITH UNMATCHED ROWS';
  /** Where the search goes on after a match; absent: past its last row. */
  readonly skip?: { readonly to: 'PAST LAST ROW' | 'TO NEXT ROW' } | { readonly to: 'TO' | 'TO FIRST' | 'TO LAST'; readonly symbol: Identifier };
  readonly pattern: RowPattern;
  readonly subsets: readonly { readonly name: Identifier; readonly symbols: readonly Identifier[] }[];
  readonly define: readonly { readonly symbol: Identifier; readonly condition: Expression }[];
  readonly alias?: TableAlias;
}

/** A regular expression over rows. */
export type RowPattern =
  | { readonly type: 'symbol'; readonly name: Identifier }
  /** `^` and `$`. */
  | { readonly type: 'first row' | 'last row' }
  | { readonly type: 'sequence' | 'alternation' | 'permutation'; readonly parts: readonly RowPattern[] }
  /** `{- … -}`: matched, but left out of the rows. */
  | { readonly type: 'exclusion'; readonly part: RowPattern }
  /** `+`, `*`, `?`, `{1,2}`; without `max`, any number. */
  | { readonly type: 'repetition'; readonly part: RowPattern; readonly min: number; readonly max?: number; readonly reluctant: boolean };

/** `RESAMPLE (USING t INCREMENT BY INTERVAL '1 hour')`: rows for missing moments; https://docs.snowflake.com/en/sql-reference/constructs/resample */
export interface Resample extends Spanned {
  readonly kind: 'Resample';
  readonly source: Relation;
  readonly using: Expression;
  readonly increment: Expression;
  readonly partitionBy: readonly Expression[];
  readonly metadata: readonly Projection[];
  readonly alias?: TableAlias;
}

/** `SEMANTIC_VIEW (v DIMENSIONS … METRICS … WHERE …)`; https://docs.snowflake.com/en/sql-reference/constructs/semantic_view */
export interface SemanticView extends Spanned {
  readonly kind: 'SemanticView';
  readonly name: readonly Identifier[];
  /** In the written order. */
  readonly parts: readonly { readonly type: 'DIMENSIONS' | 'METRICS' | 'FACTS'; readonly items: readonly Projection[] }[];
  readonly where?: Expression;
  readonly alias?: TableAlias;
}
