import { columnNamed, type NamedScalar, type Plan, project } from '@millrace/plan';
import { type Columns, columnsOf } from '../expression/columns.ts';
import type { Shape, ShapeRow } from '../expression/term.ts';
import { withOpen } from '../expression/open-scopes.ts';
import { errors } from '../errors.ts';
import type { Runner } from '../run/runner.ts';
import type { Kind, RowKind } from '../types/sql-value.ts';
import { Frame } from './frame.ts';
import { namedScalars } from './shape.ts';

/** The row of both sides, where the right side's names that the left has too get a suffix. */
export type Suffixed<L, R, X extends string> = Simplify<L & { [K in keyof R as K extends keyof L ? `${K & string}${X}` : K]: R[K] }>;
type Simplify<T> = { [K in keyof T]: T[K] };

/** Two frames joined, before it is said which columns the result has: `select` or `suffix` makes it a frame. */
export class Joined<L, R> {
  readonly #join: Plan;
  readonly #left: Plan;
  readonly #right: Plan;
  readonly #runner: Runner | undefined;

  constructor(join: Plan, left: Plan, right: Plan, runner: Runner | undefined) {
    this.#join = join;
    // What the sides look like after the join: those of an outer join may be NULL.
    this.#left = { ...left, schema: join.schema.slice(0, left.schema.length) };
    this.#right = { ...right, schema: join.schema.slice(left.schema.length) };
    this.#runner = runner;
  }

  /** Names the columns of the result. */
  select<S extends Shape<RowKind>>(columns: (left: Columns<L>, right: Columns<R>) => S): Frame<ShapeRow<S>> {
    const shape = withOpen([this.#left, this.#right], () => columns(columnsOf<L>(this.#left, 'select'), columnsOf<R>(this.#right, 'select')));
    return this.#made(namedScalars(shape satisfies Shape<Kind>));
  }

  /** All columns of both sides; those of the right whose names the left has too get the suffix. @throws ToolError MOLTRES_NAME_COLLISION */
  suffix<const X extends string>(suffix: X): Frame<Suffixed<L, R, X>> {
    const left = this.#left.schema.map((column): NamedScalar => ({ name: column.name, expression: columnNamed(this.#left, column.name, 'suffix') }));
    const taken = new Set(left.map((column) => column.name));
    const right = this.#right.schema.map((column): NamedScalar => {
      const name = taken.has(column.name) ? `${column.name}${suffix}` : column.name;
      if (taken.has(name) || (name !== column.name && this.#right.schema.some((other) => other.name === name))) throw errors.MOLTRES_NAME_COLLISION.error({ step: 'suffix', column: name });
      return { name, expression: columnNamed(this.#right, column.name, 'suffix') };
    });
    return this.#made([...left, ...right]);
  }

  #made<Row>(columns: readonly NamedScalar[]): Frame<Row> {
    return new Frame(project(this.#join, columns), this.#runner);
  }
}
