import type { SqlType } from '@millrace/transpile';

/** A database. Names are exact: folded when they were written without quotes. */
export interface DatabaseEntry {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdOn: number;
  readonly owner: string;
  readonly comment: string;
  readonly isTransient: boolean;
}

export interface SchemaEntry extends DatabaseEntry {
  readonly database: string;
  /** The schema that holds its data in the engine. */
  readonly physical: string;
}

/** A column of a table or view. */
export interface ColumnEntry {
  readonly name: string;
  /** What the engine calls it; differs where two names differ in case alone. */
  readonly physical: string;
  /** Snowflake's type, with precision, scale and length. */
  readonly type: SqlType;
  readonly nullable: boolean;
  /** The DEFAULT as written. */
  readonly defaultText?: string;
  /** The DEFAULT as the engine evaluates it. */
  readonly defaultSql?: string;
  readonly identity?: Identity;
  readonly comment?: string;
}

/** AUTOINCREMENT: where it starts, and the engine's sequence that counts. */
export interface Identity {
  readonly start: number;
  readonly step: number;
  /** Given when the table is made. */
  readonly sequence?: string;
}

/** PRIMARY KEY, UNIQUE and FOREIGN KEY are recorded and, as in Snowflake, not enforced. */
export interface ConstraintEntry {
  readonly name: string;
  readonly type: 'PRIMARY KEY' | 'UNIQUE' | 'FOREIGN KEY';
  readonly columns: readonly string[];
  readonly references?: { readonly table: readonly string[]; readonly columns: readonly string[] };
}

/** A table or view. */
export interface TableEntry {
  readonly id: number;
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly kind: 'TABLE' | 'VIEW';
  /** TABLE, TRANSIENT or TEMPORARY; a view has none. */
  readonly persistence: 'PERMANENT' | 'TRANSIENT' | 'TEMPORARY';
  /** Schema and table in the engine. */
  readonly physical: readonly [schema: string, table: string];
  readonly columns: readonly ColumnEntry[];
  readonly constraints: readonly ConstraintEntry[];
  readonly createdOn: number;
  readonly owner: string;
  readonly comment: string;
  /** The statement that made a view, as written. */
  readonly definition?: string;
  readonly clusterBy?: string;
  /** What kind of table it is said to be, where that is no question of persistence. */
  readonly modifier?: 'HYBRID';
}

/** Everything else that has a name: stages, file formats, sequences, warehouses, functions. */
export interface ObjectEntry {
  readonly id: number;
  readonly kind: ObjectKind;
  /** Empty for objects of the account, such as warehouses. */
  readonly database: string;
  readonly schema: string;
  readonly name: string;
  readonly createdOn: number;
  readonly owner: string;
  readonly comment: string;
  /** Belongs to one session and ends with it. */
  readonly isTemporary: boolean;
  /** Its settings, upper-case names, JSON values. */
  readonly settings: Settings;
}

export type ObjectKind = 'STAGE' | 'FILE FORMAT' | 'SEQUENCE' | 'WAREHOUSE' | 'FUNCTION';
export type Setting = string | number | boolean | readonly Setting[] | Settings;
export interface Settings { readonly [name: string]: Setting }

/** A name with all its parts. */
export type QualifiedName = readonly [database: string, schema: string, name: string];
