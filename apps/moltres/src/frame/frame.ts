import { aggregate, columnNamed, distinct, explain, filter, join, type JoinKind, limit, type NamedScalar, optimise, ordering, type Plan, project, setOperation, type SetOperator, sidesOf, sort, window, windowed } from '@millrace/plan';
import type { DialectName } from '@millrace/sql-ir';
import { errors } from '../errors.ts';
import { type Columns, columnsOf } from '../expression/columns.ts';
import { Expr } from '../expression/expr.ts';
import type { Shape, ShapeRow, Term } from '../expression/term.ts';
import { separate, withOpen } from '../expression/open-scopes.ts';
import type { KeyOrder } from '../expression/order.ts';
import { listOf, orderingOf, type OrderTerm } from '../expression/window.ts';
import { compile } from '../run/compile.ts';
import type { Compiled, Runner } from '../run/runner.ts';
import { type BatchOptions, streamRows } from '../run/stream.ts';
import type { RowSource } from '../types/row-source.ts';
import type { JsRow, Literal, Merge, NullableRow, RowKind } from '../types/sql-value.ts';
import { withoutNulls, withNullsFilled } from './fill.ts';
import { Grouped } from './grouped.ts';
import { Joined } from './joined.ts';
import { allColumns, namedColumns, namedScalars } from './shape.ts';
import { tail } from './tail.ts';

type Condition<L, R> = (left: Columns<L>, right: Columns<R>) => Term<boolean | null>;
/** The row with some columns under other names. */
export type Renamed<R, M> = { [K in keyof R as K extends keyof M ? (M[K] extends string ? M[K] : K) : K]: R[K] };

/**
 * Rows that are described, not yet fetched: immutable, lazy, typed by its row.
 * Each method gives a new frame; nothing runs before `collect`, `first`, `batches` or a `for await` loop.
 */
export class Frame<R> implements RowSource<R>, AsyncIterable<JsRow<R>> {
  declare readonly $row?: R;
  readonly #plan: Plan;
  readonly #runner: Runner | undefined;
  readonly #compiled: Map<DialectName, Compiled> = new Map();

  constructor(plan: Plan, runner: Runner | undefined) {
    this.#plan = plan;
    this.#runner = runner;
  }

  $plan(): Plan {
    return this.#plan;
  }

  /** The rows for which the condition is true. */
  filter(condition: (columns: Columns<R>) => Term<boolean | null, RowKind>): Frame<R> {
    return this.#over('filter', (plan, columns) => filter(plan, condition(columns).$node));
  }

  /** These columns only, or exactly these expressions. */
  select<K extends keyof R>(...columns: readonly [K, ...K[]]): Frame<Pick<R, K>>;
  select<S extends Shape<RowKind>>(columns: (columns: Columns<R>) => S): Frame<ShapeRow<S>>;
  select(...given: readonly PropertyKey[] | readonly [(columns: Columns<R>) => Shape<RowKind>]): Frame<never> {
    const [first] = given;
    if (typeof first === 'function') return this.#over('select', (plan, columns) => project(plan, namedScalars(first(columns))));
    return this.#on((plan) => project(plan, namedColumns(plan, given.filter((name) => typeof name !== 'function'), 'select')));
  }

