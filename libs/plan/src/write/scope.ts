import { build, type Assignment, type Expression, type Projection } from '@millrace/sql-ir';
import type { NamedScalar } from '../build-plan.ts';
import { errors } from '../errors.ts';
import { type Cell, type Cells, type Context, noFacts } from '../lower/block.ts';
import { plainCell } from '../lower/finish.ts';
import { lowerConstant, lowerScalar } from '../lower/lower-scalar.ts';
import type { Plan } from '../plan.ts';
import type { ColumnId, Scalar } from '../scalar.ts';
import type { Target } from '../target.ts';
import { subplansOf } from '../walk.ts';

/** A column and the expression it is set to. */
export interface SetColumn {
  readonly column: string;
  readonly value: Scalar;
}

/** A plan's columns read as those of a named table of the statement. */
export function cellsOf(plan: Plan, alias: string): Cells {
  return new Map(plan.schema.map((column): [ColumnId, Cell] => [column.id, plainCell(alias, column.name, column.name)]));
}

/** The name a table goes by inside a statement on it. */
export function ownName(table: readonly string[]): string {
  return table.at(-1) ?? 't';
}

/** Writes an expression of a statement that changes rows. */
export function writeScalar(scalar: Scalar, cells: Cells, context: Context): Expression {
  context.plans.push(...subplansOf(scalar));
  return lowerScalar(scalar, { cells, facts: noFacts() }, context);
}

/** Writes `column = value` pairs; a constant takes the column's type from its place. */
export function assignments(set: readonly SetColumn[], cells: Cells, context: Context): readonly Assignment[] {
  return set.map(({ column, value }) => ({
    column: build.column(column),
    value: value.kind === 'Constant' && context.target.dialect === 'postgres' ? lowerConstant(value, context.target, true) : writeScalar(value, cells, context),
  }));
}

/** Writes a RETURNING list. @throws ToolError PLAN_UNSUPPORTED where the engine has none */
export function returningList(returning: readonly NamedScalar[], cells: Cells, context: Context): readonly Projection[] {
  if (returning.length > 0 && !context.target.returning) throw unsupported(context.target, 'RETURNING', 'read the rows back with a query of their own');
  return returning.map((item) => build.projection(writeScalar(item.expression, cells, context), item.name));
}

/** The error for what an engine cannot say. */
export function unsupported(target: Target, feature: string, hint: string): Error {
  return errors.PLAN_UNSUPPORTED.error({ dialect: target.dialect, feature }, { hint });
}
