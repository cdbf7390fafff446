import { aggregate, beside, constant, type NamedScalar, pivot, type Plan } from '@millrace/plan';
import { type Columns, columnsOf } from '../expression/columns.ts';
import { Aggregate } from '../expression/aggregates.ts';
import type { Shape, ShapeRow } from '../expression/term.ts';
import { withOpen } from '../expression/open-scopes.ts';
import { errors } from '../errors.ts';
import type { Runner } from '../run/runner.ts';
import type { Js, Merge } from '../types/sql-value.ts';
import { Frame } from './frame.ts';
import { namedColumns, namedScalars } from './shape.ts';

/** A frame whose rows are grouped by keys, before it is said what to compute of each group. */
export class Grouped<R, K extends keyof R> {
  readonly #plan: Plan;
  readonly #keys: readonly PropertyKey[];
  readonly #runner: Runner | undefined;

  constructor(plan: Plan, keys: readonly PropertyKey[], runner: Runner | undefined) {
    this.#plan = plan;
    this.#keys = keys;
    this.#runner = runner;
  }

  /** One row per group: the keys and these aggregates. */
  agg<S extends Shape<'aggregate'>>(measures: (columns: Columns<R>) => S): Frame<Merge<Pick<R, K>, ShapeRow<S>>> {
    const shape = withOpen([this.#plan], () => measures(columnsOf<R>(this.#plan, 'agg')));
    return new Frame(aggregate(this.#plan, this.#named(), namedScalars(shape)), this.#runner);
  }

  /**
   * One column per value of `column`, holding the aggregate of the group's rows that have it.
   *
   * @param values the values, each also the name of its column.
   */
  pivot<C extends keyof R, const V extends readonly (Js<NonNullable<R[C]>> & (string | number))[], T>(
    column: C, values: V, measure: (columns: Columns<R>) => Aggregate<T>,
  ): Frame<Merge<Pick<R, K>, { [N in V[number] as `${N}`]: T }>> {
    const { columns, node } = withOpen([this.#plan], () => {
      const all = columnsOf<R>(this.#plan, 'pivot');
      return { columns: all, node: measure(all).$node };
    });
    if (node.kind !== 'Aggregated') throw errors.MOLTRES_UNSUPPORTED.error({ dialect: 'pivot', feature: 'expressions around the aggregate' });
    const key = columns[column].$node;
    const cells = values.map((value) => ({ name: String(value), value: beside(constant(value), key), measure: node }));
    return new Frame(pivot(this.#plan, this.#named(), key, cells), this.#runner);
  }

  #named(): readonly NamedScalar[] {
    return namedColumns(this.#plan, this.#keys, 'groupBy');
  }
}
