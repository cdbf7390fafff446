import type { CommentOn, Grant, Signature } from './access.ts';
import type { DataType } from './data-type.ts';
import type { Column, Expression, Identifier } from './expression.ts';
import type { EngineCommand } from './engine-command.ts';
import type { Spanned } from './node.ts';
import type { CallStatement, CreateRoutine, Execute } from './routine.ts';
import type { ScriptStatement } from './script.ts';
import type { Cte, OrderItem, Projection, Query, Relation, Table, TableAlias, TimeTravel } from './query.ts';

export type Statement =
  | QueryStatement | Insert | InsertAll | Update | Delete | Merge | Truncate | Copy
  | CreateTable | CreateView | CreateObject | CreateRoutine | Alter | Drop | Undrop | CommentOn | Grant
  | CallStatement | Execute | ScriptStatement
  | Use | SetVariable | AlterSession | Show | Describe | Explain | Flow | EngineCommand | Transaction | StageCommand;

export interface QueryStatement extends Spanned {
  readonly kind: 'QueryStatement';
  readonly query: Query;
}

export interface Assignment {
  readonly column: Column;
  /** The columns after the first in `(a, b) = (1, 2)`. */
  readonly more?: readonly Column[];
  /** PostgreSQL's subscripts of the column: `a[1]`, `a[1:2]`, `a[1].f`. */
  readonly steps?: readonly ({ readonly index: Expression } | { readonly from?: Expression; readonly to?: Expression; readonly slice: true } | { readonly field: Identifier })[];
  readonly value: Expression;
}

/** How many rows at most, and which first: `ORDER BY … LIMIT …` of MySQL, `TOP (…)` of SQL Server. */
export interface Bounds {
  readonly orderBy: readonly OrderItem[];
  readonly limit?: Expression;
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
  /** Spark's `PARTITION (day = '…', hour)`. */
  readonly partition?: readonly { readonly name: Identifier; readonly value?: Expression }[];
  readonly columns: readonly Identifier[];
  /** DuckDB's BY NAME. */
  readonly byName: boolean;
  /** PostgreSQL's OVERRIDING, for identity columns. */
  readonly overriding?: 'SYSTEM VALUE' | 'USER VALUE';
  readonly source: Query | 'DEFAULT VALUES';
  readonly conflict?: Conflict;
  readonly returning: readonly Projection[];
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
  /** SQLite: what to do with a row that cannot be. */
  readonly or?: Insert['or'];
  readonly table: Table;
  /** MySQL's `UPDATE t LEFT JOIN s ON … SET …`: the whole join, which `table` is the first of. */
  readonly joined?: Relation;
  readonly set: readonly Assignment[];
  readonly from?: Relation;
  readonly where?: Expression;
  readonly bounds?: Bounds;
  readonly returning: readonly Projection[];
}

