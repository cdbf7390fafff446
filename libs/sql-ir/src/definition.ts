import type { Signature } from './access.ts';
import type { DataType } from './data-type.ts';
import type { Expression, Identifier } from './expression.ts';
import type { Spanned } from './node.ts';
import type { Property } from './property.ts';
import type { OrderItem, Query, TimeTravel } from './query.ts';

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
  /** MySQL's. */
  | { readonly type: 'CHARACTER SET'; readonly charset: string }
  | { readonly type: 'COMMENT'; readonly text: string }
  | { readonly type: 'TAG'; readonly tags: readonly Property[] }
  | { readonly type: 'MASKING POLICY' | 'PROJECTION POLICY'; readonly policy: readonly Identifier[]; readonly using: readonly Identifier[] }
);

export type TableConstraint = ConstraintHead & (
  | { readonly type: 'PRIMARY KEY' | 'UNIQUE'; readonly columns: readonly Identifier[]; /** PostgreSQL's NULLS NOT DISTINCT: two NULLs are the same. */ readonly nullsEqual?: true }
  /** PostgreSQL's EXCLUDE: no two rows for which all the operators hold. */
  | { readonly type: 'EXCLUDE'; readonly method?: string; readonly elements: readonly { readonly expression: Expression; readonly operator: string }[]; readonly where?: Expression }
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
  /** PostgreSQL's `PARTITION OF p FOR VALUES …`. */
  readonly partitionOf?: { readonly table: readonly Identifier[]; readonly bounds: PartitionBounds };
  /** `INCLUDING ALL` and its kin behind LIKE. */
  readonly likeOptions?: readonly string[];
  /** SQLite's virtual tables: the module and what it is given, columns or settings. */
  readonly module?: { readonly name: Identifier; readonly args: readonly { readonly name: Identifier; readonly value?: Expression; readonly words?: readonly string[] }[] };
  /** `USING TEMPLATE (SELECT …)`. */
  readonly template?: Expression;
  readonly query?: Query;
  readonly properties: readonly Property[];
}

/** `FROM (1) TO (2)`, `IN (1, 2)`, `WITH (MODULUS 4, REMAINDER 0)`, or what no other partition takes. */
export type PartitionBounds =
  | { readonly type: 'DEFAULT' }
  | { readonly type: 'IN'; readonly values: readonly Expression[] }
  | { readonly type: 'FROM'; readonly from: readonly Expression[]; readonly to: readonly Expression[] }
  | { readonly type: 'WITH'; readonly modulus: Expression; readonly remainder: Expression };

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
  /** PostgreSQL's, of the keys that have one. */
  readonly classes?: readonly OperatorClass[];
  readonly where?: Expression;
  /** Without the tables that inherit from it. */
  readonly only?: true;
  /** Made while others write. */
  readonly concurrently?: true;
}

/** `gist_trgm_ops(siglen = 32)` behind the key of that number, from 0. */
export interface OperatorClass {
  readonly key: number;
  readonly name: readonly Identifier[];
  readonly options: readonly Property[];
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
  /** PostgreSQL's ONLY: not the tables that inherit from it. */
  readonly only?: true;
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
  /** What PostgreSQL alone changes of columns: `SET STATISTICS 100`, `DROP IDENTITY`. */
  | { readonly type: 'CLAUSES'; readonly clauses: readonly Property[] }
  | SettingChange;

export type AlterAction =
  | { readonly type: 'RENAME TO' | 'SWAP WITH'; readonly name: readonly Identifier[] }
  | { readonly type: 'ADD COLUMN'; readonly columns: readonly ColumnDefinition[]; readonly ifNotExists: boolean }
  | { readonly type: 'DROP COLUMN'; readonly columns: readonly Identifier[]; readonly ifExists: boolean; readonly behavior?: 'CASCADE' | 'RESTRICT' }
  | { readonly type: 'RENAME COLUMN'; readonly from: Identifier; readonly to: Identifier }
  | { readonly type: 'ALTER COLUMN'; readonly column: Identifier; readonly change: ColumnChange }
  /** MySQL's MODIFY and, with the name it had, CHANGE: the whole definition anew. */
  | { readonly type: 'MODIFY COLUMN'; readonly column: ColumnDefinition; readonly from?: Identifier }
  | { readonly type: 'ADD CONSTRAINT'; readonly constraint: TableConstraint }
  | { readonly type: 'DROP CONSTRAINT' | 'ALTER CONSTRAINT'; readonly constraint: ConstraintReference; readonly states: readonly string[] }
  | { readonly type: 'RENAME CONSTRAINT'; readonly from: Identifier; readonly to: Identifier }
  | { readonly type: 'CLUSTER BY'; readonly keys: readonly Expression[] }
  | { readonly type: 'ATTACH PARTITION'; readonly name: readonly Identifier[]; readonly bounds: PartitionBounds }
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
  /** Of an index of PostgreSQL, while others write. */
  readonly concurrently?: true;
  /** What few kinds of object ask for: `GRACE_PERIOD_IN_DAYS = 3`. */
  readonly properties?: readonly Property[];
}

export interface Undrop extends Spanned, Signature {
  readonly kind: 'Undrop';
  readonly object: string;
  readonly renameTo?: readonly Identifier[];
}
