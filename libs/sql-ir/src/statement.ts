import type { DataType } from './data-type.ts';
import type { Column, Expression, Identifier } from './expression.ts';
import type { Spanned } from './node.ts';
import type { Cte, OrderItem, Projection, Query, Relation, Table, TableAlias, TimeTravel } from './query.ts';

export type Statement =
  | QueryStatement | Insert | InsertAll | Update | Delete | Merge | Truncate | Copy
  | CreateTable | CreateView | CreateObject | Alter | Drop | Undrop
  | Use | SetVariable | AlterSession | Show | Describe | Explain | Flow | Transaction | StageCommand;

export interface QueryStatement extends Spanned {
  readonly kind: 'QueryStatement';
  readonly query: Query;
}

export interface Assignment {
  readonly column: Column;
  readonly value: Expression;
}

export interface Insert extends Spanned {
  readonly kind: 'Insert';
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  /** `INSERT OR REPLACE` and its kin: what to do with a row that exists. */
  readonly or?: 'REPLACE' | 'IGNORE' | 'ABORT' | 'FAIL' | 'ROLLBACK';
  /** Snowflake's INSERT OVERWRITE. */
  readonly overwrite: boolean;
  readonly table: Table;
  readonly columns: readonly Identifier[];
  /** DuckDB's BY NAME. */
  readonly byName: boolean;
  readonly source: Query | 'DEFAULT VALUES';
  readonly conflict?: Conflict;
  readonly returning: readonly Projection[];
}

/** `ON CONFLICT (keys) DO NOTHING | DO UPDATE SET …`. */
export interface Conflict {
  readonly keys: readonly Identifier[];
  /** Empty: DO NOTHING. */
  readonly set: readonly Assignment[];
  readonly where?: Expression;
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
}

/** `INTO t (a, b) VALUES (x, y)`. */
export interface InsertTarget {
  readonly table: Table;
  readonly columns: readonly Identifier[];
  /** Empty: the columns of the query. */
  readonly values: readonly Expression[];
}

export interface Update extends Spanned {
  readonly kind: 'Update';
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  readonly table: Table;
  readonly set: readonly Assignment[];
  readonly from?: Relation;
  readonly where?: Expression;
  readonly returning: readonly Projection[];
}

export interface Delete extends Spanned {
  readonly kind: 'Delete';
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  readonly table: Table;
  readonly using?: Relation;
  readonly where?: Expression;
  readonly returning: readonly Projection[];
}

export interface Merge extends Spanned {
  readonly kind: 'Merge';
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  readonly target: Table;
  readonly source: Relation;
  readonly on: Expression;
  readonly whens: readonly MergeWhen[];
  readonly returning: readonly Projection[];
}

export interface MergeWhen {
  readonly match: 'MATCHED' | 'NOT MATCHED' | 'NOT MATCHED BY SOURCE';
  readonly condition?: Expression;
  readonly action:
    | { readonly type: 'UPDATE'; readonly set: readonly Assignment[] }
    | { readonly type: 'DELETE' }
    | { readonly type: 'INSERT'; readonly columns: readonly Identifier[]; readonly values: readonly Expression[] }
    /** `UPDATE ALL BY NAME`, `INSERT ALL BY NAME`. */
    | { readonly type: 'UPDATE ALL BY NAME' | 'INSERT ALL BY NAME' }
    | { readonly type: 'DO NOTHING' };
}

export interface Truncate extends Spanned {
  readonly kind: 'Truncate';
  readonly ifExists: boolean;
  readonly tables: readonly Table[];
}

/** A `NAME = value` setting of DDL, COPY and SHOW; nested in parentheses it is a list of its own. */
export interface Property {
  readonly name: string;
  readonly value: Expression | readonly Expression[] | readonly Property[];
}

/** COPY INTO a table, or (unload) into a stage. */
export interface Copy extends Spanned {
  readonly kind: 'Copy';
  /** A table, or a stage whose one name part starts with '@'. */
  readonly target: Table;
  readonly columns: readonly Identifier[];
  readonly source: Table | Query;
  readonly sourceAlias?: TableAlias;
  readonly partitionBy?: Expression;
  readonly properties: readonly Property[];
}

