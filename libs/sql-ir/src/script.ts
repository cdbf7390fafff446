import type { CreateRoutine } from './routine.ts';
import type { ColumnDefinition, TableConstraint } from './definition.ts';
import type { DataType } from './data-type.ts';
import type { Expression, Identifier } from './expression.ts';
import type { Spanned } from './node.ts';
import type { Query } from './query.ts';
import type { Statement } from './statement.ts';

/** Snowflake Scripting; https://docs.snowflake.com/en/sql-reference-snowflake-scripting */
export type ScriptStatement = Block | Declare | Assign | Branch | Loop | Jump | CursorCommand | Async;

/** `[DECLARE …] BEGIN … [EXCEPTION WHEN …] END`. */
export interface Block extends Spanned {
  readonly kind: 'Block';
  readonly declarations: readonly Declare[];
  readonly body: readonly Statement[];
  readonly handlers: readonly ExceptionHandler[];
  readonly label?: Identifier;
}

export interface ExceptionHandler {
  /** Empty: OTHER. */
  readonly exceptions: readonly Identifier[];
  readonly then?: 'EXIT' | 'CONTINUE';
  readonly body: readonly Statement[];
}

/** What a variable is set to: a value, or the rows of a statement in parentheses, which ASYNC starts without waiting. */
export interface ScriptValue {
  readonly value: Expression | Statement;
  readonly async?: true;
}

/** A line of DECLARE, or a LET. */
export interface Declare extends Spanned {
  readonly kind: 'Declare';
  readonly let: boolean;
  readonly name: Identifier;
  readonly declares:
    | { readonly type: 'VARIABLE'; readonly dataType?: DataType; readonly value?: Expression | Statement }
    | { readonly type: 'CURSOR'; readonly query: Query | Identifier }
    | { readonly type: 'RESULTSET'; readonly initial?: ScriptValue }
    | { readonly type: 'EXCEPTION'; readonly args: readonly Expression[] }
    | { readonly type: 'PROCEDURE'; readonly procedure: CreateRoutine }
    /** SQL Server's variables that hold rows. */
    | { readonly type: 'TABLE'; readonly columns: readonly ColumnDefinition[]; readonly constraints: readonly TableConstraint[] };
  /** The variables after the first of SQL Server's `DECLARE @a INT, @b INT`. */
  readonly more?: readonly Declare[];
}

/** `target := value`. */
export interface Assign extends Spanned, ScriptValue {
  readonly kind: 'Assign';
  readonly target: Expression;
}

/** IF and the statement CASE. */
export interface Branch extends Spanned {
  readonly kind: 'Branch';
  readonly form: 'IF' | 'CASE';
  readonly operand?: Expression;
  readonly branches: readonly { readonly when: Expression; readonly body: readonly Statement[] }[];
  readonly otherwise?: readonly Statement[];
}

export interface Loop extends Spanned {
  readonly kind: 'Loop';
  readonly over:
    | { readonly type: 'LOOP' }
    | { readonly type: 'WHILE' | 'REPEAT'; readonly condition: Expression }
    /** Over a cursor, a result set or a query. */
    | { readonly type: 'FOR EACH'; readonly variable: Identifier; readonly in: Expression }
    | { readonly type: 'FOR'; readonly variable: Identifier; readonly from: Expression; readonly to: Expression; readonly reverse: boolean };
  readonly body: readonly Statement[];
  readonly label?: Identifier;
}

/** What leaves the straight way; NULL goes on. */
export interface Jump extends Spanned {
  readonly kind: 'Jump';
  readonly to: 'BREAK' | 'CONTINUE' | 'RAISE' | 'RETURN' | 'NULL';
  /** The loop of BREAK and CONTINUE, the exception of RAISE. */
  readonly name?: Identifier;
  /** Of RETURN: a value, or `TABLE(rs)` as a Call. */
  readonly value?: Expression | Statement;
}

export interface CursorCommand extends Spanned {
  readonly kind: 'CursorCommand';
  readonly action: 'OPEN' | 'FETCH' | 'CLOSE';
  readonly cursor: Identifier;
  /** The bindings of OPEN. */
  readonly using: readonly Expression[];
  /** The variables of FETCH. */
  readonly into: readonly Expression[];
}

/** `ASYNC (statement)`, `AWAIT rs`, `AWAIT ALL`, `CANCEL rs`. */
export interface Async extends Spanned {
  readonly kind: 'Async';
  readonly run:
    | { readonly type: 'ASYNC'; readonly statement: Statement }
    | { readonly type: 'AWAIT' | 'CANCEL'; readonly name: Identifier };
}
