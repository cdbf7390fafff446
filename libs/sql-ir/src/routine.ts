import type { DataType } from './data-type.ts';
import type { Call, Expression, Identifier } from './expression.ts';
import type { Spanned } from './node.ts';
import type { CreateHead } from './definition.ts';
import type { Property } from './property.ts';
import type { Statement } from './statement.ts';

/** A parameter of a function, a procedure or a policy; in a declared type list it has no name. */
export interface RoutineParameter {
  readonly mode?: 'IN' | 'OUT' | 'INOUT' | 'VARIADIC';
  readonly name?: Identifier;
  /** Absent in DuckDB's macros. `TABLE(…)` is a type with fields. */
  readonly type?: DataType;
  readonly default?: Expression;
}

/** CREATE FUNCTION and PROCEDURE, and of the policies that are functions: MASKING, ROW ACCESS, AGGREGATION, JOIN, PROJECTION, … */
export interface CreateRoutine extends Spanned, CreateHead {
  readonly kind: 'CreateRoutine';
  /** FUNCTION, PROCEDURE, DATA METRIC FUNCTION, MASKING POLICY, … */
  readonly object: string;
  readonly modifiers: readonly string[];
  readonly name: readonly Identifier[];
  readonly parameters: readonly RoutineParameter[];
  /** `RETURNS t [NOT NULL]`; `RETURNS TABLE (…)` is the type TABLE with fields. */
  readonly returns?: { readonly type: DataType; readonly notNull: boolean; /** PostgreSQL's SETOF: any number of them. */ readonly setOf?: true };
  readonly properties: readonly Property[];
  /** Text in the routine's language, a block, or, of a policy, the expression after `->`. */
  readonly body?: Expression | Statement;
  /** The body is what RETURN gives: `RETURN a + 1`. */
  readonly returnsBody?: true;
  /** DuckDB's macros of one name that differ in their parameters, after the first. */
  readonly overloads?: readonly { readonly parameters: readonly RoutineParameter[]; readonly body: Expression | Statement }[];
}

/** `CALL p(a)`, `CALL p(a) INTO :x`, `WITH p AS PROCEDURE … CALL p(a)`. */
export interface CallStatement extends Spanned {
  readonly kind: 'CallStatement';
  readonly procedures: readonly CreateRoutine[];
  readonly call: Call;
  /** Which arguments give values back: SQL Server's OUTPUT. */
  readonly outputs?: readonly number[];
  /** Without CALL, as a block may hold it. */
  readonly bare?: true;
  readonly into?: Expression;
}

/** EXECUTE: IMMEDIATE, TASK, ALERT, NOTEBOOK, JOB SERVICE, DBT PROJECT, … */
export interface Execute extends Spanned {
  readonly kind: 'Execute';
  readonly object: string;
  readonly ifExists?: true;
  readonly name: readonly Identifier[];
  /** Of NOTEBOOK. */
  readonly args: readonly Expression[];
  /** Of IMMEDIATE: the text to run, as a value or (`FROM`) in a file. */
  readonly source?: { readonly from: boolean; readonly value: Expression };
  readonly using: readonly Expression[];
  readonly properties: readonly Property[];
}