export interface ColumnDefinition {
  readonly name: Identifier;
  /** Absent in `CREATE TABLE t (a, b) AS …`. */
  readonly type?: DataType;
  readonly constraints: readonly ColumnConstraint[];
}

export type ColumnConstraint =
  | { readonly type: 'NOT NULL' | 'NULL' | 'PRIMARY KEY' | 'UNIQUE' }
  | { readonly type: 'DEFAULT'; readonly value: Expression }
  | { readonly type: 'CHECK'; readonly condition: Expression }
  | { readonly type: 'REFERENCES'; readonly table: readonly Identifier[]; readonly columns: readonly Identifier[] }
  | { readonly type: 'IDENTITY'; readonly start?: Expression; readonly step?: Expression }
  | { readonly type: 'GENERATED'; readonly value: Expression; readonly stored: boolean }
  | { readonly type: 'COLLATE'; readonly collation: string }
  | { readonly type: 'COMMENT'; readonly text: string };

export type TableConstraint = { readonly name?: Identifier } & (
  | { readonly type: 'PRIMARY KEY' | 'UNIQUE'; readonly columns: readonly Identifier[] }
  | { readonly type: 'CHECK'; readonly condition: Expression }
  | { readonly type: 'FOREIGN KEY'; readonly columns: readonly Identifier[]; readonly table: readonly Identifier[]; readonly references: readonly Identifier[] }
);

export interface CreateTable extends Spanned {
  readonly kind: 'CreateTable';
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  /** TEMPORARY, TRANSIENT, EXTERNAL, HYBRID, DYNAMIC, ICEBERG, … upper-case. */
  readonly modifiers: readonly string[];
  readonly name: readonly Identifier[];
  readonly columns: readonly ColumnDefinition[];
  readonly constraints: readonly TableConstraint[];
  readonly like?: readonly Identifier[];
  readonly clone?: readonly Identifier[];
  /** `CLONE t AT (…)`. */
  readonly cloneAt?: TimeTravel;
  readonly query?: Query;
  readonly properties: readonly Property[];
}

export interface CreateView extends Spanned {
  readonly kind: 'CreateView';
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  /** SECURE, MATERIALIZED, TEMPORARY, RECURSIVE. */
  readonly modifiers: readonly string[];
  readonly name: readonly Identifier[];
  readonly columns: readonly Identifier[];
  readonly query: Query;
  readonly properties: readonly Property[];
}

/** What CREATE INDEX is on. */
export interface IndexTarget {
  readonly table: readonly Identifier[];
  /** PostgreSQL's access method: btree, gin, … */
  readonly method?: string;
  readonly keys: readonly OrderItem[];
  readonly where?: Expression;
}

/** CREATE of everything else: `object` says what (DATABASE, SCHEMA, STAGE, FILE FORMAT, SEQUENCE, WAREHOUSE, …). */
export interface CreateObject extends Spanned {
  readonly kind: 'CreateObject';
  readonly object: string;
  /** Only of an INDEX. */
  readonly on?: IndexTarget;
  readonly orReplace: boolean;
  readonly ifNotExists: boolean;
  readonly modifiers: readonly string[];
  readonly name: readonly Identifier[];
  readonly clone?: readonly Identifier[];
  /** `CLONE t AT (…)`. */
  readonly cloneAt?: TimeTravel;
  readonly properties: readonly Property[];
}

export interface Alter extends Spanned {
  readonly kind: 'Alter';
  /** TABLE, VIEW, SCHEMA, … */
  readonly object: string;
  readonly ifExists: boolean;
  readonly name: readonly Identifier[];
  readonly action: AlterAction;
}

