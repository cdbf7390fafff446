import type { Signature } from './access.ts';
import type { Expression, Identifier } from './expression.ts';
import type { Spanned } from './node.ts';
import type { Property } from './property.ts';
import type { Statement } from './statement.ts';

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
  /** `SHOW CREATE TABLE t`. */
  readonly of?: readonly Identifier[];
  readonly like?: string;
  /** MySQL's condition. */
  readonly where?: Expression;
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