  /** All columns, and these more; one of the same name takes the place of the old. */
  derive<S extends Shape<RowKind>>(columns: (columns: Columns<R>) => S): Frame<Merge<R, ShapeRow<S>>> {
    return this.#over('derive', (plan, all) => {
      const made = new Map(namedScalars(columns(all)).map((item) => [item.name, item]));
      const kept = allColumns(plan).map((item) => made.get(item.name) ?? item);
      const known = new Set(kept.map((item) => item.name));
      const added = [...made.values()].filter((item) => !known.has(item.name));
      // Windows beside all the old columns are a step of their own, through which filters over their partitions may go.
      if (added.length === made.size && added.every((item) => item.expression.kind === 'Windowed')) return window(plan, added);
      return project(plan, [...kept, ...added], 'derive');
    });
  }

  /** All columns but these. */
  drop<K extends keyof R>(...columns: readonly [K, ...K[]]): Frame<Omit<R, K>> {
    return this.#on((plan) => {
      const dropped = new Set(namedColumns(plan, columns, 'drop').map((item) => item.name));
      return project(plan, allColumns(plan).filter((item) => !dropped.has(item.name)), 'drop');
    });
  }

  /** All columns, some under other names: `rename({ age: 'years' })`. */
  rename<const M extends { readonly [K in keyof R]?: string }>(names: M): Frame<Renamed<R, M>> {
    return this.#on((plan) => {
      const renamed = new Map(Object.entries(names));
      namedColumns(plan, [...renamed.keys()], 'rename');
      return project(plan, allColumns(plan).map((item): NamedScalar => ({ ...item, name: String(renamed.get(item.name) ?? item.name) })), 'rename');
    });
  }

  /** Rows of both frames that match. */
  join<S>(other: RowSource<S>, on: Condition<R, S>): Joined<R, S> {
    return this.#join('inner', other, on);
  }

  /** All rows of this frame, with the matching ones of the other or with NULLs. */
  leftJoin<S>(other: RowSource<S>, on: Condition<R, S>): Joined<R, NullableRow<S>> {
    return this.#join('left', other, on);
  }

  /** All rows of the other frame, with the matching ones of this or with NULLs. */
  rightJoin<S>(other: RowSource<S>, on: Condition<R, S>): Joined<NullableRow<R>, S> {
    return this.#join('right', other, on);
  }

  /** All rows of both frames, matched where they match. */
  fullJoin<S>(other: RowSource<S>, on: Condition<R, S>): Joined<NullableRow<R>, NullableRow<S>> {
    return this.#join('full', other, on);
  }

  /** Every row of this frame with every row of the other. */
  crossJoin<S>(other: RowSource<S>): Joined<R, S> {
    return this.#join('cross', other);
  }

  /** The rows of this frame that have a match in the other, each once. */
  semiJoin<S>(other: RowSource<S>, on: Condition<R, S>): Frame<R> {
    return this.#on((plan) => this.#matched('semi', plan, other, on));
  }

  /** The rows of this frame that have no match in the other. */
  antiJoin<S>(other: RowSource<S>, on: Condition<R, S>): Frame<R> {
    return this.#on((plan) => this.#matched('anti', plan, other, on));
  }

  /** Groups the rows by the values of these columns. */
  groupBy<K extends keyof R>(...keys: readonly [K, ...K[]]): Grouped<R, K> {
    return new Grouped(separate(this.#plan), keys, this.#runner);
  }

  /** One row: these aggregates of all rows. */
  agg<S extends Shape<'aggregate'>>(measures: (columns: Columns<R>) => S): Frame<ShapeRow<S>> {
    return this.#over('agg', (plan, columns) => aggregate(plan, [], namedScalars(measures(columns))));
  }

  /** The rows in this order, which replaces an earlier one. NULLs come last unless said otherwise. */
  orderBy(...keys: readonly [keyof R | KeyOrder<keyof R>, ...(keyof R | KeyOrder<keyof R>)[]]): Frame<R>;
  orderBy(terms: (columns: Columns<R>) => OrderTerm | readonly OrderTerm[]): Frame<R>;
  orderBy(...given: readonly (PropertyKey | KeyOrder<PropertyKey>)[] | readonly [(columns: Columns<R>) => OrderTerm | readonly OrderTerm[]]): Frame<R> {
    const [first] = given;
    if (typeof first === 'function') return this.#over('orderBy', (plan, columns) => sort(plan, listOf(first(columns)).map(orderingOf)));
    return this.#on((plan) => sort(plan, given.flatMap((key) => {
      if (typeof key === 'function') return [];
      const { key: name, descending, nulls } = typeof key === 'object' ? key : { key, descending: false, nulls: 'last' };
      return [ordering(columnNamed(plan, String(name), 'orderBy'), descending, nulls === 'first' ? 'FIRST' : 'LAST')];
    })));
  }

  /** At most `count` rows, after passing over `offset`. */
  limit(count: number, offset: number = 0): Frame<R> {
    return this.#on((plan) => limit(plan, count, offset));
  }

  /** The last `count` rows, in the frame's order. */
  tail(count: number): Frame<R> {
    return this.#on((plan) => tail(plan, count));
  }

  /** Each row once. */
  distinct(): Frame<R> {
    return this.#on(distinct);
  }

  /** Of the rows that agree in these columns the first one, in the given order. */
  dropDuplicates<K extends keyof R>(columns: readonly K[], options: { readonly orderBy: (columns: Columns<R>) => OrderTerm | readonly OrderTerm[] }): Frame<R> {
    return this.#over('dropDuplicates', (plan, all) => {
      const partitionBy = namedColumns(plan, columns, 'dropDuplicates').map((item) => item.expression);
      const orderBy = listOf(options.orderBy(all)).map(orderingOf);
      const place = new Expr<number, 'window'>(windowed('rowNumber', [], { partitionBy, orderBy }));
      return filter(plan, place.eq(1).$node, 'dropDuplicates');
    });
  }

  /** The rows of both frames, equal ones as often as they occur. */
  unionAll(other: RowSource<R>): Frame<R> {
    return this.#combined('union all', other);
  }

  /** The rows of both frames, each once. */
  union(other: RowSource<R>): Frame<R> {
    return this.#combined('union', other);
  }

  /** The rows that both frames have, each once. */
  intersect(other: RowSource<R>): Frame<R> {
    return this.#combined('intersect', other);
  }

  /** The rows that the other frame does not have, each once. */
  except(other: RowSource<R>): Frame<R> {
    return this.#combined('except', other);
  }

  /** All columns, with NULLs in these replaced by a value. */
  fillNull<const M extends { readonly [K in keyof R]?: Literal<NonNullable<R[K]>> }>(values: M): Frame<{ [K in keyof R]: K extends keyof M ? NonNullable<R[K]> : R[K] }> {
    return this.#on((plan) => withNullsFilled(plan, values));
  }

  /** The rows without a NULL in these columns; in any column when none is named. */
  dropNulls<K extends keyof R = keyof R>(...columns: readonly K[]): Frame<{ [N in keyof R]: N extends K ? NonNullable<R[N]> : R[N] }> {
    return this.#on((plan) => withoutNulls(plan, columns));
  }

  /** The same rows under a name of their own, for telling two uses of one table apart when reading; the engine needs no such name. */
  as(_name: string): Frame<R> {
    return this;
  }

  /** Fetches all rows. */
  async collect(options: BatchOptions = {}): Promise<JsRow<R>[]> {
    const rows: JsRow<R>[] = [];
    for await (const batch of this.batches(options)) for (const row of batch) rows.push(row);
    return rows;
  }

  /** Fetches the first row. */
  async first(options: BatchOptions = {}): Promise<JsRow<R> | undefined> {
    return (await this.limit(1).collect(options))[0];
  }

  /** Fetches rows as they come, some at a time; leaving the loop ends the query. */
  batches(options: BatchOptions = {}): AsyncIterable<readonly JsRow<R>[]> {
    const runner = this.#connected();
    return streamRows<JsRow<R>>(runner, this.#sql(runner.dialect), this.#plan.schema, options);
  }

  async* [Symbol.asyncIterator](): AsyncGenerator<JsRow<R>, void, undefined> {
    for await (const batch of this.batches()) yield* batch;
  }

  /** The SQL that this frame stands for, with its values beside it. @param dialect needed only without a database */
  toSQL(dialect?: DialectName): Compiled {
    return this.#sql(dialect ?? this.#connected().dialect);
  }

  /** The plan, and what each optimiser rule made of it, for reading. */
  explain(): string {
    const steps = [`as written\n${explain(this.#plan)}`];
    optimise(this.#plan, (rule, _before, after) => steps.push(`after ${rule}\n${explain(after)}`));
    return steps.join('\n\n');
  }

  #sql(dialect: DialectName): Compiled {
    const known = this.#compiled.get(dialect);
    if (known !== undefined) return known;
    const compiled = compile(this.#plan, dialect);
    this.#compiled.set(dialect, compiled);
    return compiled;
  }

  #connected(): Runner {
    if (this.#runner === undefined) throw errors.MOLTRES_NOT_CONNECTED.error({});
    return this.#runner;
  }

  #on<S>(step: (plan: Plan) => Plan): Frame<S> {
    return new Frame<S>(step(separate(this.#plan)), this.#runner);
  }

  #over<S>(name: string, step: (plan: Plan, columns: Columns<R>) => Plan): Frame<S> {
    return this.#on((plan) => withOpen([plan], () => step(plan, columnsOf<R>(plan, name))));
  }

  #join<S, L, O>(type: JoinKind, other: RowSource<S>, on?: Condition<R, S>): Joined<L, O> {
    const [left, right] = sidesOf(separate(this.#plan), separate(other.$plan()));
    return new Joined(join(type, left, right, on === undefined ? undefined : conditionOf(left, right, on)), left, right, this.#runner);
  }

  #matched<S>(type: 'semi' | 'anti', plan: Plan, other: RowSource<S>, on: Condition<R, S>): Plan {
    const [left, right] = sidesOf(plan, separate(other.$plan()));
    return join(type, left, right, conditionOf(left, right, on));
  }

  #combined(operator: SetOperator, other: RowSource<R>): Frame<R> {
    return this.#on((plan) => {
      const [left, right] = sidesOf(plan, separate(other.$plan()));
      return setOperation(operator, left, byName(left, right));
    });
  }
}

function conditionOf<L, R>(left: Plan, right: Plan, on: Condition<L, R>): Parameters<typeof filter>[1] {
  return withOpen([left, right], () => on(columnsOf<L>(left, 'join'), columnsOf<R>(right, 'join')).$node);
}

/** The right side's columns in the order of the left's: frames are combined by name. */
function byName(left: Plan, right: Plan): Plan {
  const names = left.schema.map((column) => column.name);
  if (left.schema.length !== right.schema.length || names.every((name, i) => right.schema[i]?.name === name)) return right;
  return project(right, namedColumns(right, names, 'union'), 'union');
}