export type AlterAction =
  | { readonly type: 'RENAME TO'; readonly name: readonly Identifier[] }
  | { readonly type: 'SWAP WITH'; readonly name: readonly Identifier[] }
  | { readonly type: 'ADD COLUMN'; readonly columns: readonly ColumnDefinition[]; readonly ifNotExists: boolean }
  | { readonly type: 'DROP COLUMN'; readonly columns: readonly Identifier[]; readonly ifExists: boolean }
  | { readonly type: 'RENAME COLUMN'; readonly from: Identifier; readonly to: Identifier }
  | { readonly type: 'ALTER COLUMN'; readonly column: Identifier; readonly change:
      | { readonly type: 'TYPE'; readonly dataType: DataType }
      | { readonly type: 'SET NOT NULL' | 'DROP NOT NULL' | 'DROP DEFAULT' }
      | { readonly type: 'SET DEFAULT'; readonly value: Expression }
      | { readonly type: 'COMMENT'; readonly text: string } }
  | { readonly type: 'ADD CONSTRAINT'; readonly constraint: TableConstraint }
  | { readonly type: 'CLUSTER BY'; readonly keys: readonly Expression[] }
  | { readonly type: 'SET'; readonly properties: readonly Property[] }
  | { readonly type: 'UNSET'; readonly names: readonly string[] };

export interface Drop extends Spanned {
  readonly kind: 'Drop';
  readonly object: string;
  readonly ifExists: boolean;
  readonly name: readonly Identifier[];
  readonly behavior?: 'CASCADE' | 'RESTRICT';
}

export interface Undrop extends Spanned {
  readonly kind: 'Undrop';
  readonly object: string;
  readonly name: readonly Identifier[];
}

export interface Use extends Spanned {
  readonly kind: 'Use';
  /** DATABASE, SCHEMA, WAREHOUSE, ROLE, SECONDARY ROLES; absent: a database or db.schema. */
  readonly object?: string;
  readonly name: readonly Identifier[];
}

/** `SET a = 1`, `SET (a, b) = (1, 2)`, `UNSET a` (no values). */
export interface SetVariable extends Spanned {
  readonly kind: 'SetVariable';
  readonly names: readonly Identifier[];
  readonly values: readonly Expression[];
}

export interface AlterSession extends Spanned {
  readonly kind: 'AlterSession';
  readonly set: readonly Property[];
  readonly unset: readonly string[];
}

export interface Show extends Spanned {
  readonly kind: 'Show';
  readonly terse: boolean;
  readonly history: boolean;
  /** TABLES, SCHEMAS, PARAMETERS, … upper-case. */
  readonly object: string;
  readonly like?: string;
  /** `IN SCHEMA s`: type and, when written, the name. */
  readonly in?: { readonly object?: string; readonly name: readonly Identifier[] };
  readonly startsWith?: string;
  readonly limit?: Expression;
  readonly from?: string;
}

export interface Describe extends Spanned {
  readonly kind: 'Describe';
  readonly object: string;
  readonly name: readonly Identifier[];
}

export interface Explain extends Spanned {
  readonly kind: 'Explain';
  readonly analyze: boolean;
  readonly format?: string;
  readonly statement: Statement;
}

/** Statements joined by `->>`, each reading from those before it as `$1`, `$2`, …; https://docs.snowflake.com/en/sql-reference/operators-flow */
export interface Flow extends Spanned {
  readonly kind: 'Flow';
  readonly statements: readonly Statement[];
}

export interface Transaction extends Spanned {
  readonly kind: 'Transaction';
  readonly action: 'BEGIN' | 'COMMIT' | 'ROLLBACK';
  readonly name?: Identifier;
}

/** PUT, GET, LIST and REMOVE: a client's path, a stage, and settings. */
export interface StageCommand extends Spanned {
  readonly kind: 'StageCommand';
  readonly action: 'PUT' | 'GET' | 'LIST' | 'REMOVE';
  /** `file://…`, for PUT and GET. */
  readonly file?: string;
  /** The stage as written: `@~/x`, `@%t`, `@db.s.stage/path`. */
  readonly stage: string;
  readonly properties: readonly Property[];
}