export interface Delete extends Spanned {
  readonly kind: 'Delete';
  readonly with: readonly Cte[];
  readonly recursive: boolean;
  readonly table: Table;
  /** MySQL's `DELETE t, s FROM …`: the tables after the first. */
  readonly more?: readonly Table[];
  /** `DELETE t FROM t LEFT JOIN s ON …`: the join whose tables lose rows; `table` is the name or alias of one. */
  readonly joined?: Relation;
  readonly using?: Relation;
  readonly where?: Expression;
  readonly bounds?: Bounds;
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

/**
 * A setting or clause of DDL, COPY and EXECUTE. By `style`:
 * absent, `NAME = value`; `flag`, words that stand alone (the value is TRUE); `clause`, `WORDS value`;
 * `list`, `WORDS a, b`; `assigned list`, `NAME = a, b`. Lists of the first and third stand in parentheses.
 */
export interface Property {
  /** Upper-case words, or a name as written when it was quoted. */
  readonly name: string;
  readonly style?: 'flag' | 'clause' | 'list' | 'assigned list';
  readonly value: Expression | DataType | Statement | readonly Expression[] | readonly Property[];
}

/** COPY INTO a table, or (unload) into a stage. */
export interface Copy extends Spanned {
  readonly kind: 'Copy';
  /** `COPY t FROM 'f'` and `COPY t TO 'f'` of DuckDB and PostgreSQL; absent: COPY INTO. The columns are the table's. */
  readonly direction?: 'FROM' | 'TO';
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

export interface ColumnDefinition {
  readonly name: Identifier;
  /** Absent in `CREATE TABLE t (a, b) AS …` and in views. */
  readonly type?: DataType;
  readonly constraints: readonly ColumnConstraint[];
}

/** What may be said of every constraint. */
export interface ConstraintHead {
  readonly name?: Identifier;
  /** How it is enforced, phrase by phrase: `NOT ENFORCED`, `RELY`, `ON DELETE CASCADE`, `DEFERRABLE`, … */
  readonly states?: readonly string[];
}

export type ColumnConstraint = ConstraintHead & (
  | { readonly type: 'NOT NULL' | 'NULL' | 'PRIMARY KEY' | 'UNIQUE' }
  | { readonly type: 'DEFAULT'; readonly value: Expression }
  | { readonly type: 'CHECK'; readonly condition: Expression }
  | { readonly type: 'REFERENCES'; readonly table: readonly Identifier[]; readonly columns: readonly Identifier[] }
  | { readonly type: 'IDENTITY'; readonly start?: Expression; readonly step?: Expression; readonly ordered?: boolean }
  | { readonly type: 'GENERATED'; readonly value: Expression; readonly stored: boolean }
  | { readonly type: 'COLLATE'; readonly collation: string }
  | { readonly type: 'COMMENT'; readonly text: string }
  | { readonly type: 'TAG'; readonly tags: readonly Property[] }
  | { readonly type: 'MASKING POLICY' | 'PROJECTION POLICY'; readonly policy: readonly Identifier[]; readonly using: readonly Identifier[] }
);

export type TableConstraint = ConstraintHead & (
  | { readonly type: 'PRIMARY KEY' | 'UNIQUE'; readonly columns: readonly Identifier[] }
  | { readonly type: 'CHECK'; readonly condition: Expression }
  | { readonly type: 'FOREIGN KEY'; readonly columns: readonly Identifier[]; readonly table: readonly Identifier[]; readonly references: readonly Identifier[] }
  /** Of hybrid tables; always named. */
  | { readonly type: 'INDEX'; readonly columns: readonly Identifier[]; readonly include: readonly Identifier[] }
);

/** What every CREATE may begin with. */
export interface CreateHead {
  readonly orReplace: boolean;
  /** `CREATE OR ALTER`. */
  readonly orAlter?: true;
  readonly ifNotExists: boolean;
}

export interface CreateTable extends Spanned, CreateHead {
  readonly kind: 'CreateTable';
  /** TEMPORARY, TRANSIENT, EXTERNAL, HYBRID, DYNAMIC, ICEBERG, … upper-case. */
  readonly modifiers: readonly string[];
  readonly name: readonly Identifier[];
  readonly columns: readonly ColumnDefinition[];
  readonly constraints: readonly TableConstraint[];
  readonly like?: readonly Identifier[];
  readonly clone?: readonly Identifier[];
  /** `CLONE t AT (…)`. */
  readonly cloneAt?: TimeTravel;
  /** `USING TEMPLATE (SELECT …)`. */
  readonly template?: Expression;
  readonly query?: Query;
  readonly properties: readonly Property[];
}

export interface CreateView extends Spanned, CreateHead {
  readonly kind: 'CreateView';
  /** SECURE, MATERIALIZED, TEMPORARY, RECURSIVE. */
  readonly modifiers: readonly string[];
  readonly name: readonly Identifier[];
  /** Without types; their constraints are comments, tags and policies. */
  readonly columns: readonly ColumnDefinition[];
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
export interface CreateObject extends Spanned, CreateHead {
  readonly kind: 'CreateObject';
  readonly object: string;
  /** Only of an INDEX. */
  readonly on?: IndexTarget;
  readonly modifiers: readonly string[];
  readonly name: readonly Identifier[];
  readonly clone?: readonly Identifier[];
  /** `CLONE t AT (…)`. */
  readonly cloneAt?: TimeTravel;
  /** Of an instance of a class. */
  readonly args?: readonly Expression[];
  /** Of a SEMANTIC VIEW. */
  readonly sections?: readonly Section[];
  readonly properties: readonly Property[];
}

/** `TABLES (…)`, `RELATIONSHIPS (…)`, … of a semantic view. */
export interface Section {
  readonly name: 'TABLES' | 'RELATIONSHIPS' | 'FACTS' | 'DIMENSIONS' | 'METRICS' | 'VARIABLES' | 'AI_VERIFIED_QUERIES';
  readonly items: readonly SectionItem[];
}

/** `[PRIVATE] name <before> AS value <after>`. */
export interface SectionItem {
  readonly visibility?: 'PRIVATE' | 'PUBLIC';
  readonly name?: readonly Identifier[];
  readonly before: readonly Property[];
  readonly value: Expression;
  readonly after: readonly Property[];
}

export interface Alter extends Spanned, Signature {
  readonly kind: 'Alter';
  /** TABLE, VIEW, SCHEMA, … */
  readonly object: string;
  readonly ifExists: boolean;
  /** At least one; several stand apart by commas. */
  readonly actions: readonly AlterAction[];
}

/** Changes that objects and columns share. */
export type SettingChange =
  | { readonly type: 'SET'; readonly properties: readonly Property[] }
  | { readonly type: 'UNSET'; readonly names: readonly string[] }
  | { readonly type: 'SET TAG'; readonly tags: readonly Property[] }
  | { readonly type: 'UNSET TAG'; readonly tags: readonly (readonly Identifier[])[] };

export type ColumnChange =
  | { readonly type: 'TYPE'; readonly dataType: DataType; readonly using?: Expression }
  | { readonly type: 'SET NOT NULL' | 'DROP NOT NULL' | 'DROP DEFAULT' }
  | { readonly type: 'SET DEFAULT'; readonly value: Expression }
  | { readonly type: 'COMMENT'; readonly text: string }
  | SettingChange;

export type AlterAction =
  | { readonly type: 'RENAME TO' | 'SWAP WITH'; readonly name: readonly Identifier[] }
  | { readonly type: 'ADD COLUMN'; readonly columns: readonly ColumnDefinition[]; readonly ifNotExists: boolean }
  | { readonly type: 'DROP COLUMN'; readonly columns: readonly Identifier[]; readonly ifExists: boolean; readonly behavior?: 'CASCADE' | 'RESTRICT' }
  | { readonly type: 'RENAME COLUMN'; readonly from: Identifier; readonly to: Identifier }
  | { readonly type: 'ALTER COLUMN'; readonly column: Identifier; readonly change: ColumnChange }
  | { readonly type: 'ADD CONSTRAINT'; readonly constraint: TableConstraint }
  | { readonly type: 'DROP CONSTRAINT' | 'ALTER CONSTRAINT'; readonly constraint: ConstraintReference; readonly states: readonly string[] }
  | { readonly type: 'RENAME CONSTRAINT'; readonly from: Identifier; readonly to: Identifier }
  | { readonly type: 'CLUSTER BY'; readonly keys: readonly Expression[] }
  | SettingChange
  /** Any other change of the object's kind: `RESUME`, `ADD AFTER a`, `SUSPEND RECLUSTER`, `ADD ROW ACCESS POLICY p ON (a)`. */
  | { readonly type: 'CLAUSES'; readonly clauses: readonly Property[] };

/** A constraint by its name, or by what it is. */
export interface ConstraintReference {
  readonly type: 'CONSTRAINT' | 'PRIMARY KEY' | 'UNIQUE' | 'FOREIGN KEY';
  /** Of CONSTRAINT. */
  readonly name?: Identifier;
  /** Of UNIQUE and FOREIGN KEY. */
  readonly columns: readonly Identifier[];
}

export interface Drop extends Spanned, Signature {
  readonly kind: 'Drop';
  readonly object: string;
  readonly ifExists: boolean;
  /** The names after the first of `DROP TABLE a, b`. */
  readonly more?: readonly (readonly Identifier[])[];
  readonly behavior?: 'CASCADE' | 'RESTRICT';
  /** What few kinds of object ask for: `GRACE_PERIOD_IN_DAYS = 3`. */
  readonly properties?: readonly Property[];
}

export interface Undrop extends Spanned, Signature {
  readonly kind: 'Undrop';
  readonly object: string;
  readonly renameTo?: readonly Identifier[];
}

export interface Use extends Spanned {
  readonly kind: 'Use';
  /** DATABASE, SCHEMA, WAREHOUSE, ROLE, SECONDARY ROLES; absent: a database or db.schema. */
  readonly object?: string;
  readonly name: readonly Identifier[];
  /** The roles after the first of `USE SECONDARY ROLES a, b`. */
  readonly more?: readonly Identifier[];
}

/** `SET a = 1`, `SET (a, b) = (1, 2)`, `UNSET a` (no values). */
export interface SetVariable extends Spanned {
  readonly kind: 'SetVariable';
  readonly names: readonly Identifier[];
  /** Of one name, several are a list: `SET search_path TO a, b`. */
  readonly values: readonly Expression[];
  /** How long a setting of an engine holds; absent for variables of Snowflake. */
  readonly scope?: 'SESSION' | 'LOCAL' | 'GLOBAL' | 'VARIABLE' | 'SETTING';
}

export interface AlterSession extends Spanned {
  readonly kind: 'AlterSession';
  readonly set: readonly Property[];
  readonly unset: readonly string[];
}

/** `IN SCHEMA s`, `TO ROLE r`, `ON FUNCTION f(INT)`, `FOR USER u`. */
export interface ShowScope extends Signature {
  /** Absent: IN. */
  readonly preposition?: 'ON' | 'TO' | 'OF' | 'FOR' | 'WITH';
  readonly object?: string;
  /** `VERSION v` of a model. */
  readonly version?: Identifier;
}

export interface Show extends Spanned {
  readonly kind: 'Show';
  readonly terse: boolean;
  readonly history: boolean;
  /** TABLES, SCHEMAS, PARAMETERS, FUTURE GRANTS, … upper-case. */
  readonly object: string;
  readonly like?: string;
  readonly in?: ShowScope;
  /** `FOR METRIC m`, `TO SHARE s` before IN. */
  readonly for?: ShowScope;
  readonly startsWith?: string;
  readonly limit?: Expression;
  readonly from?: string;
  /** `WITH PRIVILEGES USAGE, MODIFY`. */
  readonly privileges?: readonly string[];
}

export interface Describe extends Spanned, Signature {
  readonly kind: 'Describe';
  /** Empty when it was not written. */
  readonly object: string;
  /** Of RESULT and TRANSACTION: which. */
  readonly value?: Expression;
  /** `TYPE = STAGE`. */
  readonly properties?: readonly Property[];
}

export interface Explain extends Spanned {
  readonly kind: 'Explain';
  readonly analyze: boolean;
  readonly format?: string;
  readonly verbose?: true;
  /** SQLite's EXPLAIN QUERY PLAN. */
  readonly plan?: true;
  /** PostgreSQL's options in parentheses. */
  readonly options?: readonly Property[];
  readonly statement: Statement;
}

/** Statements joined by `->>`, each reading from those before it as `$1`, `$2`, …; https://docs.snowflake.com/en/sql-reference/operators-flow */
export interface Flow extends Spanned {
  readonly kind: 'Flow';
  readonly statements: readonly Statement[];
}

export interface Transaction extends Spanned {
  readonly kind: 'Transaction';
  readonly action: 'BEGIN' | 'COMMIT' | 'ROLLBACK' | 'SAVEPOINT' | 'RELEASE' | 'ROLLBACK TO' | 'SET';
  /** Of BEGIN in Snowflake, and of a savepoint. */
  readonly name?: Identifier;
  /** `ISOLATION LEVEL SERIALIZABLE`, `READ ONLY`, `IMMEDIATE`, in the written order. */
  readonly modes?: readonly string[];
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
