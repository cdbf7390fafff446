import type { Column, Expression, Identifier } from './expression.ts';
import type { Spanned } from './node.ts';
import type { Property } from './property.ts';
import type { Cte, OrderItem, Projection, Query, Relation, Table, TableAlias } from './query.ts';

export interface Assignment {
  readonly column: Column;
  /** The columns after the first in `(a, b) = (1, 2)`. */
  readonly more?: readonly Column[];
  /** PostgreSQL's subscripts of the column: `a[1]`, `a[1:2]`, `a[1].f`. */
  readonly steps?: readonly ({ readonly index: Expression } | { readonly from?: Expression; readonly to?: Expression; readonly slice: true } | { readonly field: Identifier })[];
  readonly value: Expression;
}

/** Where a statement puts what it returns: SQL Server's `OUTPUT … INTO @t (a)`, Oracle's `RETURNING … [BULK COLLECT] INTO :a, :b`. */
export interface ReturningInto {
  readonly table?: Table;
  readonly columns: readonly Identifier[];
  readonly variables: readonly Expression[];
  readonly bulk?: true;
}

/** How many rows at most, and which first: `ORDER BY … LIMIT …` of MySQL, `TOP (…)` of SQL Server. */
export interface Bounds {
  readonly orderBy: readonly OrderItem[];
  readonly limit?: Expression;
}

/** What every statement that changes rows may carry around its core. */
export interface RowChange {
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  readonly returning: readonly Projection[];
  readonly returningInto?: ReturningInto;
}

export interface Insert extends Spanned, RowChange {
  readonly kind: 'Insert';
  /** `INSERT OR REPLACE` and its kin: what to do with a row that exists. */
  readonly or?: 'REPLACE' | 'IGNORE' | 'ABORT' | 'FAIL' | 'ROLLBACK';
  /** Snowflake's INSERT OVERWRITE. */
  readonly overwrite: boolean;
  readonly table: Table;
  /** Spark's `PARTITION (day = '…', hour)`. */
  readonly partition?: readonly { readonly name: Identifier; readonly value?: Expression }[];
  readonly columns: readonly Identifier[];
  /** DuckDB's BY NAME. */
  readonly byName: boolean;
  /** PostgreSQL's OVERRIDING, for identity columns. */
  readonly overriding?: 'SYSTEM VALUE' | 'USER VALUE';
  readonly source: Query | 'DEFAULT VALUES';
  readonly conflict?: Conflict;
}

/** `ON CONFLICT (keys) DO NOTHING | DO UPDATE SET …`. */
export interface Conflict {
  /** Names, or the expressions of an index. */
  readonly keys: readonly Expression[];
  /** The condition of a partial index. */
  readonly keyWhere?: Expression;
  /** `ON CONSTRAINT c` instead of keys. */
  readonly constraint?: Identifier;
  /** Empty: DO NOTHING. */
  readonly set: readonly Assignment[];
  readonly where?: Expression;
  /** SQLite: what to do with the next kind of conflict. */
  readonly next?: Conflict;
}

/** Snowflake's INSERT into several tables; https://docs.snowflake.com/en/sql-reference/sql/insert-multi-table */
export interface InsertAll extends Spanned {
  readonly kind: 'InsertAll';
  readonly overwrite: boolean;
  /** INSERT FIRST: a row goes to the first branch whose condition it meets. */
  readonly first: boolean;
  /** Without conditions there is one branch, which has none. */
  readonly branches: readonly { readonly condition?: Expression; readonly into: readonly InsertTarget[] }[];
  readonly otherwise: readonly InsertTarget[];
  readonly source: Query;
  /** Spark's `FROM t INSERT INTO a SELECT … INSERT INTO b SELECT …`, whose queries read the source; the branches are empty then. */
  readonly inserts?: readonly Insert[];
}

/** `INTO t (a, b) VALUES (x, y)`. */
export interface InsertTarget {
  readonly table: Table;
  readonly columns: readonly Identifier[];
  /** Empty: the columns of the query. */
  readonly values: readonly Expression[];
}

export interface Update extends Spanned, RowChange {
  readonly kind: 'Update';
  /** SQLite: what to do with a row that cannot be. */
  readonly or?: Insert['or'];
  readonly table: Table;
  /** MySQL's `UPDATE t LEFT JOIN s ON … SET …`: the whole join, which `table` is the first of. */
  readonly joined?: Relation;
  readonly set: readonly Assignment[];
  readonly from?: Relation;
  readonly where?: Expression;
  readonly bounds?: Bounds;
}

export interface Delete extends Spanned, RowChange {
  readonly kind: 'Delete';
  readonly table: Table;
  /** MySQL's `DELETE t, s FROM …`: the tables after the first. */
  readonly more?: readonly Table[];
  /** `DELETE t FROM t LEFT JOIN s ON …`: the join whose tables lose rows; `table` is the name or alias of one. */
  readonly joined?: Relation;
  readonly using?: Relation;
  readonly where?: Expression;
  readonly bounds?: Bounds;
}

export interface Merge extends Spanned, RowChange {
  readonly kind: 'Merge';
  readonly target: Table;
  readonly source: Relation;
  readonly on: Expression;
  readonly whens: readonly MergeWhen[];
}

export interface MergeWhen extends Spanned {
  readonly match: 'MATCHED' | 'NOT MATCHED' | 'NOT MATCHED BY SOURCE';
  readonly condition?: Expression;
  readonly action:
    /** `deleteWhere` is Oracle's: of the rows just changed, those to delete. */
    | { readonly type: 'UPDATE'; readonly set: readonly Assignment[]; readonly deleteWhere?: Expression }
    | { readonly type: 'DELETE' }
    | { readonly type: 'INSERT'; readonly columns: readonly Identifier[]; readonly values: readonly Expression[]; readonly overriding?: Insert['overriding'] }
    /** `UPDATE ALL BY NAME`, `INSERT ALL BY NAME`. */
    | { readonly type: 'UPDATE ALL BY NAME' | 'INSERT ALL BY NAME' }
    /** `UPDATE SET *`, `INSERT *`: all columns by position. */
    | { readonly type: 'UPDATE *' | 'INSERT *' | 'INSERT DEFAULT VALUES' | 'DO NOTHING' }
    /** DuckDB's ERROR, with what it says. */
    | { readonly type: 'ERROR'; readonly message?: Expression };
}

export interface Truncate extends Spanned {
  readonly kind: 'Truncate';
  /** Absent: tables. */
  readonly object?: 'MATERIALIZED VIEW';
  readonly ifExists: boolean;
  readonly tables: readonly Table[];
  /** What becomes of the sequences of its columns. */
  readonly identity?: 'RESTART' | 'CONTINUE';
  readonly behavior?: 'CASCADE' | 'RESTRICT';
}

/** COPY INTO a table, or (unload) into a stage. */
export interface Copy extends Spanned {
  readonly kind: 'Copy';
  /** `COPY t FROM 'f'` and `COPY t TO 'f'` of DuckDB and PostgreSQL; absent: COPY INTO. The columns are the table's. */
  readonly direction?: 'FROM' | 'TO';
  /** What is in place of the file is a command to run. */
  readonly program?: true;
  /** Settings in parentheses of those. */
  readonly options?: readonly Property[];
  /** COPY FILES, from stage to stage. */
  readonly files?: true;
  /** A table, or a stage whose one name part starts with '@'. */
  readonly target: Table;
  readonly columns: readonly Identifier[];
  readonly source: Table | Query;
  readonly sourceAlias?: TableAlias;
  readonly partitionBy?: Expression;
  readonly properties: readonly Property[];
}
